// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package lookup

import (
	"reflect"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/seamapi/terraform-provider-seam/internal/seam"
)

func TestAccessGroupIsTakenOverWhole(t *testing.T) {
	t.Parallel()
	text := types.StringValue
	got := newACSAccessGroupModel(seam.ACSAccessGroup{
		ACSAccessGroupID: "g", ACSSystemID: "s", WorkspaceID: "w", Name: "Engineering", DisplayName: "Engineering (3rd floor)",
		ExternalType: "salto_ks_access_group", ExternalTypeDisplayName: "Salto KS access group",
		AccessSchedule: &seam.AccessSchedule{StartsAt: "2030-01-01T00:00:00.000Z", EndsAt: "2031-01-01T00:00:00.000Z"},
		Errors:         []seam.Issue{{Code: "failed_to_create_on_acs_system", Message: "No."}},
		Warnings:       []seam.Issue{{Code: "being_deleted", Message: "Hm."}},
		PendingMutations: []seam.PendingMutation{
			{Code: seam.UpdatingUserMembership, Message: "Joining.", ToACSUserID: "u"},
			{Code: seam.UpdatingUserMembership, Message: "Leaving.", FromACSUserID: "v"},
			{Code: seam.DeferringUserMembershipUpdate, Message: "Later.", ACSUserID: "x", Variant: seam.Adding},
		},
		CreatedAt: "2030-01-01T00:00:00.000Z",
	})
	want := acsAccessGroupModel{
		ACSAccessGroupID: text("g"), ACSSystemID: text("s"), WorkspaceID: text("w"), Name: text("Engineering"), DisplayName: text("Engineering (3rd floor)"),
		ExternalType: text("salto_ks_access_group"), ExternalTypeDisplayName: text("Salto KS access group"),
		AccessSchedule: &accessScheduleModel{StartsAt: text("2030-01-01T00:00:00.000Z"), EndsAt: text("2031-01-01T00:00:00.000Z")},
		Errors:         []errorModel{{ErrorCode: text("failed_to_create_on_acs_system"), Message: text("No.")}},
		Warnings:       []warningModel{{WarningCode: text("being_deleted"), Message: text("Hm.")}},
		PendingMutations: []acsAccessGroupMutationModel{
			{MutationCode: text(seam.UpdatingUserMembership), Message: text("Joining."), To: acsUserRef{text("u")}},
			{MutationCode: text(seam.UpdatingUserMembership), Message: text("Leaving."), From: acsUserRef{text("v")}},
			{MutationCode: text(seam.DeferringUserMembershipUpdate), Message: text("Later."), ACSUserID: text("x"), Variant: text("adding")},
		},
		CreatedAt: text("2030-01-01T00:00:00.000Z"),
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
}

func TestAccessGroupWithLittleIsNullAndEmpty(t *testing.T) {
	t.Parallel()
	got := newACSAccessGroupModel(seam.ACSAccessGroup{ACSAccessGroupID: "g"})
	want := acsAccessGroupModel{
		ACSAccessGroupID: types.StringValue("g"),
		Errors:           []errorModel{}, Warnings: []warningModel{}, PendingMutations: []acsAccessGroupMutationModel{},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
}
