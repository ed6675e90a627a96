// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package seam

import (
	"net/http"
	"reflect"
	"testing"
)

func TestGetUserIdentity(t *testing.T) {
	t.Parallel()
	for want, selector := range map[string]UserIdentitySelector{
		`{"user_identity_id":"i"}`:  {UserIdentityID: "i"},
		`{"user_identity_key":"k"}`: {UserIdentityKey: "k"},
	} {
		t.Run(want, func(t *testing.T) {
			t.Parallel()
			client, script := answering(t, `{"ok":true,"user_identity":{
				"user_identity_id":"i", "user_identity_key":"k", "workspace_id":"w", "display_name":"Jane", "full_name":"Jane Doe",
				"email_address":"jane@example.com", "phone_number":null, "acs_user_ids":["u"],
				"errors":[{"error_code":"issue_with_acs_user","acs_user_id":"u"}], "warnings":[{"warning_code":"being_deleted"}],
				"created_at":"2030-01-01T00:00:00.000Z"}}`)
			wanted := &UserIdentity{
				UserIdentityID: "i", UserIdentityKey: "k", WorkspaceID: "w", DisplayName: "Jane", FullName: "Jane Doe",
				EmailAddress: "jane@example.com", ACSUserIDs: []string{"u"},
				Errors: []Issue{{Code: "issue_with_acs_user"}}, Warnings: []Issue{{Code: "being_deleted"}},
				CreatedAt: "2030-01-01T00:00:00.000Z",
			}
			got, err := client.GetUserIdentity(t.Context(), selector)
			if err != nil || !reflect.DeepEqual(got, wanted) {
				t.Errorf("got  %+v, %v\nwant %+v", got, err, wanted)
			}
			checkRequest(t, script, "/user_identities/get", want)
		})
	}
}

func TestAUserIdentitySelectorNeedsExactlyOneField(t *testing.T) {
	t.Parallel()
	client, script := answering(t, `{"ok":true}`)
	for _, selector := range []UserIdentitySelector{{}, {UserIdentityID: "i", UserIdentityKey: "k"}} {
		_, err := client.GetUserIdentity(t.Context(), selector)
		const want = "/user_identities/get: exactly one of user_identity_id and user_identity_key is needed"
		if err == nil || err.Error() != want {
			t.Errorf("error = %v, want %q", err, want)
		}
	}
	if len(script.saw()) != 0 {
		t.Error("the call was sent")
	}
}

func TestListUserIdentitiesPagesUntilTheEnd(t *testing.T) {
	t.Parallel()
	script := &script{steps: []http.HandlerFunc{
		says(200, `{"ok":true,"user_identities":[{"user_identity_id":"a"}],"pagination":{"has_next_page":true,"next_page_cursor":"2nd"}}`),
		says(200, `{"ok":true,"user_identities":[{"user_identity_id":"b"}],"pagination":{"has_next_page":false,"next_page_cursor":null}}`),
	}}
	identities, err := clientOf(t, script).ListUserIdentities(t.Context(), UserIdentityFilter{Search: "jane"})
	if err != nil || len(identities) != 2 || identities[1].UserIdentityID != "b" {
		t.Fatalf("got %v, %v", identities, err)
	}
	requests := script.saw()
	if requests[0].Path != "/user_identities/list" || requests[0].Body != `{"search":"jane"}` {
		t.Errorf("first request = %s %s", requests[0].Path, requests[0].Body)
	}
	if requests[1].Body != `{"page_cursor":"2nd","search":"jane"}` {
		t.Errorf("second request = %s", requests[1].Body)
	}
}
