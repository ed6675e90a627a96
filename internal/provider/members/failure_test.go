// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package members_test

import (
	"fmt"
	"net/http"
	"slices"
	"testing"

	"github.com/seamapi/terraform-provider-seam/internal/fakeseam"
	"github.com/seamapi/terraform-provider-seam/internal/provider/providertest"
)

const membersAddress = "seam_acs_access_group_members.all"

// forbids makes a fault that refuses requests about one ACS user.
func forbids(user string) fakeseam.Fault {
	return fakeseam.Fault{
		Status: http.StatusForbidden,
		Body:   `{"error":{"type":"forbidden","message":"Not this one."},"ok":false}`,
		Match:  func(request fakeseam.Request) bool { return request.Body["acs_user_id"] == user },
	}
}

func TestCreateOfMembersThatFailsHalfWayWarnsAndTheNextApplyGoesOn(t *testing.T) {
	t.Parallel()
	w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
	group, jane, john := w.Group("Engineering"), w.User("Jane Doe"), w.User("John Roe")
	terraform.Configure(w.Config(providertest.Members(group, map[string]string{"Jane Doe": jane, "John Roe": john})))

	w.Inject(providertest.PathAddACSUser, forbids(jane))
	terraform.Apply().Says("1 added", "Warning: Not all members were added or removed in access group "+group,
		"Not added: Jane Doe ("+jane+"): "+providertest.PathAddACSUser+": 403 Forbidden: forbidden: Not this one. (request ID ",
		"Check the provider's credential")
	w.HasMembers(t, group, john)
	w.Sent(t, providertest.PathRemove, 0)

	w.ClearFaults()
	output := terraform.Plan()
	output.Says("0 to add, 1 to change, 0 to destroy", `+ "Jane Doe" = "`+jane+`"`)
	output.Lacks("tainted")
	w.ResetRequests()
	terraform.Apply().Says("0 added, 1 changed, 0 destroyed")
	w.HasMembers(t, group, jane, john)
	w.Sent(t, providertest.PathAddACSUser, 1)
	noChanges(t, w, terraform)
	terraform.Destroy()
	w.HasMembers(t, group)
}

func TestCreateOfMembersThatChangesNothingIsAnErrorWithoutState(t *testing.T) {
	t.Parallel()
	for name, inject := range map[string]func(w *providertest.World, user string){
		"refused":      func(w *providertest.World, user string) { w.Inject(providertest.PathAddACSUser, forbids(user)) },
		"no list":      func(w *providertest.World, _ string) { w.Inject(providertest.PathListMembers, providertest.Outage()) },
		"no workspace": func(w *providertest.World, _ string) { w.Inject(providertest.PathGetWorkspace, providertest.Outage()) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
			group, jane := w.Group("Engineering"), w.User("Jane Doe")
			terraform.Configure(w.ImpatientConfig(providertest.Members(group, labelled(jane))))
			terraform.Plan("-out=plan")

			inject(w, jane)
			output := terraform.MustFail("apply", "plan")
			output.Says("Error: ")
			if name != "no workspace" {
				output.Says(group)
			}
			terraform.StateIsEmpty()
			w.ClearFaults()
			terraform.Apply()
			w.HasMembers(t, group, jane)
		})
	}
}

func TestMembersOfAnUnknownGroupAreAnErrorWithoutState(t *testing.T) {
	t.Parallel()
	w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
	jane := w.User("Jane Doe")
	const nowhere = "8aa3a7c8-31f7-4b0c-9e0a-52d1c6a4e7f0"
	terraform.Configure(w.Config(providertest.Members(nowhere, labelled(jane))))
	terraform.Plan().Says("Warning: There is no such access group", nowhere)
	terraform.MustFail("apply", "-auto-approve").Says("Error: The members of the access group were not changed: acs_access_group not found",
		nowhere, "Nobody was added or removed", "Check the ID", "request ID")
	terraform.StateIsEmpty()
}

