// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package connection_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/seamapi/terraform-provider-seam/internal/fakeseam"
	"github.com/seamapi/terraform-provider-seam/internal/provider/connection"
	"github.com/seamapi/terraform-provider-seam/internal/seam"
)

const (
	testCredential     = "the API key from SEAM_API_KEY"
	testEndpointSource = "SEAM_ENDPOINT in the environment"
)

// open opens a connection to an endpoint.
func open(ctx context.Context, t *testing.T, endpoint string, settings connection.Settings) []string {
	t.Helper()
	credential, err := seam.APIKey("seam_test1_key")
	if err != nil {
		t.Fatal(err)
	}
	client, err := seam.New(seam.Config{Endpoint: endpoint, Credential: credential})
	if err != nil {
		t.Fatal(err)
	}
	settings.Credential, settings.Endpoint, settings.EndpointSource = testCredential, endpoint, testEndpointSource
	refusal := onlyError(t, connection.New(client).Open(ctx, settings))
	return append([]string{refusal.Summary()}, strings.Split(refusal.Detail(), "\n\n")...)
}

func TestOpeningNamesWhatIsWrongWithTheEndpoint(t *testing.T) {
	t.Parallel()
	page := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("<html>Sign in</html>")) })
	missing := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(http.StatusNotFound)
		_, _ = w.Write([]byte(`{"error": {"type": "route_not_found", "message": "no such path"}, "ok": false}`))
	})
	redirect := http.RedirectHandler("https://seam.example.com/elsewhere", http.StatusMovedPermanently)
	for name, c := range map[string]struct {
		handler http.Handler
		path    string
		scheme  string
		summary string
		says    []string
		next    string
	}{
		"nobody": {
			summary: "Seam did not answer",
			says:    []string{"There is no answer from "},
			next:    "Check the endpoint, and that this machine reaches it: its network, proxy and firewall.",
		},
		"plain http where https is expected": {
			handler: page, scheme: "https",
			summary: "The endpoint does not speak https",
			says:    []string{"answers in plain http"},
			next:    "Correct the scheme or the port of the endpoint.",
		},
		"a page": {
			handler: page,
			summary: "The endpoint is not the Seam API",
			says:    []string{"answers, but not as the Seam API does"},
			next:    "Check the endpoint, and whether a proxy or a sign-in page answers in its place.",
		},
		"a path too much": {
			handler: missing, path: "/api/v1",
			summary: "The endpoint is not the Seam API",
			says:    []string{"/api/v1", "404"},
			next:    "The paths of the Seam API follow the host: leave /api/v1 out of the endpoint.",
		},
		"a redirect": {
			handler: redirect,
			summary: "The endpoint is not the Seam API",
			says:    []string{"https://seam.example.com/elsewhere"},
			next:    "Check the endpoint, and whether a proxy or a sign-in page answers in its place.",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server := httptest.NewServer(c.handler)
			t.Cleanup(server.Close)
			if c.handler == nil {
				server.Close()
			}
			endpoint := server.URL + c.path
			if c.scheme != "" {
				endpoint = c.scheme + strings.TrimPrefix(endpoint, "http")
			}
			got := open(t.Context(), t, endpoint, connection.Settings{})
			text := strings.Join(got, "\n")
			for _, phrase := range append(c.says, endpoint+" ("+testEndpointSource+")") {
				if !strings.Contains(text, phrase) {
					t.Errorf("the error does not say %q:\n%s", phrase, text)
				}
			}
			if got[0] != c.summary || got[len(got)-1] != c.next {
				t.Errorf("the error is\n%s\nwant %q … %q", text, c.summary, c.next)
			}
		})
	}
}

func TestOpeningNamesTheCredentialThatIsRefused(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		settings connection.Settings
		next     string
	}{
		"alone": {next: "It may have been revoked or mistyped. The Seam Console shows credentials under Developer."},
		"with a workspace": {
			settings: connection.Settings{WorkspaceID: testGroup, WorkspaceSource: "SEAM_WORKSPACE_ID in the environment"},
			next: "It may have been revoked or mistyped, or may not open workspace " + testGroup + " (SEAM_WORKSPACE_ID in the environment). " +
				"The Seam Console shows credentials under Developer.",
		},
	} {
		server := httptest.NewServer(fakeseam.New())
		t.Cleanup(server.Close)
		got := open(t.Context(), t, server.URL, c.settings)
		want := server.URL + " (" + testEndpointSource + ") does not accept " + testCredential + "."
		if got[0] != "Seam refused the credential" || got[1] != want || !strings.Contains(got[2], "401 Unauthorized") || got[3] != c.next {
			t.Errorf("%s: the error is\n%s", name, strings.Join(got, "\n"))
		}
	}
}

func TestOpeningIsOneRequestForTheWorkspace(t *testing.T) {
	t.Parallel()
	conn, fake, here := connect(t)
	says(t, conn.Open(t.Context(), connection.Settings{WorkspaceID: here}), "")
	says(t, conn.Open(t.Context(), connection.Settings{}), "")
	if problem := conn.CheckWorkspace(t.Context(), connection.Tracked{WorkspaceID: here}); problem != nil {
		t.Errorf("the problem is %v, want none", problem.Full())
	}
	if sent := fake.Requests(); len(sent) != 1 || sent[0].Path != "/workspaces/get" {
		t.Errorf("the requests are %v, want the one to /workspaces/get", sent)
	}
}

func TestOpeningRefusesAnotherWorkspaceThanTheConfiguredOne(t *testing.T) {
	t.Parallel()
	conn, _, here := connect(t)
	const there = "5d3e0c1a-8f74-4f0b-9c66-0a1b2c3d4e5f"
	says(t, conn.Open(t.Context(), connection.Settings{Credential: testCredential, WorkspaceID: there, WorkspaceSource: "workspace_id in the provider block"}),
		anotherWorkspace, "workspace "+there+" (workspace_id in the provider block)", testCredential+" opens workspace "+here, `"Acme"`)
}

func TestOpeningTellsAnyOtherFailure(t *testing.T) {
	t.Parallel()
	conn, fake, _ := connect(t)
	fake.Inject("/workspaces/get", fakeseam.Fault{Status: http.StatusNotImplemented})
	says(t, conn.Open(t.Context(), connection.Settings{Endpoint: "https://seam.example.com", EndpointSource: "the default"}),
		"Seam did not say which workspace the credential opens", "Endpoint: https://seam.example.com (the default)", "501")

	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	says(t, conn.Open(ctx, connection.Settings{}), "Seam did not say which workspace the credential opens: the run was interrupted")
}
