// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package membership_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/seamapi/terraform-provider-seam/internal/provider/providertest"
)

const (
	manyGroups      = 6
	manyMemberships = 300
)

func TestManyMembershipsCostOneListPerGroup(t *testing.T) {
	t.Parallel()
	// A plan asks for the workspace and for each group. For those who are new it reads the list of groups, which names their
	// access system, that of access systems, which tells whether Seam can keep up with it, and that of the people there. An apply
	// does it all again, and sends the adds.
	const refresh = 1 + manyGroups
	const plan = refresh + 1 + 1 + 1
	for _, attribute := range []string{"acs_user_id", "user_identity_id"} {
		t.Run(attribute, func(t *testing.T) {
			t.Parallel()
			w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
			terraform.Configure(w.Config(many(w, attribute)))

			sendsAtMost(t, w, plan, func() { terraform.Plan() })
			sendsAtMost(t, w, 2*plan+manyMemberships, func() { terraform.Apply() })
			sendsAtMost(t, w, refresh, func() { terraform.NoChanges() })
			sendsAtMost(t, w, 2*refresh+1+manyMemberships, func() { terraform.Destroy() })
		})
	}
}

// TestMembershipsByUserIdentityCostThePages counts requests of an apply with a plan of its own, as Terraform does it: each
// object is planned again right before it is made, and no group is listed once the first membership is there.
func TestMembershipsByUserIdentityCostThePages(t *testing.T) {
	t.Parallel()
	const people, groups, pages, atATime = 1000, 20, 2, 10
	w := providertest.NewWorld(t)
	var groupIDs []string
	for i := range groups {
		groupIDs = append(groupIDs, w.Group(fmt.Sprint("Group ", i)))
	}
	var wanted []providertest.Attributes
	for i := range people {
		identity, _ := w.Person(fmt.Sprint("Person ", i))
		wanted = append(wanted, byIdentity(groupIDs[i%groups], identity))
	}
	create := func(do func(p *providertest.Process, wanted providertest.Attributes) providertest.Output) func() {
		return func() {
			p := w.Process(t)
			var working sync.WaitGroup
			turns := make(chan struct{}, atATime)
			for _, attributes := range wanted {
				turns <- struct{}{}
				working.Go(func() {
					defer func() { <-turns }()
					do(p, attributes).IsSilent()
				})
			}
			working.Wait()
		}
	}
	// Whoever is the only one to ask for a while is asked for singly rather than in a second page.
	sendsAtMost(t, w, 1+groups+1+1+pages+1, create(func(p *providertest.Process, wanted providertest.Attributes) providertest.Output {
		_, said := p.Plan(providertest.Object{}, wanted)
		return said
	}))
	sendsAtMost(t, w, people+atATime+1+1+1+pages, create(func(p *providertest.Process, wanted providertest.Attributes) providertest.Output {
		_, said := p.Create(wanted)
		return said
	}))
	w.Sent(t, providertest.PathAddIdentity, people)
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