func TestAnUnknownUserAmongMembersIsNamedAndTheOthersAreAdded(t *testing.T) {
	t.Parallel()
	w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
	group, jane := w.Group("Engineering"), w.User("Jane Doe")
	const nobody = "8aa3a7c8-31f7-4b0c-9e0a-52d1c6a4e7f0"
	terraform.Configure(w.Config(providertest.Members(group, map[string]string{"Jane Doe": jane, "Nobody": nobody})))
	terraform.Apply().Says("Warning: Not everybody who is declared can be added to access group "+group,
		`"Nobody" = `+nobody+" in acs_user_ids", "Not added: Nobody ("+nobody+"): "+providertest.PathAddACSUser, "acs_user_not_found", "Check the ID")
	w.HasMembers(t, group, jane)
	terraform.MustFail("apply", "-auto-approve").Says("Error: Not all members were added or removed in access group "+group, nobody)
	w.HasMembers(t, group, jane)
}

func TestUpdateOfMembersThatFailsHalfWayErrorsAndTheNextApplyGoesOn(t *testing.T) {
	t.Parallel()
	w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
	group := w.Group("Engineering")
	jane, john, eve, mel, ann := w.User("Jane Doe"), w.User("John Roe"), w.User("Eve Moe"), w.User("Mel Loe"), w.User("Ann Poe")
	terraform.Configure(w.Config(providertest.Members(group, map[string]string{"jane": jane, "john": john})))
	terraform.Apply()
	w.AddMember(group, eve)
	w.AddMember(group, mel)

	// John is to go, Ann to come; of the undeclared users only Mel can be removed.
	terraform.Configure(w.Config(providertest.Members(group, map[string]string{"jane": jane, "Ann Poe": ann})))
	w.Inject(providertest.PathAddACSUser, forbids(ann))
	w.Inject(providertest.PathRemove, forbids(john))
	w.Inject(providertest.PathRemove, forbids(eve))
	terraform.MustFail("apply", "-auto-approve").Says("Error: Not all members were added or removed in access group "+group,
		"Not added: Ann Poe ("+ann+"): "+providertest.PathAddACSUser+": 403", "Not removed: Eve Moe ("+eve+"): ", "John Roe ("+john+"): ", "request ID")
	w.HasMembers(t, group, jane, john, eve)
	terraform.Must("state", "show", membersAddress).Lacks(ann, mel, "tainted")

	w.ClearFaults()
	terraform.Plan().Says(`+ "Ann Poe" = "`+ann+`"`, `- "John Roe" = "`+john+`"`, `- "Eve Moe" = "`+eve+`"`)
	w.ResetRequests()
	terraform.Apply()
	w.HasMembers(t, group, jane, ann)
	w.Sent(t, providertest.PathAddACSUser, 1)
	w.Sent(t, providertest.PathRemove, 2)
	noChanges(t, w, terraform)
}

func TestDestroyAfterAnUpdateThatFailedRemovesAlsoWhomItCouldNot(t *testing.T) {
	t.Parallel()
	w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
	group, jane, john, eve := w.Group("Engineering"), w.User("Jane Doe"), w.User("John Roe"), w.User("Eve Moe")
	terraform.Configure(w.Config(providertest.Members(group, labelled(jane, john))))
	terraform.Apply()
	w.AddMember(group, eve)

	terraform.Configure(w.Config(providertest.Members(group, labelled(jane))))
	w.Inject(providertest.PathRemove, forbids(john))
	w.Inject(providertest.PathRemove, forbids(eve))
	terraform.MustFail("apply", "-auto-approve")
	w.ClearFaults()
	terraform.Destroy()
	w.HasMembers(t, group, eve)
}

func TestARemovalThatFailsInTheMiddleLosesNothing(t *testing.T) {
	t.Parallel()
	w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
	group := w.Group("Engineering")
	var users []string
	for i := range 40 {
		users = append(users, w.User(fmt.Sprint("User ", i)))
	}
	terraform.Configure(w.Config(providertest.Members(group, labelled(users...))))
	terraform.Apply()

	w.Inject(providertest.PathRemove, forbids(users[17]))
	terraform.MustFail("destroy", "-auto-approve").Says("Error: Not all members were removed from access group "+group,
		"Not removed: User 17 ("+users[17]+"): "+providertest.PathRemove+": 403", "the next destroy continues from there", "can still open the group's doors")
	w.HasMembers(t, group, users[17])
	w.Sent(t, providertest.PathRemove, 40)
	terraform.Must("state", "list").Says(membersAddress)

	w.ClearFaults()
	terraform.Destroy()
	w.HasMembers(t, group)
}

