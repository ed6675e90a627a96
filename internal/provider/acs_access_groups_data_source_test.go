// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package provider_test

import "testing"

func TestAccessGroupsAreFilteredAndSorted(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	other := h.AddSystem(h.workspace, "Warehouse")
	garage, frontDoor, gate := h.group("Garage"), h.group("front door"), h.AddGroup(other, "Gate")
	identity, user := h.person("Jane Doe")
	h.AddMember(garage, user)

	library := h.library(t, nil)
	for _, c := range []struct {
		arguments attributes
		want      []any
	}{
		{attributes{}, []any{frontDoor, garage, gate}},
		{attributes{"acs_system_id": h.system}, []any{frontDoor, garage}},
		{attributes{"acs_user_id": user}, []any{garage}},
		{attributes{"user_identity_id": identity}, []any{garage}},
		{attributes{"search": "ga"}, []any{garage, gate}},
		{attributes{"acs_system_id": h.system, "search": "ga"}, []any{garage}},
	} {
		lists(t, library.must("seam_acs_access_groups", c.arguments), "acs_access_groups", "acs_access_group_id", c.want...)
	}
	check(t, h.sent(pathListGroups, 6))
}
