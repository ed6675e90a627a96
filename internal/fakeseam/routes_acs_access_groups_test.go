// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package fakeseam

import (
	"net/http"
	"testing"
)

func TestGetGroup(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	group := w.post("/acs/access_groups/get", object{"acs_access_group_id": w.group}).object("acs_access_group")
	equal(t, "acs_access_group_id", group["acs_access_group_id"], any(w.group))
	equal(t, "acs_system_id", group["acs_system_id"], any(w.system))
	equal(t, "workspace_id", group["workspace_id"], any(w.workspace))
	equal(t, "name", group["name"], any("Staff"))
	equal(t, "pending_mutations", group["pending_mutations"], any([]any{}))
	w.post("/acs/access_groups/get", object{"acs_access_group_id": someUUID}).
		fails(http.StatusNotFound, "acs_access_group_not_found")
}

func TestUppercaseIDsAreTheSameIDs(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	const id = "ABCDEF00-0000-4000-8000-000000000001"
	w.AddUser(w.system, User{ID: "abcdef00-0000-4000-8000-000000000001", FullName: "Hex"})
	user := w.post("/acs/users/get", object{"acs_user_id": id}).object("acs_user")
	equal(t, "full_name", user["full_name"], any("Hex"))
}

func TestListGroupUsersListsAllMembersInTheOrderOfTheirMaking(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	var members []string
	for range 600 {
		members = append(members, w.AddUser(w.system, User{FullName: "Member"}))
	}
	for _, member := range members {
		w.AddMember(w.group, member)
	}
	w.AddMember(w.AddGroup(w.system, "Other"), w.user)

	r := w.post("/acs/access_groups/list_users", object{"acs_access_group_id": w.group})
	equal(t, "users", r.list("acs_users", "acs_user_id"), members)
	equal(t, "systems", r.list("acs_users", "acs_system_id")[599], w.system)
	equal(t, "pagination", r.body["pagination"], nil)
	w.post("/acs/access_groups/list_users", object{"acs_access_group_id": someUUID}).
		fails(http.StatusNotFound, "acs_access_group_not_found")
}

func TestListGroupUsersOfAnEmptyGroup(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	r := w.post("/acs/access_groups/list_users", object{"acs_access_group_id": w.group}).succeeds()
	equal(t, "body", r.raw, `{"acs_users":[],"ok":true}`)
}

func TestListGroupsFilters(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	identity := w.AddIdentity(w.workspace, Identity{FullName: "Grace Hopper"})
	grace := w.AddUser(w.system, User{FullName: "Grace", UserIdentityID: identity})
	garage := w.AddGroup(w.system, "Garage")
	depot := w.AddGroup(w.AddSystem(w.workspace, "Warehouse"), "Depot")
	w.AddMember(w.group, w.user)
	w.AddMember(garage, grace)

	foreign := w.AddWorkspace("Other")
	foreignUser := w.AddUser(w.AddSystem(foreign, "Other"), User{FullName: "Foreign"})

	for _, test := range []struct {
		name   string
		filter object
		want   []string
	}{
		{"none", object{}, []string{w.group, garage, depot}},
		{"system", object{"acs_system_id": w.system}, []string{w.group, garage}},
		{"user", object{"acs_user_id": w.user}, []string{w.group}},
		{"unknown user", object{"acs_user_id": someUUID}, []string{}},
		{"user of another workspace", object{"acs_user_id": foreignUser}, []string{}},
		{"identity", object{"user_identity_id": identity}, []string{garage}},
		{"unknown identity", object{"user_identity_id": someUUID}, []string{}},
		{"user and another's identity", object{"acs_user_id": w.user, "user_identity_id": identity}, []string{}},
		{"search name", object{"search": "gar"}, []string{garage}},
		{"search ID", object{"search": depot}, []string{depot}},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			equal(t, "groups", w.post("/acs/access_groups/list", test.filter).list("acs_access_groups", "acs_access_group_id"), test.want)
		})
	}
}
