// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package provider_test

import (
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/seamapi/terraform-provider-seam/internal/fakeseam"
	"github.com/seamapi/terraform-provider-seam/internal/provider/providertest"
)

// testUserIdentity applies an example of a user identity, with what it starts from, and destroys what is left.
func (b exampleBuilding) testUserIdentity(t *testing.T, file string) {
	t.Helper()
	terraform := b.terraform(t)
	example, declared := read(t, file), read(t, identityExamples+"/resource.tf")
	switch name := filepath.Base(file); {
	case name == "import.sh":
		b.addGreta()
		blocks := regexp.MustCompile(`(?ms)^import {.*?^}\n`).ReplaceAllString(read(t, identityExamples+"/import-by-string-id.tf"), "")
		b.configure(t, terraform, b.world.ProviderBlock(), blocks)
		commands := regexp.MustCompile(`(?m)^terraform import (\S+) (\S+)$`).FindAllStringSubmatch(example, -1)
		if len(commands) != strings.Count(example, "terraform import") || len(commands) == 0 {
			t.Fatalf("%d commands are understood in:\n%s", len(commands), example)
		}
		for _, command := range commands {
			terraform.Must("import", command[1], command[2])
		}
	case strings.HasPrefix(name, "import-by-"):
		b.addGreta()
		if strings.Contains(example, "identity = {") {
			terraform.SkipBelow("1.12")
		}
		b.configure(t, terraform, b.world.ProviderBlock(), example)
		terraform.Apply()
		b.world.SentNoWrite(t)
	case name == "moved.tf", name == "removed.tf":
		b.configure(t, terraform, b.world.ProviderBlock(), declared)
		terraform.Apply()
		b.Fake.ResetRequests()
		b.configure(t, terraform, b.world.ProviderBlock(), example)
		terraform.Apply()
		b.world.SentNoWrite(t)
	default:
		b.configure(t, terraform, b.world.ProviderBlock(), example)
		terraform.Apply()
		b.world.Sent(t, providertest.PathCreateIdentity, len(terraform.State().Values.RootModule.Resources))
	}
	terraform.NoChanges()
	terraform.Destroy()
	terraform.StateIsEmpty()
	if filepath.Base(file) == "removed.tf" {
		b.world.Sent(t, providertest.PathDeleteIdentity, 0)
	}
}

// addGreta adds the person of the examples by hand.
func (b exampleBuilding) addGreta() {
	b.Fake.AddIdentity(b.WorkspaceID, fakeseam.Identity{
		Key: "employee-1007", FullName: "Greta Holm", EmailAddress: "greta@example.com", PhoneNumber: "+14155550107",
	})
}
