// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package fakeseam

import (
	"net/http"
	"testing"
)

func TestInvalidInputNamesEveryField(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	const addPath, removePath = "/acs/users/add_to_access_group", "/acs/users/remove_from_access_group"
	errors := func(message string) object { return object{"_errors": []any{message}} }
	fields := func(fields object) object {
		fields["_errors"] = []any{}
		return fields
	}

	for _, test := range []struct {
		name, path, body, message string
		validationErrors          object
	}{
		{
			"missing", addPath, `{}`, "2 Input Errors: acs_user_id is required, acs_access_group_id is required",
			fields(object{"acs_user_id": errors("Required"), "acs_access_group_id": errors("Required")}),
		},
		{
			"null", addPath, `{"acs_user_id":null,"acs_access_group_id":"` + w.group + `"}`,
			`Expected string, received null for "acs_user_id"`,
			fields(object{"acs_user_id": errors("Expected string, received null")}),
		},
		{
			"wrong type", addPath, `{"acs_user_id":1,"acs_access_group_id":[]}`,
			`2 Input Errors: Expected string, received number for "acs_user_id", Expected string, received array for "acs_access_group_id"`,
			fields(object{
				"acs_user_id":         errors("Expected string, received number"),
				"acs_access_group_id": errors("Expected string, received array"),
			}),
		},
		{
			"null where it is optional", "/acs/access_groups/list", `{"acs_system_id":null}`,
			`Expected string, received null for "acs_system_id"`,
			fields(object{"acs_system_id": errors("Expected string, received null")}),
		},
		{
			"no UUID", addPath, `{"acs_user_id":"acs_user1","acs_access_group_id":"` + w.group + `"}`,
			`Invalid uuid for "acs_user_id"`, fields(object{"acs_user_id": errors("Invalid uuid")}),
		},
		{
			"UUID in another spelling", "/acs/systems/get", `{"acs_system_id":"{` + w.system + `}"}`,
			`Invalid uuid for "acs_system_id"`, fields(object{"acs_system_id": errors("Invalid uuid")}),
		},
		{
			"array", addPath, `[]`, "Expected object, received array", errors("Expected object, received array"),
		},
		{
			"null body", addPath, `null`, "Expected object, received null", errors("Expected object, received null"),
		},
		{
			"string body", addPath, `"a"`, "Expected object, received string", errors("Expected object, received string"),
		},
		{
			"bool body", addPath, `true`, "Expected object, received boolean", errors("Expected object, received boolean"),
		},
		{
			"field that another route takes", addPath, `{"user_identity_id":"` + someUUID + `","acs_access_group_id":"` + w.group + `"}`,
			"acs_user_id is required", fields(object{"acs_user_id": errors("Required")}),
		},
		{
			"object for a string", removePath, `{"acs_access_group_id":{},"acs_user_id":"` + w.user + `"}`,
			`Expected string, received object for "acs_access_group_id"`,
			fields(object{"acs_access_group_id": errors("Expected string, received object")}),
		},
		{
			"both persons", removePath,
			`{"acs_access_group_id":"` + w.group + `","acs_user_id":"` + w.user + `","user_identity_id":"` + someUUID + `"}`,
			"You can only provide one of acs_user_id or user_identity_id",
			errors("You can only provide one of acs_user_id or user_identity_id"),
		},
		{
			"neither person", "/acs/access_groups/add_user", `{"acs_access_group_id":"` + w.group + `"}`,
			"Either acs_user_id or user_identity_id is required", errors("Either acs_user_id or user_identity_id is required"),
		},
		{
			"neither of the user's selectors", "/acs/users/get", `{"acs_system_id":"` + w.system + `"}`,
			"Either acs_user_id or user_identity_id is required", errors("Either acs_user_id or user_identity_id is required"),
		},
		{
			"both of the identity's selectors", "/user_identities/get", `{"user_identity_id":"` + someUUID + `","user_identity_key":"k"}`,
			"You can only provide one of user_identity_id or user_identity_key",
			errors("You can only provide one of user_identity_id or user_identity_key"),
		},
		{
			"empty search", "/acs/users/list", `{"search":""}`, `String must contain at least 1 character(s) for "search"`,
			fields(object{"search": errors("String must contain at least 1 character(s)")}),
		},
		{
			"limit of another type", "/acs/users/list", `{"limit":"many"}`, `Expected number, received string for "limit"`,
			fields(object{"limit": errors("Expected number, received string")}),
		},
		{
			"broken limit", "/acs/users/list", `{"limit":1.5}`, `Expected integer, received float for "limit"`,
			fields(object{"limit": errors("Expected integer, received float")}),
		},
		{
			"limit of nothing", "/user_identities/list", `{"limit":0}`, `Number must be greater than 0 for "limit"`,
			fields(object{"limit": errors("Number must be greater than 0")}),
		},
		{
			"no list", "/user_identities/merge", `{"user_identity_id":"` + someUUID + `","merged_user_identity_ids":"all"}`,
			`Expected array, received string for "merged_user_identity_ids"`,
			fields(object{"merged_user_identity_ids": errors("Expected array, received string")}),
		},
		{
			"empty list", "/user_identities/merge", `{"user_identity_id":"` + someUUID + `","merged_user_identity_ids":[]}`,
			`Array must contain at least 1 element(s) for "merged_user_identity_ids"`,
			fields(object{"merged_user_identity_ids": errors("Array must contain at least 1 element(s)")}),
		},
		{
			"elements of a list", "/user_identities/merge", `{"user_identity_id":"` + someUUID + `","merged_user_identity_ids":[7,"` + someUUID + `","ada"]}`,
			`2 Input Errors: Expected string, received number for "merged_user_identity_ids.0", Invalid uuid for "merged_user_identity_ids.2"`,
			fields(object{"merged_user_identity_ids": fields(object{
				"0": errors("Expected string, received number"), "2": errors("Invalid uuid"),
			})}),
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			err := w.post(test.path, test.body).fails(http.StatusBadRequest, "invalid_input")
			equal(t, "message", err["message"], any(test.message))
			equal(t, "validation_errors", err["validation_errors"], any(test.validationErrors))
		})
	}
}

func TestUnknownFieldsAreIgnoredAsInSeamsFake(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.post("/acs/users/add_to_access_group", object{
		"acs_user_id": w.user, "acs_access_group_id": w.group, "user_identity_id": 1, "unknown": object{},
	}).succeeds()
	equal(t, "members", w.Members(w.group), []string{w.user})
}

func TestInputIsCheckedBeforeIDsAreLookedUp(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.post("/acs/users/add_to_access_group", object{"acs_user_id": someUUID}).fails(http.StatusBadRequest, "invalid_input")
}
