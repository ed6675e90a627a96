// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package fakeseam

import "slices"

func getEntranceRoute() route {
	return route{
		input:  input{fields: []field{{name: "acs_entrance_id", kind: idField, required: true}}},
		handle: (*Fake).getEntrance,
	}
}

func (f *Fake) getEntrance(c *call) ([]byte, *apiError) {
	entrance := f.entrances[c.params.id("acs_entrance_id")]
	switch {
	case entrance == nil:
		return nil, f.notFound(acsEntranceKind)
	case entrance.system.workspace != c.workspace:
		return nil, f.foreign(acsEntranceKind)
	default:
		return ok(part{"acs_entrance", entrance.json()}), nil
	}
}

func listEntrancesRoute() route {
	return route{
		input: input{fields: append([]field{
			{name: "acs_system_id", kind: idField},
			{name: "acs_entrance_ids", kind: listField, element: idField},
			{name: "connected_account_id", kind: idField},
			{name: "search", kind: nonEmptyField},
		}, pageFields()...)},
		handle: (*Fake).listEntrances,
	}
}

func (f *Fake) listEntrances(c *call) ([]byte, *apiError) {
	var found []*acsEntrance
	for _, entrance := range c.workspace.entrances {
		if entrance.matches(c.params) {
			found = append(found, entrance)
		}
	}
	entrances, next, err := page(c, found, defaultEntrancesLimit)
	if err != nil {
		return nil, err
	}
	return ok(part{"acs_entrances", entrancesJSON(entrances)}, part{"pagination", encode(next)}), nil
}

func (e *acsEntrance) matches(p params) bool {
	if id := p.id("acs_system_id"); id != "" && e.system.id != id {
		return false
	}
	if id := p.id("connected_account_id"); id != "" && e.system.connectedAccountID != id {
		return false
	}
	if p.has("acs_entrance_ids") && !slices.Contains(p.ids("acs_entrance_ids"), e.id) {
		return false
	}
	return matches(p.text("search"), e.name)
}

func listEntrancesOfGroupRoute() route {
	return route{input: groupInput(), nothing: noEntrances(), handle: (*Fake).listEntrancesOfGroup}
}

func (f *Fake) listEntrancesOfGroup(c *call) ([]byte, *apiError) {
	group, err := f.group(c, c.params.id("acs_access_group_id"))
	if err != nil {
		return nil, err
	}
	return accessible(c, group.entrances), nil
}

func listEntrancesOfUserRoute() route {
	return route{input: userInput(), nothing: noEntrances(), handle: (*Fake).listEntrancesOfUser}
}

func (f *Fake) listEntrancesOfUser(c *call) ([]byte, *apiError) {
	user, err := f.wantedUser(c)
	if err != nil {
		return nil, err
	}
	return accessible(c, f.entrancesOf(user)), nil
}

func listEntrancesOfIdentityRoute() route {
	return route{input: identityInput(), nothing: noEntrances(), handle: (*Fake).listEntrancesOfIdentity}
}

func (f *Fake) listEntrancesOfIdentity(c *call) ([]byte, *apiError) {
	identity, err := f.identity(c, c.params.id("user_identity_id"))
	if err != nil {
		return nil, err
	}
	return accessible(c, f.entrancesOf(identity.users...)), nil
}

// entrancesOf returns what ACS users can open: what their access groups open, and nothing while they are suspended.
func (f *Fake) entrancesOf(users ...*acsUser) []*acsEntrance {
	var open []*acsEntrance
	for _, user := range users {
		if f.shownProfile(user).isSuspended {
			continue
		}
		for _, group := range user.system.workspace.groups {
			if f.lists(group.members[user]) {
				open = append(open, group.entrances...)
			}
		}
	}
	return open
}

// accessible answers with entrances, each once and in the order in which they were made.
func accessible(c *call, open []*acsEntrance) []byte {
	listed := slices.DeleteFunc(slices.Clone(c.workspace.entrances), func(e *acsEntrance) bool { return !slices.Contains(open, e) })
	return ok(part{"acs_entrances", entrancesJSON(listed)})
}

func noEntrances() []byte {
	return ok(part{"acs_entrances", array(nil)})
}

func entrancesJSON(entrances []*acsEntrance) []byte {
	encoded := make([][]byte, len(entrances))
	for i, entrance := range entrances {
		encoded[i] = entrance.json()
	}
	return array(encoded)
}
