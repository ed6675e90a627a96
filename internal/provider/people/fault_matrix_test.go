// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package people_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/seamapi/terraform-provider-seam/internal/fakeseam"
	"github.com/seamapi/terraform-provider-seam/internal/provider/providertest"
)

// operation is one thing that Terraform does with a person.
type operation struct {
	providertest.Operation

	resourceType string
	scene        func(*providertest.World) scene
}

// scene is what an operation starts from and ends with.
type scene struct {
	// before is the person who was applied before, nil for none.
	before providertest.Attributes
	// wanted is the person who is configured now, nil for none.
	wanted providertest.Attributes
	// importID returns that of somebody who is there without Terraform, nil for no import.
	importID func(id string) string
}

func (s scene) isImport() bool { return s.importID != nil }

func (s scene) isCreate() bool { return s.before == nil }

func allOperations() []operation {
	return append(identityOperations(), acsUserOperations()...)
}

// operationOf returns the operation of a case.
func operationOf(c providertest.FaultCase) operation {
	all := allOperations()
	return all[slices.IndexFunc(all, func(o operation) bool { return o.Operation == c.Operation })]
}

func TestFaultLosesNobody(t *testing.T) {
	t.Parallel()
	kinds := append(providertest.FaultKinds(), furtherKinds()...)
	cases := slices.Concat(
		providertest.FaultCases(requestsOf(identityOperations()), slices.Concat(kinds, notFound(fakeseam.IdentityNotFound))),
		providertest.FaultCases(requestsOf(acsUserOperations()), slices.Concat(kinds, notFound(fakeseam.UserNotFound))),
	)
	providertest.RunFaultCases(t, "people", cases, losesNobody)
}

func requestsOf(operations []operation) []providertest.Operation {
	var requests []providertest.Operation
	for _, o := range operations {
		requests = append(requests, o.Operation)
	}
	return requests
}

// attempt is one case while it runs.
type attempt struct {
	t          *testing.T
	world      *providertest.World
	fault      providertest.FaultCase
	operation  operation
	scene      scene
	bystanders sight
}

// losesNobody carries the operation out with the fault, then without it, and then destroys what there is.
func losesNobody(t *testing.T, c providertest.FaultCase) {
	t.Helper()
	w := providertest.NewWorld(t)
	o := operationOf(c)
	a := attempt{t: t, world: w, fault: c, operation: o, scene: o.scene(w)}
	undisturbed := run{t: t, world: w, resourceType: o.resourceType}
	before, said := undisturbed.apply(kept{}, a.scene.before)
	said.Succeeds()
	addBystanders(w)
	a.bystanders = look(t, w)
	delete(a.bystanders[o.resourceType], a.idOf(before))
	if a.scene.isImport() {
		imported := a.scene.importID(a.idOf(before))
		a.scene.importID = func(string) string { return imported }
		before = kept{}
	}

	w.ResetRequests()
	spoilt := c.Spoil(t, w)
	disturbed := run{t: t, world: spoilt.World, resourceType: o.resourceType, settings: spoilt.Settings, beforeApply: spoilt.BeforeApply}
	after, said := disturbed.carryOut(a.scene, before)
	w.ClearFaults()
	a.checkOutcome(said)
	w.ReleaseCommits()
	a.checkTracking(after, said)

	again, said := undisturbed.carryOut(a.scene, a.recovered(after))
	said.Succeeds()
	a.checkDone(again)
	settled := run{t: t, world: w, resourceType: o.resourceType, beforeApply: func() { t.Error("a change is planned once more") }}
	planned, said := settled.apply(again, a.scene.wanted)
	said.Succeeds()

	_, said = undisturbed.apply(planned, nil)
	said.Succeeds()
	a.checkEnd()
}

// addBystanders adds people whose names and addresses contain those of the people in the scenes.
func addBystanders(w *providertest.World) {
	w.AddIdentity(w.WorkspaceID, bystandingIdentity())
	w.AddUser(w.ACSSystemID, bystandingUser())
}

func (a attempt) idOf(o kept) string { return o.Attribute(idAttribute(a.operation.resourceType)) }

// there is everybody of the operation's type who is no bystander.
func (a attempt) there() map[string]shown {
	a.t.Helper()
	now := look(a.t, a.world)
	for resourceType, bystanders := range a.bystanders {
		for id, bystander := range bystanders {
			if got := now[resourceType][id]; got != bystander {
				a.t.Errorf("a bystander is %+v, was %+v", got, bystander)
			}
		}
	}
	people := now[a.operation.resourceType]
	maps.DeleteFunc(people, func(id string, _ shown) bool {
		_, isBystander := a.bystanders[a.operation.resourceType][id]
		return isBystander
	})
	return people
}

// checkOutcome checks that the operation succeeded or failed as it has to, and said why. A create is not repeated, so it may fail
// where another operation does not, and an answer that denies somebody whom nobody has made yet is true.
func (a attempt) checkOutcome(said providertest.Output) {
	a.t.Helper()
	fails := a.fault.Fails()
	mayFail := fails || a.makesSomebody()
	// Whom the list of another workspace lacks is asked for singly.
	isListedElsewhere := a.fault.Kind.IsElsewhere && !a.operation.IsWrite && strings.HasSuffix(a.operation.Path, "/list")
	maySucceed := !fails || isListedElsewhere || a.makesSomebody() && (a.fault.Kind.IsElsewhere || a.fault.Kind.Exchange.Lie != "")
	if said.Failed() && !mayFail || !said.Failed() && !maySucceed {
		a.t.Fatalf("an error is %v, want %v:\n%s", said.Failed(), fails, said)
	}
	if said.Failed() {
		a.fault.IsExplained(a.t, a.world, said)
	}
}

