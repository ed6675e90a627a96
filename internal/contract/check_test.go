// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package contract_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/seamapi/terraform-provider-seam/internal/contract"
)

const (
	groupID    = "30000000-0000-4000-8000-000000000001"
	userID     = "40000000-0000-4000-8000-000000000001"
	identityID = "50000000-0000-4000-8000-000000000001"
)

func document(t *testing.T) *contract.Document {
	t.Helper()
	loaded, err := contract.Load()
	if err != nil {
		t.Fatal(err)
	}
	return loaded
}

func jsonHeader() http.Header {
	return http.Header{"Authorization": {"Bearer seam_key"}, "Content-Type": {"application/json; charset=utf-8"}}
}

func request(path, body string) contract.Request {
	return contract.Request{Method: http.MethodPost, Path: path, Header: jsonHeader(), Body: []byte(body)}
}

func answer(status int, body string) contract.Answer {
	return contract.Answer{Status: status, Header: jsonHeader(), Body: []byte(body)}
}

// violates checks that the violations are those, in any order.
func violates(t *testing.T, violations []contract.Violation, want ...string) {
	t.Helper()
	var got []string
	for _, violation := range violations {
		got = append(got, violation.String())
	}
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("the violations are\n  %s\nwant\n  %s", strings.Join(got, "\n  "), strings.Join(want, "\n  "))
	}
}

func TestDocumentSaysWhereItIsFrom(t *testing.T) {
	t.Parallel()
	if source := document(t).Source(); !strings.HasPrefix(source, "@seamapi/types 1.") {
		t.Errorf("the source is %q", source)
	}
}

func TestRequestsThatConform(t *testing.T) {
	t.Parallel()
	for path, body := range map[string]string{
		"/acs/users/add_to_access_group": `{"acs_user_id": "` + userID + `", "acs_access_group_id": "` + groupID + `"}`,
		"/acs/access_groups/add_user":    `{"user_identity_id": "` + identityID + `", "acs_access_group_id": "` + groupID + `"}`,
		"/acs/users/list":                `{"page_cursor": null, "limit": 2, "created_before": "2026-03-01T09:00:00.000Z"}`,
		"/user_identities/get":           `{"user_identity_key": "ada"}`,
		"/user_identities/update":        `{"user_identity_id": "` + identityID + `", "email_address": null}`,
		"/acs/users/update":              `{"user_identity_id": "` + identityID + `", "acs_system_id": "` + groupID + `", "access_schedule": null}`,
		"/workspaces/get":                `{}`,
	} {
		violates(t, document(t).CheckRequest(request(path, body)))
	}
}

func TestRequestsThatDoNotConformAreNamedByTheirField(t *testing.T) {
	t.Parallel()
	const add, remove = "/acs/users/add_to_access_group", "/acs/users/remove_from_access_group"
	for name, c := range map[string]struct {
		path, body string
		want       []string
	}{
		"field name broken": {add, `{"acs_user_id": "` + userID + `", "access_group_id": "` + groupID + `"}`,
			[]string{"access_group_id: no such field", "acs_access_group_id: missing"}},
		"field of another path": {add, `{"user_identity_id": "` + identityID + `", "acs_user_id": "` + userID + `", "acs_access_group_id": "` + groupID + `"}`,
			[]string{"user_identity_id: no such field"}},
		"no UUID":          {"/acs/users/get", `{"acs_user_id": "acs_user1"}`, []string{"acs_user_id: no uuid"}},
		"null":             {"/acs/users/get", `{"acs_user_id": null}`, []string{"acs_user_id: Value is not nullable"}},
		"number":           {"/acs/users/get", `{"acs_user_id": 7}`, []string{"acs_user_id: value must be a string"}},
		"empty search":     {"/acs/systems/list", `{"search": ""}`, []string{"search: minimum string length is 1"}},
		"limit too low":    {"/acs/users/list", `{"limit": 0}`, []string{"limit: number must be more than 0"}},
		"nobody":           {remove, `{"acs_access_group_id": "` + groupID + `"}`, []string{"acs_user_id, user_identity_id: exactly one of them is required"}},
		"two names":        {remove, `{"acs_access_group_id": "` + groupID + `", "acs_user_id": "` + userID + `", "user_identity_id": "` + identityID + `"}`, []string{"acs_user_id, user_identity_id: exactly one of them is required"}},
		"malformed":        {add, `{"acs_user_id"`, []string{"the body is no JSON"}},
		"no object":        {add, `[]`, []string{"value must be an object"}},
		"nobody to change": {"/acs/users/update", `{"full_name": "Ada"}`, []string{"acs_user_id, user_identity_id: exactly one of them is required"}},
		"nobody to link":   {"/user_identities/add_acs_user", `{"acs_user_id": "` + userID + `"}`, []string{"user_identity_id, user_identity_key: exactly one of them is required"}},
		"null for what is cleared in another way": {"/acs/users/update", `{"acs_user_id": "` + userID + `", "email_address": null}`, []string{"email_address: Value is not nullable"}},
		"no e-mail address":                       {"/user_identities/create", `{"email_address": "ada"}`, []string{"email_address: no email"}},
		"no time":                                 {"/acs/users/update", `{"acs_user_id": "` + userID + `", "access_schedule": {"starts_at": "today", "ends_at": "2026-03-01T09:00:00Z"}}`, []string{"access_schedule.starts_at: no date-time"}},
		"input for none":                          {"/workspaces/get", `{"workspace_id": "` + userID + `"}`, []string{"workspace_id: no such field"}},
		"path":                                    {"/acs/users/add_to_group", `{}`, []string{"the path is none of the operations in openapi.json"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			violates(t, document(t).CheckRequest(request(c.path, c.body)), c.want...)
		})
	}
}

