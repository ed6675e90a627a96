// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package members

import (
	"context"
	"sync"

	"github.com/seamapi/terraform-provider-seam/internal/par"
	"github.com/seamapi/terraform-provider-seam/internal/provider/connection"
	"github.com/seamapi/terraform-provider-seam/internal/roster"
	"github.com/seamapi/terraform-provider-seam/internal/seam"
)

// sight is who is in an access group, seen by somebody who knows whom to look for.
type sight struct {
	members []roster.GroupMember
	// listed are the members by the names that the group's list shows.
	listed people
	// acsUserOf has the ACS users of declared user identities that the list does not show with that identity: it was merged
	// into another, or the list does not tell. identityOf is the other way round.
	acsUserOf  map[string]string
	identityOf map[string]string
}

func newSight(members []roster.GroupMember) *sight {
	s := &sight{listed: newPeople(), acsUserOf: map[string]string{}, identityOf: map[string]string{}}
	s.meet(members...)
	return s
}

// look returns who is in the group, in one request if everybody is there who is declared. Of those whom the group's list
// lacks, it asks whom Seam is about to add, and which ACS users declared user identities have. Errors are those of the Seam
// API.
func look(ctx context.Context, conn *connection.Connection, group string, declared declaration) (*sight, error) {
	members, err := conn.Roster.Members(ctx, group)
	s := newSight(members)
	if err != nil || s.missing(declared).isNobody() {
		return s, err
	}
	joiners, err := conn.Roster.Joiners(ctx, group)
	if err != nil {
		return s, err
	}
	s.meet(joiners...)
	err = s.lookFor(ctx, conn, group, s.missing(declared).UserIdentityIDs)
	return s, err
}

// lookFor asks for user identities that no member shows. One that was merged into an identity in sight costs one request, as
// does one that does not exist.
func (s *sight) lookFor(ctx context.Context, conn *connection.Connection, group string, userIdentityIDs map[string]string) error {
	shown := map[string]roster.GroupMember{}
	for _, member := range s.members {
		shown[member.Person.UserIdentityID] = member
	}
	var mu sync.Mutex
	return par.Each(ctx, conn.Turns, ids(userIdentityIDs), func(ctx context.Context, userIdentityID string) error {
		surviving, err := conn.Roster.SurvivingIdentity(ctx, userIdentityID)
		if seam.IsNotFound(err) {
			return nil
		}
		if err != nil {
			return err
		}
		found, isShown := shown[surviving]
		if !isShown {
			key := roster.Key{ACSAccessGroupID: group, Person: roster.Person{UserIdentityID: userIdentityID}}
			if found.Membership, err = conn.Roster.Membership(ctx, key); err != nil || !found.Standing.Present() {
				return err
			}
		}
		mu.Lock()
		defer mu.Unlock()
		s.meet(found)
		s.acsUserOf[userIdentityID] = found.Person.ACSUserID
		s.identityOf[found.Person.ACSUserID] = userIdentityID
		return nil
	})
}

// meet takes in members who are not in sight yet.
func (s *sight) meet(members ...roster.GroupMember) {
	for _, member := range members {
		if !s.listed.acsUserIDs[member.Person.ACSUserID] {
			s.members = append(s.members, member)
			s.listed.add(member.Person)
		}
	}
}

// missing is who is declared and not in sight.
func (s *sight) missing(declared declaration) declaration {
	missing := declaration{
		ACSUserIDs:      without(declared.ACSUserIDs, s.listed.acsUserIDs),
		UserIdentityIDs: without(declared.UserIdentityIDs, s.listed.userIdentityIDs),
	}
	for label, userIdentityID := range missing.UserIdentityIDs {
		if s.acsUserOf[userIdentityID] != "" {
			delete(missing.UserIdentityIDs, label)
		}
	}
	return missing
}

// present is who is declared and in sight.
func (s *sight) present(declared declaration) declaration {
	return declared.without(s.missing(declared))
}

// undeclared are the members who are not among the declared people, by whatever name.
func (s *sight) undeclared(declared people) []roster.GroupMember {
	var others []roster.GroupMember
	for _, member := range s.members {
		if !declared.has(member.Person) && !declared.userIdentityIDs[s.identityOf[member.Person.ACSUserID]] {
			others = append(others, member)
		}
	}
	return others
}

// declaredIdentity is the user identity that somebody in sight is declared by, or "".
func (s *sight) declaredIdentity(person roster.Person, declared people) string {
	if declared.userIdentityIDs[person.UserIdentityID] {
		return person.UserIdentityID
	}
	return s.identityOf[person.ACSUserID]
}
