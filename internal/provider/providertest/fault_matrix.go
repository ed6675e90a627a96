// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package providertest

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/seamapi/terraform-provider-seam/internal/fakeseam"
)

// Operation is one thing that Terraform does, with the request of it that goes wrong.
type Operation struct {
	Name string
	// Path is that of the request which goes wrong.
	Path string
	// IsWrite means that this request changes something.
	IsWrite bool
}

// Course is how a fault goes on.
type Course string

// All courses.
const (
	Once     Course = "one request fails"
	EachOnce Course = "each kind of request fails once"
	Lasting  Course = "one kind of request fails"
	ThenOn   Course = "all requests fail from then on"
)

// courses are how the fault can go on. A server that is not there makes no difference between requests, and an answer
// without end, or none, takes too long to be waited for over and over.
func (k FaultKind) courses() []Course {
	switch {
	case k.Flooded:
		return []Course{Lasting}
	case k.Exchange.HoldCommit:
		return []Course{Once, Lasting}
	case k.Refused, k.Exchange.Delay+k.Exchange.DelayAfter > 0:
		return []Course{Once, Lasting, ThenOn}
	default:
		return []Course{Once, EachOnce, Lasting, ThenOn}
	}
}

// retries is the provider's max_retries: more than it takes where the fault passes, since the machine may be busy.
func (c Course) retries() int {
	if c == Once || c == EachOnce {
		return 3
	}
	return 1
}

// hits returns the requests that a fault in the path of an operation hits.
func (c Course) hits(path string) func(fakeseam.Request) bool {
	var mu sync.Mutex
	seen := map[string]bool{}
	return func(request fakeseam.Request) bool {
		mu.Lock()
		defer mu.Unlock()
		before := seen[request.Path]
		seen[request.Path] = true
		switch c {
		case Once:
			return request.Path == path && !before
		case EachOnce:
			return !before
		case Lasting:
			return request.Path == path
		default:
			return seen[path]
		}
	}
}

// FaultCase is one operation that one fault spoils.
type FaultCase struct {
	Operation Operation
	Kind      FaultKind
	Course    Course
}

func (c FaultCase) String() string {
	return fmt.Sprintf("%s/%s/%s", c.Operation.Name, c.Kind.Name, c.Course)
}

// FaultCases returns every operation with every fault that can spoil it, in every course.
func FaultCases(operations []Operation, kinds []FaultKind) []FaultCase {
	var cases []FaultCase
	for _, k := range kinds {
		for _, course := range k.courses() {
			flooded := map[string]bool{}
			for _, o := range operations {
				if o.IsWrite && !k.HitsWrites || !o.IsWrite && !k.HitsReads {
					continue
				}
				// An answer without end takes a moment to read, so one per kind of request is enough.
				if !k.Flooded || !flooded[o.Path] {
					cases = append(cases, FaultCase{Operation: o, Kind: k, Course: course})
				}
				flooded[o.Path] = true
			}
		}
	}
	return cases
}

// Fails reports whether a change that may be repeated, or a read, has to fail. Otherwise it has to succeed: the provider has
// tried again, or found out that the change was made.
func (c FaultCase) Fails() bool {
	isMade := c.Kind.Changes && c.Operation.IsWrite
	switch c.Course {
	case Once:
		return !c.Kind.Passes && !isMade
	case EachOnce:
		return !c.Kind.Passes
	case Lasting:
		return !isMade
	default:
		return true
	}
}

// Most of a case is waiting, so more of them run at once than there are processors.
const faultCasesAtOnce = 80

// RunFaultCases runs a subtest for each case, and prints how many of them there are and how many have failed.
func RunFaultCases(t *testing.T, what string, cases []FaultCase, test func(*testing.T, FaultCase)) {
	t.Helper()
	var lost atomic.Int32
	var running sync.WaitGroup
	turns, floods := make(chan struct{}, faultCasesAtOnce), make(chan struct{}, 1)
	for _, c := range cases {
		running.Go(func() {
			turn := turns
			if c.Kind.Flooded {
				turn = floods
			}
			turn <- struct{}{}
			defer func() { <-turn }()
			if !t.Run(c.String(), func(t *testing.T) { test(t, c) }) {
				lost.Add(1)
			}
		})
	}
	running.Wait()
	fmt.Printf("fault matrix of %s: %d cases run, %d lost\n", what, len(cases), lost.Load())
}

// Spoilt is the world as a run sees it whose requests go wrong.
type Spoilt struct {
	World *World
	// Settings are those of the provider.
	Settings Attributes
	// BeforeApply comes between the process that plans and the one that applies. It may be nil.
	BeforeApply func()
}

// Spoil makes the fault happen to the run that works in the world that it returns.
func (c FaultCase) Spoil(t *testing.T, w *World) Spoilt {
	t.Helper()
	spoilt := Spoilt{World: w, Settings: Attributes{"max_retries": c.Course.retries()}}
	maps.Copy(spoilt.Settings, c.Kind.Settings)
	switch {
	case c.Kind.Flooded:
		spoilt.World = newFront(t, w, flood(w, c.Operation.Path)).World
	case c.Kind.Refused:
		f := newFront(t, w, w)
		spoilt.World = f.World
		c.refuse(f, &spoilt)
	default:
		exchange := c.Kind.Exchange
		if c.Kind.IsElsewhere {
			exchange.Workspace = w.AddWorkspace("Other")
		}
		exchange.Match = c.Course.hits(c.Operation.Path)
		w.Inject("*", exchange)
	}
	return spoilt
}

// refuse has connections refused: for a while, throughout the part of the run that matters, or as soon as the request
// of the operation arrives.
func (c FaultCase) refuse(f *front, spoilt *Spoilt) {
	shut := func() {
		f.shut()
		if c.Course == Once {
			time.AfterFunc(100*time.Millisecond, func() {
				if err := f.open(); err != nil {
					f.t.Error(err)
				}
			})
		}
	}
	switch {
	case c.Course == ThenOn:
		f.Inject(c.Operation.Path, fakeseam.Fault{CloseBefore: true, Match: func(fakeseam.Request) bool {
			f.shut()
			return true
		}})
	case c.Operation.IsWrite:
		spoilt.BeforeApply = shut
	default:
		shut()
	}
}

// IsExplained checks that the error of a run says what went wrong, and names a request where its answer had an ID.
func (c FaultCase) IsExplained(t *testing.T, w *World, said Output) {
	t.Helper()
	if !c.Kind.Refused || c.Course != ThenOn {
		said.Says(c.Kind.Says...)
	}
	said.Says("Error: ")
	said.Lacks(w.APIKey)
	isNamed := func(request fakeseam.Request) bool { return strings.Contains(said.String(), request.RequestID) }
	if c.Kind.Identified && !slices.ContainsFunc(w.Requests(), isNamed) {
		t.Errorf("no request ID is named:\n%s", said)
	}
}
