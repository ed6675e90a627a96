// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package provider

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/seamapi/terraform-provider-seam/internal/roster"
	"github.com/seamapi/terraform-provider-seam/internal/seam"
)

const (
	testGroup     = "8aa3a7c8-31f7-4b0c-9e0a-52d1c6a4e7f0"
	testUser      = "1f4b7d02-6a55-4b0e-8a3f-2f0f4f3c9d11"
	testIdentity  = "c0d9b1a4-77c3-4a4e-9a51-0a6f5a3e2b10"
	testRequestID = "req_51c2"
)

// The steps that end a message.
const (
	checkNetwork    = "Check that this machine reaches the Seam API, then run it again."
	checkCredential = "Check the provider's credential: it may have been revoked, or may not be allowed to do this."
	checkID         = "Check the ID. An ID of another workspace looks unknown too, so check that the credential is the right one."
	checkEndpoint   = "Check the provider's endpoint: something other than the Seam API answered."
	slowDown        = "Every attempt exceeded Seam's rate limit. Run it again later, with a lower -parallelism or a higher max_retries."
	runLater        = "Seam or something in between has a problem. Run it again later."
	correct         = "Correct what the message names."
	askSupport      = "Seam's support can look up the request ID " + testRequestID + "."
)

func TestFailureSaysWhatSeamSaidAndWhatToDo(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		err     error
		because string
		says    []string
		next    string
	}{
		"no answer": {
			err:     &seam.Error{Path: "/acs/users/get", Attempts: 5, Err: errors.New("connection refused")},
			because: "Seam did not answer",
			says:    []string{"/acs/users/get: connection refused (after 5 attempts)"},
			next:    checkNetwork,
		},
		"interrupted": {
			err:     &seam.Error{Path: "/acs/users/get", Attempts: 1, Err: context.Canceled},
			because: "the run was interrupted",
			says:    []string{"/acs/users/get: context canceled"},
			next:    "Run it again.",
		},
		"interrupted while waiting for another": {
			err:     context.Canceled,
			because: "the run was interrupted",
			says:    []string{"context canceled"},
			next:    "Run it again.",
		},
		"unauthorized": {
			err:     answered(401, "unauthorized", "API Key not found"),
			because: "the credential was refused",
			says:    []string{"/acs/users/get: 401 Unauthorized: unauthorized: API Key not found (request ID " + testRequestID + ")"},
			next:    checkCredential,
		},
		"forbidden": {
			err:     answered(403, "forbidden", "no permission"),
			because: "the credential was refused",
			says:    []string{"403 Forbidden: forbidden: no permission"},
			next:    checkCredential,
		},
		"not found": {
			err:     answered(404, "acs_user_not_found", "acs_user not found"),
			because: "acs_user not found",
			says:    []string{"404 Not Found: acs_user_not_found: acs_user not found"},
			next:    checkID,
		},
		"not found with status 400": {
			err:     answered(400, "acs_access_group_not_found", "acs_access_group not found"),
			because: "acs_access_group not found",
			says:    []string{"400 Bad Request: acs_access_group_not_found"},
			next:    checkID,
		},
		"a page that is not Seam's": {
			err:     answered(404, "", "an HTML page instead of a Seam API response"),
			because: "not a Seam API response",
			says:    []string{"404 Not Found: an HTML page"},
			next:    checkEndpoint,
		},
		"a redirect": {
			err: &seam.Error{Path: "/workspaces/get", Status: 308, Attempts: 1,
				Err: errors.New("the endpoint redirects to https://example.com, which is not followed")},
			because: "not a Seam API response",
			says:    []string{"308 Permanent Redirect", "https://example.com"},
			next:    checkEndpoint,
		},
		"an answer that makes no sense": {
			err:  &seam.Error{Path: "/workspaces/get", Status: 200, Attempts: 1, Err: errors.New("the answer is not the JSON that Seam documents")},
			says: []string{"200 OK", "not the JSON"},
			next: runLater,
		},
		"an answer that broke off": {
			err: &seam.Error{Path: "/workspaces/get", Status: 200, Attempts: 5, RequestID: testRequestID,
				Err: errors.New("the answer broke off: unexpected EOF")},
			says: []string{"200 OK", "broke off", testRequestID},
			next: runLater + " If it lasts, " + askSupport,
		},
		"invalid input": {
			err: &seam.Error{Path: "/acs/users/add_to_access_group", Status: 400, Type: "invalid_input", Message: "invalid", RequestID: testRequestID,
				ValidationErrors: []seam.ValidationError{{Field: "acs_user_id", Message: "Invalid uuid"}}},
			says: []string{"acs_user_id: Invalid uuid", "(request ID " + testRequestID + ")"},
			next: correct + " If it is not clear, " + askSupport,
		},
		"invalid input without a request ID": {
			err:  &seam.Error{Path: "/acs/users/get", Status: 400, Type: "invalid_input", Message: "invalid"},
			next: correct,
		},
		"timed out on the way": {
			err:  answered(408, "", "an empty answer"),
			says: []string{"408 Request Timeout"},
			next: runLater + " If it lasts, " + askSupport,
		},
		"rate limit": {
			err:     &seam.Error{Path: "/acs/users/get", Status: 429, Type: "too_many_requests", Attempts: 5, RequestID: testRequestID},
			because: "rate limit exceeded",
			says:    []string{"429 Too Many Requests: too_many_requests (after 5 attempts)"},
			next:    slowDown,
		},
		"server error": {
			err:  answered(500, "internal_server_error", "oops"),
			says: []string{"500 Internal Server Error: internal_server_error: oops"},
			next: runLater + " If it lasts, " + askSupport,
		},
		"a proxy's error": {
			err:  &seam.Error{Path: "/acs/users/get", Status: 502, Message: "an HTML page instead of a Seam API response"},
			says: []string{"502 Bad Gateway"},
			next: runLater,
		},
		"one error on top of another": {
			err:  errors.Join(answered(500, "internal_server_error", "oops"), answered(503, "unavailable", "closed")),
			says: []string{"oops", "closed"},
			next: runLater + " If it lasts, " + askSupport,
		},
		"wrapped": {
			err:     fmt.Errorf("asking: %w", answered(404, "acs_user_not_found", "acs_user not found")),
			because: "acs_user not found",
			says:    []string{"asking: /acs/users/get"},
			next:    checkID,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := failure{summary: "It failed", subject: "ACS user: " + testUser, effect: "Nothing has changed."}.diagnostic(c.err)

			if want := strings.TrimSuffix("It failed: "+c.because, ": "); got.Summary() != want {
				t.Errorf("the summary is %q, want %q", got.Summary(), want)
			}
			paragraphs := strings.Split(got.Detail(), "\n\n")
			if len(paragraphs) != 4 || paragraphs[0] != "ACS user: "+testUser || paragraphs[1] != c.err.Error() || paragraphs[2] != "Nothing has changed." {
				t.Errorf("the detail is not subject, error, effect and next step:\n%s", got.Detail())
			}
			saysAll(t, got.Detail(), c.says...)
			if last := paragraphs[len(paragraphs)-1]; last != c.next {
				t.Errorf("the next step is %q, want %q", last, c.next)
			}
		})
	}
}

