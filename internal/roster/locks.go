// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package roster

import (
	"context"
	"sync"

	"golang.org/x/sync/semaphore"
)

// locks holds one lock per key. A weighted semaphore, unlike a mutex, stops waiting when its context ends. Its zero
// value is ready for use.
type locks struct {
	mu   sync.Mutex
	held map[string]*semaphore.Weighted
}

// lock waits for the lock of key and returns what releases it. It fails only when ctx ends first.
func (l *locks) lock(ctx context.Context, key string) (unlock func(), err error) {
	one := l.of(key)
	if err := one.Acquire(ctx, 1); err != nil {
		return nil, err
	}
	return func() { one.Release(1) }, nil
}

func (l *locks) of(key string) *semaphore.Weighted {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.held == nil {
		l.held = map[string]*semaphore.Weighted{}
	}
	if l.held[key] == nil {
		l.held[key] = semaphore.NewWeighted(1)
	}
	return l.held[key]
}
