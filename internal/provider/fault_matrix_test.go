// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package provider_test

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

// operation is one thing that Terraform does with a membership.
type operation struct {
	name string
	// path is that of the request which goes wrong.
	path string
	// isWrite means that this request changes who is in the group.
	isWrite bool
	scene   func(*house) scene
}

// scene is what an operation starts from and ends with.
type scene struct {
	group string
	// before is the membership that was applied before, nil for none.
	before attributes
	// wanted is the membership that is configured now, nil for none.
	wanted attributes
	// importID is that of a membership which was made by hand.
	importID string
	// acsUsers is how many there are in the end.
	acsUsers int
}

// operations are everything that Terraform does with a membership.
func operations() []operation {
	byUser := func(group, user string) attributes {
		return attributes{"acs_access_group_id": group, "acs_user_id": user}
	}
	byIdentity := func(group, identity string) attributes {
		return attributes{"acs_access_group_id": group, "user_identity_id": identity}
	}
	replacement := func(h *house) scene {
		group := h.group("Engineering")
		return scene{group: group, before: byUser(group, h.user("Jane Doe")), wanted: byUser(group, h.user("John Roe")), acsUsers: 2}
	}
	return []operation{
		{"create by user", pathAddACSUser, true, func(h *house) scene {
			group := h.group("Engineering")
			return scene{group: group, wanted: byUser(group, h.user("Jane Doe")), acsUsers: 1}
		}},
		{"create by identity with an ACS user", pathAddIdentity, true, func(h *house) scene {
			group := h.group("Engineering")
			identity, _ := h.person("Ann Poe")
			return scene{group: group, wanted: byIdentity(group, identity), acsUsers: 1}
		}},
		{"create by identity without an ACS user", pathAddIdentity, true, func(h *house) scene {
			group := h.group("Engineering")
			identity := h.AddIdentity(h.workspace, fakeseam.Identity{FullName: "Ann Poe", EmailAddress: "ann@example.com"})
			return scene{group: group, wanted: byIdentity(group, identity), acsUsers: 1}
		}},
		{"read", pathListUsers, false, func(h *house) scene {
			group := h.group("Engineering")
			membership := byUser(group, h.user("Jane Doe"))
			return scene{group: group, before: membership, wanted: membership, acsUsers: 1}
		}},
		{"removal of a replacement", pathRemove, true, replacement},
		{"addition of a replacement", pathAddACSUser, true, replacement},
		{"destroy", pathRemove, true, func(h *house) scene {
			group := h.group("Engineering")
			return scene{group: group, before: byUser(group, h.user("Jane Doe")), acsUsers: 1}
		}},
		{"import by user", pathListUsers, false, func(h *house) scene {
			group, user := h.group("Engineering"), h.user("Jane Doe")
			h.AddMember(group, user)
			return scene{group: group, wanted: byUser(group, user), importID: group + "/" + user, acsUsers: 1}
		}},
		{"import by identity", pathListUsers, false, func(h *house) scene {
			group := h.group("Engineering")
			identity, user := h.person("Ann Poe")
			h.AddMember(group, user)
			return scene{group: group, wanted: byIdentity(group, identity), importID: group + "/user_identity:" + identity, acsUsers: 1}
		}},
	}
}

// fails reports whether the operation has to fail. Otherwise it has to succeed: the provider has tried again, or found
// out that the change was made.
func (f fault) fails(c course, o operation) bool {
	switch c {
	case once, eachOnce:
		return !f.passes
	case lasting:
		return !f.changes || !o.isWrite
	default:
		return true
	}
}

// kept is what Terraform's state has of a membership.
type kept struct {
	object

	isTainted bool
}

// run is what terraform apply does: a process that plans, and another one that applies.
type run struct {
	t        *testing.T
	house    *house
	settings attributes
	// beforeApply comes between the two processes.
	beforeApply func()
}

// apply applies a configuration, nil for one without the membership, and returns what the state has afterwards.
func (r run) apply(before kept, wanted attributes) (kept, messages) {
	r.t.Helper()
	planning := r.house.process(r.t, r.settings)
	current := before
	if before.exists() {
		read, said := planning.read(before.object)
		if said.failed() {
			return before, said
		}
		current = kept{object: read, isTainted: before.isTainted && read.exists()}
	}
	isKept, said := r.plan(planning, current, wanted)
	if said.failed() || isKept {
		return current, said
	}
	if r.beforeApply != nil {
		r.beforeApply()
	}
	applying := r.house.process(r.t, r.settings)
	if current.exists() {
		left, said := applying.destroy(current.object)
		if said.failed() {
			return kept{object: left, isTainted: current.isTainted}, said
		}
	}
	if wanted == nil {
		return kept{}, said
	}
	made, said := applying.create(wanted)
	return kept{object: made, isTainted: said.failed()}, said
}

