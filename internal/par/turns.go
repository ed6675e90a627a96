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

// Turns are taken by so many goroutines at a time, first come, first served.
type Turns struct {
	free *semaphore.Weighted
}

// NewTurns returns so many turns, all free.
func NewTurns(turns int) Turns {
	return Turns{free: semaphore.NewWeighted(int64(turns))}
}

// Take waits for a turn and returns what ends it. It fails only when ctx ends first.
func (t Turns) Take(ctx context.Context) (end func(), err error) {
	if err := t.free.Acquire(ctx, 1); err != nil {
		return nil, err
	}
	return func() { t.free.Release(1) }, nil
}

// Each calls do for every item, each in its turn and in a goroutine of its own, and returns the first error. Once ctx
// ends or do fails, the rest waits for no turns: do gets a context that has ended, so that it can tell what it left undone.
// It must not be called inside do with the same turns.
func Each[T any](ctx context.Context, turns Turns, items []T, do func(context.Context, T) error) error {
	var leftErr error
	group, ctx := errgroup.WithContext(ctx)
	for _, item := range items {
		end, err := turns.Take(ctx)
		if err != nil {
			if err := do(ctx, item); leftErr == nil {
				leftErr = err
			}
			continue
		}
		group.Go(func() error {
			defer end()
			return do(ctx, item)
		})
	}
	if err := group.Wait(); err != nil {
		return err
	}
	return leftErr
}
