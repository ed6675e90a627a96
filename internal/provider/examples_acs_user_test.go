// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package provider_test

import (
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// testACSUser applies an example of an ACS user, with what it starts from, and destroys what is left.
func (b exampleBuilding) testACSUser(t *testing.T, file string) {
	t.Helper()
	terraform, example := b.terraform(t), read(t, file)
	before := b.Fake.Users(b.System.ID)
	changes := func() int {
		count := 0
		for _, request := range b.Fake.Requests() {
			if regexp.MustCompile(`^/acs/users/(create|update|delete|suspend|unsuspend)$`).MatchString(request.Path) {
				count++
			}
		}
		return count
	}
	configure := func(example string) {
		b.Fake.ResetRequests()
		b.configure(t, terraform, b.world.ProviderBlock(), example)
	}
	name := filepath.Base(file)
	isSilent := true
	switch {
	case name == "import.sh":
		configure(regexp.MustCompile(`(?ms)^import {.*?^}\n`).ReplaceAllString(read(t, acsUserExamples+"/import-by-string-id.tf"), ""))
		commands := regexp.MustCompile(`(?m)^terraform import (\S+) (\S+)$`).FindAllStringSubmatch(example, -1)
		if len(commands) != strings.Count(example, "terraform import") || len(commands) == 0 {
			t.Fatalf("%d commands are understood in:\n%s", len(commands), example)
		}
		for _, command := range commands {
			terraform.Must("import", command[1], command[2])
		}
	case strings.HasPrefix(name, "import-by-"):
		if strings.Contains(example, "identity = {") {
			terraform.SkipBelow("1.12")
		}
		configure(example)
		terraform.Apply()
	case name == "moved.tf", name == "removed.tf":
		configure(read(t, acsUserExamples+"/resource.tf"))
		terraform.Apply()
		configure(example)
		terraform.Apply()
	default:
		configure(example)
		terraform.Apply()
		isSilent = false
	}
	if (changes() == 0) != isSilent {
		t.Errorf("%d changes were sent", changes())
	}
	terraform.NoChanges()
	terraform.Destroy()
	terraform.StateIsEmpty()
	left := b.Fake.Users(b.System.ID)
	switch {
	case name == "removed.tf", name == "deletion-policy.tf":
		if len(left) != len(before)+1 {
			t.Errorf("left are %q, before there were %q", left, before)
		}
	case strings.HasPrefix(name, "import"):
		if len(left) >= len(before) {
			t.Errorf("left are %q, before there were %q", left, before)
		}
	case !slices.Equal(left, before):
		t.Errorf("left are %q, before there were %q", left, before)
	}
}
