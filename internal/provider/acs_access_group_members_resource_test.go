// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package provider_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/seamapi/terraform-provider-seam/internal/fakeseam"
)

// membersOf is a resource block with the members of a group by ACS user, and further lines in it.
func membersOf(group string, users []string, lines ...string) string {
	return membersBlock("all", group, append([]string{"acs_user_ids = " + list(users)}, lines...)...)
}

func membersBlock(name, group string, lines ...string) string {
	return fmt.Sprintf("resource \"seam_acs_access_group_members\" %q {\n  acs_access_group_id = %q\n  %s\n}\n",
		name, group, strings.Join(lines, "\n  "))
}

// list is a list of strings in HCL.
func list(elements []string) string {
	quoted := make([]string, len(elements))
	for i, element := range elements {
		quoted[i] = fmt.Sprintf("%q", element)
	}
	return "[" + strings.Join(quoted, ", ") + "]"
}

// noChanges checks that there is nothing to plan, which costs one request: the group's list.
func (h *house) noChanges(t *testing.T, terraform *cli) {
	t.Helper()
	h.ResetRequests()
	contains(t, terraform.must("plan"), "No changes.")
	if sent := len(h.Requests()); sent != 1 {
		t.Errorf("%d requests were sent for a plan, want the list", sent)
	}
}

func TestMembersAreTheDeclaredOnesAndNobodyElse(t *testing.T) {
	t.Parallel()
	h, terraform := newHouse(t), newCLI(t)
	group, jane, john, eve := h.group("Engineering"), h.user("Jane Doe"), h.user("John Roe"), h.user("Eve Moe")
	identity, ann := h.person("Ann Poe")
	h.AddMember(group, john)
	h.AddMember(group, eve)
	terraform.configure(h.config(membersOf(group, []string{jane, john}, "user_identity_ids = "+list([]string{identity}))))

	h.ResetRequests()
	output := terraform.must("plan", "-out=plan")
	contains(t, output, "1 to add, 0 to change, 0 to destroy",
		"Warning: Undeclared users will be removed from access group "+group, "Eve Moe ("+eve+")")
	lacks(t, output, "John Roe", "Jane Doe")
	if sent := len(h.Requests()); sent != 1 {
		t.Errorf("%d requests were sent for the plan, want 1", sent)
	}

	h.ResetRequests()
	contains(t, terraform.must("apply", "plan"), "1 added", "Warning: Undeclared users were removed from access group "+group, "Eve Moe ("+eve+")")
	check(t, h.hasMembers(group, jane, john, ann),
		h.sentBodies(pathAddACSUser, map[string]any{"acs_user_id": jane, "acs_access_group_id": group}),
		h.sentBodies(pathAddIdentity, map[string]any{"user_identity_id": identity, "acs_access_group_id": group}),
		h.sentBodies(pathRemove, map[string]any{"acs_user_id": eve, "acs_access_group_id": group}),
		h.sent(pathListUsers, 1))
	h.noChanges(t, terraform)

	terraform.must("destroy", "-auto-approve")
	check(t, h.hasMembers(group))
}

func TestDriftOfMembersShowsInThePlanAndIsUndone(t *testing.T) {
	t.Parallel()
	h, terraform := newHouse(t), newCLI(t)
	group, jane, john, eve := h.group("Engineering"), h.user("Jane Doe"), h.user("John Roe"), h.user("Eve Moe")
	terraform.configure(h.config(membersOf(group, []string{jane, john})))
	terraform.apply()

	h.RemoveMember(group, jane)
	h.AddMember(group, eve)
	output := terraform.must("plan", "-out=plan")
	contains(t, output, "0 to add, 1 to change, 0 to destroy", `~ acs_user_ids = [ + "`+jane+`"`,
		`~ undeclared_acs_user_ids = [ - "`+eve+`"`, "Warning: Undeclared users will be removed from access group "+group, "Eve Moe ("+eve+")")

	h.ResetRequests()
	lacks(t, terraform.must("apply", "plan"), "were removed from access group")
	check(t, h.hasMembers(group, jane, john), h.sent(pathAddACSUser, 1), h.sent(pathRemove, 1), h.sent(pathListUsers, 1))
	h.noChanges(t, terraform)
}

