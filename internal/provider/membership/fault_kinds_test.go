// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package membership_test

import (
	"bytes"
	"errors"
	"fmt"
	"net"
	"net/http"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/seamapi/terraform-provider-seam/internal/fakeseam"
	"github.com/seamapi/terraform-provider-seam/internal/provider/providertest"
)

// fault is one way for the network or Seam to fail, and what follows from it.
type fault struct {
	name string
	// exchange is what becomes of a request and its answer.
	exchange fakeseam.Fault
	// refused means that nobody listens, and flooded that the answer never ends; exchange is empty then.
	refused, flooded bool
	// isElsewhere means that the credential opens another workspace for the request.
	isElsewhere bool
	// passes means that the provider tries again by itself.
	passes bool
	// changes means that Seam carries the request out all the same.
	changes bool
	// identified means that the answer has the request's ID.
	identified bool
	// says is what the message has to say.
	says []string
	// settings are those of the provider.
	settings providertest.Attributes
	// hits says which operations the fault can spoil; nil means all.
	hits func(operation) bool
}

// faults are all ways to fail.
func faults() []fault {
	return append(spoiltExchanges(), slices.Concat(lateChanges(), otherAnswers())...)
}

// spoiltExchanges are those that fail as a whole, before the change or after it.
func spoiltExchanges() []fault {
	answer := func(name string, exchange fakeseam.Fault, says ...string) fault {
		return fault{name: name, exchange: exchange, passes: true, identified: true, says: says}
	}
	lost := func(name string, exchange fakeseam.Fault) fault {
		return fault{name: name, exchange: exchange, passes: true, changes: exchange.CloseAfter, says: []string{"Seam did not answer"}}
	}
	slow := func(name string, exchange fakeseam.Fault) fault {
		return fault{
			name: name, exchange: exchange, passes: true, changes: exchange.DelayAfter > 0,
			says: []string{"no complete answer within 2s"}, settings: providertest.Attributes{"request_timeout": "2s"},
		}
	}
	return []fault{
		// What takes longest comes first.
		slow("slower than the timeout before the change", fakeseam.Fault{Delay: time.Minute}),
		slow("slower than the timeout after the change", fakeseam.Fault{DelayAfter: time.Minute}),
		answer("429 with Retry-After", fakeseam.Fault{Status: 429, Header: http.Header{"Retry-After": {"1"}}}, "429 Too Many Requests", "rate limit exceeded"),
		answer("429", fakeseam.Fault{Status: 429}, "429 Too Many Requests", "rate limit exceeded"),
		answer("500", fakeseam.Fault{Status: 500, Body: `{"error":{"type":"internal_server_error","message":"Oh."},"ok":false}`},
			"500 Internal Server Error", "internal_server_error", "Oh."),
		answer("502 with HTML", providertest.Outage(), "502 Bad Gateway", "an HTML page"),
		answer("503 empty", fakeseam.Fault{Status: 503}, "503 Service Unavailable", "an empty answer"),
		answer("504", fakeseam.Fault{Status: 504}, "504 Gateway Timeout"),
		{name: "refused", refused: true, passes: true, says: []string{"Seam did not answer", "connection refused"}},
		lost("reset before the change", fakeseam.Fault{CloseBefore: true, Reset: true}),
		lost("reset after the change", fakeseam.Fault{CloseAfter: true, Reset: true}),
		lost("closed before the change", fakeseam.Fault{CloseBefore: true}),
		lost("closed after the change", fakeseam.Fault{CloseAfter: true}),
		{name: "answer cut", exchange: fakeseam.Fault{CutAnswer: true}, passes: true, changes: true, identified: true, says: []string{"the answer broke off"}},
		{name: "another shape", exchange: fakeseam.Fault{Body: `["ok"]`}, identified: true, says: []string{"not the JSON that Seam documents"}},
		{name: "larger than the bound", flooded: true, says: []string{"the answer is too large"}},
		{
			name: "401 in mid-run", exchange: fakeseam.Fault{Status: 401, Body: `{"error":{"type":"unauthorized","message":"Unauthorized"},"ok":false}`},
			identified: true, says: []string{"401 Unauthorized", "refused", "the credential"},
		},
	}
}

