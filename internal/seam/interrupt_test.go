// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package seam

import (
	"context"
	"errors"
	"net/http"
	"testing"
	"testing/synctest"
	"time"
)

func TestAChangeThatWasSentIsAnsweredThoughTheRunIsInterrupted(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		step http.HandlerFunc
		took time.Duration
		is   error
		// outcome is that of the error, if there is one.
		outcome Certainty
	}{
		"accepted in time":    {after(2*time.Second, accepts()), 2 * time.Second, nil, 0},
		"refused in time":     {after(2*time.Second, refuses(404)), 2 * time.Second, nil, NotApplied},
		"not tried again":     {after(2*time.Second, refuses(503)), 2 * time.Second, context.Canceled, InDoubt},
		"limited in time":     {after(2*time.Second, refuses(429)), 2 * time.Second, context.Canceled, NotApplied},
		"closed in time":      {after(2*time.Second, hangsUp), 2 * time.Second, context.Canceled, InDoubt},
		"accepted too late":   {after(5*time.Second, accepts()), 1*time.Second + writeGrace, context.Canceled, InDoubt},
		"broken off in grace": {after(2*time.Second, breaksOff(200)), 2 * time.Second, context.Canceled, InDoubt},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				script := &script{steps: []http.HandlerFunc{test.step}}
				client := clientInMemory(t, script, Config{MaxRetries: 4})
				ctx, cancel := context.WithCancel(t.Context())
				time.AfterFunc(time.Second, cancel)
				start := time.Now()
				err := addUser(ctx, client)
				if took := time.Since(start); took != test.took {
					t.Errorf("took %s, want %s", took, test.took)
				}
				if isAccepted := name == "accepted in time"; isAccepted != (err == nil) || !isAccepted && Outcome(err) != test.outcome {
					t.Errorf("error = %v (%s)", err, Outcome(err))
				}
				if errors.Is(err, context.Canceled) != (test.is != nil) {
					t.Errorf("error = %v", err)
				}
				if got := len(script.saw()); got != 1 {
					t.Errorf("%d requests", got)
				}
			})
		})
	}
}

func TestAChangeMayOutliveTheDeadlineOfItsCallerByTheGrace(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		client := clientInMemory(t, http.HandlerFunc(hangs), Config{})
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		start := time.Now()
		err := addUser(ctx, client)
		if took := time.Since(start); took != time.Second+writeGrace || !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("took %s: %v", took, err)
		}
	})
}

func TestWhatWasNotSentEndsAtOnce(t *testing.T) {
	t.Parallel()
	connecting := roundTripper(func(request *http.Request) (*http.Response, error) {
		<-request.Context().Done()
		return nil, request.Context().Err()
	})
	for name, test := range map[string]struct {
		ask       func(context.Context, *Client) error
		transport http.RoundTripper
		outcome   Certainty
	}{
		"a read":                       {getUser, nil, InDoubt},
		"a change that is not written": {addUser, connecting, NotApplied},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				client := clientInMemory(t, http.HandlerFunc(hangs), Config{MaxRetries: 4})
				if test.transport != nil {
					client.transport = test.transport
				}
				ctx, cancel := context.WithCancel(t.Context())
				time.AfterFunc(time.Second, cancel)
				start := time.Now()
				err := test.ask(ctx, client)
				if took := time.Since(start); took != time.Second || !errors.Is(err, context.Canceled) {
					t.Errorf("took %s: %v", took, err)
				}
				if asError(t, err).Attempts != 1 || Outcome(err) != test.outcome {
					t.Errorf("%d attempts, %s", asError(t, err).Attempts, Outcome(err))
				}
			})
		})
	}
}

func TestNothingIsSentForACallerWhoIsGone(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		script := &script{steps: []http.HandlerFunc{accepts()}}
		client := clientInMemory(t, script, Config{})
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		for range 100 {
			if err := addUser(ctx, client); !errors.Is(err, context.Canceled) || Outcome(err) != NotApplied {
				t.Fatalf("error = %v (%s)", err, Outcome(err))
			}
		}
		if got := len(script.saw()); got != 0 {
			t.Errorf("%d requests", got)
		}
	})
}

// Whatever a server does, a call ends after its attempts and the waits between them.
func TestNoServerMakesACallOutliveItsTimeout(t *testing.T) {
	t.Parallel()
	const head = "HTTP/1.1 200 OK\r\n"
	for name, step := range map[string]http.HandlerFunc{
		"silent":                    hangs,
		"slow in the status line":   writes("HTTP/1.1 20", "0"),
		"slow in the headers":       writes(head, "X-Y: z\r\n"),
		"slow in one header":        writes(head+"X-Y: ", "z"),
		"slow in the body":          writes(head+"Content-Length: 100000\r\n\r\n{", " "),
		"slow in the chunks":        writes(head+"Transfer-Encoding: chunked\r\n\r\n", "1\r\n \r\n"),
		"slow in the trailer":       writes(head+"Transfer-Encoding: chunked\r\n\r\nb\r\n{\"ok\":true}\r\n0\r\n", "X-Y: z\r\n"),
		"slow without an end":       writes(head+"\r\n{", " "),
		"slow in an error":          writes("HTTP/1.1 404 Not Found\r\nContent-Length: 100000\r\n\r\n{", " "),
		"slow in a redirect":        writes("HTTP/1.1 302 Found\r\nLocation: /\r\nContent-Length: 100000\r\n\r\n", " "),
		"slow and compressed":       writes(head+"Content-Encoding: gzip\r\nContent-Length: 100000\r\n\r\n\x1f\x8b\x08", "\x00"),
		"early hints without end":   writes("HTTP/1.1 103 Early Hints\r\n\r\n", "HTTP/1.1 103 Early Hints\r\n\r\n"),
		"continuing without end":    writes("", "HTTP/1.1 100 Continue\r\n\r\n"),
		"switching, then silent":    writes("HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n", " "),
		"switching, then an answer": writes("HTTP/1.1 101 Switching Protocols\r\n\r\n"+head+"\r\n{", " "),
	} {
		for kind, ask := range map[string]func(context.Context, *Client) error{"read": getUser, "change": addUser} {
			t.Run(name+", "+kind, func(t *testing.T) {
				t.Parallel()
				synctest.Test(t, func(t *testing.T) {
					client := clientInMemory(t, step, Config{RequestTimeout: 5 * time.Second, MaxRetries: 1})
					ctx, cancel := context.WithTimeout(t.Context(), time.Hour)
					defer cancel()
					start := time.Now()
					err := ask(ctx, client)
					if took := time.Since(start); took > 10*time.Second+firstWait {
						t.Errorf("took %s", took)
					}
					if err == nil || Outcome(err) != InDoubt {
						t.Errorf("error = %v (%s)", err, Outcome(err))
					}
				})
			})
		}
	}
}

func TestASwitchOfProtocolsIsNoAnswerAndNotTriedAgain(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		script := &script{steps: []http.HandlerFunc{writes("HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n", " ")}}
		client := clientInMemory(t, script, Config{MaxRetries: 4})
		start := time.Now()
		err := addUser(t.Context(), client)
		const want = "/acs/users/add_to_access_group: 101 Switching Protocols: the endpoint switches to another protocol"
		if err == nil || err.Error() != want {
			t.Errorf("error = %v, want %q", err, want)
		}
		if Classify(err) != NotSeam || Outcome(err) != InDoubt || len(script.saw()) != 1 || time.Since(start) != 0 {
			t.Errorf("%s, %s, after %d requests and %s", Classify(err), Outcome(err), len(script.saw()), time.Since(start))
		}
	})
}
