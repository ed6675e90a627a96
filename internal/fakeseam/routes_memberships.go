// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package fakeseam

// The routes that change memberships. The IDs are checked in the order of Seam's fake: the person, then the group.

func addToAccessGroupRoute() route {
	return route{
		input: input{
			fields: []field{
				{name: "acs_user_id", kind: idField, required: true},
				{name: "acs_access_group_id", kind: idField, required: true},
			},
			needsBody: true,
		},
		nothing: ok(),
		handle:  (*Fake).add,
	}
}

func addUserRoute() route {
	return route{input: personAndGroup(), nothing: ok(), handle: (*Fake).add}
}

func removeFromAccessGroupRoute() route {
	return route{input: personAndGroup(), nothing: ok(), handle: (*Fake).remove}
}

func personAndGroup() input {
	return input{
		fields: []field{
			{name: "acs_access_group_id", kind: idField, required: true},
			{name: "acs_user_id", kind: idField},
			{name: "user_identity_id", kind: idField},
		},
		either:    [2]string{"acs_user_id", "user_identity_id"},
		needsBody: true,
	}
}

func (f *Fake) add(c *call) ([]byte, *apiError) {
	user, identity, group, err := f.personAndGroup(c)
	if err != nil {
		return nil, err
	}
	if user == nil {
		user = f.userOf(identity, group.system)
	}
	if user.system != group.system {
		return nil, badRequest("invalid_input", "acs_user and acs_access_group belong to different access systems")
	}
	if !f.setMembership(group, user, true) && f.behaviour.strictRepeats {
		return nil, badRequest("invalid_input", "acs_user is in the acs_access_group already")
	}
	return ok(), nil
}

func (f *Fake) remove(c *call) ([]byte, *apiError) {
	user, identity, group, err := f.personAndGroup(c)
	if err != nil {
		return nil, err
	}
	if user == nil {
		user = identity.userIn(group.system)
	}
	if user == nil {
		return nil, f.notFound(acsUserKind)
	}
	if !f.setMembership(group, user, false) && f.behaviour.strictRepeats {
		return nil, badRequest("invalid_input", "acs_user is not in the acs_access_group")
	}
	return ok(), nil
}

// personAndGroup returns the objects that a request names: one of user and identity, and the group.
func (f *Fake) personAndGroup(c *call) (user *acsUser, identity *userIdentity, group *acsAccessGroup, err *apiError) {
	if id := c.params.id("acs_user_id"); id != "" {
		user, err = f.user(c, id)
	} else {
		identity, err = f.identity(c, c.params.id("user_identity_id"))
	}
	if err != nil {
		return nil, nil, nil, err
	}
	group, err = f.group(c, c.params.id("acs_access_group_id"))
	return user, identity, group, err
}

// userOf returns the ACS user that an identity has in an access system. Where it has none yet, the ACS user with its
// email address or phone number becomes that one; and where there is none of those either, a new one.
func (f *Fake) userOf(identity *userIdentity, system *acsSystem) *acsUser {
	if user := identity.userIn(system); user != nil {
		return user
	}
	user := system.unlinkedUser(identity)
	if user == nil {
		user = &acsUser{
			id:      newID(f.users, ""),
			profile: profile{fullName: identity.fullName, emailAddress: identity.emailAddress, phoneNumber: identity.phoneNumber},
		}
		f.makeUser(system, user)
	}
	link(identity, user)
	return user
}
