// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package membership_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/seamapi/terraform-provider-seam/internal/provider/providertest"
)

// mapOf is the attribute in which an owner has the IDs that memberships have in one of theirs.
func mapOf(attribute string) string {
	return attribute + "s"
}

func (w *walk) ownerAttributes(b *declared) providertest.Attributes {
	attributes := providertest.Attributes{"acs_access_group_id": b.group}
	for _, p := range b.people {
		labelled, _ := attributes[mapOf(p.attribute)].(map[string]string)
		if labelled == nil {
			labelled = map[string]string{}
			attributes[mapOf(p.attribute)] = labelled
		}
		labelled[w.alias(p.id)+b.suffix] = p.id
	}
	if len(b.people) == 0 {
		attributes["acs_user_ids"], attributes["allow_empty"] = map[string]string{}, true
	}
	return attributes
}

// namedByOwner are the declared people whom the state of an owner shows.
func (o *object) namedByOwner() map[person]bool {
	names := map[person]bool{}
	for _, attribute := range []string{"acs_user_id", "user_identity_id"} {
		for _, id := range o.Map(mapOf(attribute)) {
			names[person{attribute, id}] = true
		}
	}
	return names
}

// learn adds the ACS users in the group who are people that an owner declares by user identity. Where requests go wrong, it may
// not have come to know them.
func (w *walk) learn(o *object, now sight, isSpoiled bool) {
	if !o.ownsGroup {
		return
	}
	for p := range o.declared {
		user := person{"acs_user_id", w.user(p, now)}
		if !now.members[pair{o.group(), user.id}] {
			continue
		}
		o.perhaps[user] = true
		if !isSpoiled {
			o.known[user] = true
		}
	}
}

// forgetAbsent follows the refresh of an owner, which looks for the people that it declares: whoever else was in the group on
// its behalf, and is not any more, is somebody else's matter from then on.
func (w *walk) forgetAbsent(o *object, now sight) {
	if !o.ownsGroup {
		return
	}
	maps.DeleteFunc(o.known, func(p person, _ bool) bool {
		return p.attribute == "acs_user_id" && !o.declared[p] && !now.members[pair{o.group(), p.id}]
	})
}

// makeOwner makes an owner of a block, of those who are in the group, now and then with somebody else.
func (w *walk) makeOwner(b *declared) {
	b.ownsGroup = true
	if !w.Chance(4) {
		w.blocks = slices.DeleteFunc(w.blocks, func(other *declared) bool { return other.group == b.group })
	}
	b.people = w.peopleIn(b.group)
	if w.Chance(2) {
		b.declare(w.anybody())
	}
}

// declare adds somebody, once.
func (b *declared) declare(p person) {
	if !slices.Contains(b.people, p) {
		b.people = append(b.people, p)
	}
}

// peopleIn are the members of a group, by either name.
func (w *walk) peopleIn(group string) []person {
	now := w.look()
	var people []person
	for _, user := range now.users {
		if !now.members[pair{group, user}] {
			continue
		}
		p := person{"acs_user_id", user}
		if w.Chance(2) {
			p = w.otherName(p)
		}
		people = append(people, p)
	}
	return people
}

// isRefused reports whether an owner would take people over whom it does not declare.
func (w *walk) isRefused(b *declared, now sight) bool {
	if o := w.current(b.name); o != nil && o.group() == b.group {
		return false
	}
	return slices.ContainsFunc(now.users, func(user string) bool {
		return now.members[pair{b.group, user}] && !slices.ContainsFunc(b.people, func(p person) bool { return w.user(p, now) == user })
	})
}

// declareMembers makes an owner declare those who are in the group, if that is what is amiss with it.
func (w *walk) declareMembers(b *declared) bool {
	now := w.look()
	hasNobody := slices.ContainsFunc(b.people, func(p person) bool { return isNobody(p, now) })
	if !b.ownsGroup || !hasNobody && !w.isRefused(b, now) {
		return false
	}
	b.people = w.peopleIn(b.group)
	return true
}

