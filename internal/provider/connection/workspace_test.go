// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package connection_test

import (
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/seamapi/terraform-provider-seam/internal/fakeseam"
	"github.com/seamapi/terraform-provider-seam/internal/provider/connection"
	"github.com/seamapi/terraform-provider-seam/internal/seam"
)

// connect returns a connection to a workspace of a fake Seam.
func connect(t *testing.T) (conn *connection.Connection, fake *fakeseam.Fake, workspaceID string) {
	t.Helper()
	fake = fakeseam.New()
	server := httptest.NewServer(fake)
	t.Cleanup(server.Close)
	workspaceID = fake.AddWorkspace("Acme")
	credential, err := seam.APIKey(fake.AddAPIKey(workspaceID))
	if err != nil {
		t.Fatal(err)
	}
	client, err := seam.New(seam.Config{Endpoint: server.URL, Credential: credential})
	if err != nil {
		t.Fatal(err)
	}
	return connection.New(client), fake, workspaceID
}

// says checks that the diagnostics are one error with this summary that says each of the phrases, or nothing where the
// summary is empty.
func says(t *testing.T, diags diag.Diagnostics, summary string, phrases ...string) {
	t.Helper()
	if summary == "" {
		if len(diags) > 0 {
			t.Errorf("there are diagnostics: %v", diags)
		}
		return
	}
	refusal := onlyError(t, diags)
	if refusal.Summary() != summary {
		t.Errorf("the summary is %q, want %q", refusal.Summary(), summary)
	}
	for _, phrase := range phrases {
		if !strings.Contains(refusal.Detail(), phrase) {
			t.Errorf("the detail does not say %q:\n%s", phrase, refusal.Detail())
		}
	}
}

const anotherWorkspace = "The credential opens another workspace"

// tells checks that a problem is an error with this summary that says each of the phrases, or that there is none where the
// summary is empty.
func tells(t *testing.T, problem *connection.Problem, summary string, phrases ...string) {
	t.Helper()
	var diags diag.Diagnostics
	if problem != nil {
		diags.Append(problem.Full())
	}
	says(t, diags, summary, phrases...)
}

func TestWorkspaceOfTheStateIsThatOfTheCredential(t *testing.T) {
	t.Parallel()
	conn, _, here := connect(t)
	tells(t, conn.CheckWorkspace(t.Context(), connection.Tracked{Subject: "Access group: " + testGroup, WorkspaceID: here}), "")
}

func TestAnotherWorkspaceIsAProblem(t *testing.T) {
	t.Parallel()
	conn, _, here := connect(t)
	const there = "5d3e0c1a-8f74-4f0b-9c66-0a1b2c3d4e5f"
	object := connection.Tracked{Subject: "Access group: " + testGroup, WorkspaceID: there}
	tells(t, conn.CheckWorkspace(t.Context(), object),
		anotherWorkspace, object.Subject, there, here, `"Acme"`, "terraform state rm", "set `provider = seam.<alias>`")
}

func TestWhatIsNotFoundIsGoneAndWhatFailsIsNot(t *testing.T) {
	t.Parallel()
	conn, _, here := connect(t)
	object := connection.Tracked{Subject: "Access group: " + testGroup, WorkspaceID: here}
	tells(t, conn.CheckGone(object, nil), "")
	tells(t, conn.CheckGone(object, answered(404, "acs_access_group_not_found", "acs_access_group not found")), "")
	tells(t, conn.CheckGone(object, answered(500, "internal_server_error", "oops")),
		"Seam did not say who is in the access group", object.Subject, "internal_server_error")
}

func TestNothingIsGoneWhileTheWorkspaceIsNotKnown(t *testing.T) {
	t.Parallel()
	conn, fake, here := connect(t)
	fake.Inject("/workspaces/get", fakeseam.Fault{Status: 403})
	const unread = "Seam did not say which workspace the credential opens: the credential was refused"
	object := connection.Tracked{Subject: "Access group: " + testGroup, WorkspaceID: here}
	tells(t, conn.CheckWorkspace(t.Context(), object), unread, object.Subject, "403 Forbidden")
}
