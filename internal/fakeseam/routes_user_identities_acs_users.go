// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package fakeseam

func addACSUserRoute() route {
	return route{
		input: input{
			fields: []field{
				{name: "acs_user_id", kind: idField, required: true},
				{name: "user_identity_id", kind: idField},
				{name: "user_identity_key", kind: textField},
			},
			either: [2]string{"user_identity_id", "user_identity_key"},
		},
		nothing: ok(),
		handle:  (*Fake).addACSUser,
	}
}

func (f *Fake) addACSUser(c *call) ([]byte, *apiError) {
	user, err := f.user(c, c.params.id("acs_user_id"))
	if err != nil {
		return nil, err
	}
	identity, err := f.identityToLink(c, user)
	switch {
	case err != nil:
		return nil, err
	case identity == user.identity && f.behaviour.strictRepeats:
		return nil, badRequest("invalid_input", "acs_user is linked to this user_identity already")
	case identity == user.identity:
		return ok(), nil
	case user.identity != nil || identity.userIn(user.system) != nil:
		return nil, f.conflict(acsUserKind, "user_identity_id")
	}
	link(identity, user)
	return ok(), nil
}

// identityToLink makes a user identity out of what the ACS user has where a key is unknown.
func (f *Fake) identityToLink(c *call, user *acsUser) (*userIdentity, *apiError) {
	if id := c.params.id("user_identity_id"); id != "" {
		return f.identity(c, id)
	}
	key := c.params.text("user_identity_key")
	if known := c.workspace.identityByKey(key); known != nil {
		return known, nil
	}
	described := person{key: key, fullName: user.fullName, emailAddress: user.emailAddress, phoneNumber: user.phoneNumber}
	if taken := c.workspace.takenField(described, nil); taken != "" {
		return nil, f.conflict(userIdentityKind, taken)
	}
	if user.identity != nil {
		return nil, f.conflict(acsUserKind, "user_identity_id")
	}
	return f.addIdentity(c.workspace, "", described), nil
}

func removeACSUserRoute() route {
	return route{
		input:   identityInput(field{name: "acs_user_id", kind: idField, required: true}),
		nothing: ok(),
		handle:  (*Fake).removeACSUser,
	}
}

func (f *Fake) removeACSUser(c *call) ([]byte, *apiError) {
	identity, err := f.identity(c, c.params.id("user_identity_id"))
	if err != nil {
		return nil, err
	}
	user, err := f.user(c, c.params.id("acs_user_id"))
	switch {
	case err != nil:
		return nil, err
	case user.identity == identity:
		unlink(user)
	case f.behaviour.strictRepeats:
		return nil, badRequest("invalid_input", "acs_user is not linked to this user_identity")
	}
	return ok(), nil
}

func listACSUsersOfIdentityRoute() route {
	return route{input: identityInput(), nothing: ok(part{"acs_users", array(nil)}), handle: (*Fake).listACSUsersOfIdentity}
}

func (f *Fake) listACSUsersOfIdentity(c *call) ([]byte, *apiError) {
	identity, err := f.identity(c, c.params.id("user_identity_id"))
	if err != nil {
		return nil, err
	}
	return ok(part{"acs_users", f.usersJSON(identity.users)}), nil
}
