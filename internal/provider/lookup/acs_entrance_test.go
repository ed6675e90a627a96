// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package lookup_test

import (
	"fmt"
	"testing"

	"github.com/seamapi/terraform-provider-seam/internal/provider/providertest"
)

func TestEntranceIsFoundByIDOrName(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	lobby := w.Entrance("Lobby")
	w.Entrance("Lobby, back door")
	w.AddEntrance(w.AddSystem(w.WorkspaceID, "Warehouse"), "Lobby")
	for path, arguments := range map[string]providertest.Attributes{
		providertest.PathGetEntrance:   {"acs_entrance_id": lobby},
		providertest.PathListEntrances: {"acs_system_id": w.ACSSystemID, "name": "Lobby"},
	} {
		w.ResetRequests()
		found := w.Process(t).MustRead("seam_acs_entrance", arguments)
		if found["acs_entrance_id"] != lobby || found["acs_system_id"] != w.ACSSystemID || found["name"] != "Lobby" ||
			found["display_name"] != "Lobby" || found["can_unlock_with_card"] != true || found["is_locked"] != nil {
			t.Errorf("%v finds %v", arguments, found)
		}
		w.Sent(t, path, 1)
		// The other one is for the workspace, when the provider is configured.
		w.SentInAll(t, 2)
	}
}

func TestEntranceThatIsNotThereOrThereTwiceIsAnError(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	lobby := w.Entrance("Front lobby")
	w.Entrance("Garage gate")
	for _, name := range []string{"front lobby", "Front", "Front-lobby"} {
		w.Process(t).MustFailToRead("seam_acs_entrance", providertest.Attributes{"acs_system_id": w.ACSSystemID, "name": name},
			"There is no entrance with this name",
			fmt.Sprintf("name: %q Looked for in: the access system \"Head Office\" (%s)", name, w.ACSSystemID),
			fmt.Sprintf("Similar, but not the same: - \"Front lobby\": acs_entrance_id = %q", lobby),
			"Correct the value, or use acs_entrance_id.")
	}
	second := w.Entrance("Front lobby")
	w.Process(t).MustFailToRead("seam_acs_entrance", providertest.Attributes{"acs_system_id": w.ACSSystemID, "name": "Front lobby"},
		"More than one entrance has this name", "2 entrances have it:", lobby, second, "Use acs_entrance_id")
}
