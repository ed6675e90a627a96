// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package seam

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
)

func TestAnErrorTellsWhatTheAnswerSaid(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		step http.HandlerFunc
		want string
	}{
		"Seam's error": {
			says(404, `{"error":{"type":"acs_user_not_found","message":"Could not find it","data":{}},"ok":false}`, "seam-request-id", "req-1"),
			"/workspaces/get: 404 Not Found: acs_user_not_found: Could not find it (request ID req-1)",
		},
		"validation errors": {
			says(400, `{"error":{"type":"invalid_input","message":"2 Input Errors","validation_errors":{
				"_errors":["Wrong."],"acs_user_id":{"_errors":["Required","Invalid uuid"]},"a":{"b":{"_errors":["Deep."]},"_errors":[]}}}}`),
			"/workspaces/get: 400 Bad Request: invalid_input: 2 Input Errors: Wrong.: a.b: Deep.: acs_user_id: Required: acs_user_id: Invalid uuid",
		},
		"an empty body": {
			says(503, ""),
			"/workspaces/get: 503 Service Unavailable: an empty answer",
		},
		"an HTML page": {
			says(502, "\n<!DOCTYPE html><html><title>Bad gateway</title></html>"),
			"/workspaces/get: 502 Bad Gateway: an HTML page instead of a Seam API response",
		},
		"plain text on two lines": {
			says(400, "Unexpected token\r\n\x1b[31min JSON\x00"),
			"/workspaces/get: 400 Bad Request: Unexpected token [31min JSON",
		},
		"JSON that is not Seam's": {
			says(403, `{"message": "Forbidden"}`),
			`/workspaces/get: 403 Forbidden: {"message": "Forbidden"}`,
		},
		"an error that is a string": {
			says(500, `{"error":"boom"}`),
			`/workspaces/get: 500 Internal Server Error: {"error":"boom"}`,
		},
		"a message with line breaks": {
			says(400, `{"error":{"type":"some\ntype","message":"first\nsecond"}}`),
			"/workspaces/get: 400 Bad Request: some type: first second",
		},
		"a status without a name": {
			says(599, ""),
			"/workspaces/get: 599: an empty answer",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := clientOf(t, test.step).GetWorkspace(t.Context())
			if err == nil || err.Error() != test.want {
				t.Errorf("error = %v\nwant    %s", err, test.want)
			}
		})
	}
}

func TestAnErrorBodyIsQuotedInBoundedLength(t *testing.T) {
	t.Parallel()
	_, err := clientOf(t, says(500, strings.Repeat("é ", 10_000))).GetWorkspace(t.Context())
	message := asError(t, err).Message
	if runes := []rune(message); len(runes) != 301 || !strings.HasSuffix(message, "…") {
		t.Errorf("message of %d characters: %s", len(runes), message)
	}
}

func TestOfALongAnswerOfAnotherShapeNothingIsQuoted(t *testing.T) {
	t.Parallel()
	const rest = ": the answer is not the JSON that Seam documents"
	names := strings.Repeat(`{"name":"Jane"},`, 10_000)
	for name, test := range map[string]struct{ body, want string }{
		"a list":                {"[" + names + `{}]`, "/workspaces/get: 200 OK" + rest},
		"a list without an end": {"[" + names, "/workspaces/get: 200 OK" + rest},
		"an HTML page":          {"<html>" + names, "/workspaces/get: 200 OK: an HTML page instead of a Seam API response" + rest},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := clientOf(t, says(200, test.body)).GetWorkspace(t.Context())
			if err == nil || !strings.HasPrefix(err.Error(), test.want) || strings.Contains(err.Error(), "Jane") {
				t.Errorf("error = %v, want %q", err, test.want)
			}
		})
	}
}

func TestAnErrorKeepsItsParts(t *testing.T) {
	t.Parallel()
	client := clientOf(t, says(400, `{"error":{"type":"invalid_input","message":"No.","validation_errors":{"acs_user_id":{"_errors":["Required"]},"odd":7}}}`,
		"seam-request-id", "req-1"))
	err := addUser(t.Context(), client)
	want := &Error{
		Path: "/acs/users/add_to_access_group", Status: 400, Type: "invalid_input", Message: "No.", RequestID: "req-1",
		ValidationErrors: []ValidationError{{Field: "acs_user_id", Message: "Required"}}, Attempts: 1, Certainty: NotApplied,
	}
	if got, want := fmt.Sprintf("%#v", asError(t, err)), fmt.Sprintf("%#v", want); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestATransportFailureTellsPathAndCause(t *testing.T) {
	t.Parallel()
	client := clientOf(t, accepts())
	cause := errors.New("connection refused")
	client.transport = roundTripper(func(*http.Request) (*http.Response, error) { return nil, cause })
	_, err := client.GetWorkspace(t.Context())
	if want := "/workspaces/get: connection refused"; err == nil || err.Error() != want {
		t.Errorf("error = %v, want %q", err, want)
	}
	if !errors.Is(err, cause) {
		t.Error("the cause is lost")
	}
	if failure := asError(t, err); failure.Status != 0 || failure.RequestID != "" {
		t.Errorf("without an answer, got %+v", failure)
	}
}

func TestOutcomeOfAnyError(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		err  error
		want Certainty
	}{
		"not applied":              {&Error{Status: 404, Certainty: NotApplied}, NotApplied},
		"wrapped":                  {fmt.Errorf("x: %w", &Error{Status: 404, Certainty: NotApplied}), NotApplied},
		"the first of two":         {errors.Join(&Error{Status: 503}, &Error{Status: 404, Certainty: NotApplied}), InDoubt},
		"an error of another kind": {context.Canceled, InDoubt},
		"no error":                 {nil, InDoubt},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := Outcome(test.err); got != test.want {
				t.Errorf("Outcome = %s, want %s", got, test.want)
			}
		})
	}
}

func TestCertaintyPrintsItsName(t *testing.T) {
	t.Parallel()
	if got := fmt.Sprint(Certainty(0), NotApplied, Certainty(7)); got != "InDoubt NotApplied Certainty(7)" {
		t.Error(got)
	}
}
