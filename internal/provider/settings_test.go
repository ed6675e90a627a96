// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package provider

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/seamapi/terraform-provider-seam/internal/provider/connection"
	"github.com/seamapi/terraform-provider-seam/internal/seam"
)

const (
	testKey        = "seam_test1_9f2c4e"
	testOtherKey   = "seam_test2_71bd05"
	testToken      = "seam_at1_c83a6d"
	testOtherToken = "seam_at2_5e90f1"

	testWorkspace      = "398d80b7-3f96-47c2-b85a-6f8ba21d07be"
	testOtherWorkspace = "5d3e0c1a-8f74-4f0b-9c66-0a1b2c3d4e5f"
)

func TestSettingsTakeTheConfigurationBeforeTheEnvironment(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		config    providerModel
		env       map[string]string
		sent      credentialHeaders
		workspace string
		source    string
	}{
		"key in the configuration": {
			config: providerModel{APIKey: types.StringValue(testKey)},
			sent:   credentialHeaders{secret: testKey},
		},
		"key in the environment": {
			env:  map[string]string{"SEAM_API_KEY": testKey},
			sent: credentialHeaders{secret: testKey},
		},
		"key in both": {
			config: providerModel{APIKey: types.StringValue(testKey)},
			env:    map[string]string{"SEAM_API_KEY": testOtherKey},
			sent:   credentialHeaders{secret: testKey},
		},
		"token in the configuration": {
			config:    providerModel{PersonalAccessToken: types.StringValue(testToken), WorkspaceID: types.StringValue(testWorkspace)},
			sent:      credentialHeaders{secret: testToken, workspace: testWorkspace},
			workspace: testWorkspace,
			source:    "workspace_id in the provider block",
		},
		"token in the environment": {
			env:       map[string]string{"SEAM_PERSONAL_ACCESS_TOKEN": testToken, "SEAM_WORKSPACE_ID": testWorkspace},
			sent:      credentialHeaders{secret: testToken, workspace: testWorkspace},
			workspace: testWorkspace,
			source:    "SEAM_WORKSPACE_ID in the environment",
		},
		"token in both": {
			config:    providerModel{PersonalAccessToken: types.StringValue(testToken), WorkspaceID: types.StringValue(testWorkspace)},
			env:       map[string]string{"SEAM_PERSONAL_ACCESS_TOKEN": testOtherToken, "SEAM_WORKSPACE_ID": testOtherWorkspace},
			sent:      credentialHeaders{secret: testToken, workspace: testWorkspace},
			workspace: testWorkspace,
			source:    "workspace_id in the provider block",
		},
		"token in the configuration, its workspace in the environment": {
			config:    providerModel{PersonalAccessToken: types.StringValue(testToken)},
			env:       map[string]string{"SEAM_WORKSPACE_ID": testWorkspace},
			sent:      credentialHeaders{secret: testToken, workspace: testWorkspace},
			workspace: testWorkspace,
			source:    "SEAM_WORKSPACE_ID in the environment",
		},
		"token in the environment, its workspace in the configuration": {
			config:    providerModel{WorkspaceID: types.StringValue(testWorkspace)},
			env:       map[string]string{"SEAM_PERSONAL_ACCESS_TOKEN": testToken},
			sent:      credentialHeaders{secret: testToken, workspace: testWorkspace},
			workspace: testWorkspace,
			source:    "workspace_id in the provider block",
		},
		"key in the configuration silences the token in the environment": {
			config: providerModel{APIKey: types.StringValue(testKey)},
			env:    map[string]string{"SEAM_PERSONAL_ACCESS_TOKEN": testToken},
			sent:   credentialHeaders{secret: testKey},
		},
		"token in the configuration silences the key in the environment": {
			config:    providerModel{PersonalAccessToken: types.StringValue(testToken), WorkspaceID: types.StringValue(testWorkspace)},
			env:       map[string]string{"SEAM_API_KEY": testKey},
			sent:      credentialHeaders{secret: testToken, workspace: testWorkspace},
			workspace: testWorkspace,
			source:    "workspace_id in the provider block",
		},
		"workspace in the configuration beside a key is an assertion": {
			config:    providerModel{APIKey: types.StringValue(testKey), WorkspaceID: types.StringValue(testWorkspace)},
			sent:      credentialHeaders{secret: testKey},
			workspace: testWorkspace,
			source:    "workspace_id in the provider block",
		},
		"workspace in the environment beside a key is an assertion": {
			env:       map[string]string{"SEAM_API_KEY": testKey, "SEAM_WORKSPACE_ID": testWorkspace},
			sent:      credentialHeaders{secret: testKey},
			workspace: testWorkspace,
			source:    "SEAM_WORKSPACE_ID in the environment",
		},
		"workspace of a silenced token is an assertion": {
			config:    providerModel{APIKey: types.StringValue(testKey)},
			env:       map[string]string{"SEAM_PERSONAL_ACCESS_TOKEN": testToken, "SEAM_WORKSPACE_ID": testWorkspace},
			sent:      credentialHeaders{secret: testKey},
			workspace: testWorkspace,
			source:    "SEAM_WORKSPACE_ID in the environment",
		},
		"empty variables count as unset": {
			env: map[string]string{
				"SEAM_API_KEY": testKey, "SEAM_PERSONAL_ACCESS_TOKEN": "", "SEAM_WORKSPACE_ID": "", "SEAM_ENDPOINT": "",
			},
			sent: credentialHeaders{secret: testKey},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, diags := c.config.settings(environment(c.env))
			if diags.HasError() {
				t.Fatalf("refused: %v", diags)
			}
			if sent := sentBy(t, got.credential); sent != c.sent {
				t.Errorf("the credential sends %+v, want %+v", sent, c.sent)
			}
			if got.named.WorkspaceID != c.workspace || got.named.WorkspaceSource != c.source {
				t.Errorf("the workspace is %q from %q, want %q from %q", got.named.WorkspaceID, got.named.WorkspaceSource, c.workspace, c.source)
			}
		})
	}
}

