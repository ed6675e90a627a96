// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package connection

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/seamapi/terraform-provider-seam/internal/seam"
)

// Settings are what a provider is configured with, and where each value comes from, as its messages name them.
type Settings struct {
	// Credential is such as "the API key from SEAM_API_KEY". It is never the credential itself.
	Credential string
	// Endpoint is a URL, EndpointSource such as "SEAM_ENDPOINT in the environment".
	Endpoint       string
	EndpointSource string
	// WorkspaceID is the workspace that the credential has to open, or empty.
	WorkspaceID     string
	WorkspaceSource string
}

// Open asks which workspace the credential opens, before any object asks for anything: a credential that is refused, an
// endpoint that is not the Seam API and a workspace that is not the configured one are errors of the provider, and would
// otherwise be one of each object. Later questions for the workspace cost no request.
func (c *Connection) Open(ctx context.Context, settings Settings) diag.Diagnostics {
	workspace, err := c.Roster.Workspace(ctx)
	switch {
	case err != nil:
		return diag.Diagnostics{settings.notOpened(err)}
	case settings.WorkspaceID != "" && settings.WorkspaceID != workspace.WorkspaceID:
		return diag.Diagnostics{settings.otherWorkspace(workspace)}
	default:
		return nil
	}
}

func (s Settings) otherWorkspace(workspace *seam.Workspace) diag.Diagnostic {
	return diag.NewAttributeErrorDiagnostic(path.Root("workspace_id"), otherWorkspaceSummary, Paragraphs(
		fmt.Sprintf("The provider is configured for workspace %s (%s), but %s opens workspace %s. Nothing has been read or changed.",
			s.WorkspaceID, s.WorkspaceSource, s.Credential, nameOf(workspace)),
		"Use a credential of the configured workspace, or correct the ID."))
}

func (s Settings) notOpened(err error) diag.Diagnostic {
	endpoint := fmt.Sprintf("%s (%s)", s.Endpoint, s.EndpointSource)
	switch kind := seam.Classify(err); {
	case kind == seam.Unauthorized:
		return diag.NewErrorDiagnostic("Seam refused the credential", Paragraphs(
			fmt.Sprintf("%s does not accept %s.", endpoint, s.Credential), err.Error(), s.checkCredential()))
	case kind == seam.Unreachable && speaksPlainHTTP(err):
		return diag.NewErrorDiagnostic("The endpoint does not speak https", Paragraphs(
			endpoint+" answers in plain http.", err.Error(), "Correct the scheme or the port of the endpoint."))
	case kind == seam.Unreachable:
		return diag.NewErrorDiagnostic("Seam did not answer", Paragraphs(
			"There is no answer from "+endpoint+".", err.Error(),
			"Check the endpoint, and that this machine reaches it: its network, proxy and firewall."))
	case isNotSeam(err):
		return diag.NewErrorDiagnostic("The endpoint is not the Seam API", Paragraphs(
			endpoint+" answers, but not as the Seam API does.", err.Error(), s.checkEndpoint()))
	default:
		return Failure{Summary: workspaceNotReadSummary, Subject: "Endpoint: " + endpoint}.Diagnostic(err)
	}
}

func (s Settings) checkCredential() string {
	advice := "It may have been revoked or mistyped."
	if s.WorkspaceID != "" {
		advice = fmt.Sprintf("It may have been revoked or mistyped, or may not open workspace %s (%s).", s.WorkspaceID, s.WorkspaceSource)
	}
	return advice + " The Seam Console shows credentials under Developer."
}

func (s Settings) checkEndpoint() string {
	if endpoint, err := url.Parse(s.Endpoint); err == nil && strings.Trim(endpoint.Path, "/") != "" {
		return fmt.Sprintf("The paths of the Seam API follow the host: leave %s out of the endpoint.", endpoint.Path)
	}
	return "Check the endpoint, and whether a proxy or a sign-in page answers in its place."
}

// speaksPlainHTTP reports whether what was called over TLS answered without it. Neither of the errors has a type that can be
// relied on: which one it is depends on who reads the answer, crypto/tls or net/http.
func speaksPlainHTTP(err error) bool {
	text := err.Error()
	return strings.Contains(text, "server gave HTTP response to HTTPS client") ||
		strings.Contains(text, "first record does not look like a TLS handshake")
}

// isNotSeam reports whether an answer to the first request, which the Seam API has no reason to refuse, is not that API's.
func isNotSeam(err error) bool {
	var answer *seam.Error
	switch {
	case seam.Classify(err) == seam.NotSeam:
		return true
	case !errors.As(err, &answer):
		return false
	default:
		return isSuccess(err) || answer.Status == 404 || answer.Status == 405
	}
}
