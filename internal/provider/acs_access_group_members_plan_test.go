// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package provider_test

import (
	"fmt"
	"strings"
	"testing"
)

func TestMembersNeedSomebodyOrAllowEmpty(t *testing.T) {
	t.Parallel()
	h, terraform := newHouse(t), newCLI(t)
	group, jane := h.group("Engineering"), h.user("Jane Doe")
	h.AddMember(group, jane)

	for line, phrases := range map[string][]string{
		"allow_empty = false":                                   {"Error: Invalid Attribute Combination", "acs_user_ids,user_identity_ids"},
		"acs_user_ids = []":                                     {"Error: Nobody is declared to be in the access group", "acs_user_ids = []", "allow_empty = true", group},
		"user_identity_ids = []":                                {"Error: Nobody is declared to be in the access group", "user_identity_ids = []"},
		"acs_user_ids = []\n allow_empty = false":               {"Error: Nobody is declared to be in the access group"},
		"acs_user_ids = [\"x\"]":                                {"Error: This is not a valid ID", `"x" is not a UUID`},
		"acs_user_ids = [null]":                                 {"Error: Null Set Value"},
		`user_identity_ids = ["` + strings.ToUpper(jane) + `"]`: {"Error: This is not a valid ID", "capital letters"},
	} {
		terraform.configure(h.config(membersBlock("all", group, line)))
		output := terraform.mustFail("validate")
		contains(t, output, phrases...)
		if count := strings.Count(output, "Error: "); count != 1 {
			t.Errorf("%s: %d errors, want one:\n%s", line, count, output)
		}
	}
	if sent := len(h.Requests()); sent != 0 {
		t.Errorf("%d requests were sent", sent)
	}

	terraform.configure(h.config(membersBlock("all", group, "acs_user_ids = []", "allow_empty = true")))
	contains(t, terraform.apply(), "Jane Doe ("+jane+")")
	check(t, h.hasMembers(group))
	h.noChanges(t, terraform)
}

func TestMembersThatTurnOutToBeNobodyAreRefusedBeforeAnybodyIsRemoved(t *testing.T) {
	t.Parallel()
	h, terraform := newHouse(t), newCLI(t)
	group, jane := h.group("Engineering"), h.user("Jane Doe")
	h.AddMember(group, jane)
	terraform.configure(h.config(`
resource "terraform_data" "people" {
  input = []
}
`, membersBlock("all", group, "acs_user_ids = terraform_data.people.output")))

	contains(t, terraform.must("plan"), "Warning: Undeclared users may be removed from access group "+group, "Jane Doe ("+jane+")")
	contains(t, terraform.mustFail("apply", "-auto-approve"), "Error: Nobody is declared to be in the access group")
	check(t, h.hasMembers(group, jane), h.sent(pathRemove, 0))
}

func TestMembersThatAreNotKnownYetArePlanned(t *testing.T) {
	t.Parallel()
	h, terraform := newHouse(t), newCLI(t)
	group, jane, john, eve := h.group("Engineering"), h.user("Jane Doe"), h.user("John Roe"), h.user("Eve Moe")
	for _, user := range []string{jane, john, eve} {
		h.AddMember(group, user)
	}
	terraform.configure(h.config(fmt.Sprintf(`
resource "terraform_data" "john" {
  input = %q
}
`, john), membersBlock("all", group, fmt.Sprintf("acs_user_ids = [%q, terraform_data.john.output]", jane))))

	output := terraform.must("plan", "-out=plan")
	contains(t, output, "Warning: Undeclared users may be removed from access group "+group, "John Roe ("+john+")", "Eve Moe ("+eve+")")
	lacks(t, output, "Jane Doe")
	contains(t, terraform.must("apply", "plan"), "Eve Moe ("+eve+")")
	check(t, h.hasMembers(group, jane, john))
	h.noChanges(t, terraform)
}

func TestTwoBlocksForTheMembersOfOneGroupAreRefusedWhilePlanning(t *testing.T) {
	t.Parallel()
	h, terraform := newHouse(t), newCLI(t)
	group, jane, john := h.group("Engineering"), h.user("Jane Doe"), h.user("John Roe")
	first := membersBlock("first", group, "acs_user_ids = "+list([]string{jane}))
	second := membersBlock("second", group, "acs_user_ids = "+list([]string{john}))
	terraform.configure(h.config(first, second))
	contains(t, terraform.mustFail("plan"), "Error: Two resources declare the members of one access group", group, "remove the other")

	terraform.configure(h.config(first))
	terraform.apply()
	terraform.configure(h.config(first, second))
	contains(t, terraform.mustFail("apply", "-auto-approve"), "Error: Two resources declare the members of one access group", group)
	check(t, h.hasMembers(group, jane))
}

func TestTwoObjectsForTheMembersOfOneGroupInTheStateAreToldOf(t *testing.T) {
	t.Parallel()
	h, terraform := newHouse(t), newCLI(t)
	group, jane := h.group("Engineering"), h.user("Jane Doe")
	h.AddMember(group, jane)
	first := membersBlock("first", group, "acs_user_ids = "+list([]string{jane}))
	second := membersBlock("second", group, "acs_user_ids = "+list([]string{jane}))
	terraform.configure(h.config(first, second))
	terraform.must("import", "seam_acs_access_group_members.first", group)
	terraform.must("import", "seam_acs_access_group_members.second", group)
	contains(t, terraform.must("plan"), "Warning: Two resources declare the members of one access group", group, "terraform state rm", "No changes.")
}

func TestThePlanNamesTheUndeclaredUsersOfEveryGroup(t *testing.T) {
	t.Parallel()
	h, terraform := newHouse(t), newCLI(t)
	jane := h.user("Jane Doe")
	var blocks, phrases []string
	for i := range 3 {
		group, user := h.group(fmt.Sprint("Group ", i)), h.user(fmt.Sprint("Outsider ", i))
		h.AddMember(group, user)
		blocks = append(blocks, membersBlock(fmt.Sprint("group", i), group, "acs_user_ids = "+list([]string{jane})))
		phrases = append(phrases, fmt.Sprintf("Outsider %d (%s)", i, user))
	}
	terraform.configure(h.config(blocks...))
	contains(t, terraform.must("plan"), phrases...)
}

func TestMembersOfAProviderThatIsNotKnownYetArePlanned(t *testing.T) {
	t.Parallel()
	h, terraform := newHouse(t), newCLI(t)
	group, jane, eve := h.group("Engineering"), h.user("Jane Doe"), h.user("Eve Moe")
	h.AddMember(group, eve)
	terraform.configure(fmt.Sprintf(`
resource "terraform_data" "key" {
  input = %q
}
provider "seam" {
  endpoint = %q
  api_key = terraform_data.key.output
}
`, h.key, h.url) + membersOf(group, []string{jane}))
	contains(t, terraform.apply(), "2 added", "Warning: Undeclared users were removed from access group "+group, "Eve Moe ("+eve+")")
	check(t, h.hasMembers(group, jane))
	contains(t, terraform.must("destroy", "-auto-approve"), "2 destroyed")
}
