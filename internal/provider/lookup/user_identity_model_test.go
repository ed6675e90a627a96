// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package lookup

import (
	"reflect"
	"slices"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/seamapi/terraform-provider-seam/internal/seam"
)

func TestUserIdentityIsTakenOverWhole(t *testing.T) {
	t.Parallel()
	text := types.StringValue
	acsUserIDs := []string{"b", "a"}
	got := newUserIdentityModel(seam.UserIdentity{
		UserIdentityID: "i", UserIdentityKey: "employee-7", WorkspaceID: "w", DisplayName: "Jane", FullName: "Jane Doe",
		EmailAddress: "jane@example.com", PhoneNumber: "+15550100", ACSUserIDs: acsUserIDs,
		Errors:    []seam.Issue{{Code: "issue_with_acs_user", Message: "No."}},
		Warnings:  []seam.Issue{{Code: "being_deleted", Message: "Hm."}},
		CreatedAt: "2030-01-01T00:00:00.000Z",
	})
	want := userIdentityModel{
		UserIdentityID: text("i"), UserIdentityKey: text("employee-7"), WorkspaceID: text("w"), DisplayName: text("Jane"), FullName: text("Jane Doe"),
		EmailAddress: text("jane@example.com"), PhoneNumber: text("+15550100"), ACSUserIDs: []string{"a", "b"},
		Errors:    []errorModel{{ErrorCode: text("issue_with_acs_user"), Message: text("No.")}},
		Warnings:  []warningModel{{WarningCode: text("being_deleted"), Message: text("Hm.")}},
		CreatedAt: text("2030-01-01T00:00:00.000Z"),
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
	if !slices.Equal(acsUserIDs, []string{"b", "a"}) {
		t.Error("the shared answer was sorted in place")
	}
}

func TestUserIdentityWithLittleIsNullAndEmpty(t *testing.T) {
	t.Parallel()
	got := newUserIdentityModel(seam.UserIdentity{UserIdentityID: "i"})
	want := userIdentityModel{
		UserIdentityID: types.StringValue("i"), ACSUserIDs: []string{}, Errors: []errorModel{}, Warnings: []warningModel{},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
}
