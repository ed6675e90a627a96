// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

// Package par is for work that many goroutines have in common: a value that is loaded once for all who ask for it, and
// turns that are taken ten at a time.
package par

import (
	"context"
	"sync"
)

// Cache loads the value for a key once, however many ask for it at the same time. Errors are not kept: the next caller
// loads again. The zero value is ready for use.
type Cache[K comparable, V any] struct {
	mu    sync.Mutex
	loads map[K]*load[V]
}

// load is one load of a value, under way or done.
type load[V any] struct {
	// done is closed once value and err are set.
	done  chan struct{}
	value V
	err   error
	// isKept says that the value stays in the cache once it is loaded. The cache's mutex guards it.
	isKept bool
}

// Get returns the value for key and keeps it. Where there is none yet, fetch loads it. Its context is detached from ctx,
// since others may wait for the same load: when ctx ends, only this wait does.
func (c *Cache[K, V]) Get(ctx context.Context, key K, fetch func(context.Context) (V, error)) (V, error) {
	return c.get(ctx, key, true, fetch)
}

// Share is Get for a caller that does not need the value to be kept: it is kept only if somebody else calls Get for it
// while it is loaded.
func (c *Cache[K, V]) Share(ctx context.Context, key K, fetch func(context.Context) (V, error)) (V, error) {
	return c.get(ctx, key, false, fetch)
}

// StartAnew abandons a load of the value that is under way, and drops a loaded value that is stale: whoever waits already goes
// on waiting, but the next caller loads again. It is for callers who have to see a change that was made after that load began.
func (c *Cache[K, V]) StartAnew(key K, isStale func(V) bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if l := c.loads[key]; l != nil && (!l.isDone() || isStale(l.value)) {
		delete(c.loads, key)
	}
}

func (c *Cache[K, V]) get(ctx context.Context, key K, keep bool, fetch func(context.Context) (V, error)) (V, error) {
	l := c.join(ctx, key, keep, fetch)
	if !l.isDone() {
		select {
		case <-l.done:
		case <-ctx.Done():
			var none V
			return none, context.Cause(ctx)
		}
	}
	return l.value, l.err
}

// join returns the load for key, which it begins where there is none and ctx has not ended.
func (c *Cache[K, V]) join(ctx context.Context, key K, keep bool, fetch func(context.Context) (V, error)) *load[V] {
	c.mu.Lock()
	defer c.mu.Unlock()
	l := c.loads[key]
	if l == nil {
		l = &load[V]{done: make(chan struct{})}
		if ctx.Err() != nil {
			return l
		}
		c.set(key, l)
		go c.run(context.WithoutCancel(ctx), key, l, fetch)
	}
	l.isKept = l.isKept || keep
	return l
}

func (c *Cache[K, V]) run(ctx context.Context, key K, l *load[V], fetch func(context.Context) (V, error)) {
	defer close(l.done)
	l.value, l.err = fetch(ctx)
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.loads[key] == l && (l.err != nil || !l.isKept) {
		delete(c.loads, key)
	}
}

func (c *Cache[K, V]) set(key K, l *load[V]) {
	if c.loads == nil {
		c.loads = map[K]*load[V]{}
	}
	c.loads[key] = l
}

func (l *load[V]) isDone() bool {
	select {
	case <-l.done:
		return true
	default:
		return false
	}
}
