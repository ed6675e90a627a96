// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package membership_test

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
	"github.com/seamapi/terraform-provider-seam/internal/provider/providertest"
)

// operation is one thing that Terraform does with a membership.
type operation struct {
	name string
	// path is that of the request which goes wrong.
	path string
	// isWrite means that this request changes who is in the group.
	isWrite bool
	scene   func(*providertest.World) scene
}

// scene is what an operation starts from and ends with.
type scene struct {
	group string
	// before is the membership that was applied before, nil for none.
	before providertest.Attributes
	// wanted is the membership that is configured now, nil for none.
	wanted providertest.Attributes
	// importID is that of a membership which was made by hand.
	importID string
	// acsUsers is how many there are in the end.
	acsUsers int
}

// operations are everything that Terraform does with a membership.
func operations() []operation {
	byUser := func(group, user string) providertest.Attributes {
		return providertest.Attributes{"acs_access_group_id": group, "acs_user_id": user}
	}
	byIdentity := func(group, identity string) providertest.Attributes {
		return providertest.Attributes{"acs_access_group_id": group, "user_identity_id": identity}
	}
	replacement := func(w *providertest.World) scene {
		group := w.Group("Engineering")
		return scene{group: group, before: byUser(group, w.User("Jane Doe")), wanted: byUser(group, w.User("John Roe")), acsUsers: 2}
	}
	return []operation{
		{"create by user", providertest.PathAddACSUser, true, func(w *providertest.World) scene {
			group := w.Group("Engineering")
			return scene{group: group, wanted: byUser(group, w.User("Jane Doe")), acsUsers: 1}
		}},
		{"create by identity with an ACS user", providertest.PathAddIdentity, true, func(w *providertest.World) scene {
			group := w.Group("Engineering")
			identity, _ := w.Person("Ann Poe")
			return scene{group: group, wanted: byIdentity(group, identity), acsUsers: 1}
		}},
		{"create by identity without an ACS user", providertest.PathAddIdentity, true, func(w *providertest.World) scene {
			group := w.Group("Engineering")
			identity := w.AddIdentity(w.WorkspaceID, fakeseam.Identity{FullName: "Ann Poe", EmailAddress: "ann@example.com"})
			return scene{group: group, wanted: byIdentity(group, identity), acsUsers: 1}
		}},
		{"read", providertest.PathListMembers, false, func(w *providertest.World) scene {
			group := w.Group("Engineering")
			membership := byUser(group, w.User("Jane Doe"))
			return scene{group: group, before: membership, wanted: membership, acsUsers: 1}
		}},
		{"removal of a replacement", providertest.PathRemove, true, replacement},
		{"addition of a replacement", providertest.PathAddACSUser, true, replacement},
		{"destroy", providertest.PathRemove, true, func(w *providertest.World) scene {
			group := w.Group("Engineering")
			return scene{group: group, before: byUser(group, w.User("Jane Doe")), acsUsers: 1}
		}},
		{"import by user", providertest.PathListMembers, false, func(w *providertest.World) scene {
			group, user := w.Group("Engineering"), w.User("Jane Doe")
			w.AddMember(group, user)
			return scene{group: group, wanted: byUser(group, user), importID: group + "/" + user, acsUsers: 1}
		}},
		{"import by identity", providertest.PathListMembers, false, func(w *providertest.World) scene {
			group := w.Group("Engineering")
			identity, user := w.Person("Ann Poe")
			w.AddMember(group, user)
			return scene{group: group, wanted: byIdentity(group, identity), importID: group + "/user_identity:" + identity, acsUsers: 1}
		}},
	}
}

// fails reports whether the operation has to fail. Otherwise it has to succeed: the provider has tried again, or found
// out that the change was made.
func (f fault) fails(c course, o operation) bool {
	switch c {
	case once:
		return !f.passes && (!f.changes || !o.isWrite)
	case eachOnce:
		return !f.passes
	case lasting:
		return !f.changes || !o.isWrite
	default:
		return true
	}
}

// kept is what Terraform's state has of a membership.
type kept struct {
	providertest.Object

	isTainted bool
}

// run is what terraform apply does: a process that plans, and another one that applies.
type run struct {
	t        *testing.T
	world    *providertest.World
	settings providertest.Attributes
	// beforeApply comes between the two processes.
	beforeApply func()
}

