// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package contract_test

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"github.com/seamapi/terraform-provider-seam/internal/contract"
	"github.com/seamapi/terraform-provider-seam/internal/fakeseam"
)

// fakeT is a test that keeps what it is failed with.
type fakeT struct {
	mu       sync.Mutex
	failures []string
	cleanups []func()
}

func (t *fakeT) Helper() {}

func (t *fakeT) Errorf(format string, arguments ...any) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.failures = append(t.failures, fmt.Sprintf(format, arguments...))
}

func (t *fakeT) Fatal(arguments ...any) { panic(fmt.Sprint(arguments...)) }

func (t *fakeT) Cleanup(f func()) { t.cleanups = append(t.cleanups, f) }

// end runs what a test runs at its end.
func (t *fakeT) end() {
	for _, cleanup := range t.cleanups {
		cleanup()
	}
}

func (t *fakeT) failedWith() []string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return append([]string(nil), t.failures...)
}

// guarded is a building of our fake behind the checks, whose findings go to a test that is none.
type guarded struct {
	fakeseam.Building
	t      *testing.T
	found  *fakeT
	server *httptest.Server
	key    string
}

func newGuarded(t *testing.T) *guarded {
	t.Helper()
	return guardedBy(t, fakeseam.NewBuilding(), func(h http.Handler) http.Handler { return h })
}

// guardedBy puts a handler between our fake and the checks.
func guardedBy(t *testing.T, building fakeseam.Building, spoil func(http.Handler) http.Handler) *guarded {
	t.Helper()
	g := &guarded{Building: building, t: t, found: &fakeT{}, key: building.Fake.AddAPIKey(building.WorkspaceID)}
	g.server = httptest.NewServer(contract.Handler(g.found, spoil(building.Fake)))
	t.Cleanup(g.server.Close)
	g.server.Client().CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return g
}

// post returns the status and the body of an answer, 0 where there is none.
func (g *guarded) post(path, body string) (int, string) {
	g.t.Helper()
	r, err := http.NewRequestWithContext(g.t.Context(), http.MethodPost, g.server.URL+path, strings.NewReader(body))
	if err != nil {
		g.t.Fatal(err)
	}
	r.Header = http.Header{"Authorization": {"Bearer " + g.key}, "Content-Type": {"application/json"}}
	response, err := g.server.Client().Do(r)
	if err != nil {
		return 0, ""
	}
	defer func() { _ = response.Body.Close() }()
	got, err := io.ReadAll(response.Body)
	if err != nil {
		return 0, ""
	}
	return response.StatusCode, string(got)
}

func (g *guarded) add() string {
	return fmt.Sprintf(`{"acs_access_group_id": %q, "acs_user_id": %q}`, g.Groups[0].ID, g.Users[0].ID)
}

func TestExchangesThatConformPassUnchanged(t *testing.T) {
	t.Parallel()
	g := newGuarded(t)
	if status, body := g.post("/acs/users/add_to_access_group", g.add()); status != http.StatusOK || body != `{"ok":true}` {
		t.Errorf("the answer is %d %s", status, body)
	}
	if members := g.Fake.Members(g.Groups[0].ID); len(members) != 1 {
		t.Errorf("the members are %q", members)
	}
	if failures := g.found.failedWith(); len(failures) > 0 {
		t.Errorf("the test failed with %q", failures)
	}
}

func TestRequestThatDoesNotConformFailsTheTestOnce(t *testing.T) {
	t.Parallel()
	g := newGuarded(t)
	for range 3 {
		g.post("/acs/users/add_to_access_group", strings.Replace(g.add(), "acs_access_group_id", "access_group_id", 1))
	}
	failures := g.found.failedWith()
	if len(failures) != 1 {
		t.Fatalf("the test failed with %q", failures)
	}
	for _, part := range []string{
		"the request", "POST /acs/users/add_to_access_group", "access_group_id: no such field", "acs_access_group_id: missing", g.Users[0].ID,
	} {
		if !strings.Contains(failures[0], part) {
			t.Errorf("the failure does not say %q: %s", part, failures[0])
		}
	}
	if strings.Contains(failures[0], g.key) {
		t.Errorf("the failure holds the credential: %s", failures[0])
	}
}

