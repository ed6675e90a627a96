// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package fakeseam

import (
	"slices"
	"strings"
	"testing"
)

// requiredOf returns the fields that the OpenAPI document (@seamapi/types 1.977.0, components.schemas and the schemas of
// pending_mutations and errors within them) requires of an object.
func requiredOf(t *testing.T, schema string) []string {
	t.Helper()
	const listed = "created_at message "
	required := map[string]string{
		"acs_user": "acs_system_id acs_user_id connected_account_id created_at display_name errors is_managed " +
			"last_successful_sync_at warnings workspace_id",
		"acs_access_group": "access_group_type access_group_type_display_name acs_access_group_id acs_system_id " +
			"connected_account_id created_at display_name errors external_type external_type_display_name is_managed name " +
			"pending_mutations warnings workspace_id",
		"acs_system": "acs_system_id connected_account_id connected_account_ids created_at errors image_alt_text image_url " +
			"is_credential_manager location name warnings workspace_id",
		"user_identity": "acs_user_ids created_at display_name email_address errors full_name phone_number user_identity_id " +
			"user_identity_key warnings workspace_id",
		"workspace": "company_name connect_partner_name connect_webview_customization is_publishable_key_auth_enabled " +
			"is_sandbox is_suspended name organization_id workspace_id",
		"pagination": "has_next_page next_page_cursor next_page_url",

		"updating_group_membership":         listed + "from mutation_code to",
		"updating_user_membership":          listed + "from mutation_code to",
		"deferring_group_membership_update": listed + "acs_access_group_id mutation_code variant",
		"deferring_user_membership_update":  listed + "acs_user_id mutation_code variant",
		"error":                             listed + "error_code",
	}
	fields, known := required[schema]
	if !known {
		t.Fatalf("no schema %q", schema)
	}
	return strings.Fields(fields)
}

// checkObject fails the test where an object, or one within it, lacks a required field.
func checkObject(t *testing.T, schema string, o object) {
	t.Helper()
	for _, field := range requiredOf(t, schema) {
		if _, given := o[field]; !given {
			t.Errorf("%s lacks %s: %v", schema, field, o)
		}
	}
	for _, m := range inner(o, "pending_mutations") {
		checkObject(t, m["mutation_code"].(string), m)
	}
	for _, e := range inner(o, "errors") {
		checkObject(t, "error", e)
	}
}

func inner(o object, name string) []object {
	var found []object
	all, _ := o[name].([]any)
	for _, each := range all {
		found = append(found, each.(object))
	}
	return found
}

func TestEveryObjectHasEveryRequiredField(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	identity := w.AddIdentity(w.workspace, Identity{})
	bare := w.AddUser(w.system, User{UserIdentityID: identity})
	w.HoldChanges()
	for _, user := range []string{w.user, bare} {
		w.add(w.group, user).succeeds()
		w.AddUserError(user, "deleted_externally", "Gone.")
		for _, kind := range []string{Adding, Removing, DeferredAdding, DeferredRemoving} {
			w.AddPendingMutation(user, w.group, kind)
		}
	}

	for _, test := range []struct {
		path, list, schema string
		body               object
	}{
		{"/acs/users/get", "", "acs_user", object{"acs_user_id": w.user}},
		{"/acs/users/get", "", "acs_user", object{"acs_user_id": bare}},
		{"/acs/users/list", "acs_users", "acs_user", object{}},
		{"/acs/users/list", "", "pagination", object{}},
		{"/acs/users/list", "", "pagination", object{"limit": 1}},
		{"/acs/access_groups/list_users", "acs_users", "acs_user", object{"acs_access_group_id": w.group}},
		{"/acs/access_groups/get", "", "acs_access_group", object{"acs_access_group_id": w.group}},
		{"/acs/access_groups/list", "acs_access_groups", "acs_access_group", object{}},
		{"/acs/systems/get", "", "acs_system", object{"acs_system_id": w.system}},
		{"/acs/systems/list", "acs_systems", "acs_system", object{}},
		{"/user_identities/get", "", "user_identity", object{"user_identity_id": identity}},
		{"/user_identities/list", "user_identities", "user_identity", object{}},
		{"/user_identities/list", "", "pagination", object{}},
		{"/workspaces/get", "", "workspace", object{}},
	} {
		r := w.post(test.path, test.body).succeeds()
		objects := inner(r.body, test.list)
		if test.list == "" {
			objects = []object{r.object(test.schema)}
		}
		if len(objects) == 0 {
			t.Errorf("%s answers nothing to check: %s", test.path, r.raw)
		}
		for _, o := range objects {
			checkObject(t, test.schema, o)
		}
	}
}

func TestOptionalFieldsAreLeftOutWhereThereIsNothingToSay(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	bare := w.AddUser(w.system, User{})
	user := w.post("/acs/users/get", object{"acs_user_id": bare}).object("acs_user")
	// The OpenAPI document knows these as optional, but not as null or empty.
	for _, field := range []string{"full_name", "email_address", "phone_number", "user_identity_id"} {
		if value, given := user[field]; given {
			t.Errorf("%s is %v", field, value)
		}
	}
	if fields := []string{"is_suspended", "pending_mutations"}; slices.ContainsFunc(fields, func(field string) bool { return user[field] == nil }) {
		t.Errorf("one of %v is missing: %v", fields, user)
	}
}

func TestObjectsFollowEveryChange(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	get := func() object {
		return w.post("/acs/users/get", object{"acs_user_id": w.user}).object("acs_user")
	}
	equal(t, "errors before", len(inner(get(), "errors")), 0)
	w.AddUserError(w.user, "deleted_externally", "Gone.")
	equal(t, "errors", len(inner(get(), "errors")), 1)

	w.AddPendingMutation(w.user, w.group, Adding)
	equal(t, "mutations by hand", len(inner(get(), "pending_mutations")), 1)
	w.ClearPendingMutations(w.user)
	equal(t, "mutations cleared", len(inner(get(), "pending_mutations")), 0)

	w.HoldChanges()
	w.add(w.group, w.user).succeeds()
	equal(t, "mutations while held", len(inner(get(), "pending_mutations")), 1)
	w.ReleaseChanges()
	equal(t, "mutations when released", len(inner(get(), "pending_mutations")), 0)

	identity := w.AddIdentity(w.workspace, Identity{EmailAddress: "ada@example.com"})
	w.addIdentity(w.group, identity).succeeds()
	equal(t, "user_identity_id", get()["user_identity_id"], any(identity))
}
