// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package members_test

import (
	"testing"

	"github.com/seamapi/terraform-provider-seam/internal/provider/providertest"
)

func TestAMembershipBesideTheMembersOfItsGroup(t *testing.T) {
	t.Parallel()
	t.Run("is removed where it is not declared", func(t *testing.T) {
		t.Parallel()
		w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
		group, jane, john := w.Group("Engineering"), w.User("Jane Doe"), w.User("John Roe")
		terraform.Configure(w.Config(providertest.Membership("john", group, john),
			providertest.Members(group, []string{jane}, "depends_on = ["+providertest.MembershipAddress("john")+"]")))
		terraform.Apply().Says("2 added", "Warning: Undeclared users were removed from access group "+group, john)
		w.HasMembers(t, group, jane)
	})
	for name, order := range map[string][2]string{
		"first":  {"", "depends_on = [" + providertest.MembershipAddress("jane") + "]"},
		"second": {"depends_on = [" + membersAddress + "]", ""},
	} {
		t.Run("and declared, created "+name, func(t *testing.T) {
			t.Parallel()
			w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
			group, jane, john := w.Group("Engineering"), w.User("Jane Doe"), w.User("John Roe")
			terraform.Configure(w.Config(providertest.Membership("jane", group, jane, order[0]), providertest.Members(group, []string{jane, john}, order[1])))
			terraform.Apply().Says("2 added")
			w.HasMembers(t, group, jane, john)
			terraform.NoChanges()
			terraform.Destroy()
			w.HasMembers(t, group)
		})
	}
}

func TestAUserMovesBetweenMembersAndAMembershipWithoutLosingAccess(t *testing.T) {
	t.Parallel()
	w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
	group, jane, john := w.Group("Engineering"), w.User("Jane Doe"), w.User("John Roe")
	all := providertest.Members(group, []string{jane, john})
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

func TestMembersLeaveAFormerMemberToTheMembershipThatThisRunHasMade(t *testing.T) {
	t.Parallel()
	w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
	group, jane, john := w.Group("Engineering"), w.User("Jane Doe"), w.User("John Roe")
	terraform.Configure(w.Config(providertest.Members(group, []string{jane, john})))
	terraform.Apply()

	terraform.Configure(w.Config(providertest.Membership("john", group, john),
		providertest.Members(group, []string{jane}, "depends_on = ["+providertest.MembershipAddress("john")+"]")))
	terraform.Apply().Says("Warning: Users were kept, since another resource holds their membership now, in access group "+group,
		"John Roe ("+john+")")
	w.HasMembers(t, group, jane, john)
	w.Sent(t, providertest.PathRemove, 0)
	terraform.Plan().Says("Warning: Undeclared users will be removed from access group "+group, "John Roe ("+john+")")
}
