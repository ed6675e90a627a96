// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package lookup_test

import (
	"testing"

	"github.com/seamapi/terraform-provider-seam/internal/fakeseam"
	"github.com/seamapi/terraform-provider-seam/internal/provider/providertest"
)

func TestMembersOfAnAccessGroupAreListedWithTheirPendingChanges(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	group, other := w.Group("Engineering"), w.Group("Marketing")
	zoe, alan, outsider := w.User("Zoe Adams"), w.AddUser(w.ACSSystemID, fakeseam.User{FullName: "Alan Turing", EmailAddress: "alan@example.com"}), w.User("John Doe")
	w.AddMember(group, zoe)
	w.AddMember(group, alan)
	w.AddMember(other, outsider)
	w.AddPendingMutation(zoe, group, fakeseam.DeferredRemoving)
	w.ResetRequests()

	found := w.Process(t).MustRead("seam_acs_access_group_members", providertest.Attributes{"acs_access_group_id": group})
	lists(t, found, "acs_users", "acs_user_id", alan, zoe)
	lists(t, found, "acs_users", "email_address", "alan@example.com", nil)
	users := found["acs_users"].([]any)
	if pending := users[0].(providertest.Values)["pending_mutations"].([]any); len(pending) != 0 {
		t.Errorf("Alan has the pending changes %v", pending)
	}
	pending := users[1].(providertest.Values)["pending_mutations"].([]any)[0].(providertest.Values)
	if pending["mutation_code"] != "deferring_group_membership_update" || pending["variant"] != "removing" || pending["acs_access_group_id"] != group {
		t.Errorf("Zoe has the pending change %v", pending)
	}
	w.Sent(t, providertest.PathListMembers, 1)
	w.SentInAll(t, 2) // The list, and the workspace.
}

func TestMembersOfAnAccessGroupThatIsNotThere(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	w.Process(t).MustFailToRead("seam_acs_access_group_members", providertest.Attributes{"acs_access_group_id": testMissing},
		"Seam did not say who is in the access group: acs_access_group not found", "acs_access_group_id: "+testMissing,
		"404 Not Found: acs_access_group_not_found", "request ID", "An ID from another workspace is not found either")
}

// Nothing says whether Seam lists somebody at once. Who is not listed yet shows in the access group.
func TestSomebodyWhoIsAboutToJoinShowsInTheAccessGroup(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	group, user := w.Group("Engineering"), w.User("Jane Doe")
	w.SetListing(fakeseam.ListWhenSynced)
	w.HoldChanges()
	_, said := w.Process(t).Create(providertest.Attributes{"acs_access_group_id": group, "acs_user_id": user})
	said.Succeeds()

	p := w.Process(t)
	lists(t, p.MustRead("seam_acs_access_group_members", providertest.Attributes{"acs_access_group_id": group}), "acs_users", "acs_user_id")
	pending := p.MustRead("seam_acs_access_group", providertest.Attributes{"acs_access_group_id": group})["pending_mutations"].([]any)
	if len(pending) != 1 || pending[0].(providertest.Values)["mutation_code"] != "updating_user_membership" || pending[0].(providertest.Values)["to"].(providertest.Values)["acs_user_id"] != user {
		t.Errorf("the access group has the pending changes %v", pending)
	}

	w.ReleaseChanges()
	lists(t, w.Process(t).MustRead("seam_acs_access_group_members", providertest.Attributes{"acs_access_group_id": group}), "acs_users", "acs_user_id", user)
}
