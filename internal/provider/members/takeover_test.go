// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package members_test

import (
	"encoding/json"
	"testing"

	tfjson "github.com/hashicorp/terraform-json"

	"github.com/seamapi/terraform-provider-seam/internal/fakeseam"
	"github.com/seamapi/terraform-provider-seam/internal/provider/providertest"
)

func TestTakingOverAGroupWithPeopleInItTakesAnImportThatShowsEachOfThemLeaving(t *testing.T) {
	t.Parallel()
	w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
	group, jane, eve, mel, ann := w.Group("Engineering"), w.User("Jane Doe"), w.User("Eve Moe"), w.User("Mel Loe"), w.User("Ann Poe")
	for _, user := range []string{jane, eve, mel} {
		w.AddMember(group, user)
	}
	block := providertest.Members(group, map[string]string{"Jane Doe": jane})
	terraform.Configure(w.Config(block))
	w.ResetRequests()
	terraform.MustFail("apply", "-auto-approve").IsOneError(
		"There are people in access group Engineering ("+group+") whom the configuration does not declare",
		"Eve Moe ("+eve+") Mel Loe ("+mel+")", "A create removes nobody.",
		`import { to = seam_acs_access_group_members.NAME id = "`+group+`" }`)
	w.SentNoWrite(t)
	terraform.StateIsEmpty()

	terraform.Configure(w.Config(block, providertest.Import(membersAddress, group)))
	terraform.Plan("-out=plan").Says(`- "Eve Moe" = "`+eve+`" -> null`, `- "Mel Loe" = "`+mel+`" -> null`, "1 to import, 0 to add, 1 to change")
	var plan tfjson.Plan
	if err := json.Unmarshal([]byte(terraform.Must("show", "-json", "plan").String()), &plan); err != nil {
		t.Fatal(err)
	}
	before, after := plan.ResourceChanges[0].Change.Before.(map[string]any), plan.ResourceChanges[0].Change.After.(map[string]any)
	leaving := before["acs_user_ids"].(map[string]any)
	for label := range after["acs_user_ids"].(map[string]any) {
		delete(leaving, label)
	}
	if len(leaving) != 2 || leaving["Eve Moe"] != eve || leaving["Mel Loe"] != mel {
		t.Errorf("leaving are %v", leaving)
	}

	w.AddMember(group, ann)
	w.ResetRequests()
	terraform.Must("apply", "plan").Says("Warning: The next plan will remove people from access group "+group, "Ann Poe ("+ann+")")
	w.HasMembers(t, group, jane, ann)
	w.Sent(t, providertest.PathRemove, 2)
	w.Sent(t, providertest.PathAddACSUser, 0)
}

// What is not known while planning cannot be shown in the plan.
func TestACreateOfWhatIsNotKnownYetRemovesNobody(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	group, jane, eve := w.Group("Engineering"), w.User("Jane Doe"), w.User("Eve Moe")
	w.AddMember(group, eve)
	p := w.ProcessOf(t, providertest.MembersType)
	_, said := p.Plan(providertest.Object{}, providertest.Attributes{"acs_access_group_id": group, "acs_user_ids": map[string]string{"Jane Doe": ""}})
	said.Succeeds()
	said.Says("Warning: There may be people whom the configuration does not declare in access group "+group, "Eve Moe ("+eve+")", "removes nobody")

	w.RemoveMember(group, eve)
	config := providertest.Attributes{"acs_access_group_id": group, "acs_user_ids": labelled(jane)}
	planned, said := w.ProcessOf(t, providertest.MembersType).Plan(providertest.Object{}, config)
	said.IsSilent()
	w.AddMember(group, eve)
	w.ResetRequests()
	made, said := w.ProcessOf(t, providertest.MembersType).Apply(planned)
	said.Succeeds()
	said.Says("Warning: The next plan will remove people from access group "+group, "Eve Moe ("+eve+")")
	w.HasMembers(t, group, jane, eve)
	w.Sent(t, providertest.PathRemove, 0)

	p = w.ProcessOf(t, providertest.MembersType)
	read, said := p.Refresh(made)
	said.Succeeds()
	if got := read.Map("undeclared_acs_user_ids")["Eve Moe"]; got != eve {
		t.Errorf("Eve Moe is %q, want %q", got, eve)
	}
	planned, said = p.Plan(read, config)
	said.IsSilent()
	wantIDs(t, planned.Planned, "undeclared_acs_user_ids")
	_, said = p.Apply(planned)
	said.IsSilent()
	w.HasMembers(t, group, jane)
}

