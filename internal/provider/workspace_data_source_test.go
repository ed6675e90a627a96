// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package provider_test

import (
	"testing"
)

func TestWorkspaceIsTheOneOfTheCredential(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	production := h.AddWorkspace("Acme Production")
	h.SetProduction(production)
	for _, c := range []struct {
		key, id, name string
		isSandbox     bool
	}{
		{h.key, h.workspace, "Acme", true},
		{h.AddAPIKey(production), production, "Acme Production", false},
	} {
		workspace := h.library(t, attributes{"api_key": c.key}).must("seam_workspace", nil)
		if workspace["workspace_id"] != c.id || workspace["name"] != c.name || workspace["company_name"] != c.name ||
			workspace["is_sandbox"] != c.isSandbox || workspace["is_suspended"] != false {
			t.Errorf("it is %v", workspace)
		}
	}
}

// The safeguard of the documentation: what is meant for a sandbox is not planned for production.
func TestPreconditionKeepsAConfigurationOutOfProduction(t *testing.T) {
	t.Parallel()
	h, terraform := newHouse(t), newCLI(t)
	group, user := h.group("Engineering"), h.user("Jane Doe")
	config := h.config("data \"seam_workspace\" \"this\" {}", membership("jane", group, user,
		"lifecycle {", "precondition {", "condition = data.seam_workspace.this.is_sandbox",
		"error_message = \"${data.seam_workspace.this.name} is no sandbox.\"", "}", "}"))
	terraform.configure(config)
	terraform.must("plan")
	h.SetProduction(h.workspace)
	contains(t, terraform.mustFail("plan"), "Acme is no sandbox.")
	check(t, h.hasMembers(group), h.sent(pathAddACSUser, 0))
	if got := len(h.RequestsTo(pathGetWorkspace)); got != 2 {
		t.Errorf("%d requests for the workspace in two plans", got)
	}
}
