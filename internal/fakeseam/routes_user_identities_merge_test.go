// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package fakeseam

import (
	"net/http"
	"strconv"
	"testing"
)

// pair is two user identities of one person: one to keep, one to merge into it.
type pair struct {
	*world

	kept, merged string
}

func newPair(t *testing.T) pair {
	t.Helper()
	w := newWorld(t)
	return pair{
		world:  w,
		kept:   w.AddIdentity(w.workspace, Identity{FullName: "Grace Hopper", EmailAddress: "grace@example.com", Key: "grace"}),
		merged: w.AddIdentity(w.workspace, Identity{FullName: "G. Hopper", EmailAddress: "gh@example.com", PhoneNumber: "+15555550101", Key: "hopper"}),
	}
}

// identity returns what /user_identities/get answers to a selector.
func (w *world) identity(selector object) object {
	w.t.Helper()
	return w.post("/user_identities/get", selector).object("user_identity")
}

func TestMergedIdentityLeadsToTheKeptOne(t *testing.T) {
	t.Parallel()
	for name, merge := range map[string]func(pair){
		"by ID": func(p pair) {
			p.post("/user_identities/merge", object{"user_identity_id": p.kept, "merged_user_identity_ids": []string{p.merged}}).succeeds()
		},
		"by key": func(p pair) {
			p.post("/user_identities/merge", object{"user_identity_key": "grace", "merged_user_identity_keys": []string{"hopper"}}).succeeds()
		},
		"by hand": func(p pair) { p.MergeIdentities(p.kept, p.merged) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := newPair(t)
			user := p.AddUser(p.system, User{FullName: "Grace", UserIdentityID: p.merged})
			merge(p)
			for _, selector := range []object{
				{"user_identity_id": p.kept}, {"user_identity_id": p.merged}, {"user_identity_key": "grace"}, {"user_identity_key": "hopper"},
			} {
				found := p.identity(selector)
				equal(t, "user_identity_id", found["user_identity_id"], any(p.kept))
				equal(t, "merged IDs", found["merged_user_identity_ids"], any([]any{p.merged}))
				equal(t, "merged keys", found["merged_user_identity_keys"], any([]any{"hopper"}))
				equal(t, "acs_user_ids", found["acs_user_ids"], any([]any{user}))
				equal(t, "email_address", found["email_address"], any("grace@example.com"))
				equal(t, "phone_number", found["phone_number"], any("+15555550101"))
			}
			equal(t, "identities", p.post("/user_identities/list", object{}).list("user_identities", "user_identity_id"), []string{p.kept})
			moved := p.post("/acs/users/get", object{"acs_user_id": user}).object("acs_user")
			equal(t, "identity of the ACS user", moved["user_identity_id"], any(p.kept))
			equal(t, "its phone number", moved["user_identity_phone_number"], any("+15555550101"))
		})
	}
}

func TestIdentityThatWasNeverMergedListsNone(t *testing.T) {
	t.Parallel()
	p := newPair(t)
	equal(t, "merged IDs", p.identity(object{"user_identity_id": p.kept})["merged_user_identity_ids"], any([]any{}))
	equal(t, "merged keys", p.identity(object{"user_identity_id": p.kept})["merged_user_identity_keys"], any([]any{}))
}

func TestMergeKeepsTheKeptOnesUserWhereBothHaveOne(t *testing.T) {
	t.Parallel()
	p := newPair(t)
	stays := p.AddUser(p.system, User{FullName: "Grace", UserIdentityID: p.kept})
	loses := p.AddUser(p.system, User{FullName: "G.", UserIdentityID: p.merged})
	p.AddMember(p.group, loses)
	p.MergeIdentities(p.kept, p.merged)
	equal(t, "acs_user_ids", p.identity(object{"user_identity_id": p.merged})["acs_user_ids"], any([]any{stays}))
	equal(t, "identity", p.post("/acs/users/get", object{"acs_user_id": loses}).object("acs_user")["user_identity_id"], nil)
	equal(t, "members", p.Members(p.group), []string{loses})
}

func TestMergeOfAMergeLeadsOn(t *testing.T) {
	t.Parallel()
	p := newPair(t)
	last := p.AddIdentity(p.workspace, Identity{FullName: "Rear Admiral Hopper"})
	p.MergeIdentities(p.kept, p.merged)
	p.MergeIdentities(last, p.kept)
	for _, id := range []string{p.merged, p.kept} {
		found := p.identity(object{"user_identity_id": id})
		equal(t, "user_identity_id", found["user_identity_id"], any(last))
		equal(t, "merged IDs", found["merged_user_identity_ids"], any([]any{p.kept, p.merged}))
		equal(t, "merged keys", found["merged_user_identity_keys"], any([]any{"grace", "hopper"}))
	}
}

func TestMergeRepeatedChangesNothing(t *testing.T) {
	t.Parallel()
	p := newPair(t)
	merge := object{"user_identity_id": p.kept, "merged_user_identity_ids": []string{p.merged, p.merged}}
	p.post("/user_identities/merge", merge).succeeds()
	p.post("/user_identities/merge", merge).succeeds()
	equal(t, "merged IDs", p.identity(object{"user_identity_id": p.kept})["merged_user_identity_ids"], any([]any{p.merged}))
}

