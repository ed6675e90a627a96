// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package seam

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/http/httptrace"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

func TestOutcomeOfAFailedChange(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		steps  []http.HandlerFunc
		want   Certainty
		status int
	}{
		"refused":                            {[]http.HandlerFunc{refuses(400)}, NotApplied, 400},
		"not found":                          {[]http.HandlerFunc{refuses(404)}, NotApplied, 404},
		"rate-limited to the end":            {[]http.HandlerFunc{refuses(429)}, NotApplied, 429},
		"rate-limited, then refused":         {[]http.HandlerFunc{refuses(429), refuses(400)}, NotApplied, 400},
		"408":                                {[]http.HandlerFunc{refuses(408)}, InDoubt, 408},
		"504":                                {[]http.HandlerFunc{says(504, "")}, InDoubt, 504},
		"500":                                {[]http.HandlerFunc{refuses(500)}, InDoubt, 500},
		"501":                                {[]http.HandlerFunc{refuses(501)}, InDoubt, 501},
		"503, empty":                         {[]http.HandlerFunc{says(503, "")}, InDoubt, 503},
		"redirected":                         {[]http.HandlerFunc{says(302, "", "Location", "/login")}, InDoubt, 302},
		"no JSON":                            {[]http.HandlerFunc{says(200, "<html>")}, InDoubt, 200},
		"no ok":                              {[]http.HandlerFunc{says(200, "{}")}, InDoubt, 200},
		"204":                                {[]http.HandlerFunc{says(204, "")}, InDoubt, 204},
		"closed":                             {[]http.HandlerFunc{hangsUp}, InDoubt, 0},
		"broken off":                         {[]http.HandlerFunc{breaksOff(200)}, InDoubt, 200},
		"a refusal that breaks off":          {[]http.HandlerFunc{breaksOff(404)}, InDoubt, 404},
		"timed out":                          {[]http.HandlerFunc{hangs}, InDoubt, 0},
		"timed out in the body":              {[]http.HandlerFunc{stalls(200)}, InDoubt, 200},
		"timed out in the body of a refusal": {[]http.HandlerFunc{stalls(400)}, InDoubt, 400},
		"closed, then refused":               {[]http.HandlerFunc{hangsUp, refuses(400)}, InDoubt, 400},
		"503, then closed":                   {[]http.HandlerFunc{refuses(503), hangsUp}, InDoubt, 0},
		"503, then not found":                {[]http.HandlerFunc{refuses(503), refuses(404)}, InDoubt, 404},
		"timed out, then refused":            {[]http.HandlerFunc{hangs, refuses(400)}, InDoubt, 400},
		"timed out, then 503":                {[]http.HandlerFunc{hangs, refuses(503), refuses(503)}, InDoubt, 503},
		"503, then timed out":                {[]http.HandlerFunc{refuses(503), hangs, refuses(429)}, InDoubt, 429},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				client := clientInMemory(t, &script{steps: test.steps}, Config{MaxRetries: 2})
				err := addUser(t.Context(), client)
				if got := Outcome(err); got != test.want {
					t.Errorf("outcome = %s, want %s: %v", got, test.want, err)
				}
				if got := asError(t, err).Status; got != test.status {
					t.Errorf("status = %d, want %d: %v", got, test.status, err)
				}
			})
		})
	}
}

func TestAChangeThatSucceedsAfterATimeoutIsNoError(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		script := &script{steps: []http.HandlerFunc{hangs, hangsUp, accepts()}}
		client := clientInMemory(t, script, Config{MaxRetries: 2})
		if err := addUser(t.Context(), client); err != nil {
			t.Error(err)
		}
		if got := len(script.saw()); got != 3 {
			t.Errorf("%d requests", got)
		}
	})
}

func TestAChangeThatWasNeverWrittenIsNotApplied(t *testing.T) {
	t.Parallel()
	client := clientOf(t, accepts())
	client.config.Endpoint = nobodyListens
	err := addUser(t.Context(), client)
	if Outcome(err) != NotApplied || !strings.Contains(err.Error(), "connection refused") {
		t.Errorf("outcome = %s: %v", Outcome(err), err)
	}
}

