// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package seam

import (
	"encoding/json"
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
			Code: "updating_suspension_state"},
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

func TestAPendingMembershipOfAnotherShapeIsAnErrorAndNotOverlooked(t *testing.T) {
	t.Parallel()
	var mutation PendingMutation
	if err := json.Unmarshal([]byte(`{"mutation_code":"updating_group_membership","to":"g"}`), &mutation); err == nil {
		t.Errorf("got %+v", mutation)
	}
}
