// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package fakeseam

import "slices"

// personFields can each be null, which clears what is there. What is left out stays.
func personFields() []field {
	return []field{
		{name: "user_identity_key", kind: nonEmptyField, nullable: true},
		{name: "full_name", kind: nonEmptyField, nullable: true},
		{name: "email_address", kind: emailField, nullable: true},
		{name: "phone_number", kind: phoneField, nullable: true},
	}
}

func createIdentityRoute() route {
	return route{
		input:  input{fields: append(personFields(), field{name: "acs_system_ids", kind: listField, element: idField})},
		handle: (*Fake).createIdentity,
	}
}

// createIdentity gives the user identity an ACS user in each access system that the request names: the one with its email
// address or phone number, or a new one.
func (f *Fake) createIdentity(c *call) ([]byte, *apiError) {
	var systems []*acsSystem
	for _, id := range c.params.ids("acs_system_ids") {
		system, err := f.system(c, id)
		if err != nil {
			return nil, err
		}
		systems = append(systems, system)
	}
	described, err := f.changedPerson(c, person{}, nil)
	if err != nil {
		return nil, err
	}
	made := f.addIdentity(c.workspace, "", described)
	for _, system := range systems {
		f.userOf(made, system)
	}
	return ok(part{"user_identity", made.json()}), nil
}

func updateIdentityRoute() route {
	return route{
		input: input{
			fields: append(personFields(), field{name: "user_identity_id", kind: idField, required: true}),
		},
		nothing: ok(),
		handle:  (*Fake).updateIdentity,
	}
}

func (f *Fake) updateIdentity(c *call) ([]byte, *apiError) {
	identity, err := f.identity(c, c.params.id("user_identity_id"))
	if err != nil {
		return nil, err
	}
	changed, err := f.changedPerson(c, identity.person, identity)
	if err != nil {
		return nil, err
	}
	identity.setPerson(changed)
	return ok(), nil
}

// changedPerson returns a person with what a request says of it. The owner is the user identity that is changed, nil for a
// new one.
func (f *Fake) changedPerson(c *call, p person, owner *userIdentity) (person, *apiError) {
	for name, text := range map[string]*string{
		"user_identity_key": &p.key, "full_name": &p.fullName, "email_address": &p.emailAddress, "phone_number": &p.phoneNumber,
	} {
		if c.params.has(name) {
			*text = c.params.text(name)
		}
	}
	if taken := c.workspace.takenField(p, owner); taken != "" {
		return person{}, f.conflict(userIdentityKind, taken)
	}
	return p, nil
}

func deleteIdentityRoute() route {
	return route{input: identityInput(), nothing: ok(), handle: (*Fake).deleteIdentity}
}

func identityInput(more ...field) input {
	return input{fields: append([]field{{name: "user_identity_id", kind: idField, required: true}}, more...)}
}

// deleteIdentity takes the ACS users along. While changes are held or delayed they are without a user identity, and on
// their way out.
func (f *Fake) deleteIdentity(c *call) ([]byte, *apiError) {
	identity, err := f.identity(c, c.params.id("user_identity_id"))
	if err != nil {
		return nil, err
	}
	f.deletePerson(identity)
	return ok(), nil
}

// deletePerson deletes a user identity, and with it its ACS users, which access systems may take their time for.
func (f *Fake) deletePerson(identity *userIdentity) {
	for _, user := range slices.Clone(identity.users) {
		unlink(user)
		f.setStage(user, deleting)
	}
	f.dropIdentity(identity)
}