func TestFailureLeavesOutWhatItDoesNotHave(t *testing.T) {
	t.Parallel()
	got := failure{summary: "It failed"}.diagnostic(context.Canceled)

	if want := "context canceled\n\nRun it again."; got.Detail() != want {
		t.Errorf("the detail is %q, want %q", got.Detail(), want)
	}
	if pathOf(got) != "" {
		t.Errorf("the error points at %q", pathOf(got))
	}
}

func TestFailurePointsAtItsAttribute(t *testing.T) {
	t.Parallel()
	blamed := failure{summary: "It failed", attribute: path.Root("acs_user_id")}

	if got := blamed.diagnostic(answered(400, "invalid_input", "invalid")); pathOf(got) != "acs_user_id" {
		t.Errorf("an error of the configuration is at %q, want acs_user_id", pathOf(got))
	}
	if got := blamed.diagnostic(answered(503, "unavailable", "closed")); pathOf(got) != "" {
		t.Errorf("an outage is at %q, which is not to blame", pathOf(got))
	}
}

func TestMessageOfAFailedMembershipIsComplete(t *testing.T) {
	t.Parallel()
	byUser := acsAccessGroupMembershipModel{ACSAccessGroupID: types.StringValue(testGroup), ACSUserID: types.StringValue(testUser)}
	byIdentity := acsAccessGroupMembershipModel{ACSAccessGroupID: types.StringValue(testGroup), UserIdentityID: types.StringValue(testIdentity)}
	noUser := answered(404, "acs_user_not_found", "acs_user not found")
	noGroup := answered(404, "acs_access_group_not_found", "acs_access_group not found")
	for name, c := range map[string]struct {
		got     diag.Diagnostic
		summary string
		at      string
		says    []string
	}{
		"add of an unknown user": {
			got:     byUser.notAdded(noUser),
			summary: "The user was not added to the access group: acs_user not found",
			at:      "acs_user_id",
			says:    []string{testUser, "acs_user_not_found", "nothing was saved to the state", checkID},
		},
		"add of an unknown identity": {
			got:     byIdentity.notAdded(noUser),
			summary: "The user was not added to the access group: acs_user not found",
			at:      "user_identity_id",
			says:    []string{testIdentity, "acs_user_not_found", checkID},
		},
		"add to an unknown group": {
			got:     byIdentity.notAdded(noGroup),
			summary: "The user was not added to the access group: acs_access_group not found",
			at:      "acs_access_group_id",
			says:    []string{testIdentity, "acs_access_group_not_found", checkID},
		},
		"add that is in doubt": {
			got:     byUser.perhapsAdded(answered(500, "internal_server_error", "oops")),
			summary: "It is not known whether the user was added to the access group",
			says:    []string{testUser, "internal_server_error", "kept in the state as tainted", runLater},
		},
		"removal": {
			got:     byUser.notRemoved(answered(401, "unauthorized", "API Key not found")),
			summary: "The user was not removed from the access group: the credential was refused",
			says:    []string{testUser, "unauthorized", "stays in the state", "can still open the group's doors", checkCredential},
		},
		"read": {
			got:     byUser.membersUnknown(answered(500, "internal_server_error", "oops")),
			summary: "Seam did not say who is in the access group",
			says:    []string{testUser, "internal_server_error", runLater},
		},
		"import": {
			got:     byIdentity.notImported(noGroup),
			summary: "The membership cannot be imported: acs_access_group not found",
			says:    []string{testIdentity, "acs_access_group_not_found", checkID},
		},
		"removal that the access system does not carry out": {
			got:     byUser.removalNotSynced(time.Minute, roster.Membership{}, answered(500, "internal_server_error", "oops")),
			summary: "Seam did not say whether the access system has removed the user",
			says:    []string{testUser, "internal_server_error", runLater},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if c.got.Severity() != diag.SeverityError || c.got.Summary() != c.summary {
				t.Errorf("it is the %s %q, want the error %q", c.got.Severity(), c.got.Summary(), c.summary)
			}
			if at := pathOf(c.got); at != c.at {
				t.Errorf("it points at %q, want %q", at, c.at)
			}
			saysAll(t, c.got.Detail(), append(c.says, "Access group: "+testGroup, "(request ID "+testRequestID+")")...)
		})
	}
}

func TestAddOfAClaimedMembershipIsADuplicate(t *testing.T) {
	t.Parallel()
	m := acsAccessGroupMembershipModel{ACSAccessGroupID: types.StringValue(testGroup), ACSUserID: types.StringValue(testUser)}

	got := m.notAdded(fmt.Errorf("granting: %w", roster.ErrClaimed))
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
