// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package membership_test

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"
)

//nolint:gochecknoglobals // This is how Go has flags.
var (
	walkSteps = flag.Int("walk.steps", 0, "steps of the random walk; 0 means as many as ten seconds allow")
	walkSeed  = flag.Uint64("walk.seed", 1, "seed of the first world of the random walk; each further world has the next one")
)

const (
	walkTime = 10 * time.Second
	// stepsPerWorld is how long the walk stays in one world. It bounds what it takes to repeat a violation.
	stepsPerWorld = 250
	// lastSteps is how many steps are told of a violation.
	lastSteps = 20
)

// TestRandomWalk does at random what people do to memberships, with Terraform and past it, while requests fail and answers
// lie. After each run, nobody is a member by a run's doing whom no state tracks, nobody declared has been removed, and
// whoever was said to be gone or revoked is out.
//
// A world of the walk depends on its seed alone, but for the order of requests that are sent at the same time. To walk on:
//
//	go test ./internal/provider/membership -run TestRandomWalk -walk.steps=10000 -walk.seed=7
//
//nolint:tparallel // One world after the other, until the time is over.
func TestRandomWalk(t *testing.T) {
	t.Parallel()
	taken, worlds := 0, uint64(0)
	isOver := func() bool { return taken >= *walkSteps }
	if *walkSteps == 0 {
		end := time.Now().Add(walkTime)
		isOver = func() bool { return time.Now().After(end) }
	}
	for !isOver() && !t.Failed() {
		seed := *walkSeed + worlds
		t.Run(fmt.Sprintf("seed %d", seed), func(t *testing.T) {
			w := newWalk(t, seed)
			for w.step < stepsPerWorld && !isOver() {
				w.takeStep()
				taken++
			}
		})
		worlds++
	}
	fmt.Printf("random walk: %d steps in %d worlds, seeds from %d\n", taken, worlds, *walkSeed)
}

// walk is one world, and what Terraform has configured and recorded of it.
type walk struct {
	*walkWorld

	t      *testing.T
	seed   uint64
	step   int
	random *rand.Rand
	told   []string

	blocks  []*declared
	objects []*object
	// names counts the blocks that there have been.
	names int
}

func newWalk(t *testing.T, seed uint64) *walk {
	t.Helper()
	w := &walk{t: t, seed: seed, random: rand.New(rand.NewPCG(seed, 0))} //nolint:gosec // It has to be repeatable.
	w.walkWorld = newWalkWorld(t, w.random)
	w.tell("a world: %s", w.character)
	return w
}

// takeStep does one thing at random.
func (w *walk) takeStep() {
	w.step++
	switch kind := w.random.IntN(100); {
	case kind < 40 || len(w.blocks) == 0:
		w.configure()
	case kind < 60:
		w.tell("by hand: %s", w.changeByHand(w.random))
		w.noteCutOff()
	default:
		w.runTerraform()
	}
}

// tell notes what a step does.
func (w *walk) tell(format string, arguments ...any) {
	w.told = append(w.told, fmt.Sprintf("%4d  ", w.step)+fmt.Sprintf(format, arguments...))
}

// violated ends the test with what it takes to see the violation again.
func (w *walk) violated(format string, arguments ...any) {
	w.t.Helper()
	last := w.told[max(0, len(w.told)-lastSteps):]
	w.t.Fatalf("seed %d, step %d: %s\nthe last steps:\n%s\nto repeat: -run TestRandomWalk -walk.seed=%d -walk.steps=%d",
		w.seed, w.step, fmt.Sprintf(format, arguments...), strings.Join(last, "\n"), w.seed, w.step)
}

// chance reports true once in so many times.
func (w *walk) chance(once int) bool {
	return w.random.IntN(once) == 0
}

// oneOf picks an element.
func oneOf[T any](random *rand.Rand, elements []T) T {
	return elements[random.IntN(len(elements))]
}
