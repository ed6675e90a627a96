// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package people_test

import (
	"maps"
	"slices"
	"strings"
	"sync"

	"github.com/hashicorp/terraform-plugin-go/tftypes"

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

// plan reports whether there is a plan to apply.
func (r *walkRun) plan() bool {
	if r.refreshes && !r.refresh() {
		return false
	}
	isPlanned := true
	for _, resourceType := range ranks() {
		// A block whose plan fails may be taken out.
		for _, b := range slices.Clone(r.blocks) {
			if b.resourceType == resourceType && slices.Contains(r.blocks, b) && !r.planBlock(b) {
				isPlanned = false
			}
		}
	}
	if r.isDestroy {
		r.steps = nil
	}
	for _, o := range r.objects {
		isOrphan := !slices.ContainsFunc(r.blocks, func(b *declared) bool { return b.name == o.block })
		if !r.isDestroy && !isOrphan && !o.isDeposed {
			continue
		}
		_, said := r.planning.Of(o.resourceType).PlanDestroy(o.Object)
		isPlanned = isPlanned && !said.Failed()
		phase := 0
		if !r.isDestroy && r.Chance(2) {
			phase = 2
		}
		r.steps = append(r.steps, &step{resourceType: o.resourceType, phase: phase, object: o, do: r.destroy})
	}
	return isPlanned
}

// refresh reads all objects.
func (r *walkRun) refresh() bool {
	now := r.before
	isRead := true
	var read []*object
	for _, o := range r.objects {
		result, said := r.planning.Of(o.resourceType).Refresh(o.Object)
		switch {
		case said.Failed():
			isRead = false
		case !result.Exists():
			r.Tell("  %s is gone", o)
			if _, isThere := now[o.resourceType][o.id()]; isThere {
				r.Violated("%s is said to be gone, and is there:\n%s", o, said)
			}
		default:
			copied := *o
			copied.Object = result
			read = append(read, &copied)
		}
	}
	if isRead {
		r.objects = read
	}
	return isRead
}

// look does what somebody does who was told that it is not known whether a person was created whom nothing but the name tells
// from others: they look.
func (r *walkRun) look(now sight) {
	for _, b := range r.blocks {
		if !r.inDoubt[b.name] || r.current(b.name) != nil {
			continue
		}
		for _, id := range slices.Sorted(maps.Keys(now[b.resourceType])) {
			isHeld := slices.ContainsFunc(r.objects, func(o *object) bool { return o.id() == id })
			if now[b.resourceType][id].FullName == b.values["full_name"] && !isHeld {
				r.importPerson(b, id)
				break
			}
		}
		delete(r.inDoubt, b.name)
	}
}

func (r *walkRun) importPerson(b *declared, id string) {
	imported, said := r.ProcessOf(r.t, b.resourceType).ImportID(id)
	if said.Failed() {
		r.Tell("  %s was not imported for %s: %s", id, b.name, firstLine(said))
		return
	}
	if r.isTracked(id) || r.current(b.name) != nil {
		return
	}
	r.Tell("  imported %s for %s", id, b.name)
	r.objects = append(r.objects, &object{Object: imported, block: b.name, resourceType: b.resourceType})
}

func (r *walkRun) planBlock(b *declared) bool {
	o, planning := r.current(b.name), r.planning.Of(b.resourceType)
	attributes := b.attributes(r.plannedValue)
	if o == nil || o.isTainted {
		change, said := planning.Plan(providertest.Object{}, attributes)
		if said.Failed() {
			r.heed(b, said)
			return false
		}
		r.planned[b.name] = change.Planned
		r.addCreate(b, o)
		return true
	}
	change, said := planning.Plan(o.Object, attributes)
	if said.Failed() {
		r.heed(b, said)
		return false
	}
	r.planned[b.name] = change.Planned
	switch {
	case len(change.ReplacedFor) > 0:
		replacement, said := planning.PlanReplacement(change)
		if said.Failed() {
			return false
		}
		r.planned[b.name] = replacement.Planned
		r.addCreate(b, o)
	case !change.Planned.State.Equal(o.State):
		r.steps = append(r.steps, &step{resourceType: b.resourceType, phase: 1, block: b, object: o, do: r.update})
	}
	return true
}

// heed does what an error of a plan asks for, sometimes: it imports the person, or takes the block out.
func (r *walkRun) heed(b *declared, said providertest.Output) {
	r.Tell("  the plan of %s failed: %s", b.name, firstLine(said))
	_, quoted, names := strings.Cut(said.String(), "id = \"")
	id, _, _ := strings.Cut(quoted, "\"")
	isHeld := slices.ContainsFunc(r.objects, func(o *object) bool { return o.id() == id })
	switch {
	case names && !isHeld && r.current(b.name) == nil && r.Chance(2):
		// The faults of the plan do not concern the import.
		r.heeded = append(r.heeded, func() { r.importPerson(b, id) })
	case r.Chance(2):
		r.takeOut(b)
	}
}

// addCreate adds the steps of a create, and of the destroy of the object that it replaces.
func (r *walkRun) addCreate(b *declared, replaced *object) {
	if replaced != nil {
		phase := 0
		if b.createsFirst {
			phase = 2
		}
		r.steps = append(r.steps, &step{resourceType: b.resourceType, phase: phase, block: b, object: replaced, do: r.destroy})
	}
	r.steps = append(r.steps, &step{resourceType: b.resourceType, phase: 1, block: b, do: r.create})
}

// plannedValue is an attribute that is planned for a block.
func (r *walkRun) plannedValue(name, attribute string) any {
	switch value := r.planned[name].Attribute(attribute); value {
	case providertest.Unknown:
		return tftypes.UnknownValue
	case "":
		return nil
	default:
		return value
	}
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
