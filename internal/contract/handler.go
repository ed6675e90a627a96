// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package contract

import (
	"bufio"
	"bytes"
	"cmp"
	"io"
	"net"
	"net/http"
	"strings"
	"sync"
)

// faultHeader marks an answer that was made up by a test, to be spoiled on purpose.
const faultHeader = "Fakeseam-Fault"

// T is what the checks need of a [testing.T].
type T interface {
	Helper()
	Errorf(format string, arguments ...any)
	Fatal(arguments ...any)
	Cleanup(func())
}

// Handler returns a handler that fails the test for every request to next, and for every answer of it, that goes against
// Seam's OpenAPI document. What passes through is not changed. It does not check answers with the header Fakeseam-Fault,
// and answers that break off: those are the faults that a test injects.
func Handler(t T, next http.Handler) http.Handler {
	t.Helper()
	return newHandler(t, next, true)
}

// RequestHandler is Handler for a next whose answers are not ours to check.
func RequestHandler(t T, next http.Handler) http.Handler {
	t.Helper()
	return newHandler(t, next, false)
}

func newHandler(t T, next http.Handler, checksAnswers bool) http.Handler {
	t.Helper()
	document, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	report := newReport(t)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			// The client went away. What it did send reaches next, which finds out the same.
			next.ServeHTTP(w, withBody(r, io.MultiReader(bytes.NewReader(body), failing{err})))
			return
		}
		request := Request{Method: r.Method, Path: r.URL.Path, Header: r.Header, Body: body}
		report.add("request", request, document.CheckRequest(request), body)
		recorder := &recorder{ResponseWriter: w}
		next.ServeHTTP(recorder, withBody(r, bytes.NewReader(body)))
		if answer, isWhole := recorder.answer(); checksAnswers && isWhole {
			report.add("answer", request, document.CheckAnswer(request.Path, answer), answer.Body)
		}
	})
}

func withBody(r *http.Request, body io.Reader) *http.Request {
	r.Body = io.NopCloser(body)
	return r
}

// failing is a reader that fails.
type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }

// report tells a test of violations, of each only once, and of none after the test has ended: a provider that is killed
// may leave requests behind.
type report struct {
	t T

	mu    sync.Mutex
	told  map[string]bool
	ended bool
}

func newReport(t T) *report {
	r := &report{t: t, told: map[string]bool{}}
	t.Cleanup(func() {
		r.mu.Lock()
		defer r.mu.Unlock()
		r.ended = true
	})
	return r
}

func (r *report) add(kind string, request Request, violations []Violation, body []byte) {
	r.mu.Lock()
	defer r.mu.Unlock()
	var fresh []string
	for _, violation := range violations {
		key := kind + request.Path + violation.String()
		if !r.told[key] {
			r.told[key] = true
			fresh = append(fresh, violation.String())
		}
	}
	if len(fresh) > 0 && !r.ended {
		r.t.Errorf("the %s goes against Seam's OpenAPI document: %s %s\n  %s\nits body: %s",
			kind, request.Method, request.Path, strings.Join(fresh, "\n  "), excerpt(body))
	}
}

func excerpt(body []byte) string {
	const limit = 600
	if len(body) <= limit {
		return string(body)
	}
	return string(body[:limit]) + "…"
}

// recorder keeps a copy of an answer that passes through it.
type recorder struct {
	http.ResponseWriter

	status   int
	body     bytes.Buffer
	hijacked bool
}

func (r *recorder) WriteHeader(status int) {
	r.status = status
	r.ResponseWriter.WriteHeader(status)
}

func (r *recorder) Write(part []byte) (int, error) {
	r.body.Write(part)
	return r.ResponseWriter.Write(part)
}

// Unwrap lets an [http.ResponseController] find what it needs.
func (r *recorder) Unwrap() http.ResponseWriter { return r.ResponseWriter }

// Hijack hands over the connection, and so breaks the answer off.
func (r *recorder) Hijack() (net.Conn, *bufio.ReadWriter, error) {
	r.hijacked = true
	return http.NewResponseController(r.ResponseWriter).Hijack()
}

// answer returns what passed through, unless it broke off or is a fault.
func (r *recorder) answer() (Answer, bool) {
	if r.hijacked || r.Header().Get(faultHeader) != "" {
		return Answer{}, false
	}
	return Answer{Status: cmp.Or(r.status, http.StatusOK), Header: r.Header(), Body: r.body.Bytes()}, true
}
