// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package provider

import (
	"context"
	"errors"
	"testing"
)

type contextKey struct{}

func TestCallContextHasTheValuesOfItsParentUntilTheCallEnds(t *testing.T) {
	t.Parallel()
	ctx, end := newCallContext(context.WithValue(t.Context(), contextKey{}, "value"))
	if value := ctx.Value(contextKey{}); value != "value" {
		t.Errorf("the value is %v during the call", value)
	}
	end()
	if value := ctx.Value(contextKey{}); value != nil {
		t.Errorf("the value is %v after the call", value)
	}
}

func TestCallContextEndsWithItsParent(t *testing.T) {
	t.Parallel()
	interrupted := errors.New("interrupted")
	parent, interrupt := context.WithCancelCause(t.Context())
	ctx, end := newCallContext(parent)
	defer end()
	if ctx.Err() != nil {
		t.Fatalf("it begins with %v", ctx.Err())
	}
	derived, cancel := context.WithCancel(ctx)
	defer cancel()
	interrupt(interrupted)
	<-derived.Done()
	if !errors.Is(ctx.Err(), context.Canceled) || !errors.Is(context.Cause(derived), interrupted) {
		t.Errorf("it ends with %v because of %v", ctx.Err(), context.Cause(derived))
	}
}

func TestCallContextEndsWithTheCall(t *testing.T) {
	t.Parallel()
	parent, cancel := context.WithCancel(t.Context())
	ctx, end := newCallContext(parent)
	done := ctx.Done()
	end()
	<-done
	cancel()
	if !errors.Is(ctx.Err(), context.Canceled) {
		t.Errorf("it ends with %v", ctx.Err())
	}
}
