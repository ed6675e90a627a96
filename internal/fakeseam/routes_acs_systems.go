// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package fakeseam

func getSystemRoute() route {
	return route{
		input:  input{fields: []field{{name: "acs_system_id", kind: idField, required: true}}},
		handle: (*Fake).getSystem,
	}
}

func (f *Fake) getSystem(c *call) ([]byte, *apiError) {
	system, err := f.system(c, c.params.id("acs_system_id"))
	if err != nil {
		return nil, err
	}
	return ok(part{"acs_system", system.json()}), nil
}

func listSystemsRoute() route {
	return route{
		input: input{fields: []field{
			{name: "connected_account_id", kind: idField},
			{name: "search", kind: nonEmptyField},
		}},
		handle: (*Fake).listSystems,
	}
}

func (f *Fake) listSystems(c *call) ([]byte, *apiError) {
	connectedAccountID := c.params.id("connected_account_id")
	var encoded [][]byte
	for _, system := range c.workspace.systems {
		if connectedAccountID != "" && system.connectedAccountID != connectedAccountID {
			continue
		}
		if matches(c.params.text("search"), system.name, system.id) {
			encoded = append(encoded, system.json())
		}
	}
	return ok(part{"acs_systems", array(encoded)}), nil
}

// system returns the access system with an ID, if the workspace has it.
func (f *Fake) system(c *call, id string) (*acsSystem, *apiError) {
	system := f.systems[id]
	switch {
	case system == nil:
		return nil, f.notFound(acsSystemKind)
	case system.workspace != c.workspace:
		return nil, f.foreign(acsSystemKind)
	default:
		return system, nil
	}
}
