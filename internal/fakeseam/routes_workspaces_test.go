// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package fakeseam

import (
	"net/http"
	"testing"
)

func TestGetWorkspaceAnswersTheCredentialsOwn(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	other := w.AddWorkspace("Other")
	w.SetProduction(other)

	mine := w.post("/workspaces/get", object{}).object("workspace")
	equal(t, "workspace_id", mine["workspace_id"], any(w.workspace))
	equal(t, "name", mine["name"], any("Acme"))
	equal(t, "is_sandbox", mine["is_sandbox"], any(true))

	others := w.postAs(w.AddAPIKey(other), "/workspaces/get", object{}).object("workspace")
	equal(t, "workspace_id", others["workspace_id"], any(other))
	equal(t, "is_sandbox", others["is_sandbox"], any(false))
}

func TestGetWorkspaceTakesAnyBody(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for _, body := range []string{"", "null", `{"acs_user_id":1}`} {
		w.post("/workspaces/get", body).succeeds()
	}
	for _, body := range []string{"", "no JSON"} {
		w.send(http.MethodPost, "/workspaces/get", body, http.Header{"Authorization": {"Bearer " + w.key}}).succeeds()
	}
}
