// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package members_test

import (
	"os"
	"strings"
	"testing"

	"github.com/seamapi/terraform-provider-seam/internal/fakeseam"
	"github.com/seamapi/terraform-provider-seam/internal/provider/providertest"
)

func TestMain(m *testing.M) {
	os.Exit(providertest.Main(m))
}

// noChanges checks that there is nothing to plan, which costs two requests: for the workspace, and the group's list.
func noChanges(t *testing.T, w *providertest.World, terraform *providertest.CLI) {
	t.Helper()
	w.ResetRequests()
	terraform.NoChanges()
	w.SentInAll(t, 2)
}

func TestMembersAreTheDeclaredOnesAndNobodyElse(t *testing.T) {
	t.Parallel()
	w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
	group, jane, john, eve := w.Group("Engineering"), w.User("Jane Doe"), w.User("John Roe"), w.User("Eve Moe")
	identity, ann := w.Person("Ann Poe")
	w.AddMember(group, john)
	w.AddMember(group, eve)
	terraform.Configure(w.Config(providertest.Members(group, []string{jane, john}, "user_identity_ids = "+providertest.List([]string{identity}))))

	w.ResetRequests()
	output := terraform.Plan("-out=plan")
	output.Says("1 to add, 0 to change, 0 to destroy",
		"Warning: Undeclared users will be removed from access group "+group, "Eve Moe ("+eve+")")
	output.Lacks("John Roe", "Jane Doe")
	w.SentInAll(t, 2)

	w.ResetRequests()
	terraform.Must("apply", "plan").Says("1 added", "Warning: Undeclared users were removed from access group "+group, "Eve Moe ("+eve+")")
	w.HasMembers(t, group, jane, john, ann)
	w.SentBodies(t, providertest.PathAddACSUser, map[string]any{"acs_user_id": jane, "acs_access_group_id": group})
	w.SentBodies(t, providertest.PathAddIdentity, map[string]any{"user_identity_id": identity, "acs_access_group_id": group})
	w.SentBodies(t, providertest.PathRemove, map[string]any{"acs_user_id": eve, "acs_access_group_id": group})
	w.Sent(t, providertest.PathListMembers, 1)
	noChanges(t, w, terraform)

	terraform.Destroy()
	w.HasMembers(t, group)
}

func TestDriftOfMembersShowsInThePlanAndIsUndone(t *testing.T) {
	t.Parallel()
	w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
	group, jane, john, eve := w.Group("Engineering"), w.User("Jane Doe"), w.User("John Roe"), w.User("Eve Moe")
	terraform.Configure(w.Config(providertest.Members(group, []string{jane, john})))
	terraform.Apply()

	w.RemoveMember(group, jane)
	w.AddMember(group, eve)
	output := terraform.Plan("-out=plan")
	output.Says("0 to add, 1 to change, 0 to destroy", `~ acs_user_ids = [ + "`+jane+`"`,
		`~ undeclared_acs_user_ids = [ - "`+eve+`"`, "Warning: Undeclared users will be removed from access group "+group, "Eve Moe ("+eve+")")

	w.ResetRequests()
	terraform.Must("apply", "plan").Lacks("were removed from access group")
	w.HasMembers(t, group, jane, john)
	w.Sent(t, providertest.PathAddACSUser, 1)
	w.Sent(t, providertest.PathRemove, 1)
	w.Sent(t, providertest.PathListMembers, 1)
	noChanges(t, w, terraform)
}

func TestWhoJoinsBetweenPlanAndApplyIsRemovedWithAWarning(t *testing.T) {
	t.Parallel()
	w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
	group, jane, eve, mel := w.Group("Engineering"), w.User("Jane Doe"), w.User("Eve Moe"), w.User("Mel Loe")
	terraform.Configure(w.Config(providertest.Members(group, []string{jane})))

	terraform.Plan("-out=plan").Lacks("Eve Moe")
	w.AddMember(group, eve)
	terraform.Must("apply", "plan").Says("Warning: Undeclared users were removed from access group "+group, "Eve Moe ("+eve+")")
	w.HasMembers(t, group, jane)

	w.RemoveMember(group, jane)
	w.AddMember(group, eve)
	terraform.Plan("-out=plan")
	w.AddMember(group, mel)
	terraform.Must("apply", "plan").Says("These users joined the group after the state was refreshed for the plan. They are not declared, " +
		"so they were removed in Seam: Mel Loe (" + mel + ") ")
	w.HasMembers(t, group, jane)
	noChanges(t, w, terraform)
}