func TestMergeRefuses(t *testing.T) {
	t.Parallel()
	p := newPair(t)
	foreign := p.AddIdentity(p.AddWorkspace("Other"), Identity{FullName: "Grace elsewhere", Key: "elsewhere"})
	many := make([]string, 21)
	for i := range many {
		many[i] = "key " + strconv.Itoa(i)
	}
	for _, test := range []struct {
		name      string
		body      object
		status    int
		errorType string
	}{
		{"unknown kept", object{"user_identity_id": someUUID, "merged_user_identity_ids": []string{p.merged}}, http.StatusNotFound, "user_identity_not_found"},
		{"unknown merged", object{"user_identity_id": p.kept, "merged_user_identity_ids": []string{someUUID}}, http.StatusNotFound, "user_identity_not_found"},
		{"unknown key", object{"user_identity_key": "grace", "merged_user_identity_keys": []string{"nobody"}}, http.StatusNotFound, "user_identity_not_found"},
		{"foreign merged", object{"user_identity_id": p.kept, "merged_user_identity_ids": []string{foreign}}, http.StatusNotFound, "user_identity_not_found"},
		{"foreign key", object{"user_identity_key": "grace", "merged_user_identity_keys": []string{"elsewhere"}}, http.StatusNotFound, "user_identity_not_found"},
		{"itself", object{"user_identity_id": p.kept, "merged_user_identity_ids": []string{p.kept}}, http.StatusBadRequest, "invalid_input"},
		{"itself by key", object{"user_identity_key": "grace", "merged_user_identity_keys": []string{"grace"}}, http.StatusBadRequest, "invalid_input"},
		{"nobody", object{"user_identity_id": p.kept, "merged_user_identity_ids": []string{}}, http.StatusBadRequest, "invalid_input"},
		{"no list", object{"user_identity_id": p.kept}, http.StatusBadRequest, "invalid_input"},
		{"IDs and keys", object{"user_identity_id": p.kept, "merged_user_identity_ids": []string{p.merged}, "merged_user_identity_keys": []string{"hopper"}}, http.StatusBadRequest, "invalid_input"},
		{"keys into an ID", object{"user_identity_id": p.kept, "merged_user_identity_keys": []string{"hopper"}}, http.StatusBadRequest, "invalid_input"},
		{"too many", object{"user_identity_key": "grace", "merged_user_identity_keys": many}, http.StatusBadRequest, "invalid_input"},
	} {
		p.post("/user_identities/merge", test.body).fails(test.status, test.errorType)
	}
	equal(t, "identities", p.post("/user_identities/list", object{}).list("user_identities", "user_identity_id"), []string{p.kept, p.merged})
}

// mergedRequests are the requests that name a merged identity elsewhere than in /user_identities/get.
func (p pair) mergedRequests() []byID {
	byGroup := object{"acs_access_group_id": p.group, "user_identity_id": p.merged}
	return []byID{
		{"add", "/acs/access_groups/add_user", "user_identity_not_found", byGroup, ""},
		{"get", "/acs/users/get", "user_identity_not_found", object{"user_identity_id": p.merged, "acs_system_id": p.system}, ""},
		{"remove", "/acs/users/remove_from_access_group", "user_identity_not_found", byGroup, ""},
	}
}

func TestMergedIDResolvesByDefault(t *testing.T) {
	t.Parallel()
	p := newPair(t)
	user := p.AddUser(p.system, User{FullName: "Grace", UserIdentityID: p.kept})
	p.MergeIdentities(p.kept, p.merged)
	p.addIdentity(p.group, p.merged).succeeds()
	equal(t, "members", p.Members(p.group), []string{user})
	equal(t, "users", p.post("/acs/users/list", object{"user_identity_id": p.merged}).list("acs_users", "acs_user_id"), []string{user})
	equal(t, "groups", p.post("/acs/access_groups/list", object{"user_identity_id": p.merged}).list("acs_access_groups", "acs_access_group_id"), []string{p.group})
	for _, request := range p.mergedRequests() {
		p.post(request.path, request.body).succeeds()
	}
	equal(t, "members", p.Members(p.group), nil)
}

func TestMergedIDCanBeNotFound(t *testing.T) {
	t.Parallel()
	p := newPair(t)
	user := p.AddUser(p.system, User{FullName: "Grace", UserIdentityID: p.merged})
	p.AddMember(p.group, user)
	p.SetMergedIDsNotFound(true)
	p.MergeIdentities(p.kept, p.merged)
	for _, request := range p.mergedRequests() {
		p.post(request.path, request.body).fails(http.StatusNotFound, request.notFound)
	}
	equal(t, "users", p.post("/acs/users/list", object{"user_identity_id": p.merged}).list("acs_users", "acs_user_id"), []string{})
	equal(t, "groups", p.post("/acs/access_groups/list", object{"user_identity_id": p.merged}).list("acs_access_groups", "acs_access_group_id"), []string{})
	equal(t, "user_identity_id", p.identity(object{"user_identity_id": p.merged})["user_identity_id"], any(p.kept))
	equal(t, "members", p.Members(p.group), []string{user})
}
