// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package fakeseam

func getIdentityRoute() route {
	return route{
		input: input{
			fields: []field{
				{name: "user_identity_id", kind: idField},
				{name: "user_identity_key", kind: textField},
			},
			either: [2]string{"user_identity_id", "user_identity_key"},
		},
		handle: (*Fake).getIdentity,
	}
}

func (f *Fake) getIdentity(c *call) ([]byte, *apiError) {
	identity, err := f.wantedIdentity(c)
	if err != nil {
		return nil, err
	}
	return ok(part{"user_identity", identity.json()}), nil
}

// wantedIdentities returns a filter for the user identities that a request names by their IDs, if it names any.
func (f *Fake) wantedIdentities(c *call) func(*userIdentity) bool {
	if !c.params.has("user_identity_ids") {
		return func(*userIdentity) bool { return true }
	}
	wanted := map[*userIdentity]bool{}
	for _, id := range c.params.ids("user_identity_ids") {
		wanted[f.identityFor(id)] = true
	}
	return func(identity *userIdentity) bool { return wanted[identity] }
}

func (f *Fake) wantedIdentity(c *call) (*userIdentity, *apiError) {
	if id := c.params.id("user_identity_id"); id != "" {
		return f.checkIdentity(c, f.identityOrKept(id))
	}
	return f.checkIdentity(c, c.workspace.identityByKey(c.params.text("user_identity_key")))
}

func listIdentitiesRoute() route {
	return route{
		input: input{fields: append([]field{
			{name: "search", kind: textField},
			{name: "user_identity_ids", kind: listField, element: idField},
			{name: "created_before", kind: timeField},
		}, pageFields()...)},
		handle: (*Fake).listIdentities,
	}
}

func (f *Fake) listIdentities(c *call) ([]byte, *apiError) {
	wanted := f.wantedIdentities(c)
	var found []*userIdentity
	for _, identity := range c.workspace.identities {
		if wanted(identity) && c.params.isBefore("created_before", identity.createdAt) &&
			matches(c.params.text("search"), identity.fullName, identity.phoneNumber, identity.emailAddress, identity.id) {
			found = append(found, identity)
		}
	}
	identities, next, err := page(c, found, f.behaviour.pageSize)
	if err != nil {
		return nil, err
	}
	encoded := make([][]byte, len(identities))
	for i, identity := range identities {
		encoded[i] = identity.json()
	}
	return ok(part{"user_identities", array(encoded)}, part{"pagination", encode(next)}), nil
}
