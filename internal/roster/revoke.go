// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package roster

import (
	"context"
	"errors"

	"github.com/seamapi/terraform-provider-seam/internal/seam"
)

// Revocation is what became of the people whom a key names: the ACS user that it has recorded and, where it has a user
// identity as well, the ACS user that the identity has now. Somebody who is in neither list had no membership to remove.
type Revocation struct {
	// Removed are those whom Seam has removed from the group.
	Removed []Person
	// Kept are those whose membership this run has given to another object, which has it now.
	Kept []Person
}

// Revoke removes somebody from the group. Where the key has an ACS user and a user identity, it removes the ACS user and the
// one that the identity has now, if that is another one.
//
// For [OneMembership], an object gives up a membership of its own: where this run has given it to any other object, it is
// kept. For [WholeGroup], an object removes somebody whom it does not declare, also where this run has granted the
// membership alone: it is kept only if an object that has the whole group declares the person after all, by a user
// identity that turned out to be this one.
//
// An answer that does not tell is looked up: no error means that Seam has the removals or never had the memberships. With an
// error, the Revocation has those who were removed or kept all the same. Errors are those of the Seam API. The caller has
// made sure of the workspace: in another one every membership looks gone.
func (l *ledger) Revoke(ctx context.Context, key Key, owner Owner) (Revocation, error) {
	keys, endIdentity, err := l.namedNow(ctx, key)
	if seam.IsNotFound(err) {
		return Revocation{}, l.reads.ConfirmWorkspace(ctx)
	}
	if err != nil {
		return Revocation{}, err
	}
	defer endIdentity()
	respected := anyOwner
	if owner == WholeGroup {
		respected = WholeGroup
	}
	var revocation Revocation
	var failures []error
	for _, key := range keys {
		failures = append(failures, l.revoke(ctx, key, respected, &revocation))
	}
	return revocation, errors.Join(failures...)
}

// namedNow returns a key for each ACS user that a key names now, or one by user identity where there is none. The user
// identity is held until end is called, as identify does.
func (l *ledger) namedNow(ctx context.Context, key Key) (keys []Key, end func(), err error) {
	if !key.Person.hasTwoNames() {
		key, end, err = l.identify(ctx, key, l.reads.currentACSUserOf)
		return []Key{key}, end, err
	}
	keys, err = l.reads.split(ctx, key)
	return keys, func() {}, err
}

// revoke removes one person from the group, unless one of these owners has the membership, and enters what it did into the
// revocation.
func (l *ledger) revoke(ctx context.Context, key Key, respected Owner, revocation *Revocation) error {
	end, err := l.takeTurn(ctx, key)
	if err != nil {
		return err
	}
	defer end()
	if err := l.resolveOwned(ctx, key.ACSAccessGroupID); err != nil {
		return err
	}
	if l.isOwned(key, respected) {
		revocation.Kept = append(revocation.Kept, key.Person)
		return nil
	}
	l.record(key, inDoubt)
	isRemoved := true
	if err := l.api.RemoveUserFromAccessGroup(ctx, key.ACSAccessGroupID, key.Person.selector()); err != nil {
		if isRemoved, err = l.afterFailedRemoval(ctx, key, err); err != nil {
			return err
		}
	}
	l.record(key, revoked)
	if isRemoved {
		revocation.Removed = append(revocation.Removed, key.Person)
	}
	return nil
}

// afterFailedRemoval finds out what a removal that failed with cause has left behind. Without an error there is no membership
// any more, and isRemoved says whether there was one before.
func (l *ledger) afterFailedRemoval(ctx context.Context, key Key, cause error) (isRemoved bool, err error) {
	isInDoubt := seam.Outcome(cause) != seam.NotApplied
	if ctx.Err() != nil || !isInDoubt && !seam.IsRefused(cause) && !seam.IsNotFound(cause) {
		return false, cause
	}
	found, err := l.reads.ask(ctx, key)
	if err != nil {
		return false, errors.Join(cause, err)
	}
	if found.Standing.Present() {
		return false, cause
	}
	return isInDoubt, nil
}
