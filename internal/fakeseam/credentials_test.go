// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package fakeseam

import (
	"net/http"
	"strings"
	"testing"
)

func TestAPIKeyOpensItsOwnWorkspaceOnly(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	if !strings.HasPrefix(w.key, "seam_") || strings.HasPrefix(w.key, "seam_at") {
		t.Errorf("%q does not look like an API key", w.key)
	}
	other := w.AddWorkspace("Other")
	header := http.Header{"Authorization": {"Bearer " + w.key}, "Seam-Workspace": {other}}
	opened := w.send(http.MethodPost, "/workspaces/get", "", header).object("workspace")
	equal(t, "workspace_id", opened["workspace_id"], any(w.workspace))
}

func TestAPIKeyCanBeChosen(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.SetAPIKey(w.workspace, "seam_chosen")
	w.postAs("seam_chosen", "/workspaces/get", object{}).succeeds()
	w.postAs(w.key, "/workspaces/get", object{}).succeeds()
}

func TestPersonalAccessTokenOpensTheWorkspaceOfTheHeader(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	token := w.AddPersonalAccessToken()
	if !strings.HasPrefix(token, "seam_at_") {
		t.Errorf("%q does not look like a personal access token", token)
	}
	for _, id := range []string{w.workspace, w.AddWorkspace("Other")} {
		header := http.Header{"Authorization": {"Bearer " + token}, "Seam-Workspace": {id}}
		opened := w.send(http.MethodPost, "/workspaces/get", "", header).object("workspace")
		equal(t, "workspace_id", opened["workspace_id"], any(id))
	}
}

func TestWrongCredentialsAreUnauthorized(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	token := w.AddPersonalAccessToken()
	for _, test := range []struct {
		name, authorization, workspace, errorType string
	}{
		{"none", "", "", "unauthorized"},
		{"no bearer", "Basic abc", "", "unauthorized"},
		{"unknown key", "Bearer seam_unknown", "", "unauthorized"},
		{"JWT", "Bearer eyJhbGciOiJIUzI1NiJ9.e30.c2ln", "", "unauthorized"},
		{"client session token", "Bearer seam_cst126_abc", "", "client_session_token_used_for_api_key"},
		{"token without a workspace", "Bearer " + token, "", "access_token_used_for_api_key"},
		{"token with an unknown workspace", "Bearer " + token, someUUID, "access_token_used_for_api_key"},
		{"unknown token", "Bearer seam_at_unknown", w.workspace, "access_token_used_for_api_key"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			header := http.Header{"Content-Type": {"application/json"}, "Seam-Workspace": {test.workspace}}
			if test.authorization != "" {
				header.Set("Authorization", test.authorization)
			}
			w.send(http.MethodPost, "/acs/users/list", "{}", header).fails(http.StatusUnauthorized, test.errorType)
		})
	}
}
