// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package par

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
)

// loads counts how often a value is loaded. Its load waits for the gate, and ends with what the test has
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

// underWay is a call that runs beside the test.
type underWay struct {
	done  chan struct{}
	value string
	err   error
}

// begin starts a call and lets it run as far as it can. It belongs into a bubble.
func begin(call func() (string, error)) *underWay {
	u := &underWay{done: make(chan struct{})}
	go func() {
		defer close(u.done)
		u.value, u.err = call()
	}()
	synctest.Wait()
	return u
}

// isBlocked reports whether the call waits for something that the test has not let happen yet.
func (u *underWay) isBlocked() bool {
	synctest.Wait()
	select {
	case <-u.done:
		return false
	default:
		return true
	}
}

func (u *underWay) end() (string, error) {
	<-u.done
	return u.value, u.err
}

// want demands a value and an error that matches, as errors.Is tells.
func want(t *testing.T, value string, target error) func(got string, err error) {
	t.Helper()
	return func(got string, err error) {
		t.Helper()
		if got != value || !errors.Is(err, target) {
			t.Errorf("got %q, %v, want %q, %v", got, err, value, target)
		}
	}
}

func TestCacheLoadsOnceHoweverManyAskAtOnce(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var c Cache[string, string]
		l := loads{gate: make(chan loaded)}
		var askers []*underWay
		for range 50 {
			askers = append(askers, begin(func() (string, error) { return c.Get(t.Context(), "key", l.load) }))
		}
		l.gate <- loaded{value: "value"}
		for _, asker := range askers {
			want(t, "value", nil)(asker.end())
		}
		want(t, "value", nil)(c.Get(t.Context(), "key", l.load))
		if l.began != 1 {
			t.Errorf("loaded %d times, want once", l.began)
		}
	})
}

func TestCacheLoadsEveryKeyOfItsOwn(t *testing.T) {
	t.Parallel()
	var c Cache[string, string]
	for _, key := range []string{"one", "two"} {
		want(t, key, nil)(c.Get(t.Context(), key, func(context.Context) (string, error) { return key, nil }))
	}
}

func TestCacheTellsAllWhoWaitOfAnErrorAndThenLoadsAgain(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var c Cache[string, string]
		l := loads{gate: make(chan loaded)}
		get := func() (string, error) { return c.Get(t.Context(), "key", l.load) }
		first, second := begin(get), begin(get)
		failure := errors.New("failure")
		l.gate <- loaded{err: failure}
		want(t, "", failure)(first.end())
		want(t, "", failure)(second.end())

		third := begin(get)
		l.gate <- loaded{value: "value"}
		want(t, "value", nil)(third.end())
		if l.began != 2 {
			t.Errorf("loaded %d times, want twice", l.began)
		}
	})
}

func TestCacheGoesOnLoadingForTheOthersWhenOneGivesUp(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var c Cache[string, string]
		l := loads{gate: make(chan loaded)}
		impatient, giveUp := context.WithCancelCause(t.Context())
		first := begin(func() (string, error) { return c.Get(impatient, "key", l.load) })
		second := begin(func() (string, error) { return c.Get(t.Context(), "key", l.load) })

		reason := errors.New("reason")
		giveUp(reason)
		want(t, "", reason)(first.end())
		if !second.isBlocked() {
			t.Fatal("the second stopped waiting with the first, whose context the load began in")
		}
		l.gate <- loaded{value: "value"}
		want(t, "value", nil)(second.end())
		if l.began != 1 {
			t.Errorf("loaded %d times, want once", l.began)
		}
	})
}

func TestCacheDoesNotLoadForSomebodyWhoHasGivenUpAlready(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var c Cache[string, string]
		ended, end := context.WithCancel(t.Context())
		end()
		began := false
		_, err := c.Get(ended, "key", func(context.Context) (string, error) {
			began = true
			return "value", nil
		})
		synctest.Wait()
		if began || !errors.Is(err, context.Canceled) {
			t.Errorf("loaded = %v, error = %v, want no load and %v", began, err, context.Canceled)
		}
	})
}

func isFresh(string) bool { return false }

func TestCacheStartsAnewForWhoeverCannotUseTheLoadThatIsUnderWay(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var c Cache[string, string]
		old, young := loads{gate: make(chan loaded)}, loads{gate: make(chan loaded)}
		first := begin(func() (string, error) { return c.Get(t.Context(), "key", old.load) })
		c.StartAnew("key", isFresh)
		second := begin(func() (string, error) { return c.Get(t.Context(), "key", young.load) })
		young.gate <- loaded{value: "young"}
		want(t, "young", nil)(second.end())
		old.gate <- loaded{err: context.DeadlineExceeded}
		want(t, "", context.DeadlineExceeded)(first.end())
		want(t, "young", nil)(c.Get(t.Context(), "key", old.load))
	})
}

func TestCacheKeepsASharedValueOnlyForWhoeverGetsItMeanwhile(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		isGot bool
		want  string
	}{"shared only": {false, "second"}, "shared and got": {true, "first"}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				var c Cache[string, string]
				l := loads{gate: make(chan loaded)}
				askers := []*underWay{begin(func() (string, error) { return c.Share(t.Context(), "key", l.load) })}
				if test.isGot {
					askers = append(askers, begin(func() (string, error) { return c.Get(t.Context(), "key", l.load) }))
				}
				askers = append(askers, begin(func() (string, error) { return c.Share(t.Context(), "key", l.load) }))
				l.gate <- loaded{value: "first"}
				for _, asker := range askers {
					want(t, "first", nil)(asker.end())
				}
				want(t, test.want, nil)(c.Share(t.Context(), "key", func(context.Context) (string, error) { return "second", nil }))
			})
		})
	}
}

func TestCacheKeepsALoadedValueUntilItIsStale(t *testing.T) {
	t.Parallel()
	var c Cache[string, string]
	loading := func(value string) func(context.Context) (string, error) {
		return func(context.Context) (string, error) { return value, nil }
	}
	want(t, "first", nil)(c.Get(t.Context(), "key", loading("first")))
	c.StartAnew("key", isFresh)
	want(t, "first", nil)(c.Get(t.Context(), "key", loading("second")))
	c.StartAnew("key", func(value string) bool { return value == "first" })
	want(t, "second", nil)(c.Get(t.Context(), "key", loading("second")))
}

func TestCacheGivesAValueThatItHasToWhoeverHasGivenUp(t *testing.T) {
	t.Parallel()
	var c Cache[string, string]
	want(t, "value", nil)(c.Get(t.Context(), "key", func(context.Context) (string, error) { return "value", nil }))
	ended, end := context.WithCancel(t.Context())
	end()
	want(t, "value", nil)(c.Get(ended, "key", nil))
}

func TestCacheDoesNotKeepTheValueOfALoadThatWasAbandoned(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var c Cache[string, string]
		old := loads{gate: make(chan loaded)}
		first := begin(func() (string, error) { return c.Get(t.Context(), "key", old.load) })
		c.StartAnew("key", isFresh)
		want(t, "young", nil)(c.Get(t.Context(), "key", func(context.Context) (string, error) { return "young", nil }))
		old.gate <- loaded{value: "old"}
		want(t, "old", nil)(first.end())
		want(t, "young", nil)(c.Get(t.Context(), "key", old.load))
	})
}
