// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package roster

import (
	"context"
	"slices"
	"sync"

	"github.com/seamapi/terraform-provider-seam/internal/par"
	"github.com/seamapi/terraform-provider-seam/internal/seam"
)

// manyJoiners is how many ACS users of an access system are looked up with a list of all of them rather than singly. What was
// read of them before may be older than what is pending for them.
const manyJoiners = 20

// ListedGroup is an access group and whom its list has.
type ListedGroup struct {
	Group *seam.ACSAccessGroup
	Lists func(acsUserID string) bool
}

// Joiners returns those whom the group's list lacks, though Seam is about to add them, sorted by ACS user. It costs a
// request for the group, and what [reads.JoinersOf] costs. Errors are those of the Seam API, or [ErrContradiction].
func (r *reads) Joiners(ctx context.Context, acsAccessGroupID string) ([]GroupMember, error) {
	list, err := r.snapshot(ctx, acsAccessGroupID)
	if err != nil {
		return nil, err
	}
	group, err := r.api.GetACSAccessGroup(ctx, acsAccessGroupID)
	if seam.IsNotFound(err) {
		return nil, r.confirmUngettable(ctx, acsAccessGroupID, list, err)
	}
	if err != nil {
		return nil, err
	}
	users, err := r.JoinersOf(ctx, []ListedGroup{{Group: group, Lists: list.lists}})
	if err != nil {
		return nil, err
	}
	members := make([]GroupMember, 0, len(users[0]))
	for _, user := range users[0] {
		members = append(members, GroupMember{newMembership(user, Joining), user.DisplayName})
	}
	return members, nil
}

// JoinersOf returns for each of the groups the ACS users whom its list lacks, though Seam is about to add them, sorted by
// ID. Somebody who is gone by now is left out. It costs a request for each of them, ten at a time, or one list of the
// access system where they are many. Errors are those of the Seam API.
func (r *reads) JoinersOf(ctx context.Context, groups []ListedGroup) ([][]*seam.ACSUser, error) {
	pending, joining := make([]GroupChanges, len(groups)), make([][]string, len(groups))
	wanted := map[string]map[string]bool{}
	for i, group := range groups {
		pending[i] = ChangesOf(group.Group)
		joining[i] = pending[i].joining(group.Lists)
		inSystem := wanted[group.Group.ACSSystemID]
		if inSystem == nil {
			inSystem = map[string]bool{}
			wanted[group.Group.ACSSystemID] = inSystem
		}
		for _, acsUserID := range joining[i] {
			inSystem[acsUserID] = true
		}
	}
	found, err := r.usersByID(ctx, wanted)
	if err != nil {
		return nil, err
	}
	joiners := make([][]*seam.ACSUser, len(groups))
	for i := range groups {
		for _, acsUserID := range joining[i] {
			if user := found[acsUserID]; user != nil && pending[i].Standing(user, false).Present() {
				joiners[i] = append(joiners[i], user)
			}
		}
	}
	return joiners, nil
}

// joining returns the ACS users whom the changes add to the group, and whom its list lacks.
func (c GroupChanges) joining(lists func(acsUserID string) bool) []string {
	var acsUserIDs []string
	for acsUserID, changes := range c.byUser {
		if !lists(acsUserID) && newestStanding(false, changes) == Joining {
			acsUserIDs = append(acsUserIDs, acsUserID)
		}
	}
	slices.Sort(acsUserIDs)
	return acsUserIDs
}

// usersByID returns the ACS users of access systems that exist, by their IDs. Of many in one system, all users of the
// system are listed; whoever is not found by that is asked for.
func (r *reads) usersByID(ctx context.Context, wanted map[string]map[string]bool) (map[string]*seam.ACSUser, error) {
	found := map[string]*seam.ACSUser{}
	var singly []string
	for acsSystemID, acsUserIDs := range wanted {
		if len(acsUserIDs) >= manyJoiners {
			users, err := r.api.ListACSUsers(ctx, seam.ACSUserFilter{ACSSystemID: acsSystemID})
			if err != nil {
				return nil, err
			}
			for i := range users {
				if acsUserIDs[users[i].ACSUserID] {
					found[users[i].ACSUserID] = &users[i]
				}
			}
		}
		for acsUserID := range acsUserIDs {
			if found[acsUserID] == nil {
				singly = append(singly, acsUserID)
			}
		}
	}
	var mu sync.Mutex
	err := par.Each(ctx, par.NewTurns(par.AtATime), singly, func(ctx context.Context, acsUserID string) error {
		user, err := r.user(ctx, acsUserID)
		if seam.IsNotFound(err) {
			return nil
		}
		mu.Lock()
		defer mu.Unlock()
		found[acsUserID] = user
		return err
	})
	return found, err
}