// apply applies a configuration, nil for one without the membership, and returns what the state has afterwards.
func (r run) apply(before kept, wanted providertest.Attributes) (kept, providertest.Output) {
	r.t.Helper()
	planning, said := r.world.StartProcess(r.t, providertest.MembershipType, r.settings)
	if said.Failed() {
		return before, said
	}
	current := before
	if before.Exists() {
		read, said := planning.Refresh(before.Object)
		if said.Failed() {
			return before, said
		}
		current = kept{Object: read, isTainted: before.isTainted && read.Exists()}
	}
	isKept, said := r.plan(planning, current, wanted)
	if said.Failed() || isKept {
		return current, said
	}
	if r.beforeApply != nil {
		r.beforeApply()
	}
	applying, said := r.world.StartProcess(r.t, providertest.MembershipType, r.settings)
	if said.Failed() {
		return current, said
	}
	if current.Exists() {
		left, said := applying.Destroy(current.Object)
		if said.Failed() {
			return kept{Object: left, isTainted: current.isTainted}, said
		}
	}
	if wanted == nil {
		return kept{}, said
	}
	made, said := applying.Create(wanted)
	return kept{Object: made, isTainted: said.Failed()}, said
}

// plan reports whether a membership is already as it is wanted.
func (r run) plan(planning *providertest.Process, current kept, wanted providertest.Attributes) (isKept bool, said providertest.Output) {
	r.t.Helper()
	switch {
	case wanted == nil && !current.Exists():
		return true, providertest.NoOutput(r.t)
	case wanted == nil:
		_, said = planning.PlanDestroy(current.Object)
		return false, said
	case !current.Exists() || current.isTainted:
		_, said = planning.Plan(providertest.Object{}, wanted)
		return false, said
	default:
		planned, said := planning.Plan(current.Object, wanted)
		return len(planned.ReplacedFor) == 0 && planned.Planned.State.Equal(current.State), said
	}
}

// carryOut applies what a scene wants, and imports it first where that is left to do.
func (r run) carryOut(s scene, before kept) (kept, providertest.Output) {
	r.t.Helper()
	if s.importID == "" || before.Exists() {
		return r.apply(before, s.wanted)
	}
	p, said := r.world.StartProcess(r.t, providertest.MembershipType, r.settings)
	if said.Failed() {
		return before, said
	}
	imported, said := p.ImportID(s.importID)
	if said.Failed() {
		return kept{}, said
	}
	return r.apply(kept{Object: imported}, s.wanted)
}

// faultCase is one operation that one fault spoils.
type faultCase struct {
	operation operation
	fault     fault
	course    course
}

func (c faultCase) String() string {
	return fmt.Sprintf("%s/%s/%s", c.operation.name, c.fault.name, c.course)
}

func faultCases() []faultCase {
	var cases []faultCase
	for _, f := range faults() {
		for _, c := range f.courses() {
			flooded := map[string]bool{}
			for _, o := range append(operations(), operationsByTwoNames()...) {
				if f.hits != nil && !f.hits(o) {
					continue
				}
				// An answer without end takes a moment to read, so one per kind of request is enough.
				if !f.flooded || !flooded[o.path] {
					cases = append(cases, faultCase{operation: o, fault: f, course: c})
				}
				flooded[o.path] = true
			}
		}
	}
	return cases
}

// Most of a case is waiting, so more of them run at once than there are processors.
const faultCasesAtOnce = 40

func TestFaultLosesNothing(t *testing.T) {
	t.Parallel()
	cases := faultCases()
	var lost atomic.Int32
	var running sync.WaitGroup
	turns, floods := make(chan struct{}, faultCasesAtOnce), make(chan struct{}, 1)
	for _, c := range cases {
		running.Go(func() {
			turn := turns
			if c.fault.flooded {
				turn = floods
			}
			turn <- struct{}{}
			defer func() { <-turn }()
			if !t.Run(c.String(), c.losesNothing) {
				lost.Add(1)
			}
		})
	}
	running.Wait()
	fmt.Printf("fault matrix: %d cases run, %d lost\n", len(cases), lost.Load())
}

