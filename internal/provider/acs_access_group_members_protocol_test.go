// Copyright (c) Seam Labs, Inc.
// SPDX-License-Identifier: MPL-2.0

package provider_test

import (
	"slices"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/seamapi/terraform-provider-seam/internal/fakeseam"
)

// membersType is the type of the objects that hold a whole group.
const membersType = "seam_acs_access_group_members"

// ids reads a set of strings of the state, sorted.
func (o object) ids(name string) []string {
	var elements []tftypes.Value
	if err := fields(o.state)[name].As(&elements); err != nil {
		panic(err)
	}
	ids := make([]string, len(elements))
	for i, element := range elements {
		ids[i] = text(element)
	}
	slices.Sort(ids)
	return ids
}

// wantIDs checks a set of the state.
func wantIDs(t *testing.T, o object, name string, want ...string) {
	t.Helper()
	slices.Sort(want)
	if got := o.ids(name); !slices.Equal(got, want) {
		t.Errorf("%s = %q, want %q", name, got, want)
	}
}

func TestMembersHaveTheGroupAsIdentity(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	group, jane := h.group("Engineering"), h.user("Jane Doe")
	made, said := h.processOf(t, membersType, nil).create(attributes{"acs_access_group_id": group, "acs_user_ids": []string{jane}})
	succeeded(t, said)
	imported, said := h.processOf(t, membersType, nil).importIdentity(attributes{"acs_access_group_id": group})
	succeeded(t, said)
	for _, o := range []object{made, imported} {
		read, said := h.processOf(t, membersType, nil).read(o)
		succeeded(t, said)
		if got := text(fields(read.identity)["acs_access_group_id"]); got != group {
			t.Errorf("the identity is %q, want %q", got, group)
		}
		wantIDs(t, read, "acs_user_ids", jane)
		wantIDs(t, read, "undeclared_acs_user_ids")
		if read.attribute("workspace_id") != h.workspace {
			t.Errorf("workspace_id = %q", read.attribute("workspace_id"))
		}
	}
}

func TestReadTellsDeclaredMembersFromUndeclaredOnes(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	group, jane, john, eve := h.group("Engineering"), h.user("Jane Doe"), h.user("John Roe"), h.user("Eve Moe")
	identity, ann := h.person("Ann Poe")
	made, said := h.processOf(t, membersType, nil).create(attributes{
		"acs_access_group_id": group, "acs_user_ids": []string{jane, john}, "user_identity_ids": []string{identity},
	})
	succeeded(t, said)

	h.RemoveMember(group, john)
	h.AddMember(group, eve)
	read, said := h.processOf(t, membersType, nil).read(made)
	succeeded(t, said)
	wantIDs(t, read, "acs_user_ids", jane)
	wantIDs(t, read, "user_identity_ids", identity)
	wantIDs(t, read, "undeclared_acs_user_ids", eve)

	h.RemoveMember(group, ann)
	h.AddMember(group, john)
	read, said = h.processOf(t, membersType, nil).read(read)
	succeeded(t, said)
	wantIDs(t, read, "acs_user_ids", jane, john)
	wantIDs(t, read, "user_identity_ids")
	wantIDs(t, read, "undeclared_acs_user_ids", eve)
}

func TestReadGoesByWhatIsPending(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	group, jane, john, eve, mel := h.group("Engineering"), h.user("Jane Doe"), h.user("John Roe"), h.user("Eve Moe"), h.user("Mel Loe")
	made, said := h.processOf(t, membersType, nil).create(attributes{"acs_access_group_id": group, "acs_user_ids": []string{jane, john, eve}})
	succeeded(t, said)

	// Jane is leaving, John will be later, and Eve is on her way back. Mel is leaving as well.
	h.AddMember(group, mel)
	h.AddPendingMutation(jane, group, fakeseam.Removing)
	h.AddPendingMutation(mel, group, fakeseam.Removing)
	h.AddPendingMutation(john, group, fakeseam.DeferredRemoving)
	h.AddUserError(john, "failed_to_update_on_acs_system", "The lock is offline.")
	h.RemoveMember(group, eve)
	h.AddPendingMutation(eve, group, fakeseam.Adding)
	h.ResetRequests()
	read, said := h.processOf(t, membersType, nil).read(made)
	succeeded(t, said)
	wantIDs(t, read, "acs_user_ids", john, eve)
	wantIDs(t, read, "undeclared_acs_user_ids")
	contains(t, said.String(), "Warning: Declared members are scheduled to be removed from access group "+group, "John Roe ("+john+")",
		"Warning: The access system reports a problem with declared members of access group "+group, "The lock is offline.")
	// The list; then, since somebody is missing, the group and who is joining it; and the workspace, since somebody is gone.
	check(t, h.sent(pathListUsers, 1), h.sent("/acs/access_groups/get", 1), h.sent(pathGetUser, 1), h.sent(pathGetWorkspace, 1))
}

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
