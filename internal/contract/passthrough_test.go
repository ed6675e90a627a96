// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

//go:build contract

package contract_test

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"slices"
	"testing"

	"github.com/seamapi/terraform-provider-seam/internal/contract"
)

// passThrough is Seam's fake with the looks at access groups that it lacks, on top of its own database. Everything else,
// credentials included, is left to the fake.
type passThrough struct {
	t    *testing.T
	url  string
	fake http.Handler
}

// servePassThrough serves Seam's fake with some content until the test ends, and returns its URL. Requests are held to the
// OpenAPI document.
func servePassThrough(t *testing.T, c content) string {
	t.Helper()
	address := startSeamsFake(t, c)
	target, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	p := &passThrough{t: t, url: address, fake: httputil.NewSingleHostReverseProxy(target)}
	server := httptest.NewServer(contract.RequestHandler(t, p))
	t.Cleanup(server.Close)
	return server.URL
}

func (p *passThrough) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	var look func(accessGroups, params) (string, any)
	switch r.URL.Path {
	case "/acs/access_groups/get":
		look = accessGroups.get
	case "/acs/access_groups/list":
		look = accessGroups.list
	case "/acs/access_groups/list_users":
		look = accessGroups.listUsers
	default:
		p.fake.ServeHTTP(w, r)
		return
	}
	groups, refusal := p.accessGroups(r)
	if refusal != nil {
		p.answer(w, refusal.status, json.RawMessage(refusal.body))
		return
	}
	var given params
	if err := json.NewDecoder(r.Body).Decode(&given); err != nil {
		p.t.Error(err)
	}
	name, found := look(groups, given)
	if found == nil {
		p.answer(w, http.StatusNotFound, object{
			"error": object{"type": "acs_access_group_not_found", "message": "Access control group not found"}, "ok": false,
		})
		return
	}
	p.answer(w, http.StatusOK, object{name: found, "ok": true})
}

func (p *passThrough) answer(w http.ResponseWriter, status int, body any) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(status)
	if err := json.NewEncoder(w).Encode(body); err != nil {
		p.t.Error(err)
	}
}

type object = map[string]any

// params are the fields of the paths that the pass-through answers.
type params struct {
	AccessGroupID string `json:"acs_access_group_id"`
	SystemID      string `json:"acs_system_id"`
	UserID        string `json:"acs_user_id"`
}

// accessGroups are the access groups of one workspace, and all users.
type accessGroups struct {
	groups []accessGroup
	users  []object
}

// accessGroup is an access group as Seam's fake keeps it.
type accessGroup struct {
	id, system string
	members    []any
	object     object
}

// accessGroups reads the database of Seam's fake, as far as the credential of a request opens it. It returns the refusal
// of the fake where it opens nothing.
func (p *passThrough) accessGroups(r *http.Request) (accessGroups, *reply) {
	systems, refusal := p.systems(r)
	if refusal != nil {
		return accessGroups{}, refusal
	}
	var database struct {
		Groups []object `json:"acs_access_groups"`
		Users  []object `json:"acs_users"`
	}
	if err := json.Unmarshal(p.ask(r, http.MethodGet, "/_fake/database").body, &database); err != nil {
		p.t.Error(err)
	}
	opened := accessGroups{users: database.Users}
	for _, group := range database.Groups {
		id, _ := group["acs_access_group_id"].(string)
		system, _ := group["acs_system_id"].(string)
		members, _ := group["_acs_user_ids"].([]any)
		delete(group, "_acs_user_ids")
		if slices.Contains(systems, system) {
			opened.groups = append(opened.groups, accessGroup{id: id, system: system, members: members, object: group})
		}
	}
	return opened, nil
}

// systems returns the IDs of the access systems that the credential of a request opens.
func (p *passThrough) systems(r *http.Request) ([]string, *reply) {
	answer := p.ask(r, http.MethodPost, "/acs/systems/list")
	if answer.status != http.StatusOK {
		return nil, &answer
	}
	var listed struct {
		Systems []struct {
			ID string `json:"acs_system_id"`
		} `json:"acs_systems"`
	}
	if err := json.Unmarshal(answer.body, &listed); err != nil {
		p.t.Error(err)
	}
	var ids []string
	for _, system := range listed.Systems {
		ids = append(ids, system.ID)
	}
	return ids, nil
}

// ask asks the fake on behalf of a request, with its credential.
func (p *passThrough) ask(r *http.Request, method, path string) reply {
	question, err := http.NewRequestWithContext(r.Context(), method, p.url+path, http.NoBody)
	if err != nil {
		p.t.Error(err)
		return reply{}
	}
	question.Header.Set("Authorization", r.Header.Get("Authorization"))
	question.Header.Set("Seam-Workspace", r.Header.Get("Seam-Workspace"))
	response, err := http.DefaultClient.Do(question)
	if err != nil {
		p.t.Error(err)
		return reply{}
	}
	defer func() { _ = response.Body.Close() }()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		p.t.Error(err)
	}
	return reply{status: response.StatusCode, header: response.Header, body: body}
}

func (a accessGroups) find(id string) *accessGroup {
	for i, group := range a.groups {
		if group.id == id {
			return &a.groups[i]
		}
	}
	return nil
}

func (a accessGroups) get(given params) (string, any) {
	if group := a.find(given.AccessGroupID); group != nil {
		return "acs_access_group", group.object
	}
	return "", nil
}

func (a accessGroups) list(given params) (string, any) {
	found := []object{}
	for _, group := range a.groups {
		isIn := given.SystemID == "" || group.system == given.SystemID
		hasUser := given.UserID == "" || slices.Contains(group.members, any(given.UserID))
		if isIn && hasUser {
			found = append(found, group.object)
		}
	}
	return "acs_access_groups", found
}

func (a accessGroups) listUsers(given params) (string, any) {
	group := a.find(given.AccessGroupID)
	if group == nil {
		return "", nil
	}
	members := []object{}
	for _, user := range a.users {
		if slices.Contains(group.members, user["acs_user_id"]) {
			members = append(members, user)
		}
	}
	return "acs_users", members
}
