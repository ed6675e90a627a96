// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package fakeseam

import (
	"encoding/base64"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"testing"
)

// pages reads a list to its end, and returns what each page had.
func (w *world) pages(path, name, id string, body object) [][]string {
	w.t.Helper()
	var pages [][]string
	for {
		r := w.post(path, body)
		pages = append(pages, r.list(name, id))
		next := r.object("pagination")
		if next["has_next_page"] == false {
			equal(w.t, "next_page_cursor", next["next_page_cursor"], nil)
			equal(w.t, "next_page_url", next["next_page_url"], nil)
			return pages
		}
		body["page_cursor"] = next["next_page_cursor"]
	}
}

func TestUsersComeInPagesOf500(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	want := []string{w.user}
	for range 1000 {
		want = append(want, w.AddUser(w.system, User{FullName: "Somebody"}))
	}
	pages := w.pages("/acs/users/list", "acs_users", "acs_user_id", object{"acs_system_id": w.system, "page_cursor": nil})
	equal(t, "pages", pages, [][]string{want[:500], want[500:1000], want[1000:]})
}

func TestPeopleComeInPagesOfTheSizeThatIsSet(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.SetPageSize(2)
	for range 3 {
		w.AddUser(w.system, User{FullName: "Somebody"})
		w.AddIdentity(w.workspace, Identity{FullName: "Somebody"})
	}
	for path, list := range map[string]string{"/acs/users/list": "acs_users", "/user_identities/list": "user_identities"} {
		if listed := w.post(path, object{}).list(list, "display_name"); len(listed) != 2 {
			t.Errorf("%s lists %q", path, listed)
		}
	}
}

func TestIdentitiesComeInPagesOfTheLimit(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	var want []string
	for range 6 {
		want = append(want, w.AddIdentity(w.workspace, Identity{FullName: "Somebody"}))
	}
	pages := w.pages("/user_identities/list", "user_identities", "user_identity_id", object{"limit": 3, "search": "some"})
	equal(t, "pages", pages, [][]string{want[:3], want[3:]})
}

func TestPagesOutliveADeletion(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	second := w.AddUser(w.system, User{FullName: "Second"})
	third := w.AddUser(w.system, User{FullName: "Third"})
	first := w.post("/acs/users/list", object{"limit": 1})
	equal(t, "first page", first.list("acs_users", "acs_user_id"), []string{w.user})
	w.DeleteUser(second)
	rest := w.post("/acs/users/list", object{"limit": 1, "page_cursor": first.object("pagination")["next_page_cursor"]})
	equal(t, "second page", rest.list("acs_users", "acs_user_id"), []string{third})
}

func TestNextPageURLNamesTheNextPage(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.AddUser(w.system, User{FullName: "Second"})
	next := w.post("/acs/users/list", object{"limit": 1, "acs_system_id": w.system}).object("pagination")
	link, err := url.Parse(fmt.Sprint(next["next_page_url"]))
	if err != nil {
		t.Fatal(err)
	}
	equal(t, "address", "http://"+link.Host+link.Path, w.server.URL+"/acs/users/list")
	equal(t, "query", link.Query(), url.Values{
		"acs_system_id": {w.system}, "limit": {"1"}, "next_page_cursor": {fmt.Sprint(next["next_page_cursor"])},
	})
}

func TestWrongCursorIsRefused(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.AddUser(w.system, User{FullName: "Second"})
	cursor := w.post("/acs/users/list", object{"limit": 1}).object("pagination")["next_page_cursor"]

	err := w.post("/acs/users/list", object{"page_cursor": "!"}).fails(http.StatusBadRequest, "invalid_input")
	equal(t, "message", err["message"], any(`Invalid base64 for "page_cursor"`))
	garbage := base64.StdEncoding.EncodeToString([]byte("garbage"))
	w.post("/acs/users/list", object{"page_cursor": garbage}).fails(http.StatusBadRequest, "invalid_input")
	for _, question := range []object{
		{"page_cursor": cursor},
		{"page_cursor": cursor, "limit": 1, "search": "Ada"},
	} {
		w.post("/acs/users/list", question).fails(http.StatusBadRequest, "mismatched_page_parameters")
	}
	w.post("/user_identities/list", object{"page_cursor": cursor, "limit": 1}).
		fails(http.StatusBadRequest, "mismatched_page_parameters")
}

func TestPageOfNothing(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	r := w.post("/user_identities/list", object{}).succeeds()
	equal(t, "body", r.raw,
		`{"user_identities":[],"pagination":{"next_page_cursor":null,"has_next_page":false,"next_page_url":null},"ok":true}`)
	if pages := w.pages("/acs/users/list", "acs_users", "acs_user_id", object{"search": "nobody"}); !slices.Equal(pages[0], []string{}) {
		t.Errorf("pages are %v", pages)
	}
}
