// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package roster

import (
	"cmp"
	"context"
	"maps"
	"sync"

	"golang.org/x/sync/errgroup"

	"github.com/seamapi/terraform-provider-seam/internal/seam"
)

// listedGroup is an access group and whom it lists.
type listedGroup struct {
	*seam.ACSAccessGroup

	users []seam.ACSUser
	// unlisted are the IDs of the ACS users whom the group does not list, and who are in its pending changes.
	unlisted []string
}

func newListedGroup(group *seam.ACSAccessGroup, users []seam.ACSUser) listedGroup {
	listed := listedGroup{ACSAccessGroup: group, users: users}
	isKnown := make(map[string]bool, len(users))
	for i := range users {
		isKnown[users[i].ACSUserID] = true
	}
	for _, mutation := range group.PendingMutations {
		acsUserID := cmp.Or(mutation.ToACSUserID, mutation.ACSUserID)
		if acsUserID != "" && !isKnown[acsUserID] {
			isKnown[acsUserID] = true
			listed.unlisted = append(listed.unlisted, acsUserID)
		}
	}
	return listed
}

// usersUnlistedIn returns the unlisted ACS users of the groups, by their IDs. Those who are gone meanwhile are left out.
// Of many in one access system, all ACS users of it are listed; whoever is not found by that is asked for.
func (d *Directory) usersUnlistedIn(ctx context.Context, groups []listedGroup) (map[string]*seam.ACSUser, error) {
	wanted := map[string]map[string]bool{}
	for _, group := range groups {
		for _, acsUserID := range group.unlisted {
			if wanted[group.ACSSystemID] == nil {
				wanted[group.ACSSystemID] = map[string]bool{}
			}
			wanted[group.ACSSystemID][acsUserID] = true
		}
	}
	found, singly := map[string]*seam.ACSUser{}, map[string]bool{}
	for acsSystemID, acsUserIDs := range wanted {
		if len(acsUserIDs) >= manyLookups {
			users, err := d.ACSUsers(ctx, seam.ACSUserFilter{ACSSystemID: acsSystemID})
			if err != nil {
				return nil, err
			}
			for i := range users {
				if id := users[i].ACSUserID; acsUserIDs[id] {
					found[id] = &users[i]
					delete(acsUserIDs, id)
				}
			}
		}
		maps.Copy(singly, acsUserIDs)
	}
	return found, d.addUsers(ctx, found, singly)
}

// addUsers asks for ACS users one by one, and adds those that are there.
func (d *Directory) addUsers(ctx context.Context, found map[string]*seam.ACSUser, acsUserIDs map[string]bool) error {
	var mu sync.Mutex
	lookups, ctx := errgroup.WithContext(ctx)
	lookups.SetLimit(parallelLookups)
	for acsUserID := range acsUserIDs {
		lookups.Go(func() error {
			user, err := d.ACSUser(ctx, acsUserID)
			if seam.IsNotFound(err) {
				return nil
			}
			if err != nil {
				return err
			}
			mu.Lock()
			defer mu.Unlock()
			found[acsUserID] = user
			return nil
		})
	}
	return lookups.Wait()
}
