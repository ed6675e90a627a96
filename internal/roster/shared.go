// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package roster

import (
	"context"
	"sync"

	"golang.org/x/sync/singleflight"
)

// shared keeps what was loaded under a key. Whoever asks while a load is under way waits for that one. Errors are not
// kept: the next to ask loads again. Its zero value is ready for use.
type shared[T any] struct {
	flights singleflight.Group
	mu      sync.Mutex
	values  map[string]T
}

// get returns the value under key, loading it where there is none. The load is detached from ctx, since others may wait
// for it too; giving up on ctx ends only this wait.
func (s *shared[T]) get(ctx context.Context, key string, load func(context.Context) (T, error)) (T, error) {
	if value, ok := s.known(key); ok {
		return value, nil
	}
	var none T
	if ctx.Err() != nil {
		return none, context.Cause(ctx)
	}
	flight := s.flights.DoChan(key, func() (any, error) {
		if value, ok := s.known(key); ok {
			return value, nil
		}
		value, err := load(context.WithoutCancel(ctx))
		if err == nil {
			s.put(key, value)
		}
		return value, err
	})
	select {
	case <-ctx.Done():
		return none, context.Cause(ctx)
	case result := <-flight:
		if result.Err != nil {
			return none, result.Err
		}
		value, _ := result.Val.(T)
		return value, nil
	}
}

// startAnew lets nobody join a load under key that is under way: the next to ask loads again.
func (s *shared[T]) startAnew(key string) {
	s.flights.Forget(key)
}

func (s *shared[T]) known(key string) (T, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	value, ok := s.values[key]
	return value, ok
}

func (s *shared[T]) put(key string, value T) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.values == nil {
		s.values = map[string]T{}
	}
	s.values[key] = value
}
