// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package membership

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/seamapi/terraform-provider-seam/internal/provider/connection"
	"github.com/seamapi/terraform-provider-seam/internal/roster"
	"github.com/seamapi/terraform-provider-seam/internal/seam"
)

const (
	testGroup     = "8aa3a7c8-31f7-4b0c-9e0a-52d1c6a4e7f0"
	testUser      = "1f4b7d02-6a55-4b0e-8a3f-2f0f4f3c9d11"
	testIdentity  = "c0d9b1a4-77c3-4a4e-9a51-0a6f5a3e2b10"
	testRequestID = "req_51c2"
)

func TestMessageOfAFailedMembershipIsComplete(t *testing.T) {
	t.Parallel()
	byUser := model{ACSAccessGroupID: types.StringValue(testGroup), ACSUserID: types.StringValue(testUser)}
	byIdentity := model{ACSAccessGroupID: types.StringValue(testGroup), UserIdentityID: types.StringValue(testIdentity)}
	noUser := answered(404, "acs_user_not_found", "acs_user not found")
	noGroup := answered(404, "acs_access_group_not_found", "acs_access_group not found")
	for name, c := range map[string]struct {
		got     diag.Diagnostic
		summary string
		at      string
		says    []string
	}{
		"add of an unknown user": {
			got:     byUser.notAdded(noUser).Full(),
			summary: "The user was not added to the access group: acs_user not found",
			at:      "acs_user_id",
			says:    []string{testUser, "acs_user_not_found", "nothing was saved to the state", "Check the ID."},
		},
		"add of an unknown identity": {
			got:     byIdentity.notAdded(noUser).Full(),
			summary: "The user was not added to the access group: acs_user not found",
			at:      "user_identity_id",
			says:    []string{testIdentity, "acs_user_not_found", "Check the ID."},
		},
		"add to an unknown group": {
			got:     byIdentity.notAdded(noGroup).Full(),
			summary: "The user was not added to the access group: acs_access_group not found",
			at:      "acs_access_group_id",
			says:    []string{testIdentity, "acs_access_group_not_found", "Check the ID."},
		},
		"add that is in doubt": {
			got:     byUser.perhapsAdded(answered(500, "internal_server_error", "oops")).Full(),
			summary: "It is not known whether the user was added to the access group",
			says:    []string{testUser, "internal_server_error", "kept in the state as tainted", "Run it again later."},
		},
		"removal": {
			got:     byUser.notRemoved(answered(401, "unauthorized", "API Key not found")).Full(),
			summary: "The user was not removed from the access group: the credential was refused",
			says:    []string{testUser, "unauthorized", "stays in the state", "can still open the group's doors", "Check the provider's credential"},
		},
		"read": {
			got:     connection.MembersNotListed(byUser.subject(), testGroup, answered(500, "internal_server_error", "oops")).Full(),
			summary: "Seam did not say who is in the access group",
			says:    []string{testUser, "internal_server_error", "Run it again later."},
		},
		"import": {
			got:     byIdentity.notImported(noGroup, "").Full(),
			summary: "The membership cannot be imported: acs_access_group not found",
			says:    []string{testIdentity, "acs_access_group_not_found", "Check the ID."},
		},
		"removal that the access system does not carry out": {
			got:     byUser.removalNotSynced(time.Minute, roster.Membership{}, answered(500, "internal_server_error", "oops")),
			summary: "It is not known whether the access system has removed the user",
			says:    []string{testUser, "internal_server_error", "Run it again later."},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if c.got.Severity() != diag.SeverityError || c.got.Summary() != c.summary {
				t.Errorf("it is the %s %q, want the error %q", c.got.Severity(), c.got.Summary(), c.summary)
			}
			at := ""
			if located, isLocated := c.got.(diag.DiagnosticWithPath); isLocated {
				at = located.Path().String()
			}
			if at != c.at {
				t.Errorf("it points at %q, want %q", at, c.at)
			}
			saysAll(t, c.got.Detail(), append(c.says, "Access group: "+testGroup, "(request ID "+testRequestID+")")...)
		})
	}
}

func TestAddOfAClaimedMembershipIsADuplicate(t *testing.T) {
	t.Parallel()
	m := model{ACSAccessGroupID: types.StringValue(testGroup), ACSUserID: types.StringValue(testUser)}

	got := m.notAdded(fmt.Errorf("granting: %w", roster.ErrClaimed)).Full()
	if got.Summary() != duplicateSummary {
		t.Errorf("the summary is %q, want %q", got.Summary(), duplicateSummary)
	}
	saysAll(t, got.Detail(), testGroup, testUser, "Remove one of the two blocks", "moved block")
}

// answered is an error that Seam has answered with.
func answered(status int, errorType, message string) *seam.Error {
	return &seam.Error{Path: "/acs/users/get", Status: status, Type: errorType, Message: message, RequestID: testRequestID, Attempts: 1}
}

func saysAll(t *testing.T, detail string, phrases ...string) {
	t.Helper()
	for _, phrase := range phrases {
		if !strings.Contains(detail, phrase) {
			t.Errorf("the detail does not say %q:\n%s", phrase, detail)
		}
	}
}
