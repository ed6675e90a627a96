// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package seam

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"
)

const (
	testKey     = "seam_test1_TheSecretPart"
	testToken   = "seam_at1_TheSecretPart"
	secretPart  = "TheSecretPart"
	workspaceID = "11111111-1111-4111-8111-111111111111"
	groupID     = "22222222-2222-4222-8222-222222222222"
	userID      = "33333333-3333-4333-8333-333333333333"
	identityID  = "44444444-4444-4444-8444-444444444444"
	systemID    = "55555555-5555-4555-8555-555555555555"
)

// seen is one request as the server got it.
type seen struct {
	Method string
	Path   string
	Header http.Header
	Body   string
	At     time.Time
}

// script answers each request with the next step, and every further one with the last. It keeps what it saw.
type script struct {
	steps []http.HandlerFunc

	mu       sync.Mutex
	requests []seen
}

func (s *script) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		panic(err)
	}
	s.mu.Lock()
	step := s.steps[min(len(s.requests), len(s.steps)-1)]
	s.requests = append(s.requests, seen{r.Method, r.URL.Path, r.Header, string(body), time.Now()})
	s.mu.Unlock()
	step(w, r)
}

func (s *script) saw() []seen {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]seen(nil), s.requests...)
}

// says answers with a status, a body, and headers in pairs.
func says(status int, body string, headers ...string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		for i := 0; i < len(headers); i += 2 {
			w.Header().Set(headers[i], headers[i+1])
		}
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body)
	}
}

func accepts() http.HandlerFunc { return says(http.StatusOK, `{"ok":true}`) }

func refuses(status int) http.HandlerFunc {
	return says(status, `{"error":{"type":"some_type","message":"Some message"},"ok":false}`)
}

// hangsUp closes the connection without an answer, after the request was read.
func hangsUp(w http.ResponseWriter, _ *http.Request) {
	conn, _, err := http.NewResponseController(w).Hijack()
	if err != nil {
		panic(err)
	}
	_ = conn.Close()
}

// after answers as the step does, a while later.
func after(delay time.Duration, step http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		select {
		case <-time.After(delay):
			step(w, r)
		case <-r.Context().Done():
		}
	}
}

// writes answers with these bytes, then with some more each second until the connection is closed.
func writes(beginning, more string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		conn, _, err := http.NewResponseController(w).Hijack()
		if err != nil {
			panic(err)
		}
		defer func() { _ = conn.Close() }()
		closed := make(chan struct{})
		go func() {
			defer close(closed)
			_, _ = io.Copy(io.Discard, conn)
		}()
		for _, err = io.WriteString(conn, beginning); err == nil && more != ""; _, err = io.WriteString(conn, more) {
			select {
			case <-closed:
				return
			case <-time.After(time.Second):
			}
		}
	}
}

// breaksOff begins an answer and closes the connection in the middle of it.
func breaksOff(status int) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Length", "1000")
		w.WriteHeader(status)
		_, _ = io.WriteString(w, `{"ok":`)
		_ = http.NewResponseController(w).Flush()
		panic(http.ErrAbortHandler)
	}
}

// hangs never answers. Of a request whose body is not read, the server would not notice the end.
func hangs(_ http.ResponseWriter, r *http.Request) {
	_, _ = io.Copy(io.Discard, r.Body)
	<-r.Context().Done()
}

// stalls begins an answer and never ends it.
func stalls(status int) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		w.WriteHeader(status)
		_ = http.NewResponseController(w).Flush()
		hangs(w, r)
	}
}

// nobodyListens is an endpoint that refuses connections: a port so low is never one of those that servers are given.
const nobodyListens = "http://127.0.0.1:1"

// addUser makes the change that most tests are about.
func addUser(ctx context.Context, client *Client) error {
	return client.AddUserToAccessGroup(ctx, groupID, UserSelector{ACSUserID: userID})
}

func apiKeyCredential(t *testing.T) Credential {
	t.Helper()
	credential, err := APIKey(testKey)
	if err != nil {
		t.Fatal(err)
	}
	return credential
}

