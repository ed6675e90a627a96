// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package roster

import (
	"context"

	"github.com/seamapi/terraform-provider-seam/internal/seam"
)

// snapshot is an access group's list of users at one moment. It is never edited, and keeps of each user only what
// memberships need: a group can have ten thousand.
type snapshot struct {
	// users has everybody on the list by ACS user, acsUserOf the ACS users by user identity.
	users     map[string]listedUser
	acsUserOf map[string]string
	// unsettled has the ACS users with more to tell than that they are members, who are few.
	unsettled map[string]unsettled
}

// listedUser is an ACS user on the list. Without a user identity, its ID is empty.
type listedUser struct {
	userIdentityID string
	displayName    string
}

type unsettled struct {
	standing Standing
	errors   []seam.Issue
}

func newSnapshot(acsAccessGroupID string, users []seam.ACSUser) *snapshot {
	s := &snapshot{
		users:     make(map[string]listedUser, len(users)),
		acsUserOf: make(map[string]string, len(users)),
		unsettled: map[string]unsettled{},
	}
	for i := range users {
		user := &users[i]
		s.users[user.ACSUserID] = listedUser{userIdentityID: user.UserIdentityID, displayName: user.DisplayName}
		if user.UserIdentityID != "" {
			s.acsUserOf[user.UserIdentityID] = user.ACSUserID
		}
		standing := standing(true, changesOfUser(user.PendingMutations, acsAccessGroupID))
		if standing != Member || len(user.Errors) > 0 {
			s.unsettled[user.ACSUserID] = unsettled{standing: standing, errors: user.Errors}
		}
	}
	return s
}

// find returns the membership of a person on the list.
func (s *snapshot) find(person Person) (Membership, bool) {
	if person.ACSUserID == "" {
		person.ACSUserID = s.acsUserOf[person.UserIdentityID]
	}
	listed, ok := s.users[person.ACSUserID]
	if !ok {
		return Membership{Person: person}, false
	}
	person.UserIdentityID = listed.userIdentityID
	if user, ok := s.unsettled[person.ACSUserID]; ok {
		return Membership{Person: person, Standing: user.standing, Errors: user.errors}, true
	}
	return Membership{Person: person, Standing: Member}, true
}

// list returns the group's list of users, read once per process.
func (r *Roster) list(ctx context.Context, acsAccessGroupID string) (*snapshot, error) {
	return r.lists.get(ctx, acsAccessGroupID, func(ctx context.Context) (*snapshot, error) {
		users, err := r.api.ListAccessGroupUsers(ctx, acsAccessGroupID)
		if err != nil {
			return nil, err
		}
		return newSnapshot(acsAccessGroupID, users), nil
	})
}

// Listed returns the membership of person as the group's list has it, whatever this process has written since. The
// answer depends on Seam alone, so a plan says the same whenever it is made. It costs no request beyond the list.
// Errors are those of the Seam API; an unknown group satisfies [seam.IsNotFound].
func (r *Roster) Listed(ctx context.Context, acsAccessGroupID string, person Person) (Membership, error) {
	group, err := r.list(ctx, acsAccessGroupID)
	if err != nil {
		return Membership{}, err
	}
	membership, _ := group.find(person)
	return membership, nil
}

// Membership returns where person stands with the group. This process's own writes win over the group's list; whoever
// is missing from the list, or whose own write ended in doubt, is asked for singly. Errors are those of the Seam API; an
// unknown group satisfies [seam.IsNotFound], an unknown person is [Absent].
func (r *Roster) Membership(ctx context.Context, acsAccessGroupID string, person Person) (Membership, error) {
	group, err := r.list(ctx, acsAccessGroupID)
	if err != nil {
		return Membership{}, err
	}
	membership, found := group.find(person)
	switch r.written(key(acsAccessGroupID, membership.Person)) {
	case granted:
		if !found || !membership.Standing.Present() {
			membership.Standing = Joining
		}
		return membership, nil
	case revoked:
		membership.Standing = Absent
		return membership, nil
	case inDoubt:
		return r.ask(ctx, acsAccessGroupID, membership.Person)
	}
	if found {
		return membership, nil
	}
	return r.ask(ctx, acsAccessGroupID, person)
}

// ask asks Seam about one person, past every list: the ACS user tells what is pending, its groups tell the rest.
func (r *Roster) ask(ctx context.Context, acsAccessGroupID string, person Person) (Membership, error) {
	if person.ACSUserID == "" {
		acsUserID, err := r.acsUserOfNow(ctx, acsAccessGroupID, person.UserIdentityID)
		if err != nil || acsUserID == "" {
			return Membership{Person: person}, err
		}
		person.ACSUserID = acsUserID
	}
	user, err := r.api.GetACSUser(ctx, person.ACSUserID)
	if seam.IsNotFound(err) {
		return Membership{Person: person}, nil
	}
	if err != nil {
		return Membership{}, err
	}
	person.UserIdentityID = user.UserIdentityID
	groups, err := r.api.ListACSAccessGroups(ctx, seam.ACSAccessGroupFilter{ACSUserID: person.ACSUserID})
	if seam.IsNotFound(err) {
		return Membership{Person: person}, nil
	}
	if err != nil {
		return Membership{}, err
	}
	isListed, changes := false, changesOfUser(user.PendingMutations, acsAccessGroupID)
	for i := range groups {
		if groups[i].ACSAccessGroupID == acsAccessGroupID {
			isListed = true
			changes = append(changes, changesOfGroup(&groups[i], person.ACSUserID)...)
		}
	}
	return Membership{Person: person, Standing: standing(isListed, changes), Errors: user.Errors}, nil
}