func TestDestroyLeavesUndeclaredUsers(t *testing.T) {
	t.Parallel()
	for _, arguments := range [][]string{{"destroy"}, {"destroy", "-refresh=false"}} {
		t.Run(strings.Join(arguments, " "), func(t *testing.T) {
			t.Parallel()
			w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
			group, jane, eve := w.Group("Engineering"), w.User("Jane Doe"), w.User("Eve Moe")
			identity, _ := w.Person("Ann Poe")
			terraform.Configure(w.Config(providertest.Members(group, []string{jane}, "user_identity_ids = "+providertest.List([]string{identity}))))
			terraform.Apply()
			w.AddMember(group, eve)
			// What the state knows of her must not make her one of the declared users.
			terraform.Must("apply", "-refresh-only", "-auto-approve")

			terraform.Must(append(arguments, "-auto-approve")...).Says(
				"Warning: Undeclared users will stay in access group "+group, "Eve Moe ("+eve+")", "1 destroyed")
			w.HasMembers(t, group, eve)
		})
	}
}

func TestDestroyRemovesWhoIsDeclaredThoughTheListLacksThem(t *testing.T) {
	t.Parallel()
	w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
	group, jane, john := w.Group("Engineering"), w.User("Jane Doe"), w.User("John Roe")
	terraform.Configure(w.Config(providertest.Members(group, []string{jane, john})))
	terraform.Apply()

	w.RemoveMember(group, jane)
	terraform.Must("apply", "-refresh-only", "-auto-approve")
	w.AddMember(group, jane)
	terraform.Destroy()
	w.HasMembers(t, group)

	terraform.Apply()
	w.DeleteGroup(group)
	terraform.Plan().Says("Warning: An access group is gone", "Warning: There is no such access group", group)
	terraform.Destroy()
}

func TestAnUndeclaredUserWhoIsDeclaredLaterBelongsToTheDestroy(t *testing.T) {
	t.Parallel()
	w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
	group, jane, eve := w.Group("Engineering"), w.User("Jane Doe"), w.User("Eve Moe")
	terraform.Configure(w.Config(providertest.Members(group, []string{jane})))
	terraform.Apply()
	w.AddMember(group, eve)

	terraform.Configure(w.Config(providertest.Members(group, []string{jane, eve})))
	w.ResetRequests()
	output := terraform.Apply()
	output.Says("0 added, 1 changed, 0 destroyed")
	output.Lacks("Warning: Undeclared")
	w.Sent(t, providertest.PathAddACSUser, 0)
	w.Sent(t, providertest.PathRemove, 0)
	w.Sent(t, providertest.PathGetWorkspace, 2) // Once in the walk that plans, and once in the one that applies.
	terraform.Destroy()
	w.HasMembers(t, group)
}

func TestOnePersonInBothSetsIsOneMember(t *testing.T) {
	t.Parallel()
	w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
	group := w.Group("Engineering")
	identity, ann := w.Person("Ann Poe")
	terraform.Configure(w.Config(providertest.Members(group, []string{ann}, "user_identity_ids = "+providertest.List([]string{identity}))))

	terraform.Apply()
	if adds := len(w.RequestsTo(providertest.PathAddACSUser)) + len(w.RequestsTo(providertest.PathAddIdentity)); adds != 1 {
		t.Errorf("%d adds were sent, want 1", adds)
	}
	noChanges(t, w, terraform)

	// The other name of the same person sends nothing.
	terraform.Configure(w.Config(providertest.MembersBlock("all", group, "user_identity_ids = "+providertest.List([]string{identity}))))
	w.ResetRequests()
	output := terraform.Apply()
	output.Says("0 added, 1 changed, 0 destroyed")
	output.Lacks("Warning: Undeclared")
	w.HasMembers(t, group, ann)
	w.Sent(t, providertest.PathAddACSUser, 0)
	w.Sent(t, providertest.PathAddIdentity, 0)
	w.Sent(t, providertest.PathRemove, 0)
	noChanges(t, w, terraform)

	w.ResetRequests()
	terraform.Destroy()
	w.HasMembers(t, group)
	w.Sent(t, providertest.PathRemove, 1)
}

