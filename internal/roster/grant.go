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
	// MayBeMember is true where Seam has the membership, and where nobody can tell whether it has or will have: then the
	// membership belongs in the state, error or not, since access that no state tracks is never revoked.
	MayBeMember bool
}

// Grant makes somebody a member, by ACS user or, where ACSUserID is empty, by user identity. From then on the owner has the
// membership, and no other object of this run revokes it.
//
// For [OneMembership] the add is always sent, so that somebody who is a member already is adopted; a second object that
// has the same membership alone is refused. For [WholeGroup] nothing is sent for somebody whom the group's list has
// already, or whom this run has given a membership.
//
// An identity that was merged is granted as the one that survived, where Seam does not know it by its own ID any more.
//
// After a failure the person is looked up, unless the add was certainly not applied. Errors are those of the Seam API, or
// [ErrClaimed]; the Grant says whether the person may be a member all the same.
func (l *ledger) Grant(ctx context.Context, key Key, owner Owner) (Grant, error) {
	grant, err := l.grant(ctx, key, owner)
	if !seam.IsNotFound(err) || grant.MayBeMember || key.Person.ACSUserID != "" {
		return grant, err
	}
	surviving, lookUpErr := l.reads.SurvivingIdentity(ctx, key.Person.UserIdentityID)
	switch {
	case lookUpErr == nil && surviving != key.Person.UserIdentityID:
		return l.grant(ctx, key.of(Person{UserIdentityID: surviving}), owner)
	case lookUpErr == nil, seam.IsNotFound(lookUpErr):
		return grant, err
	default:
		// The error must not say that the identity does not exist, which nobody knows.
		return grant, errors.Join(lookUpErr, err)
	}
}

// grant is Grant by the ID of the person as it is.
func (l *ledger) grant(ctx context.Context, key Key, owner Owner) (Grant, error) {
	a := addition{ledger: l, key: key, owner: owner, user: key.Person.selector()}
	var err error
	var endIdentity func()
	if a.key, endIdentity, err = l.identify(ctx, key, l.reads.listedACSUserOf); err != nil {
		return Grant{}, err
	}
	defer endIdentity()
	end, err := l.takeTurn(ctx, a.key)
	if err != nil {
		return Grant{}, err
	}
	defer end()
	isAdopted, err := a.adopt(ctx)
	if err != nil {
		return Grant{}, err
	}
	if isAdopted {
		return a.succeeded(), nil
	}
	if a.key.Person.ACSUserID != "" {
		return a.send(ctx)
	}
	if err := a.expectACSUser(ctx); err != nil {
		return Grant{}, err
	}
	grant, err := a.send(ctx)
	if err != nil {
		return grant, err
	}
	return a.moveToNewACSUser(ctx)
}

// addition is what Grant adds, and for whom. Its methods are called in the turn of its key.
type addition struct {
	*ledger

	key   Key
	owner Owner
	// user is the person by the name that the caller has given.
	user seam.UserSelector
}

func (a addition) succeeded() Grant {
	return Grant{ACSUserID: a.key.Person.ACSUserID, MayBeMember: true}
}

// adopt gives the owner a membership that there is already and that needs no add, and reports whether there is one.
func (a addition) adopt(ctx context.Context) (bool, error) {
	if err := a.resolveOwned(ctx, a.key.ACSAccessGroupID); err != nil {
		return false, err
	}
	if a.owner == OneMembership {
		if a.isOwned(a.key, OneMembership) {
			return false, ErrClaimed
		}
		return false, nil
	}
	isMember := a.isOwned(a.key, anyOwner)
	if !isMember && a.lastWrite(a.key) == unwritten {
		listed, err := a.reads.Listed(ctx, a.key)
		if err != nil {
			return false, err
		}
		isMember = listed.Standing.Present()
	}
	if isMember {
		a.own(a.key, a.owner)
	}
	return isMember, nil
}

// expectACSUser notes that Seam is about to get the user identity an ACS user.
func (a addition) expectACSUser(ctx context.Context) error {
	acsSystemID, err := a.reads.systemOf(ctx, a.key.ACSAccessGroupID)
	if err == nil {
		a.reads.people.ExpectACSUser(a.key.Person.UserIdentityID, acsSystemID)
	}
	return err
}

