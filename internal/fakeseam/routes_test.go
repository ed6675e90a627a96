// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package fakeseam

import (
	"net/http"
	"testing"

	"github.com/google/uuid"
)

// everyPath are the routes of the API that the fake has.
func everyPath() []string {
	return []string{
		"/acs/access_groups/add_user", "/acs/access_groups/delete", "/acs/access_groups/get", "/acs/access_groups/list",
		"/acs/access_groups/list_accessible_entrances", "/acs/access_groups/list_users",
		"/acs/entrances/get", "/acs/entrances/list",
		"/acs/systems/get", "/acs/systems/list",
		"/acs/users/add_to_access_group", "/acs/users/create", "/acs/users/delete", "/acs/users/get", "/acs/users/list",
		"/acs/users/list_accessible_entrances", "/acs/users/remove_from_access_group", "/acs/users/suspend",
		"/acs/users/unsuspend", "/acs/users/update",
		"/user_identities/add_acs_user", "/user_identities/create", "/user_identities/delete", "/user_identities/get",
		"/user_identities/list", "/user_identities/list_accessible_entrances", "/user_identities/list_acs_users",
		"/user_identities/merge", "/user_identities/remove_acs_user", "/user_identities/update",
		"/workspaces/get",
	}
}

func TestEveryRouteChecksCredentialThenMethodThenContentTypeThenInput(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	wrong := http.Header{"Authorization": {"Bearer seam_wrong"}, "Content-Type": {"text/plain"}}
	right := http.Header{"Authorization": {"Bearer " + w.key}, "Content-Type": {"text/plain"}}
	const malformed = "{"
	for _, path := range everyPath() {
		t.Run(path, func(t *testing.T) {
			t.Parallel()
			w.send(http.MethodPut, path, malformed, wrong).fails(http.StatusUnauthorized, "unauthorized")
			err := w.send(http.MethodPut, path, malformed, right).fails(http.StatusMethodNotAllowed, "method_not_allowed")
			equal(t, "message", err["message"], any("only POST accepted"))
			if path == "/workspaces/get" {
				return
			}
			w.send(http.MethodPost, path, malformed, right).fails(http.StatusBadRequest, "invalid_content_type")
			w.post(path, "[]").fails(http.StatusBadRequest, "invalid_input")
		})
	}
}

func TestMalformedJSONIsAnsweredInPlainText(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for _, path := range everyPath() {
		r := w.post(path, `{"acs_user_id":`)
		equal(t, "status", r.status, http.StatusBadRequest)
		equal(t, "body", r.raw, "Invalid JSON")
		equal(t, "content type", r.header.Values("Content-Type"), nil)

		r = w.send(http.MethodPost, path, `{"acs_user_id":`, http.Header{"Content-Type": {"application/json"}})
		equal(t, "status without a credential", r.status, http.StatusBadRequest)
		equal(t, "body without a credential", r.raw, "Invalid JSON")
	}
}

func TestUnknownRouteIsAnsweredInPlainTextBeforeAnyCheck(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for _, path := range []string{"/", "/acs", "/acs/users/nope", "/acs/users/get/", "/v1/acs/users/get"} {
		r := w.send(http.MethodPost, path, "{", http.Header{})
		equal(t, "status", r.status, http.StatusNotFound)
		equal(t, "body", r.raw, "404")
		equal(t, "content type", r.header.Values("Content-Type"), nil)
	}
}

func TestEveryAnswerHasARequestIDOfItsOwn(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.Inject("/acs/systems/list", Fault{Status: http.StatusBadGateway})
	seen := map[string]bool{}
	for _, r := range []reply{
		w.post("/workspaces/get", object{}),
		w.postAs("seam_wrong", "/workspaces/get", object{}),
		w.post("/acs/users/get", "{"),
		w.post("/nowhere", object{}),
		w.post("/acs/systems/list", object{}),
	} {
		id := r.header.Get("seam-request-id")
		if _, err := uuid.Parse(id); err != nil || seen[id] {
			t.Errorf("seam-request-id %q of the answer %d is no new UUID", id, r.status)
		}
		seen[id] = true
	}
}

func TestEmptyBodyIsAnEmptyObject(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	equal(t, "users", w.post("/acs/users/list", "").list("acs_users", "acs_user_id"), []string{w.user})
	bare := http.Header{"Authorization": {"Bearer " + w.key}}
	equal(t, "users", w.send(http.MethodPost, "/acs/users/list", "", bare).list("acs_users", "acs_user_id"), []string{w.user})
	w.post("/acs/users/get", "").fails(http.StatusBadRequest, "invalid_input")

	// Where a membership changes, an empty body is an object only where the content type says that it is JSON.
	err := w.post(addPath, "").fails(http.StatusBadRequest, "invalid_input")
	equal(t, "message", err["message"], any("2 Input Errors: acs_user_id is required, acs_access_group_id is required"))
	err = w.send(http.MethodPost, addPath, "", bare).fails(http.StatusBadRequest, "invalid_input")
	equal(t, "message", err["message"], any("Expected object, received string"))
}
