// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package fakeseam

import (
	"net/http"
	"testing"
)

// byID are all requests that name an object by its ID, with what is not found where the ID is of no use.
type byID struct {
	name, path, notFound string
	body                 object
	// nothing is the answer that pretends a success without an object; "" where there is no such answer.
	nothing string
}

func requestsByID(group, user, identity, system string) []byID {
	const okay, noDoors = `{"ok":true}`, `{"acs_entrances":[],"ok":true}`
	return []byID{
		{"add to group", "/acs/users/add_to_access_group", "acs_user_not_found", object{"acs_access_group_id": group, "acs_user_id": user}, okay},
		{"add user", "/acs/access_groups/add_user", "acs_user_not_found", object{"acs_access_group_id": group, "acs_user_id": user}, okay},
		{"add identity", "/acs/access_groups/add_user", "user_identity_not_found", object{"acs_access_group_id": group, "user_identity_id": identity}, okay},
		{"remove user", "/acs/users/remove_from_access_group", "acs_user_not_found", object{"acs_access_group_id": group, "acs_user_id": user}, okay},
		{"remove identity", "/acs/users/remove_from_access_group", "user_identity_not_found", object{"acs_access_group_id": group, "user_identity_id": identity}, okay},
		{"list users", "/acs/access_groups/list_users", "acs_access_group_not_found", object{"acs_access_group_id": group}, `{"acs_users":[],"ok":true}`},
		{"get group", "/acs/access_groups/get", "acs_access_group_not_found", object{"acs_access_group_id": group}, ""},
		{"get user", "/acs/users/get", "acs_user_not_found", object{"acs_user_id": user}, ""},
		{"get identity's user", "/acs/users/get", "user_identity_not_found", object{"user_identity_id": identity, "acs_system_id": system}, ""},
		{"get system", "/acs/systems/get", "acs_system_not_found", object{"acs_system_id": system}, ""},
		{"get identity", "/user_identities/get", "user_identity_not_found", object{"user_identity_id": identity}, ""},
		{"create user", "/acs/users/create", "acs_system_not_found", object{"acs_system_id": system, "full_name": "Grace"}, ""},
		{"update user", "/acs/users/update", "acs_user_not_found", object{"acs_user_id": user, "full_name": "Grace"}, okay},
		{"suspend user", "/acs/users/suspend", "acs_user_not_found", object{"acs_user_id": user}, okay},
		{"unsuspend user", "/acs/users/unsuspend", "acs_user_not_found", object{"acs_user_id": user}, okay},
		{"delete user", "/acs/users/delete", "acs_user_not_found", object{"acs_user_id": user}, okay},
		{"delete group", "/acs/access_groups/delete", "acs_access_group_not_found", object{"acs_access_group_id": group}, okay},
		{"create identity", "/user_identities/create", "acs_system_not_found", object{"acs_system_ids": []string{system}}, ""},
		{"update identity", "/user_identities/update", "user_identity_not_found", object{"user_identity_id": identity}, okay},
		{"delete identity", "/user_identities/delete", "user_identity_not_found", object{"user_identity_id": identity}, okay},
		{"merge", "/user_identities/merge", "user_identity_not_found", object{"user_identity_id": identity, "merged_user_identity_ids": []string{identity}}, okay},
		{"link", "/user_identities/add_acs_user", "acs_user_not_found", object{"user_identity_id": identity, "acs_user_id": user}, okay},
		{"unlink", "/user_identities/remove_acs_user", "user_identity_not_found", object{"user_identity_id": identity, "acs_user_id": user}, okay},
		{"users of identity", "/user_identities/list_acs_users", "user_identity_not_found", object{"user_identity_id": identity}, `{"acs_users":[],"ok":true}`},
		{"entrances of identity", "/user_identities/list_accessible_entrances", "user_identity_not_found", object{"user_identity_id": identity}, noDoors},
		{"entrances of user", "/acs/users/list_accessible_entrances", "acs_user_not_found", object{"acs_user_id": user}, noDoors},
		{"entrances of group", "/acs/access_groups/list_accessible_entrances", "acs_access_group_not_found", object{"acs_access_group_id": group}, noDoors},
	}
}

// foreignWorld is a world whose key belongs to another workspace than its objects, one of them a member.
func foreignWorld(t *testing.T) (*world, []byID) {
	t.Helper()
	w := newWorld(t)
	identity := w.AddIdentity(w.workspace, Identity{FullName: "Grace"})
	w.AddUser(w.system, User{FullName: "Grace", UserIdentityID: identity})
	w.AddMember(w.group, w.user)
	w.key = w.AddAPIKey(w.AddWorkspace("Other"))
	return w, requestsByID(w.group, w.user, identity, w.system)
}

