// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package provider_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
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
		if c.course != lasting || paired[c.operation.name] != c.fault.name {
			continue
		}
		t.Run(c.String(), func(t *testing.T) {
			t.Parallel()
			c.losesNothingWithTerraform(t)
		})
		delete(paired, c.operation.name)
	}
	if len(paired) > 0 {
		t.Errorf("not run: %v", paired)
	}
}

func (c faultCase) losesNothingWithTerraform(t *testing.T) {
	t.Helper()
	h, terraform := newHouse(t), newCLI(t)
	s := c.operation.scene(h)
	if s.before != nil {
		terraform.configure(h.config(s.before.block()))
		terraform.apply()
	}

	spoilt := c.spoil(t, h)
	if spoilt.beforeApply != nil {
		spoilt.beforeApply()
	}
	terraform.configure(spoilt.house.provider(settingLines(spoilt.settings)...) + s.blocks())
	disturbed := terraform.run("apply", "-auto-approve")
	h.ClearFaults()
	if fails := c.fault.fails(c.course, c.operation); disturbed.ok == fails {
		t.Fatalf("success is %v:\n%s", disturbed.ok, disturbed.output)
	} else if fails {
		contains(t, disturbed.output, c.fault.says...)
	}

	terraform.configure(h.config(s.blocks()))
	terraform.apply()
	members := 0
	if s.wanted != nil {
		members = 1
	}
	if got := h.Members(s.group); len(got) != members {
		t.Errorf("the members are %q", got)
	}
	terraform.must("destroy", "-auto-approve")
	check(t, h.hasMembers(s.group))
	if users := h.Users(h.system); len(users) != s.acsUsers {
		t.Errorf("the system has %d ACS users, want %d", len(users), s.acsUsers)
	}
}

// blocks is what a scene wants, as configuration.
func (s scene) blocks() string {
	var blocks string
	if s.importID != "" {
		blocks = fmt.Sprintf("import {\n  to = %s\n  id = %q\n}\n", address("jane"), s.importID)
	}
	if s.wanted != nil {
		blocks += s.wanted.block()
	}
	return blocks
}

// block is a membership with string attributes as configuration.
func (a attributes) block() string {
	var lines []string
	for _, name := range slices.Sorted(maps.Keys(a)) {
		lines = append(lines, fmt.Sprintf("%s = %q", name, a[name]))
	}
	return fmt.Sprintf("resource \"seam_acs_access_group_membership\" \"jane\" {\n  %s\n}\n", strings.Join(lines, "\n  "))
}

// settingLines are the settings of a provider as configuration.
func settingLines(settings attributes) []string {
	var lines []string
	for _, name := range slices.Sorted(maps.Keys(settings)) {
		lines = append(lines, fmt.Sprintf("%s = %#v", name, settings[name]))
	}
	return lines
}
