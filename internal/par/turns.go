// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package par

import (
	"context"

	"golang.org/x/sync/errgroup"
	"golang.org/x/sync/semaphore"
)

// AtATime is how many requests are sent at the same time: as many as Terraform works on resources.
const AtATime = 10

// Turns are taken by [AtATime] goroutines at a time.
type Turns struct {
	free *semaphore.Weighted
}

// NewTurns returns turns that are all free.
func NewTurns() Turns {
	return Turns{free: semaphore.NewWeighted(AtATime)}
}

// Each calls do for every item, each in its turn and in a goroutine of its own, and returns the first error. Once ctx
// ends or do fails, the rest waits for no turns: do gets a context that has ended, so that it can tell what it left undone.
// It must not be called inside do with the same turns.
func Each[T any](ctx context.Context, turns Turns, items []T, do func(context.Context, T) error) error {
	var leftErr error
	group, ctx := errgroup.WithContext(ctx)
	for _, item := range items {
		if turns.free.Acquire(ctx, 1) != nil {
			if err := do(ctx, item); leftErr == nil {
				leftErr = err
			}
			continue
		}
		group.Go(func() error {
			defer turns.free.Release(1)
			return do(ctx, item)
		})
	}
	if err := group.Wait(); err != nil {
		return err
	}
	return leftErr
}
