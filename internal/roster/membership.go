// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package roster

import (
	"context"

	"github.com/seamapi/terraform-provider-seam/internal/seam"
)

// Membership is one person's place in one access group.
type Membership struct {
	Person   Person
	Standing Standing
	// IsUserUnknown means that Seam does not know the ACS user: it was deleted, or never existed.
	IsUserUnknown bool
	// Creation is how far the ACS user itself has got in the access system.
	Creation Creation
	// Errors are the access system's own complaints about the ACS user, such as a failed push.
	Errors []seam.Issue
	// Warnings are what a plan should say of the ACS user, by Seam's codes: acs_user_inactive, being_deleted and
	// salto_ks_user_not_subscribed among its warnings, is_suspended, and deleting and deferring_deletion among its pending
	// mutations.
	Warnings []seam.Issue
}

// newMembership is what an ACS user itself says of its membership in a group, beside where it stands.
func newMembership(user *seam.ACSUser, standing Standing) Membership {
	return Membership{
		Person:   Person{ACSUserID: user.ACSUserID, UserIdentityID: user.UserIdentityID},
		Standing: standing,
		Creation: creationOf(user),
		Errors:   user.Errors,
		Warnings: warningsOf(user),
	}
}

// isSettled reports whether there is no more to tell than that the person is a member.
func (m Membership) isSettled() bool {
	return m.Standing == Member && m.Creation == Created && len(m.Errors) == 0 && len(m.Warnings) == 0
}

// Membership returns where somebody stands with the group. This process's own writes win over the group's list; whoever
// is missing from the list, or whose own write ended in doubt, is asked for singly. Errors are those of the Seam API, or
// [ErrContradiction]; an unknown group satisfies [seam.IsNotFound], an unknown person is [Absent].
//
// The Person of the result has the names that Seam shows now, except that an identity which was merged keeps the ID that the
// key has for it. Where the key has both names and they are of two ACS users by now, the one that it has recorded counts as
// long as it is a member, so that access which was given to it is not forgotten. Otherwise the one that the identity has now
// counts: the membership is absent only if neither is a member. What costs nothing where nothing is amiss costs a few
// requests for such a person.
func (r *Roster) Membership(ctx context.Context, key Key) (Membership, error) {
	byIdentity := key.of(Person{UserIdentityID: key.Person.UserIdentityID})
	if key.Person.ACSUserID == "" {
		return r.membershipOfIdentity(ctx, byIdentity)
	}
	recorded, err := r.membership(ctx, key.of(Person{ACSUserID: key.Person.ACSUserID}))
	if err != nil || !key.Person.hasTwoNames() {
		return recorded, err
	}
	isOfIdentity, err := r.isOfIdentity(ctx, key, recorded)
	if err != nil {
		return Membership{}, err
	}
	if isOfIdentity {
		recorded.Person = key.Person
	}
	if isOfIdentity || recorded.Standing.Present() {
		return recorded, nil
	}
	now, err := r.membershipOfIdentity(ctx, byIdentity)
	if err != nil {
		return Membership{}, err
	}
	if now.Standing == Absent && (recorded.Standing == Leaving || now.Person.ACSUserID == "") {
		return recorded, nil
	}
	return now, nil
}

// isOfIdentity reports whether the ACS user that a key has recorded belongs to the key's user identity still.
func (r *Roster) isOfIdentity(ctx context.Context, key Key, recorded Membership) (bool, error) {
	if recorded.Person.UserIdentityID != "" || recorded.Standing == Absent {
		return r.SameIdentity(ctx, recorded.Person.UserIdentityID, key.Person.UserIdentityID)
	}
	// The list may just not say whose it is.
	now, err := r.acsUserNow(ctx, key)
	return now == key.Person.ACSUserID, err
}

// membershipOfIdentity is Membership by user identity alone.
func (r *Roster) membershipOfIdentity(ctx context.Context, key Key) (Membership, error) {
	membership, err := r.membership(ctx, key)
	if err != nil {
		return Membership{}, err
	}
	isSame, err := r.SameIdentity(ctx, membership.Person.UserIdentityID, key.Person.UserIdentityID)
	if err != nil {
		return Membership{}, err
	}
	if isSame {
		membership.Person.UserIdentityID = key.Person.UserIdentityID
	}
	return membership, nil
}

// membership is Membership by one name.
func (r *Roster) membership(ctx context.Context, key Key) (Membership, error) {
	list, err := r.snapshot(ctx, key.ACSAccessGroupID)
	if err != nil {
		return Membership{}, err
	}
	membership, isListed := list.find(key.Person)
	switch r.lastWrite(key.of(membership.Person)) {
	case granted:
		if !isListed || !membership.Standing.Present() {
			membership.Standing = Joining
		}
		return membership, nil
	case revoked:
		membership.Standing = Absent
		return membership, nil
	case inDoubt:
		return r.ask(ctx, key.of(membership.Person))
	}
	if isListed {
		return membership, nil
	}
	return r.ask(ctx, key)
}
