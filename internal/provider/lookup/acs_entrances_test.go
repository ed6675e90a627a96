// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package lookup_test

import (
	"fmt"
	"testing"

	"github.com/seamapi/terraform-provider-seam/internal/provider/providertest"
)

func TestEntrancesAreFilteredAndSorted(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	warehouse := w.AddSystem(w.WorkspaceID, "Warehouse")
	lobby, garage, dock := w.Entrance("lobby"), w.Entrance("Garage"), w.AddEntrance(warehouse, "Dock")
	staff, loaders := w.Group("Staff"), w.AddGroup(warehouse, "Loaders")
	w.AddEntranceToGroup(staff, lobby)
	w.AddEntranceToGroup(loaders, dock)
	identity, user := w.Person("Jane Doe")
	w.AddMember(staff, user)
	for _, c := range []struct {
		arguments providertest.Attributes
		path      string
		want      []any
	}{
		{providertest.Attributes{}, providertest.PathListEntrances, []any{dock, garage, lobby}},
		{providertest.Attributes{"acs_system_id": w.ACSSystemID}, providertest.PathListEntrances, []any{garage, lobby}},
		{providertest.Attributes{"acs_access_group_id": staff}, providertest.PathListEntrancesOfGroup, []any{lobby}},
		{providertest.Attributes{"acs_access_group_id": loaders}, providertest.PathListEntrancesOfGroup, []any{dock}},
		{providertest.Attributes{"acs_user_id": user}, providertest.PathListEntrancesOfUser, []any{lobby}},
		{providertest.Attributes{"user_identity_id": identity}, providertest.PathListEntrancesOfIdentity, []any{lobby}},
	} {
		p := w.Process(t)
		w.ResetRequests()
		for range 2 {
			lists(t, p.MustRead("seam_acs_entrances", c.arguments), "acs_entrances", "acs_entrance_id", c.want...)
		}
		w.Sent(t, c.path, 1)
		w.SentInAll(t, 1)
	}
}

func TestEntrancesComeFromEveryPage(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	for i := range 901 {
		w.Entrance(fmt.Sprintf("Room %d", i))
	}
	w.ResetRequests()
	found := w.Process(t).MustRead("seam_acs_entrances", nil)["acs_entrances"].([]any)
	if len(found) != 901 {
		t.Errorf("%d entrances are listed", len(found))
	}
	w.Sent(t, providertest.PathListEntrances, 2)
}

func TestEntrancesOfAnUnknownIDNameTheArgument(t *testing.T) {
	t.Parallel()
	for argument, path := range map[string]string{
		"acs_access_group_id": providertest.PathListEntrancesOfGroup,
		"acs_user_id":         providertest.PathListEntrancesOfUser,
		"user_identity_id":    providertest.PathListEntrancesOfIdentity,
	} {
		t.Run(argument, func(t *testing.T) {
			t.Parallel()
			w := providertest.NewWorld(t)
			w.Process(t).MustFailToRead("seam_acs_entrances", providertest.Attributes{argument: testMissing},
				"The entrances could not be listed: ", " not found", argument+": "+testMissing, "404 Not Found")
			w.Sent(t, path, 1)
			w.SentInAll(t, 2)
		})
	}
}
