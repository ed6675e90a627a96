// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package membership_test

import (
	"slices"
	"testing"

	"github.com/seamapi/terraform-provider-seam/internal/fakeseam"
	"github.com/seamapi/terraform-provider-seam/internal/provider/providertest"
)

// operation is one thing that Terraform does with a membership.
type operation struct {
	providertest.Operation

	scene func(*providertest.World) scene
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
		{providertest.Operation{Name: "create by user", Path: providertest.PathAddACSUser, IsWrite: true}, func(w *providertest.World) scene {
			group := w.Group("Engineering")
			return scene{group: group, wanted: byUser(group, w.User("Jane Doe")), acsUsers: 1}
		}},
		{providertest.Operation{Name: "create by identity with an ACS user", Path: providertest.PathAddIdentity, IsWrite: true}, func(w *providertest.World) scene {
			group := w.Group("Engineering")
			identity, _ := w.Person("Ann Poe")
			return scene{group: group, wanted: byIdentity(group, identity), acsUsers: 1}
		}},
		{providertest.Operation{Name: "create by identity without an ACS user", Path: providertest.PathAddIdentity, IsWrite: true}, func(w *providertest.World) scene {
			group := w.Group("Engineering")
			identity := w.AddIdentity(w.WorkspaceID, fakeseam.Identity{FullName: "Ann Poe", EmailAddress: "ann@example.com"})
			return scene{group: group, wanted: byIdentity(group, identity), acsUsers: 1}
		}},
		{providertest.Operation{Name: "read", Path: providertest.PathListMembers, IsWrite: false}, func(w *providertest.World) scene {
			group := w.Group("Engineering")
			membership := byUser(group, w.User("Jane Doe"))
			return scene{group: group, before: membership, wanted: membership, acsUsers: 1}
		}},
		{providertest.Operation{Name: "removal of a replacement", Path: providertest.PathRemove, IsWrite: true}, replacement},
		{providertest.Operation{Name: "addition of a replacement", Path: providertest.PathAddACSUser, IsWrite: true}, replacement},
		{providertest.Operation{Name: "destroy", Path: providertest.PathRemove, IsWrite: true}, func(w *providertest.World) scene {
			group := w.Group("Engineering")
			return scene{group: group, before: byUser(group, w.User("Jane Doe")), acsUsers: 1}
		}},
		{providertest.Operation{Name: "import by user", Path: providertest.PathListMembers, IsWrite: false}, func(w *providertest.World) scene {
			group, user := w.Group("Engineering"), w.User("Jane Doe")
			w.AddMember(group, user)
			return scene{group: group, wanted: byUser(group, user), importID: group + "/" + user, acsUsers: 1}
		}},
		{providertest.Operation{Name: "import by identity", Path: providertest.PathListMembers, IsWrite: false}, func(w *providertest.World) scene {
			group := w.Group("Engineering")
			identity, user := w.Person("Ann Poe")
			w.AddMember(group, user)
			return scene{group: group, wanted: byIdentity(group, identity), importID: group + "/user_identity:" + identity, acsUsers: 1}
		}},
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

// faultCases are all cases of the matrix.
func faultCases() []providertest.FaultCase {
	var of []providertest.Operation
	for _, o := range allOperations() {
		of = append(of, o.Operation)
	}
	return providertest.FaultCases(of, providertest.FaultKinds())
}

// allOperations are those by one name and by two.
func allOperations() []operation {
	return append(operations(), operationsByTwoNames()...)
}

// sceneOf returns what the operation of a case starts from and ends with.
func sceneOf(c providertest.FaultCase, w *providertest.World) scene {
	all := allOperations()
	return all[slices.IndexFunc(all, func(o operation) bool { return o.Operation == c.Operation })].scene(w)
}

func TestFaultLosesNothing(t *testing.T) {
	t.Parallel()
	providertest.RunFaultCases(t, "memberships", faultCases(), losesNothing)
}

// losesNothing carries the operation out with the fault, then without it, and then destroys what there is.
func losesNothing(t *testing.T, c providertest.FaultCase) {
	t.Helper()
	w := providertest.NewWorld(t)
	s := sceneOf(c, w)
	undisturbed := run{t: t, world: w}
	before, said := undisturbed.apply(kept{}, s.before)
	said.Succeeds()

	w.ResetRequests()
	after, said := spoil(t, w, c).carryOut(s, before)
	w.ClearFaults()
	checkOutcome(t, w, c, said)
	w.ReleaseCommits()
	checkTracking(t, w, s, after, said)

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
func spoil(t *testing.T, w *providertest.World, c providertest.FaultCase) run {
	t.Helper()
	spoilt := c.Spoil(t, w)
	return run{t: t, world: spoilt.World, settings: spoilt.Settings, beforeApply: spoilt.BeforeApply}
}

// checkOutcome checks that the operation succeeded or failed as it has to, and said why.
func checkOutcome(t *testing.T, w *providertest.World, c providertest.FaultCase, said providertest.Output) {
	t.Helper()
	fails := c.Fails()
	if said.Failed() != fails {
		t.Fatalf("an error is %v, want %v:\n%s", said.Failed(), fails, said)
	}
	if fails {
		c.IsExplained(t, w, said)
	}
}

// checkTracking checks that the state has every membership that this configuration has made, and after a success exactly
// what Seam has.
func checkTracking(t *testing.T, w *providertest.World, s scene, after kept, said providertest.Output) {
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
