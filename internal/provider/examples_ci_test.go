// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package provider_test

import (
	"fmt"
	"testing"

	"github.com/seamapi/terraform-provider-seam/internal/provider/providertest"
)

// TestPlanInCIFindsChangesByHand holds the table of the guide on CI.
func TestPlanInCIFindsChangesByHand(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		// change is made by hand. The ACS users are those of the configuration, by the names of their blocks.
		change    func(b exampleBuilding, acsUsers map[string]string)
		says      []string
		isChanged bool
	}{
		"nothing": {func(exampleBuilding, map[string]string) {}, []string{"No changes."}, false},
		"a declared person is out of a group": {
			func(b exampleBuilding, _ map[string]string) { b.Fake.RemoveMember(b.Groups[0].ID, b.Users[0].ID) },
			[]string{"A membership is gone", "Plan: 1 to add, 0 to change, 0 to destroy."}, true,
		},
		"a person is in a group that is owned as a whole": {
			func(b exampleBuilding, _ map[string]string) { b.Fake.AddMember(b.Groups[1].ID, b.Users[2].ID) },
			[]string{"undeclared_acs_user_ids", "Chidi Okafor"}, true,
		},
		"a person is in a group with single memberships": {
			func(b exampleBuilding, _ map[string]string) { b.Fake.AddMember(b.Groups[0].ID, b.Users[2].ID) },
			[]string{"No changes."}, false,
		},
		"somebody who is declared as not suspended is suspended": {
			func(b exampleBuilding, acsUsers map[string]string) { b.Fake.SetSuspended(acsUsers["guarded"], true) },
			[]string{"Guarded gets access back", "Plan: 0 to add, 1 to change, 0 to destroy."}, true,
		},
		"somebody without is_suspended is suspended": {
			func(b exampleBuilding, acsUsers map[string]string) { b.Fake.SetSuspended(acsUsers["open"], true) },
			[]string{"No changes."}, false,
		},
		"a declared ACS user is deleted": {
			func(b exampleBuilding, acsUsers map[string]string) { b.Fake.DeleteUser(acsUsers["open"]) },
			[]string{"An ACS user is gone", "Plan: 1 to add, 0 to change, 0 to destroy."}, true,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b, terraform := newExampleBuilding(t), providertest.NewCLI(t)
			terraform.Configure(b.world.Config(
				providertest.Membership("ada", b.Groups[0].ID, b.Users[0].ID),
				fmt.Sprintf(`resource "seam_acs_access_group_members" "garage" {
					acs_access_group_id = %q
					acs_user_ids        = { "Bruno Costa" = %q }
				}
				resource "seam_acs_user" "guarded" {
					acs_system_id = %q
					full_name     = "Guarded"
					email_address = "guarded@example.com"
					is_suspended  = false
				}
				resource "seam_acs_user" "open" {
					acs_system_id = %[3]q
					full_name     = "Open"
					email_address = "open@example.com"
				}`, b.Groups[1].ID, b.Users[1].ID, b.System.ID),
			))
			terraform.Must("plan", "-input=false", "-out=tfplan")
			terraform.Must("apply", "-input=false", "tfplan")

			acsUsers := map[string]string{}
			for _, object := range terraform.State().Values.RootModule.Resources {
				acsUsers[object.Name], _ = object.AttributeValues["acs_user_id"].(string)
			}
			c.change(b, acsUsers)
			output := terraform.Run("plan", "-input=false", "-detailed-exitcode")
			output.Says(c.says...)
			output.Lacks("Error:")
			if output.Failed() != c.isChanged {
				t.Errorf("the exit code tells of changes: %t, want %t", output.Failed(), c.isChanged)
			}
		})
	}
}