func TestDestroyOfMembersWithoutAListKeepsTheState(t *testing.T) {
	t.Parallel()
	w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
	group, jane := w.Group("Engineering"), w.User("Jane Doe")
	terraform.Configure(w.ImpatientConfig(providertest.Members(group, labelled(jane))))
	terraform.Apply()
	w.Inject(providertest.PathListMembers, providertest.Outage())
	terraform.MustFail("plan").Says("Error: Seam did not say who is in the access group", group, "502")
	terraform.MustFail("destroy", "-auto-approve", "-refresh=false").Says("Error: The members of the access group were not removed",
		group, "Nobody was removed", "502")
	terraform.Must("state", "list").Says(membersAddress)
	w.HasMembers(t, group, jane)
}

func TestAddOfAMemberThatNobodyCanTellOfBelongsToTheDestroy(t *testing.T) {
	t.Parallel()
	for name, fault := range map[string]fakeseam.Fault{
		"given up on":       {Status: http.StatusGatewayTimeout},
		"an outage":         providertest.Outage(),
		"connection closed": {CloseBefore: true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := providertest.NewWorld(t)
			group, jane, john := w.Group("Engineering"), w.User("Jane Doe"), w.User("John Roe")
			fault.Match = func(request fakeseam.Request) bool { return request.Body["acs_user_id"] == jane }
			w.Inject(providertest.PathAddACSUser, fault)
			impatient := providertest.Attributes{"max_retries": 0, "request_timeout": "1s"}
			made, said := w.ProcessOf(t, providertest.MembersType, impatient).Create(providertest.Attributes{
				"acs_access_group_id": group, "acs_user_ids": map[string]string{"Jane Doe": jane, "John Roe": john},
			})
			said.Succeeds()
			said.Says("Warning: Not all members were added or removed in access group "+group, "Possibly added: Jane Doe ("+jane+")")
			read, said := w.ProcessOf(t, providertest.MembersType).Refresh(made)
			said.Succeeds()
			wantIDs(t, read, "acs_user_ids", john)

			// What was given up on is made after all.
			w.ClearFaults()
			w.AddMember(group, jane)
			_, said = w.ProcessOf(t, providertest.MembersType).Destroy(read)
			said.Succeeds()
			w.HasMembers(t, group)
		})
	}
}

func TestKeyOfAnotherWorkspaceKeepsTheMembers(t *testing.T) {
	t.Parallel()
	for _, status := range []int{404, 400, 200} {
		t.Run(fmt.Sprint(status), func(t *testing.T) {
			t.Parallel()
			w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
			group, jane := w.Group("Engineering"), w.User("Jane Doe")
			identity, ann := w.Person("Ann Poe")
			block := providertest.Members(group, labelled(jane), "user_identity_ids = "+providertest.Map(labelled(identity)))
			terraform.Configure(w.Config(block))
			terraform.Apply()
			state := terraform.Must("state", "pull")

			other := w.AddWorkspace("Other")
			w.SetForeignAnswer(status)
			w.APIKey = w.AddAPIKey(other)
			terraform.Configure(w.Config(block))
			w.ResetRequests()
			for _, command := range [][]string{
				{"plan"},
				{"apply", "-auto-approve"},
				{"destroy", "-auto-approve"},
				{"destroy", "-auto-approve", "-refresh=false"},
			} {
				terraform.MustFail(command...).Says("Error: The credential opens another workspace", w.WorkspaceID, other)
				if now := terraform.Must("state", "pull"); now != state {
					t.Errorf("after %v the state is\n%s\nwant\n%s", command, now, state)
				}
			}
			if slices.ContainsFunc(w.Requests(), isWrite) {
				t.Error("something was written")
			}
			w.HasMembers(t, group, jane, ann)
		})
	}
}

func isWrite(request fakeseam.Request) bool {
	return slices.Contains([]string{providertest.PathAddACSUser, providertest.PathAddIdentity, providertest.PathRemove}, request.Path)
}
