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
func (r *reads) AwaitGranted(ctx context.Context, key Key) (Membership, error) {
	return r.await(ctx, key, func(m Membership) bool { return m.Standing.Pushed() })
}

// await asks about one membership again and again until what it sees is enough. No turn is held meanwhile: other objects
// of the run may need the membership.
func (r *reads) await(ctx context.Context, key Key, enough func(Membership) bool) (Membership, error) {
	ticker := time.NewTicker(pollInterval)
	defer ticker.Stop()
	var last Membership
	for {
		membership, err := r.ask(ctx, key)
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
