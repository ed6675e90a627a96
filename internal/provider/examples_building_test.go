// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package provider_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	tfjson "github.com/hashicorp/terraform-json"

	"github.com/seamapi/terraform-provider-seam/internal/fakeseam"
	"github.com/seamapi/terraform-provider-seam/internal/provider/providertest"
)

// exampleBuilding is the building that the examples are written for: their IDs are its own.
type exampleBuilding struct {
	fakeseam.Building

	world *providertest.World
	// data are the files that examples read, which stand beside them.
	data []string
}

func newExampleBuilding(t *testing.T) exampleBuilding {
	t.Helper()
	b := fakeseam.NewBuilding()
	return exampleBuilding{Building: b, world: &providertest.World{
		Fake:        b.Fake,
		URL:         providertest.Serve(t, b.Fake),
		WorkspaceID: b.WorkspaceID,
		APIKey:      b.Fake.AddAPIKey(b.WorkspaceID),
		ACSSystemID: b.System.ID,
	}}
}

// withoutCredential is a provider block for the building, for an example that brings a credential along.
func (b exampleBuilding) withoutCredential() string {
	return providertest.ProviderBlock(providertest.Line("endpoint", b.world.URL))
}

// terraform returns a CLI with what the variables of the examples take.
func (b exampleBuilding) terraform(t *testing.T) *providertest.CLI {
	t.Helper()
	return providertest.NewCLI(t).With("TF_VAR_seam_personal_access_token=" + b.Fake.AddPersonalAccessToken())
}

