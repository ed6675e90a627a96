// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package membership_test

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
	// refreshes is false for -refresh=false, and then nothing is known to be as it was.
	refreshes bool
	// isQuiet means that nobody has done anything between plan and apply.
	isQuiet bool
	order   order

	planning, applying *providertest.Process
	chains             []*task
	// planned are the objects when the changes begin, and before is what was true then.
	planned []*object
	before  sight

	mu sync.Mutex
	// failed and made are the blocks whose changes have failed, and for whom somebody was granted a membership.
	failed, made map[string]bool
	ended        []ending
	// changed are the objects that were updated.
	changed []ending
	// leaving are the memberships that the changes may end.
	leaving map[pair]bool
	// isSpoiled means that requests go wrong while applying, so that an object may not know what was true when it was applied.
	isSpoiled bool
}

// ending is an object that has left the state or was updated, and what was said then.
type ending struct {
	object *object
	said   string
}

// order is that of changes that do not depend on each other.
type order string

const (
	destroysFirst order = "destroys first"
	createsFirst  order = "creates first"
	mixed         order = "in any order"
	concurrent    order = "at once"
)

// task is a change of one object. Next follows only if it succeeds.
type task struct {
	destroys bool
	do       func() bool
	next     *task
}

// runTerraform plans and applies.
func (w *walk) runTerraform() {
	r := &walkRun{
		walk: w, isDestroy: w.Chance(12), refreshes: !w.Chance(6), isQuiet: !w.Chance(5),
		order:  providertest.OneOf(w.Random, []order{destroysFirst, createsFirst, mixed, concurrent}),
		failed: map[string]bool{}, made: map[string]bool{}, leaving: map[pair]bool{},
	}
	what := "apply"
	if r.isDestroy {
		what = "destroy"
	}
	if !r.refreshes {
		what += " -refresh=false"
	}
	w.Tell("%s, %s", what, r.order)
	// Connections that a fault has not ended stay open until the process does.
	defer w.server.CloseClientConnections()
	w.ResetRequests()

	r.planning = w.Process(w.t, providertest.Attributes{"max_retries": 0})
	isSpoiled := w.Chance(6)
	if isSpoiled {
		w.Tell("  while planning: %s", w.spoilReads())
	}
	isPlanned := r.plan(isSpoiled)
	w.ClearFaults()
	if !isPlanned {
		w.Tell("  the plan failed")
		w.checkRun(r)
		return
	}
	if !r.isQuiet {
		w.Tell("  before the changes: %s", w.changeByHand(w.Random))
		w.noteCutOff()
	}
	r.before, r.planned = w.look(), slices.Clone(w.objects)

	r.applying = w.Process(w.t, providertest.Attributes{"max_retries": 0})
	if r.isSpoiled = w.Chance(3); r.isSpoiled {
		w.Tell("  while applying: %s", w.spoil())
	}
	r.carryOut()
	w.ClearFaults()
	w.ReleaseCommits()
	w.checkRun(r)
}

// plan reports whether there is a plan to apply.
func (r *walkRun) plan(isSpoiled bool) bool {
	refreshed := r.objects
	isPlanned := true
	if r.refreshes {
		refreshed, isPlanned = r.refresh(isSpoiled)
	}
	if !isPlanned {
		return false
	}
	former := r.objects
	r.objects = refreshed
	for _, i := range r.Random.Perm(len(r.blocks)) {
		isPlanned = r.planBlock(r.blocks[i]) && isPlanned
	}
	if r.isDestroy {
		r.chains = nil
	}
	for _, o := range r.objects {
		isOrphan := !slices.ContainsFunc(r.blocks, func(b *declared) bool { return b.name == o.block })
		if r.isDestroy || isOrphan || o.isDeposed {
			_, said := r.planning.Of(resourceType(o.ownsGroup)).PlanDestroy(o.Object)
			isPlanned = isPlanned && !said.Failed()
			r.chains = append(r.chains, r.destroy(o))
		}
	}
	if !isPlanned {
		r.objects = former
	}
	return isPlanned
}

// refresh reads all objects.
func (r *walkRun) refresh(isSpoiled bool) (read []*object, isRead bool) {
	now := r.look()
	isRead = true
	for _, o := range r.objects {
		result, said := r.planning.Of(resourceType(o.ownsGroup)).Refresh(o.Object)
		switch {
		case said.Failed():
			isRead = false
		case !result.Exists():
			r.Tell("  %s is gone", r.describedObject(o))
			r.checkGone(o, now, said)
		default:
			copied := *o
			copied.Object, copied.known, copied.perhaps = result, maps.Clone(o.known), maps.Clone(o.perhaps)
			r.forgetAbsent(&copied, now)
			r.learn(&copied, now, isSpoiled)
			read = append(read, &copied)
		}
	}
	return read, isRead
}