func TestAGroupThatIsNotKnownYetIsTold(t *testing.T) {
	t.Parallel()
	w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
	group, jane := w.Group("Engineering"), w.User("Jane Doe")
	terraform.Configure(w.Config(`
resource "terraform_data" "group" { input = "` + group + `" }
resource "seam_acs_access_group_members" "all" {
  acs_access_group_id = terraform_data.group.output
  acs_user_ids        = { jane = "` + jane + `" }
}
`))
	terraform.Apply().Says("Warning: An access group is not known yet", "Applying this removes nobody.", "2 added")
	w.HasMembers(t, group, jane)
}

// A replacement destroys first. An error in the create that follows would leave everybody out whom the destroy removed.
func TestWhoJoinsDuringAReplacementDoesNotKeepTheOthersOut(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	group, jane, eve := w.Group("Engineering"), w.User("Jane Doe"), w.User("Eve Moe")
	config := providertest.Attributes{"acs_access_group_id": group, "acs_user_ids": labelled(jane)}
	made, said := w.ProcessOf(t, providertest.MembersType).Create(config)
	said.Succeeds()

	w.AddMember(group, eve)
	p := w.ProcessOf(t, providertest.MembersType)
	_, said = p.Destroy(made)
	said.Succeeds()
	_, said = p.Create(config)
	said.Succeeds()
	said.Says("Warning: The next plan will remove people from access group "+group, "Eve Moe ("+eve+")")
	w.HasMembers(t, group, jane, eve)
}

func TestAGroupOfAnAccessGrantIsNotOwnedAsAWhole(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	group, jane := w.Group("Suite 4"), w.User("Jane Doe")
	w.AddGroupMutation(group, "deferring_deletion")
	const refusal = "Error: Access group Suite 4 ("
	_, said := w.ProcessOf(t, providertest.MembersType).Create(providertest.Attributes{"acs_access_group_id": group, "acs_user_ids": labelled(jane)})
	said.IsOneError(refusal, "Access Grant", "deferring_deletion")
	_, said = w.ProcessOf(t, providertest.MembersType).ImportID(group)
	said.IsOneError(refusal, "Access Grant")
	w.SentNoWrite(t)
}

func TestPeopleWhoCannotBeAddedAreToldWhilePlanning(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	group, jane := w.Group("Engineering"), w.User("Jane Doe")
	identity, ann := w.Person("Ann Poe")
	elsewhere := w.AddUser(w.AddSystem(w.WorkspaceID, "Warehouse"), fakeseam.User{FullName: "Max Mu"})
	const nobody = "8aa3a7c8-31f7-4b0c-9e0a-52d1c6a4e7f0"
	_, said := w.ProcessOf(t, providertest.MembersType).Plan(providertest.Object{}, providertest.Attributes{
		"acs_access_group_id": group,
		"acs_user_ids":        map[string]string{"Jane": jane, "Nobody": nobody, "Ann": identity, "Max": elsewhere},
		"user_identity_ids":   map[string]string{"Noone": nobody, "Poe": ann},
	})
	said.Succeeds()
	said.Says("Warning: Not everybody who is declared can be added to access group "+group,
		`"Max" = `+elsewhere+" in acs_user_ids: this is an ACS user of another access system",
		`"Nobody" = `+nobody+" in acs_user_ids", `"Noone" = `+nobody+" in user_identity_ids",
		`"Ann" = `+identity+" in acs_user_ids: this is the ID of a user identity, write it to user_identity_ids",
		`"Poe" = `+ann+" in user_identity_ids: this is the ID of an ACS user, write it to acs_user_ids")
	said.Lacks("Jane")
}
