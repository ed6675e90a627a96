// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package fakeseam

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"reflect"
	"strings"
	"sync"
	"testing"
	"time"
)

// world is a fake behind a real server, with a workspace, an access system, a group and a person in it.
type world struct {
	*Fake
	t         *testing.T
	server    *httptest.Server
	clock     *clock
	workspace string
	key       string
	system    string
	group     string
	user      string
}

func newWorld(t *testing.T) *world {
	t.Helper()
	f := New()
	w := &world{Fake: f, t: t, clock: &clock{at: time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC)}}
	f.now = w.clock.now
	w.server = httptest.NewServer(f)
	t.Cleanup(w.server.Close)
	w.workspace = f.AddWorkspace("Acme")
	w.key = f.AddAPIKey(w.workspace)
	w.system = f.AddSystem(w.workspace, "Head office")
	w.group = f.AddGroup(w.system, "Staff")
	w.user = f.AddUser(w.system, User{FullName: "Ada Lovelace", EmailAddress: "ada@example.com", PhoneNumber: "+15555550100"})
	return w
}

// clock stands still until it is moved.
type clock struct {
	mu sync.Mutex
	at time.Time
}

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

func (c *clock) advance(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = c.at.Add(d)
}

// object is a JSON object.
type object = map[string]any

// reply is what came over the wire.
type reply struct {
	t      *testing.T
	status int
	header http.Header
	raw    string
	body   object
}

// post sends a JSON body, given as a value or as text to send as it is.
func (w *world) post(path string, body any) reply {
	w.t.Helper()
	return w.postAs(w.key, path, body)
}

func (w *world) postAs(key, path string, body any) reply {
	w.t.Helper()
	return w.send(http.MethodPost, path, body, http.Header{
		"Authorization": {"Bearer " + key},
		"Content-Type":  {"application/json"},
	})
}

func (w *world) send(method, path string, body any, header http.Header) reply {
	w.t.Helper()
	request, err := http.NewRequestWithContext(w.t.Context(), method, w.server.URL+path, strings.NewReader(jsonText(w.t, body)))
	if err != nil {
		w.t.Fatal(err)
	}
	request.Header = header
	response, err := w.server.Client().Do(request)
	if err != nil {
		w.t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	raw, err := io.ReadAll(response.Body)
	if err != nil {
		w.t.Fatal(err)
	}
	r := reply{t: w.t, status: response.StatusCode, header: response.Header, raw: string(raw)}
	_ = json.Unmarshal(raw, &r.body)
	return r
}

func jsonText(t *testing.T, body any) string {
	t.Helper()
	if text, isText := body.(string); isText {
		return text
	}
	encoded, err := json.Marshal(body)
	if err != nil {
		t.Fatal(err)
	}
	return string(encoded)
}

// succeeds stops the test unless the answer is a success as Seam gives it.
func (r reply) succeeds() reply {
	r.t.Helper()
	if r.status != http.StatusOK || r.body["ok"] != true {
		r.t.Fatalf("answer is %d %s, want 200 with ok true", r.status, r.raw)
	}
	if got := r.header.Get("Content-Type"); got != "application/json; charset=utf-8" {
		r.t.Fatalf("content type is %q", got)
	}
	return r
}

// fails stops the test unless the answer is an error as Seam gives it, of that status and type.
func (r reply) fails(status int, errorType string) object {
	r.t.Helper()
	apiErr, _ := r.body["error"].(object)
	if r.status != status || apiErr["type"] != errorType || r.body["ok"] != false || apiErr["message"] == "" {
		r.t.Fatalf("answer is %d %s, want %d with type %s", r.status, r.raw, status, errorType)
	}
	return apiErr
}

// object returns one object of a successful answer.
func (r reply) object(name string) object {
	r.t.Helper()
	found, isObject := r.succeeds().body[name].(object)
	if !isObject {
		r.t.Fatalf("answer has no object %s: %s", name, r.raw)
	}
	return found
}

// list returns one field of every object in a list of a successful answer.
func (r reply) list(name, field string) []string {
	r.t.Helper()
	elements, isList := r.succeeds().body[name].([]any)
	if !isList {
		r.t.Fatalf("answer has no list %s: %s", name, r.raw)
	}
	values := []string{}
	for _, element := range elements {
		value, _ := element.(object)[field].(string)
		values = append(values, value)
	}
	return values
}

func equal[T any](t *testing.T, what string, got, want T) {
	t.Helper()
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%s is %v, want %v", what, got, want)
	}
}

// add and remove send what a client sends for a membership by ACS user.
func (w *world) add(groupID, userID string) reply {
	w.t.Helper()
	return w.post("/acs/users/add_to_access_group", object{"acs_access_group_id": groupID, "acs_user_id": userID})
}

func (w *world) remove(groupID, userID string) reply {
	w.t.Helper()
	return w.post("/acs/users/remove_from_access_group", object{"acs_access_group_id": groupID, "acs_user_id": userID})
}

// listed returns the IDs of the ACS users whom Seam lists in a group.
func (w *world) listed(groupID string) []string {
	w.t.Helper()
	return w.post("/acs/access_groups/list_users", object{"acs_access_group_id": groupID}).list("acs_users", "acs_user_id")
}

const someUUID = "0e6c5a3c-2f5b-4c7e-9a55-3f1d0c6f7a10"

// mutations returns the pending mutations of an object without the texts that are nobody's business.
func mutations(from object) []object {
	found := []object{}
	all, _ := from["pending_mutations"].([]any)
	for _, each := range all {
		m, _ := each.(object)
		delete(m, "message")
		found = append(found, m)
	}
	return found
}