// clientOf returns a client of a server that listens on a loopback address.
func clientOf(t *testing.T, handler http.Handler) *Client {
	t.Helper()
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	client, err := New(Config{Endpoint: server.URL, Credential: apiKeyCredential(t), UserAgent: "test/1.0"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(client.transport.(*http.Transport).CloseIdleConnections)
	return client
}

// answering returns a client of a server that gives one answer to everything, and the script that shows what it saw.
func answering(t *testing.T, body string) (*Client, *script) {
	t.Helper()
	script := &script{steps: []http.HandlerFunc{says(http.StatusOK, body)}}
	return clientOf(t, script), script
}

// clientInMemory returns a client of a server that is reached without the network, for use in a synctest bubble: there,
// waiting takes no time, and time does not pass otherwise.
func clientInMemory(t *testing.T, handler http.Handler, config Config) *Client {
	t.Helper()
	listener := &memoryListener{accepted: make(chan net.Conn), closed: make(chan struct{})}
	server := &http.Server{Handler: handler}
	go func() { _ = server.Serve(listener) }()
	transport := &http.Transport{DialContext: listener.dial, MaxIdleConnsPerHost: 100}

	config.Endpoint = "http://localhost"
	config.Credential = apiKeyCredential(t)
	client, err := New(config)
	if err != nil {
		t.Fatal(err)
	}
	client.transport = transport
	t.Cleanup(func() {
		transport.CloseIdleConnections()
		_ = server.Close()
	})
	return client
}

type memoryListener struct {
	accepted chan net.Conn
	closed   chan struct{}
	once     sync.Once
}

func (l *memoryListener) dial(ctx context.Context, _, _ string) (net.Conn, error) {
	ours, theirs := net.Pipe()
	select {
	case l.accepted <- theirs:
		return ours, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func (l *memoryListener) Accept() (net.Conn, error) {
	select {
	case conn := <-l.accepted:
		return conn, nil
	case <-l.closed:
		return nil, net.ErrClosed
	}
}

func (l *memoryListener) Close() error {
	l.once.Do(func() { close(l.closed) })
	return nil
}

func (l *memoryListener) Addr() net.Addr { return &net.TCPAddr{} }

// roundTripper stands in for the transport.
type roundTripper func(*http.Request) (*http.Response, error)

func (f roundTripper) RoundTrip(request *http.Request) (*http.Response, error) { return f(request) }

// journal keeps log lines.
type journal struct {
	mu    sync.Mutex
	lines []string
}

func (j *journal) log(_ context.Context, level slog.Level, message string, pairs ...any) {
	line := level.String() + " " + message
	for i := 0; i < len(pairs); i += 2 {
		line += fmt.Sprintf(" %v=%v", pairs[i], pairs[i+1])
	}
	j.mu.Lock()
	defer j.mu.Unlock()
	j.lines = append(j.lines, line)
}

// at returns the lines of one level.
func (j *journal) at(level slog.Level) []string {
	j.mu.Lock()
	defer j.mu.Unlock()
	var lines []string
	for _, line := range j.lines {
		if strings.HasPrefix(line, level.String()+" ") {
			lines = append(lines, line)
		}
	}
	return lines
}

// asError returns err as the error type of this package.
func asError(t *testing.T, err error) *Error {
	t.Helper()
	var failure *Error
	if !errors.As(err, &failure) {
		t.Fatalf("want an *Error, got %#v", err)
	}
	return failure
}

// checkRequest checks that exactly one request was sent, to this path and with this JSON body.
func checkRequest(t *testing.T, script *script, path, body string) {
	t.Helper()
	requests := script.saw()
	if len(requests) != 1 {
		t.Fatalf("want one request, got %d", len(requests))
	}
	if requests[0].Path != path {
		t.Errorf("path = %s, want %s", requests[0].Path, path)
	}
	if got, want := canonical(t, requests[0].Body), canonical(t, body); got != want {
		t.Errorf("body = %s, want %s", got, want)
	}
}

func canonical(t *testing.T, text string) string {
	t.Helper()
	var value any
	if err := json.Unmarshal([]byte(text), &value); err != nil {
		t.Fatalf("%q is not JSON: %v", text, err)
	}
	out, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}