// course is how a fault goes on.
type course string

const (
	once     course = "one request fails"
	eachOnce course = "each kind of request fails once"
	lasting  course = "one kind of request fails"
	thenOn   course = "all requests fail from then on"
)

// courses are how the fault can go on. A server that is not there makes no difference between requests, and an answer
// without end, or none, takes too long to be waited for over and over.
func (f fault) courses() []course {
	switch {
	case f.flooded:
		return []course{lasting}
	case f.exchange.HoldCommit:
		return []course{once, lasting}
	case f.refused, f.exchange.Delay+f.exchange.DelayAfter > 0:
		return []course{once, lasting, thenOn}
	default:
		return []course{once, eachOnce, lasting, thenOn}
	}
}

// retries is the provider's max_retries: more than it takes where the fault passes, since the machine may be busy.
func (c course) retries() int {
	if c == once || c == eachOnce {
		return 3
	}
	return 1
}

// hits returns the requests that a fault in the path of an operation hits.
func (c course) hits(path string) func(fakeseam.Request) bool {
	var mu sync.Mutex
	seen := map[string]bool{}
	return func(request fakeseam.Request) bool {
		mu.Lock()
		defer mu.Unlock()
		before := seen[request.Path]
		seen[request.Path] = true
		switch c {
		case once:
			return request.Path == path && !before
		case eachOnce:
			return !before
		case lasting:
			return request.Path == path
		default:
			return seen[path]
		}
	}
}

// front is a world that can be shut off, and stays at its address.
type front struct {
	*providertest.World
	t       *testing.T
	address string
	handler http.Handler

	mu       sync.Mutex
	listener net.Listener
	server   *http.Server
}

// newFront returns an open one.
func newFront(t *testing.T, w *providertest.World, handler http.Handler) *front {
	t.Helper()
	behind := *w
	f := &front{World: &behind, t: t, address: net.JoinHostPort(ownLoopback(t, w), "0"), handler: handler}
	if err := f.open(); err != nil {
		t.Fatal(err)
	}
	f.URL = "http://" + f.address
	t.Cleanup(f.shut)
	return f
}

// ownLoopback is a loopback address that no other test listens on. Elsewhere, the port of a front that is shut would
// soon be given to the server of another test, which then answers in its place. The world's own port makes it unique.
// Only Linux listens on all of 127.0.0.0/8 by itself.
func ownLoopback(t *testing.T, w *providertest.World) string {
	t.Helper()
	if runtime.GOOS != "linux" {
		return "127.0.0.1"
	}
	_, port, _ := strings.Cut(strings.TrimPrefix(w.URL, "http://"), ":")
	number, err := strconv.Atoi(port)
	if err != nil {
		t.Fatal(err)
	}
	return fmt.Sprintf("127.1.%d.%d", number>>8, number&0xff)
}

func (f *front) open() error {
	f.mu.Lock()
	defer f.mu.Unlock()
	var config net.ListenConfig
	listener, err := config.Listen(f.t.Context(), "tcp", f.address)
	if err != nil {
		return err
	}
	f.address, f.listener, f.server = listener.Addr().String(), listener, &http.Server{Handler: f.handler}
	go func(server *http.Server) {
		if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
			f.t.Error(err)
		}
	}(f.server)
	return nil
}

// shut ends all connections, and has new ones refused. A server that is closed before it has begun to serve leaves its
// listener open.
func (f *front) shut() {
	f.mu.Lock()
	defer f.mu.Unlock()
	_ = f.server.Close()
	_ = f.listener.Close()
}

// flood is a handler that answers the requests to a path without an end.
func flood(w *providertest.World, path string) http.Handler {
	part := bytes.Repeat([]byte("x"), 1<<20)
	return http.HandlerFunc(func(answer http.ResponseWriter, r *http.Request) {
		if r.URL.Path != path {
			w.ServeHTTP(answer, r)
			return
		}
		_, err := answer.Write([]byte(`{"ok":true,"name":"`))
		for err == nil {
			_, err = answer.Write(part)
		}
	})
}
