// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package fakeseam

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"syscall"
	"testing"
	"testing/iotest"
	"time"
)

// long is a delay that no test waits for to its end.
const long = time.Hour

// try sends an addition, and returns the status, the body, and what broke the connection.
func (w *world) try(ctx context.Context) (int, string, error) {
	w.t.Helper()
	response, body, err := w.exchange(ctx)
	if response == nil {
		return 0, body, err
	}
	return response.StatusCode, body, err
}

// exchange sends an addition, and returns the answer, its body, and what broke the connection.
func (w *world) exchange(ctx context.Context) (*http.Response, string, error) {
	w.t.Helper()
	body := jsonText(w.t, object{"acs_user_id": w.user, "acs_access_group_id": w.group})
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, w.server.URL+"/acs/users/add_to_access_group", strings.NewReader(body))
	if err != nil {
		w.t.Fatal(err)
	}
	request.Header = http.Header{"Authorization": {"Bearer " + w.key}, "Content-Type": {"application/json"}}
	response, err := w.server.Client().Do(request)
	if err != nil {
		return nil, "", err
	}
	defer func() { _ = response.Body.Close() }()
	raw, err := io.ReadAll(response.Body)
	return response, string(raw), err
}

const addPath = "/acs/users/add_to_access_group"

func TestFaultAnswersInsteadOfTheRoute(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name        string
		fault       Fault
		status      int
		contentType []string
	}{
		{"empty 503", Fault{Status: 503}, 503, nil},
		{"HTML 502", Fault{Status: 502, Body: "<html>", ContentType: "text/html"}, 502, []string{"text/html"}},
		{"plain 500", Fault{Status: 500, Body: "oops"}, 500, nil},
		{"JSON of another shape", Fault{Body: `{"acs_users":{}}`}, 200, []string{jsonContentType}},
		{"redirect", Fault{Status: 307, Header: http.Header{"Location": {"/elsewhere"}}}, 307, nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			w.server.Client().CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
			w.Inject(addPath, test.fault)
			r := w.add(w.group, w.user)
			equal(t, "status", r.status, test.status)
			equal(t, "body", r.raw, test.fault.Body)
			equal(t, "content type", r.header.Values("Content-Type"), test.contentType)
			equal(t, "location", r.header.Get("Location"), test.fault.Header.Get("Location"))
			equal(t, "members", w.Members(w.group), nil)
		})
	}
}

func TestFaultSetsHeadersAndComesBeforeAnyCheck(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.Inject(addPath, Fault{Status: http.StatusTooManyRequests, Header: http.Header{"Retry-After": {"2"}}})
	r := w.postAs("seam_wrong", addPath, "{")
	equal(t, "status", r.status, http.StatusTooManyRequests)
	equal(t, "Retry-After", r.header.Get("Retry-After"), "2")
	equal(t, "mark", r.header.Get("Fakeseam-Fault"), "injected")
	equal(t, "mark of an answer of its own", w.post("/workspaces/get", object{}).header.Get("Fakeseam-Fault"), "")
}

func TestFaultHitsAsOftenAsItSays(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.Inject(addPath, Fault{Status: 500, Times: 2})
	w.Inject(addPath, Fault{Status: 503, Times: 1})
	var statuses []int
	for range 4 {
		statuses = append(statuses, w.add(w.group, w.user).status)
	}
	equal(t, "statuses", statuses, []int{500, 500, 503, 200})
}

func TestFaultHitsAsManyAtOnceAsItSays(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.Inject("", Fault{Status: 500, Times: 5})
	var group sync.WaitGroup
	var mu sync.Mutex
	statuses := map[int]int{}
	for range 20 {
		group.Go(func() {
			status, _, _ := w.try(t.Context())
			mu.Lock()
			defer mu.Unlock()
			statuses[status]++
		})
	}
	group.Wait()
	equal(t, "statuses", statuses, map[int]int{500: 5, 200: 15})
}

func TestFaultHitsItsPathOnly(t *testing.T) {
	t.Parallel()
	for path, want := range map[string][2]int{
		"":                {500, 500},
		"*":               {500, 500},
		"/workspaces/get": {500, 200},
	} {
		w := newWorld(t)
		w.Inject(path, Fault{Status: 500})
		equal(t, "statuses", [2]int{w.post("/workspaces/get", "").status, w.post("/acs/systems/list", "").status}, want)
		w.ClearFaults()
		w.post("/workspaces/get", "").succeeds()
	}
}

func TestFaultHitsWhatItMatches(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	second := w.AddUser(w.system, User{FullName: "Second"})
	w.Inject("", Fault{Status: 500, Times: 1, Match: func(r Request) bool {
		return r.Body["acs_user_id"] == second && len(w.RequestsTo(addPath)) > 1
	}})
	w.add(w.group, w.user).succeeds()
	equal(t, "status", w.add(w.group, second).status, 500)
	w.add(w.group, second).succeeds()
}

func TestFaultThatIsClearedMeanwhileDoesNotHit(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.Inject(addPath, Fault{Status: 500, Match: func(Request) bool {
		w.ClearFaults()
		return true
	}})
	w.add(w.group, w.user).succeeds()
}

