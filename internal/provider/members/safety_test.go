// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package members_test

import (
	"net/http"
	"testing"

	"github.com/seamapi/terraform-provider-seam/internal/fakeseam"
	"github.com/seamapi/terraform-provider-seam/internal/provider/providertest"
)

// unlinked adds a user identity and an ACS user in a group who are the same person, which Seam finds out by the email
// address when it first adds the user identity.
func unlinked(w *providertest.World, group string) (userIdentityID, acsUserID string) {
	const emailAddress = "ann@example.com"
	acsUserID = w.AddUser(w.ACSSystemID, fakeseam.User{FullName: "Ann Poe", EmailAddress: emailAddress})
	w.AddMember(group, acsUserID)
	return w.AddIdentity(w.WorkspaceID, fakeseam.Identity{FullName: "Ann Poe", EmailAddress: emailAddress}), acsUserID
}

func TestUserIdentityThatIsNotAddedMayBeSomebodyInTheGroupWhoIsNotRemoved(t *testing.T) {
	t.Parallel()
	refused := fakeseam.Fault{Status: http.StatusForbidden}
	for name, inject := range map[string]func(*providertest.World){
		"the add is refused": func(w *providertest.World) { w.Inject(providertest.PathAddIdentity, refused) },
		// The look-up before the add finds nobody.
		"nobody says which ACS user it got": func(w *providertest.World) {
			w.Inject(providertest.PathGetUser, fakeseam.Fault{Status: http.StatusForbidden, Match: func(fakeseam.Request) bool {
				return len(w.RequestsTo(providertest.PathAddIdentity)) > 0
			}})
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := providertest.NewWorld(t)
			group, eve := w.Group("Engineering"), w.User("Eve Moe")
			identity, ann := unlinked(w, group)
			w.AddMember(group, eve)
			before := w.ProcessOf(t, providertest.MembersType)
			made, said := before.Create(providertest.Attributes{"acs_access_group_id": group, "acs_user_ids": labelled(ann, eve)})
			said.Succeeds()

			inject(w)
			config := providertest.Attributes{"acs_access_group_id": group, "user_identity_ids": labelled(identity)}
			p := w.ProcessOf(t, providertest.MembersType)
			planned, said := p.Plan(made, config)
			said.Succeeds()
			_, said = p.Apply(planned)
			said.Says("Error: Not all members were added or removed in access group "+group,
				"Not removed: Ann Poe ("+ann+"): the ACS user of a declared user identity is not known, and this may be it")
			w.HasMembers(t, group, ann, eve)
		})
	}
}

// Ann is on the list with the user identity that hers was merged into, and nobody says that the two are one.
func TestUserIdentityThatIsNotAddedMayBeMergedIntoThatOfSomebodyWhoIsNotRemoved(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	group := w.Group("Engineering")
	identity, ann := w.Person("Ann Poe")
	kept := w.AddIdentity(w.WorkspaceID, fakeseam.Identity{FullName: "Ann Poe-Roe"})
	_, eve := w.Person("Eve Moe")
	_, mel := w.Person("Mel Loe")
	for _, user := range []string{ann, eve, mel} {
		w.AddMember(group, user)
	}
	made, said := w.ProcessOf(t, providertest.MembersType).Create(providertest.Attributes{"acs_access_group_id": group, "acs_user_ids": labelled(ann, eve, mel)})
	said.Succeeds()
	w.MergeIdentities(kept, identity)

	p := w.ProcessOf(t, providertest.MembersType)
	planned, said := p.Plan(made, providertest.Attributes{"acs_access_group_id": group, "user_identity_ids": labelled(identity)})
	said.Succeeds()
	refused := fakeseam.Fault{Status: http.StatusForbidden}
	w.Inject(providertest.PathGetIdentity, refused)
	w.Inject(providertest.PathGetUser, refused)
	w.Inject(providertest.PathListUsers, refused)
	_, said = w.ProcessOf(t, providertest.MembersType).Apply(planned)
	for _, user := range []string{ann, eve, mel} {
		said.Says("(" + user + "): the ACS user of a declared user identity is not known, and this may be it")
	}
	w.HasMembers(t, group, ann, eve, mel)
	// Seam is asked once for all who leave.
	w.Sent(t, providertest.PathGetIdentity, 1)
}

