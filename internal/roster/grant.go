// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package roster

import (
	"context"
	"errors"

	"github.com/seamapi/terraform-provider-seam/internal/seam"
)

// ErrClaimed says that another object of this run has just been given the same membership.
var ErrClaimed = errors.New("another resource of this run holds this membership already")

// Grant is what is left of an attempt to make somebody a member.
type Grant struct {
	// ACSUserID is empty where Seam did not say which ACS user the user identity has got.
	ACSUserID string
	// MayBeMember is true where Seam has the membership, and where nobody can tell whether it has: then the membership
	// belongs in the state, error or not, since access that no state tracks is never revoked.
	MayBeMember bool
}

// Grant makes person a member of the group, by ACS user or, where ACSUserID is empty, by user identity, and claims the
// membership for this run. Somebody who is a member already is adopted. An answer that does not tell is looked up, so
// an error means that the person is no member, unless the Grant says otherwise. Errors are those of the Seam API, or
// [ErrClaimed].
func (r *Roster) Grant(ctx context.Context, acsAccessGroupID string, person Person) (Grant, error) {
	return r.grant(ctx, acsAccessGroupID, person, oneMembership)
}

// Hold is Grant for an object that holds the whole group. It sends nothing for somebody whom the group's list has
// already, or whom this run has given a membership. Errors are those of the Seam API.
func (r *Roster) Hold(ctx context.Context, acsAccessGroupID string, person Person) (Grant, error) {
	return r.grant(ctx, acsAccessGroupID, person, wholeGroup)
}

func (r *Roster) grant(ctx context.Context, acsAccessGroupID string, person Person, by claimant) (Grant, error) {
	add := r.addition(acsAccessGroupID, person)
	person, release, err := r.identify(ctx, acsAccessGroupID, person)
	if err != nil {
		return Grant{}, err
	}
	defer release()
	unlock, err := r.locks.lock(ctx, key(acsAccessGroupID, person))
	if err != nil {
		return Grant{}, err
	}
	defer unlock()
	switch isMember, err := r.isMemberBefore(ctx, acsAccessGroupID, person, by); {
	case err != nil:
		return Grant{}, err
	case isMember:
		return Grant{ACSUserID: person.ACSUserID, MayBeMember: true}, nil
	}
	grant, err := r.addAndClaim(ctx, acsAccessGroupID, person, by, add)
	if err != nil || person.ACSUserID != "" {
		return grant, err
	}
	return r.claimForNewACSUser(ctx, acsAccessGroupID, person, by, add)
}

// isMemberBefore reports whether there is a membership already that needs no add, and claims it. Two objects that hold one
// membership each are refused; one that holds the whole group does not mind. The caller holds the membership's lock.
func (r *Roster) isMemberBefore(ctx context.Context, acsAccessGroupID string, person Person, by claimant) (bool, error) {
	membership := key(acsAccessGroupID, person)
	if by == oneMembership {
		if r.claimed(membership, oneMembership) {
			return false, ErrClaimed
		}
		return false, nil
	}
	isMember := r.claimed(membership, anyObject)
	if !isMember && r.written(membership) == unwritten {
		listed, err := r.Listed(ctx, acsAccessGroupID, person)
		if err != nil {
			return false, err
		}
		isMember = listed.Standing.Present()
	}
	if isMember {
		r.claimUnwritten(membership, by)
	}
	return isMember, nil
}

// addition is the request that adds a person by the name that the caller has given.
func (r *Roster) addition(acsAccessGroupID string, person Person) func(context.Context) error {
	return func(ctx context.Context) error {
		return r.api.AddUserToAccessGroup(ctx, acsAccessGroupID, selector(person))
	}
}

// addAndClaim sends the add and claims the membership once Seam has it. The caller holds the membership's lock.
func (r *Roster) addAndClaim(ctx context.Context, acsAccessGroupID string, person Person, by claimant, add func(context.Context) error) (Grant, error) {
	membership := key(acsAccessGroupID, person)
	r.settle(membership, inDoubt)
	if err := add(ctx); err != nil {
		if mayBeMember, err := r.afterFailedAdd(ctx, acsAccessGroupID, person, err); err != nil {
			return Grant{ACSUserID: person.ACSUserID, MayBeMember: mayBeMember}, err
		}
	}
	r.claim(membership, by)
	return Grant{ACSUserID: person.ACSUserID, MayBeMember: true}, nil
}

// afterFailedAdd finds out what an add that failed with cause has left behind. It returns no error where the person is
// a member after all, and with an error whether the person may be one all the same.
func (r *Roster) afterFailedAdd(ctx context.Context, acsAccessGroupID string, person Person, cause error) (mayBeMember bool, err error) {
	outcome := seam.Outcome(cause)
	if outcome == seam.NotApplied && !seam.IsRefused(cause) {
		return false, cause
	}
	mayBeMember = outcome != seam.NotApplied
	if ctx.Err() != nil {
		return mayBeMember, cause
	}
	found, err := r.ask(ctx, acsAccessGroupID, person)
	switch {
	case err != nil:
		return mayBeMember, errors.Join(cause, err)
	case found.Standing.Present():
		return true, nil
	case outcome == seam.Abandoned:
		// Seam may still be working on a request that this process has stopped waiting for.
		return true, cause
	default:
		return false, cause
	}
}

// claimForNewACSUser moves a claim from a user identity to the ACS user that Seam linked or created for it. Where this
// run has revoked that ACS user's membership meanwhile, it is granted once more.
func (r *Roster) claimForNewACSUser(ctx context.Context, acsAccessGroupID string, person Person, by claimant, add func(context.Context) error) (Grant, error) {
	acsUserID, err := r.acsUserOfNow(ctx, acsAccessGroupID, person.UserIdentityID)
	if err != nil || acsUserID == "" {
		// The membership is granted all the same, and the user identity suffices to find and revoke it.
		return Grant{MayBeMember: true}, nil
	}
	person.ACSUserID = acsUserID
	membership := key(acsAccessGroupID, person)
	unlock, err := r.locks.lock(ctx, membership)
	if err != nil {
		return Grant{ACSUserID: acsUserID, MayBeMember: true}, err
	}
	defer unlock()
	switch {
	case by == oneMembership && r.claimed(membership, oneMembership):
		return Grant{}, ErrClaimed
	case by == wholeGroup && r.claimed(membership, anyObject), r.written(membership) == unwritten:
		r.claim(membership, by)
		return Grant{ACSUserID: acsUserID, MayBeMember: true}, nil
	default:
		// The add by user identity went through before: whatever becomes of this one, the membership is tracked.
		grant, err := r.addAndClaim(ctx, acsAccessGroupID, person, by, add)
		grant.MayBeMember = true
		return grant, err
	}
}
