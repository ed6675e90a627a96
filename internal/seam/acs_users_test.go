// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package seam

import (
	"reflect"
	"testing"
	"time"
)

func TestGetACSUser(t *testing.T) {
	t.Parallel()
	client, script := answering(t, `{"ok":true,"acs_user":{"acs_user_id":"`+userID+`"}}`)
	if _, err := client.GetACSUser(t.Context(), userID); err != nil {
		t.Fatal(err)
	}
	checkRequest(t, script, "/acs/users/get", `{"acs_user_id":"`+userID+`"}`)
}

func TestGetACSUserOfIdentity(t *testing.T) {
	t.Parallel()
	client, script := answering(t, `{"ok":true,"acs_user":{"acs_user_id":"`+userID+`","acs_system_id":"`+systemID+`"}}`)
	user, err := client.GetACSUserOfIdentity(t.Context(), identityID, systemID)
	if err != nil || user.ACSUserID != userID {
		t.Fatalf("got %v, %v", user, err)
	}
	checkRequest(t, script, "/acs/users/get", `{"user_identity_id":"`+identityID+`","acs_system_id":"`+systemID+`"}`)
}

func TestListACSUsersSendsEachFilter(t *testing.T) {
	t.Parallel()
	client, script := answering(t, `{"ok":true,"acs_users":[],"pagination":null}`)
	_, err := client.ListACSUsers(t.Context(), ACSUserFilter{
		ACSSystemID: "s", UserIdentityID: "i", UserIdentityEmailAddress: "e", UserIdentityPhoneNumber: "p", Search: "q",
	})
	if err != nil {
		t.Fatal(err)
	}
	checkRequest(t, script, "/acs/users/list", `{"acs_system_id":"s","user_identity_id":"i",
		"user_identity_email_address":"e","user_identity_phone_number":"p","search":"q"}`)
}

func TestAnACSUserIsReadWhole(t *testing.T) {
	t.Parallel()
	client, _ := answering(t, `{"ok":true,"acs_user":{
		"acs_user_id":"u", "acs_system_id":"s", "workspace_id":"w", "user_identity_id":"i",
		"display_name":"Jane", "full_name":"Jane Doe", "email_address":"jane@example.com", "phone_number":"+15550100",
		"user_identity_full_name":"Jane A. Doe", "user_identity_email_address":"doe@example.com", "user_identity_phone_number":"+15550199",
		"external_type":"salto_site_user", "external_type_display_name":"Salto site user",
		"is_suspended":true, "access_schedule":{"starts_at":"2030-01-01T00:00:00.000Z","ends_at":null},
		"errors":[{"error_code":"failed_to_update_on_acs_system","message":"No.","created_at":"2030-01-02T03:04:05.678Z"}],
		"warnings":[{"warning_code":"acs_user_inactive","message":"Hm.","created_at":"2030-01-02T03:04:05.678Z"}],
		"pending_mutations":[{"mutation_code":"creating","message":"Soon.","created_at":"2030-01-02T03:04:05.678Z"}],
		"created_at":"2030-01-01T00:00:00.000Z",
		"salto_ks_metadata":{"is_subscribed":true}, "brand_new":[{"of":"any shape"}]}}`)
	at := time.Date(2030, 1, 2, 3, 4, 5, 678e6, time.UTC)
	want := &ACSUser{
		ACSUserID: "u", ACSSystemID: "s", WorkspaceID: "w", UserIdentityID: "i",
		DisplayName: "Jane", FullName: "Jane Doe", EmailAddress: "jane@example.com", PhoneNumber: "+15550100",
		UserIdentityFullName: "Jane A. Doe", UserIdentityEmailAddress: "doe@example.com", UserIdentityPhoneNumber: "+15550199",
		ExternalType: "salto_site_user", ExternalTypeDisplayName: "Salto site user",
		IsSuspended: true, AccessSchedule: &AccessSchedule{StartsAt: "2030-01-01T00:00:00.000Z"},
		Errors:           []Issue{{Code: "failed_to_update_on_acs_system", Message: "No.", CreatedAt: at}},
		Warnings:         []Issue{{Code: "acs_user_inactive", Message: "Hm.", CreatedAt: at}},
		PendingMutations: []PendingMutation{{Code: "creating", Message: "Soon.", CreatedAt: at}},
		CreatedAt:        "2030-01-01T00:00:00.000Z",
	}
	got, err := client.GetACSUser(t.Context(), "u")
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v, %v\nwant %+v", got, err, want)
	}
}

func TestAnACSUserMayLackEverythingOptional(t *testing.T) {
	t.Parallel()
	for _, user := range []string{
		`{"acs_user_id":"u"}`,
		`{"acs_user_id":"u","user_identity_id":null,"is_suspended":null,"access_schedule":null,"errors":null,"warnings":null,"pending_mutations":null}`,
	} {
		t.Run(user, func(t *testing.T) {
			t.Parallel()
			client, _ := answering(t, `{"ok":true,"acs_user":`+user+`}`)
			got, err := client.GetACSUser(t.Context(), "u")
			if err != nil || !reflect.DeepEqual(got, &ACSUser{ACSUserID: "u"}) {
				t.Errorf("got %+v, %v", got, err)
			}
		})
	}
}
