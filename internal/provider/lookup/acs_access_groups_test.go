// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package lookup_test

import (
	"testing"

	"github.com/seamapi/terraform-provider-seam/internal/provider/providertest"
)

func TestAccessGroupsAreFilteredAndSorted(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	other := w.AddSystem(w.WorkspaceID, "Warehouse")
	garage, frontDoor, gate := w.Group("Garage"), w.Group("front door"), w.AddGroup(other, "Gate")
	identity, user := w.Person("Jane Doe")
	w.AddMember(garage, user)

	p := w.Process(t)
	for _, c := range []struct {
		arguments providertest.Attributes
		want      []any
	}{
		{providertest.Attributes{}, []any{frontDoor, garage, gate}},
		{providertest.Attributes{"acs_system_id": w.ACSSystemID}, []any{frontDoor, garage}},
		{providertest.Attributes{"acs_user_id": user}, []any{garage}},
		{providertest.Attributes{"user_identity_id": identity}, []any{garage}},
		{providertest.Attributes{"search": "ga"}, []any{garage, gate}},
		{providertest.Attributes{"acs_system_id": w.ACSSystemID, "search": "ga"}, []any{garage}},
	} {
		lists(t, p.MustRead("seam_acs_access_groups", c.arguments), "acs_access_groups", "acs_access_group_id", c.want...)
	}
	w.Sent(t, providertest.PathListGroups, 6)
}
