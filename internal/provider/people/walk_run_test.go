// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package people_test

import (
	"maps"
	"slices"
	"strings"
	"sync"

	"github.com/seamapi/terraform-provider-seam/internal/provider/providertest"
)

// walkRun is one terraform apply or destroy.
type walkRun struct {
	*walk

	isDestroy bool
	// refreshes is false for -refresh=false.
	refreshes bool
	// isQuiet means that nobody has done anything between plan and apply.
	isQuiet            bool
	planning, applying *providertest.Process
	// planned has what the plan says of each block, and steps what it does.
	planned map[string]providertest.Object
	steps   []*step
	// heeded is what is done about the errors of the plan.
	heeded []func()
	// before is what was true before the changes.
	before sight

	mu sync.Mutex
	// failed are the blocks whose changes have failed or were skipped.
	failed map[string]bool
	// touched are the people whom the run may change, and doomed those whom it may delete.
	touched, doomed map[string]bool
	// endsIdentities means that user identities are destroyed.
	endsIdentities bool
	// done is what was said to be done, and made are the people who were created.
	done []outcome
	made map[string]bool
	// doubtful are the blocks of whom it is not known whether they were created.
	doubtful map[string]providertest.Attributes
}

// step is a change of one object.
type step struct {
	resourceType string
	// phase is 0 for what is destroyed first, 1 for creates and updates, and 2 for what is destroyed last.
	phase int
	block *declared
	// object is what is changed or destroyed.
	object *object
	do     func(*step)
}

// outcome is a step that has ended, and what was said.
type outcome struct {
	*step

	wanted providertest.Attributes
	result *object
	said   string
}

// runTerraform plans and applies.
func (w *walk) runTerraform() {
	r := &walkRun{
		walk: w, isDestroy: w.Chance(15), refreshes: !w.Chance(6), isQuiet: !w.Chance(6), planned: map[string]providertest.Object{}, failed: map[string]bool{},
		touched: map[string]bool{}, doomed: map[string]bool{}, made: map[string]bool{}, doubtful: map[string]providertest.Attributes{},
	}
	w.Tell("terraform, destroy %v, refresh %v", r.isDestroy, r.refreshes)
	// Connections that a fault has not ended stay open until the process does.
	defer w.server.CloseClientConnections()
	w.ResetRequests()
	r.planning = w.ProcessOf(w.t, acsUserType, providertest.Attributes{"max_retries": 0})
	r.before = look(w.t, w.World)
	r.look(r.before)
	if w.Chance(6) {
		w.Tell("  while planning: %s", w.spoilReads())
	}
	isPlanned := r.plan()
	w.ClearFaults()
	if !isPlanned {
		w.Tell("  the plan failed")
		for _, heed := range r.heeded {
			heed()
		}
		return
	}
	if !r.isQuiet {
		w.Tell("  before the changes: %s", w.changeByHand())
	}
	r.before = look(w.t, w.World)
	r.applying = w.ProcessOf(w.t, acsUserType, providertest.Attributes{"max_retries": 0})
	if w.Chance(2) {
		w.Tell("  while applying: %s", r.spoil())
	}
	r.carryOut(w.Chance(3))
	w.ClearFaults()
	w.ReleaseCommits()
	r.check()
}

// carryOut does what is planned, in the order of Terraform: what is independent of each other at once, if so.
func (r *walkRun) carryOut(isConcurrent bool) {
	for phase := range 3 {
		types := ranks()
		if phase != 1 {
			slices.Reverse(types)
		}
		for _, resourceType := range types {
			var running sync.WaitGroup
			for _, s := range r.steps {
				if s.phase != phase || s.resourceType != resourceType {
					continue
				}
				if isConcurrent {
					running.Go(func() { s.do(s) })
				} else {
					s.do(s)
				}
			}
			running.Wait()
		}
	}
}

