// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package members

import (
	"context"
	"sync"

	"github.com/seamapi/terraform-provider-seam/internal/par"
	"github.com/seamapi/terraform-provider-seam/internal/provider/connection"
	"github.com/seamapi/terraform-provider-seam/internal/roster"
)

// leavers are those who leave a group by a plan.
type leavers struct {
	// formerly are those whom the object declared before. They are left to whoever holds them by now.
	formerly   []roster.GroupMember
	undeclared []roster.GroupMember
	// notFound are those of whom Seam did not say which ACS user they are.
	notFound []failedChange
}

// isAnybodyBut reports whether somebody leaves who is not among the people.
func (l *leavers) isAnybodyBut(people people) bool {
	return len(people.others(l.formerly))+len(people.others(l.undeclared))+len(l.notFound) > 0
}

// findLeavers finds the ACS users of those whom the plan shows leaving. A user identity that leaves is the ACS users that the
// group's list shows with it, and those that were added for it and belong to nobody else; where there are none, it is the
// one that it has now.
func findLeavers(
	ctx context.Context, conn *connection.Connection, plan, state model, granted map[string]string, inGroup []roster.GroupMember,
) leavers {
	declared, undeclared := state.leaving(plan)
	listed := byACSUser(inGroup)
	found := leavers{
		formerly:   namedMembers(declared.ACSUserIDs, listed),
		undeclared: namedMembers(undeclared.ACSUserIDs, listed),
	}

	unseen := labels(declared.UserIdentityIDs)
	leaving := declared.people().userIdentityIDs
	for _, member := range inGroup {
		userIdentityID := member.Person.UserIdentityID
		if userIdentityID == "" {
			userIdentityID = granted[member.Person.ACSUserID]
		}
		if leaving[userIdentityID] {
			found.formerly = append(found.formerly, member)
			delete(unseen, userIdentityID)
		}
	}
	found.lookUp(ctx, conn, plan.group(), unseen, listed)
	return found
}

// lookUp asks for the ACS users that user identities have now. The labels are by user identity.
func (l *leavers) lookUp(
	ctx context.Context, conn *connection.Connection, group string, labels map[string]string, listed map[string]roster.GroupMember,
) {
	var unseen []roster.GroupMember
	for userIdentityID, label := range labels {
		unseen = append(unseen, absent(roster.Person{UserIdentityID: userIdentityID}, label))
	}
	var mu sync.Mutex
	_ = par.Each(ctx, conn.Turns, unseen, func(ctx context.Context, member roster.GroupMember) error {
		now, err := conn.Roster.Membership(ctx, roster.Key{ACSAccessGroupID: group, Person: member.Person})
		mu.Lock()
		defer mu.Unlock()
		switch {
		case err != nil:
			l.notFound = append(l.notFound, failedChange{member, err})
		case now.Person.ACSUserID != "":
			l.formerly = append(l.formerly, listedAs(member.DisplayName, now.Person.ACSUserID, listed))
		}
		return nil
	})
}

// namedMembers are ACS users by their names: those on the list as they are there, the others as absent.
func namedMembers(acsUserIDs map[string]string, listed map[string]roster.GroupMember) []roster.GroupMember {
	var named []roster.GroupMember
	for acsUserID, name := range labels(acsUserIDs) {
		named = append(named, listedAs(name, acsUserID, listed))
	}
	return named
}

func listedAs(name, acsUserID string, listed map[string]roster.GroupMember) roster.GroupMember {
	member, isListed := listed[acsUserID]
	if !isListed {
		return absent(roster.Person{ACSUserID: acsUserID}, name)
	}
	if member.DisplayName == "" {
		member.DisplayName = name
	}
	return member
}
