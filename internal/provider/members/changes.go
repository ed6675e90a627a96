// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package members

import (
	"context"
	"errors"
	"slices"
	"sync"

	"github.com/seamapi/terraform-provider-seam/internal/par"
	"github.com/seamapi/terraform-provider-seam/internal/provider/connection"
	"github.com/seamapi/terraform-provider-seam/internal/roster"
	"github.com/seamapi/terraform-provider-seam/internal/seam"
)

// mostNamesLookedUp bounds the requests for the names of users who are not on the group's list.
const mostNamesLookedUp = 20

// groupChanges is the outcome of the changes to one group.
type groupChanges struct {
	added []roster.GroupMember
	// adopted were members before.
	adopted []roster.GroupMember
	removed []roster.GroupMember
	// kept were not removed, because another resource of this run holds their membership.
	kept         []roster.GroupMember
	notAdded     []failedChange
	perhapsAdded []failedChange
	notRemoved   []failedChange
	// hasUnidentified means that the ACS user of a declared user identity is not known.
	hasUnidentified bool
}

// failedChange is a membership that was not changed, and why.
type failedChange struct {
	member roster.GroupMember
	err    error
}

// failures are all changes that failed or may have failed.
func (c groupChanges) failures() []failedChange {
	return slices.Concat(c.notAdded, c.perhapsAdded, c.notRemoved)
}

// isNothing reports whether it is certain that nothing was changed and nobody was adopted. Adopted members count, because the
// destroy of a predecessor leaves them to this object.
func (c groupChanges) isNothing() bool {
	return len(c.added)+len(c.adopted)+len(c.removed)+len(c.perhapsAdded) == 0 && !slices.ContainsFunc(c.notRemoved, failedChange.isInDoubt)
}

// isInDoubt reports whether the change may have been made in spite of the error. An error that does not come from the client
// was never sent.
func (c failedChange) isInDoubt() bool {
	var answer *seam.Error
	return errors.As(c.err, &answer) && seam.Outcome(c.err) != seam.NotApplied
}

// after returns who is in the group, or may be, after these changes.
func (c groupChanges) after(members []roster.GroupMember) []roster.GroupMember {
	removed := map[string]bool{}
	for _, member := range c.removed {
		removed[member.Person.ACSUserID] = true
	}
	left := slices.DeleteFunc(slices.Clone(members), func(member roster.GroupMember) bool { return removed[member.Person.ACSUserID] })
	left = append(left, c.added...)
	for _, failed := range c.perhapsAdded {
		left = append(left, failed.member)
	}
	return left
}

// changeMembers makes the declared people the only members of the group. Everybody is added before anybody is removed: only
// the add tells which ACS user a user identity has, and it may be somebody in the group. Those whom the object declared
// formerly are kept if another resource holds their membership, and are removed even if they are not on the group's list.
func changeMembers(
	ctx context.Context, conn *connection.Connection, group string, declared, formerly declaration, members []roster.GroupMember,
) groupChanges {
	changes := addMembers(ctx, conn, group, declared.everybody(members))
	others := changes.notAmong(declared.others(members))
	for _, member := range declared.others(formerly.everybody(members)) {
		if member.Standing == roster.Absent {
			others = append(others, member)
		}
	}
	others, perhapsDeclared := changes.identified(others)
	removed := removeMembers(ctx, conn, group, others, func(person roster.Person) roster.Owner {
		if formerly.has(person) {
			return roster.OneMembership
		}
		return roster.WholeGroup
	})
	changes.removed, changes.kept, changes.notRemoved = removed.removed, removed.kept, slices.Concat(removed.notRemoved, perhapsDeclared)
	return changes
}

// errPerhapsDeclared is the reason to keep somebody in the group who may be declared by user identity: Seam links a user
// identity to an ACS user when it first adds the identity to a group.
var errPerhapsDeclared = errors.New("the ACS user of a declared user identity is not known, and this may be it")

