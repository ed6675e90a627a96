// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package membership_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/seamapi/terraform-provider-seam/internal/provider/providertest"
)

// Each operation once with Terraform and a process of its own, and between them each fault that no other test has so.
func TestLastingFaultLosesNothingWithTerraform(t *testing.T) {
	t.Parallel()
	paired := map[string]string{
		"create by user":                         "429 with Retry-After",
		"create by identity with an ACS user":    "500",
		"create by identity without an ACS user": "504",
		"read":                                   "401 in mid-run",
		"removal of a replacement":               "larger than the bound",
		"addition of a replacement":              "refused",
		"destroy":                                "429",
		"import by user":                         "503 empty",
		"import by identity":                     "another shape",
	}
	for _, c := range faultCases() {
		if c.Course != providertest.Lasting || paired[c.Operation.Name] != c.Kind.Name {
			continue
		}
		t.Run(c.String(), func(t *testing.T) {
			t.Parallel()
			losesNothingWithTerraform(t, c)
		})
		delete(paired, c.Operation.Name)
	}
	if len(paired) > 0 {
		t.Errorf("not run: %v", paired)
	}
}

func losesNothingWithTerraform(t *testing.T, c providertest.FaultCase) {
	t.Helper()
	w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
	s := sceneOf(c, w)
	if s.before != nil {
		terraform.Configure(w.Config(block(s.before)))
		terraform.Apply()
	}

	spoilt := spoil(t, w, c)
	if spoilt.beforeApply != nil {
		spoilt.beforeApply()
	}
	terraform.Configure(spoilt.world.ProviderBlock(settingLines(spoilt.settings)...) + s.blocks())
	disturbed := terraform.Run("apply", "-auto-approve")
	w.ClearFaults()
	if fails := c.Fails(); disturbed.Failed() != fails {
		t.Fatalf("an error is %v, want %v:\n%s", disturbed.Failed(), fails, disturbed)
	} else if fails {
		disturbed.Says(c.Kind.Says...)
	}

	terraform.Configure(w.Config(s.blocks()))
	terraform.Apply()
	members := 0
	if s.wanted != nil {
		members = 1
	}
	if got := w.Members(s.group); len(got) != members {
		t.Errorf("the members are %q", got)
	}
	terraform.Destroy()
	w.HasMembers(t, s.group)
	w.HasUsers(t, s.acsUsers)
}

// blocks is what a scene wants, as configuration.
func (s scene) blocks() string {
	var blocks string
	if s.importID != "" {
		blocks = providertest.Import(providertest.MembershipAddress("jane"), s.importID)
	}
	if s.wanted != nil {
		blocks += block(s.wanted)
	}
	return blocks
}

// block is a membership with string attributes as configuration.
func block(membership providertest.Attributes) string {
	var lines []string
	for _, name := range slices.Sorted(maps.Keys(membership)) {
		lines = append(lines, fmt.Sprintf("%s = %q", name, membership[name]))
	}
	return fmt.Sprintf("resource \"seam_acs_access_group_membership\" \"jane\" {\n  %s\n}\n", strings.Join(lines, "\n  "))
}

// settingLines are the settings of a provider as configuration.
func settingLines(settings providertest.Attributes) []string {
	var lines []string
	for _, name := range slices.Sorted(maps.Keys(settings)) {
		lines = append(lines, fmt.Sprintf("%s = %#v", name, settings[name]))
	}
	return lines
}
