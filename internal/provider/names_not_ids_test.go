// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package provider_test

import (
	"fmt"
	"regexp"
	"slices"
	"testing"

	"github.com/seamapi/terraform-provider-seam/internal/fakeseam"
	"github.com/seamapi/terraform-provider-seam/internal/provider/providertest"
)

// namesAndNoIDs declares memberships by what people know: of the first group for everybody in a list of email addresses,
// looked up in one list of the system, and of the second for two people, looked up one by one.
const namesAndNoIDs = `
data "seam_acs_system" "office" {
  name = "Head Office"
}

data "seam_acs_access_group" "engineering" {
  acs_system_id = data.seam_acs_system.office.acs_system_id
  name          = "Engineering"
}

data "seam_acs_access_group" "again" {
  acs_system_id = data.seam_acs_system.office.acs_system_id
  name          = "Engineering"
}

data "seam_acs_access_group" "workshop" {
  acs_system_id = data.seam_acs_system.office.acs_system_id
  name          = "Workshop"
}

data "seam_acs_users" "all" {
  acs_system_id = data.seam_acs_system.office.acs_system_id
}

data "seam_acs_user" "foreman" {
  acs_system_id = data.seam_acs_system.office.acs_system_id
  email_address = "Person1199@Example.com"
}

data "seam_user_identity" "newcomer" {
  email_address = "newcomer@example.com"
}

locals {
  acs_users = { for u in data.seam_acs_users.all.acs_users : lower(u.email_address) => u.acs_user_id if u.email_address != null }
}

resource "seam_acs_access_group_membership" "engineering" {
  for_each = toset(["person7@example.com", "person700@example.com", "person1100@example.com"])

  acs_access_group_id = data.seam_acs_access_group.engineering.acs_access_group_id
  acs_user_id         = local.acs_users[each.key]
}

resource "seam_acs_access_group_membership" "foreman" {
  acs_access_group_id = data.seam_acs_access_group.workshop.acs_access_group_id
  acs_user_id         = data.seam_acs_user.foreman.acs_user_id
}

resource "seam_acs_access_group_membership" "newcomer" {
  acs_access_group_id = data.seam_acs_access_group.again.acs_access_group_id
  user_identity_id    = data.seam_user_identity.newcomer.user_identity_id
}
`

func TestMembershipsAreDeclaredWithoutASingleID(t *testing.T) {
	t.Parallel()
	if uuid := regexp.MustCompile(`[0-9a-f]{8}-`).FindString(namesAndNoIDs); uuid != "" {
		t.Fatalf("the configuration has the ID %s…", uuid)
	}
	w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
	engineering, workshop := w.Group("Engineering"), w.Group("Workshop")
	w.Group("Engineering Managers")
	var users []string
	for i := range 1200 {
		users = append(users, w.AddUser(w.ACSSystemID, fakeseam.User{
			FullName: fmt.Sprintf("Person %d", i), EmailAddress: fmt.Sprintf("Person%d@example.com", i),
		}))
	}
	for i := range 600 {
		w.AddIdentity(w.WorkspaceID, fakeseam.Identity{EmailAddress: fmt.Sprintf("newcomer@example.com.%d.example.org", i)})
	}
	w.AddIdentity(w.WorkspaceID, fakeseam.Identity{FullName: "New Comer", EmailAddress: "newcomer@example.com"})
	terraform.Configure(w.Config(namesAndNoIDs))

	terraform.Plan()
	w.Sent(t, providertest.PathListSystems, 1+1) // one for the name, and one for the warnings of the system
	w.Sent(t, providertest.PathListGroups, 2+1)  // one for each name, and one for the system of the newcomer's group
	w.Sent(t, providertest.PathListUsers, 3)     // the list and the look-up by email address share its pages
	w.Sent(t, providertest.PathListIdentities, 2)

	terraform.Apply()
	newcomer := without(w.Users(w.ACSSystemID), users)
	if len(newcomer) != 1 {
		t.Fatalf("the newcomer has the ACS users %q", newcomer)
	}
	w.HasMembers(t, engineering, users[7], users[700], users[1100], newcomer[0])
	w.HasMembers(t, workshop, users[1199])
	terraform.NoChanges()
}

// without returns the elements that are not among the others.
func without(elements, others []string) []string {
	return slices.DeleteFunc(slices.Clone(elements), func(element string) bool { return slices.Contains(others, element) })
}
