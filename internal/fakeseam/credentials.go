// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package fakeseam

import (
	"net/http"
	"strings"
)

// authenticate returns the workspace that a request's credential opens. The error types and messages are what Seam's
// fake answers on the routes under /acs.
func (f *Fake) authenticate(header http.Header) (*workspace, *apiError) {
	authorization := header.Get("Authorization")
	if authorization == "" {
		return nil, unauthorized("unauthorized", "No Authorization header")
	}
	_, token, found := strings.Cut(authorization, "Bearer ")
	switch {
	case !found:
		return nil, unauthorized("unauthorized", "No token provided")
	case strings.HasPrefix(token, "seam_cst1"):
		return nil, unauthorized("client_session_token_used_for_api_key", "A client session token was used instead of an API key")
	case strings.HasPrefix(token, "seam_at"):
		return f.workspaceOfToken(token, header.Get("seam-workspace"))
	case strings.HasPrefix(token, "ey") && strings.Count(token, ".") == 2:
		return nil, unauthorized("unauthorized", "A JWT was used instead of an API key")
	}
	if opened := f.apiKeys[token]; opened != nil {
		return opened, nil
	}
	return nil, unauthorized("unauthorized", "API Key not found")
}

// workspaceOfToken returns the workspace that a personal access token opens together with the header seam-workspace.
// Where the token, the header or the workspace is missing, Seam's fake goes on to try the token as an API key, and so
// ends with that complaint.
func (f *Fake) workspaceOfToken(token, workspaceID string) (*workspace, *apiError) {
	if opened := f.workspaces[workspaceID]; opened != nil && f.personalAccessTokens[token] {
		return opened, nil
	}
	return nil, unauthorized("access_token_used_for_api_key", "An access token was used instead of an API key")
}
