// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package fakeseam

import (
	"net/http"
	"testing"
)

func TestAnswerToAnotherQuestionOnTheSamePath(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	elsewhere := w.AddUser(w.AddSystem(w.workspace, "Warehouse"), User{FullName: "Grace"})
	w.Inject("/acs/users/get", Fault{AnswerTo: &Question{Body: object{"acs_user_id": elsewhere}}})
	r := w.post("/acs/users/get", object{"acs_user_id": w.user})
	equal(t, "acs_user_id", r.object("acs_user")["acs_user_id"], any(elsewhere))
	equal(t, "mark", r.header.Get("Fakeseam-Fault"), "")
}

func TestAnswerToAnotherPathsQuestionCarriesNothingOut(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.Inject(addPath, Fault{AnswerTo: &Question{Path: "/acs/systems/get", Body: object{"acs_system_id": w.system}}})
	r := w.add(w.group, w.user)
	equal(t, "acs_system_id", r.object("acs_system")["acs_system_id"], any(w.system))
	equal(t, "mark", r.header.Get("Fakeseam-Fault"), "injected")
	equal(t, "members", w.Members(w.group), nil)
	equal(t, "path", w.Requests()[0].Path, addPath)
}

func TestCredentialCanOpenAnotherWorkspaceInMidRun(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	other := w.AddWorkspace("Other")
	w.add(w.group, w.user).succeeds()
	w.Inject("", Fault{Workspace: other})
	w.remove(w.group, w.user).fails(http.StatusNotFound, "acs_user_not_found")
	r := w.post("/workspaces/get", object{})
	equal(t, "workspace", r.object("workspace")["workspace_id"], any(other))
	equal(t, "mark", r.header.Get("Fakeseam-Fault"), "")
	w.postAs("seam_wrong", "/workspaces/get", object{}).fails(http.StatusUnauthorized, "unauthorized")
	w.ClearFaults()
	equal(t, "workspace", w.post("/workspaces/get", object{}).object("workspace")["workspace_id"], any(w.workspace))
	equal(t, "members", w.Members(w.group), []string{w.user})
}

func TestAPIKeyOfAnotherWorkspaceMovesOver(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	other := w.AddWorkspace("Other")
	w.SetAPIKey(other, w.key)
	equal(t, "workspace", w.post("/workspaces/get", object{}).object("workspace")["workspace_id"], any(other))
}

func TestGzipAnswerHasItsSizeAndSaysTheSame(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	get := object{"acs_user_id": w.user}
	user := w.post("/acs/users/get", get).object("acs_user")
	for _, size := range []int{1, 70_000, 1 << 20} {
		w.ClearFaults()
		w.Inject("/acs/users/get", Fault{GzipTo: int64(size)})
		// The client of net/http has asked for gzip, and decodes it.
		r := w.post("/acs/users/get", get)
		equal(t, "user", r.object("acs_user"), user)
		if size > 1 {
			equal(t, "size", len(r.raw), size)
		}
		equal(t, "mark", r.header.Get("Fakeseam-Fault"), "injected")
	}
}

func TestGzipAnswerIsSmallOnTheWire(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.Inject("", Fault{GzipTo: 10 << 20})
	r := w.send(http.MethodPost, "/workspaces/get", object{}, http.Header{
		"Authorization": {"Bearer " + w.key}, "Content-Type": {"application/json"}, "Accept-Encoding": {"gzip"},
	})
	equal(t, "encoding", r.header.Get("Content-Encoding"), "gzip")
	if len(r.raw) > 100<<10 {
		t.Errorf("10 MiB of blanks take %d bytes", len(r.raw))
	}
}
