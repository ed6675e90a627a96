// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package provider_test

import "testing"

func TestAMembershipBesideTheMembersOfItsGroup(t *testing.T) {
	t.Parallel()
	t.Run("is removed where it is not declared", func(t *testing.T) {
		t.Parallel()
		h, terraform := newHouse(t), newCLI(t)
		group, jane, john := h.group("Engineering"), h.user("Jane Doe"), h.user("John Roe")
		terraform.configure(h.config(membership("john", group, john),
			membersOf(group, []string{jane}, "depends_on = ["+address("john")+"]")))
		contains(t, terraform.apply(), "2 added", "Warning: Undeclared users were removed from access group "+group, john)
		check(t, h.hasMembers(group, jane))
	})
	for name, order := range map[string][2]string{
		"first":  {"", "depends_on = [" + address("jane") + "]"},
		"second": {"depends_on = [" + membersAddress + "]", ""},
	} {
		t.Run("and declared, created "+name, func(t *testing.T) {
			t.Parallel()
			h, terraform := newHouse(t), newCLI(t)
			group, jane, john := h.group("Engineering"), h.user("Jane Doe"), h.user("John Roe")
			terraform.configure(h.config(membership("jane", group, jane, order[0]), membersOf(group, []string{jane, john}, order[1])))
			contains(t, terraform.apply(), "2 added")
			check(t, h.hasMembers(group, jane, john))
			contains(t, terraform.must("plan"), "No changes.")
			terraform.must("destroy", "-auto-approve")
			check(t, h.hasMembers(group))
		})
	}
}

func TestAUserMovesBetweenMembersAndAMembershipWithoutLosingAccess(t *testing.T) {
	t.Parallel()
	h, terraform := newHouse(t), newCLI(t)
	group, jane, john := h.group("Engineering"), h.user("Jane Doe"), h.user("John Roe")
	all := membersOf(group, []string{jane, john})
	singly := membership("jane", group, jane) + membership("john", group, john)

	for range 2 {
		terraform.configure(h.config(all))
		terraform.apply()
		check(t, h.hasMembers(group, jane, john))
		terraform.configure(h.config(singly))
		terraform.apply()
		check(t, h.hasMembers(group, jane, john))
	}
}

func TestMembersLeaveAFormerMemberToTheMembershipThatThisRunHasMade(t *testing.T) {
	t.Parallel()
	h, terraform := newHouse(t), newCLI(t)
	group, jane, john := h.group("Engineering"), h.user("Jane Doe"), h.user("John Roe")
	terraform.configure(h.config(membersOf(group, []string{jane, john})))
	terraform.apply()

	terraform.configure(h.config(membership("john", group, john),
		membersOf(group, []string{jane}, "depends_on = ["+address("john")+"]")))
	contains(t, terraform.apply(), "Warning: Users were kept, since another resource holds their membership now, in access group "+group,
		"John Roe ("+john+")")
	check(t, h.hasMembers(group, jane, john), h.sent(pathRemove, 0))
	contains(t, terraform.must("plan"), "Warning: Undeclared users will be removed from access group "+group, "John Roe ("+john+")")
}
