// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package lookup_test

import (
	"testing"

	"github.com/seamapi/terraform-provider-seam/internal/provider/providertest"
)

func TestWorkspaceIsTheOneOfTheCredential(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	production := w.AddWorkspace("Acme Production")
	w.SetProduction(production)
	for _, c := range []struct {
		key, id, name string
		isSandbox     bool
	}{
		{w.APIKey, w.WorkspaceID, "Acme", true},
		{w.AddAPIKey(production), production, "Acme Production", false},
	} {
		workspace := w.Process(t, providertest.Attributes{"api_key": c.key}).MustRead("seam_workspace", nil)
		if workspace["workspace_id"] != c.id || workspace["name"] != c.name || workspace["company_name"] != c.name ||
			workspace["is_sandbox"] != c.isSandbox || workspace["is_suspended"] != false {
			t.Errorf("it is %v", workspace)
		}
	}
}

// The safeguard of the documentation: what is meant for a sandbox is not planned for production.
func TestPreconditionKeepsAConfigurationOutOfProduction(t *testing.T) {
	t.Parallel()
	w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
	group, user := w.Group("Engineering"), w.User("Jane Doe")
	config := w.Config("data \"seam_workspace\" \"this\" {}", providertest.Membership("jane", group, user,
		"lifecycle {", "precondition {", "condition = data.seam_workspace.this.is_sandbox",
		"error_message = \"${data.seam_workspace.this.name} is no sandbox.\"", "}", "}"))
	terraform.Configure(config)
	terraform.Plan()
	w.SetProduction(w.WorkspaceID)
	terraform.MustFail("plan").Says("Acme is no sandbox.")
	w.HasMembers(t, group)
	w.Sent(t, providertest.PathAddACSUser, 0)
	if got := len(w.RequestsTo(providertest.PathGetWorkspace)); got != 2 {
		t.Errorf("%d requests for the workspace in two plans", got)
	}
}