// plan reports whether a membership is already as it is wanted.
func (r run) plan(planning *process, current kept, wanted attributes) (isKept bool, said messages) {
	r.t.Helper()
	switch {
	case wanted == nil && !current.exists():
		return true, nil
	case wanted == nil:
		_, said = planning.planDestroy(current.object)
		return false, said
	case !current.exists() || current.isTainted:
		_, said = planning.plan(object{}, wanted)
		return false, said
	default:
		planned, said := planning.plan(current.object, wanted)
		return len(planned.replacedFor) == 0 && planned.planned.state.Equal(current.state), said
	}
}

// carryOut applies what a scene wants, and imports it first where that is left to do.
func (r run) carryOut(s scene, before kept) (kept, messages) {
	r.t.Helper()
	if s.importID == "" || before.exists() {
		return r.apply(before, s.wanted)
	}
	imported, said := r.house.process(r.t, r.settings).importID(s.importID)
	if said.failed() {
		return kept{}, said
	}
	return r.apply(kept{object: imported}, s.wanted)
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
			for _, o := range operations() {
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
	h := newHouse(t)
	s := c.operation.scene(h)
	undisturbed := run{t: t, house: h}
	before, said := undisturbed.apply(kept{}, s.before)
	succeeded(t, said)

	h.ResetRequests()
	after, said := c.spoil(t, h).carryOut(s, before)
	h.ClearFaults()
	c.checkOutcome(t, h, said)
	c.checkTracking(t, h, s, after, said)

	again, said := undisturbed.carryOut(s, after)
	succeeded(t, said)
	check(t, h.holds(s, again))
	planned, said := run{t: t, house: h, beforeApply: func() { t.Error("a change is planned once more") }}.apply(again, s.wanted)
	succeeded(t, said)

	_, said = undisturbed.apply(planned, nil)
	succeeded(t, said)
	check(t, h.hasMembers(s.group))
	if users := h.Users(h.system); len(users) != s.acsUsers {
		t.Errorf("the system has %d ACS users, want %d", len(users), s.acsUsers)
	}
}

// spoil makes the fault happen to the run that it returns.
func (c faultCase) spoil(t *testing.T, h *house) run {
	t.Helper()
	settings := attributes{"max_retries": c.course.retries()}
	maps.Copy(settings, c.fault.settings)
	spoilt := run{t: t, house: h, settings: settings}
	switch {
	case c.fault.flooded:
		spoilt.house = h.front(t, h.flood(c.operation.path)).house
	case c.fault.refused:
		f := h.front(t, h)
		spoilt.house = f.house
		c.refuse(f, &spoilt)
	default:
		exchange := c.fault.exchange
		exchange.Match = c.course.hits(c.operation.path)
		h.Inject("*", exchange)
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
func (c faultCase) checkOutcome(t *testing.T, h *house, said messages) {
	t.Helper()
	fails := c.fault.fails(c.course, c.operation)
	if said.failed() != fails {
		t.Fatalf("an error is %v, want %v:\n%s", said.failed(), fails, said)
	}
	if !fails {
		return
	}
	contains(t, said.String(), c.fault.says...)
	isNamed := func(request fakeseam.Request) bool { return strings.Contains(said.String(), request.RequestID) }
	if c.fault.identified && !slices.ContainsFunc(h.Requests(), isNamed) {
		t.Errorf("no request ID is named:\n%s", said)
	}
}

// checkTracking checks that the state has every membership that this configuration has made, and after a success exactly
// what Seam has.
func (c faultCase) checkTracking(t *testing.T, h *house, s scene, after kept, said messages) {
	t.Helper()
	if !said.failed() {
		check(t, h.holds(s, after))
		return
	}
	if s.importID != "" && !after.exists() {
		return
	}
	for _, member := range h.Members(s.group) {
		if after.attribute("acs_user_id") != member && (after.attribute("acs_user_id") != "" || after.attribute("user_identity_id") == "") {
			t.Errorf("%s is a member, and the state has %s:\n%s", member, after.state, said)
		}
	}
}

// holds checks that the state has what is wanted, and that Seam has just that.
func (h *house) holds(s scene, state kept) error {
	if s.wanted == nil {
		if state.exists() {
			return fmt.Errorf("the state has %s, want nothing", state.state)
		}
		return h.hasMembers(s.group)
	}
	if state.isTainted || !state.exists() {
		return fmt.Errorf("the state has %s, tainted %v", state.state, state.isTainted)
	}
	for name, value := range s.wanted {
		if got := state.attribute(name); got != value {
			return fmt.Errorf("the state has %s = %q, want %q", name, got, value)
		}
	}
	return h.hasMembers(s.group, state.attribute("acs_user_id"))
}
