// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package provider_test

import (
	"fmt"
	"testing"

	"github.com/seamapi/terraform-provider-seam/internal/fakeseam"
)

func TestAccessGroupIsFoundByIDOrName(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	group := h.group("Engineering")
	h.group("Engineering Managers")
	h.AddGroup(h.AddSystem(h.workspace, "Warehouse"), "Engineering")
	for path, arguments := range map[string]attributes{
		pathGetGroup:   {"acs_access_group_id": group},
		pathListGroups: {"acs_system_id": h.system, "name": "Engineering"},
	} {
		h.ResetRequests()
		found := h.library(t, nil).must("seam_acs_access_group", arguments)
		if found["acs_access_group_id"] != group || found["acs_system_id"] != h.system || found["name"] != "Engineering" ||
			found["display_name"] != "Engineering" || found["workspace_id"] != h.workspace || found["access_schedule"] != nil {
			t.Errorf("%v finds %v", arguments, found)
		}
		check(t, h.sent(path, 1))
		if all := len(h.Requests()); all != 1 {
			t.Errorf("%v takes %d requests", arguments, all)
		}
	}
}

func TestAccessGroupThatIsNotThereOrThereTwiceIsAnError(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	group := h.group("Front door")
	h.group("Garage")
	for _, name := range []string{"front door", "Front", "Front-door"} {
		h.library(t, nil).refuses("seam_acs_access_group", attributes{"acs_system_id": h.system, "name": name},
			"There is no access group with this name",
			fmt.Sprintf("name: %q Looked for in: the access system \"Head Office\" (%s)", name, h.system),
			fmt.Sprintf("Similar, and not the same: - \"Front door\": acs_access_group_id = %q", group),
			"Correct the value, or use acs_access_group_id.")
	}
	h.library(t, nil).refuses("seam_acs_access_group", attributes{"acs_system_id": h.system, "name": "Roof"},
		"These are all the access groups:", "Front door", "Garage")

	second := h.group("Front door")
	h.library(t, nil).refuses("seam_acs_access_group", attributes{"acs_system_id": h.system, "name": "Front door"},
		"More than one access group has this name", "2 access groups have it:", group, second, "Use acs_access_group_id")
}

func TestAccessGroupInAnotherSystemIsNotTaken(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.Inject(pathListGroups, fakeseam.Fault{Body: `{"ok":true,"acs_access_groups":[{"acs_access_group_id":"` + testMissing + `","acs_system_id":"` +
		testMissing + `","name":"Engineering","display_name":"Engineering"}],"pagination":{"has_next_page":false,"next_page_cursor":null}}`})
	h.library(t, nil).refuses("seam_acs_access_group", attributes{"acs_system_id": h.system, "name": "Engineering"},
		"There is no access group with this name")
}
