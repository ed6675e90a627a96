// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package provider

import (
	"fmt"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/seamapi/terraform-provider-seam/internal/provider/connection"
	"github.com/seamapi/terraform-provider-seam/internal/seam"
)

const (
	minRetries        = 0
	maxRetries        = 10
	minRequestTimeout = time.Second
	maxRequestTimeout = 10 * time.Minute
)

type providerModel struct {
	APIKey              types.String `tfsdk:"api_key"`
	PersonalAccessToken types.String `tfsdk:"personal_access_token"`
	WorkspaceID         types.String `tfsdk:"workspace_id"`
	Endpoint            types.String `tfsdk:"endpoint"`
	MaxRetries          types.Int64  `tfsdk:"max_retries"`
	RequestTimeout      types.String `tfsdk:"request_timeout"`
}

// settings are the provider's configuration and environment, combined and checked.
type settings struct {
	credential     seam.Credential
	endpoint       string
	maxRetries     int
	requestTimeout time.Duration
	// named is how messages name them.
	named connection.Settings
}

// unknown returns an attribute whose value is not known yet, or nothing.
func (m providerModel) unknown() string {
	switch {
	case m.APIKey.IsUnknown():
		return "api_key"
	case m.PersonalAccessToken.IsUnknown():
		return "personal_access_token"
	case m.WorkspaceID.IsUnknown():
		return "workspace_id"
	case m.Endpoint.IsUnknown():
		return "endpoint"
	case m.MaxRetries.IsUnknown():
		return "max_retries"
	case m.RequestTimeout.IsUnknown():
		return "request_timeout"
	default:
		return ""
	}
}

// settings takes what the configuration leaves out from the environment, under the names that Seam's own SDKs use. A
// credential in the configuration takes precedence over one of the other kind in the environment.
func (m providerModel) settings(getenv func(string) string) (settings, diag.Diagnostics) {
	var diags diag.Diagnostics
	s := settings{
		endpoint:       seam.DefaultEndpoint,
		maxRetries:     seam.DefaultMaxRetries,
		requestTimeout: seam.DefaultRequestTimeout,
		named:          connection.Settings{Endpoint: seam.DefaultEndpoint, EndpointSource: "the default"},
	}
	endpoint := setting(m.Endpoint, "endpoint", "SEAM_ENDPOINT", getenv)
	if endpoint.value != "" {
		s.endpoint = endpoint.value
		s.named.Endpoint, s.named.EndpointSource = endpoint.value, endpoint.source
		endpoint.check(&diags, "The endpoint cannot be used", seam.CheckEndpoint)
	}
	workspaceID := setting(m.WorkspaceID, "workspace_id", "SEAM_WORKSPACE_ID", getenv)
	if workspaceID.value != "" {
		s.named.WorkspaceID, s.named.WorkspaceSource = workspaceID.value, workspaceID.source
		workspaceID.check(&diags, "The workspace ID is not valid", connection.CheckUUID)
	}
	if !m.MaxRetries.IsNull() {
		s.maxRetries = int(m.MaxRetries.ValueInt64())
	}
	if !m.RequestTimeout.IsNull() {
		// The schema's validator has parsed it already.
		s.requestTimeout, _ = time.ParseDuration(m.RequestTimeout.ValueString())
	}
	if !diags.HasError() {
		s.credential, s.named.Credential = m.credential(workspaceID.value, getenv, &diags)
	}
	return s, diags
}

// credential returns the credential, and what it is with where it comes from.
func (m providerModel) credential(workspaceID string, getenv func(string) string, diags *diag.Diagnostics) (seam.Credential, string) {
	key := setting(m.APIKey, "api_key", "SEAM_API_KEY", getenv)
	token := setting(m.PersonalAccessToken, "personal_access_token", "SEAM_PERSONAL_ACCESS_TOKEN", getenv)
	if !key.configured && token.configured {
		key.value = ""
	}
	if key.configured && !token.configured {
		token.value = ""
	}
	var credential seam.Credential
	var named string
	var err error
	switch {
	case key.value != "" && token.value != "":
		diags.AddError("Two Seam credentials", fmt.Sprintf("Both an API key (%s) and a personal access token (%s) are set, and they may "+
			"open different workspaces. Keep one of them and unset the other.", key.source, token.source))
	case key.value != "":
		credential, err = newAPIKey(key.value)
		named = "the API key from " + key.source
		key.refuse(diags, "The API key cannot be used", err)
	case token.value == "":
		diags.AddError("No Seam credential", "Set api_key in the provider block, or SEAM_API_KEY in the environment: an API key is "+
			"created in the Seam Console under Developer > API Keys. Or use a personal access token, created under "+
			"Developer > Personal Access Tokens: personal_access_token with workspace_id, or SEAM_PERSONAL_ACCESS_TOKEN with "+
			"SEAM_WORKSPACE_ID.")
	case workspaceID == "":
		diags.AddAttributeError(path.Root("workspace_id"), "A personal access token needs a workspace",
			fmt.Sprintf("The personal access token (%s) opens every workspace of its owner. Say which one to use: set workspace_id, "+
				"or SEAM_WORKSPACE_ID in the environment.", token.source))
	default:
		credential, err = newPersonalAccessToken(token.value, workspaceID)
		named = "the personal access token from " + token.source
		token.refuse(diags, "The personal access token cannot be used", err)
	}
	return credential, named
}

// value is the value of a setting, and where it comes from.
type value struct {
	value      string
	source     string
	configured bool
}

func setting(configured types.String, attribute, variable string, getenv func(string) string) value {
	if !configured.IsNull() {
		return value{value: configured.ValueString(), source: attribute + " in the provider block", configured: true}
	}
	return value{value: getenv(variable), source: variable + " in the environment"}
}

func (v value) check(diags *diag.Diagnostics, summary string, check func(string) error) {
	v.refuse(diags, summary, check(v.value))
}

// refuse adds an error that says where the value comes from. The value may be a secret, so the error has neither the value
// nor a path: Terraform prints the line of the configuration that a path points to.
func (v value) refuse(diags *diag.Diagnostics, summary string, err error) {
	if err != nil {
		diags.AddError(summary, fmt.Sprintf("%s: %s.", v.source, err))
	}
}