// notAmong returns the members who are not the ACS user of a declared user identity, as far as the adds have told.
func (c groupChanges) notAmong(members []roster.GroupMember) []roster.GroupMember {
	declared := newDeclaration(nil, nil)
	for _, member := range slices.Concat(c.added, c.adopted) {
		declared.add(roster.Person{ACSUserID: member.Person.ACSUserID})
	}
	for _, failed := range slices.Concat(c.notAdded, c.perhapsAdded) {
		declared.add(roster.Person{ACSUserID: failed.member.Person.ACSUserID})
	}
	return declared.others(members)
}

// identified returns the members who are certainly not declared, and those who may be and must not be removed.
func (c groupChanges) identified(members []roster.GroupMember) (certain []roster.GroupMember, perhapsDeclared []failedChange) {
	for _, member := range members {
		if c.hasUnidentified && member.Person.UserIdentityID == "" && member.Standing.Present() {
			perhapsDeclared = append(perhapsDeclared, failedChange{member, errPerhapsDeclared})
		} else {
			certain = append(certain, member)
		}
	}
	return certain, perhapsDeclared
}

// addMembers adds the people who are not members yet, and claims the memberships of those who are.
func addMembers(ctx context.Context, conn *connection.Connection, group string, people []roster.GroupMember) groupChanges {
	conn.Roster.ExpectUserIdentities(ctx, group, unresolved(people))
	var mu sync.Mutex
	var changes groupChanges
	_ = par.Each(ctx, conn.Turns, people, func(ctx context.Context, member roster.GroupMember) error {
		grant, err := conn.Roster.Grant(ctx, roster.Key{ACSAccessGroupID: group, Person: member.Person}, roster.WholeGroup)
		mu.Lock()
		defer mu.Unlock()
		if grant.ACSUserID != "" {
			member.Person.ACSUserID = grant.ACSUserID
		}
		changes.hasUnidentified = changes.hasUnidentified || member.Person.ACSUserID == ""
		switch {
		case err != nil && grant.MayBeMember:
			changes.perhapsAdded = append(changes.perhapsAdded, failedChange{member, err})
		case err != nil:
			changes.notAdded = append(changes.notAdded, failedChange{member, err})
		case member.Standing.Present():
			changes.adopted = append(changes.adopted, member)
		default:
			changes.added = append(changes.added, member)
		}
		return nil
	})
	lookUpNames(ctx, conn, changes.perhapsAdded)
	lookUpNames(ctx, conn, changes.notAdded)
	return changes
}

// unresolved returns the user identities whose ACS user is not known.
func unresolved(people []roster.GroupMember) []string {
	var userIdentityIDs []string
	for _, member := range people {
		if member.Person.ACSUserID == "" {
			userIdentityIDs = append(userIdentityIDs, member.Person.UserIdentityID)
		}
	}
	return userIdentityIDs
}

// lookUpNames looks up the names of users who are not on a list, for a message.
func lookUpNames(ctx context.Context, conn *connection.Connection, failed []failedChange) {
	unnamed := make([]*roster.GroupMember, 0, mostNamesLookedUp)
	for i := range failed[:min(len(failed), mostNamesLookedUp)] {
		if failed[i].member.Person.ACSUserID != "" {
			unnamed = append(unnamed, &failed[i].member)
		}
	}
	_ = par.Each(ctx, conn.Turns, unnamed, func(ctx context.Context, member *roster.GroupMember) error {
		member.DisplayName = conn.Roster.DisplayName(ctx, member.Person.ACSUserID)
		return nil
	})
}

// removeMembers removes all of the members, each on behalf of the owner that it is told.
func removeMembers(
	ctx context.Context, conn *connection.Connection, group string, members []roster.GroupMember, owner func(roster.Person) roster.Owner,
) groupChanges {
	var mu sync.Mutex
	var changes groupChanges
	_ = par.Each(ctx, conn.Turns, members, func(ctx context.Context, member roster.GroupMember) error {
		revocation, err := conn.Roster.Revoke(ctx, roster.Key{ACSAccessGroupID: group, Person: member.Person}, owner(member.Person))
		mu.Lock()
		defer mu.Unlock()
		switch {
		case err != nil:
			changes.notRemoved = append(changes.notRemoved, failedChange{member, err})
		case len(revocation.Kept) > 0:
			changes.kept = append(changes.kept, member)
		default:
			changes.removed = append(changes.removed, member)
		}
		return nil
	})
	return changes
}
