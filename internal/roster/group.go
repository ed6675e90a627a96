// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package roster

import (
	"context"

	"github.com/seamapi/terraform-provider-seam/internal/seam"
)

// groupFacts is what the roster keeps of an access group.
type groupFacts struct {
	acsSystemID string
	warnings    []seam.Issue
}

// systemOf returns the ID of the access system that a group belongs to.
func (r *reads) systemOf(ctx context.Context, acsAccessGroupID string) (string, error) {
	group, err := r.group(ctx, acsAccessGroupID)
	return group.acsSystemID, err
}

// group returns what the roster keeps of a group. One list of all groups serves every group of a configuration, which is one
// request where asking for each would be hundreds; a group missing there is asked for alone.
func (r *reads) group(ctx context.Context, acsAccessGroupID string) (groupFacts, error) {
	listed, err := r.groups.Get(ctx, struct{}{}, r.listGroups)
	if err != nil {
		return groupFacts{}, err
	}
	if group, isListed := listed[acsAccessGroupID]; isListed {
		return group, nil
	}
	return r.unlistedGroups.Get(ctx, acsAccessGroupID, func(ctx context.Context) (groupFacts, error) {
		group, err := r.api.GetACSAccessGroup(ctx, acsAccessGroupID)
		if err != nil {
			return groupFacts{}, err
		}
		return groupFacts{group.ACSSystemID, warningsOfGroup(group)}, nil
	})
}

func (r *reads) listGroups(ctx context.Context) (map[string]groupFacts, error) {
	groups, err := r.api.ListACSAccessGroups(ctx, seam.ACSAccessGroupFilter{})
	if err != nil {
		return nil, err
	}
	listed := make(map[string]groupFacts, len(groups))
	for i := range groups {
		listed[groups[i].ACSAccessGroupID] = groupFacts{groups[i].ACSSystemID, warningsOfGroup(&groups[i])}
	}
	return listed, nil
}