func TestAConnectionThatIsNeverMadeIsNotApplied(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		client := clientInMemory(t, accepts(), Config{})
		client.transport = roundTripper(func(request *http.Request) (*http.Response, error) {
			<-request.Context().Done()
			return nil, request.Context().Err()
		})
		err := addUser(t.Context(), client)
		if want := "/acs/users/add_to_access_group: no complete answer within 35s"; err == nil || err.Error() != want {
			t.Errorf("error = %v, want %q", err, want)
		}
		if Outcome(err) != NotApplied {
			t.Errorf("outcome = %s", Outcome(err))
		}
	})
}

func TestARequestThatTheTransportWroteTwiceStaysInDoubtThoughRefused(t *testing.T) {
	t.Parallel()
	client := clientOf(t, accepts())
	client.transport = roundTripper(func(request *http.Request) (*http.Response, error) {
		trace := httptrace.ContextClientTrace(request.Context())
		trace.WroteHeaders()
		trace.WroteHeaders()
		return &http.Response{StatusCode: http.StatusBadRequest, Body: io.NopCloser(strings.NewReader("no"))}, nil
	})
	err := addUser(t.Context(), client)
	if Outcome(err) != InDoubt {
		t.Errorf("outcome = %s: %v", Outcome(err), err)
	}
}

func TestAnAnswerProvesThatTheRequestWasWritten(t *testing.T) {
	t.Parallel()
	client := clientOf(t, accepts())
	client.transport = roundTripper(func(*http.Request) (*http.Response, error) {
		return &http.Response{StatusCode: http.StatusInternalServerError, Body: http.NoBody}, nil
	})
	err := addUser(t.Context(), client)
	if Outcome(err) != InDoubt {
		t.Errorf("outcome = %s: %v", Outcome(err), err)
	}
}

// net/http sends some requests again by itself when a kept connection turns out to be closed. A POST that was written is
// not among them.
func TestTheTransportDoesNotRepeatAChangeOnItsOwn(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		script := &script{steps: []http.HandlerFunc{accepts(), hangsUp, accepts()}}
		client := clientInMemory(t, script, Config{})
		if err := addUser(t.Context(), client); err != nil {
			t.Fatal(err)
		}
		err := addUser(t.Context(), client)
		if Outcome(err) != InDoubt || len(script.saw()) != 2 {
			t.Errorf("outcome = %s after %d requests: %v", Outcome(err), len(script.saw()), err)
		}
	})
}

func TestOutcomeIsKnownOverHTTP2Too(t *testing.T) {
	t.Parallel()
	var protocols sync.Map
	script := &script{steps: []http.HandlerFunc{refuses(400), refuses(500), breaksOff(200)}}
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		protocols.Store(r.Proto, true)
		script.ServeHTTP(w, r)
	}))
	server.EnableHTTP2 = true
	server.StartTLS()
	defer server.Close()
	client := clientOf(t, script)
	client.config.Endpoint = server.URL
	client.transport.(*http.Transport).TLSClientConfig = server.Client().Transport.(*http.Transport).TLSClientConfig.Clone()
	client.transport.(*http.Transport).TLSClientConfig.NextProtos = nil

	for _, want := range []Certainty{NotApplied, InDoubt, InDoubt} {
		err := addUser(t.Context(), client)
		if Outcome(err) != want {
			t.Errorf("outcome = %s, want %s: %v", Outcome(err), want, err)
		}
	}
	if _, spoken := protocols.Load("HTTP/2.0"); !spoken {
		t.Error("HTTP/2 was not spoken")
	}
}

