// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package fakeseam

import (
	"net/http"
	"testing"
)

func TestChangesByHandShowAtOnceAndAreNoRequests(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.HoldChanges()
	w.AddMember(w.group, w.user)
	equal(t, "synced members", w.SyncedMembers(w.group), []string{w.user})
	w.RemoveMember(w.group, w.user)
	w.RemoveMember(w.group, w.user)
	equal(t, "synced members", w.SyncedMembers(w.group), nil)
	equal(t, "requests", w.Requests(), nil)
	equal(t, "listed", w.listed(w.group), []string{})
}

func TestChangeByHandEndsAPendingOne(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.HoldChanges()
	w.add(w.group, w.user).succeeds()
	w.AddMember(w.group, w.user)
	equal(t, "mutations", w.userMutations(), []object{})
	w.remove(w.group, w.user).succeeds()
	w.RemoveMember(w.group, w.user)
	equal(t, "mutations", w.userMutations(), []object{})
	w.ReleaseChanges()
	equal(t, "members", w.Members(w.group), nil)
}

func TestDeletedUserIsGoneEverywhere(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	identity := w.AddIdentity(w.workspace, Identity{EmailAddress: "grace@example.com"})
	grace := w.AddUser(w.system, User{EmailAddress: "grace@example.com", UserIdentityID: identity})
	w.HoldChanges()
	w.add(w.group, grace).succeeds()
	w.AddPendingMutation(grace, w.group, DeferredRemoving)
	w.DeleteUser(grace)

	w.post("/acs/users/get", object{"acs_user_id": grace}).fails(http.StatusNotFound, "acs_user_not_found")
	equal(t, "members", w.Members(w.group), nil)
	equal(t, "listed", w.listed(w.group), []string{})
	equal(t, "group's mutations", w.groupMutations(), []object{})
	equal(t, "users", w.Users(w.system), []string{w.user})
	left := w.post("/user_identities/get", object{"user_identity_id": identity}).object("user_identity")
	equal(t, "identity's users", left["acs_user_ids"], any([]any{}))

	w.ReleaseChanges()
	w.addIdentity(w.group, identity).succeeds()
	if members := w.Members(w.group); len(members) != 1 || members[0] == grace {
		t.Errorf("members are %v, want a new ACS user", members)
	}
}

func TestDeletedUserIsLinkedNoMore(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.DeleteUser(w.user)
	w.addIdentity(w.group, w.AddIdentity(w.workspace, Identity{EmailAddress: "ada@example.com"})).succeeds()
	if members := w.Members(w.group); len(members) != 1 || members[0] == w.user {
		t.Errorf("members are %v, want a new ACS user", members)
	}
}

func TestDeletedMemberIsAMemberNoMore(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.AddMember(w.group, w.user)
	w.DeleteUser(w.user)
	equal(t, "synced members", w.SyncedMembers(w.group), nil)
	equal(t, "group's mutations", w.groupMutations(), []object{})
}

func TestDeletedObjectsCountNoMore(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.DeleteUser(w.user)
	w.DeleteGroup(w.group)
	system := w.post("/acs/systems/get", object{"acs_system_id": w.system}).object("acs_system")
	equal(t, "acs_user_count", system["acs_user_count"], any(0.0))
	equal(t, "acs_access_group_count", system["acs_access_group_count"], any(0.0))
}

func TestDeletedGroupIsGoneEverywhere(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.HoldChanges()
	w.add(w.group, w.user).succeeds()
	w.AddPendingMutation(w.user, w.group, DeferredRemoving)
	w.DeleteGroup(w.group)

	w.post("/acs/access_groups/get", object{"acs_access_group_id": w.group}).
		fails(http.StatusNotFound, "acs_access_group_not_found")
	w.add(w.group, w.user).fails(http.StatusNotFound, "acs_access_group_not_found")
	equal(t, "members", w.Members(w.group), nil)
	equal(t, "user's mutations", w.userMutations(), []object{})
	equal(t, "groups", w.post("/acs/access_groups/list", object{}).list("acs_access_groups", "acs_access_group_id"), []string{})
}

func TestUserErrorsShow(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.AddMember(w.group, w.user)
	w.listed(w.group)
	w.AddUserError(w.user, "failed_to_update_on_acs_system", "No licence is left.")
	users, _ := w.post("/acs/access_groups/list_users", object{"acs_access_group_id": w.group}).succeeds().body["acs_users"].([]any)
	equal(t, "errors", users[0].(object)["errors"], any([]any{object{
		"error_code": "failed_to_update_on_acs_system", "message": "No licence is left.", "created_at": startTime,
	}}))
}

func TestMembersAndUsersAreSorted(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	const first, last = "00000000-0000-4000-8000-000000000000", "ffffffff-0000-4000-8000-000000000000"
	for _, id := range []string{last, first} {
		w.AddUser(w.system, User{ID: id})
		w.AddMember(w.group, id)
	}
	equal(t, "members", w.Members(w.group), []string{first, last})
	equal(t, "synced members", w.SyncedMembers(w.group), []string{first, last})
	equal(t, "users", w.Users(w.system), []string{first, w.user, last})
}
