// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package roster

import (
	"errors"
	"reflect"
	"testing"
	"testing/synctest"
)

// underWay is a call that runs beside the test.
type underWay[T any] struct {
	done   chan struct{}
	result T
	err    error
}

// begin starts a call and lets it run as far as it can. It belongs into a bubble.
func begin[T any](call func() (T, error)) *underWay[T] {
	u := &underWay[T]{done: make(chan struct{})}
	go func() {
		defer close(u.done)
		u.result, u.err = call()
	}()
	synctest.Wait()
	return u
}

// isBlocked reports whether the call waits for something that the test has not let happen yet.
func (u *underWay[T]) isBlocked() bool {
	synctest.Wait()
	select {
	case <-u.done:
		return false
	default:
		return true
	}
}

// end waits for the call's result.
func (u *underWay[T]) end() (T, error) {
	<-u.done
	return u.result, u.err
}

// want demands a result and no error.
func want[T any](t *testing.T, expected T) func(got T, err error) {
	return func(got T, err error) {
		t.Helper()
		wantError(t, expected, nil)(got, err)
	}
}

// wantError demands a result and an error that matches, as errors.Is tells.
func wantError[T any](t *testing.T, expected T, expectedErr error) func(got T, err error) {
	return func(got T, err error) {
		t.Helper()
		if !errors.Is(err, expectedErr) {
			t.Errorf("error = %v, want %v", err, expectedErr)
		}
		if !reflect.DeepEqual(got, expected) {
			t.Errorf("got %+v, want %+v", got, expected)
		}
	}
}

// ending is what became of one person whom a test revokes.
type ending string

const (
	NotRevoked ending = "not revoked"
	Revoked    ending = "revoked"
	Gone       ending = "gone"
	Kept       ending = "kept"
)

// outcome is the ending of a revocation that is about one person.
func outcome(revocation Revocation, err error) (ending, error) {
	switch {
	case len(revocation.Removed)+len(revocation.Kept) > 1:
		return "of two people", err
	case len(revocation.Kept) > 0:
		return Kept, err
	case len(revocation.Removed) > 0:
		return Revoked, err
	case err != nil:
		return NotRevoked, err
	default:
		return Gone, nil
	}
}
