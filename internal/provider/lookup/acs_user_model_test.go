// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package lookup

import (
	"reflect"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/seamapi/terraform-provider-seam/internal/seam"
)

func TestACSUserIsTakenOverWhole(t *testing.T) {
	t.Parallel()
	at := time.Date(2030, 1, 2, 3, 4, 5, 678e6, time.FixedZone("", 3600))
	const when = "2030-01-02T02:04:05.678Z"
	text := types.StringValue
	got := newACSUserModel(seam.ACSUser{
		ACSUserID: "u", ACSSystemID: "s", WorkspaceID: "w", UserIdentityID: "i",
		UserIdentityFullName: "Jane A. Doe", UserIdentityEmailAddress: "doe@example.com", UserIdentityPhoneNumber: "+15550199",
		DisplayName: "Jane", FullName: "Jane Doe", EmailAddress: "jane@example.com", PhoneNumber: "+15550100",
		ExternalType: "salto_site_user", ExternalTypeDisplayName: "Salto site user",
		IsSuspended:    true,
		AccessSchedule: &seam.AccessSchedule{StartsAt: "2030-01-01T00:00:00.000Z"},
		Errors:         []seam.Issue{{Code: "failed_to_update_on_acs_system", Message: "No.", CreatedAt: at}},
		Warnings:       []seam.Issue{{Code: "acs_user_inactive", Message: "Hm."}},
		PendingMutations: []seam.PendingMutation{
			{Code: seam.UpdatingGroupMembership, Message: "Moving.", CreatedAt: at, FromACSAccessGroupID: "a", ToACSAccessGroupID: "b"},
			{Code: seam.DeferringGroupMembershipUpdate, Message: "Later.", ACSAccessGroupID: "c", Variant: seam.Removing},
		},
		CreatedAt: "2030-01-01T00:00:00.000Z",
	})
	null := types.StringNull()
	want := acsUserModel{
		ACSUserID: text("u"), ACSSystemID: text("s"), WorkspaceID: text("w"), UserIdentityID: text("i"),
		UserIdentityFullName: text("Jane A. Doe"), UserIdentityEmailAddress: text("doe@example.com"), UserIdentityPhoneNumber: text("+15550199"),
		DisplayName: text("Jane"), FullName: text("Jane Doe"), EmailAddress: text("jane@example.com"), PhoneNumber: text("+15550100"),
		ExternalType: text("salto_site_user"), ExternalTypeDisplayName: text("Salto site user"),
		IsSuspended:    types.BoolValue(true),
		AccessSchedule: &accessScheduleModel{StartsAt: text("2030-01-01T00:00:00.000Z"), EndsAt: null},
		Errors:         []errorModel{{ErrorCode: text("failed_to_update_on_acs_system"), Message: text("No."), CreatedAt: text(when)}},
		Warnings:       []warningModel{{WarningCode: text("acs_user_inactive"), Message: text("Hm."), CreatedAt: null}},
		PendingMutations: []acsUserMutationModel{
			{MutationCode: text(seam.UpdatingGroupMembership), Message: text("Moving."), CreatedAt: text(when), From: acsAccessGroupRef{text("a")}, To: acsAccessGroupRef{text("b")}},
			{MutationCode: text(seam.DeferringGroupMembershipUpdate), Message: text("Later."), ACSAccessGroupID: text("c"), Variant: text("removing")},
		},
		CreatedAt: text("2030-01-01T00:00:00.000Z"),
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
}

// What Seam leaves out is null, but lists are empty, and suspension is no unless Seam says so.
func TestACSUserWithLittleIsNullAndEmpty(t *testing.T) {
	t.Parallel()
	got := newACSUserModel(seam.ACSUser{ACSUserID: "u"})
	want := acsUserModel{
		ACSUserID: types.StringValue("u"), IsSuspended: types.BoolValue(false),
		Errors: []errorModel{}, Warnings: []warningModel{}, PendingMutations: []acsUserMutationModel{},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
}
