// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package provider_test

import (
	"fmt"
	"testing"
)

func TestACSSystemIsFoundByIDOrName(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.AddSystem(h.workspace, "Head Office Annex")
	for path, arguments := range map[string]attributes{
		pathGetSystem:   {"acs_system_id": h.system},
		pathListSystems: {"name": "Head Office"},
	} {
		h.ResetRequests()
		system := h.library(t, nil).must("seam_acs_system", arguments)
		if system["acs_system_id"] != h.system || system["name"] != "Head Office" || system["workspace_id"] != h.workspace ||
			system["external_type"] != "salto_ks_site" || system["is_credential_manager"] != false {
			t.Errorf("%v finds %v", arguments, system)
		}
		check(t, h.sent(path, 1))
		if all := len(h.Requests()); all != 1 {
			t.Errorf("%v takes %d requests", arguments, all)
		}
	}
}

func TestACSSystemThatIsNotThereOrThereTwiceIsAnError(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	library := h.library(t, nil)
	for _, name := range []string{"head office", "Head", "Office"} {
		library.refuses("seam_acs_system", attributes{"name": name},
			"There is no access system with this name",
			fmt.Sprintf("Looked for in: the workspace \"Acme\" (%s)", h.workspace),
			fmt.Sprintf("- \"Head Office\": acs_system_id = %q", h.system),
			"Names are compared letter by letter, capitals included.")
	}

	second := h.AddSystem(h.workspace, "Head Office")
	h.library(t, nil).refuses("seam_acs_system", attributes{"name": "Head Office"},
		"More than one access system has this name", h.system, second, "Use acs_system_id to say which one is meant.")
}

// With the key of another workspace nothing is found, and the error names the workspace that was searched.
func TestNameInAnotherWorkspaceIsNotFound(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	elsewhere := h.AddWorkspace("Elsewhere")
	h.library(t, attributes{"api_key": h.AddAPIKey(elsewhere)}).refuses("seam_acs_system", attributes{"name": "Head Office"},
		fmt.Sprintf("Looked for in: the workspace \"Elsewhere\" (%s)", elsewhere), "There are no access systems.")
}
