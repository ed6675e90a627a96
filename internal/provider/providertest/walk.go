// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package providertest

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
	walkSteps = flag.Int("walk.steps", 0, "steps of a random walk; 0 means as many as its time allows")
	walkSeed  = flag.Uint64("walk.seed", 1, "seed of the first world of a random walk; each further world has the next one")
)

const (
	// walkTime is how long a walk takes whose steps are not counted.
	walkTime = 10 * time.Second
	// stepsPerWorld is how long a walk stays in one world. It bounds what it takes to repeat a violation.
	stepsPerWorld = 250
	// lastSteps is how many steps are told of a violation.
	lastSteps = 20
)

// Walk is one world of a random walk: a test that does at random what people do, and checks after each step what always has to
// hold.
type Walk struct {
	Step   int
	Random *rand.Rand

	t    *testing.T
	name string
	seed uint64
	told []string
}

// RunWalk walks through one world after the other, until the time is over or the steps of -walk.steps are taken. Enter makes a
// world, and returns what takes a step in it. A world depends on its seed alone, but for the order of requests that are sent at
// the same time.
func RunWalk(t *testing.T, enter func(*testing.T, *Walk) (takeStep func())) {
	t.Helper()
	taken, worlds := 0, uint64(0)
	isOver := func() bool { return taken >= *walkSteps }
	if *walkSteps == 0 {
		end := time.Now().Add(walkTime)
		isOver = func() bool { return time.Now().After(end) }
	}
	name := t.Name()
	for !isOver() && !t.Failed() {
		seed := *walkSeed + worlds
		t.Run(fmt.Sprintf("seed %d", seed), func(t *testing.T) {
			//nolint:gosec // It has to be repeatable.
			w := &Walk{t: t, name: name, seed: seed, Random: rand.New(rand.NewPCG(seed, 0))}
			takeStep := enter(t, w)
			for w.Step < stepsPerWorld && !isOver() {
				w.Step++
				takeStep()
				taken++
			}
		})
		worlds++
	}
	fmt.Printf("%s: %d steps in %d worlds, seeds from %d\n", name, taken, worlds, *walkSeed)
}

// Tell notes what a step does.
func (w *Walk) Tell(format string, arguments ...any) {
	w.told = append(w.told, fmt.Sprintf("%4d  ", w.Step)+fmt.Sprintf(format, arguments...))
}

// Violated ends the test with what it takes to see the violation again.
func (w *Walk) Violated(format string, arguments ...any) {
	w.t.Helper()
	last := w.told[max(0, len(w.told)-lastSteps):]
	w.t.Fatalf("seed %d, step %d: %s\nthe last steps:\n%s\nto repeat: -run '%s$' -walk.seed=%d -walk.steps=%d",
		w.seed, w.Step, fmt.Sprintf(format, arguments...), strings.Join(last, "\n"), w.name, w.seed, w.Step)
}

// Chance reports true once in so many times.
func (w *Walk) Chance(once int) bool {
	return w.Random.IntN(once) == 0
}

// OneOf picks an element.
func OneOf[T any](random *rand.Rand, elements []T) T {
	return elements[random.IntN(len(elements))]
}