func TestAUserIdentityThatSeamLinksToAMemberKeepsTheMember(t *testing.T) {
	t.Parallel()
	w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
	group := w.Group("Engineering")
	identity, ann := linkedByEmail(w, "Ann Poe", "ann@example.com")
	w.AddMember(group, ann)
	terraform.Configure(w.Config(providertest.MembersBlock("all", group, "user_identity_ids = "+providertest.List([]string{identity}))))

	terraform.Apply()
	w.HasMembers(t, group, ann)
	w.Sent(t, providertest.PathRemove, 0)
	noChanges(t, w, terraform)
}

func TestAnotherGroupReplacesTheMembers(t *testing.T) {
	t.Parallel()
	w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
	engineering, sales, jane, eve := w.Group("Engineering"), w.Group("Sales"), w.User("Jane Doe"), w.User("Eve Moe")
	w.AddMember(sales, eve)
	terraform.Configure(w.Config(providertest.Members(engineering, []string{jane})))
	terraform.Apply()

	terraform.Configure(w.Config(providertest.Members(sales, []string{jane}, providertest.CreateBeforeDestroy)))
	terraform.Plan("-out=plan").Says("1 to add, 0 to change, 1 to destroy",
		"Warning: Undeclared users will be removed from access group "+sales, "Eve Moe ("+eve+")")
	terraform.Must("apply", "plan")
	w.HasMembers(t, engineering)
	w.HasMembers(t, sales, jane)
	noChanges(t, w, terraform)
}

func TestReplacedMembersStayMembers(t *testing.T) {
	t.Parallel()
	for _, line := range []string{"", providertest.CreateBeforeDestroy} {
		w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
		group, jane, john := w.Group("Engineering"), w.User("Jane Doe"), w.User("John Roe")
		terraform.Configure(w.Config(providertest.Members(group, []string{jane, john}, line)))
		terraform.Apply()

		w.ResetRequests()
		terraform.Apply("-replace=seam_acs_access_group_members.all")
		w.HasMembers(t, group, jane, john)
		if line == providertest.CreateBeforeDestroy {
			w.Sent(t, providertest.PathRemove, 0)
			w.Sent(t, providertest.PathAddACSUser, 0)
		}
		noChanges(t, w, terraform)
	}
}

func TestARenamedBlockOfMembersLosesNobody(t *testing.T) {
	t.Parallel()
	w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
	group, jane, john := w.Group("Engineering"), w.User("Jane Doe"), w.User("John Roe")
	users := "acs_user_ids = " + providertest.List([]string{jane, john})
	terraform.Configure(w.Config(providertest.MembersBlock("old", group, users)))
	terraform.Apply()

	terraform.Configure(w.Config(providertest.MembersBlock("new", group, users)))
	terraform.Apply()
	w.HasMembers(t, group, jane, john)
	noChanges(t, w, terraform)
}

// linkedByEmail adds a user identity and an ACS user with the same email address, which Seam links when it is asked to add
// the identity to a group.
func linkedByEmail(w *providertest.World, name, emailAddress string) (userIdentityID, acsUserID string) {
	userIdentityID = w.AddIdentity(w.WorkspaceID, fakeseam.Identity{FullName: name, EmailAddress: emailAddress})
	acsUserID = w.AddUser(w.ACSSystemID, fakeseam.User{FullName: name, EmailAddress: emailAddress})
	return userIdentityID, acsUserID
}
