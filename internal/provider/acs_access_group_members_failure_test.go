// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package provider_test

import (
	"fmt"
	"net/http"
	"slices"
	"testing"

	"github.com/seamapi/terraform-provider-seam/internal/fakeseam"
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
	h, terraform := newHouse(t), newCLI(t)
	group, jane, john := h.group("Engineering"), h.user("Jane Doe"), h.user("John Roe")
	eve, mel := h.user("Eve Moe"), h.user("Mel Loe")
	h.AddMember(group, eve)
	h.AddMember(group, mel)
	terraform.configure(h.config(membersOf(group, []string{jane, john})))

	h.Inject(pathAddACSUser, forbids(jane))
	h.Inject(pathRemove, forbids(eve))
	contains(t, terraform.apply(), "1 added", "Warning: Not all members were added or removed in access group "+group,
		"Not added: Jane Doe ("+jane+"): "+pathAddACSUser+": 403 Forbidden: forbidden: Not this one. (request ID ",
		"Not removed: Eve Moe ("+eve+"): "+pathRemove+": 403", "can still open the group's doors", "Check the provider's credential")
	check(t, h.hasMembers(group, john, eve))

	h.ClearFaults()
	output := terraform.must("plan")
	contains(t, output, "0 to add, 1 to change, 0 to destroy", "Eve Moe ("+eve+")")
	lacks(t, output, "tainted")
	h.ResetRequests()
	contains(t, terraform.apply(), "0 added, 1 changed, 0 destroyed")
	check(t, h.hasMembers(group, jane, john), h.sent(pathAddACSUser, 1), h.sent(pathRemove, 1))
	h.noChanges(t, terraform)
	terraform.must("destroy", "-auto-approve")
	check(t, h.hasMembers(group))
}

func TestCreateOfMembersThatChangesNothingIsAnErrorWithoutState(t *testing.T) {
	t.Parallel()
	for name, inject := range map[string]func(h *house, user string){
		"refused":           func(h *house, user string) { h.Inject(pathAddACSUser, forbids(user)) },
		"no list":           func(h *house, _ string) { h.Inject(pathListUsers, outage()) },
		"no workspace":      func(h *house, _ string) { h.Inject(pathGetWorkspace, outage()) },
		"connection closed": func(h *house, _ string) { h.Inject(pathAddACSUser, fakeseam.Fault{CloseBefore: true}) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h, terraform := newHouse(t), newCLI(t)
			group, jane := h.group("Engineering"), h.user("Jane Doe")
			terraform.configure(h.impatient(membersOf(group, []string{jane})))
			terraform.must("plan", "-out=plan")

			inject(h, jane)
			output := terraform.mustFail("apply", "plan")
			contains(t, output, "Error: ", group)
			if state := terraform.must("state", "list"); state != "" {
				t.Errorf("the state has %q", state)
			}
			h.ClearFaults()
			terraform.apply()
			check(t, h.hasMembers(group, jane))
		})
	}
}

func TestMembersOfAnUnknownGroupAreAnErrorWithoutState(t *testing.T) {
	t.Parallel()
	h, terraform := newHouse(t), newCLI(t)
	jane := h.user("Jane Doe")
	const nowhere = "8aa3a7c8-31f7-4b0c-9e0a-52d1c6a4e7f0"
	terraform.configure(h.config(membersOf(nowhere, []string{jane})))
	contains(t, terraform.must("plan"), "Warning: There is no such access group", nowhere)
	contains(t, terraform.mustFail("apply", "-auto-approve"), "Error: The members of the access group were not changed: acs_access_group not found",
		nowhere, "Nobody was added or removed", "Check the ID", "request ID")
	if state := terraform.must("state", "list"); state != "" {
		t.Errorf("the state has %q", state)
	}
}

func TestAnUnknownUserAmongMembersIsNamedAndTheOthersAreAdded(t *testing.T) {
	t.Parallel()
	h, terraform := newHouse(t), newCLI(t)
	group, jane := h.group("Engineering"), h.user("Jane Doe")
	const nobody = "8aa3a7c8-31f7-4b0c-9e0a-52d1c6a4e7f0"
	terraform.configure(h.config(membersOf(group, []string{jane, nobody})))
	contains(t, terraform.apply(), "Not added: "+nobody+": "+pathAddACSUser, "acs_user_not_found", "Check the ID")
	check(t, h.hasMembers(group, jane))
	contains(t, terraform.mustFail("apply", "-auto-approve"), "Error: Not all members were added or removed in access group "+group, nobody)
	check(t, h.hasMembers(group, jane))
}

func TestUpdateOfMembersThatFailsHalfWayErrorsAndTheNextApplyGoesOn(t *testing.T) {
	t.Parallel()
	h, terraform := newHouse(t), newCLI(t)
	group := h.group("Engineering")
	jane, john, eve, mel, ann := h.user("Jane Doe"), h.user("John Roe"), h.user("Eve Moe"), h.user("Mel Loe"), h.user("Ann Poe")
	terraform.configure(h.config(membersOf(group, []string{jane, john})))
	terraform.apply()
	h.AddMember(group, eve)
	h.AddMember(group, mel)

	// John is to go, Ann to come; of the undeclared users only Mel can be removed.
	terraform.configure(h.config(membersOf(group, []string{jane, ann})))
	h.Inject(pathAddACSUser, forbids(ann))
	h.Inject(pathRemove, forbids(john))
	h.Inject(pathRemove, forbids(eve))
	contains(t, terraform.mustFail("apply", "-auto-approve"), "Error: Not all members were added or removed in access group "+group,
		"Not added: Ann Poe ("+ann+"): "+pathAddACSUser+": 403", "Not removed: Eve Moe ("+eve+"): ", "John Roe ("+john+"): ", "request ID")
	check(t, h.hasMembers(group, jane, john, eve))
	lacks(t, terraform.must("state", "show", membersAddress), ann, mel, "tainted")

	h.ClearFaults()
	contains(t, terraform.must("plan"), `+ "`+ann+`"`, `- "`+john+`"`, `- "`+eve+`"`, "John Roe ("+john+")", "Eve Moe ("+eve+")")
	h.ResetRequests()
	terraform.apply()
	check(t, h.hasMembers(group, jane, ann), h.sent(pathAddACSUser, 1), h.sent(pathRemove, 2))
	h.noChanges(t, terraform)
}

