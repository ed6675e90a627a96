// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package roster

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
)

// loads counts what a shared value has to be loaded for. Its load waits for the gate, and ends with what the test has
// put there.
type loads struct {
	began int
	gate  chan loaded
}

type loaded struct {
	value string
	err   error
}

func (l *loads) load(ctx context.Context) (string, error) {
	l.began++
	select {
	case next := <-l.gate:
		return next.value, next.err
	case <-ctx.Done():
		return "", ctx.Err()
	}
}

func TestSharedLoadsOnceHoweverManyAskAtOnce(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var s shared[string]
		l := loads{gate: make(chan loaded)}
		var askers []*underWay[string]
		for range 50 {
			askers = append(askers, begin(func() (string, error) { return s.get(t.Context(), "key", l.load) }))
		}
		l.gate <- loaded{value: "value"}
		for _, asker := range askers {
			want(t, "value")(asker.end())
		}
		want(t, "value")(s.get(t.Context(), "key", l.load))
		if l.began != 1 {
			t.Errorf("loaded %d times, want once", l.began)
		}
	})
}

func TestSharedLoadsEveryKeyOfItsOwn(t *testing.T) {
	t.Parallel()
	var s shared[string]
	for _, key := range []string{"one", "two"} {
		want(t, key)(s.get(t.Context(), key, func(context.Context) (string, error) { return key, nil }))
	}
}

func TestSharedTellsAllWhoWaitOfAnErrorAndThenLoadsAgain(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var s shared[string]
		l := loads{gate: make(chan loaded)}
		get := func() (string, error) { return s.get(t.Context(), "key", l.load) }
		first, second := begin(get), begin(get)
		failure := errors.New("failure")
		l.gate <- loaded{err: failure}
		wantError(t, "", failure)(first.end())
		wantError(t, "", failure)(second.end())

		third := begin(get)
		l.gate <- loaded{value: "value"}
		want(t, "value")(third.end())
		if l.began != 2 {
			t.Errorf("loaded %d times, want twice", l.began)
		}
	})
}

func TestSharedGoesOnLoadingForTheOthersWhenOneGivesUp(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var s shared[string]
		l := loads{gate: make(chan loaded)}
		impatient, giveUp := context.WithCancelCause(t.Context())
		first := begin(func() (string, error) { return s.get(impatient, "key", l.load) })
		second := begin(func() (string, error) { return s.get(t.Context(), "key", l.load) })

		reason := errors.New("reason")
		giveUp(reason)
		wantError(t, "", reason)(first.end())
		if !second.isBlocked() {
			t.Fatal("the second stopped waiting with the first, whose context the load began in")
		}
		l.gate <- loaded{value: "value"}
		want(t, "value")(second.end())
		if l.began != 1 {
			t.Errorf("loaded %d times, want once", l.began)
		}
	})
}

func TestSharedDoesNotLoadForSomebodyWhoHasGivenUpAlready(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var s shared[string]
		ended, end := context.WithCancel(t.Context())
		end()
		began := false
		_, err := s.get(ended, "key", func(context.Context) (string, error) {
			began = true
			return "value", nil
		})
		synctest.Wait()
		if began || !errors.Is(err, context.Canceled) {
			t.Errorf("loaded = %v, error = %v, want no load and %v", began, err, context.Canceled)
		}
	})
}

func TestSharedStartsAnewForWhoeverCannotUseTheLoadThatIsUnderWay(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var s shared[string]
		old, young := loads{gate: make(chan loaded)}, loads{gate: make(chan loaded)}
		first := begin(func() (string, error) { return s.get(t.Context(), "key", old.load) })
		s.startAnew("key")
		second := begin(func() (string, error) { return s.get(t.Context(), "key", young.load) })
		young.gate <- loaded{value: "young"}
		want(t, "young")(second.end())
		old.gate <- loaded{err: context.DeadlineExceeded}
		wantError(t, "", context.DeadlineExceeded)(first.end())
		want(t, "young")(s.get(t.Context(), "key", old.load))
	})
}
