// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package fakeseam

import "strings"

func getUserRoute() route {
	return route{input: userInput(), handle: (*Fake).getUser}
}

// userInput names an ACS user by its own ID, or by the IDs of its user identity and its access system.
func userInput(more ...field) input {
	return input{
		fields: append([]field{
			{name: "acs_user_id", kind: idField},
			{name: "user_identity_id", kind: idField},
			{name: "acs_system_id", kind: idField},
		}, more...),
		either: [2]string{"acs_user_id", "user_identity_id"},
	}
}

func (f *Fake) getUser(c *call) ([]byte, *apiError) {
	user, err := f.wantedUser(c)
	if err != nil {
		return nil, err
	}
	return ok(part{"acs_user", f.userJSON(user)}), nil
}

// wantedUser finds the ACS user that [userInput] names.
func (f *Fake) wantedUser(c *call) (*acsUser, *apiError) {
	if id := c.params.id("acs_user_id"); id != "" {
		return f.user(c, id)
	}
	systemID := c.params.id("acs_system_id")
	if systemID == "" {
		return nil, invalidInput(issue{"acs_system_id", required})
	}
	identity, err := f.identity(c, c.params.id("user_identity_id"))
	if err != nil {
		return nil, err
	}
	system, err := f.system(c, systemID)
	if err != nil {
		return nil, err
	}
	if user := identity.userIn(system); user != nil {
		return user, nil
	}
	return nil, f.notFound(acsUserKind)
}

func listUsersRoute() route {
	return route{
		input: input{fields: append([]field{
			{name: "acs_system_id", kind: idField},
			{name: "user_identity_id", kind: idField},
			{name: "user_identity_email_address", kind: textField},
			{name: "user_identity_phone_number", kind: textField},
			{name: "search", kind: nonEmptyField},
			{name: "created_before", kind: timeField},
		}, pageFields()...)},
		handle: (*Fake).listUsers,
	}
}

func (f *Fake) listUsers(c *call) ([]byte, *apiError) {
	var found []*acsUser
	for _, user := range f.usersToFilter(c) {
		if matchesFilters(user, c.params) {
			found = append(found, user)
		}
	}
	users, next, err := page(c, found, f.behaviour.pageSize)
	if err != nil {
		return nil, err
	}
	return ok(part{"acs_users", f.usersJSON(users)}, part{"pagination", encode(next)}), nil
}

// usersToFilter spares a look at every ACS user of the workspace where one identity's few are wanted.
func (f *Fake) usersToFilter(c *call) []*acsUser {
	id := c.params.id("user_identity_id")
	if id == "" {
		return c.workspace.users
	}
	if identity := f.identityFor(id); identity != nil && identity.workspace == c.workspace {
		return identity.users
	}
	return nil
}

func matchesFilters(user *acsUser, p params) bool {
	if id := p.id("acs_system_id"); id != "" && user.system.id != id {
		return false
	}
	if !p.isBefore("created_before", user.createdAt) {
		return false
	}
	identity := user.identity
	if identity == nil {
		identity = &userIdentity{}
	}
	if email := p.text("user_identity_email_address"); email != "" && !strings.EqualFold(identity.emailAddress, email) {
		return false
	}
	if phone := p.text("user_identity_phone_number"); phone != "" && identity.phoneNumber != phone {
		return false
	}
	return matches(p.text("search"), user.fullName, user.phoneNumber, user.emailAddress, user.id,
		identity.id, identity.fullName, identity.phoneNumber)
}

func (f *Fake) usersJSON(users []*acsUser) []byte {
	encoded := make([][]byte, len(users))
	for i, user := range users {
		encoded[i] = f.userJSON(user)
	}
	return array(encoded)
}