func (r *walkRun) planBlock(b *declared) bool {
	o, planning := r.current(b.name), r.planning.Of(resourceType(b.ownsGroup))
	if o == nil || o.isTainted {
		_, said := planning.Plan(providertest.Object{}, r.attributes(b))
		switch {
		case said.Failed():
			return false
		case o == nil:
			r.chains = append(r.chains, r.create(b, nil))
		default:
			r.chains = append(r.chains, r.replace(b, o))
		}
		return true
	}
	change, said := planning.Plan(o.Object, r.attributes(b))
	if said.Failed() {
		return false
	}
	switch {
	case len(change.ReplacedFor) > 0, r.Chance(12):
		if _, said := planning.PlanReplacement(change); said.Failed() {
			return false
		}
		r.chains = append(r.chains, r.replace(b, o))
	case !change.Planned.State.Equal(o.State):
		r.chains = append(r.chains, r.update(b, o))
	}
	return true
}

// carryOut does what is planned, in the order of the run.
func (r *walkRun) carryOut() {
	if r.order == concurrent {
		var running sync.WaitGroup
		for _, first := range r.chains {
			running.Go(func() {
				next := first
				for next != nil && next.do() {
					next = next.next
				}
			})
		}
		running.Wait()
		return
	}
	ready := slices.Clone(r.chains)
	for len(ready) > 0 {
		i := r.Random.IntN(len(ready))
		if r.order != mixed {
			preferred := slices.IndexFunc(ready, func(t *task) bool { return t.destroys == (r.order == destroysFirst) })
			i = max(preferred, 0)
		}
		next := ready[i]
		ready = slices.Delete(ready, i, i+1)
		if next.do() && next.next != nil {
			ready = append(ready, next.next)
		}
	}
}

func (r *walkRun) replace(b *declared, o *object) *task {
	if !b.createsFirst {
		destroy := r.destroy(o)
		destroy.next = r.create(b, nil)
		return destroy
	}
	create := r.create(b, o)
	if !r.Chance(10) {
		create.next = r.destroy(o)
	}
	return create
}

// create makes the object of a block. The one that it replaces is deposed meanwhile, and stays so if anything has been made.
func (r *walkRun) create(b *declared, deposed *object) *task {
	attributes := r.attributes(b)
	return &task{do: func() bool {
		r.depose(deposed, true)
		result, said := r.applying.Of(resourceType(b.ownsGroup)).Create(attributes)
		r.mu.Lock()
		defer r.mu.Unlock()
		if result.Exists() {
			o := made(b, result)
			r.learn(o, r.look(), r.isSpoiled)
			o.isTainted = said.Failed()
			r.objects = append(r.objects, o)
			r.Tell("  created %s", r.describedObject(o))
		} else if deposed != nil {
			deposed.isDeposed = false
		}
		if said.Failed() {
			r.Tell("  the create of %s failed: %s", b.name, firstLine(said))
			r.failed[b.name] = true
			return false
		}
		if isPartial(said) {
			r.failed[b.name] = true
			return true
		}
		r.made[b.name] = true
		return true
	}}
}

func (r *walkRun) depose(o *object, isDeposed bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if o != nil {
		o.isDeposed = isDeposed
	}
}

func (r *walkRun) destroy(o *object) *task {
	return &task{destroys: true, do: func() bool {
		left, said := r.applying.Of(resourceType(o.ownsGroup)).Destroy(o.Object)
		r.mu.Lock()
		defer r.mu.Unlock()
		for _, people := range []map[person]bool{o.known, o.named(), o.perhaps} {
			r.mayEnd(o.group(), people, r.look())
		}
		if said.Failed() {
			r.Tell("  the destroy of %s failed: %s", r.describedObject(o), firstLine(said))
			o.Object = left
			r.failed[o.block] = true
			return false
		}
		r.Tell("  destroyed %s: %s", r.describedObject(o), firstLine(said))
		r.objects = slices.DeleteFunc(r.objects, func(other *object) bool { return other == o })
		r.ended = append(r.ended, ending{o, said.String()})
		return true
	}}
}

// update takes the other name of a person over, or changes who is in an owned group.
func (r *walkRun) update(b *declared, o *object) *task {
	attributes := r.attributes(b)
	return &task{do: func() bool {
		applying := r.applying.Of(resourceType(b.ownsGroup))
		change, said := applying.Plan(o.Object, attributes)
		result, saidOnApply := o.Object, said
		isPlanned := !said.Failed() && len(change.ReplacedFor) == 0
		if isPlanned {
			result, saidOnApply = applying.Apply(change)
		}
		r.mu.Lock()
		defer r.mu.Unlock()
		if isPlanned {
			after := r.updated(b, o, result, saidOnApply.Failed())
			*o = *after
			r.changed = append(r.changed, ending{o, saidOnApply.String()})
		}
		if !isPlanned || saidOnApply.Failed() {
			r.Tell("  the update of %s failed: %s", b.name, firstLine(saidOnApply))
			r.failed[b.name] = true
			return false
		}
		r.Tell("  updated %s", r.describedObject(o))
		return true
	}}
}

func firstLine(said providertest.Output) string {
	line, _, _ := strings.Cut(said.String(), "\n")
	return line
}
