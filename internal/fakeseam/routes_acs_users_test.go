// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package fakeseam

import (
	"net/http"
	"testing"
)

func TestGetUserByItsID(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	user := w.post("/acs/users/get", object{"acs_user_id": w.user}).object("acs_user")
	equal(t, "acs_user_id", user["acs_user_id"], any(w.user))
	equal(t, "acs_system_id", user["acs_system_id"], any(w.system))
	equal(t, "workspace_id", user["workspace_id"], any(w.workspace))
	equal(t, "full_name", user["full_name"], any("Ada Lovelace"))
	equal(t, "display_name", user["display_name"], any("Ada Lovelace"))
	equal(t, "email_address", user["email_address"], any("ada@example.com"))
	equal(t, "phone_number", user["phone_number"], any("+15555550100"))
	equal(t, "is_suspended", user["is_suspended"], any(false))
	equal(t, "created_at", user["created_at"], any("2026-03-01T09:00:00.000Z"))
	equal(t, "pending_mutations", user["pending_mutations"], any([]any{}))
	if id, given := user["user_identity_id"]; given {
		t.Errorf("user_identity_id is %v where there is none", id)
	}
	w.post("/acs/users/get", object{"acs_user_id": someUUID}).fails(http.StatusNotFound, "acs_user_not_found")
}

func TestGetUserOfAnIdentity(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	identity := w.AddIdentity(w.workspace, Identity{FullName: "Grace Hopper", EmailAddress: "grace@example.com"})
	system := w.AddSystem(w.workspace, "Warehouse")
	linked := w.AddUser(system, User{FullName: "G. Hopper", UserIdentityID: identity})
	get := func(identityID, systemID string) reply {
		return w.post("/acs/users/get", object{"user_identity_id": identityID, "acs_system_id": systemID})
	}

	user := get(identity, system).object("acs_user")
	equal(t, "acs_user_id", user["acs_user_id"], any(linked))
	equal(t, "user_identity_id", user["user_identity_id"], any(identity))
	equal(t, "user_identity_full_name", user["user_identity_full_name"], any("Grace Hopper"))
	equal(t, "user_identity_email_address", user["user_identity_email_address"], any("grace@example.com"))
	equal(t, "user_identity_phone_number", user["user_identity_phone_number"], nil)

	get(identity, w.system).fails(http.StatusNotFound, "acs_user_not_found")
	get(someUUID, system).fails(http.StatusNotFound, "user_identity_not_found")
	get(identity, someUUID).fails(http.StatusNotFound, "acs_system_not_found")
	err := w.post("/acs/users/get", object{"user_identity_id": identity}).fails(http.StatusBadRequest, "invalid_input")
	equal(t, "message", err["message"], any("acs_system_id is required"))
}

func TestListUsersFilters(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	identity := w.AddIdentity(w.workspace, Identity{
		FullName: "Grace Hopper", EmailAddress: "grace@example.com", PhoneNumber: "+15555550199",
	})
	grace := w.AddUser(w.system, User{FullName: "G.", PhoneNumber: "+4930", EmailAddress: "navy@example.com", UserIdentityID: identity})
	other := w.AddUser(w.AddSystem(w.workspace, "Warehouse"), User{FullName: "Other", UserIdentityID: identity})

	for _, test := range []struct {
		name   string
		filter object
		want   []string
	}{
		{"none", object{}, []string{w.user, grace, other}},
		{"system", object{"acs_system_id": w.system}, []string{w.user, grace}},
		{"unknown system", object{"acs_system_id": someUUID}, []string{}},
		{"identity", object{"user_identity_id": identity}, []string{grace, other}},
		{"identity and system", object{"user_identity_id": identity, "acs_system_id": w.system}, []string{grace}},
		{"unknown identity", object{"user_identity_id": someUUID}, []string{}},
		{"identity's email", object{"user_identity_email_address": "Grace@Example.com"}, []string{grace, other}},
		{"identity's phone", object{"user_identity_phone_number": "+15555550199"}, []string{grace, other}},
		{"somebody's email that is no identity's", object{"user_identity_email_address": "ada@example.com"}, []string{}},
		{"search full name, part, other case", object{"search": "LOVE"}, []string{w.user}},
		{"search phone", object{"search": "4930"}, []string{grace}},
		{"search email", object{"search": "navy@"}, []string{grace}},
		{"search ID", object{"search": grace[4:]}, []string{grace}},
		{"search identity's ID", object{"search": identity}, []string{grace, other}},
		{"search identity's name", object{"search": "hopper"}, []string{grace, other}},
		{"search identity's phone", object{"search": "5550199"}, []string{grace, other}},
		{"search identity's email, which is not searched", object{"search": "grace@example"}, []string{}},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			equal(t, "users", w.post("/acs/users/list", test.filter).list("acs_users", "acs_user_id"), test.want)
		})
	}
}
