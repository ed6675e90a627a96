// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package seam

import (
	"encoding/json"
	"reflect"
	"testing"
	"time"
)

func TestPendingMutation(t *testing.T) {
	t.Parallel()
	at := time.Date(2030, 1, 2, 3, 4, 5, 0, time.UTC)
	for wire, want := range map[string]PendingMutation{
		`{"mutation_code":"updating_group_membership","message":"m","created_at":"2030-01-02T03:04:05Z","from":{"acs_access_group_id":null},"to":{"acs_access_group_id":"g"}}`: {
			Code: UpdatingGroupMembership, Message: "m", CreatedAt: at, ToACSAccessGroupID: "g"},
		`{"mutation_code":"updating_group_membership","from":{"acs_access_group_id":"g"},"to":{"acs_access_group_id":null}}`: {
			Code: UpdatingGroupMembership, FromACSAccessGroupID: "g"},
		`{"mutation_code":"updating_group_membership","from":{"acs_access_group_id":"g"},"to":{"acs_access_group_id":"h"}}`: {
			Code: UpdatingGroupMembership, FromACSAccessGroupID: "g", ToACSAccessGroupID: "h"},
		`{"mutation_code":"updating_group_membership","from":null}`: {
			Code: UpdatingGroupMembership},
		`{"mutation_code":"updating_user_membership","from":{"acs_user_id":"u"},"to":{"acs_user_id":null}}`: {
			Code: UpdatingUserMembership, FromACSUserID: "u"},
		`{"mutation_code":"updating_user_membership","from":{"acs_user_id":null},"to":{"acs_user_id":"u"}}`: {
			Code: UpdatingUserMembership, ToACSUserID: "u"},
		`{"mutation_code":"deferring_group_membership_update","acs_access_group_id":"g","variant":"removing"}`: {
			Code: DeferringGroupMembershipUpdate, ACSAccessGroupID: "g", Variant: Removing},
		`{"mutation_code":"deferring_user_membership_update","acs_user_id":"u","variant":"adding"}`: {
			Code: DeferringUserMembershipUpdate, ACSUserID: "u", Variant: Adding},
		`{"mutation_code":"updating_suspension_state","created_at":"yesterday","from":{"is_suspended":false},"to":{"is_suspended":true}}`: {
			Code: UpdatingSuspensionState, ToIsSuspended: true},
		`{"mutation_code":"brand_new","from":"a","to":["b"]}`: {
			Code: "brand_new"},
		`{}`: {},
	} {
		t.Run(wire, func(t *testing.T) {
			t.Parallel()
			var got PendingMutation
			if err := json.Unmarshal([]byte(wire), &got); err != nil || got != want {
				t.Errorf("got  %+v, %v\nwant %+v", got, err, want)
			}
		})
	}
}

func TestAPendingChangeOfAnACSUserSaysWhatComes(t *testing.T) {
	t.Parallel()
	text := func(text string) *string { return &text }
	for wire, want := range map[string]PendingMutation{
		`{"mutation_code":"updating_user_information","from":{"full_name":"a","phone_number":"b"},"to":{"full_name":"c","phone_number":null}}`: {
			Code: UpdatingUserInformation, ToFullName: text("c"), ToPhoneNumber: text("")},
		`{"mutation_code":"updating_user_information","from":{"email_address":null},"to":{"email_address":"jane@example.com"}}`: {
			Code: UpdatingUserInformation, ToEmailAddress: text("jane@example.com")},
		`{"mutation_code":"updating_user_information"}`: {
			Code: UpdatingUserInformation},
		`{"mutation_code":"updating_access_schedule","from":{"starts_at":null,"ends_at":null},"to":{"starts_at":"s","ends_at":null}}`: {
			Code: UpdatingAccessSchedule, ToAccessSchedule: &AccessSchedule{StartsAt: "s"}},
		`{"mutation_code":"updating_access_schedule","from":{"starts_at":"s","ends_at":"e"},"to":{"starts_at":null,"ends_at":null}}`: {
			Code: UpdatingAccessSchedule},
		`{"mutation_code":"updating_suspension_state","from":{"is_suspended":true},"to":{"is_suspended":false}}`: {
			Code: UpdatingSuspensionState},
	} {
		t.Run(wire, func(t *testing.T) {
			t.Parallel()
			var got PendingMutation
			if err := json.Unmarshal([]byte(wire), &got); err != nil || !reflect.DeepEqual(got, want) {
				t.Errorf("got  %+v, %v\nwant %+v", got, err, want)
			}
		})
	}
}

func TestAPendingMembershipOfAnotherShapeIsAnErrorAndNotOverlooked(t *testing.T) {
	t.Parallel()
	var mutation PendingMutation
	if err := json.Unmarshal([]byte(`{"mutation_code":"updating_group_membership","to":"g"}`), &mutation); err == nil {
		t.Errorf("got %+v", mutation)
	}
}
