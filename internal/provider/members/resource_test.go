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
	terraform.Configure(w.Config(providertest.Members(group, map[string]string{"Jane Doe": jane, "John Roe": john},
		"user_identity_ids = "+providertest.Map(map[string]string{"Ann Poe": identity}))))

	w.ResetRequests()
	output := terraform.Plan("-out=plan")
	output.Says("1 to add, 0 to change, 0 to destroy", `+ "Jane Doe" = "`+jane+`"`)
	output.Lacks("access group " + group)
	// The workspace, the list, the group, the access systems, and the people of the access system, among whom the two new ones are.
	w.Sent(t, providertest.PathListMembers, 1)
	w.Sent(t, providertest.PathGetGroup, 1)
	w.Sent(t, providertest.PathListSystems, 1)
	w.SentInAll(t, 5)

	w.ResetRequests()
	terraform.Must("apply", "plan").Says("1 added")
	w.HasMembers(t, group, jane, john, ann)
	w.SentBodies(t, providertest.PathAddACSUser, map[string]any{"acs_user_id": jane, "acs_access_group_id": group})
	w.SentBodies(t, providertest.PathAddIdentity, map[string]any{"user_identity_id": identity, "acs_access_group_id": group})
	w.Sent(t, providertest.PathRemove, 0)
	w.Sent(t, providertest.PathListMembers, 1)
	noChanges(t, w, terraform)

	w.AddMember(group, eve)
	terraform.Apply().Says(`- "Eve Moe" = "`+eve+`"`, "0 added, 1 changed")
	w.HasMembers(t, group, jane, john, ann)
	w.SentBodies(t, providertest.PathRemove, map[string]any{"acs_user_id": eve, "acs_access_group_id": group})
	noChanges(t, w, terraform)

	terraform.Destroy()
	w.HasMembers(t, group)
}

func TestDriftOfMembersShowsInThePlanAndIsUndone(t *testing.T) {
	t.Parallel()
	w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
	group, jane, john, eve := w.Group("Engineering"), w.User("Jane Doe"), w.User("John Roe"), w.User("Eve Moe")
	terraform.Configure(w.Config(providertest.Members(group, map[string]string{"jane": jane, "john": john})))
	terraform.Apply()

	w.RemoveMember(group, jane)
	w.AddMember(group, eve)
	output := terraform.Plan("-out=plan")
	output.Says("0 to add, 1 to change, 0 to destroy", `~ acs_user_ids = { + "jane" = "`+jane+`"`,
		`~ undeclared_acs_user_ids = { - "Eve Moe" = "`+eve+`" -> null`)

	w.ResetRequests()
	terraform.Must("apply", "plan").Lacks("access group " + group)
	w.HasMembers(t, group, jane, john)
	w.Sent(t, providertest.PathAddACSUser, 1)
	w.Sent(t, providertest.PathRemove, 1)
	w.Sent(t, providertest.PathListMembers, 1)
	noChanges(t, w, terraform)
}

func TestWhoJoinsBetweenPlanAndApplyIsNamedAndLeftToTheNextPlan(t *testing.T) {
	t.Parallel()
	w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
	group, jane, eve, mel := w.Group("Engineering"), w.User("Jane Doe"), w.User("Eve Moe"), w.User("Mel Loe")
	terraform.Configure(w.Config(providertest.Members(group, labelled(jane))))
	terraform.Apply()

	w.RemoveMember(group, jane)
	w.AddMember(group, eve)
	terraform.Plan("-out=plan").Says(`- "Eve Moe" = "` + eve + `"`)
	w.AddMember(group, mel)
	w.ResetRequests()
	output := terraform.Must("apply", "plan")
	output.Says("Warning: The next plan will remove people from access group "+group, "Mel Loe ("+mel+")")
	output.Lacks("Eve Moe (")
	w.HasMembers(t, group, jane, mel)
	w.SentBodies(t, providertest.PathRemove, map[string]any{"acs_user_id": eve, "acs_access_group_id": group})

	terraform.Apply().Says(`- "Mel Loe" = "` + mel + `"`)
	w.HasMembers(t, group, jane)
	noChanges(t, w, terraform)
}

func TestChangingALabelSendsNothing(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	group, jane := w.Group("Engineering"), w.User("Jane Doe")
	identity, ann := w.Person("Ann Poe")
	made, said := w.ProcessOf(t, providertest.MembersType).Create(providertest.Attributes{
		"acs_access_group_id": group, "acs_user_ids": map[string]string{"jane": jane}, "user_identity_ids": map[string]string{"ann": identity},
	})
	said.Succeeds()

	w.ResetRequests()
	p := w.ProcessOf(t, providertest.MembersType)
	planned, said := p.Plan(made, providertest.Attributes{
		"acs_access_group_id": group, "acs_user_ids": map[string]string{"Jane Doe": jane}, "user_identity_ids": map[string]string{"Ann Poe": identity},
	})
	said.Succeeds()
	w.Sent(t, providertest.PathListMembers, 1)
	w.SentInAll(t, 2) // The list, and the workspace.
	w.ResetRequests()
	renamed, said := p.Apply(planned)
	said.IsSilent()
	w.SentInAll(t, 0)
	w.HasMembers(t, group, jane, ann)

	// The labels are those that drift is shown by.
	w.RemoveMember(group, jane)
	read, said := w.ProcessOf(t, providertest.MembersType).Refresh(renamed)
	said.Succeeds()
	wantIDs(t, read, "acs_user_ids")
	w.AddMember(group, jane)
	read, said = w.ProcessOf(t, providertest.MembersType).Refresh(read)
	said.Succeeds()
	if got := read.Map("acs_user_ids")["Jane Doe"]; got != jane {
		t.Errorf("Jane Doe is %q, want %q", got, jane)
	}
}

