// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package roster

import (
	"cmp"
	"context"

	"github.com/seamapi/terraform-provider-seam/internal/seam"
)

// GroupFacts is what the roster keeps of an access group.
type GroupFacts struct {
	ACSAccessGroupID string
	ACSSystemID      string
	// Name is what Seam calls the group, as Seam writes it.
	Name string
	// Warnings is what a plan should say of the group: that it is about to go, or that Seam cannot keep up with it.
	Warnings []seam.Issue
}

// FactsOf returns what the roster keeps of an access group.
func FactsOf(group *seam.ACSAccessGroup) GroupFacts {
	return GroupFacts{
		ACSAccessGroupID: group.ACSAccessGroupID,
		ACSSystemID:      group.ACSSystemID,
		Name:             cmp.Or(group.DisplayName, group.Name),
		Warnings:         warningsOfGroup(group),
	}
}

// systemOf returns the ID of the access system that a group belongs to.
func (r *reads) systemOf(ctx context.Context, acsAccessGroupID string) (string, error) {
	group, err := r.Group(ctx, acsAccessGroupID)
	return group.ACSSystemID, err
}

// Group returns what the roster keeps of a group. One list of all groups serves every group of a configuration, which is one
// request where asking for each would be hundreds; a group missing there is asked for alone. Errors are those of the Seam
// API; an unknown group satisfies [seam.IsNotFound].
func (r *reads) Group(ctx context.Context, acsAccessGroupID string) (GroupFacts, error) {
	listed, err := r.groups.Get(ctx, struct{}{}, r.listGroups)
	if err != nil {
		return GroupFacts{}, err
	}
	if group, isListed := listed[acsAccessGroupID]; isListed {
		return group, nil
	}
	return r.unlistedGroups.Get(ctx, acsAccessGroupID, func(ctx context.Context) (GroupFacts, error) {
		group, err := r.api.GetACSAccessGroup(ctx, acsAccessGroupID)
		if err != nil {
			return GroupFacts{}, err
		}
		return FactsOf(group), nil
	})
}

func (r *reads) listGroups(ctx context.Context) (map[string]GroupFacts, error) {
	groups, err := r.api.ListACSAccessGroups(ctx, seam.ACSAccessGroupFilter{})
	if err != nil {
		return nil, err
	}
	listed := make(map[string]GroupFacts, len(groups))
	for i := range groups {
		listed[groups[i].ACSAccessGroupID] = FactsOf(&groups[i])
	}
	return listed, nil
}
