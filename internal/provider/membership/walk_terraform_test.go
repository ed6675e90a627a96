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

// declared is a resource block of the configuration.
type declared struct {
	name         string
	group        string
	person       person
	createsFirst bool
}

// person is somebody as a block names them.
type person struct {
	// attribute is acs_user_id or user_identity_id.
	attribute, id string
}

func (b *declared) attributes() providertest.Attributes {
	return providertest.Attributes{"acs_access_group_id": b.group, b.person.attribute: b.person.id}
}

// user is the ACS user whom a person is, or "".
func (w *walk) user(p person, now sight) string {
	if p.attribute == "acs_user_id" {
		return p.id
	}
	return now.userOf[w.surviving(p.id)]
}

// object is what the state has of a block.
type object struct {
	providertest.Object

	block                string
	isTainted, isDeposed bool
	// known are the names that the object was made for, or took over in an update: whoever has one of them has to be out when
	// the object has gone.
	known map[person]bool
}

func (o *object) group() string {
	return o.Attribute("acs_access_group_id")
}

// made is the object of a block that an apply has returned.
func made(b *declared, result providertest.Object) *object {
	o := &object{Object: result, block: b.name, known: map[person]bool{b.person: true}}
	maps.Copy(o.known, o.named())
	return o
}

// named are the names that the state shows.
func (o *object) named() map[person]bool {
	names := map[person]bool{}
	for _, attribute := range []string{"acs_user_id", "user_identity_id"} {
		if id := o.Attribute(attribute); id != "" {
			names[person{attribute, id}] = true
		}
	}
	return names
}

// memberships are those of the ACS users that names stand for.
func (w *walk) memberships(group string, names map[person]bool, now sight) map[pair]bool {
	found := map[pair]bool{}
	for name := range names {
		if user := w.user(name, now); user != "" && now.members[pair{group, user}] {
			found[pair{group, user}] = true
		}
	}
	return found
}

// owed are the memberships that have to end with an object.
func (w *walk) owed(o *object, now sight) map[pair]bool {
	return w.memberships(o.group(), o.known, now)
}

// tracked are the memberships that an object of the state leads to.
func (w *walk) tracked(o *object, now sight) map[pair]bool {
	found := w.memberships(o.group(), o.named(), now)
	maps.Copy(found, w.owed(o, now))
	return found
}

// trackers are how many objects lead to each membership.
func (w *walk) trackers(now sight) map[pair]int {
	count := map[pair]int{}
	for _, o := range w.objects {
		for p := range w.tracked(o, now) {
			count[p]++
		}
	}
	return count
}

// current is the object of a block that is not deposed, or nil.
func (w *walk) current(name string) *object {
	for _, o := range w.objects {
		if o.block == name && !o.isDeposed {
			return o
		}
	}
	return nil
}

// configure changes the configuration.
func (w *walk) configure() {
	if len(w.blocks) == 0 || len(w.blocks) < 6 && w.chance(3) {
		w.names++
		b := &declared{name: fmt.Sprintf("block%d", w.names), group: oneOf(w.random, w.groups), person: w.anybody(), createsFirst: w.chance(2)}
		w.blocks = append(w.blocks, b)
		w.tell("configured %s", w.described(b))
		return
	}
	if amiss := w.amiss(); amiss >= 0 && w.chance(2) {
		w.tell("took %s out, which cannot be applied", w.blocks[amiss].name)
		w.blocks = slices.Delete(w.blocks, amiss, amiss+1)
		return
	}
	i := w.random.IntN(len(w.blocks))
	b := *w.blocks[i]
	switch w.random.IntN(10) {
	case 0:
		w.blocks = slices.Delete(w.blocks, i, i+1)
		w.tell("took %s out", b.name)
		return
	case 1, 2, 3:
		w.names++
		b.name = fmt.Sprintf("block%d", w.names)
	case 4, 5:
		b.person = w.anybody()
	case 6:
		b.group = oneOf(w.random, w.groups)
	case 7:
		b.person = w.otherName(b.person)
	case 8:
		b.createsFirst = !b.createsFirst
	default:
		other := w.blocks[w.random.IntN(len(w.blocks))]
		swapped := *other
		b.person, swapped.person = swapped.person, b.person
		b.group, swapped.group = swapped.group, b.group
		w.blocks[slices.Index(w.blocks, other)] = &swapped
		w.tell("configured %s", w.described(&swapped))
	}
	w.tell("configured %s, in place of %s", w.described(&b), w.blocks[i].name)
	w.blocks[i] = &b
}

// amiss is the place of a block that names nobody, or the membership of an earlier one: such a configuration is refused, and
// would not lead far. It is -1 if there is none.
func (w *walk) amiss() int {
	now, declared := w.look(), map[pair]bool{}
	for i, b := range w.blocks {
		p := pair{b.group, w.user(b.person, now)}
		isNobody := b.person.attribute == "acs_user_id" && !slices.Contains(now.users, p.user)
		if isNobody || declared[p] {
			return i
		}
		declared[p] = p.user != ""
	}
	return -1
}

// anybody is somebody by either name, now and then by one that leads nowhere any more.
func (w *walk) anybody() person {
	users := w.look().users
	if len(users) > 0 && w.chance(2) {
		return person{"acs_user_id", oneOf(w.random, users)}
	}
	if w.chance(6) {
		return person{"user_identity_id", oneOf(w.random, w.identities)}
	}
	return person{"user_identity_id", oneOf(w.random, w.present())}
}

// otherName is the same person by the other name, if there is one.
func (w *walk) otherName(p person) person {
	now := w.look()
	if user := now.userOf[w.surviving(p.id)]; p.attribute == "user_identity_id" && user != "" {
		return person{"acs_user_id", user}
	}
	for identity, user := range now.userOf {
		if user == p.id {
			return person{"user_identity_id", identity}
		}
	}
	return p
}

func (w *walk) described(b *declared) string {
	order := "destroys first"
	if b.createsFirst {
		order = "creates first"
	}
	return fmt.Sprintf("%s: %s in %s by %s, %s", b.name, w.alias(b.person.id), w.alias(b.group), b.person.attribute, order)
}

// describedObject is what the state has of an object.
func (w *walk) describedObject(o *object) string {
	var marks strings.Builder
	if o.isTainted {
		marks.WriteString(" tainted")
	}
	if o.isDeposed {
		marks.WriteString(" deposed")
	}
	return fmt.Sprintf("%s%s (%s/%s in %s)", o.block, marks.String(),
		w.alias(o.Attribute("acs_user_id")), w.alias(o.Attribute("user_identity_id")), w.alias(o.group()))
}
