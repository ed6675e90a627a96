// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package people_test

import (
	"maps"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/seamapi/terraform-provider-seam/internal/provider/providertest"
)

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
