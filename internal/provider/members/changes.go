// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package members

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync"

	"github.com/seamapi/terraform-provider-seam/internal/par"
	"github.com/seamapi/terraform-provider-seam/internal/provider/connection"
	"github.com/seamapi/terraform-provider-seam/internal/roster"
	"github.com/seamapi/terraform-provider-seam/internal/seam"
)

// groupChanges is what became of the changes to one group.
type groupChanges struct {
	added []roster.GroupMember
	// adopted are those who were members already.
	adopted []roster.GroupMember
	removed []roster.GroupMember
	// kept are those whom this run has given a membership of their own.
	kept         []roster.GroupMember
	notAdded     []failedChange
	perhapsAdded []failedChange
	notRemoved   []failedChange
	// unidentified are the declared user identities of which Seam did not say which ACS user they have.
	unidentified []string
}

// failedChange is somebody whose membership was not changed, and why.
type failedChange struct {
	member roster.GroupMember
	err    error
}

// failures are all changes that failed, or may have.
func (c *groupChanges) failures() []failedChange {
	return slices.Concat(c.notAdded, c.perhapsAdded, c.notRemoved)
}

// isNothing reports whether certainly nothing was changed, and nobody adopted: whom this object has adopted, its predecessor
// leaves to it.
func (c *groupChanges) isNothing() bool {
	return len(c.added)+len(c.adopted)+len(c.removed)+len(c.perhapsAdded) == 0
}

// let are those who are in the group on behalf of this object, or may be.
func (c *groupChanges) let() []roster.GroupMember {
	return slices.Concat(c.added, c.adopted, membersOf(c.perhapsAdded))
}

// after is who is in the group once it has been changed like this, or may be.
func (c *groupChanges) after(before []roster.GroupMember) *sight {
	removed := newPeople()
	for _, member := range c.removed {
		removed.add(roster.Person{ACSUserID: member.Person.ACSUserID})
	}
	s := newSight(removed.others(before))
	for _, member := range c.let() {
		s.meet(member)
		if person := member.Person; person.UserIdentityID != "" {
			s.acsUserOf[person.UserIdentityID] = person.ACSUserID
			s.identityOf[person.ACSUserID] = person.UserIdentityID
		}
	}
	return s
}

// joined returns those of the undeclared people who are in the group without anything having been said of them: they joined
// after the state was refreshed.
func (c *groupChanges) joined(undeclared []roster.GroupMember) []roster.GroupMember {
	kept := newPeople()
	for _, member := range c.kept {
		kept.add(roster.Person{ACSUserID: member.Person.ACSUserID})
	}
	return kept.others(undeclared)
}

func membersOf(failed []failedChange) []roster.GroupMember {
	members := make([]roster.GroupMember, len(failed))
	for i := range failed {
		members[i] = failed[i].member
	}
	return members
}

// add makes members of those of the people who are none yet.
func add(ctx context.Context, conn *connection.Connection, group string, people []roster.GroupMember) *groupChanges {
	var mu sync.Mutex
	changes := &groupChanges{}
	_ = par.Each(ctx, conn.Turns, people, func(ctx context.Context, member roster.GroupMember) error {
		grant, err := conn.Roster.Grant(ctx, roster.Key{ACSAccessGroupID: group, Person: member.Person}, roster.WholeGroup)
		mu.Lock()
		defer mu.Unlock()
		if grant.ACSUserID != "" {
			member.Person.ACSUserID = grant.ACSUserID
		}
		if member.Person.ACSUserID == "" && !isUnknownIdentity(err) {
			changes.unidentified = append(changes.unidentified, member.Person.UserIdentityID)
		}
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
	return changes
}

// isUnknownIdentity reports whether Seam certainly does not know a user identity. Then it is nobody, in the group or not.
func isUnknownIdentity(err error) bool {
	var answer *seam.Error
	return seam.IsNotFound(err) && errors.As(err, &answer) && strings.HasPrefix(answer.Type, "user_identity")
}

// errPerhapsDeclared keeps somebody in a group who may be declared by user identity. Seam links a user identity to an ACS user
// when it first adds it.
var errPerhapsDeclared = errors.New("the ACS user of a declared user identity is not known, and this may be it")

// remove removes those who leave and have not turned out to be declared people, added or not.
func (c *groupChanges) remove(ctx context.Context, conn *connection.Connection, group string, leaving leavers, declared people) {
	for _, member := range slices.Concat(c.let(), membersOf(c.notAdded)) {
		declared.add(roster.Person{ACSUserID: member.Person.ACSUserID})
	}
	c.notRemoved = append(c.notRemoved, leaving.notFound...)
	c.removeAll(ctx, conn, group, c.identified(ctx, conn, declared.others(leaving.formerly)), roster.OneMembership)
	for _, member := range leaving.formerly {
		declared.add(roster.Person{ACSUserID: member.Person.ACSUserID})
	}
	c.removeAll(ctx, conn, group, c.identified(ctx, conn, declared.others(leaving.undeclared)), roster.WholeGroup)
}

// identified returns the members who are certainly not declared, and notes the others as not removed. Once Seam does not tell, it
// is not asked for each of the others: there may be thousands.
func (c *groupChanges) identified(ctx context.Context, conn *connection.Connection, members []roster.GroupMember) []roster.GroupMember {
	var certain []roster.GroupMember
	var untold error
	for _, member := range members {
		mayBeDeclared := untold != nil
		if !mayBeDeclared && member.Standing.Present() {
			mayBeDeclared, untold = c.mayBeUnidentified(ctx, conn, member.Person)
		}
		if mayBeDeclared && member.Standing.Present() {
			c.notRemoved = append(c.notRemoved, failedChange{member, errPerhapsDeclared})
		} else {
			certain = append(certain, member)
		}
	}
	return certain
}

// mayBeUnidentified reports whether somebody may be one of the declared user identities whose ACS user is not known: nobody says
// whose the person is, or the identity has been merged with the declared one. With an error, anybody may be.
func (c *groupChanges) mayBeUnidentified(ctx context.Context, conn *connection.Connection, person roster.Person) (bool, error) {
	for _, declared := range c.unidentified {
		isSame, err := conn.Roster.SameIdentity(ctx, person.UserIdentityID, declared)
		if isSame || err != nil || person.UserIdentityID == "" {
			return true, err
		}
	}
	return false, nil
}

// removeAll removes all of the members on behalf of an owner.
func (c *groupChanges) removeAll(
	ctx context.Context, conn *connection.Connection, group string, members []roster.GroupMember, owner roster.Owner,
) {
	var mu sync.Mutex
	_ = par.Each(ctx, conn.Turns, members, func(ctx context.Context, member roster.GroupMember) error {
		key := roster.Key{ACSAccessGroupID: group, Person: member.Person}
		if key.Person.ACSUserID != "" {
			// Whoever else the user identity may be by now does not leave by this plan.
			key.Person.UserIdentityID = ""
		}
		revocation, err := conn.Roster.Revoke(ctx, key, owner)
		mu.Lock()
		defer mu.Unlock()
		switch {
		case err != nil:
			c.notRemoved = append(c.notRemoved, failedChange{member, err})
		case len(revocation.Kept) > 0:
			c.kept = append(c.kept, member)
		default:
			c.removed = append(c.removed, member)
		}
		return nil
	})
}