// send sends the add, and gives the owner the membership once Seam has it.
func (a addition) send(ctx context.Context) (Grant, error) {
	a.record(a.key, inDoubt)
	if err := a.api.AddUserToAccessGroup(ctx, a.key.ACSAccessGroupID, a.user); err != nil {
		if mayBeMember, err := a.afterFailure(ctx, err); err != nil {
			return Grant{ACSUserID: a.key.Person.ACSUserID, MayBeMember: mayBeMember}, err
		}
	}
	a.recordGranted()
	return a.succeeded(), nil
}

func (a addition) recordGranted() {
	a.record(a.key, granted)
	a.own(a.key, a.owner)
}

// afterFailure finds out what an add that failed with cause has left behind. It returns no error where the person is a
// member after all, and with an error whether the person may be one, or become one, all the same.
func (a addition) afterFailure(ctx context.Context, cause error) (mayBeMember bool, err error) {
	mayBeMember = seam.Outcome(cause) != seam.NotApplied
	if !mayBeMember && !seam.IsRefused(cause) || ctx.Err() != nil {
		return mayBeMember, cause
	}
	found, err := a.reads.ask(ctx, a.key)
	switch {
	case err != nil:
		return mayBeMember, errors.Join(cause, err)
	case found.Standing.Present():
		return true, nil
	default:
		// Somebody who is no member yet may become one: whatever answered may have done so in the place of Seam, which goes
		// on working on the request.
		return mayBeMember, cause
	}
}

// moveToNewACSUser moves the membership, which was granted by user identity, to the ACS user that Seam linked or created
// for it. Where this run has revoked that ACS user's membership meanwhile, it is granted once more.
func (a addition) moveToNewACSUser(ctx context.Context) (Grant, error) {
	byIdentity := a.key
	acsUserID, err := a.reads.currentACSUserOf(ctx, a.key.ACSAccessGroupID, a.key.Person.UserIdentityID)
	if err != nil || acsUserID == "" {
		// The membership is granted all the same, and the user identity suffices to find and revoke it.
		a.leaveUnresolved(byIdentity)
		return a.succeeded(), nil
	}
	a.key.Person.ACSUserID = acsUserID
	end, err := a.takeTurn(ctx, a.key)
	if err != nil {
		a.leaveUnresolved(byIdentity)
		return a.succeeded(), err
	}
	defer end()
	switch {
	case a.owner == OneMembership && a.isOwned(a.key, OneMembership):
		a.disown(byIdentity)
		return Grant{}, ErrClaimed
	case a.owner == WholeGroup && a.isOwned(a.key, anyOwner), a.lastWrite(a.key) == unwritten:
		a.move(byIdentity, a.key)
		return a.succeeded(), nil
	default:
		// The add by user identity went through: whatever becomes of this one, the membership is tracked.
		a.disown(byIdentity)
		grant, err := a.send(ctx)
		grant.MayBeMember = true
		return grant, err
	}
}

// identify finds the ACS user of a person who is named by user identity, before a write. Where there is none, it holds
// that user identity in the group's system until end is called: Seam is never asked to create two ACS users, and no
// write goes by user identity while another one is getting it an ACS user. Errors are those of the Seam API.
func (l *ledger) identify(
	ctx context.Context, key Key, acsUserOf func(ctx context.Context, acsAccessGroupID, userIdentityID string) (string, error),
) (_ Key, end func(), err error) {
	nothing := func() {}
	if key.Person.ACSUserID != "" {
		return key, nothing, nil
	}
	acsSystemID, err := l.reads.systemOf(ctx, key.ACSAccessGroupID)
	if err != nil {
		return key, nothing, err
	}
	end, err = l.takeIdentity(ctx, identityInSystem{key.Person.UserIdentityID, acsSystemID})
	if err != nil {
		return key, nothing, err
	}
	key.Person.ACSUserID, err = acsUserOf(ctx, key.ACSAccessGroupID, key.Person.UserIdentityID)
	if err != nil || key.Person.ACSUserID != "" {
		end()
		return key, nothing, err
	}
	return key, end, nil
}