func TestWhoJoinsBetweenPlanAndApplyIsRemovedWithAWarning(t *testing.T) {
	t.Parallel()
	h, terraform := newHouse(t), newCLI(t)
	group, jane, eve, mel := h.group("Engineering"), h.user("Jane Doe"), h.user("Eve Moe"), h.user("Mel Loe")
	terraform.configure(h.config(membersOf(group, []string{jane})))

	lacks(t, terraform.must("plan", "-out=plan"), "Eve Moe")
	h.AddMember(group, eve)
	contains(t, terraform.must("apply", "plan"), "Warning: Undeclared users were removed from access group "+group, "Eve Moe ("+eve+")")
	check(t, h.hasMembers(group, jane))

	h.RemoveMember(group, jane)
	h.AddMember(group, eve)
	terraform.must("plan", "-out=plan")
	h.AddMember(group, mel)
	contains(t, terraform.must("apply", "plan"), "These users joined the group after the state was refreshed for the plan. They are not declared, "+
		"so they were removed in Seam: Mel Loe ("+mel+") ")
	check(t, h.hasMembers(group, jane))
	h.noChanges(t, terraform)
}

func TestDestroyLeavesUndeclaredUsers(t *testing.T) {
	t.Parallel()
	for _, arguments := range [][]string{{"destroy"}, {"destroy", "-refresh=false"}} {
		t.Run(strings.Join(arguments, " "), func(t *testing.T) {
			t.Parallel()
			h, terraform := newHouse(t), newCLI(t)
			group, jane, eve := h.group("Engineering"), h.user("Jane Doe"), h.user("Eve Moe")
			identity, _ := h.person("Ann Poe")
			terraform.configure(h.config(membersOf(group, []string{jane}, "user_identity_ids = "+list([]string{identity}))))
			terraform.apply()
			h.AddMember(group, eve)
			// What the state knows of her must not make her one of the declared users.
			terraform.must("apply", "-refresh-only", "-auto-approve")

			contains(t, terraform.must(append(arguments, "-auto-approve")...),
				"Warning: Undeclared users will stay in access group "+group, "Eve Moe ("+eve+")", "1 destroyed")
			check(t, h.hasMembers(group, eve))
		})
	}
}

func TestDestroyRemovesWhoIsDeclaredThoughTheListLacksThem(t *testing.T) {
	t.Parallel()
	h, terraform := newHouse(t), newCLI(t)
	group, jane, john := h.group("Engineering"), h.user("Jane Doe"), h.user("John Roe")
	terraform.configure(h.config(membersOf(group, []string{jane, john})))
	terraform.apply()

	h.RemoveMember(group, jane)
	terraform.must("apply", "-refresh-only", "-auto-approve")
	h.AddMember(group, jane)
	terraform.must("destroy", "-auto-approve")
	check(t, h.hasMembers(group))

	terraform.apply()
	h.DeleteGroup(group)
	contains(t, terraform.must("plan"), "Warning: An access group is gone", "Warning: There is no such access group", group)
	terraform.must("destroy", "-auto-approve")
}

func TestAnUndeclaredUserWhoIsDeclaredLaterBelongsToTheDestroy(t *testing.T) {
	t.Parallel()
	h, terraform := newHouse(t), newCLI(t)
	group, jane, eve := h.group("Engineering"), h.user("Jane Doe"), h.user("Eve Moe")
	terraform.configure(h.config(membersOf(group, []string{jane})))
	terraform.apply()
	h.AddMember(group, eve)

	terraform.configure(h.config(membersOf(group, []string{jane, eve})))
	h.ResetRequests()
	output := terraform.apply()
	contains(t, output, "0 added, 1 changed, 0 destroyed")
	lacks(t, output, "Warning: Undeclared")
	check(t, h.sent(pathAddACSUser, 0), h.sent(pathRemove, 0), h.sent(pathGetWorkspace, 0))
	terraform.must("destroy", "-auto-approve")
	check(t, h.hasMembers(group))
}

