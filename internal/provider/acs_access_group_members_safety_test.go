// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package provider_test

import (
	"net/http"
	"testing"

	"github.com/seamapi/terraform-provider-seam/internal/fakeseam"
)

// unlinked adds a user identity and an ACS user in a group who are the same person, which Seam finds out by the email
// address when it first adds the user identity.
func (h *house) unlinked(group string) (userIdentityID, acsUserID string) {
	const emailAddress = "ann@example.com"
	acsUserID = h.AddUser(h.system, fakeseam.User{FullName: "Ann Poe", EmailAddress: emailAddress})
	h.AddMember(group, acsUserID)
	return h.AddIdentity(h.workspace, fakeseam.Identity{FullName: "Ann Poe", EmailAddress: emailAddress}), acsUserID
}

func TestUserIdentityThatIsNotAddedMayBeSomebodyInTheGroupWhoIsNotRemoved(t *testing.T) {
	t.Parallel()
	refused := fakeseam.Fault{Status: http.StatusForbidden}
	for name, inject := range map[string]func(*house){
		"the add is refused": func(h *house) { h.Inject(pathAddIdentity, refused) },
		// The look-up before the add finds nobody.
		"nobody says which ACS user it got": func(h *house) {
			h.Inject(pathGetUser, fakeseam.Fault{Status: http.StatusForbidden, Match: func(fakeseam.Request) bool {
				return len(h.RequestsTo(pathAddIdentity)) > 0
			}})
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := newHouse(t)
			group, eve := h.group("Engineering"), h.user("Eve Moe")
			identity, ann := h.unlinked(group)
			h.AddMember(group, eve)
			before := h.processOf(t, membersType, nil)
			made, said := before.create(attributes{"acs_access_group_id": group, "acs_user_ids": []string{ann, eve}})
			succeeded(t, said)

			inject(h)
			config := attributes{"acs_access_group_id": group, "user_identity_ids": []string{identity}}
			p := h.processOf(t, membersType, nil)
			planned, said := p.plan(made, config)
			succeeded(t, said)
			_, said = p.apply(planned)
			contains(t, said.String(), "Error: Not all members were added or removed in access group "+group,
				"Not removed: Ann Poe ("+ann+"): the ACS user of a declared user identity is not known, and this may be it")
			check(t, h.hasMembers(group, ann, eve))
		})
	}
}

func TestDeclaringTheUserIdentityOfAMemberSaysNothingOfAnotherResource(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	group := h.group("Engineering")
	identity, ann := h.unlinked(group)
	made, said := h.processOf(t, membersType, nil).create(attributes{"acs_access_group_id": group, "acs_user_ids": []string{ann}})
	succeeded(t, said)

	p := h.processOf(t, membersType, nil)
	planned, said := p.plan(made, attributes{"acs_access_group_id": group, "user_identity_ids": []string{identity}})
	succeeded(t, said)
	_, said = p.apply(planned)
	succeeded(t, said)
	lacks(t, said.String(), "Warning")
	check(t, h.hasMembers(group, ann), h.sent(pathRemove, 0))
}

// The predecessor's destroy leaves those whom a create has adopted. If the create saved nothing, nobody would track them.
func TestCreateThatAdoptsMembersTracksThemThoughAnotherIsNotAdded(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	group, jane, bob := h.group("Engineering"), h.user("Jane Doe"), h.user("Bob Poe")
	before, said := h.processOf(t, membersType, nil).create(attributes{"acs_access_group_id": group, "acs_user_ids": []string{jane}})
	succeeded(t, said)

	h.Inject(pathAddACSUser, forbids(bob))
	p := h.processOf(t, membersType, nil)
	after, said := p.create(attributes{"acs_access_group_id": group, "acs_user_ids": []string{jane, bob}})
	succeeded(t, said)
	contains(t, said.String(), "Warning: Not all members were added or removed in access group "+group, "Not added: Bob Poe ("+bob+")")
	if !after.exists() {
		t.Fatal("nothing is in the state")
	}
	_, said = p.destroy(before)
	succeeded(t, said)
	contains(t, said.String(), "Warning: Users were kept", jane)
	check(t, h.hasMembers(group, jane))

	read, said := h.processOf(t, membersType, nil).read(after)
	succeeded(t, said)
	wantIDs(t, read, "acs_user_ids", jane)
}

