// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package roster

import (
	"cmp"
	"context"
	"slices"
)

// GroupMember is somebody who is in an access group, with the name that people know.
type GroupMember struct {
	Membership
	// DisplayName is empty where Seam has not said it.
	DisplayName string
}

// Members returns who is in the group, sorted by ACS user: everybody whom the group's list has and who is not leaving,
// without those whom this process has removed and with those whom it has added. It costs no request beyond the list.
// Errors are those of the Seam API; an unknown group satisfies [seam.IsNotFound].
func (r *Roster) Members(ctx context.Context, acsAccessGroupID string) ([]GroupMember, error) {
	list, err := r.snapshot(ctx, acsAccessGroupID)
	if err != nil {
		return nil, err
	}
	writes := r.lastWrites(acsAccessGroupID)
	members := make([]GroupMember, 0, len(list.users))
	for acsUserID, listed := range list.users {
		membership, _ := list.find(Person{ACSUserID: acsUserID})
		if writes[acsUserID] == granted && !membership.Standing.Present() {
			membership.Standing = Joining
		}
		if writes[acsUserID] != revoked && membership.Standing.Present() {
			members = append(members, GroupMember{Membership: membership, DisplayName: listed.displayName})
		}
	}
	for acsUserID, written := range writes {
		if written == granted && !list.lists(acsUserID) {
			members = append(members, GroupMember{Membership: Membership{Person: Person{ACSUserID: acsUserID}, Standing: Joining}})
		}
	}
	slices.SortFunc(members, func(a, b GroupMember) int { return cmp.Compare(a.Person.ACSUserID, b.Person.ACSUserID) })
	return members, nil
}
