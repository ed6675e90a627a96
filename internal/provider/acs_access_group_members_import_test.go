// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package provider_test

import (
	"fmt"
	"net/http"
	"testing"
)

func TestImportOfMembersHasEverybodyAndPlansNothing(t *testing.T) {
	t.Parallel()
	h, terraform := newHouse(t), newCLI(t)
	group, jane, john := h.group("Engineering"), h.user("Jane Doe"), h.user("John Roe")
	h.AddMember(group, jane)
	h.AddMember(group, john)
	terraform.configure(h.config(membersOf(group, []string{jane, john})))

	terraform.must("import", membersAddress, group)
	h.noChanges(t, terraform)
	terraform.must("destroy", "-auto-approve")
	check(t, h.hasMembers(group))
}

func TestImportedMembersByUserIdentityAreAnUpdateThatSendsNothing(t *testing.T) {
	t.Parallel()
	h, terraform := newHouse(t), newCLI(t)
	group, jane := h.group("Engineering"), h.user("Jane Doe")
	identity, ann := h.person("Ann Poe")
	h.AddMember(group, jane)
	h.AddMember(group, ann)
	terraform.configure(h.config(membersOf(group, []string{jane}, "user_identity_ids = "+list([]string{identity}))))

	terraform.must("import", membersAddress, group)
	h.ResetRequests()
	output := terraform.apply()
	contains(t, output, "0 added, 1 changed, 0 destroyed")
	lacks(t, output, "Undeclared users")
	check(t, h.hasMembers(group, jane, ann), h.sent(pathAddACSUser, 0), h.sent(pathAddIdentity, 0), h.sent(pathRemove, 0))
	h.noChanges(t, terraform)
}

func TestImportOfMembersNamesWhomTheConfigurationLeavesOut(t *testing.T) {
	t.Parallel()
	h, terraform := newHouse(t), newCLI(t)
	group, jane, john := h.group("Engineering"), h.user("Jane Doe"), h.user("John Roe")
	h.AddMember(group, jane)
	h.AddMember(group, john)
	terraform.configure(h.config(membersOf(group, []string{jane})))

	terraform.must("import", membersAddress, group)
	contains(t, terraform.must("plan"), "0 to add, 1 to change, 0 to destroy", `- "`+john+`"`, "John Roe ("+john+")")
}

func TestImportOfAnEmptyGroup(t *testing.T) {
	t.Parallel()
	h, terraform := newHouse(t), newCLI(t)
	group := h.group("Engineering")
	terraform.configure(h.config(membersOf(group, nil, "allow_empty = true")))
	terraform.must("import", membersAddress, group)
	h.noChanges(t, terraform)
}

func TestImportOfMembersThatCannotBe(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	const nowhere = "8aa3a7c8-31f7-4b0c-9e0a-52d1c6a4e7f0"
	for id, phrase := range map[string]string{
		"Engineering": "The import ID is that of the access group",
		"":            "The import ID is that of the access group",
		nowhere:       "The members of the access group cannot be imported",
	} {
		p := h.processOf(t, membersType, nil)
		_, said := p.importID(id)
		if !said.failed() {
			t.Errorf("%q was imported", id)
		}
		contains(t, said.String(), phrase)
	}
	_, said := h.processOf(t, membersType, nil).importIdentity(attributes{"acs_access_group_id": "Engineering"})
	contains(t, said.String(), "Error: The resource identity is not valid")

	elsewhere := h.AddSystem(h.AddWorkspace("Other"), "Elsewhere")
	h.SetForeignAnswer(http.StatusOK)
	_, said = h.processOf(t, membersType, nil).importID(h.AddGroup(elsewhere, "Engineering"))
	contains(t, said.String(), "Error: The members of the access group cannot be imported")

	h.Inject(pathGetWorkspace, outage())
	_, said = h.processOf(t, membersType, attributes{"max_retries": 0}).importID(nowhere)
	contains(t, said.String(), "Error: The members of the access group cannot be imported", "502 "+http.StatusText(http.StatusBadGateway))
}

func TestConfigurationGeneratedForMembersImportsThemWithoutAChange(t *testing.T) {
	t.Parallel()
	for _, number := range []int{0, 3} {
		h, terraform := newHouse(t), newCLI(t)
		group := h.group("Engineering")
		for i := range number {
			h.AddMember(group, h.user(fmt.Sprint("User ", i)))
		}
		block := fmt.Sprintf("import {\n  to = %s\n  id = %q\n  %%s\n}\n", membersAddress, group)
		// As in TestImportBlockGeneratesConfiguration, the import block names the provider until the configuration is there.
		terraform.configure(h.config(fmt.Sprintf(block, "provider = seam")))
		terraform.must("plan", "-generate-config-out=generated.tf")
		terraform.configure(h.config(fmt.Sprintf(block, "")))
		contains(t, terraform.must("plan"), "Plan: 1 to import, 0 to add, 0 to change, 0 to destroy.")
	}
}