func TestSettingsOfTheConnection(t *testing.T) {
	t.Parallel()
	type transport struct {
		endpoint string
		retries  int
		timeout  time.Duration
	}
	for name, c := range map[string]struct {
		config providerModel
		env    map[string]string
		want   transport
	}{
		"defaults": {
			want: transport{"https://connect.getseam.com", 4, 35 * time.Second},
		},
		"endpoint in the environment": {
			env:  map[string]string{"SEAM_ENDPOINT": "http://127.0.0.1:3020"},
			want: transport{"http://127.0.0.1:3020", 4, 35 * time.Second},
		},
		"endpoint in both": {
			config: providerModel{Endpoint: types.StringValue("https://seam.example.com")},
			env:    map[string]string{"SEAM_ENDPOINT": "http://127.0.0.1:3020"},
			want:   transport{"https://seam.example.com", 4, 35 * time.Second},
		},
		"endpoint in the configuration hides one in the environment that is refused": {
			config: providerModel{Endpoint: types.StringValue("https://seam.example.com")},
			env:    map[string]string{"SEAM_ENDPOINT": "nowhere"},
			want:   transport{"https://seam.example.com", 4, 35 * time.Second},
		},
		"least": {
			config: providerModel{MaxRetries: types.Int64Value(0), RequestTimeout: types.StringValue("1s")},
			want:   transport{"https://connect.getseam.com", 0, time.Second},
		},
		"most": {
			config: providerModel{MaxRetries: types.Int64Value(10), RequestTimeout: types.StringValue("10m")},
			want:   transport{"https://connect.getseam.com", 10, 10 * time.Minute},
		},
		"numbers have no variables": {
			env:  map[string]string{"SEAM_MAX_RETRIES": "1", "SEAM_REQUEST_TIMEOUT": "5s"},
			want: transport{"https://connect.getseam.com", 4, 35 * time.Second},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c.config.APIKey = types.StringValue(testKey)
			got, diags := c.config.settings(environment(c.env))
			if diags.HasError() {
				t.Fatalf("refused: %v", diags)
			}
			if got := (transport{got.endpoint, got.maxRetries, got.requestTimeout}); got != c.want {
				t.Errorf("the settings are %+v, want %+v", got, c.want)
			}
		})
	}
}

