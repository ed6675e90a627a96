// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package roster

import "github.com/seamapi/terraform-provider-seam/internal/seam"

// snapshot is an access group's list of users at one moment. It is never edited, and keeps of each user only what
// memberships need: a group can have ten thousand.
type snapshot struct {
	// users has everybody on the list by ACS user, acsUserOf the ACS users by user identity.
	users     map[string]listedUser
	acsUserOf map[string]string
	// unsettled has the ACS users with more to tell than that they are members, who are few.
	unsettled map[string]Membership
	// unknown is why there is no list: Seam does not know the group.
	unknown error
}

// listedUser is an ACS user on the list. Without a user identity, its ID is empty.
type listedUser struct {
	userIdentityID string
	displayName    string
}

// newSnapshot keeps what the list says, together with the changes that the group itself shows where these are known.
func newSnapshot(pending GroupChanges, users []seam.ACSUser) *snapshot {
	s := &snapshot{
		users:     make(map[string]listedUser, len(users)),
		acsUserOf: make(map[string]string, len(users)),
		unsettled: map[string]Membership{},
	}
	for i := range users {
		user := &users[i]
		s.users[user.ACSUserID] = listedUser{userIdentityID: user.UserIdentityID, displayName: user.DisplayName}
		if user.UserIdentityID != "" {
			s.acsUserOf[user.UserIdentityID] = user.ACSUserID
		}
		membership := newMembership(user, pending.Standing(user, true))
		if !membership.isSettled() {
			s.unsettled[user.ACSUserID] = membership
		}
	}
	return s
}

// find returns the membership of a person on the list.
func (s *snapshot) find(person Person) (Membership, bool) {
	if person.ACSUserID == "" {
		person.ACSUserID = s.acsUserOf[person.UserIdentityID]
	}
	listed, isListed := s.users[person.ACSUserID]
	if !isListed {
		return Membership{Person: person}, false
	}
	if membership, isUnsettled := s.unsettled[person.ACSUserID]; isUnsettled {
		return membership, true
	}
	person.UserIdentityID = listed.userIdentityID
	return Membership{Person: person, Standing: Member}, true
}

func (s *snapshot) lists(acsUserID string) bool {
	_, isListed := s.users[acsUserID]
	return isListed
}
