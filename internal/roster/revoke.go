// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package roster

import (
	"context"
	"errors"

	"github.com/seamapi/terraform-provider-seam/internal/seam"
)

// Revocation is how a membership ended, or why it did not.
type Revocation int

const (
	// NotRevoked comes with the error that says why.
	NotRevoked Revocation = iota
	// Revoked means that Seam has removed the person from the group.
	Revoked
	// Gone means that there was no membership to remove.
	Gone
	// Kept means that this run has given the same membership to another object, which has it now.
	Kept
)

// Revoke removes somebody from the group, by ACS user or, where ACSUserID is empty, by user identity.
//
// For [OneMembership], an object gives up a membership of its own: where this run has given it to any other object, it is
// kept. For [WholeGroup], an object removes somebody whom it does not declare, also where this run has granted the
// membership alone: it is kept only if an object that has the whole group declares the person after all, by a user
// identity that turned out to be this one.
//
// An answer that does not tell is looked up: no error means that Seam has the removal or never had the membership. Errors
// are those of the Seam API. The caller has made sure of the workspace: in another one every membership looks gone.
func (l *ledger) Revoke(ctx context.Context, key Key, owner Owner) (Revocation, error) {
	key, endIdentity, err := l.identify(ctx, key, l.reads.currentACSUserOf)
	if seam.IsNotFound(err) {
		return Gone, nil
	}
	if err != nil {
		return NotRevoked, err
	}
	defer endIdentity()
	end, err := l.takeTurn(ctx, key)
	if err != nil {
		return NotRevoked, err
	}
	defer end()
	respected := anyOwner
	if owner == WholeGroup {
		respected = WholeGroup
	}
	byIdentity := key.of(Person{UserIdentityID: key.Person.UserIdentityID})
	if l.isOwned(key, respected) || l.isOwned(byIdentity, respected) {
		return Kept, nil
	}
	l.record(key, inDoubt)
	if err := l.api.RemoveUserFromAccessGroup(ctx, key.ACSAccessGroupID, key.Person.selector()); err != nil {
		return l.afterFailedRemoval(ctx, key, err)
	}
	l.record(key, revoked)
	return Revoked, nil
}

// afterFailedRemoval finds out whether a removal that failed with cause has left the membership in place.
func (l *ledger) afterFailedRemoval(ctx context.Context, key Key, cause error) (Revocation, error) {
	outcome := seam.Outcome(cause)
	if ctx.Err() != nil || outcome == seam.NotApplied && !seam.IsRefused(cause) && !seam.IsNotFound(cause) {
		return NotRevoked, cause
	}
	found, err := l.reads.ask(ctx, key)
	switch {
	case err != nil:
		return NotRevoked, errors.Join(cause, err)
	case found.Standing.Present():
		return NotRevoked, cause
	case outcome == seam.NotApplied:
		l.record(key, revoked)
		return Gone, nil
	default:
		l.record(key, revoked)
		return Revoked, nil
	}
}