// configure replaces the configuration with examples as they are. The provider block of the test is in an override file,
// which Terraform merges into them.
func (b exampleBuilding) configure(t *testing.T, terraform *providertest.CLI, providerBlock string, examples ...string) {
	t.Helper()
	before, err := filepath.Glob(filepath.Join(terraform.Path, "example*.tf"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range before {
		if err := os.Remove(file); err != nil {
			t.Fatal(err)
		}
	}
	for i, example := range examples {
		terraform.Write(fmt.Sprintf("example%d.tf", i), example)
	}
	for _, file := range b.data {
		terraform.Write(filepath.Base(file), read(t, file))
	}
	terraform.Write("provider_override.tf", providerBlock)
}

// testApply applies examples, and destroys them.
func (b exampleBuilding) testApply(t *testing.T, providerBlock string, examples ...string) {
	t.Helper()
	terraform := b.terraform(t)
	b.configure(t, terraform, providerBlock, examples...)
	terraform.Apply()
	b.hasMembersAsInState(t, terraform)
	terraform.NoChanges()
	terraform.Destroy()
	b.hasMembers(t, nil)
}

// testRead applies the example of a data source, which may declare memberships as well, and destroys them.
func (b exampleBuilding) testRead(t *testing.T, example string) {
	t.Helper()
	terraform := b.terraform(t)
	b.configure(t, terraform, b.world.ProviderBlock(), example)
	terraform.Apply()
	b.hasMembers(t, b.membershipsIn(terraform.State()))
	terraform.NoChanges()
	terraform.Destroy()
	b.hasMembers(t, nil)
}

// testMoved applies the example on top of what it moves, and expects that Seam hears nothing of it.
func (b exampleBuilding) testMoved(t *testing.T, example string) {
	t.Helper()
	from := regexp.MustCompile(`from = ` + providertest.MembershipType + `\.(\w+)\n`).FindStringSubmatch(example)
	if from == nil {
		t.Fatalf("nothing is moved in:\n%s", example)
	}
	b.testTakeOver(t, providertest.Membership(from[1], b.Groups[0].ID, b.Users[0].ID), example)
}

// testTakeOver applies the example on top of another that it takes the memberships over from, and expects that no object is
// changed and that Seam hears nothing of it.
func (b exampleBuilding) testTakeOver(t *testing.T, from, example string) {
	t.Helper()
	terraform := b.terraform(t)
	b.configure(t, terraform, b.world.ProviderBlock(), from)
	terraform.Apply()
	b.hasMembersAsInState(t, terraform)
	terraform.NoChanges()

	b.Fake.ResetRequests()
	b.configure(t, terraform, b.world.ProviderBlock(), example)
	for address, actions := range terraform.PlannedActions() {
		if !actions.NoOp() && !actions.Forget() {
			t.Errorf("the plan has %v for %s", actions, address)
		}
	}
	terraform.Apply()
	b.hasMembersAsInState(t, terraform)
	b.world.SentNoWrite(t)
	terraform.NoChanges()
	terraform.Destroy()
	b.hasMembers(t, nil)
}

// testRemoved applies the example on top of the object that it takes out of the state, and expects that these members of the
// first group stay in Seam, also when everything is destroyed afterwards.
func (b exampleBuilding) testRemoved(t *testing.T, example, applied string, members ...string) {
	t.Helper()
	terraform := b.terraform(t)
	b.configure(t, terraform, b.world.ProviderBlock(), applied)
	terraform.Apply()
	b.hasMembersAsInState(t, terraform)

	b.configure(t, terraform, b.world.ProviderBlock(), example)
	terraform.Apply()
	if memberships := b.membershipsIn(terraform.State()); len(memberships) > 0 {
		t.Errorf("the state has the memberships %v", memberships)
	}
	terraform.NoChanges()
	terraform.Destroy()
	b.hasMembers(t, map[string][]string{b.Groups[0].ID: members})
}

// testImportBlocks applies the example where Seam has the memberships already, and expects that they are imported.
func (b exampleBuilding) testImportBlocks(t *testing.T, example string) {
	t.Helper()
	b.addMembers()
	terraform := b.terraform(t)
	if strings.Contains(example, "identity = {") {
		terraform.SkipBelow("1.12")
	}
	b.configure(t, terraform, b.world.ProviderBlock(), example)
	terraform.Apply()
	if len(b.membershipsIn(terraform.State())) == 0 {
		t.Error("the state has no membership")
	}
	b.world.SentNoWrite(t)
	terraform.NoChanges()
	terraform.Destroy()
	terraform.StateIsEmpty()
}

// testImportCommands runs the commands of the example one after the other, and expects an empty plan of what is imported at
// the end.
func (b exampleBuilding) testImportCommands(t *testing.T, example string, imports ...string) {
	t.Helper()
	b.addMembers()
	commands := regexp.MustCompile(`(?m)^terraform import (\S+) (\S+)$`).FindAllStringSubmatch(example, -1)
	if len(commands) != strings.Count(example, "terraform import") || len(commands) == 0 {
		t.Fatalf("%d commands are understood in:\n%s", len(commands), example)
	}
	terraform := b.terraform(t)
	b.configure(t, terraform, b.world.ProviderBlock(), imports...)
	for _, command := range commands {
		terraform.Must("import", command[1], command[2])
	}
	b.hasMembersAsInState(t, terraform)
	terraform.NoChanges()
	terraform.Destroy()
	b.hasMembers(t, nil)
}

// addMembers makes the first two people members of the first group by hand.
func (b exampleBuilding) addMembers() {
	for _, user := range b.Users[:2] {
		b.Fake.AddMember(b.Groups[0].ID, user.ID)
	}
}

// membershipsIn returns the ACS users that a state has in each access group.
func (b exampleBuilding) membershipsIn(state *tfjson.State) map[string][]string {
	memberships := map[string][]string{}
	if state.Values == nil || state.Values.RootModule == nil {
		return memberships
	}
	for _, instance := range state.Values.RootModule.Resources {
		if instance.Mode != tfjson.ManagedResourceMode {
			continue
		}
		group := fmt.Sprint(instance.AttributeValues["acs_access_group_id"])
		if instance.Type == providertest.MembershipType {
			memberships[group] = append(memberships[group], fmt.Sprint(instance.AttributeValues["acs_user_id"]))
			continue
		}
		acsUserIDs, _ := instance.AttributeValues["acs_user_ids"].(map[string]any)
		for _, id := range acsUserIDs {
			memberships[group] = append(memberships[group], fmt.Sprint(id))
		}
		userIdentityIDs, _ := instance.AttributeValues["user_identity_ids"].(map[string]any)
		for _, id := range userIdentityIDs {
			memberships[group] = append(memberships[group], b.userOf(fmt.Sprint(id)))
		}
	}
	return memberships
}

// userOf returns the ACS user of a user identity.
func (b exampleBuilding) userOf(userIdentityID string) string {
	for i, user := range b.Users {
		if b.Identities[i].ID == userIdentityID {
			return user.ID
		}
	}
	return ""
}

// hasMembersAsInState checks that the state has memberships, and Seam has the same ones.
func (b exampleBuilding) hasMembersAsInState(t *testing.T, terraform *providertest.CLI) {
	t.Helper()
	memberships := b.membershipsIn(terraform.State())
	if len(memberships) == 0 {
		t.Error("the state has no membership")
	}
	b.hasMembers(t, memberships)
}

// hasMembers checks who is in the building's groups.
func (b exampleBuilding) hasMembers(t *testing.T, want map[string][]string) {
	t.Helper()
	for _, group := range b.Groups {
		slices.Sort(want[group.ID])
		if members := b.Fake.Members(group.ID); !slices.Equal(members, want[group.ID]) {
			t.Errorf("the members of %s are %q, want %q", group.Name, members, want[group.ID])
		}
	}
}
