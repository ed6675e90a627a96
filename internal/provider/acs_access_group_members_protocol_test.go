// Copyright (c) The terraform-provider-seam authors
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
