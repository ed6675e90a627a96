// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package lookup

import (
	"reflect"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/seamapi/terraform-provider-seam/internal/seam"
)

func TestEntranceIsTakenOverWhole(t *testing.T) {
	t.Parallel()
	text, yes, no := types.StringValue, true, false
	source := seam.ACSEntrance{
		ACSEntranceID: "e", ACSSystemID: "s", ConnectedAccountID: "c", DisplayName: "Main entrance", SpaceIDs: []string{"q", "p"},
		CanUnlockWithCard: &yes, CanUnlockWithCloudKey: &no, CanUnlockWithCode: &yes, CanUnlockWithMobileKey: &no, IsLocked: &yes,
		Errors:    []seam.Issue{{Code: "account_disconnected", Message: "No."}},
		Warnings:  []seam.Issue{{Code: "privacy_mode", Message: "Hm."}},
		CreatedAt: "2030-01-01T00:00:00.000Z",
	}
	want := acsEntranceModel{
		ACSEntranceID: text("e"), ACSSystemID: text("s"), ConnectedAccountID: text("c"),
		Name: text("Main entrance"), DisplayName: text("Main entrance"), SpaceIDs: []string{"p", "q"},
		CanUnlockWithCard: types.BoolValue(true), CanUnlockWithCloudKey: types.BoolValue(false), CanUnlockWithCode: types.BoolValue(true),
		CanUnlockWithMobileKey: types.BoolValue(false), IsLocked: types.BoolValue(true),
		Errors:    []errorModel{{ErrorCode: text("account_disconnected"), Message: text("No.")}},
		Warnings:  []warningModel{{WarningCode: text("privacy_mode"), Message: text("Hm.")}},
		CreatedAt: text("2030-01-01T00:00:00.000Z"),
	}
	if got := newACSEntranceModel(source); !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
	if source.SpaceIDs[0] != "q" {
		t.Error("the source has another order afterwards")
	}
}

func TestEntranceWithLittleIsNullAndEmpty(t *testing.T) {
	t.Parallel()
	got := newACSEntranceModel(seam.ACSEntrance{ACSEntranceID: "e"})
	want := acsEntranceModel{
		ACSEntranceID: types.StringValue("e"),
		SpaceIDs:      []string{}, Errors: []errorModel{}, Warnings: []warningModel{},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
}
