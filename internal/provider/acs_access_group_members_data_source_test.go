// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package provider_test

import (
	"testing"

	"github.com/seamapi/terraform-provider-seam/internal/fakeseam"
)

func TestMembersOfAnAccessGroupAreListedWithTheirPendingChanges(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	group, other := h.group("Engineering"), h.group("Marketing")
	zoe, alan, outsider := h.user("Zoe Adams"), h.AddUser(h.system, fakeseam.User{FullName: "Alan Turing", EmailAddress: "alan@example.com"}), h.user("John Doe")
	h.AddMember(group, zoe)
	h.AddMember(group, alan)
	h.AddMember(other, outsider)
	h.AddPendingMutation(zoe, group, fakeseam.DeferredRemoving)
	h.ResetRequests()

	found := h.library(t, nil).must("seam_acs_access_group_members", attributes{"acs_access_group_id": group})
	lists(t, found, "acs_users", "acs_user_id", alan, zoe)
	lists(t, found, "acs_users", "email_address", "alan@example.com", nil)
	users := found["acs_users"].([]any)
	if pending := users[0].(values)["pending_mutations"].([]any); len(pending) != 0 {
		t.Errorf("Alan has the pending changes %v", pending)
	}
	pending := users[1].(values)["pending_mutations"].([]any)[0].(values)
	if pending["mutation_code"] != "deferring_group_membership_update" || pending["variant"] != "removing" || pending["acs_access_group_id"] != group {
		t.Errorf("Zoe has the pending change %v", pending)
	}
	check(t, h.sent(pathListUsers, 1))
	if all := len(h.Requests()); all != 1 {
		t.Errorf("it takes %d requests", all)
	}
}

func TestMembersOfAnAccessGroupThatIsNotThere(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.library(t, nil).refuses("seam_acs_access_group_members", attributes{"acs_access_group_id": testMissing},
		"Seam did not say who is in the access group: acs_access_group not found", "acs_access_group_id: "+testMissing,
		"404 Not Found: acs_access_group_not_found", "request ID", "An ID of another workspace looks unknown too")
}

// Nothing says whether Seam lists somebody at once. Who is not listed yet shows in the access group.
func TestSomebodyWhoIsAboutToJoinShowsInTheAccessGroup(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	group, user := h.group("Engineering"), h.user("Jane Doe")
	h.SetListing(fakeseam.ListWhenSynced)
	h.HoldChanges()
	_, said := h.process(t, nil).create(attributes{"acs_access_group_id": group, "acs_user_id": user})
	succeeded(t, said)

	library := h.library(t, nil)
	lists(t, library.must("seam_acs_access_group_members", attributes{"acs_access_group_id": group}), "acs_users", "acs_user_id")
	pending := library.must("seam_acs_access_group", attributes{"acs_access_group_id": group})["pending_mutations"].([]any)
	if len(pending) != 1 || pending[0].(values)["mutation_code"] != "updating_user_membership" || pending[0].(values)["to"].(values)["acs_user_id"] != user {
		t.Errorf("the access group has the pending changes %v", pending)
	}

	h.ReleaseChanges()
	lists(t, h.library(t, nil).must("seam_acs_access_group_members", attributes{"acs_access_group_id": group}), "acs_users", "acs_user_id", user)
}
