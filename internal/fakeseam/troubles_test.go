// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package fakeseam

import "testing"

func TestErrorsAndWarningsShowOnTheirObject(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	identity := w.AddIdentity(w.workspace, Identity{FullName: "Ada"})
	w.AddMember(w.group, w.user)
	const message = "Line one\nline two \x1b[2K\u202e."
	for _, test := range []struct {
		name    string
		id      string
		error   string
		warning string
		look    func() object
	}{
		{"ACS user", w.user, "failed_to_update_on_acs_system", "acs_user_inactive", func() object {
			return w.post("/acs/users/get", object{"acs_user_id": w.user}).object("acs_user")
		}},
		{"ACS user in a list", w.user, "deleted_externally", "being_deleted", func() object {
			users, _ := w.post("/acs/access_groups/list_users", object{"acs_access_group_id": w.group}).succeeds().body["acs_users"].([]any)
			return users[0].(object)
		}},
		{"access group", w.group, "failed_to_create_on_acs_system", "being_deleted", func() object {
			return w.post("/acs/access_groups/get", object{"acs_access_group_id": w.group}).object("acs_access_group")
		}},
		{"access system", w.system, "account_disconnected", "unknown_issue_with_acs_system", func() object {
			return w.post("/acs/systems/get", object{"acs_system_id": w.system}).object("acs_system")
		}},
		{"user identity", identity, "issue_with_acs_user", "being_deleted", func() object {
			return w.identity(object{"user_identity_id": identity})
		}},
	} {
		before := test.look()
		w.AddError(test.id, test.error, message)
		w.AddWarning(test.id, test.warning, message)
		after := test.look()
		for name, code := range map[string]string{"errors": "error_code", "warnings": "warning_code"} {
			was, _ := before[name].([]any)
			said := map[string]string{"errors": test.error, "warnings": test.warning}[name]
			equal(t, test.name+": "+name, after[name], any(append(was, object{code: said, "message": message, "created_at": startTime})))
		}
	}
}

func TestErrorOfNothingPanics(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	defer func() {
		if recover() == nil {
			t.Error("an error of nothing was taken")
		}
	}()
	w.AddError(someUUID, "deleted_externally", "No.")
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
