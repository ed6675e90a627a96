// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package membership_test

import (
	"fmt"
	"net/http"
	"slices"
	"testing"

	"github.com/seamapi/terraform-provider-seam/internal/fakeseam"
	"github.com/seamapi/terraform-provider-seam/internal/provider/providertest"
)

func TestNewMembershipInAGroupThatIsAboutToGo(t *testing.T) {
	t.Parallel()
	const going, troubled = "Warning: Access group Engineering (%s) is about to be deleted", "Warning: Seam warns about access group Engineering (%s)"
	for code, c := range map[string]struct {
		mark    func(w *providertest.World, group, code string)
		summary string
		says    []string
	}{
		"being_deleted": {
			mark:    func(w *providertest.World, group, code string) { w.AddWarning(group, code, "The group goes.") },
			summary: going,
			says:    []string{"being_deleted: The group goes.", "loses the access again", "a group that stays"},
		},
		"deleting": {
			mark:    func(w *providertest.World, group, code string) { w.AddGroupMutation(group, code) },
			summary: going,
			says:    []string{"deleting: ", "loses the access again", "a group that stays"},
		},
		"deferring_deletion": {
			mark:    func(w *providertest.World, group, code string) { w.AddGroupMutation(group, code) },
			summary: going,
			says:    []string{"deferring_deletion: ", "Access Grant", "a group that stays"},
		},
		"unknown_issue_with_acs_access_group": {
			mark:    func(w *providertest.World, group, code string) { w.AddWarning(group, code, "The sync failed.") },
			summary: troubled,
			says:    []string{"unknown_issue_with_acs_access_group: The sync failed.", "may not reach the doors", "Seam Console"},
		},
	} {
		t.Run(code, func(t *testing.T) {
			t.Parallel()
			w := providertest.NewWorld(t)
			group, other := w.Group("Engineering"), w.Group("Sales")
			user, member := w.User("Jane Doe"), w.User("John Roe")
			w.AddMember(group, member)
			p, state := tracked(t, w, byUser(other, user))
			c.mark(w, group, code)
			says := slices.Concat(c.says, []string{fmt.Sprintf(c.summary, group), "Access group: Engineering (" + group + ")"})

			_, said := w.Process(t).Plan(providertest.Object{}, byUser(group, user))
			said.Succeeds()
			said.Says(says...)
			_, said = w.Process(t).Plan(providertest.Object{}, byUser(group, member))
			said.Says("will be adopted")
			said.Says(says...)

			planned, said := p.Plan(state, byUser(group, user))
			said.Succeeds()
			said.Says(says...)
			_, said = p.PlanReplacement(planned)
			said.IsSilent()
			w.SentNoWrite(t)
		})
	}
}

func TestManyNewMembershipsInAGroupThatIsAboutToGoTellItOnce(t *testing.T) {
	t.Parallel()
	const many = 10
	w := providertest.NewWorld(t)
	group, other := w.Group("Engineering"), w.Group("Sales")
	for _, going := range []string{group, other} {
		w.AddWarning(going, "being_deleted", "The group goes.")
	}
	p := w.Process(t)
	for i := range many {
		for _, id := range []string{group, other} {
			_, said := p.Plan(providertest.Object{}, byUser(id, w.User(fmt.Sprint("Person ", i))))
			said.Succeeds()
			if i > 0 {
				said.IsSilent()
			} else {
				said.Says("is about to be deleted", id)
			}
		}
	}
	w.Sent(t, providertest.PathListGroups, 1)
	w.Sent(t, providertest.PathGetGroup, 0)
}

func TestMembershipInTheStateDoesNotAskForItsGroup(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	group, user := w.Group("Engineering"), w.User("Jane Doe")
	w.AddWarning(group, "being_deleted", "The group goes.")
	made, said := w.Process(t).Create(byUser(group, user))
	said.Succeeds()

	p := w.Process(t)
	w.ResetRequests()
	read, said := p.Refresh(made)
	said.IsSilent()
	_, said = p.Plan(read, byUser(group, user))
	said.IsSilent()
	w.Sent(t, providertest.PathListMembers, 1)
	w.SentInAll(t, 1)
}

func TestGroupsAreNotToldOfOnceTheProcessHasWritten(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	group, other := w.Group("Engineering"), w.Group("Sales")
	w.AddWarning(other, "being_deleted", "The group goes.")
	p := w.Process(t)
	_, said := p.Create(byUser(group, w.User("Jane Doe")))
	said.Succeeds()
	w.ResetRequests()
	_, said = p.Plan(providertest.Object{}, byUser(other, w.User("John Roe")))
	said.IsSilent()
	w.Sent(t, providertest.PathListGroups, 0)
	w.Sent(t, providertest.PathListSystems, 0)
}

func TestGroupOfWhichSeamDoesNotSayWhilePlanningIsAskedForOnce(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	group := w.Group("Engineering")
	p := w.Process(t, providertest.Attributes{"max_retries": 0})
	w.Inject(providertest.PathListGroups, fakeseam.Fault{Status: http.StatusServiceUnavailable})
	const plans = 3
	for range plans {
		_, said := p.Plan(providertest.Object{}, byUser(group, w.User("Jane Doe")))
		said.IsSilent()
	}
	// Looking for the person asks for the group's access system each time, the warnings of the group once.
	w.Sent(t, providertest.PathListGroups, plans+1)
}

func TestNewMembershipsInAnAccessSystemThatSeamCannotReadTellItOnce(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	group, other, user := w.Group("Engineering"), w.Group("Sales"), w.User("Jane Doe")
	w.AddWarning(w.ACSSystemID, "setup_required", "Finish the setup.")
	w.AddWarning(w.ACSSystemID, "unknown_issue_with_acs_system", "The sync failed.")
	p, state := tracked(t, w, byUser(group, user))

	_, said := p.Plan(state, byUser(group, user))
	said.IsSilent()
	w.Sent(t, providertest.PathListSystems, 0)

	_, said = p.Plan(state, byUser(other, user))
	said.Succeeds()
	said.Says("Warning: Seam warns about access system Head Office ("+w.ACSSystemID+")", "unknown_issue_with_acs_system: The sync failed.", "out of date")
	said.Lacks("setup_required")
	for _, id := range []string{group, other} {
		_, said = p.Plan(providertest.Object{}, byUser(id, w.User("John Roe")))
		said.IsSilent()
	}
	w.Sent(t, providertest.PathListSystems, 1)
	w.SentNoWrite(t)
}

// Terraform folds warnings of one summary into one.
func TestPlanNamesEveryGroupThatIsAboutToGo(t *testing.T) {
	t.Parallel()
	w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
	var blocks []string
	for i, name := range []string{"Engineering", "Sales"} {
		group := w.Group(name)
		w.AddWarning(group, "being_deleted", "The group goes.")
		for _, person := range []string{"jane", "john"} {
			blocks = append(blocks, providertest.Membership(fmt.Sprint(person, i), group, w.User(person)))
		}
	}
	terraform.Configure(w.Config(blocks...))
	plan := terraform.Plan()
	plan.Says("4 to add", "Warning: Access group Engineering (", "Warning: Access group Sales (")
	plan.Lacks("more similar warning")
	terraform.Apply()
	terraform.Plan().Lacks("about to be deleted")
}