func TestSettingsNameWhereTheyComeFrom(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		config providerModel
		env    map[string]string
		want   connection.Settings
	}{
		"environment": {
			env: map[string]string{"SEAM_API_KEY": testKey, "SEAM_ENDPOINT": "https://seam.example.com"},
			want: connection.Settings{
				Credential: "the API key from SEAM_API_KEY in the environment",
				Endpoint:   "https://seam.example.com", EndpointSource: "SEAM_ENDPOINT in the environment",
			},
		},
		"configuration": {
			config: providerModel{
				PersonalAccessToken: types.StringValue(testToken),
				WorkspaceID:         types.StringValue(testWorkspace),
				Endpoint:            types.StringValue("https://seam.example.com"),
			},
			want: connection.Settings{
				Credential: "the personal access token from personal_access_token in the provider block",
				Endpoint:   "https://seam.example.com", EndpointSource: "endpoint in the provider block",
				WorkspaceID: testWorkspace, WorkspaceSource: "workspace_id in the provider block",
			},
		},
		"defaults": {
			config: providerModel{APIKey: types.StringValue(testKey)},
			want: connection.Settings{
				Credential: "the API key from api_key in the provider block",
				Endpoint:   "https://connect.getseam.com", EndpointSource: "the default",
			},
		},
	} {
		got, diags := c.config.settings(environment(c.env))
		if diags.HasError() || got.named != c.want {
			t.Errorf("%s: the settings are %+v with %v, want %+v", name, got.named, diags, c.want)
		}
	}
}

func TestUnknownNamesTheAttributeWhoseValueIsMissing(t *testing.T) {
	t.Parallel()
	for want, config := range map[string]providerModel{
		"":                      {APIKey: types.StringValue(testKey), MaxRetries: types.Int64Value(0)},
		"api_key":               {APIKey: types.StringUnknown()},
		"personal_access_token": {PersonalAccessToken: types.StringUnknown()},
		"workspace_id":          {APIKey: types.StringValue(testKey), WorkspaceID: types.StringUnknown()},
		"endpoint":              {APIKey: types.StringValue(testKey), Endpoint: types.StringUnknown()},
		"max_retries":           {APIKey: types.StringValue(testKey), MaxRetries: types.Int64Unknown()},
		"request_timeout":       {APIKey: types.StringValue(testKey), RequestTimeout: types.StringUnknown()},
	} {
		if got := config.unknown(); got != want {
			t.Errorf("unknown() is %q, want %q", got, want)
		}
	}
}

func environment(variables map[string]string) func(string) string {
	return func(name string) string { return variables[name] }
}

// credentialHeaders is what a credential shows of itself: it keeps its secret from everything but a request.
type credentialHeaders struct{ secret, workspace string }

func sentBy(t *testing.T, credential seam.Credential) credentialHeaders {
	t.Helper()
	var sent credentialHeaders
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		sent.secret = strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer ")
		sent.workspace = r.Header.Get("Seam-Workspace")
		_, _ = w.Write([]byte(`{"ok": true, "workspace": {"workspace_id": "` + testWorkspace + `"}}`))
	}))
	defer server.Close()
	client, err := seam.New(seam.Config{Endpoint: server.URL, Credential: credential})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := client.GetWorkspace(t.Context()); err != nil {
		t.Fatal(err)
	}
	return sent
}

func onlyError(t *testing.T, diags diag.Diagnostics) diag.Diagnostic {
	t.Helper()
	if len(diags) != 1 || diags[0].Severity() != diag.SeverityError {
		t.Fatalf("there are %d diagnostics, want one error: %v", len(diags), diags)
	}
	return diags[0]
}
