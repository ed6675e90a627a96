// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package members_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/seamapi/terraform-provider-seam/internal/provider/providertest"
)

func TestMembersNeedSomebodyOrAllowEmpty(t *testing.T) {
	t.Parallel()
	w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
	group, jane := w.Group("Engineering"), w.User("Jane Doe")
	w.AddMember(group, jane)

	for line, phrases := range map[string][]string{
		"allow_empty = false":                                   {"Error: Invalid Attribute Combination", "acs_user_ids,user_identity_ids"},
		"acs_user_ids = []":                                     {"Error: Nobody is declared to be in the access group", "acs_user_ids = []", "allow_empty = true", group},
		"user_identity_ids = []":                                {"Error: Nobody is declared to be in the access group", "user_identity_ids = []"},
		"acs_user_ids = []\n allow_empty = false":               {"Error: Nobody is declared to be in the access group"},
		"acs_user_ids = [\"x\"]":                                {"Error: This is not a valid ID", `"x" is not a UUID`},
		"acs_user_ids = [null]":                                 {"Error: Null Set Value"},
		`user_identity_ids = ["` + strings.ToUpper(jane) + `"]`: {"Error: This is not a valid ID", "capital letters"},
	} {
		terraform.Configure(w.Config(providertest.MembersBlock("all", group, line)))
		terraform.MustFail("validate").IsOneError(phrases...)
	}
	w.SentInAll(t, 0)

	terraform.Configure(w.Config(providertest.MembersBlock("all", group, "acs_user_ids = []", "allow_empty = true")))
	terraform.Apply().Says("Jane Doe (" + jane + ")")
	w.HasMembers(t, group)
	noChanges(t, w, terraform)
}

func TestMembersThatTurnOutToBeNobodyAreRefusedBeforeAnybodyIsRemoved(t *testing.T) {
	t.Parallel()
	w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
	group, jane := w.Group("Engineering"), w.User("Jane Doe")
	w.AddMember(group, jane)
	terraform.Configure(w.Config(`
resource "terraform_data" "people" {
  input = []
}
`, providertest.MembersBlock("all", group, "acs_user_ids = terraform_data.people.output")))

	terraform.Plan().Says("Warning: Undeclared users may be removed from access group "+group, "Jane Doe ("+jane+")")
	terraform.MustFail("apply", "-auto-approve").Says("Error: Nobody is declared to be in the access group")
	w.HasMembers(t, group, jane)
	w.Sent(t, providertest.PathRemove, 0)
}

func TestMembersThatAreNotKnownYetArePlanned(t *testing.T) {
	t.Parallel()
	w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
	group, jane, john, eve := w.Group("Engineering"), w.User("Jane Doe"), w.User("John Roe"), w.User("Eve Moe")
	for _, user := range []string{jane, john, eve} {
		w.AddMember(group, user)
	}
	terraform.Configure(w.Config(fmt.Sprintf(`
resource "terraform_data" "john" {
  input = %q
}
`, john), providertest.MembersBlock("all", group, fmt.Sprintf("acs_user_ids = [%q, terraform_data.john.output]", jane))))

	output := terraform.Plan("-out=plan")
	output.Says("Warning: Undeclared users may be removed from access group "+group, "John Roe ("+john+")", "Eve Moe ("+eve+")")
	output.Lacks("Jane Doe")
	terraform.Must("apply", "plan").Says("Eve Moe (" + eve + ")")
	w.HasMembers(t, group, jane, john)
	noChanges(t, w, terraform)
}

func TestTwoBlocksForTheMembersOfOneGroupAreRefusedWhilePlanning(t *testing.T) {
	t.Parallel()
	w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
	group, jane, john := w.Group("Engineering"), w.User("Jane Doe"), w.User("John Roe")
	first := providertest.MembersBlock("first", group, "acs_user_ids = "+providertest.List([]string{jane}))
	second := providertest.MembersBlock("second", group, "acs_user_ids = "+providertest.List([]string{john}))
	terraform.Configure(w.Config(first, second))
	terraform.MustFail("plan").Says("Error: Two resources declare the members of one access group", group, "remove the other")

	terraform.Configure(w.Config(first))
	terraform.Apply()
	terraform.Configure(w.Config(first, second))
	terraform.MustFail("apply", "-auto-approve").Says("Error: Two resources declare the members of one access group", group)
	w.HasMembers(t, group, jane)
}

func TestTwoObjectsForTheMembersOfOneGroupInTheStateAreToldOf(t *testing.T) {
	t.Parallel()
	w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
	group, jane := w.Group("Engineering"), w.User("Jane Doe")
	w.AddMember(group, jane)
	first := providertest.MembersBlock("first", group, "acs_user_ids = "+providertest.List([]string{jane}))
	second := providertest.MembersBlock("second", group, "acs_user_ids = "+providertest.List([]string{jane}))
	terraform.Configure(w.Config(first, second))
	terraform.Must("import", "seam_acs_access_group_members.first", group)
	terraform.Must("import", "seam_acs_access_group_members.second", group)
	terraform.Plan().Says("Warning: Two resources declare the members of one access group", group, "terraform state rm", "No changes.")
}

func TestThePlanNamesTheUndeclaredUsersOfEveryGroup(t *testing.T) {
	t.Parallel()
	w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
	jane := w.User("Jane Doe")
	var blocks, phrases []string
	for i := range 3 {
		group, user := w.Group(fmt.Sprint("Group ", i)), w.User(fmt.Sprint("Outsider ", i))
		w.AddMember(group, user)
		blocks = append(blocks, providertest.MembersBlock(fmt.Sprint("group", i), group, "acs_user_ids = "+providertest.List([]string{jane})))
		phrases = append(phrases, fmt.Sprintf("Outsider %d (%s)", i, user))
	}
	terraform.Configure(w.Config(blocks...))
	terraform.Plan().Says(phrases...)
}

func TestMembersOfAProviderThatIsNotKnownYetArePlanned(t *testing.T) {
	t.Parallel()
	w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
	group, jane, eve := w.Group("Engineering"), w.User("Jane Doe"), w.User("Eve Moe")
	w.AddMember(group, eve)
	terraform.Configure(fmt.Sprintf(`
resource "terraform_data" "key" {
  input = %q
}
provider "seam" {
  endpoint = %q
  api_key = terraform_data.key.output
}
`, w.APIKey, w.URL) + providertest.Members(group, []string{jane}))
	terraform.Apply().Says("2 added", "Warning: Undeclared users were removed from access group "+group, "Eve Moe ("+eve+")")
	w.HasMembers(t, group, jane)
	terraform.Destroy().Says("2 destroyed")
}
