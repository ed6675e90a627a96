// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package members_test

import (
	"fmt"
	"net/http"
	"testing"

	"github.com/seamapi/terraform-provider-seam/internal/provider/providertest"
)

func TestImportOfMembersHasEverybodyAndPlansNothing(t *testing.T) {
	t.Parallel()
	w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
	group, jane, john := w.Group("Engineering"), w.User("Jane Doe"), w.User("John Roe")
	w.AddMember(group, jane)
	w.AddMember(group, john)
	terraform.Configure(w.Config(providertest.Members(group, map[string]string{"Jane Doe": jane, "John Roe": john})))

	terraform.Must("import", membersAddress, group)
	noChanges(t, w, terraform)
	terraform.Destroy()
	w.HasMembers(t, group)
}

func TestImportedMembersByUserIdentityAreAnUpdateThatSendsNothing(t *testing.T) {
	t.Parallel()
	w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
	group, jane := w.Group("Engineering"), w.User("Jane Doe")
	identity, ann := w.Person("Ann Poe")
	w.AddMember(group, jane)
	w.AddMember(group, ann)
	terraform.Configure(w.Config(providertest.Members(group, labelled(jane), "user_identity_ids = "+providertest.Map(labelled(identity)))))

	terraform.Must("import", membersAddress, group)
	w.ResetRequests()
	output := terraform.Apply()
	output.Says("0 added, 1 changed, 0 destroyed")
	output.Lacks("access group " + group)
	w.HasMembers(t, group, jane, ann)
	w.Sent(t, providertest.PathAddACSUser, 0)
	w.Sent(t, providertest.PathAddIdentity, 0)
	w.Sent(t, providertest.PathRemove, 0)
	noChanges(t, w, terraform)
}

func TestImportOfMembersNamesWhomTheConfigurationLeavesOut(t *testing.T) {
	t.Parallel()
	w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
	group, jane, john := w.Group("Engineering"), w.User("Jane Doe"), w.User("John Roe")
	w.AddMember(group, jane)
	w.AddMember(group, john)
	terraform.Configure(w.Config(providertest.Members(group, labelled(jane))))

	terraform.Must("import", membersAddress, group)
	terraform.Plan().Says("0 to add, 1 to change, 0 to destroy", `- "John Roe" = "`+john+`"`)
}

func TestImportOfAnEmptyGroup(t *testing.T) {
	t.Parallel()
	w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
	group := w.Group("Engineering")
	terraform.Configure(w.Config(providertest.Members(group, nil, "allow_empty = true")))
	terraform.Must("import", membersAddress, group)
	noChanges(t, w, terraform)
}

func TestImportOfMembersThatCannotBe(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	const nowhere = "8aa3a7c8-31f7-4b0c-9e0a-52d1c6a4e7f0"
	for id, phrase := range map[string]string{
		"Engineering": "The import ID is the ID of the access group",
		"":            "The import ID is the ID of the access group",
		nowhere:       "The members of the access group cannot be imported",
	} {
		p := w.ProcessOf(t, providertest.MembersType)
		_, said := p.ImportID(id)
		if !said.Failed() {
			t.Errorf("%q was imported", id)
		}
		said.Says(phrase)
	}
	_, said := w.ProcessOf(t, providertest.MembersType).ImportIdentity(providertest.Attributes{"acs_access_group_id": "Engineering"})
	said.Says("Error: The resource identity is not valid")

	elsewhere := w.AddSystem(w.AddWorkspace("Other"), "Elsewhere")
	w.SetForeignAnswer(http.StatusOK)
	_, said = w.ProcessOf(t, providertest.MembersType).ImportID(w.AddGroup(elsewhere, "Engineering"))
	said.Says("Error: The members of the access group cannot be imported")

	p := w.ProcessOf(t, providertest.MembersType, providertest.Attributes{"max_retries": 0})
	w.Inject(providertest.PathListMembers, providertest.Outage())
	_, said = p.ImportID(nowhere)
	said.Says("Error: The members of the access group cannot be imported", "502 "+http.StatusText(http.StatusBadGateway))
}

func TestConfigurationGeneratedForMembersImportsThemWithoutAChange(t *testing.T) {
	t.Parallel()
	for _, number := range []int{0, 3} {
		w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
		group := w.Group("Engineering")
		for i := range number {
			w.AddMember(group, w.User(fmt.Sprint("User ", i)))
		}
		block := fmt.Sprintf("import {\n  to = %s\n  id = %q\n  %%s\n}\n", membersAddress, group)
		// As in TestImportBlockGeneratesConfiguration, the import block names the provider until the configuration is there.
		terraform.Configure(w.Config(fmt.Sprintf(block, "provider = seam")))
		terraform.Plan("-generate-config-out=generated.tf")
		terraform.Configure(w.Config(fmt.Sprintf(block, "")))
		terraform.Plan().Says("Plan: 1 to import, 0 to add, 0 to change, 0 to destroy.")
	}
}