func TestOnePersonInBothSetsIsOneMember(t *testing.T) {
	t.Parallel()
	h, terraform := newHouse(t), newCLI(t)
	group := h.group("Engineering")
	identity, ann := h.person("Ann Poe")
	terraform.configure(h.config(membersOf(group, []string{ann}, "user_identity_ids = "+list([]string{identity}))))

	terraform.apply()
	if adds := len(h.RequestsTo(pathAddACSUser)) + len(h.RequestsTo(pathAddIdentity)); adds != 1 {
		t.Errorf("%d adds were sent, want 1", adds)
	}
	h.noChanges(t, terraform)

	// The other name of the same person sends nothing.
	terraform.configure(h.config(membersBlock("all", group, "user_identity_ids = "+list([]string{identity}))))
	h.ResetRequests()
	output := terraform.apply()
	contains(t, output, "0 added, 1 changed, 0 destroyed")
	lacks(t, output, "Warning: Undeclared")
	check(t, h.hasMembers(group, ann), h.sent(pathAddACSUser, 0), h.sent(pathAddIdentity, 0), h.sent(pathRemove, 0))
	h.noChanges(t, terraform)

	h.ResetRequests()
	terraform.must("destroy", "-auto-approve")
	check(t, h.hasMembers(group), h.sent(pathRemove, 1))
}

func TestAUserIdentityThatSeamLinksToAMemberKeepsTheMember(t *testing.T) {
	t.Parallel()
	h, terraform := newHouse(t), newCLI(t)
	group := h.group("Engineering")
	identity, ann := h.linkedByEmail("Ann Poe", "ann@example.com")
	h.AddMember(group, ann)
	terraform.configure(h.config(membersBlock("all", group, "user_identity_ids = "+list([]string{identity}))))

	terraform.apply()
	check(t, h.hasMembers(group, ann), h.sent(pathRemove, 0))
	h.noChanges(t, terraform)
}

func TestAnotherGroupReplacesTheMembers(t *testing.T) {
	t.Parallel()
	h, terraform := newHouse(t), newCLI(t)
	engineering, sales, jane, eve := h.group("Engineering"), h.group("Sales"), h.user("Jane Doe"), h.user("Eve Moe")
	h.AddMember(sales, eve)
	terraform.configure(h.config(membersOf(engineering, []string{jane})))
	terraform.apply()

	terraform.configure(h.config(membersOf(sales, []string{jane}, createBeforeDestroy)))
	contains(t, terraform.must("plan", "-out=plan"), "1 to add, 0 to change, 1 to destroy",
		"Warning: Undeclared users will be removed from access group "+sales, "Eve Moe ("+eve+")")
	terraform.must("apply", "plan")
	check(t, h.hasMembers(engineering), h.hasMembers(sales, jane))
	h.noChanges(t, terraform)
}

func TestReplacedMembersStayMembers(t *testing.T) {
	t.Parallel()
	for _, line := range []string{"", createBeforeDestroy} {
		h, terraform := newHouse(t), newCLI(t)
		group, jane, john := h.group("Engineering"), h.user("Jane Doe"), h.user("John Roe")
		terraform.configure(h.config(membersOf(group, []string{jane, john}, line)))
		terraform.apply()

		h.ResetRequests()
		terraform.must("apply", "-auto-approve", "-replace=seam_acs_access_group_members.all")
		check(t, h.hasMembers(group, jane, john))
		if line == createBeforeDestroy {
			check(t, h.sent(pathRemove, 0), h.sent(pathAddACSUser, 0))
		}
		h.noChanges(t, terraform)
	}
}

func TestARenamedBlockOfMembersLosesNobody(t *testing.T) {
	t.Parallel()
	h, terraform := newHouse(t), newCLI(t)
	group, jane, john := h.group("Engineering"), h.user("Jane Doe"), h.user("John Roe")
	users := "acs_user_ids = " + list([]string{jane, john})
	terraform.configure(h.config(membersBlock("old", group, users)))
	terraform.apply()

	terraform.configure(h.config(membersBlock("new", group, users)))
	terraform.apply()
	check(t, h.hasMembers(group, jane, john))
	h.noChanges(t, terraform)
}

// linkedByEmail adds a user identity and an ACS user with the same email address, which Seam links when it is asked to add
// the identity to a group.
func (h *house) linkedByEmail(name, emailAddress string) (userIdentityID, acsUserID string) {
	userIdentityID = h.AddIdentity(h.workspace, fakeseam.Identity{FullName: name, EmailAddress: emailAddress})
	acsUserID = h.AddUser(h.system, fakeseam.User{FullName: name, EmailAddress: emailAddress})
	return userIdentityID, acsUserID
}
