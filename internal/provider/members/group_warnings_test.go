// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package members_test

import (
	"testing"

	"github.com/seamapi/terraform-provider-seam/internal/provider/providertest"
)

func TestOwnerOfAGroupThatIsAboutToGoIsToldWhereItAddsPeople(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	group, other := w.Group("Engineering"), w.Group("Sales")
	jane, john := w.User("Jane Doe"), w.User("John Roe")
	elsewhere := create(t, w, config(other, jane))
	healthy := create(t, w, config(group, jane))
	w.AddWarning(group, "being_deleted", "The group goes.")
	says := []string{"Warning: Access group Engineering (" + group + ") is about to be deleted", "being_deleted: The group goes.", "a group that stays"}

	// A newcomer.
	p := w.ProcessOf(t, providertest.MembersType)
	_, said := p.Plan(healthy, config(group, jane, john))
	said.Succeeds()
	said.Says(says...)
	// Memberships and owners tell it once between them.
	_, said = p.Of(providertest.MembershipType).Plan(providertest.Object{}, providertest.Attributes{"acs_access_group_id": group, "acs_user_id": john})
	said.Lacks("about to be deleted")

	// A create, and the first pass of a replacement.
	_, said = w.ProcessOf(t, providertest.MembersType).Plan(providertest.Object{}, config(group, jane))
	said.Succeeds()
	said.Says(says...)
	p = w.ProcessOf(t, providertest.MembersType)
	planned, said := p.Plan(elsewhere, config(group, jane))
	said.Succeeds()
	said.Says(says...)
	_, said = p.PlanReplacement(planned)
	said.IsSilent()
}

func TestOwnerWithoutNewcomersDoesNotAskForItsGroup(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	group, jane, john := w.Group("Engineering"), w.User("Jane Doe"), w.User("John Roe")
	made := create(t, w, config(group, jane, john))
	w.AddWarning(group, "being_deleted", "The group goes.")

	for _, wanted := range []providertest.Attributes{config(group, jane, john), config(group, jane)} {
		p := w.ProcessOf(t, providertest.MembersType)
		w.ResetRequests()
		read, said := p.Refresh(made)
		said.IsSilent()
		_, said = p.Plan(read, wanted)
		said.IsSilent()
		w.Sent(t, providertest.PathListMembers, 1)
		w.SentInAll(t, 1)
	}
}

func TestGroupOfAnAccessGrantIsRefusedAndNotWarnedOf(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	group := w.Group("Engineering")
	w.AddGroupMutation(group, "deferring_deletion")
	_, said := w.ProcessOf(t, providertest.MembersType).Plan(providertest.Object{}, config(group, w.User("Jane Doe")))
	said.IsOneError("Access Grant")
	said.Lacks("about to be deleted")
}

func TestWarningsOfAGroupAreToldByThePlanAlone(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	group, jane, john := w.Group("Engineering"), w.User("Jane Doe"), w.User("John Roe")
	made := create(t, w, config(group, jane))
	w.AddWarning(group, "being_deleted", "The group goes.")

	applying := w.ProcessOf(t, providertest.MembersType)
	_, said := applying.Create(config(w.Group("Sales"), jane))
	said.Succeeds()
	w.ResetRequests()
	_, said = applying.Plan(made, config(group, jane, john))
	said.IsSilent()
	w.Sent(t, providertest.PathListGroups, 0)
}