// isBlocked reports whether a step cannot be taken, since one that it depends on has failed.
func (r *walkRun) isBlocked(s *step) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	if s.block != nil && s.phase != 0 {
		if r.failed[s.block.name] {
			return true
		}
		for _, other := range s.block.references {
			if r.failed[other] || s.phase == 1 && r.current(other) == nil {
				r.failed[s.block.name] = true
				return true
			}
		}
	}
	if s.object == nil || s.phase == 1 {
		return false
	}
	// Whoever depends on an object is destroyed before it.
	return slices.ContainsFunc(r.objects, func(o *object) bool {
		return r.failed[o.block] && slices.Contains(o.dependencies, s.object.block)
	})
}

func (r *walkRun) destroy(s *step) {
	if r.isBlocked(s) {
		return
	}
	o := s.object
	r.note(o)
	left, said := r.applying.Of(o.resourceType).Destroy(o.Object)
	r.mu.Lock()
	defer r.mu.Unlock()
	if said.Failed() {
		r.Tell("  the destroy of %s failed: %s", o, firstLine(said))
		o.Object = left
		r.failed[o.block] = true
		return
	}
	r.Tell("  destroyed %s: %s", o, firstLine(said))
	r.objects = slices.DeleteFunc(r.objects, func(other *object) bool { return other == o })
	r.done = append(r.done, outcome{step: s, said: said.String()})
}

// note takes note of whom a destroy may delete or suspend: the person, and the ACS users of a user identity.
func (r *walkRun) note(o *object) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.touched[o.id()] = true
	if o.Values()["deletion_policy"] != "suspend" {
		r.doomed[o.id()] = true
	}
	if o.resourceType == providertest.UserIdentityType {
		r.endsIdentities = true
		for id, user := range r.before[acsUserType] {
			if user.IdentityID == o.id() || r.touched[id] {
				r.doomed[id] = true
			}
		}
	}
}

func (r *walkRun) create(s *step) {
	if r.isBlocked(s) {
		return
	}
	r.mu.Lock()
	replaced := r.current(s.block.name)
	if replaced != nil && !s.block.createsFirst {
		r.failed[s.block.name] = true
		r.mu.Unlock()
		return
	}
	attributes := s.block.attributes(r.valueNow)
	if replaced != nil {
		replaced.isDeposed = true
	}
	r.mu.Unlock()
	made, said := r.applying.Of(s.block.resourceType).Create(attributes)
	r.mu.Lock()
	defer r.mu.Unlock()
	if made.Exists() {
		o := r.applied(s.block, made)
		o.isTainted = said.Failed()
		r.objects = append(r.objects, o)
		r.made[o.id()] = true
		r.Tell("  created %s", o)
		if !said.Failed() {
			r.done = append(r.done, outcome{step: s, wanted: attributes, result: o, said: said.String()})
		}
	} else if replaced != nil {
		replaced.isDeposed = false
	}
	if said.Failed() {
		r.Tell("  the create of %s failed: %s", s.block.name, firstLine(said))
		r.failed[s.block.name] = true
		if isToldInDoubt(said) {
			r.doubtful[s.block.name] = attributes
		}
	}
}

// applied is the object of a block that an apply has returned.
func (r *walkRun) applied(b *declared, result providertest.Object) *object {
	return &object{Object: result, block: b.name, resourceType: b.resourceType, dependencies: slices.Collect(maps.Values(b.references))}
}

func (r *walkRun) update(s *step) {
	if r.isBlocked(s) {
		return
	}
	o, applying := s.object, r.applying.Of(s.resourceType)
	r.mu.Lock()
	attributes := s.block.attributes(r.valueNow)
	r.touched[o.id()] = true
	r.mu.Unlock()
	change, said := applying.Plan(o.Object, attributes)
	result := o.Object
	isPlanned := !said.Failed() && len(change.ReplacedFor) == 0
	if isPlanned {
		result, said = applying.Apply(change)
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	after := r.applied(s.block, result)
	o.Object, o.dependencies = after.Object, after.dependencies
	if !isPlanned || said.Failed() {
		r.Tell("  the update of %s failed: %s", o, firstLine(said))
		r.failed[s.block.name] = true
		return
	}
	r.Tell("  updated %s", o)
	r.done = append(r.done, outcome{step: s, wanted: attributes, result: o, said: said.String()})
}

func firstLine(said providertest.Output) string {
	line, _, _ := strings.Cut(said.String(), "\n")
	return line
}
