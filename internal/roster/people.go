// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package roster

import (
	"context"
	"sync"

	"github.com/seamapi/terraform-provider-seam/internal/par"
	"github.com/seamapi/terraform-provider-seam/internal/seam"
)

// manyLookups is how many people are looked up with a list of all ACS users in the access system rather than singly. The
// list comes in pages of hundreds, so for most systems it is one request.
const manyLookups = 20

// people are the people whom plans and writes look up.
type people struct {
	inSystem par.Cache[string, *systemPeople]

	mu    sync.Mutex
	asked map[Person]bool
}

// systemPeople has everybody in an access system, by either name.
type systemPeople struct {
	isACSUser map[string]bool
	// acsUserOf has the ACS users by user identity.
	acsUserOf map[string]string
}

// ExpectUserIdentities prepares for writes that name all of these user identities: of many, the ACS users are looked up
// with one list of the access system. It is no more than a shortcut: whoever is not found by it is looked up when it comes
// to the write.
func (r *reads) ExpectUserIdentities(ctx context.Context, acsAccessGroupID string, userIdentityIDs []string) {
	if len(userIdentityIDs) < manyLookups {
		return
	}
	acsSystemID, everybody, err := r.everybody(ctx, acsAccessGroupID)
	if err != nil {
		return
	}
	for _, userIdentityID := range userIdentityIDs {
		if acsUserID := everybody.acsUserOf[userIdentityID]; acsUserID != "" {
			r.acsUsers.Put(identityInSystem{userIdentityID, acsSystemID}, acsUserID)
		}
	}
}

// PersonExists reports whether Seam knows a person, by ACS user where the key has one, else by user identity. The first
// people whom this process asks for cost a request each; once they are many, the list of the group's access system is read,
// and only somebody missing there is asked for. Errors are those of the Seam API.
func (r *reads) PersonExists(ctx context.Context, key Key) (bool, error) {
	person := key.byOneName().Person
	if r.people.isOneOfMany(person) {
		_, everybody, err := r.everybody(ctx, key.ACSAccessGroupID)
		if err != nil || everybody.has(person) {
			return err == nil, err
		}
	}
	var err error
	if person.ACSUserID != "" {
		_, err = r.user(ctx, person.ACSUserID)
	} else {
		_, err = r.identity(ctx, person.UserIdentityID)
	}
	if seam.IsNotFound(err) {
		return false, nil
	}
	return err == nil, err
}

// everybody returns the access system of a group, and the people in it, who are listed once.
func (r *reads) everybody(ctx context.Context, acsAccessGroupID string) (acsSystemID string, _ *systemPeople, err error) {
	acsSystemID, err = r.systemOf(ctx, acsAccessGroupID)
	if err != nil {
		return "", nil, err
	}
	everybody, err := r.people.inSystem.Get(ctx, acsSystemID, func(ctx context.Context) (*systemPeople, error) {
		users, err := r.api.ListACSUsers(ctx, seam.ACSUserFilter{ACSSystemID: acsSystemID})
		return newSystemPeople(users), err
	})
	return acsSystemID, everybody, err
}

func newSystemPeople(users []seam.ACSUser) *systemPeople {
	s := &systemPeople{isACSUser: make(map[string]bool, len(users)), acsUserOf: make(map[string]string, len(users))}
	for i := range users {
		s.isACSUser[users[i].ACSUserID] = true
		if users[i].UserIdentityID != "" {
			s.acsUserOf[users[i].UserIdentityID] = users[i].ACSUserID
		}
	}
	return s
}

// has reports whether a person with one name is in the access system.
func (s *systemPeople) has(person Person) bool {
	return s.isACSUser[person.ACSUserID] || s.acsUserOf[person.UserIdentityID] != ""
}

// isOneOfMany notes that somebody is asked for, and reports whether many people are by now.
func (p *people) isOneOfMany(person Person) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.asked == nil {
		p.asked = map[Person]bool{}
	}
	p.asked[person] = true
	return len(p.asked) >= manyLookups
}