func TestDestroyLeavesUndeclaredUsers(t *testing.T) {
	t.Parallel()
	for _, arguments := range [][]string{{"destroy"}, {"destroy", "-refresh=false"}} {
		t.Run(strings.Join(arguments, " "), func(t *testing.T) {
			t.Parallel()
			w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
			group, jane, eve := w.Group("Engineering"), w.User("Jane Doe"), w.User("Eve Moe")
			identity, _ := w.Person("Ann Poe")
			terraform.Configure(w.Config(providertest.Members(group, labelled(jane), "user_identity_ids = "+providertest.Map(labelled(identity)))))
			terraform.Apply()
			w.AddMember(group, eve)
			// What the state knows of her must not make her one of the declared users.
			terraform.Must("apply", "-refresh-only", "-auto-approve")

			terraform.Must(append(arguments, "-auto-approve")...).Says(
				"Warning: Undeclared people will stay in access group "+group, "Eve Moe ("+eve+")", "1 destroyed")
			w.HasMembers(t, group, eve)
		})
	}
}

func TestDestroyRemovesWhoIsDeclaredThoughTheListLacksThem(t *testing.T) {
	t.Parallel()
	w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
	group, jane, john := w.Group("Engineering"), w.User("Jane Doe"), w.User("John Roe")
	terraform.Configure(w.Config(providertest.Members(group, labelled(jane, john))))
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
	terraform.Configure(w.Config(providertest.Members(group, labelled(jane))))
	terraform.Apply()
	w.AddMember(group, eve)

	terraform.Configure(w.Config(providertest.Members(group, labelled(jane, eve))))
	w.ResetRequests()
	output := terraform.Apply()
	output.Says("0 added, 1 changed, 0 destroyed")
	output.Lacks("access group " + group)
	w.Sent(t, providertest.PathAddACSUser, 0)
	w.Sent(t, providertest.PathRemove, 0)
	w.Sent(t, providertest.PathGetWorkspace, 2) // Once in the walk that plans, and once in the one that applies.
	terraform.Destroy()
	w.HasMembers(t, group)
}

func TestOnePersonInBothMapsIsOneMember(t *testing.T) {
	t.Parallel()
	w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
	group := w.Group("Engineering")
	identity, ann := w.Person("Ann Poe")
	terraform.Configure(w.Config(providertest.Members(group, labelled(ann), "user_identity_ids = "+providertest.Map(labelled(identity)))))

	terraform.Apply().Says("Warning: Somebody is declared twice in access group " + group)
	if adds := len(w.RequestsTo(providertest.PathAddACSUser)) + len(w.RequestsTo(providertest.PathAddIdentity)); adds != 1 {
		t.Errorf("%d adds were sent, want 1", adds)
	}
	noChanges(t, w, terraform)

	// The other name of the same person sends nothing.
	terraform.Configure(w.Config(providertest.MembersBlock("all", group, "user_identity_ids = "+providertest.Map(labelled(identity)))))
	w.ResetRequests()
	output := terraform.Apply()
	output.Says("0 added, 1 changed, 0 destroyed")
	output.Lacks("access group " + group)
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
	terraform.Configure(w.Config(providertest.Members(group, labelled(ann))))
	terraform.Must("import", membersAddress, group)
	terraform.Configure(w.Config(providertest.MembersBlock("all", group, "user_identity_ids = "+providertest.Map(labelled(identity)))))

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
	terraform.Configure(w.Config(providertest.Members(engineering, labelled(jane))))
	terraform.Apply()

	// It is a create in the other group, so it removes nobody there.
	terraform.Configure(w.Config(providertest.Members(sales, labelled(jane), providertest.CreateBeforeDestroy)))
	terraform.MustFail("plan").IsOneError("There are people in access group Sales ("+sales+") whom the configuration does not declare",
		"Eve Moe ("+eve+")")
	w.HasMembers(t, engineering, jane)

	w.RemoveMember(sales, eve)
	terraform.Plan("-out=plan").Says("1 to add, 0 to change, 1 to destroy")
	terraform.Must("apply", "plan")
	w.HasMembers(t, engineering)
	w.HasMembers(t, sales, jane)
	noChanges(t, w, terraform)

	const nowhere = "8aa3a7c8-31f7-4b0c-9e0a-52d1c6a4e7f0"
	terraform.Configure(w.Config(providertest.Members(nowhere, labelled(jane))))
	terraform.MustFail("plan").IsOneError("Error: The members cannot be moved to another access group", nowhere)
	w.HasMembers(t, sales, jane)
}

func TestReplacedMembersStayMembers(t *testing.T) {
	t.Parallel()
	for _, line := range []string{"", providertest.CreateBeforeDestroy} {
		w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
		group, jane, john := w.Group("Engineering"), w.User("Jane Doe"), w.User("John Roe")
		terraform.Configure(w.Config(providertest.Members(group, labelled(jane, john), line)))
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
	users := "acs_user_ids = " + providertest.Map(labelled(jane, john))
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

// labelled are IDs under labels that are the IDs themselves.
func labelled(ids ...string) map[string]string {
	byLabel := map[string]string{}
	for _, id := range ids {
		byLabel[id] = id
	}
	return byLabel
}
