// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package members_test

import (
	"testing"

	"github.com/seamapi/terraform-provider-seam/internal/provider/providertest"
)

const twoOwners = "Error: Two resources decide about the members of one access group"

func TestAMembershipBesideTheMembersOfItsGroupIsRefusedWhilePlanning(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	group, other, jane, john := w.Group("Engineering"), w.Group("Sales"), w.User("Jane Doe"), w.User("John Roe")
	all := providertest.Attributes{"acs_access_group_id": group, "acs_user_ids": labelled(jane)}
	for name, single := range map[string]providertest.Attributes{
		"of somebody declared":     {"acs_access_group_id": group, "acs_user_id": jane},
		"of somebody not declared": {"acs_access_group_id": group, "acs_user_id": john},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := w.ProcessOf(t, providertest.MembersType)
			_, said := p.Of(providertest.MembershipType).Plan(providertest.Object{}, single)
			said.Succeeds()
			_, said = p.Plan(providertest.Object{}, all)
			said.IsOneError(twoOwners, group, "remove the membership's block", "remove this block", "-refresh=false")

			// Whichever is planned later reports.
			p = w.ProcessOf(t, providertest.MembersType)
			_, said = p.Plan(providertest.Object{}, all)
			said.Succeeds()
			_, said = p.Of(providertest.MembershipType).Plan(providertest.Object{}, single)
			said.IsOneError(twoOwners, group, "remove this block", "remove the other block", "-refresh=false")
			_, said = p.Of(providertest.MembershipType).Plan(providertest.Object{}, providertest.Attributes{"acs_access_group_id": other, "acs_user_id": jane})
			said.Succeeds()
		})
	}
}

func TestAMembershipBesideTheMembersOfItsGroupIsRefusedByTerraformBeforeAnythingIsSent(t *testing.T) {
	t.Parallel()
	w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
	group, jane := w.Group("Engineering"), w.User("Jane Doe")
	terraform.Configure(w.Config(providertest.Membership("jane", group, jane), providertest.Members(group, labelled(jane))))
	terraform.MustFail("apply", "-auto-approve").Says(twoOwners, group)
	w.SentNoWrite(t)
}

func TestAUserMovesBetweenMembersAndAMembershipWithoutLosingAccess(t *testing.T) {
	t.Parallel()
	w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
	group, jane, john := w.Group("Engineering"), w.User("Jane Doe"), w.User("John Roe")
	all := providertest.Members(group, labelled(jane, john))
	singly := providertest.Membership("jane", group, jane) + providertest.Membership("john", group, john)

	for range 2 {
		terraform.Configure(w.Config(all))
		terraform.Apply()
		w.HasMembers(t, group, jane, john)
		terraform.Configure(w.Config(singly))
		terraform.Apply()
		w.HasMembers(t, group, jane, john)
	}
}

// Both in one configuration are refused, yet a run with -target plans each alone.
func TestMembersLeaveAFormerMemberToTheMembershipThatThisRunHasMade(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	group, jane, john := w.Group("Engineering"), w.User("Jane Doe"), w.User("John Roe")
	made, said := w.ProcessOf(t, providertest.MembersType).Create(providertest.Attributes{"acs_access_group_id": group, "acs_user_ids": labelled(jane, john)})
	said.Succeeds()
	all, said := w.ProcessOf(t, providertest.MembersType).Plan(made, providertest.Attributes{"acs_access_group_id": group, "acs_user_ids": labelled(jane)})
	said.Succeeds()
	single, said := w.Process(t).Plan(providertest.Object{}, providertest.Attributes{"acs_access_group_id": group, "acs_user_id": john})
	said.Succeeds()

	w.ResetRequests()
	p := w.ProcessOf(t, providertest.MembersType)
	_, said = p.Of(providertest.MembershipType).Apply(single)
	said.Succeeds()
	left, said := p.Apply(all)
	said.Succeeds()
	said.Says("Warning: People were kept, since another resource holds their membership now, in access group "+group, "John Roe ("+john+")")
	w.HasMembers(t, group, jane, john)
	w.Sent(t, providertest.PathRemove, 0)
	read, said := w.ProcessOf(t, providertest.MembersType).Refresh(left)
	said.Succeeds()
	if got := read.Map("undeclared_acs_user_ids")["John Roe"]; got != john {
		t.Errorf("John Roe is %q, want %q", got, john)
	}
}
