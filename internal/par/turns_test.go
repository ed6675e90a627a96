// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package par

import (
	"context"
	"errors"
	"sync/atomic"
	"testing"
	"testing/synctest"
)

func TestEachDoesTenAtATimeOverAllThatShareTheTurns(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		turns, gate := NewTurns(AtATime), make(chan struct{})
		var running, done atomic.Int32
		for range 3 {
			go func() {
				err := Each(t.Context(), turns, make([]int, 15), func(context.Context, int) error {
					running.Add(1)
					<-gate
					running.Add(-1)
					done.Add(1)
					return nil
				})
				if err != nil {
					t.Errorf("error = %v", err)
				}
			}()
		}
		for range 45 {
			synctest.Wait()
			if got, want := running.Load(), min(AtATime, 45-done.Load()); got != want {
				t.Fatalf("%d are done and %d under way, want %d", done.Load(), got, want)
			}
			gate <- struct{}{}
		}
	})
}

func TestEachReturnsTheFirstErrorAndTellsTheRest(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		failure := errors.New("failure")
		items := make([]error, 3*AtATime)
		items[AtATime-1] = failure
		var told atomic.Int32
		err := Each(t.Context(), NewTurns(AtATime), items, func(ctx context.Context, err error) error {
			if err != nil {
				return err
			}
			<-ctx.Done()
			told.Add(1)
			return ctx.Err()
		})
		if !errors.Is(err, failure) || int(told.Load()) != len(items)-1 {
			t.Errorf("error = %v, and %d were told, want %v and %d", err, told.Load(), failure, len(items)-1)
		}
	})
}

func TestEachWaitsForNoTurnOnceItsContextHasEnded(t *testing.T) {
	t.Parallel()
	for _, answer := range []error{nil, errors.New("left undone")} {
		synctest.Test(t, func(t *testing.T) {
			turns, gate := NewTurns(AtATime), make(chan struct{})
			go func() {
				_ = Each(t.Context(), turns, make([]int, AtATime), func(context.Context, int) error { <-gate; return nil })
			}()
			synctest.Wait()
			ctx, interrupt := context.WithCancel(t.Context())
			told, done := 0, make(chan error)
			go func() {
				done <- Each(ctx, turns, make([]int, 25), func(ctx context.Context, _ int) error {
					if ctx.Err() != nil {
						told++
					}
					return answer
				})
			}()
			synctest.Wait()
			interrupt()
			if err := <-done; !errors.Is(err, answer) || told != 25 {
				t.Errorf("error = %v, and %d were told, want %v and 25", err, told, answer)
			}
			close(gate)
		})
	}
}