func TestRequestsNeedMethodCredentialAndContentType(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		spoil func(*contract.Request)
		want  string
	}{
		"method":       {func(r *contract.Request) { r.Method = http.MethodPut }, "the method is PUT, not POST"},
		"credential":   {func(r *contract.Request) { r.Header.Del("Authorization") }, "there is no bearer token in the header Authorization"},
		"content type": {func(r *contract.Request) { r.Header.Set("Content-Type", "text/plain") }, `the content type is "text/plain", not application/json`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			spoilt := request("/workspaces/get", `{}`)
			c.spoil(&spoilt)
			violates(t, document(t).CheckRequest(spoilt), c.want)
		})
	}
}

const workspace = `{
	"workspace_id": "10000000-0000-4000-8000-000000000001", "name": "Acme", "company_name": "Acme", "is_sandbox": true,
	"is_suspended": false, "is_publishable_key_auth_enabled": false, "connect_webview_customization": {},
	"connect_partner_name": null, "organization_id": null
}`

func TestAnswersThatDoNotConformAreNamedByTheirField(t *testing.T) {
	t.Parallel()
	success := `{"ok": true, "workspace": ` + workspace + `}`
	failure := `{"ok": false, "error": {"type": "unauthorized", "message": "No."}}`
	for name, c := range map[string]struct {
		answer contract.Answer
		want   []string
	}{
		"success":           {answer(200, success), nil},
		"error":             {answer(401, failure), nil},
		"known gap":         {answer(404, failure), nil},
		"outage":            {contract.Answer{Status: 503}, nil},
		"field missing":     {answer(200, strings.Replace(success, `"is_sandbox": true,`, "", 1)), []string{"workspace.is_sandbox: missing"}},
		"field misspelt":    {answer(200, strings.Replace(success, "company_name", "companyName", 1)), []string{"workspace.companyName: no such field", "workspace.company_name: missing"}},
		"type":              {answer(200, strings.Replace(success, `"is_sandbox": true`, `"is_sandbox": "yes"`, 1)), []string{"workspace.is_sandbox: value must be a boolean"}},
		"no ok":             {answer(200, `{"workspace": `+workspace+`}`), []string{"ok: missing"}},
		"ok is false":       {answer(200, strings.Replace(success, `"ok": true`, `"ok": false`, 1)), []string{"ok: a success does not say false"}},
		"conflict":          {answer(409, failure), nil},
		"status":            {answer(418, failure), []string{"the status 418 is neither described nor a known gap"}},
		"success as 201":    {answer(201, success), []string{"the status 201 is neither described nor a known gap"}},
		"error without ok":  {answer(400, `{"error": {"type": "invalid_input", "message": "No."}}`), []string{"ok: missing"}},
		"error that is ok":  {answer(400, strings.Replace(failure, "false", "true", 1)), []string{"ok: value is not one of the allowed values [false]"}},
		"error without one": {answer(401, `{"ok": false, "error": {"message": "No."}}`), []string{"error.type: missing"}},
		"no content type":   {contract.Answer{Status: 200, Body: []byte(success)}, []string{`the content type is "", not application/json`}},
		"no JSON":           {answer(200, "404"), []string{"value must be an object"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			violates(t, document(t).CheckAnswer("/workspaces/get", c.answer), c.want...)
		})
	}
}

// A pending mutation and an error have one of many shapes. Which one, a field of theirs says.
func TestShapesAreToldApartByTheirCode(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		mutation string
		want     []string
	}{
		"whole":        {`{"mutation_code": "creating", "message": "Soon.", "created_at": "2026-03-01T09:00:00.000Z"}`, nil},
		"field amiss":  {`{"mutation_code": "creating", "message": "Soon."}`, []string{"acs_access_group.pending_mutations[].created_at: missing"}},
		"code unknown": {`{"mutation_code": "hesitating", "message": "Soon."}`, []string{"acs_access_group.pending_mutations[].mutation_code: hesitating is none of the values that the document knows"}},
		"no code":      {`{"message": "Soon."}`, []string{`acs_access_group.pending_mutations[]: input does not contain the discriminator property "mutation_code"`}},
		"nested": {`{"mutation_code": "updating_user_membership", "message": "Soon.", "created_at": "2026-03-01T09:00:00.000Z", "from": {"acs_user_id": null}, "to": {"user_id": null}}`, []string{
			"acs_access_group.pending_mutations[].to.acs_user_id: missing", "acs_access_group.pending_mutations[].to.user_id: no such field",
		}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := document(t).CheckAnswer("/acs/access_groups/get", answer(200, `{"ok": true, "acs_access_group": {"pending_mutations": [`+c.mutation+`]}}`))
			got = slices.DeleteFunc(got, func(v contract.Violation) bool { return !strings.Contains(v.Field, "pending_mutations") })
			violates(t, got, c.want...)
		})
	}
}
