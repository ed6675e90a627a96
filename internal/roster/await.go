// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package roster

import (
	"context"
	"time"
)

// pollInterval is the time between two looks at a change that Seam is pushing to an access system. Pushes take seconds
// to minutes, and each look costs two requests.
const pollInterval = 2 * time.Second

// AwaitGranted waits until the access system has the membership. It returns what it saw last, and ctx's error where ctx
// ends first, or that of the Seam API.
func (r *Roster) AwaitGranted(ctx context.Context, acsAccessGroupID string, person Person) (Membership, error) {
	return r.await(ctx, acsAccessGroupID, person, func(m Membership) bool { return m.Standing.Pushed() })
}

// AwaitRevoked waits until the access system no longer has the membership, or until this run has given it to another
// object: then it reports Kept. Otherwise it is Revoked, or ctx's error where ctx ends first, or that of the Seam API. The
// Membership is what it saw last.
func (r *Roster) AwaitRevoked(ctx context.Context, acsAccessGroupID string, person Person) (Revocation, Membership, error) {
	membership, err := r.await(ctx, acsAccessGroupID, person, func(m Membership) bool {
		return m.Standing == Absent || r.claimed(key(acsAccessGroupID, m.Person), anyObject)
	})
	switch {
	case err != nil:
		return NotRevoked, membership, err
	case r.claimed(key(acsAccessGroupID, membership.Person), anyObject):
		return Kept, membership, nil
	default:
		return Revoked, membership, nil
	}
}

// await asks about one person again and again until what it sees is enough. No lock is held meanwhile: other objects of
// the run may need the membership.
func (r *Roster) await(ctx context.Context, acsAccessGroupID string, person Person, enough func(Membership) bool) (Membership, error) {
	ticker := time.NewTicker(pollInterval)
	defer ticker.Stop()
	var last Membership
	for {
		membership, err := r.ask(ctx, acsAccessGroupID, person)
		if err != nil {
			return last, err
		}
		if last = membership; enough(last) {
			return last, nil
		}
		select {
		case <-ctx.Done():
			return last, context.Cause(ctx)
		case <-ticker.C:
		}
	}
}