func TestDeclaringTheUserIdentityOfAMemberSaysNothingOfAnotherResource(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	group := w.Group("Engineering")
	identity, ann := unlinked(w, group)
	made, said := w.ProcessOf(t, providertest.MembersType).Create(providertest.Attributes{"acs_access_group_id": group, "acs_user_ids": labelled(ann)})
	said.Succeeds()

	p := w.ProcessOf(t, providertest.MembersType)
	planned, said := p.Plan(made, providertest.Attributes{"acs_access_group_id": group, "user_identity_ids": labelled(identity)})
	said.Succeeds()
	_, said = p.Apply(planned)
	said.Succeeds()
	said.Lacks("Warning")
	w.HasMembers(t, group, ann)
	w.Sent(t, providertest.PathRemove, 0)
}

// The predecessor's destroy leaves those whom a create has adopted. If the create saved nothing, nobody would track them.
func TestCreateThatAdoptsMembersTracksThemThoughAnotherIsNotAdded(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	group, jane, bob := w.Group("Engineering"), w.User("Jane Doe"), w.User("Bob Poe")
	before, said := w.ProcessOf(t, providertest.MembersType).Create(providertest.Attributes{"acs_access_group_id": group, "acs_user_ids": labelled(jane)})
	said.Succeeds()

	w.Inject(providertest.PathAddACSUser, forbids(bob))
	p := w.ProcessOf(t, providertest.MembersType)
	after, said := p.Create(providertest.Attributes{"acs_access_group_id": group, "acs_user_ids": map[string]string{"Jane Doe": jane, "Bob Poe": bob}})
	said.Succeeds()
	said.Says("Warning: Not all members were added or removed in access group "+group, "Not added: Bob Poe ("+bob+")")
	if !after.Exists() {
		t.Fatal("nothing is in the state")
	}
	_, said = p.Destroy(before)
	said.Succeeds()
	said.Says("Warning: People were kept", jane)
	w.HasMembers(t, group, jane)

	read, said := w.ProcessOf(t, providertest.MembersType).Refresh(after)
	said.Succeeds()
	wantIDs(t, read, "acs_user_ids", jane)
}

// In another workspace, a removal of somebody who is not there looks like a success.
func TestUpdateThatOnlyRemovesChecksTheWorkspaceFirst(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	group, jane := w.Group("Engineering"), w.User("Jane Doe")
	made, said := w.ProcessOf(t, providertest.MembersType).Create(providertest.Attributes{"acs_access_group_id": group, "acs_user_ids": labelled(jane)})
	said.Succeeds()
	planned, said := w.ProcessOf(t, providertest.MembersType).Plan(made, providertest.Attributes{"acs_access_group_id": group, "acs_user_ids": labelled(), "allow_empty": true})
	said.Succeeds()

	w.ResetRequests()
	w.SetForeignAnswer(http.StatusOK)
	elsewhere := w.ProcessOf(t, providertest.MembersType, providertest.Attributes{"api_key": w.AddAPIKey(w.AddWorkspace("Other"))})
	_, said = elsewhere.Apply(planned)
	said.Says("Error: The credential opens another workspace")
	w.HasMembers(t, group, jane)
	w.Sent(t, providertest.PathRemove, 0)
}

func TestPlanOfMembersWithoutARefreshNamesNobodyWhereNothingIsPlanned(t *testing.T) {
	t.Parallel()
	w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
	group, jane, eve := w.Group("Engineering"), w.User("Jane Doe"), w.User("Eve Moe")
	terraform.Configure(w.Config(providertest.Members(group, labelled(jane))))
	terraform.Apply()

	w.AddMember(group, eve)
	output := terraform.Plan("-refresh=false")
	output.Says("No changes.")
	output.Lacks(eve)
	terraform.Plan().Says("0 to add, 1 to change", `- "Eve Moe" = "`+eve+`"`)
}

// A dependent that fails keeps Terraform from destroying what a replacement under create_before_destroy has replaced.
func TestReplacementOfMembersThatIsCutOffSaysWhatComesNext(t *testing.T) {
	t.Parallel()
	w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
	group, jane := w.Group("Engineering"), w.User("Jane Doe")
	terraform.Configure(w.Config(`
variable "works" { default = true }
resource "seam_acs_access_group_members" "all" {
  acs_access_group_id = "` + group + `"
  acs_user_ids        = { jane = "` + jane + `" }
  ` + providertest.CreateBeforeDestroy + `
}
resource "terraform_data" "dependent" {
  lifecycle { replace_triggered_by = [` + membersAddress + `] }
  provisioner "local-exec" { command = var.works ? "true" : "false" }
}
`))
	terraform.Apply()
	terraform.MustFail("apply", "-auto-approve", "-replace="+membersAddress, "-var=works=false")
	w.HasMembers(t, group, jane)

	terraform.Plan().Says("Warning: Two resources declare the members of one access group", "Apply until the plan is empty")
	terraform.Apply()
	terraform.Apply()
	w.HasMembers(t, group, jane)
	noChanges(t, w, terraform)
}
