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
	// Kept means that this run has given the same membership to another object, which holds it now.
	Kept
)

// Revoke removes person from the group, by ACS user or, where ACSUserID is empty, by user identity. A membership that
// this run has claimed is kept. An answer that does not tell is looked up: no error means that Seam has the removal or
// never had the membership. Errors are those of the Seam API. The caller has made sure of the workspace: in another one
// every membership looks gone.
func (r *Roster) Revoke(ctx context.Context, acsAccessGroupID string, person Person) (Revocation, error) {
	return r.revoke(ctx, acsAccessGroupID, person, anyObject)
}

// Evict is Revoke on behalf of an object that holds the whole group and does not declare person. It removes also whom this
// run has granted a membership alone; only the claims of an object that holds the whole group are honoured: a user
// identity that it declares may have turned out to be this very person.
func (r *Roster) Evict(ctx context.Context, acsAccessGroupID string, person Person) (Revocation, error) {
	return r.revoke(ctx, acsAccessGroupID, person, wholeGroup)
}

func (r *Roster) revoke(ctx context.Context, acsAccessGroupID string, person Person, honoured claimant) (Revocation, error) {
	person, release, err := r.identify(ctx, acsAccessGroupID, person)
	if seam.IsNotFound(err) {
		return Gone, nil
	}
	if err != nil {
		return NotRevoked, err
	}
	defer release()
	membership := key(acsAccessGroupID, person)
	unlock, err := r.locks.lock(ctx, membership)
	if err != nil {
		return NotRevoked, err
	}
	defer unlock()
	if r.claimed(membership, honoured) || r.claimed(key(acsAccessGroupID, Person{UserIdentityID: person.UserIdentityID}), honoured) {
		return Kept, nil
	}
	r.settle(membership, inDoubt)
	if err := r.api.RemoveUserFromAccessGroup(ctx, acsAccessGroupID, selector(person)); err != nil {
		return r.afterFailedRemove(ctx, acsAccessGroupID, person, err)
	}
	r.settle(membership, revoked)
	return Revoked, nil
}

func selector(person Person) seam.UserSelector {
	if person.ACSUserID != "" {
		return seam.UserSelector{ACSUserID: person.ACSUserID}
	}
	return seam.UserSelector{UserIdentityID: person.UserIdentityID}
}

// afterFailedRemove finds out whether a removal that failed with cause has left the membership in place.
func (r *Roster) afterFailedRemove(ctx context.Context, acsAccessGroupID string, person Person, cause error) (Revocation, error) {
	membership := key(acsAccessGroupID, person)
	outcome := seam.Outcome(cause)
	if ctx.Err() != nil || outcome == seam.NotApplied && !seam.IsRefused(cause) && !seam.IsNotFound(cause) {
		return NotRevoked, cause
	}
	found, err := r.ask(ctx, acsAccessGroupID, person)
	switch {
	case err != nil:
		return NotRevoked, errors.Join(cause, err)
	case found.Standing.Present():
		return NotRevoked, cause
	case outcome == seam.NotApplied:
		r.settle(membership, revoked)
		return Gone, nil
	default:
		r.settle(membership, revoked)
		return Revoked, nil
	}
}
