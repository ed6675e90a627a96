// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package membership_test

import (
	"testing"

	"github.com/seamapi/terraform-provider-seam/internal/provider/providertest"
)

// TestRandomWalk does at random what people do to memberships, with Terraform and past it, while requests fail and answers
// lie. After each run, nobody is a member by a run's doing whom no state tracks, nobody declared has been removed, and
// whoever was said to be gone or revoked is out.
//
// A world of the walk depends on its seed alone, but for the order of requests that are sent at the same time. To walk on:
//
//	go test ./internal/provider/membership -run 'TestRandomWalk$' -walk.steps=10000 -walk.seed=7
func TestRandomWalk(t *testing.T) {
	t.Parallel()
	providertest.RunWalk(t, func(t *testing.T, bones *providertest.Walk) func() {
		t.Helper()
		return newWalk(t, bones).takeStep
	})
}

// walk is one world, and what Terraform has configured and recorded of it.
type walk struct {
	*providertest.Walk
	*walkWorld

	t       *testing.T
	blocks  []*declared
	objects []*object
	// names counts the blocks that there have been.
	names int
}

func newWalk(t *testing.T, bones *providertest.Walk) *walk {
	t.Helper()
	w := &walk{Walk: bones, t: t, walkWorld: newWalkWorld(t, bones.Random)}
	w.Tell("a world: %s", w.character)
	return w
}

// takeStep does one thing at random.
func (w *walk) takeStep() {
	switch kind := w.Random.IntN(100); {
	case kind < 40 || len(w.blocks) == 0:
		w.configure()
	case kind < 60:
		w.Tell("by hand: %s", w.changeByHand(w.Random))
		w.noteCutOff()
	default:
		w.runTerraform()
	}
}
