// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package lookup

import (
	"reflect"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/seamapi/terraform-provider-seam/internal/seam"
)

func TestAccessSystemIsTakenOverWhole(t *testing.T) {
	t.Parallel()
	text := types.StringValue
	got := newACSSystemModel(seam.ACSSystem{
		ACSSystemID: "s", WorkspaceID: "w", ConnectedAccountID: "c", Name: "Head Office",
		ExternalType: "salto_ks_site", ExternalTypeDisplayName: "Salto KS site", IsCredentialManager: true,
		Errors:    []seam.Issue{{Code: "acs_system_disconnected", Message: "No."}},
		Warnings:  []seam.Issue{{Code: "setup_required", Message: "Hm."}},
		CreatedAt: "2030-01-01T00:00:00.000Z",
	})
	want := acsSystemModel{
		ACSSystemID: text("s"), WorkspaceID: text("w"), ConnectedAccountID: text("c"), Name: text("Head Office"),
		ExternalType: text("salto_ks_site"), ExternalTypeDisplayName: text("Salto KS site"), IsCredentialManager: types.BoolValue(true),
		Errors:    []errorModel{{ErrorCode: text("acs_system_disconnected"), Message: text("No.")}},
		Warnings:  []warningModel{{WarningCode: text("setup_required"), Message: text("Hm.")}},
		CreatedAt: text("2030-01-01T00:00:00.000Z"),
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
}

func TestAccessSystemWithLittleIsNullAndEmpty(t *testing.T) {
	t.Parallel()
	got := newACSSystemModel(seam.ACSSystem{ACSSystemID: "s"})
	want := acsSystemModel{
		ACSSystemID: types.StringValue("s"), IsCredentialManager: types.BoolValue(false),
		Errors: []errorModel{}, Warnings: []warningModel{},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
}
