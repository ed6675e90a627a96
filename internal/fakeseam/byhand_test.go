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
