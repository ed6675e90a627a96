// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package members_test

import (
	"slices"
	"testing"

	"github.com/seamapi/terraform-provider-seam/internal/fakeseam"
	"github.com/seamapi/terraform-provider-seam/internal/provider/providertest"
)

// wantIDs checks a set of the state.
func wantIDs(t *testing.T, o providertest.Object, name string, want ...string) {
	t.Helper()
	slices.Sort(want)
	if got := o.IDs(name); !slices.Equal(got, want) {
		t.Errorf("%s = %q, want %q", name, got, want)
	}
}

func TestMembersHaveTheGroupAsIdentity(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	group, jane := w.Group("Engineering"), w.User("Jane Doe")
	made, said := w.ProcessOf(t, providertest.MembersType).Create(providertest.Attributes{"acs_access_group_id": group, "acs_user_ids": labelled(jane)})
	said.Succeeds()
	imported, said := w.ProcessOf(t, providertest.MembersType).ImportIdentity(providertest.Attributes{"acs_access_group_id": group})
	said.Succeeds()
	for _, o := range []providertest.Object{made, imported} {
		read, said := w.ProcessOf(t, providertest.MembersType).Refresh(o)
		said.Succeeds()
		if got := read.IdentityAttribute("acs_access_group_id"); got != group {
			t.Errorf("the identity is %q, want %q", got, group)
		}
		wantIDs(t, read, "acs_user_ids", jane)
		wantIDs(t, read, "undeclared_acs_user_ids")
		if read.Attribute("workspace_id") != w.WorkspaceID {
			t.Errorf("workspace_id = %q", read.Attribute("workspace_id"))
		}
	}
}

func TestReadTellsDeclaredMembersFromUndeclaredOnes(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	group, jane, john, eve := w.Group("Engineering"), w.User("Jane Doe"), w.User("John Roe"), w.User("Eve Moe")
	identity, ann := w.Person("Ann Poe")
	made, said := w.ProcessOf(t, providertest.MembersType).Create(providertest.Attributes{
		"acs_access_group_id": group, "acs_user_ids": labelled(jane, john), "user_identity_ids": labelled(identity),
	})
	said.Succeeds()

	w.RemoveMember(group, john)
	w.AddMember(group, eve)
	read, said := w.ProcessOf(t, providertest.MembersType).Refresh(made)
	said.Succeeds()
	wantIDs(t, read, "acs_user_ids", jane)
	wantIDs(t, read, "user_identity_ids", identity)
	wantIDs(t, read, "undeclared_acs_user_ids", eve)

	w.RemoveMember(group, ann)
	w.AddMember(group, john)
	read, said = w.ProcessOf(t, providertest.MembersType).Refresh(read)
	said.Succeeds()
	wantIDs(t, read, "acs_user_ids", jane, john)
	wantIDs(t, read, "user_identity_ids")
	wantIDs(t, read, "undeclared_acs_user_ids", eve)
}

func TestReadGoesByWhatIsPending(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	group, jane, john, eve, mel := w.Group("Engineering"), w.User("Jane Doe"), w.User("John Roe"), w.User("Eve Moe"), w.User("Mel Loe")
	made, said := w.ProcessOf(t, providertest.MembersType).Create(providertest.Attributes{"acs_access_group_id": group, "acs_user_ids": labelled(jane, john, eve)})
	said.Succeeds()

	// Jane is leaving, John will be later, and Eve is on her way back. Mel is leaving as well.
	w.AddMember(group, mel)
	w.AddPendingMutation(jane, group, fakeseam.Removing)
	w.AddPendingMutation(mel, group, fakeseam.Removing)
	w.AddPendingMutation(john, group, fakeseam.DeferredRemoving)
	w.AddUserError(john, "failed_to_update_on_acs_system", "The lock is offline.")
	w.RemoveMember(group, eve)
	w.AddPendingMutation(eve, group, fakeseam.Adding)
	w.ResetRequests()
	read, said := w.ProcessOf(t, providertest.MembersType).Refresh(made)
	said.Succeeds()
	wantIDs(t, read, "acs_user_ids", john, eve)
	wantIDs(t, read, "undeclared_acs_user_ids")
	said.Says("Warning: Declared members are scheduled to be removed from access group "+group, "John Roe ("+john+")",
		"Warning: The access system reports a problem with declared members of access group "+group, "The lock is offline.")
	// The list; then, since somebody is missing, the group and who is joining it; and the workspace, since somebody is gone.
	w.Sent(t, providertest.PathListMembers, 1)
	w.Sent(t, providertest.PathGetGroup, 1)
	w.Sent(t, providertest.PathGetUser, 1)
	w.Sent(t, providertest.PathGetWorkspace, 1)
}
