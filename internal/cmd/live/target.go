// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/seamapi/terraform-provider-seam/internal/seam"
)

// target is the membership that a pass tries things on.
type target struct {
	system  seam.ACSSystem
	groupID string
	userID  string
	// wasMember is how the membership has to be left.
	wasMember bool
}

func (t target) String() string {
	return fmt.Sprintf("ACS user %s in access group %s", t.userID, t.groupID)
}

var errNoTarget = errors.New("the workspace has no access system with an access group and an ACS user without pending changes: " +
	"connect a sandbox access system in the Seam Console first")

// findTarget looks for a user who is not in a group, and takes a member where there is no other. Users of whom a change is
// pending are left alone.
func (p *pass) findTarget(ctx context.Context) (target, error) {
	systems, err := p.client.ListACSSystems(ctx, seam.ACSSystemFilter{})
	if err != nil {
		return target{}, err
	}
	var fallback *target
	for _, system := range systems {
		candidates, err := p.candidates(ctx, system)
		if err != nil {
			return target{}, err
		}
		for _, candidate := range candidates {
			if !candidate.wasMember {
				return candidate, nil
			}
			fallback = &candidate
		}
	}
	if fallback == nil {
		return target{}, errNoTarget
	}
	return *fallback, nil
}

// candidates are the memberships that there are or could be in a system, up to the first that could be.
func (p *pass) candidates(ctx context.Context, system seam.ACSSystem) ([]target, error) {
	groups, err := p.client.ListACSAccessGroups(ctx, seam.ACSAccessGroupFilter{ACSSystemID: system.ACSSystemID})
	if err != nil || len(groups) == 0 {
		return nil, err
	}
	users, err := p.client.ListACSUsers(ctx, seam.ACSUserFilter{ACSSystemID: system.ACSSystemID})
	if err != nil {
		return nil, err
	}
	users = slices.DeleteFunc(users, func(user seam.ACSUser) bool { return len(user.PendingMutations) > 0 })
	var found []target
	for _, group := range groups {
		members, err := p.client.ListACSAccessGroupUsers(ctx, group.ACSAccessGroupID)
		if err != nil {
			return nil, err
		}
		for _, user := range users {
			candidate := target{system: system, groupID: group.ACSAccessGroupID, userID: user.ACSUserID}
			candidate.wasMember = lists(members, user.ACSUserID)
			found = append(found, candidate)
			if !candidate.wasMember {
				return found, nil
			}
		}
	}
	return found, nil
}

func lists(users []seam.ACSAccessGroupUser, id string) bool {
	return slices.ContainsFunc(users, func(user seam.ACSAccessGroupUser) bool { return user.ACSUserID == id })
}
