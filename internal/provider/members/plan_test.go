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
		"allow_empty = false":                                         {"Error: Invalid Attribute Combination", "acs_user_ids,user_identity_ids"},
		"acs_user_ids = {}":                                           {"Error: Nobody is declared to be in the access group", "acs_user_ids = {}", "allow_empty = true", group},
		"user_identity_ids = {}":                                      {"Error: Nobody is declared to be in the access group", "user_identity_ids = {}"},
		"acs_user_ids = {}\n allow_empty = false":                     {"Error: Nobody is declared to be in the access group"},
		"acs_user_ids = { x = \"x\" }":                                {"Error: This is not a valid ID", `"x" is not a UUID`},
		"acs_user_ids = { x = null }":                                 {"Error: Null Map Value"},
		`user_identity_ids = { x = "` + strings.ToUpper(jane) + `" }`: {"Error: This is not a valid ID", "capital letters"},
	} {
		terraform.Configure(w.Config(providertest.MembersBlock("all", group, line)))
		terraform.MustFail("validate").IsOneError(phrases...)
	}
	w.SentInAll(t, 0)

	terraform.Configure(w.Config(providertest.MembersBlock("all", group, "acs_user_ids = {}", "allow_empty = true")))
	terraform.Must("import", membersAddress, group)
	terraform.Apply().Says(`- "Jane Doe" = "` + jane + `"`)
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
  input = {}
}
`, providertest.MembersBlock("all", group, "acs_user_ids = terraform_data.people.output")))

	terraform.Plan().Says("Warning: There may be people whom the configuration does not declare in access group "+group, "Jane Doe ("+jane+")")
	terraform.MustFail("apply", "-auto-approve").Says("Error: Nobody is declared to be in the access group")
	w.HasMembers(t, group, jane)
	w.Sent(t, providertest.PathRemove, 0)
}

func TestTwoBlocksForTheMembersOfOneGroupAreRefusedWhilePlanning(t *testing.T) {
	t.Parallel()
	w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
	group, jane, john := w.Group("Engineering"), w.User("Jane Doe"), w.User("John Roe")
	first := providertest.MembersBlock("first", group, "acs_user_ids = "+providertest.Map(labelled(jane)))
	second := providertest.MembersBlock("second", group, "acs_user_ids = "+providertest.Map(labelled(john)))
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
	first := providertest.MembersBlock("first", group, "acs_user_ids = "+providertest.Map(map[string]string{"Jane Doe": jane}))
	second := providertest.MembersBlock("second", group, "acs_user_ids = "+providertest.Map(map[string]string{"Jane Doe": jane}))
	terraform.Configure(w.Config(first, second))
	terraform.Must("import", "seam_acs_access_group_members.first", group)
	terraform.Must("import", "seam_acs_access_group_members.second", group)
	terraform.Plan().Says("Warning: Two resources declare the members of one access group", group, "terraform state rm", "No changes.")
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
`, w.APIKey, w.URL) + providertest.Members(group, labelled(jane)))
	// That Eve is in the group comes out when it is too late to show it in the plan.
	terraform.MustFail("apply", "-auto-approve").Says("Error: There are people in access group Engineering ("+group+")", "Eve Moe ("+eve+")")
	w.HasMembers(t, group, eve)
	w.RemoveMember(group, eve)
	terraform.Apply()
	w.HasMembers(t, group, jane)
	terraform.Destroy()
	w.HasMembers(t, group)
}
