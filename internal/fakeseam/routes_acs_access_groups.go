// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package fakeseam

import (
	"cmp"
	"slices"
)

func getGroupRoute() route {
	return route{input: groupInput(), handle: (*Fake).getGroup}
}

func deleteGroupRoute() route {
	return route{input: groupInput(), nothing: ok(), handle: (*Fake).deleteGroup}
}

func listGroupUsersRoute() route {
	return route{input: groupInput(), nothing: ok(part{"acs_users", array(nil)}), handle: (*Fake).listGroupUsers}
}

func groupInput() input {
	return input{fields: []field{{name: "acs_access_group_id", kind: idField, required: true}}}
}

func (f *Fake) getGroup(c *call) ([]byte, *apiError) {
	group, err := f.group(c, c.params.id("acs_access_group_id"))
	if err != nil {
		return nil, err
	}
	return ok(part{"acs_access_group", f.groupJSON(group)}), nil
}

// deleteGroup ends the memberships at once, in the access system too. What becomes of them, Seam does not document.
func (f *Fake) deleteGroup(c *call) ([]byte, *apiError) {
	group, err := f.group(c, c.params.id("acs_access_group_id"))
	if err != nil {
		return nil, err
	}
	f.dropGroup(group)
	return ok(), nil
}

// listGroupUsers answers all members at once: the OpenAPI document gives this route no pages.
func (f *Fake) listGroupUsers(c *call) ([]byte, *apiError) {
	group, err := f.group(c, c.params.id("acs_access_group_id"))
	if err != nil {
		return nil, err
	}
	users := make([]*acsUser, 0, len(group.members))
	for user, m := range group.members {
		if f.lists(m) {
			users = append(users, user)
		}
	}
	slices.SortFunc(users, func(a, b *acsUser) int { return cmp.Compare(a.serial, b.serial) })
	return ok(part{"acs_users", f.usersJSON(users)}), nil
}

func listGroupsRoute() route {
	return route{
		input: input{fields: []field{
			{name: "acs_system_id", kind: idField},
			{name: "acs_user_id", kind: idField},
			{name: "user_identity_id", kind: idField},
			{name: "search", kind: nonEmptyField},
		}},
		handle: (*Fake).listGroups,
	}
}

func (f *Fake) listGroups(c *call) ([]byte, *apiError) {
	var encoded [][]byte
	for _, group := range c.workspace.groups {
		if f.groupMatches(group, c.params) {
			encoded = append(encoded, f.groupJSON(group))
		}
	}
	return ok(part{"acs_access_groups", array(encoded)}), nil
}

func (f *Fake) groupMatches(group *acsAccessGroup, p params) bool {
	if id := p.id("acs_system_id"); id != "" && group.system.id != id {
		return false
	}
	if id := p.id("acs_user_id"); id != "" && !f.lists(group.members[f.users[id]]) {
		return false
	}
	if id := p.id("user_identity_id"); id != "" && !f.identityListed(group, f.identityFor(id)) {
		return false
	}
	return matches(p.text("search"), group.name, group.id)
}

// identityListed reports whether Seam lists an ACS user of the identity in the group.
func (f *Fake) identityListed(group *acsAccessGroup, identity *userIdentity) bool {
	if identity == nil {
		return false
	}
	return f.lists(group.members[identity.userIn(group.system)])
}