// configureOwner changes the owner of a group in the configuration.
func (w *walk) configureOwner(i int) {
	b := *w.blocks[i]
	b.people = slices.Clone(b.people)
	switch w.Random.IntN(10) {
	case 0:
		w.blocks = slices.Delete(w.blocks, i, i+1)
		w.Tell("took %s out", b.name)
		return
	case 1, 2:
		w.names++
		b.name = fmt.Sprintf("block%d", w.names)
	case 3, 4:
		b.declare(w.anybody())
	case 5:
		if len(b.people) > 0 {
			taken := w.Random.IntN(len(b.people))
			b.people = slices.Delete(b.people, taken, taken+1)
		}
	case 6:
		for j, p := range b.people {
			if p = w.otherName(p); !slices.Contains(b.people, p) {
				b.people[j] = p
			}
		}
	case 7:
		b.group = providertest.OneOf(w.Random, w.groups)
		for _, p := range w.peopleIn(b.group) {
			b.declare(p)
		}
	case 8:
		b.createsFirst, b.suffix = !b.createsFirst, fmt.Sprint(" ", w.Step)
	default:
		w.split(i)
		return
	}
	w.Tell("configured %s, in place of %s", w.described(&b), w.blocks[i].name)
	w.blocks[i] = &b
}

// split puts a membership for each person in the place of an owner.
func (w *walk) split(i int) {
	owner := w.blocks[i]
	w.blocks = slices.Delete(w.blocks, i, i+1)
	for _, p := range owner.people {
		w.names++
		b := &declared{name: fmt.Sprintf("block%d", w.names), group: owner.group, people: []person{p}, createsFirst: w.Chance(2)}
		w.blocks = append(w.blocks, b)
		w.Tell("configured %s, in place of %s", w.described(b), owner.name)
	}
}

// aliases are what people are called.
func (w *walk) aliases(people []person) string {
	var aliases []string
	for _, p := range people {
		aliases = append(aliases, w.alias(p.id))
	}
	slices.Sort(aliases)
	return strings.Join(aliases, " and ")
}

// isPartial reports whether an owner has not added or removed everybody.
func isPartial(said providertest.Output) bool {
	return strings.Contains(said.String(), "Not all members were added or removed")
}

// mayEnd notes the memberships of people that changes of a group may end.
func (r *walkRun) mayEnd(group string, people map[person]bool, now sight) {
	for p := range people {
		r.leaving[pair{group, r.user(p, r.before)}] = true
		r.leaving[pair{group, r.user(p, now)}] = true
	}
}

// keep takes over who is in the group since an owner has let them in for its user identities, where it declares all of them still. After a merge by hand
// these may be others than the user identities have now.
func (o *object) keep(before *object, now sight) {
	for p := range before.declared {
		if p.attribute == "user_identity_id" && !o.declared[p] {
			return
		}
	}
	for p := range before.known {
		if p.attribute == "acs_user_id" && !before.declared[p] && now.members[pair{o.group(), p.id}] {
			o.known[p] = true
		}
	}
}

// updated is an object after an update. An owner that was not changed as planned still has whom it has not removed.
func (r *walkRun) updated(b *declared, o *object, result providertest.Object, isPartial bool) *object {
	after, now := made(b, result), r.look()
	maps.Copy(after.perhaps, o.perhaps)
	r.learn(after, now, r.isSpoiled)
	if !o.ownsGroup {
		after.known = after.named()
		return after
	}
	after.keep(o, now)
	leaving := maps.Clone(o.perhaps)
	maps.Copy(leaving, o.known)
	for _, user := range o.Map("undeclared_acs_user_ids") {
		leaving[person{"acs_user_id", user}] = true
	}
	r.mayEnd(o.group(), leaving, now)
	if isPartial {
		for p := range r.owed(o, now) {
			after.known[person{"acs_user_id", p.user}] = true
		}
	}
	return after
}

// checkKept checks that those whom an owner has kept have a membership by another object.
func (w *walk) checkKept(e ending, now sight, trackers map[pair]int) {
	w.t.Helper()
	_, kept, isAnybody := strings.Cut(e.said, "so they were not removed:\n")
	kept, _, _ = strings.Cut(kept, "\n\n")
	for _, user := range now.users {
		p := pair{e.object.group(), user}
		if isAnybody && strings.Contains(kept, user) && trackers[p] == 0 {
			w.Violated("%s is said to be kept, but no other object has the membership:\n%s", w.name(p), e.said)
		}
	}
}

// checkRemoved checks that nobody was removed whom no change was to remove.
func (r *walkRun) checkRemoved(now sight) {
	r.t.Helper()
	for p := range r.before.members {
		if !now.members[p] && !r.leaving[p] {
			r.Violated("%s was removed, but nothing that was changed had the membership", r.name(p))
		}
	}
}