func TestACancelledChange(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		steps []http.HandlerFunc
		// took is how long the call goes on after the cancellation.
		took time.Duration
		want Certainty
		text string
	}{
		"in flight": {
			[]http.HandlerFunc{hangs}, writeGrace, InDoubt,
			"/acs/users/add_to_access_group: context canceled",
		},
		"in the middle of the answer": {
			[]http.HandlerFunc{stalls(200)}, writeGrace, InDoubt,
			"/acs/users/add_to_access_group: 200 OK: context canceled",
		},
		"while waiting after a refusal": {
			[]http.HandlerFunc{says(429, "", "Retry-After", "60")}, 0, NotApplied,
			"/acs/users/add_to_access_group: 429 Too Many Requests: an empty answer: context canceled",
		},
		"while waiting after a failure": {
			[]http.HandlerFunc{says(503, "", "Retry-After", "60")}, 0, InDoubt,
			"/acs/users/add_to_access_group: 503 Service Unavailable: an empty answer: context canceled",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				script := &script{steps: test.steps}
				client := clientInMemory(t, script, Config{MaxRetries: 4})
				ctx, cancel := context.WithCancel(t.Context())
				time.AfterFunc(10*time.Second, cancel)
				start := time.Now()

				err := addUser(ctx, client)

				if took := time.Since(start) - 10*time.Second; took != test.took {
					t.Errorf("returned %s after the cancellation, want %s", took, test.took)
				}
				if err == nil || err.Error() != test.text || !errors.Is(err, context.Canceled) {
					t.Errorf("error = %v\nwant    %s", err, test.text)
				}
				if Outcome(err) != test.want || len(script.saw()) != 1 {
					t.Errorf("outcome = %s after %d requests, want %s after 1", Outcome(err), len(script.saw()), test.want)
				}
			})
		})
	}
}

// An answer that came is an answer, even where the context ends at the same moment.
func TestAnAcceptedChangeIsNoErrorThoughTheContextEnded(t *testing.T) {
	t.Parallel()
	client := clientOf(t, accepts())
	ctx, cancel := context.WithCancel(t.Context())
	transport := client.transport
	client.transport = roundTripper(func(request *http.Request) (*http.Response, error) {
		response, err := transport.RoundTrip(request)
		if err == nil {
			response.Body = io.NopCloser(strings.NewReader(`{"ok":true}`))
		}
		cancel()
		return response, err
	})
	if err := addUser(ctx, client); err != nil {
		t.Error(err)
	}
}

func TestTheRequestTimeoutBoundsEachAttemptWithItsBody(t *testing.T) {
	t.Parallel()
	for name, step := range map[string]http.HandlerFunc{"no answer": hangs, "half an answer": stalls(200)} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				script := &script{steps: []http.HandlerFunc{step}}
				client := clientInMemory(t, script, Config{RequestTimeout: 7 * time.Second, MaxRetries: 1})
				start := time.Now()
				_, err := client.GetWorkspace(t.Context())
				if err == nil || !strings.HasSuffix(err.Error(), "no complete answer within 7s (after 2 attempts)") {
					t.Errorf("error = %v", err)
				}
				// A caller that looks for the end of its own context must not find the one of an attempt.
				if errors.Is(err, context.DeadlineExceeded) {
					t.Error("the timeout of an attempt looks like the deadline of the caller")
				}
				if took := time.Since(start); took < 14*time.Second || took > 15*time.Second {
					t.Errorf("took %s", took)
				}
			})
		})
	}
}

func TestTheDeadlineOfTheCallerIsKept(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		client := clientInMemory(t, http.HandlerFunc(hangs), Config{MaxRetries: 4})
		ctx, cancel := context.WithTimeout(t.Context(), 40*time.Second)
		defer cancel()
		start := time.Now()
		_, err := client.GetWorkspace(ctx)
		if !errors.Is(err, context.DeadlineExceeded) || time.Since(start) != 40*time.Second {
			t.Errorf("error = %v after %s", err, time.Since(start))
		}
	})
}

func TestTenCallersKeepTheirConnections(t *testing.T) {
	t.Parallel()
	var connections atomic.Int32
	var arrived sync.WaitGroup
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		arrived.Done()
		arrived.Wait()
		accepts()(w, r)
	}))
	server.Config.ConnState = func(_ net.Conn, state http.ConnState) {
		if state == http.StateNew {
			connections.Add(1)
		}
	}
	server.Start()
	defer server.Close()
	client := clientOf(t, accepts())
	client.config.Endpoint = server.URL
	for range 3 {
		arrived.Add(10)
		var callers sync.WaitGroup
		for range 10 {
			callers.Go(func() {
				if err := addUser(t.Context(), client); err != nil {
					t.Error(err)
				}
			})
		}
		callers.Wait()
	}
	if got := connections.Load(); got > 12 {
		t.Errorf("%d connections for ten callers", got)
	}
}
