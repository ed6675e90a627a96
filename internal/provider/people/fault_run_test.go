// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package people_test

import (
	"testing"

	"github.com/seamapi/terraform-provider-seam/internal/provider/providertest"
)

// kept is what Terraform's state has of a person.
type kept struct {
	providertest.Object

	isTainted bool
}

// run is what terraform apply does: a process that plans, and another one that applies.
type run struct {
	t            *testing.T
	world        *providertest.World
	resourceType string
	settings     providertest.Attributes
	// beforeApply comes between the two processes.
	beforeApply func()
}

// action is what a plan does.
type action string

const (
	nothing  action = "nothing"
	creates  action = "create"
	updates  action = "update in place"
	replaces action = "replace"
	destroys action = "destroy"
)

// carryOut applies what a scene wants, and imports it first where that is left to do.
func (r run) carryOut(s scene, before kept) (kept, providertest.Output) {
	r.t.Helper()
	if !s.isImport() || before.Exists() {
		return r.apply(before, s.wanted)
	}
	p, said := r.world.StartProcess(r.t, r.resourceType, r.settings)
	if said.Failed() {
		return before, said
	}
	imported, said := p.ImportID(s.importID(""))
	if said.Failed() {
		return kept{}, said
	}
	return r.apply(kept{Object: imported}, s.wanted)
}

// apply applies a configuration, nil for one without the person, and returns what the state has afterwards.
func (r run) apply(before kept, wanted providertest.Attributes) (kept, providertest.Output) {
	r.t.Helper()
	planning, said := r.world.StartProcess(r.t, r.resourceType, r.settings)
	if said.Failed() {
		return before, said
	}
	current := before
	if before.Exists() {
		read, said := planning.Refresh(before.Object)
		if said.Failed() {
			return before, said
		}
		current.Object = read
	}
	planned, said := r.plan(planning, current, wanted)
	if said.Failed() || planned == nothing {
		return current, said
	}
	if r.beforeApply != nil {
		r.beforeApply()
	}
	applying, said := r.world.StartProcess(r.t, r.resourceType, r.settings)
	if said.Failed() {
		return current, said
	}
	return carriedOut(applying, planned, current, wanted)
}

// plan returns what is to be done with a person.
func (r run) plan(planning *providertest.Process, current kept, wanted providertest.Attributes) (action, providertest.Output) {
	r.t.Helper()
	switch {
	case wanted == nil && !current.Exists():
		return nothing, providertest.NoOutput(r.t)
	case wanted == nil:
		_, said := planning.PlanDestroy(current.Object)
		return destroys, said
	case !current.Exists():
		_, said := planning.Plan(providertest.Object{}, wanted)
		return creates, said
	}
	change, said := planning.Plan(current.Object, wanted)
	switch {
	case said.Failed():
		return nothing, said
	case len(change.ReplacedFor) > 0:
		_, said = planning.PlanReplacement(change)
		return replaces, said
	case change.Planned.State.Equal(current.State):
		return nothing, said
	default:
		return updates, said
	}
}

func carriedOut(applying *providertest.Process, planned action, current kept, wanted providertest.Attributes) (kept, providertest.Output) {
	if planned == updates {
		change, said := applying.Plan(current.Object, wanted)
		if said.Failed() {
			return current, said
		}
		updated, said := applying.Apply(change)
		return kept{Object: updated}, said
	}
	if planned == destroys || planned == replaces {
		left, said := applying.Destroy(current.Object)
		if said.Failed() || planned == destroys {
			return kept{Object: left}, said
		}
	}
	made, said := applying.Create(wanted)
	return kept{Object: made, isTainted: said.Failed()}, said
}