// makesSomebody reports whether a create is sent.
func (a attempt) makesSomebody() bool {
	isMoved := a.scene.before != nil && a.scene.wanted != nil && a.scene.before["acs_system_id"] != a.scene.wanted["acs_system_id"]
	return a.scene.isCreate() || isMoved
}

// checkTracking checks that the person is there once, and that the state has them, unless it was said that this is not known.
func (a attempt) checkTracking(after kept, said providertest.Output) {
	a.t.Helper()
	there := a.there()
	_, isTracked := there[a.idOf(after)]
	switch {
	case len(there) > 1:
		a.t.Errorf("the person is there %d times:\n%s", len(there), said)
	case len(there) == 0 && after.Exists() && !said.Failed() && !a.isElsewhere(after):
		a.t.Errorf("the state has %s, who is not there:\n%s", after.State, said)
	case len(there) == 1 && !isTracked && !isToldInDoubt(said) && !a.isLeft(said):
		a.t.Errorf("%v is there, and the state has %s:\n%s", there, after.State, said)
	case len(there) == 1 && strings.Contains(said.String(), "Nobody was created"):
		a.t.Errorf("%v is there, and it was said:\n%s", there, said)
	}
}

// isLeft reports whether a person is out of the state as it has to be: kept by a destroy, or not imported.
func (a attempt) isLeft(said providertest.Output) bool {
	return a.isKept() && !said.Failed() || a.scene.isImport() && said.Failed()
}

// isElsewhere reports whether the state has somebody in another workspace, where a create has gone.
func (a attempt) isElsewhere(after kept) bool {
	return after.Exists() && a.fault.Kind.IsElsewhere && after.Attribute("workspace_id") != a.world.WorkspaceID
}

// isKept reports whether a destroy keeps the person.
func (a attempt) isKept() bool {
	return a.scene.wanted == nil && a.scene.before["deletion_policy"] == "suspend"
}

func isToldInDoubt(said providertest.Output) bool {
	return strings.Contains(said.String(), "It is not known whether")
}

// recovered does what people do after an error: they import somebody who turns out to be there, as the plan says, and take a
// taint away, so that nobody is replaced.
func (a attempt) recovered(after kept) kept {
	a.t.Helper()
	after.isTainted = false
	if a.isElsewhere(after) {
		_, said := a.world.ProcessOf(a.t, a.operation.resourceType).Refresh(after.Object)
		said.IsOneError(after.Attribute("workspace_id"), "terraform state rm")
		after = kept{}
	}
	there := slices.Sorted(maps.Keys(a.there()))
	if after.Exists() || a.scene.isImport() || a.scene.wanted == nil || len(there) == 0 {
		return after
	}
	p := a.world.ProcessOf(a.t, a.operation.resourceType)
	if _, hasAddress := a.scene.wanted["email_address"]; hasAddress {
		_, said := p.Plan(providertest.Object{}, a.scene.wanted)
		said.IsOneError("already", there[0])
	}
	imported, said := p.ImportID(there[0])
	said.Succeeds()
	return kept{Object: imported}
}

// checkDone checks that the state has what is wanted, and that Seam has just that.
func (a attempt) checkDone(state kept) {
	a.t.Helper()
	there := a.there()
	if a.scene.wanted == nil {
		if state.Exists() {
			a.t.Errorf("the state has %s, want nothing", state.State)
		}
		a.checkEnd()
		return
	}
	got, isThere := there[a.idOf(state)]
	if len(there) != 1 || !isThere || state.isTainted {
		a.t.Fatalf("the state has %s, tainted %v, and there is %v", state.State, state.isTainted, there)
	}
	values := state.Values()
	for name, want := range a.scene.wanted {
		if _, isNested := want.(providertest.Attributes); !isNested && values[name] != want {
			a.t.Errorf("the state has %s = %v, want %v", name, values[name], want)
		}
	}
	text := func(name string) string { value, _ := a.scene.wanted[name].(string); return value }
	isSuspended, _ := a.scene.wanted["is_suspended"].(bool)
	want := shown{
		Key: text("user_identity_key"), FullName: text("full_name"), EmailAddress: text("email_address"), PhoneNumber: text("phone_number"),
		SystemID: text("acs_system_id"), IdentityID: text("user_identity_id"), UserID: got.UserID, IsSuspended: isSuspended,
	}
	if a.operation.resourceType == providertest.UserIdentityType {
		want.IdentityID = got.IdentityID
	}
	if got != want {
		a.t.Errorf("Seam has %+v, want %+v", got, want)
	}
}

// checkEnd checks that the person is gone, or was suspended and kept.
func (a attempt) checkEnd() {
	a.t.Helper()
	there := a.there()
	isKept := a.isKept()
	for _, left := range there {
		if !isKept || !left.IsSuspended {
			a.t.Errorf("after a destroy there is %+v", left)
		}
	}
	if isKept && len(there) != 1 {
		a.t.Errorf("after a destroy that keeps the person there is %v", there)
	}
}
