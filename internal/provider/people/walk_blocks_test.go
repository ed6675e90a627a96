// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package people_test

import (
	"fmt"
	"maps"
	"slices"

	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/seamapi/terraform-provider-seam/internal/provider/providertest"
)

// declared is a resource block of the configuration.
type declared struct {
	name         string
	resourceType string
	values       providertest.Attributes
	// references are attributes whose value is the same attribute of another block, by its name.
	references   map[string]string
	createsFirst bool
}

// object is what the state has of a block.
type object struct {
	providertest.Object

	block                string
	resourceType         string
	isTainted, isDeposed bool
	// dependencies are the blocks that the block referred to when it was applied.
	dependencies []string
}

func (o *object) id() string { return o.Attribute(idAttribute(o.resourceType)) }

func (o *object) isPerson() bool { return o.resourceType != providertest.MembershipType }

func (o *object) String() string {
	marks := ""
	if o.isTainted {
		marks += " tainted"
	}
	if o.isDeposed {
		marks += " deposed"
	}
	return fmt.Sprintf("%s%s (%s)", o.block, marks, o.id())
}

// ranks are the types in the order of creation.
func ranks() []string {
	return []string{providertest.UserIdentityType, acsUserType, providertest.MembershipType}
}

// attributes are those of a block, with the values that its references have.
func (b *declared) attributes(valueOf func(name, attribute string) any) providertest.Attributes {
	attributes := maps.Clone(b.values)
	for attribute, other := range b.references {
		attributes[attribute] = valueOf(other, attribute)
	}
	return attributes
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

// valueNow is an attribute that the state has of a block.
func (w *walk) valueNow(name, attribute string) any {
	o := w.current(name)
	if o == nil {
		return tftypes.UnknownValue
	}
	if value := o.Attribute(attribute); value != "" {
		return value
	}
	return nil
}

// configure changes the configuration.
func (w *walk) configure() {
	if len(w.blocks) == 0 || len(w.blocks) < 9 && w.Chance(2) {
		w.declare()
		return
	}
	i := w.Random.IntN(len(w.blocks))
	if w.Chance(6) {
		w.takeOut(w.blocks[i])
		return
	}
	b := *w.blocks[i]
	b.values, b.references = maps.Clone(b.values), maps.Clone(b.references)
	switch {
	case w.Chance(8):
		b.createsFirst = !b.createsFirst
	case b.resourceType == providertest.UserIdentityType:
		w.changeIdentity(&b)
	case b.resourceType == acsUserType:
		w.changeUser(&b)
	default:
		return
	}
	w.Tell("configured %s as %v %v, creates first %v", b.name, b.values, b.references, b.createsFirst)
	w.blocks[i] = &b
}

// declare adds a block.
func (w *walk) declare() {
	w.names++
	b := &declared{name: fmt.Sprintf("block%d", w.names), references: map[string]string{}, createsFirst: w.Chance(4)}
	users := w.blocksOf(acsUserType)
	switch kind := w.Random.IntN(6); {
	case kind < 2:
		b.resourceType = providertest.UserIdentityType
		b.values = providertest.Attributes{"user_identity_key": fmt.Sprintf("key%d", w.contact()), "full_name": w.fullName()}
		w.changeIdentity(b)
	case kind < 4 || len(users) == 0:
		b.resourceType = acsUserType
		b.values = providertest.Attributes{"acs_system_id": providertest.OneOf(w.Random, w.systems), "full_name": w.fullName()}
		if !w.Chance(6) {
			b.values["email_address"] = w.email()
		}
		w.changeUser(b)
	default:
		user := providertest.OneOf(w.Random, users)
		b.resourceType = providertest.MembershipType
		b.values = providertest.Attributes{"acs_access_group_id": w.groups[slices.Index(w.systems, user.values["acs_system_id"].(string))]}
		attribute := "acs_user_id"
		if user.references["user_identity_id"] != "" && w.Chance(2) {
			attribute = "user_identity_id"
		}
		b.references[attribute] = user.name
	}
	w.Tell("configured %s: %s %v %v", b.name, b.resourceType, b.values, b.references)
	w.blocks = append(w.blocks, b)
}

func (w *walk) changeIdentity(b *declared) {
	switch w.Random.IntN(5) {
	case 0:
		b.values["full_name"] = w.fullName()
	case 1:
		b.values["email_address"] = w.email()
	case 2:
		b.values["phone_number"] = w.phone()
	case 3:
		delete(b.values, "email_address")
	default:
		b.values["user_identity_key"] = fmt.Sprintf("key%d", w.contact())
	}
}

func (w *walk) changeUser(b *declared) {
	switch w.Random.IntN(11) {
	case 0:
		b.values["full_name"] = w.fullName()
	case 1:
		b.values["email_address"] = w.email()
	case 2:
		b.values["phone_number"] = w.phone()
	case 3, 4:
		b.values["is_suspended"] = w.Chance(2)
	case 5:
		b.values["deletion_policy"] = providertest.OneOf(w.Random, []string{"delete", "suspend"})
	case 6:
		// Whoever refers to the user by user identity needs one.
		if !w.isReferredTo(b.name, "user_identity_id") {
			delete(b.references, "user_identity_id")
		}
	case 7:
		b.values["access_schedule"] = schedule(farStart, farEnd)["access_schedule"]
	case 8:
		if !w.isReferredTo(b.name, "acs_user_id") && !w.isReferredTo(b.name, "user_identity_id") {
			b.values["acs_system_id"] = providertest.OneOf(w.Random, w.systems)
		}
	default:
		if identities := w.blocksOf(providertest.UserIdentityType); len(identities) > 0 {
			b.references["user_identity_id"] = providertest.OneOf(w.Random, identities).name
		}
	}
}

func (w *walk) isReferredTo(name, attribute string) bool {
	return slices.ContainsFunc(w.blocks, func(b *declared) bool { return b.references[attribute] == name })
}

func (w *walk) blocksOf(resourceType string) []*declared {
	var found []*declared
	for _, b := range w.blocks {
		if b.resourceType == resourceType {
			found = append(found, b)
		}
	}
	return found
}

// takeOut takes a block out of the configuration, with those that refer to it.
func (w *walk) takeOut(b *declared) {
	w.Tell("took %s out", b.name)
	w.blocks = slices.DeleteFunc(w.blocks, func(other *declared) bool { return other == b })
	for _, other := range slices.Clone(w.blocks) {
		if slices.Contains(slices.Collect(maps.Values(other.references)), b.name) && slices.Contains(w.blocks, other) {
			w.takeOut(other)
		}
	}
}
