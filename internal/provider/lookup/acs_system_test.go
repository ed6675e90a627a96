// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package lookup_test

import (
	"fmt"
	"testing"

	"github.com/seamapi/terraform-provider-seam/internal/provider/providertest"
)

func TestACSSystemIsFoundByIDOrName(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	w.AddSystem(w.WorkspaceID, "Head Office Annex")
	for path, arguments := range map[string]providertest.Attributes{
		providertest.PathGetSystem:   {"acs_system_id": w.ACSSystemID},
		providertest.PathListSystems: {"name": "Head Office"},
	} {
		w.ResetRequests()
		system := w.Process(t).MustRead("seam_acs_system", arguments)
		if system["acs_system_id"] != w.ACSSystemID || system["name"] != "Head Office" || system["workspace_id"] != w.WorkspaceID ||
			system["external_type"] != "salto_ks_site" || system["is_credential_manager"] != false {
			t.Errorf("%v finds %v", arguments, system)
		}
		w.Sent(t, path, 1)
		// The other one is for the workspace, when the provider is configured.
		if all := len(w.Requests()); all != 2 {
			t.Errorf("%v takes %d requests", arguments, all)
		}
	}
}

func TestACSSystemThatIsNotThereOrThereTwiceIsAnError(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	p := w.Process(t)
	for _, name := range []string{"head office", "Head", "Office"} {
		p.MustFailToRead("seam_acs_system", providertest.Attributes{"name": name},
			"There is no access system with this name",
			fmt.Sprintf("Looked for in: the workspace \"Acme\" (%s)", w.WorkspaceID),
			fmt.Sprintf("- \"Head Office\": acs_system_id = %q", w.ACSSystemID),
			"Names have to match exactly, including case.")
	}

	second := w.AddSystem(w.WorkspaceID, "Head Office")
	w.Process(t).MustFailToRead("seam_acs_system", providertest.Attributes{"name": "Head Office"},
		"More than one access system has this name", w.ACSSystemID, second, "Use acs_system_id to say which one is meant.")
}

// With the key of another workspace nothing is found, and the error names the workspace that was searched.
func TestNameInAnotherWorkspaceIsNotFound(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	elsewhere := w.AddWorkspace("Elsewhere")
	w.Process(t, providertest.Attributes{"api_key": w.AddAPIKey(elsewhere)}).MustFailToRead("seam_acs_system", providertest.Attributes{"name": "Head Office"},
		fmt.Sprintf("Looked for in: the workspace \"Elsewhere\" (%s)", elsewhere), "There are no access systems.")
}