func TestIDsOfAnotherWorkspaceAreNotFound(t *testing.T) {
	t.Parallel()
	w, requests := foreignWorld(t)
	for _, request := range requests {
		w.post(request.path, request.body).fails(http.StatusNotFound, request.notFound)
	}
	equal(t, "members", w.Members(w.group), []string{w.user})
}

func TestIDsOfAnotherWorkspaceCanBeInvalidInput(t *testing.T) {
	t.Parallel()
	w, requests := foreignWorld(t)
	w.SetForeignAnswer(http.StatusBadRequest)
	for _, request := range requests {
		w.post(request.path, request.body).fails(http.StatusBadRequest, "invalid_input")
	}
	equal(t, "members", w.Members(w.group), []string{w.user})
}

func TestIDsOfAnotherWorkspaceCanBeAnsweredWithNothingDone(t *testing.T) {
	t.Parallel()
	w, requests := foreignWorld(t)
	w.SetForeignAnswer(http.StatusOK)
	for _, request := range requests {
		r := w.post(request.path, request.body)
		if request.nothing == "" {
			r.fails(http.StatusNotFound, request.notFound)
		} else {
			equal(t, request.name, r.succeeds().raw, request.nothing)
		}
	}
	equal(t, "members", w.Members(w.group), []string{w.user})
}

func TestUnknownIDsAreNotFoundWhateverForeignOnesAre(t *testing.T) {
	t.Parallel()
	for _, foreign := range []int{http.StatusNotFound, http.StatusBadRequest, http.StatusOK} {
		w := newWorld(t)
		w.SetForeignAnswer(foreign)
		for _, request := range requestsByID(someUUID, someUUID, someUUID, someUUID) {
			w.post(request.path, request.body).fails(http.StatusNotFound, request.notFound)
		}
	}
}

func TestNotFoundCanBeABadRequest(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.SetNotFoundStatus(http.StatusBadRequest)
	for _, request := range requestsByID(someUUID, someUUID, someUUID, someUUID) {
		w.post(request.path, request.body).fails(http.StatusBadRequest, request.notFound)
	}
	foreign, requests := foreignWorld(t)
	foreign.SetNotFoundStatus(http.StatusBadRequest)
	for _, request := range requests {
		foreign.post(request.path, request.body).fails(http.StatusBadRequest, request.notFound)
	}
}

func TestListsKeepToTheirWorkspace(t *testing.T) {
	t.Parallel()
	w, _ := foreignWorld(t)
	for path, name := range map[string]string{
		"/acs/users/list": "acs_users", "/acs/access_groups/list": "acs_access_groups",
		"/acs/systems/list": "acs_systems", "/user_identities/list": "user_identities",
	} {
		equal(t, name, w.post(path, object{}).list(name, "workspace_id"), []string{})
	}
}

func TestIDsOfAnotherWorkspaceMatchNothingInFilters(t *testing.T) {
	t.Parallel()
	for _, foreign := range []int{http.StatusNotFound, http.StatusBadRequest, http.StatusOK} {
		w, _ := foreignWorld(t)
		w.SetForeignAnswer(foreign)
		mine := w.AddWorkspace("Mine")
		w.key = w.AddAPIKey(mine)
		w.AddGroup(w.AddSystem(mine, "Mine"), "Mine")
		identity := w.AddIdentity(w.workspace, Identity{FullName: "Grace"})
		w.AddUser(w.system, User{FullName: "Grace", UserIdentityID: identity})
		for _, filter := range []object{{"acs_system_id": w.system}, {"user_identity_id": identity}} {
			equal(t, "users", w.post("/acs/users/list", filter).list("acs_users", "acs_user_id"), []string{})
		}
		for _, filter := range []object{{"acs_system_id": w.system}, {"user_identity_id": identity}, {"acs_user_id": w.user}} {
			equal(t, "groups", w.post("/acs/access_groups/list", filter).list("acs_access_groups", "acs_access_group_id"), []string{})
		}
	}
}

func TestImpossibleBehaviourPanics(t *testing.T) {
	t.Parallel()
	f := New()
	for name, mistake := range map[string]func(){
		"foreign":   func() { f.SetForeignAnswer(500) },
		"not found": func() { f.SetNotFoundStatus(200) },
		"conflict":  func() { f.SetConflictStatus(422) },
		"page size": func() { f.SetPageSize(0) },
	} {
		if !panics(mistake) {
			t.Errorf("%s: no panic", name)
		}
	}
}

func panics(f func()) (panicked bool) {
	defer func() { panicked = recover() != nil }()
	f()
	return false
}