// In another workspace, a removal of somebody who is not there looks like a success.
func TestUpdateThatOnlyRemovesChecksTheWorkspaceFirst(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	group, jane := h.group("Engineering"), h.user("Jane Doe")
	made, said := h.processOf(t, membersType, nil).create(attributes{"acs_access_group_id": group, "acs_user_ids": []string{jane}})
	succeeded(t, said)
	planned, said := h.processOf(t, membersType, nil).plan(made, attributes{"acs_access_group_id": group, "acs_user_ids": []string{}, "allow_empty": true})
	succeeded(t, said)

	h.ResetRequests()
	h.SetForeignAnswer(http.StatusOK)
	elsewhere := h.processOf(t, membersType, attributes{"api_key": h.AddAPIKey(h.AddWorkspace("Other"))})
	_, said = elsewhere.apply(planned)
	contains(t, said.String(), "Error: The credential opens another workspace")
	check(t, h.hasMembers(group, jane), h.sent(pathRemove, 0))
}

func TestPlanOfMembersWithoutARefreshNamesNobodyWhereNothingIsPlanned(t *testing.T) {
	t.Parallel()
	h, terraform := newHouse(t), newCLI(t)
	group, jane, eve := h.group("Engineering"), h.user("Jane Doe"), h.user("Eve Moe")
	terraform.configure(h.config(membersOf(group, []string{jane})))
	terraform.apply()

	h.AddMember(group, eve)
	output := terraform.must("plan", "-refresh=false")
	contains(t, output, "No changes.")
	lacks(t, output, "will be removed", eve)
	contains(t, terraform.must("plan"), "0 to add, 1 to change", "will be removed", "Eve Moe ("+eve+")")
}

func TestPlanOfMembersOfAGroupThatIsNotKnownSaysSo(t *testing.T) {
	t.Parallel()
	h, terraform := newHouse(t), newCLI(t)
	group, jane, eve := h.group("Engineering"), h.user("Jane Doe"), h.user("Eve Moe")
	h.AddMember(group, eve)
	terraform.configure(h.config(`
resource "terraform_data" "group" { input = "` + group + `" }
resource "seam_acs_access_group_members" "all" {
  acs_access_group_id = terraform_data.group.output
  acs_user_ids        = ["` + jane + `"]
}
`))
	contains(t, terraform.must("plan"), "Warning: Users may be removed from an access group that is not known yet")
	contains(t, terraform.apply(), "Warning: Undeclared users were removed from access group "+group, eve)
	check(t, h.hasMembers(group, jane))
}

// A dependent that fails keeps Terraform from destroying what a replacement under create_before_destroy has replaced.
func TestReplacementOfMembersThatIsCutOffSaysWhatComesNext(t *testing.T) {
	t.Parallel()
	h, terraform := newHouse(t), newCLI(t)
	group, jane := h.group("Engineering"), h.user("Jane Doe")
	terraform.configure(h.config(`
variable "works" { default = true }
resource "seam_acs_access_group_members" "all" {
  acs_access_group_id = "` + group + `"
  acs_user_ids        = ["` + jane + `"]
  ` + createBeforeDestroy + `
}
resource "terraform_data" "dependent" {
  lifecycle { replace_triggered_by = [` + membersAddress + `] }
  provisioner "local-exec" { command = var.works ? "true" : "false" }
}
`))
	terraform.apply()
	terraform.mustFail("apply", "-auto-approve", "-replace="+membersAddress, "-var=works=false")
	check(t, h.hasMembers(group, jane))

	contains(t, terraform.must("plan"), "Warning: Two resources declare the members of one access group", "Apply until the plan is empty")
	terraform.apply()
	terraform.apply()
	check(t, h.hasMembers(group, jane))
	h.noChanges(t, terraform)
}
