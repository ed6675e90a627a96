// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package lookup_test

import (
	"fmt"
	"testing"

	"github.com/seamapi/terraform-provider-seam/internal/fakeseam"
	"github.com/seamapi/terraform-provider-seam/internal/provider/providertest"
)

func TestAccessGroupIsFoundByIDOrName(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	group := w.Group("Engineering")
	w.Group("Engineering Managers")
	w.AddGroup(w.AddSystem(w.WorkspaceID, "Warehouse"), "Engineering")
	for path, arguments := range map[string]providertest.Attributes{
		providertest.PathGetGroup:   {"acs_access_group_id": group},
		providertest.PathListGroups: {"acs_system_id": w.ACSSystemID, "name": "Engineering"},
	} {
		w.ResetRequests()
		found := w.Process(t).MustRead("seam_acs_access_group", arguments)
		if found["acs_access_group_id"] != group || found["acs_system_id"] != w.ACSSystemID || found["name"] != "Engineering" ||
			found["display_name"] != "Engineering" || found["workspace_id"] != w.WorkspaceID || found["access_schedule"] != nil {
			t.Errorf("%v finds %v", arguments, found)
		}
		w.Sent(t, path, 1)
		// The other one is for the workspace, when the provider is configured.
		if all := len(w.Requests()); all != 2 {
			t.Errorf("%v takes %d requests", arguments, all)
		}
	}
}

func TestAccessGroupThatIsNotThereOrThereTwiceIsAnError(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	group := w.Group("Front door")
	w.Group("Garage")
	for _, name := range []string{"front door", "Front", "Front-door"} {
		w.Process(t).MustFailToRead("seam_acs_access_group", providertest.Attributes{"acs_system_id": w.ACSSystemID, "name": name},
			"There is no access group with this name",
			fmt.Sprintf("name: %q Looked for in: the access system \"Head Office\" (%s)", name, w.ACSSystemID),
			fmt.Sprintf("Similar, but not the same: - \"Front door\": acs_access_group_id = %q", group),
			"Correct the value, or use acs_access_group_id.")
	}
	w.Process(t).MustFailToRead("seam_acs_access_group", providertest.Attributes{"acs_system_id": w.ACSSystemID, "name": "Roof"},
		"These are all the access groups:", "Front door", "Garage")

	second := w.Group("Front door")
	w.Process(t).MustFailToRead("seam_acs_access_group", providertest.Attributes{"acs_system_id": w.ACSSystemID, "name": "Front door"},
		"More than one access group has this name", "2 access groups have it:", group, second, "Use acs_access_group_id")
}

func TestAccessGroupInAnotherSystemIsNotTaken(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	w.Inject(providertest.PathListGroups, fakeseam.Fault{Body: `{"ok":true,"acs_access_groups":[{"acs_access_group_id":"` + testMissing + `","acs_system_id":"` +
		testMissing + `","name":"Engineering","display_name":"Engineering"}],"pagination":{"has_next_page":false,"next_page_cursor":null}}`})
	w.Process(t).MustFailToRead("seam_acs_access_group", providertest.Attributes{"acs_system_id": w.ACSSystemID, "name": "Engineering"},
		"The access groups could not be listed", "asked for acs_system_id "+w.ACSSystemID, "Seam answered with \""+testMissing+"\"")
}
