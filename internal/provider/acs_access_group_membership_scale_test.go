// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package provider_test

import (
	"fmt"
	"strings"
	"testing"
)

const (
	manyGroups      = 6
	manyMemberships = 300
)

func TestManyMembershipsCostOneListPerGroup(t *testing.T) {
	t.Parallel()
	for attribute, most := range map[string]struct{ plan, apply, destroy int }{
		"acs_user_id":      {plan: 7, apply: 315, destroy: 315},
		"user_identity_id": {plan: 7, apply: 615, destroy: 315},
	} {
		t.Run(attribute, func(t *testing.T) {
			t.Parallel()
			h, terraform := newHouse(t), newCLI(t)
			terraform.configure(h.config(h.many(attribute)))

			h.sendsAtMost(t, most.plan, func() { terraform.must("plan") })
			h.sendsAtMost(t, most.apply, func() { terraform.apply() })
			h.sendsAtMost(t, most.plan, func() { contains(t, terraform.must("plan"), "No changes.") })
			h.sendsAtMost(t, most.destroy, func() { terraform.must("destroy", "-auto-approve") })
		})
	}
}

// many is a block with many memberships, spread over some groups.
func (h *house) many(attribute string) string {
	var groups, people []string
	for i := range manyGroups {
		groups = append(groups, fmt.Sprintf("%q", h.group(fmt.Sprint("Group ", i))))
	}
	for i := range manyMemberships {
		identity, user := h.person(fmt.Sprint("Person ", i))
		people = append(people, fmt.Sprintf("%q", map[string]string{"acs_user_id": user, "user_identity_id": identity}[attribute]))
	}
	return fmt.Sprintf(`
locals {
  groups = [%s]
  people = [%s]
}
resource "seam_acs_access_group_membership" "all" {
  count = %d
  acs_access_group_id = local.groups[count.index %% %d]
  %s = local.people[count.index]
}
`, strings.Join(groups, ", "), strings.Join(people, ", "), manyMemberships, manyGroups, attribute)
}

// sendsAtMost checks how many requests a command sends, over all its processes.
func (h *house) sendsAtMost(t *testing.T, most int, command func()) {
	t.Helper()
	h.ResetRequests()
	command()
	if sent := len(h.Requests()); sent > most {
		perPath := map[string]int{}
		for _, request := range h.Requests() {
			perPath[request.Path]++
		}
		t.Errorf("%d requests were sent, want at most %d: %v", sent, most, perPath)
	}
}
