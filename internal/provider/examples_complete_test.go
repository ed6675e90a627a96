// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package provider_test

import (
	"os"
	"testing"

	"github.com/seamapi/terraform-provider-seam/internal/provider/providertest"
)

const completeExample = examplesDir + "/complete"

// TestCompleteExampleRunsAsItIs applies a copy of all examples' directory, since the complete one calls a module beside it, with
// nothing but two variables in the environment.
func TestCompleteExampleRunsAsItIs(t *testing.T) {
	t.Parallel()
	b, terraform := newExampleBuilding(t), providertest.NewCLI(t)
	if err := os.CopyFS(terraform.Path+"/examples", os.DirFS(examplesDir)); err != nil {
		t.Fatal(err)
	}
	terraform = terraform.With("SEAM_ENDPOINT="+b.world.URL, "SEAM_API_KEY="+b.world.APIKey,
		"TF_CLI_CONFIG_FILE="+terraform.Path+"/terraform.rc")
	terraform.Path += "/examples/complete"
	ada, bruno, chidi, dana := b.Users[0].ID, b.Users[1].ID, b.Users[2].ID, b.Users[3].ID
	frontDoor, garage, roofTerrace := b.Groups[0].ID, b.Groups[1].ID, b.Groups[2].ID

	terraform.Must("get")
	terraform.Apply().Says("ada@example.com in garage", "elif@example.com in garage")
	b.world.HasMembers(t, frontDoor, ada, bruno)
	b.world.HasMembers(t, roofTerrace, chidi)
	if members := b.Fake.Members(garage); len(members) != 2 {
		t.Errorf("the garage has the members %q", members)
	}
	terraform.NoChanges()

	b.Fake.AddMember(roofTerrace, dana)
	terraform.Plan().Says("No changes.", "On the roof terrace without a row in staff.csv: Dana Weiss.")
	terraform.Destroy()
	b.world.HasMembers(t, frontDoor)
	b.world.HasMembers(t, garage)
	b.world.HasMembers(t, roofTerrace, dana)
}
