// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package provider_test

import (
	"strings"
	"testing"

	"github.com/seamapi/terraform-provider-seam/internal/fakeseam"
	"github.com/seamapi/terraform-provider-seam/internal/provider/providertest"
)

const offBoardingGuide = guideExamples + "off-boarding/"

// TestLeaverIsOutHoweverTheAddressIsSpelt takes somebody out by the list of leavers: an address in other capitals is theirs, and
// one that nobody has takes nothing and gives nothing.
func TestLeaverIsOutHoweverTheAddressIsSpelt(t *testing.T) {
	t.Parallel()
	b, terraform := newExampleBuilding(t), providertest.NewCLI(t)
	frontDoor, roofTerrace, ada, bruno := b.Groups[0].ID, b.Groups[2].ID, b.Users[0].ID, b.Users[1].ID
	leave := func(leavers string) {
		example := read(t, offBoardingGuide+"leavers.tf")
		if !strings.Contains(example, `["bruno@example.com"]`) {
			t.Fatalf("there is no list of leavers in:\n%s", example)
		}
		b.configure(t, terraform, b.world.ProviderBlock(), strings.Replace(example, `["bruno@example.com"]`, leavers, 1))
	}
	leave("[]")
	terraform.Apply()
	b.world.HasMembers(t, frontDoor, ada, bruno)

	leave(`["Bruno@Example.com "]`)
	terraform.Apply()
	b.world.HasMembers(t, frontDoor, ada)
	b.world.HasMembers(t, roofTerrace)

	b.Fake.ResetRequests()
	leave(`["brno@example.com"]`)
	terraform.MustFail("apply", "-auto-approve").Says("These leavers have no row in access_groups_of: brno@example.com. Check the spelling.")
	b.world.SentNoWrite(t)
}

func TestLeaverIsFoundByAddress(t *testing.T) {
	t.Parallel()
	b, terraform := newExampleBuilding(t), providertest.NewCLI(t)
	b.Fake.AddUser(b.System.ID, fakeseam.User{FullName: "Bruno's spare card", EmailAddress: "Bruno@example.com"})
	b.Fake.AddUser(b.System.ID, fakeseam.User{FullName: "Somebody else", EmailAddress: "bruno@example.com.example.org"})
	b.configure(t, terraform, b.world.ProviderBlock(), read(t, offBoardingGuide+"find-leaver.tf"))
	terraform.Apply().Says(`"`+b.Identities[1].ID+`" = "Bruno Costa"`, `= "Bruno's spare card"`)
	terraform.Must("output").Lacks("Somebody else")
}

// TestLeaverIsImportedAndRemovedWithoutQuery follows the way for Terraform below 1.14, for somebody with an ACS user by user
// identity in one access system and one by address alone in another.
func TestLeaverIsImportedAndRemovedWithoutQuery(t *testing.T) {
	t.Parallel()
	b, terraform := newExampleBuilding(t), providertest.NewCLI(t)
	warehouse := b.Fake.AddSystem(b.WorkspaceID, "Warehouse")
	gate := b.Fake.AddGroup(warehouse, "Gate")
	spare := b.Fake.AddUser(warehouse, fakeseam.User{FullName: "Bruno's spare card", EmailAddress: "Bruno@Example.com"})
	other := b.Fake.AddUser(warehouse, fakeseam.User{FullName: "Somebody else", EmailAddress: "bruno@example.com.example.org"})
	frontDoor, roofTerrace, ada, bruno := b.Groups[0].ID, b.Groups[2].ID, b.Users[0].ID, b.Users[1].ID
	for group, users := range map[string][]string{frontDoor: {ada, bruno}, roofTerrace: {bruno}, gate: {spare, other}} {
		for _, user := range users {
			b.Fake.AddMember(group, user)
		}
	}
	b.configure(t, terraform, b.world.ProviderBlock(), read(t, offBoardingGuide+"find-leaver.tf"))
	terraform.Apply()

	terraform.Write("import-leaver.tf", read(t, offBoardingGuide+"import-leaver.tf"))
	b.Fake.ResetRequests()
	terraform.Apply().Says("3 imported, 0 added, 0 changed, 0 destroyed")
	terraform.NoChanges()
	b.world.SentNoWrite(t)

	terraform.Write("import-leaver.tf", "")
	terraform.Apply().Says("0 added, 0 changed, 3 destroyed")
	b.world.HasMembers(t, frontDoor, ada)
	b.world.HasMembers(t, roofTerrace)
	b.world.HasMembers(t, gate, other)
	terraform.NoChanges()
}

// TestCheckOfOffBoardingSeesWhatIsLeft runs the proof at the end of the guide while somebody who has left is in an access
// group, or is about to be.
func TestCheckOfOffBoardingSeesWhatIsLeft(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		prepare func(b exampleBuilding, group, bruno string)
		says    string
	}{
		"a member": {func(b exampleBuilding, group, bruno string) { b.Fake.AddMember(group, bruno) }, "still in Front door"},
		"an addition pending": {func(b exampleBuilding, group, bruno string) {
			b.Fake.AddPendingMutation(bruno, group, fakeseam.Adding)
		}, "about to join"},
		"an addition scheduled": {func(b exampleBuilding, group, bruno string) {
			b.Fake.AddPendingMutation(bruno, group, fakeseam.DeferredAdding)
		}, "about to join"},
		"a member without a user identity": {func(b exampleBuilding, group, _ string) {
			b.Fake.DeleteIdentity(b.Identities[1].ID)
			b.Fake.AddMember(group, b.Fake.AddUser(b.System.ID, fakeseam.User{FullName: "Bruno Costa", EmailAddress: "Bruno@Example.com"}))
		}, "still in Front door"},
		"a member whose ACS user has no address": {func(b exampleBuilding, group, bruno string) {
			b.Fake.DeleteUser(bruno)
			b.Fake.AddMember(group, b.Fake.AddUser(b.System.ID, fakeseam.User{UserIdentityID: b.Identities[1].ID}))
		}, "still in Front door"},
		"a removal pending": {func(b exampleBuilding, group, bruno string) {
			b.Fake.AddPendingMutation(bruno, group, fakeseam.Removing)
		}, ""},
		"nothing":                            {func(exampleBuilding, string, string) {}, ""},
		"neither user nor identity any more": {func(b exampleBuilding, _, _ string) { b.Fake.DeleteIdentity(b.Identities[1].ID) }, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newExampleBuilding(t)
			c.prepare(b, b.Groups[0].ID, b.Users[1].ID)
			terraform := providertest.NewCLI(t)
			terraform.Configure(b.world.ProviderBlock() + read(t, offBoardingGuide+"check-access-groups.tf"))
			output := terraform.Plan()
			if c.says == "" {
				output.Lacks("has left", "Error")
				return
			}
			output.Says("Check block assertion failed", "bruno@example.com has left", c.says)
		})
	}
}
