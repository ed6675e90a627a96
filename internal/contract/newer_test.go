// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package contract_test

import (
	"strings"
	"testing"
)

const identity = `{
	"user_identity_id": "50000000-0000-4000-8000-000000000001", "workspace_id": "10000000-0000-4000-8000-000000000001",
	"created_at": "2026-03-01T09:00:00.000Z", "display_name": "Ada", "full_name": "Ada", "user_identity_key": null,
	"email_address": null, "phone_number": null, "acs_user_ids": [], "errors": [], "warnings": [],
	"merged_user_identity_ids": ["50000000-0000-4000-8000-000000000002"], "merged_user_identity_keys": ["ada"]
}`

func TestMergedIdentitiesAreHeldToTheNewerDocument(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		identity string
		want     []string
	}{
		"whole":            {identity, nil},
		"IDs missing":      {strings.Replace(identity, `"merged_user_identity_ids"`, `"acs_user_ids"`, 1), []string{"user_identity.merged_user_identity_ids: missing"}},
		"key of no string": {strings.Replace(identity, `["ada"]`, `[7]`, 1), []string{"user_identity.merged_user_identity_keys[]: value must be a string"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			violates(t, document(t).CheckAnswer("/user_identities/get", answer(200, `{"ok": true, "user_identity": `+c.identity+`}`)), c.want...)
		})
	}
}

func TestMergesAreHeldToTheNewerDocument(t *testing.T) {
	t.Parallel()
	const path = "/user_identities/merge"
	for _, body := range []string{
		`{"user_identity_id": "` + identityID + `", "merged_user_identity_ids": ["` + userID + `"]}`,
		`{"user_identity_key": "ada", "merged_user_identity_keys": ["lovelace"]}`,
	} {
		violates(t, document(t).CheckRequest(request(path, body)))
		violates(t, document(t).CheckRequest(request(path, strings.Replace(body, `"merged_`, `"merge_`, 1))),
			`value doesn't match any schema from "oneOf"`)
	}
	violates(t, document(t).CheckAnswer(path, answer(200, `{"ok": true}`)))
	violates(t, document(t).CheckAnswer(path, answer(200, `{"ok": true, "user_identity": {}}`)), "user_identity: no such field")
}
