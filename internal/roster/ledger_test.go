// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package roster

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
)

func TestAMembershipIsChangedByOneAtATime(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		l := newLedger(nil, nil)
		end := mustTake(t, l, Key{lobby, byUser("ada")})
		second := begin(func() (func(), error) { return l.takeTurn(t.Context(), Key{lobby, byUser("ada")}) })
		if !second.isBlocked() {
			t.Fatal("two change one membership")
		}
		end()
		end, err := second.end()
		if err != nil {
			t.Fatal(err)
		}
		end()
	})
}

func TestAMembershipIsChangedWhileOthersAre(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		l := newLedger(nil, nil)
		defer mustTake(t, l, Key{lobby, byUser("ada")})()
		if other := begin(func() (func(), error) { return l.takeTurn(t.Context(), Key{lab, byUser("ada")}) }); other.isBlocked() {
			t.Fatal("a turn waits for that of another membership")
		}
	})
}

func TestATurnCanBeGivenUpWaitingFor(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		l := newLedger(nil, nil)
		end := mustTake(t, l, Key{lobby, byUser("ada")})
		ctx, giveUp := context.WithCancel(t.Context())
		second := begin(func() (func(), error) { return l.takeTurn(ctx, Key{lobby, byUser("ada")}) })
		giveUp()
		if _, err := second.end(); !errors.Is(err, context.Canceled) {
			t.Errorf("error = %v, want %v", err, context.Canceled)
		}
		end()
		mustTake(t, l, Key{lobby, byUser("ada")})()
	})
}

func mustTake(t *testing.T, l *ledger, key Key) (end func()) {
	t.Helper()
	end, err := l.takeTurn(t.Context(), key)
	if err != nil {
		t.Fatal(err)
	}
	return end
}