func TestAnswerThatDoesNotConformFailsTheTest(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		answer http.HandlerFunc
		want   string
	}{
		"field dropped":  {answerWith(http.StatusOK, `{"acs_users":[{}],"ok":true}`), "acs_users[].display_name: missing"},
		"status changed": {answerWith(http.StatusCreated, `{"acs_users":[],"ok":true}`), "the status 201 is neither described nor a known gap"},
		"nothing":        {func(http.ResponseWriter, *http.Request) {}, `the content type is "", not application/json`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			g := guardedBy(t, fakeseam.NewBuilding(), func(http.Handler) http.Handler { return c.answer })
			g.post("/acs/access_groups/list_users", fmt.Sprintf(`{"acs_access_group_id": %q}`, g.Groups[0].ID))
			g.server.Close()
			if failures := g.found.failedWith(); len(failures) != 1 || !strings.Contains(failures[0], "the answer") || !strings.Contains(failures[0], c.want) {
				t.Errorf("the test failed with %q, want one failure that says %q", failures, c.want)
			}
		})
	}
}

func answerWith(status int, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body)
	}
}

func TestInjectedFaultsAreNoViolations(t *testing.T) {
	t.Parallel()
	faults := map[string]fakeseam.Fault{
		"another status": {Status: http.StatusTeapot, Body: "<html>"},
		"another body":   {Body: `["ok"]`},
		"cut":            {CutAnswer: true},
		"closed":         {CloseAfter: true},
		"reset":          {CloseBefore: true, Reset: true},
		"late":           {HoldCommit: true},
		"compressed":     {GzipTo: 100_000},
		"malformed":      {Lie: fakeseam.Malformed},
		"another answer": {AnswerTo: &fakeseam.Question{Path: "/workspaces/get"}},
	}
	for _, echo := range fakeseam.Echoes() {
		faults[string(echo)] = fakeseam.Fault{Echo: echo}
	}
	for name, fault := range faults {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			g := newGuarded(t)
			g.Fake.Inject("*", fault)
			g.post("/acs/users/add_to_access_group", g.add())
			g.server.Close()
			if failures := g.found.failedWith(); len(failures) > 0 {
				t.Errorf("the test failed with %q", failures)
			}
		})
	}
}

// A lie that keeps the shape of an answer is held to the document like the truth.
func TestLiesKeepToTheDocument(t *testing.T) {
	t.Parallel()
	for _, lie := range []fakeseam.Lie{
		fakeseam.GroupNotFound, fakeseam.UserNotFound, fakeseam.IdentityNotFound, fakeseam.IDsInCapitals,
		fakeseam.EndlessPages, fakeseam.RepeatedPages, fakeseam.StaleCursor, fakeseam.MissingCursor,
	} {
		t.Run(string(lie), func(t *testing.T) {
			t.Parallel()
			g := newGuarded(t)
			g.Fake.Inject("*", fakeseam.Fault{Lie: lie})
			for _, q := range questions(g.Building) {
				if status, _ := g.post(q.path, q.body); status == 0 {
					t.Errorf("%s is not answered", q.path)
				}
			}
			g.server.Close()
			if failures := g.found.failedWith(); len(failures) > 0 {
				t.Errorf("the test failed with %q", failures)
			}
		})
	}
}

func TestNothingIsReportedToATestThatHasEnded(t *testing.T) {
	t.Parallel()
	g := newGuarded(t)
	g.found.end()
	g.post("/acs/users/add_to_group", "{}")
	if failures := g.found.failedWith(); len(failures) > 0 {
		t.Errorf("the test failed with %q", failures)
	}
}

func TestManyExchangesAtOnce(t *testing.T) {
	t.Parallel()
	g := newGuarded(t)
	var all sync.WaitGroup
	for range 20 {
		all.Go(func() { g.post("/workspaces/get", `{"verbose": true}`) })
	}
	all.Wait()
	if failures := g.found.failedWith(); len(failures) != 1 {
		t.Errorf("the test failed with %q, want one failure", failures)
	}
}

func TestRequestHandlerLeavesAnswersAlone(t *testing.T) {
	t.Parallel()
	found := &fakeT{}
	server := httptest.NewServer(contract.RequestHandler(found, answerWith(http.StatusTeapot, "")))
	g := &guarded{t: t, found: found, server: server, key: "seam_key"}
	g.post("/workspaces/get", "{}")
	g.post("/workspaces/get", `{"verbose": true}`)
	server.Close()
	if failures := found.failedWith(); len(failures) != 1 || !strings.Contains(failures[0], "verbose: no such field") {
		t.Errorf("the test failed with %q", failures)
	}
}
