// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package membership_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/seamapi/terraform-provider-seam/internal/provider/providertest"
)

const (
	manyGroups      = 6
	manyMemberships = 300
)

func TestManyMembershipsCostOneListPerGroup(t *testing.T) {
	t.Parallel()
	// Whoever is new is looked for, in each walk: the first nineteen singly, the others in the list of the access system, which
	// the list of all groups names.
	const lookedFor = 19 + 2
	for attribute, most := range map[string]struct{ plan, apply, destroy int }{
		"acs_user_id":      {plan: 7, apply: 315 + 2*lookedFor, destroy: 315},
		"user_identity_id": {plan: 7, apply: 615 + 2*lookedFor, destroy: 315},
	} {
		t.Run(attribute, func(t *testing.T) {
			t.Parallel()
			w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
			terraform.Configure(w.Config(many(w, attribute)))

			sendsAtMost(t, w, most.plan+lookedFor, func() { terraform.Plan() })
			sendsAtMost(t, w, most.apply, func() { terraform.Apply() })
			sendsAtMost(t, w, most.plan, func() { terraform.NoChanges() })
			sendsAtMost(t, w, most.destroy, func() { terraform.Destroy() })
		})
	}
}

// many is a block with many memberships, spread over some groups.
func many(w *providertest.World, attribute string) string {
	var groups, people []string
	for i := range manyGroups {
		groups = append(groups, fmt.Sprintf("%q", w.Group(fmt.Sprint("Group ", i))))
	}
	for i := range manyMemberships {
		identity, user := w.Person(fmt.Sprint("Person ", i))
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
func sendsAtMost(t *testing.T, w *providertest.World, most int, command func()) {
	t.Helper()
	w.ResetRequests()
	command()
	if sent := len(w.Requests()); sent > most {
		perPath := map[string]int{}
		for _, request := range w.Requests() {
			perPath[request.Path]++
		}
		t.Errorf("%d requests were sent, want at most %d: %v", sent, most, perPath)
	}
}