// losesNothing carries the operation out with the fault, then without it, and then destroys what there is.
func (c faultCase) losesNothing(t *testing.T) {
	w := providertest.NewWorld(t)
	s := c.operation.scene(w)
	undisturbed := run{t: t, world: w}
	before, said := undisturbed.apply(kept{}, s.before)
	said.Succeeds()

	w.ResetRequests()
	after, said := c.spoil(t, w).carryOut(s, before)
	w.ClearFaults()
	c.checkOutcome(t, w, said)
	w.ReleaseCommits()
	c.checkTracking(t, w, s, after, said)

	again, said := undisturbed.carryOut(s, after)
	said.Succeeds()
	holds(t, w, s, again)
	planned, said := run{t: t, world: w, beforeApply: func() { t.Error("a change is planned once more") }}.apply(again, s.wanted)
	said.Succeeds()

	_, said = undisturbed.apply(planned, nil)
	said.Succeeds()
	w.HasMembers(t, s.group)
	w.HasUsers(t, s.acsUsers)
}

// spoil makes the fault happen to the run that it returns.
func (c faultCase) spoil(t *testing.T, w *providertest.World) run {
	t.Helper()
	settings := providertest.Attributes{"max_retries": c.course.retries()}
	maps.Copy(settings, c.fault.settings)
	spoilt := run{t: t, world: w, settings: settings}
	switch {
	case c.fault.flooded:
		spoilt.world = newFront(t, w, flood(w, c.operation.path)).World
	case c.fault.refused:
		f := newFront(t, w, w)
		spoilt.world = f.World
		c.refuse(f, &spoilt)
	default:
		exchange := c.fault.exchange
		if c.fault.isElsewhere {
			exchange.Workspace = w.AddWorkspace("Other")
		}
		exchange.Match = c.course.hits(c.operation.path)
		w.Inject("*", exchange)
	}
	return spoilt
}

// refuse has connections refused: for a while, throughout the part of the run that matters, or as soon as the request
// of the operation arrives.
func (c faultCase) refuse(f *front, spoilt *run) {
	shut := func() {
		f.shut()
		if c.course == once {
			time.AfterFunc(100*time.Millisecond, func() {
				if err := f.open(); err != nil {
					f.t.Error(err)
				}
			})
		}
	}
	switch {
	case c.course == thenOn:
		f.Inject(c.operation.path, fakeseam.Fault{CloseBefore: true, Match: func(fakeseam.Request) bool {
			f.shut()
			return true
		}})
	case c.operation.isWrite:
		spoilt.beforeApply = shut
	default:
		shut()
	}
}

// checkOutcome checks that the operation succeeded or failed as it has to, and said why.
func (c faultCase) checkOutcome(t *testing.T, w *providertest.World, said providertest.Output) {
	t.Helper()
	fails := c.fault.fails(c.course, c.operation)
	if said.Failed() != fails {
		t.Fatalf("an error is %v, want %v:\n%s", said.Failed(), fails, said)
	}
	if !fails {
		return
	}
	said.Says(c.fault.says...)
	isNamed := func(request fakeseam.Request) bool { return strings.Contains(said.String(), request.RequestID) }
	if c.fault.identified && !slices.ContainsFunc(w.Requests(), isNamed) {
		t.Errorf("no request ID is named:\n%s", said)
	}
}

// checkTracking checks that the state has every membership that this configuration has made, and after a success exactly
// what Seam has.
func (c faultCase) checkTracking(t *testing.T, w *providertest.World, s scene, after kept, said providertest.Output) {
	t.Helper()
	if !said.Failed() {
		holds(t, w, s, after)
		return
	}
	if s.importID != "" && !after.Exists() {
		return
	}
	for _, member := range w.Members(s.group) {
		if after.Attribute("acs_user_id") != member && (after.Attribute("acs_user_id") != "" || after.Attribute("user_identity_id") == "") {
			t.Errorf("%s is a member, and the state has %s:\n%s", member, after.State, said)
		}
	}
}

// holds checks that the state has what is wanted, and that Seam has just that.
func holds(t *testing.T, w *providertest.World, s scene, state kept) {
	t.Helper()
	if s.wanted == nil {
		if state.Exists() {
			t.Errorf("the state has %s, want nothing", state.State)
		}
		w.HasMembers(t, s.group)
		return
	}
	if state.isTainted || !state.Exists() {
		t.Errorf("the state has %s, tainted %v", state.State, state.isTainted)
	}
	for name, value := range s.wanted {
		if got := state.Attribute(name); got != value {
			t.Errorf("the state has %s = %q, want %q", name, got, value)
		}
	}
	w.HasMembers(t, s.group, state.Attribute("acs_user_id"))
}
