// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package connection_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/seamapi/terraform-provider-seam/internal/provider/connection"
	"github.com/seamapi/terraform-provider-seam/internal/roster"
	"github.com/seamapi/terraform-provider-seam/internal/seam"
)

const (
	testGroup     = "8aa3a7c8-31f7-4b0c-9e0a-52d1c6a4e7f0"
	testUser      = "1f4b7d02-6a55-4b0e-8a3f-2f0f4f3c9d11"
	testRequestID = "req_51c2"
)

// The steps that end a message.
const (
	checkNetwork    = "Check that this machine reaches the Seam API, then run it again."
	checkCredential = "Check the provider's credential: it may have been revoked, or may not be allowed to do this."
	checkID         = "Check the ID. An ID from another workspace is not found either, so check that the credential is the right one."
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
		"contradiction": {
			err:     fmt.Errorf("%w: it has access group lobby, but said of its users: not found", roster.ErrContradiction),
			because: "Seam contradicts itself",
			says:    []string{"it has access group lobby, but said of its users"},
			next:    "Nothing is concluded from either answer. Run it again.",
		},
		"another workspace in mid-run": {
			err:     fmt.Errorf("%w: workspace a first, and workspace b now", roster.ErrWorkspaceChanged),
			because: "the credential opens another workspace now",
			says:    []string{"workspace a first, and workspace b now"},
			next:    "Nothing is concluded from what looks gone there. Use one credential throughout, then run it again.",
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
			next: runLater + " If it persists, " + askSupport,
		},
		"invalid input": {
			err: &seam.Error{Path: "/acs/users/add_to_access_group", Status: 400, Type: "invalid_input", Message: "invalid", RequestID: testRequestID,
				ValidationErrors: []seam.ValidationError{{Field: "acs_user_id", Message: "Invalid uuid"}}},
			says: []string{"acs_user_id: Invalid uuid", "(request ID " + testRequestID + ")"},
			next: correct + " If the cause is unclear, " + askSupport,
		},
		"invalid input without a request ID": {
			err:  &seam.Error{Path: "/acs/users/get", Status: 400, Type: "invalid_input", Message: "invalid"},
			next: correct,
		},
		"timed out on the way": {
			err:  answered(408, "", "an empty answer"),
			says: []string{"408 Request Timeout"},
			next: runLater + " If it persists, " + askSupport,
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
			next: runLater + " If it persists, " + askSupport,
		},
		"a proxy's error": {
			err:  &seam.Error{Path: "/acs/users/get", Status: 502, Message: "an HTML page instead of a Seam API response"},
			says: []string{"502 Bad Gateway"},
			next: runLater,
		},
		"one error on top of another": {
			err:  errors.Join(answered(500, "internal_server_error", "oops"), answered(503, "unavailable", "closed")),
			says: []string{"oops", "closed"},
			next: runLater + " If it persists, " + askSupport,
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
			got := connection.Failure{Summary: "It failed", Subject: "ACS user: " + testUser, Effect: "Nothing has changed."}.Diagnostic(c.err)

			if want := strings.TrimSuffix("It failed: "+c.because, ": "); got.Summary() != want {
				t.Errorf("the summary is %q, want %q", got.Summary(), want)
			}
			paragraphs := strings.Split(got.Detail(), "\n\n")
			if len(paragraphs) != 4 || paragraphs[0] != "ACS user: "+testUser || paragraphs[1] != c.err.Error() || paragraphs[2] != "Nothing has changed." {
				t.Errorf("the detail is not subject, error, effect and next step:\n%s", got.Detail())
			}
			for _, phrase := range c.says {
				if !strings.Contains(got.Detail(), phrase) {
					t.Errorf("the detail does not say %q:\n%s", phrase, got.Detail())
				}
			}
			if last := paragraphs[len(paragraphs)-1]; last != c.next {
				t.Errorf("the next step is %q, want %q", last, c.next)
			}
		})
	}
}

func TestFailureLeavesOutWhatItDoesNotHave(t *testing.T) {
	t.Parallel()
	got := connection.Failure{Summary: "It failed"}.Diagnostic(context.Canceled)

	if want := "context canceled\n\nRun it again."; got.Detail() != want {
		t.Errorf("the detail is %q, want %q", got.Detail(), want)
	}
	if pathOf(got) != "" {
		t.Errorf("the error points at %q", pathOf(got))
	}
}

func TestFailurePointsAtItsAttribute(t *testing.T) {
	t.Parallel()
	blamed := connection.Failure{Summary: "It failed", Attribute: path.Root("acs_user_id")}

	if got := blamed.Diagnostic(answered(400, "invalid_input", "invalid")); pathOf(got) != "acs_user_id" {
		t.Errorf("an error of the configuration is at %q, want acs_user_id", pathOf(got))
	}
	if got := blamed.Diagnostic(answered(503, "unavailable", "closed")); pathOf(got) != "" {
		t.Errorf("an outage is at %q, which is not to blame", pathOf(got))
	}
}

// answered is an error that Seam has answered with.
func answered(status int, errorType, message string) *seam.Error {
	return &seam.Error{Path: "/acs/users/get", Status: status, Type: errorType, Message: message, RequestID: testRequestID, Attempts: 1}
}