func TestDestroyAfterAnUpdateThatFailedRemovesAlsoWhomItCouldNot(t *testing.T) {
	t.Parallel()
	h, terraform := newHouse(t), newCLI(t)
	group, jane, john, eve := h.group("Engineering"), h.user("Jane Doe"), h.user("John Roe"), h.user("Eve Moe")
	terraform.configure(h.config(membersOf(group, []string{jane, john})))
	terraform.apply()
	h.AddMember(group, eve)

	terraform.configure(h.config(membersOf(group, []string{jane})))
	h.Inject(pathRemove, forbids(john))
	h.Inject(pathRemove, forbids(eve))
	terraform.mustFail("apply", "-auto-approve")
	h.ClearFaults()
	terraform.must("destroy", "-auto-approve")
	check(t, h.hasMembers(group, eve))
}

func TestARemovalThatFailsInTheMiddleLosesNothing(t *testing.T) {
	t.Parallel()
	h, terraform := newHouse(t), newCLI(t)
	group := h.group("Engineering")
	var users []string
	for i := range 40 {
		users = append(users, h.user(fmt.Sprint("User ", i)))
	}
	terraform.configure(h.config(membersOf(group, users)))
	terraform.apply()

	h.Inject(pathRemove, forbids(users[17]))
	contains(t, terraform.mustFail("destroy", "-auto-approve"), "Error: Not all members were removed from access group "+group,
		"Not removed: User 17 ("+users[17]+"): "+pathRemove+": 403", "the next destroy goes on from there", "can still open the group's doors")
	check(t, h.hasMembers(group, users[17]), h.sent(pathRemove, 40))
	contains(t, terraform.must("state", "list"), membersAddress)

	h.ClearFaults()
	terraform.must("destroy", "-auto-approve")
	check(t, h.hasMembers(group))
}

func TestDestroyOfMembersWithoutAListKeepsTheState(t *testing.T) {
	t.Parallel()
	h, terraform := newHouse(t), newCLI(t)
	group, jane := h.group("Engineering"), h.user("Jane Doe")
	terraform.configure(h.impatient(membersOf(group, []string{jane})))
	terraform.apply()
	h.Inject(pathListUsers, outage())
	contains(t, terraform.mustFail("plan"), "Error: Seam did not say who is in the access group", group, "502")
	contains(t, terraform.mustFail("destroy", "-auto-approve", "-refresh=false"), "Error: The members of the access group were not removed",
		group, "Nobody was removed", "502")
	contains(t, terraform.must("state", "list"), membersAddress)
	check(t, h.hasMembers(group, jane))
}

func TestAddOfAMemberThatNobodyCanTellOfBelongsToTheDestroy(t *testing.T) {
	t.Parallel()
	h, terraform := newHouse(t), newCLI(t)
	group, jane, john := h.group("Engineering"), h.user("Jane Doe"), h.user("John Roe")
	terraform.configure(h.impatient(membersOf(group, []string{jane, john})))

	h.Inject(pathAddACSUser, fakeseam.Fault{
		Status: http.StatusGatewayTimeout,
		Match:  func(request fakeseam.Request) bool { return request.Body["acs_user_id"] == jane },
	})
	contains(t, terraform.apply(), "Perhaps added: Jane Doe ("+jane+")", "504")
	terraform.must("apply", "-refresh-only", "-auto-approve")

	// What the gateway gave up on is made after all.
	h.ClearFaults()
	h.AddMember(group, jane)
	terraform.must("destroy", "-auto-approve")
	check(t, h.hasMembers(group))
}

func TestKeyOfAnotherWorkspaceKeepsTheMembers(t *testing.T) {
	t.Parallel()
	for _, status := range []int{404, 400, 200} {
		t.Run(fmt.Sprint(status), func(t *testing.T) {
			t.Parallel()
			h, terraform := newHouse(t), newCLI(t)
			group, jane := h.group("Engineering"), h.user("Jane Doe")
			identity, ann := h.person("Ann Poe")
			block := membersOf(group, []string{jane}, "user_identity_ids = "+list([]string{identity}))
			terraform.configure(h.config(block))
			terraform.apply()
			state := terraform.must("state", "pull")

			other := h.AddWorkspace("Other")
			h.SetForeignAnswer(status)
			h.key = h.AddAPIKey(other)
			terraform.configure(h.config(block))
			h.ResetRequests()
			for _, command := range [][]string{
				{"plan"},
				{"apply", "-auto-approve"},
				{"destroy", "-auto-approve"},
				{"destroy", "-auto-approve", "-refresh=false"},
			} {
				contains(t, terraform.mustFail(command...), "Error: The credential opens another workspace", h.workspace, other)
				if now := terraform.must("state", "pull"); now != state {
					t.Errorf("after %v the state is\n%s\nwant\n%s", command, now, state)
				}
			}
			if slices.ContainsFunc(h.Requests(), isWrite) {
				t.Error("something was written")
			}
			check(t, h.hasMembers(group, jane, ann))
		})
	}
}

func isWrite(request fakeseam.Request) bool {
	return slices.Contains([]string{pathAddACSUser, pathAddIdentity, pathRemove}, request.Path)
}
