// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package fakeseam

import (
	"net/http"
	"testing"
)

func TestGetIdentity(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	id := w.AddIdentity(w.workspace, Identity{FullName: "Grace Hopper", EmailAddress: "grace@example.com", Key: "grace"})
	user := w.AddUser(w.system, User{FullName: "Grace", UserIdentityID: id})

	for _, selector := range []object{{"user_identity_id": id}, {"user_identity_key": "grace"}} {
		identity := w.post("/user_identities/get", selector).object("user_identity")
		equal(t, "user_identity_id", identity["user_identity_id"], any(id))
		equal(t, "user_identity_key", identity["user_identity_key"], any("grace"))
		equal(t, "full_name", identity["full_name"], any("Grace Hopper"))
		equal(t, "email_address", identity["email_address"], any("grace@example.com"))
		equal(t, "phone_number", identity["phone_number"], nil)
		equal(t, "acs_user_ids", identity["acs_user_ids"], any([]any{user}))
		equal(t, "workspace_id", identity["workspace_id"], any(w.workspace))
	}
}

func TestUnknownIdentityIsNotFound(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.AddIdentity(w.workspace, Identity{FullName: "Without a key"})
	for _, selector := range []object{{"user_identity_id": someUUID}, {"user_identity_key": "nobody"}, {"user_identity_key": ""}} {
		w.post("/user_identities/get", selector).fails(http.StatusNotFound, "user_identity_not_found")
	}
}

func TestListIdentitiesFilters(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	grace := w.AddIdentity(w.workspace, Identity{FullName: "Grace Hopper", EmailAddress: "grace@example.com"})
	alan := w.AddIdentity(w.workspace, Identity{FullName: "Alan Turing", PhoneNumber: "+44161"})
	w.AddIdentity(w.AddWorkspace("Other"), Identity{FullName: "Grace elsewhere"})

	for _, test := range []struct {
		name   string
		filter object
		want   []string
	}{
		{"none", object{}, []string{grace, alan}},
		{"search name", object{"search": "TURING"}, []string{alan}},
		{"search email", object{"search": "grace@"}, []string{grace}},
		{"search phone", object{"search": "44161"}, []string{alan}},
		{"search ID", object{"search": grace}, []string{grace}},
		{"empty search, which is allowed here", object{"search": ""}, []string{grace, alan}},
		{"search nobody", object{"search": "nobody"}, []string{}},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			equal(t, "identities", w.post("/user_identities/list", test.filter).list("user_identities", "user_identity_id"), test.want)
		})
	}
}