func TestMatchCanForceAnOrder(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	arrived, removed := make(chan struct{}), make(chan struct{})
	w.Inject(addPath, Fault{Match: func(Request) bool {
		close(arrived)
		<-removed
		return false
	}})
	added := make(chan int)
	go func() {
		status, _, _ := w.try(t.Context())
		added <- status
	}()
	<-arrived
	w.remove(w.group, w.user).succeeds()
	close(removed)
	equal(t, "status", <-added, http.StatusOK)
	equal(t, "members", w.Members(w.group), []string{w.user})
}

func TestClosedConnection(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name    string
		fault   Fault
		broken  error
		changed bool
	}{
		{"before the change", Fault{CloseBefore: true}, io.EOF, false},
		{"after the change", Fault{CloseAfter: true}, io.EOF, true},
		{"in the middle of the answer", Fault{CutAnswer: true}, io.ErrUnexpectedEOF, true},
		{"by a reset before the change", Fault{CloseBefore: true, Reset: true}, syscall.ECONNRESET, false},
		{"by a reset after the change", Fault{CloseAfter: true, Reset: true}, syscall.ECONNRESET, true},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			w.Inject(addPath, test.fault)
			_, _, err := w.try(t.Context())
			if !errors.Is(err, test.broken) {
				t.Errorf("error is %v, want %v", err, test.broken)
			}
			equal(t, "changed", len(w.Members(w.group)) == 1, test.changed)
		})
	}
}

func TestCutAnswerBreaksOffHalfway(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.Inject(addPath, Fault{CutAnswer: true})
	status, body, err := w.try(t.Context())
	equal(t, "status", status, http.StatusOK)
	equal(t, "body", body, `{"ok"`)
	if !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("error is %v, want %v", err, io.ErrUnexpectedEOF)
	}
}

func TestDelaysTakeTheirTime(t *testing.T) {
	t.Parallel()
	const d = 30 * time.Millisecond
	for name, slow := range map[string]func(*world){
		"before the change": func(w *world) { w.Inject("", Fault{Delay: d}) },
		"after the change":  func(w *world) { w.Inject("", Fault{DelayAfter: d}) },
		"latency":           func(w *world) { w.SetLatency(d) },
		"with an answer":    func(w *world) { w.Inject("", Fault{Delay: d, Status: 500}) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			slow(w)
			start := time.Now()
			if _, _, err := w.try(t.Context()); err != nil {
				t.Fatal(err)
			}
			if took := time.Since(start); took < d {
				t.Errorf("the answer took %v, want at least %v", took, d)
			}
		})
	}
}

// giveUp sends an addition and goes away once it has arrived.
func (w *world) giveUp() {
	w.t.Helper()
	ctx, cancel := context.WithCancel(w.t.Context())
	go func() {
		defer cancel()
		eventually(w.t, func() bool { return len(w.Requests()) == 1 })
	}()
	if _, _, err := w.try(ctx); !errors.Is(err, context.Canceled) {
		w.t.Fatalf("error is %v, want %v", err, context.Canceled)
	}
}

// eventually waits for something that happens in another goroutine without a signal.
func eventually(t *testing.T, happened func() bool) {
	t.Helper()
	for deadline := time.Now().Add(10 * time.Second); !happened(); time.Sleep(time.Millisecond) {
		if time.Now().After(deadline) {
			t.Error("it did not happen within 10 s")
			return
		}
	}
}

// idle reports whether no request is being answered.
func (w *world) idle() bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.recorder.inFlight == 0
}

func TestDelayEndsWithoutAChangeWhenTheClientGoesAway(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.Inject(addPath, Fault{Delay: long})
	w.giveUp()
	eventually(t, w.idle)
	equal(t, "members", w.Members(w.group), nil)
	equal(t, "status", w.Requests()[0].Status, 0)
}

func TestDelayedChangeIsMadeAfterTheClientWentAway(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.Inject(addPath, Fault{Delay: 200 * time.Millisecond, DelayedChange: true})
	w.giveUp()
	eventually(t, func() bool { return len(w.Members(w.group)) == 1 })
}

func TestChangeBeforeALateAnswerStays(t *testing.T) {
	t.Parallel()
	for name, slow := range map[string]func(*world){
		"delay after": func(w *world) { w.Inject(addPath, Fault{DelayAfter: long}) },
		"latency":     func(w *world) { w.SetLatency(long) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			slow(w)
			w.giveUp()
			eventually(t, w.idle)
			equal(t, "members", w.Members(w.group), []string{w.user})
		})
	}
}

func TestConnectionThatCannotBeTakenOverIsAborted(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.Inject("", Fault{CloseBefore: true})
	defer func() { equal(t, "panic", recover(), any(http.ErrAbortHandler)) }()
	w.ServeHTTP(httptest.NewRecorder(), httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/workspaces/get", http.NoBody))
}

func TestRequestThatBreaksOffIsNone(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	defer func() {
		equal(t, "panic", recover(), any(http.ErrAbortHandler))
		equal(t, "requests", w.Requests(), nil)
	}()
	broken := iotest.ErrReader(io.ErrUnexpectedEOF)
	w.ServeHTTP(httptest.NewRecorder(), httptest.NewRequestWithContext(t.Context(), http.MethodPost, addPath, broken))
}
