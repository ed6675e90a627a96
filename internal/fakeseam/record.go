// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package fakeseam

import (
	"encoding/json"
	"net/http"
	"strings"
	"time"

	"github.com/google/uuid"
)

// Request is one request that the fake has seen, and what became of it. Its maps and slices are shared by all copies
// and not to be changed.
type Request struct {
	Method string
	// Path is without the query, as in "/acs/users/get".
	Path string
	// Header is as it arrived, with the credential: it opens nothing but a fake.
	Header http.Header
	// Body is the JSON object that was sent, nil where the body was anything else.
	Body    map[string]any
	RawBody []byte
	At      time.Time
	// RequestID is what the answer's header seam-request-id says.
	RequestID string
	// Status is the answer's status, 0 as long as there is none and for good where the connection was closed instead.
	Status int
	// Answer is the answer's body, kept only after [Fake.KeepAnswers].
	Answer []byte

	host string
	// workspaceID is that of the workspace which the credential opens, empty for its own.
	workspaceID string
	// parsed is the body as decoded JSON of any type, which input validation needs.
	parsed   any
	parseErr error
}

type recorder struct {
	requests    []*Request
	keepAnswers bool
	// previous are the last answers of the two paths that were answered last, the latest last.
	previous    []pathAnswer
	inFlight    int
	maxInFlight int
}

// Requests returns every request since the start or the last [Fake.ResetRequests], in the order of arrival.
func (f *Fake) Requests() []Request {
	return f.requestsWhere(func(*Request) bool { return true })
}

// RequestsTo returns the requests to one path, such as "/acs/users/get", in the order of arrival.
func (f *Fake) RequestsTo(path string) []Request {
	return f.requestsWhere(func(request *Request) bool { return request.Path == path })
}

// ResetRequests forgets the requests so far, and the highest number in flight.
func (f *Fake) ResetRequests() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.recorder.requests = nil
	f.recorder.maxInFlight = f.recorder.inFlight
}

// KeepAnswers makes the recorder keep the bodies of the answers from now on.
func (f *Fake) KeepAnswers() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.recorder.keepAnswers = true
}

// MaxInFlight returns the highest number of requests that were being answered at the same time.
func (f *Fake) MaxInFlight() int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.recorder.maxInFlight
}

func (f *Fake) requestsWhere(match func(*Request) bool) []Request {
	f.mu.Lock()
	defer f.mu.Unlock()
	var requests []Request
	for _, request := range f.recorder.requests {
		if match(request) {
			requests = append(requests, *request)
		}
	}
	return requests
}

// arrived records a request. The caller owes a call of done.
func (f *Fake) arrived(r *http.Request, body []byte) *Request {
	request := &Request{
		Method:    r.Method,
		Path:      r.URL.Path,
		Header:    r.Header.Clone(),
		RawBody:   body,
		RequestID: uuid.NewString(),
		host:      r.Host,
	}
	request.parse()

	f.mu.Lock()
	defer f.mu.Unlock()
	request.At = f.now()
	f.recorder.requests = append(f.recorder.requests, request)
	f.recorder.inFlight++
	f.recorder.maxInFlight = max(f.recorder.maxInFlight, f.recorder.inFlight)
	return request
}

// parse reads the body as JSON. An empty body counts as an empty object, as in Seam's fake.
func (r *Request) parse() {
	if len(r.RawBody) == 0 {
		r.parsed = map[string]any{}
		return
	}
	r.parseErr = json.Unmarshal(r.RawBody, &r.parsed)
	r.Body, _ = r.parsed.(map[string]any)
}

// isJSON reports whether the request says that its body is JSON.
func (r *Request) isJSON() bool {
	return strings.Contains(r.Header.Get("Content-Type"), "application/json")
}

func (f *Fake) answered(request *Request, a answer) {
	f.mu.Lock()
	defer f.mu.Unlock()
	request.Status = a.status
	if f.recorder.keepAnswers {
		request.Answer = a.body
	}
	if !a.isMarked() {
		f.recorder.remember(pathAnswer{path: request.Path, answer: a})
	}
}

func (f *Fake) done() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.recorder.inFlight--
}
