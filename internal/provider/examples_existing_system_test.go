// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package provider_test

import (
	"testing"

	"github.com/seamapi/terraform-provider-seam/internal/fakeseam"
	"github.com/seamapi/terraform-provider-seam/internal/provider/providertest"
)

const existingSystemGuide = guideExamples + "existing-system/"

// TestExistingSystemIsImportedFromItsOwnTable lists everybody in an access system into a file, and imports from that file, as the
// guide does.
func TestExistingSystemIsImportedFromItsOwnTable(t *testing.T) {
	t.Parallel()
	b, terraform := newExampleBuilding(t), providertest.NewCLI(t)
	frontDoor, ada, bruno := b.Groups[0].ID, b.Users[0].ID, b.Users[1].ID
	b.addMembers()
	lab := b.Fake.AddGroup(b.System.ID, `Lab, "clean" side`)
	namesake := b.Fake.AddUser(b.System.ID, fakeseam.User{FullName: "Ada Lindqvist"})
	b.Fake.AddMember(lab, ada)
	b.Fake.AddMember(lab, namesake)
	leaving := b.Users[2].ID
	b.Fake.AddMember(frontDoor, leaving)
	b.Fake.AddPendingMutation(leaving, frontDoor, fakeseam.Removing)

	b.configure(t, terraform, b.world.ProviderBlock(), read(t, existingSystemGuide+"list-memberships.tf"))
	terraform.Apply()
	table := terraform.Must("output", "-raw", "memberships_csv").String()

	b.configure(t, terraform, b.world.ProviderBlock(), read(t, existingSystemGuide+"import-table.tf"))
	terraform.Write("memberships.csv", table)
	b.Fake.ResetRequests()
	terraform.Plan().Says("Plan: 4 to import, 0 to add, 0 to change, 0 to destroy.")
	terraform.Apply()
	terraform.NoChanges()
	b.world.SentNoWrite(t)
	terraform.Must("state", "list").Says(
		`seam_acs_access_group_membership.this["Ada Lindqvist in Front door"]`,
		`seam_acs_access_group_membership.this["Bruno Costa in Front door"]`,
		`seam_acs_access_group_membership.this["Ada Lindqvist in Lab, \"clean\" side"]`,
		`seam_acs_access_group_membership.this["Ada Lindqvist in Lab, \"clean\" side (2)"]`,
	)
	b.world.HasMembers(t, lab, ada, namesake)
	if members := b.Fake.Members(frontDoor); len(members) < 2 || members[0] != ada || members[1] != bruno {
		t.Errorf("the members of the front door are %q", members)
	}
}
