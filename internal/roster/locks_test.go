// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package roster

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
)

func TestLocksAreHeldByOneAtATime(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var l locks
		unlock := mustLock(t, &l, "key")
		second := begin(func() (func(), error) { return l.lock(t.Context(), "key") })
		if !second.isBlocked() {
			t.Fatal("two hold one lock")
		}
		unlock()
		unlock, err := second.end()
		if err != nil {
			t.Fatal(err)
		}
		unlock()
	})
}

func TestLocksOfOtherKeysAreFree(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var l locks
		defer mustLock(t, &l, "one")()
		if other := begin(func() (func(), error) { return l.lock(t.Context(), "two") }); other.isBlocked() {
			t.Fatal("a lock waits for the lock of another key")
		}
	})
}

func TestLocksCanBeGivenUpWaitingFor(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var l locks
		unlock := mustLock(t, &l, "key")
		ctx, giveUp := context.WithCancel(t.Context())
		second := begin(func() (func(), error) { return l.lock(ctx, "key") })
		giveUp()
		if _, err := second.end(); !errors.Is(err, context.Canceled) {
			t.Errorf("error = %v, want %v", err, context.Canceled)
		}
		unlock()
		mustLock(t, &l, "key")()
	})
}

func mustLock(t *testing.T, l *locks, key string) (unlock func()) {
	t.Helper()
	unlock, err := l.lock(t.Context(), key)
	if err != nil {
		t.Fatal(err)
	}
	return unlock
}
