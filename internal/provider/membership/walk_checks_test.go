// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package membership_test

import (
	"maps"
	"slices"
	"strings"

	"github.com/seamapi/terraform-provider-seam/internal/provider/providertest"
)

// noteCutOff takes note of memberships that no object of the state leads to any more, since somebody else has changed who
// is who.
func (w *walk) noteCutOff() {
	now := w.look()
	trackers := w.trackers(now)
	for p := range now.members {
		w.byHand[p] = w.byHand[p] || trackers[p] == 0
	}
	w.forgetEnded(now)
}

func (w *walk) forgetEnded(now sight) {
	maps.DeleteFunc(w.byHand, func(p pair, _ bool) bool { return !now.members[p] })
}

// checkGone checks that somebody who is said to be gone is out.
func (w *walk) checkGone(o *object, now sight, said providertest.Output) {
	w.t.Helper()
	if o.ownsGroup {
		w.Violated("%s was dropped from the state, but the group is there:\n%s", w.describedObject(o), said)
	}
	for p := range w.owed(o, now) {
		w.Violated("%s was dropped from the state, but %s is a member:\n%s", w.describedObject(o), w.name(p), said)
	}
}

// checkRun checks what a run has left behind.
func (w *walk) checkRun(r *walkRun) {
	w.t.Helper()
	now := w.look()
	trackers := w.trackers(now)
	w.forgetEnded(now)
	for p := range now.members {
		if trackers[p] == 0 && !w.byHand[p] {
			w.Violated("%s is a member by Terraform's doing, and no state tracks it", w.name(p))
		}
	}
	for _, e := range r.ended {
		w.checkEnding(e, now, trackers)
	}
	for _, e := range append(r.changed, r.ended...) {
		w.checkKept(e, now, trackers)
	}
	if r.applying == nil {
		return
	}
	r.checkRemoved(now)
	for _, b := range w.blocks {
		r.checkDeclared(b, now)
	}
	if w.t.Failed() {
		w.Violated("the protocol was violated")
	}
}

// checkEnding checks that an object which was destroyed has left nobody behind, unless another one has them.
func (w *walk) checkEnding(e ending, now sight, trackers map[pair]int) {
	w.t.Helper()
	owed := w.owed(e.object, now)
	for p := range owed {
		if trackers[p] == 0 {
			w.Violated("%s was destroyed, but %s is a member, and no other object has it:\n%s", w.describedObject(e.object), w.name(p), e.said)
		}
	}
	if strings.Contains(e.said, "was kept") && len(owed) == 0 {
		w.Violated("%s is said to be kept, but nobody is a member:\n%s", w.describedObject(e.object), e.said)
	}
}

// checkDeclared checks that everybody whom a block declares is a member, if the run had no error with the block.
func (r *walkRun) checkDeclared(b *declared, now sight) {
	r.t.Helper()
	o := r.current(b.name)
	if r.isDestroy || o == nil || o.isTainted || r.failed[b.name] {
		return
	}
	for _, person := range b.people {
		r.checkDeclaredPerson(b, o, person, now)
	}
}

func (r *walkRun) checkDeclaredPerson(b *declared, o *object, declared person, now sight) {
	r.t.Helper()
	user := r.user(declared, now)
	p := pair{b.group, user}
	if user != "" && now.members[p] {
		return
	}
	switch {
	case r.made[b.name]:
		r.Violated("%s was created, but %s is no member", r.describedObject(o), r.name(p))
	case r.sharedAndEnded(p):
		// Two objects of the state have had one membership, which the plan warns of.
	case r.before.members[p]:
		r.Violated("%s is declared, but %s was removed", b.name, r.name(p))
	case r.isQuiet && r.refreshes:
		r.Violated("%s is in the state, and nothing is said, but %s is no member", r.describedObject(o), r.name(p))
	}
}

// sharedAndEnded reports whether two objects had a membership when the changes began, of which one is destroyed.
func (r *walkRun) sharedAndEnded(p pair) bool {
	trackers := 0
	for _, o := range r.planned {
		if r.tracked(o, r.before)[p] {
			trackers++
		}
	}
	return trackers > 1 && slices.ContainsFunc(r.ended, func(e ending) bool { return r.tracked(e.object, r.before)[p] })
}
