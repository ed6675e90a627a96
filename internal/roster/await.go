// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package roster

import "context"

// AwaitGranted waits until the access system has the membership and the user behind it. It does not wait for a user whose
// creation is deferred, which may be for good: then the Membership says so, without an error. It returns what it saw last,
// and ctx's error where ctx ends first, or that of the Seam API.
func (r *reads) AwaitGranted(ctx context.Context, key Key) (Membership, error) {
	return r.await(ctx, key, func(m Membership) bool {
		return m.Creation == CreationDeferred || m.Creation == Created && m.Standing.Pushed()
	})
}

// AwaitRevoked waits until the access system no longer has the membership, of neither ACS user that the key names, or until
// this run has given it to another object: then it is among those kept. With an error, of the Seam API or of ctx where that
// ends first, the Membership is what it saw last of the person whom it was waiting for.
func (r *Roster) AwaitRevoked(ctx context.Context, key Key) (Revocation, Membership, error) {
	keys := []Key{key}
	if key.Person.hasTwoNames() {
		var err error
		if keys, err = r.split(ctx, key); err != nil {
			return Revocation{}, Membership{}, err
		}
	}
	var revocation Revocation
	var last Membership
	for _, key := range keys {
		isKept := func(m Membership) bool { return r.isOwned(key.of(m.Person), anyOwner) }
		var err error
		last, err = r.await(ctx, key, func(m Membership) bool { return m.Standing == Absent || isKept(m) })
		if err != nil {
			return revocation, last, err
		}
		if isKept(last) {
			revocation.Kept = append(revocation.Kept, last.Person)
		} else {
			revocation.Removed = append(revocation.Removed, last.Person)
		}
	}
	return revocation, last, nil
}

// await looks at one membership again and again until what it sees is enough. No turn is held meanwhile: other objects of
// the run may need the membership.
func (r *reads) await(ctx context.Context, key Key, enough func(Membership) bool) (Membership, error) {
	var last Membership
	for {
		now, err := r.nextLook(ctx, key.ACSAccessGroupID)
		if err != nil {
			return last, err
		}
		membership, err := r.lookAt(ctx, now, key)
		if err != nil {
			return last, err
		}
		if last = membership; enough(last) {
			return last, nil
		}
	}
}
