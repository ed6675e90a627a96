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

// declared is a resource block of the configuration: a membership of one person, or the owner of a whole group.
type declared struct {
	name         string
	group        string
	people       []person
	ownsGroup    bool
	createsFirst bool
	// suffix is at the end of the labels of an owner.
	suffix string
}

// person is somebody as a block names them.
type person struct {
	// attribute is acs_user_id or user_identity_id.
	attribute, id string
}

// resourceType is what a block, or an object of it, is.
func resourceType(ownsGroup bool) string {
	if ownsGroup {
		return providertest.MembersType
	}
	return providertest.MembershipType
}

func (w *walk) attributes(b *declared) providertest.Attributes {
	if b.ownsGroup {
		return w.ownerAttributes(b)
	}
	return providertest.Attributes{"acs_access_group_id": b.group, b.people[0].attribute: b.people[0].id}
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
	ownsGroup            bool
	isTainted, isDeposed bool
	// known are the names that the object was made for, or took over in an update: whoever has one of them has to be out when
	// the object has gone. An owner knows the ACS users of its user identities besides.
	known map[person]bool
	// declared are the names of the block that was applied.
	declared map[person]bool
	// perhaps are ACS users of an owner's user identities who may be known to it: requests went wrong when they were.
	perhaps map[person]bool
}

func (o *object) group() string {
	return o.Attribute("acs_access_group_id")
}

// made is the object of a block that an apply has returned.
func made(b *declared, result providertest.Object) *object {
	o := &object{Object: result, block: b.name, ownsGroup: b.ownsGroup, declared: map[person]bool{}, perhaps: map[person]bool{}}
	for _, p := range b.people {
		o.declared[p] = true
	}
	o.known = maps.Clone(o.declared)
	maps.Copy(o.known, o.named())
	return o
}

// named are the names that the state shows.
func (o *object) named() map[person]bool {
	if o.ownsGroup {
		return o.namedByOwner()
	}
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
	if len(w.blocks) == 0 || len(w.blocks) < 6 && w.Chance(3) {
		w.names++
		b := &declared{name: fmt.Sprintf("block%d", w.names), group: providertest.OneOf(w.Random, w.groups), createsFirst: w.Chance(2)}
		if w.Chance(4) {
			w.makeOwner(b)
		} else {
			b.people = []person{w.anybody()}
		}
		w.blocks = append(w.blocks, b)
		w.Tell("configured %s", w.described(b))
		return
	}
	if amiss := w.amiss(); amiss >= 0 && w.Chance(2) {
		if w.declareMembers(w.blocks[amiss]) {
			w.Tell("configured %s, which can be applied", w.described(w.blocks[amiss]))
			return
		}
		w.Tell("took %s out, which cannot be applied", w.blocks[amiss].name)
		w.blocks = slices.Delete(w.blocks, amiss, amiss+1)
		return
	}
	i := w.Random.IntN(len(w.blocks))
	if w.blocks[i].ownsGroup {
		w.configureOwner(i)
		return
	}
	b := *w.blocks[i]
	switch w.Random.IntN(10) {
	case 0:
		w.blocks = slices.Delete(w.blocks, i, i+1)
		w.Tell("took %s out", b.name)
		return
	case 1, 2, 3:
		w.names++
		b.name = fmt.Sprintf("block%d", w.names)
	case 4, 5:
		b.people = []person{w.anybody()}
	case 6:
		b.group = providertest.OneOf(w.Random, w.groups)
	case 7:
		b.people = []person{w.otherName(b.people[0])}
	case 8:
		b.createsFirst = !b.createsFirst
	default:
		other := w.blocks[w.Random.IntN(len(w.blocks))]
		if other.ownsGroup {
			return
		}
		swapped := *other
		b.people, swapped.people = swapped.people, b.people
		b.group, swapped.group = swapped.group, b.group
		w.blocks[slices.Index(w.blocks, other)] = &swapped
		w.Tell("configured %s", w.described(&swapped))
	}
	w.Tell("configured %s, in place of %s", w.described(&b), w.blocks[i].name)
	w.blocks[i] = &b
}

// amiss is the place of a block that names nobody, or the membership or the whole group of an earlier one: such a
// configuration is refused, and would not lead far. It is -1 if there is none.
func (w *walk) amiss() int {
	now, declared, owned, shared := w.look(), map[pair]bool{}, map[string]bool{}, map[string]bool{}
	for i, b := range w.blocks {
		if owned[b.group] || b.ownsGroup && (shared[b.group] || w.isRefused(b, now)) {
			return i
		}
		owned[b.group], shared[b.group] = b.ownsGroup, true
		for _, person := range b.people {
			p := pair{b.group, w.user(person, now)}
			if isNobody(person, now) || declared[p] && !b.ownsGroup {
				return i
			}
			declared[p] = p.user != ""
		}
	}
	return -1
}

// isNobody reports whether a person is named by an ACS user that does not exist.
func isNobody(p person, now sight) bool {
	return p.attribute == "acs_user_id" && !slices.Contains(now.users, p.id)
}

// anybody is somebody by either name, now and then by one that leads nowhere any more.
func (w *walk) anybody() person {
	users := w.look().users
	if len(users) > 0 && w.Chance(2) {
		return person{"acs_user_id", providertest.OneOf(w.Random, users)}
	}
	if w.Chance(6) {
		return person{"user_identity_id", providertest.OneOf(w.Random, w.identities)}
	}
	return person{"user_identity_id", providertest.OneOf(w.Random, w.present())}
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
	if b.ownsGroup {
		return fmt.Sprintf("%s: %s owned with %s, %s", b.name, w.alias(b.group), w.aliases(b.people), order)
	}
	return fmt.Sprintf("%s: %s in %s by %s, %s", b.name, w.alias(b.people[0].id), w.alias(b.group), b.people[0].attribute, order)
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
	if o.ownsGroup {
		return fmt.Sprintf("%s%s (%s owned with %s)", o.block, marks.String(), w.alias(o.group()), w.aliases(slices.Collect(maps.Keys(o.known))))
	}
	return fmt.Sprintf("%s%s (%s/%s in %s)", o.block, marks.String(),
		w.alias(o.Attribute("acs_user_id")), w.alias(o.Attribute("user_identity_id")), w.alias(o.group()))
}
