// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package fakeseam

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"slices"
	"time"
)

// Fault is one way for a request to go wrong. Its fields can be combined; the zero Fault changes nothing.
type Fault struct {
	// Status is the status of an answer that is given instead of the real one, before any check and without any change.
	// 0 with a Body means 200.
	Status int
	// Body is the body of that answer.
	Body string
	// ContentType is that of Body. Empty means JSON where Body is valid JSON, and otherwise none.
	ContentType string
	// Header is added to that answer, for Retry-After and the like.
	Header http.Header
	// Echo answers, again instead of the real answer, with the request's Authorization in it.
	Echo Echo

	// Lie is what is untrue about the answer.
	Lie Lie
	// AnswerTo gives the true answer to another question. The request itself is not carried out.
	AnswerTo *Question
	// Workspace is the ID of the workspace that the credential opens for the request, in place of its own.
	Workspace string
	// GzipTo blows the answer up with blanks to that many bytes, and sends it compressed.
	GzipTo int64
	// Stall never comes to the end of the answer.
	Stall Stall

	// CloseBefore closes the connection before the change is made.
	CloseBefore bool
	// CloseAfter makes the change, then closes the connection without an answer.
	CloseAfter bool
	// CutAnswer makes the change, and breaks the answer's body off in the middle.
	CutAnswer bool
	// Reset makes CloseBefore, CloseAfter and CutAnswer reset the connection, where they otherwise end it properly.
	Reset bool

	// Delay passes before the request is handled. A client that goes away meanwhile ends it, and nothing is changed.
	Delay time.Duration
	// DelayedChange makes the change after Delay even for a client that went away meanwhile.
	DelayedChange bool
	// DelayAfter passes after the change is made and before the answer is sent.
	DelayAfter time.Duration

	// HoldCommit answers without carrying the request out, which [Fake.ReleaseCommits] does later, as where Seam goes on with
	// what a proxy has given up. The answer is the fault's own, or a stall; without one, the connection is closed.
	HoldCommit bool
	// CommitAfter is like HoldCommit, and carries the request out as soon as that many more requests have arrived, before
	// the last of them is handled.
	CommitAfter int

	// Times is how many requests the fault hits; 0 means all.
	Times int
	// Match says which requests of the path the fault hits; nil means all. It is called without the fake's lock, so it
	// may look at the fake, and may block to force an order upon requests.
	Match func(Request) bool
}

// activeFault is a fault with the number of requests that it has yet to hit, negative for any number.
type activeFault struct {
	path  string
	fault Fault
	left  int
}

// Inject makes requests to path go wrong; "" or "*" means every path. Where several faults fit a request, the one
// injected first hits it, and only that one.
func (f *Fake) Inject(path string, fault Fault) {
	fault.check()
	f.mu.Lock()
	defer f.mu.Unlock()
	left := fault.Times
	if left == 0 {
		left = -1
	}
	f.faults = append(f.faults, &activeFault{path: path, fault: fault, left: left})
}

// check panics where a fault has a name that does not exist.
func (f Fault) check() {
	stalls := []Stall{"", SwitchingProtocols, InterimResponses, DribblingBody}
	isEcho := f.Echo == "" || slices.Contains(Echoes(), f.Echo)
	if !isEcho || !f.Lie.exists() || !slices.Contains(stalls, f.Stall) {
		panic(fmt.Sprintf("fakeseam: there is no fault %+v", f))
	}
}

// ClearFaults ends all injected faults. The latency of [Fake.SetLatency] stays, and so do the requests that are yet to be
// carried out.
func (f *Fake) ClearFaults() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.faults = nil
}

// faultFor returns the fault that hits a request, and the zero Fault where none does.
func (f *Fake) faultFor(request Request) Fault {
	f.mu.Lock()
	faults := slices.Clone(f.faults)
	f.mu.Unlock()
	for _, candidate := range faults {
		if candidate.matches(request) && f.use(candidate) {
			return candidate.fault
		}
	}
	return Fault{}
}

func (a *activeFault) matches(request Request) bool {
	if a.path != "" && a.path != "*" && a.path != request.Path {
		return false
	}
	return a.fault.Match == nil || a.fault.Match(request)
}

// use counts one hit, and reports whether the fault was still there to hit.
func (f *Fake) use(candidate *activeFault) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	if candidate.left == 0 || !slices.Contains(f.faults, candidate) {
		return false
	}
	if candidate.left > 0 {
		candidate.left--
	}
	return true
}

// waitBefore reports whether the request is still to be handled after the delay.
func (f Fault) waitBefore(ctx context.Context) bool {
	if f.DelayedChange {
		ctx = context.WithoutCancel(ctx)
	}
	return wait(ctx, f.Delay)
}

// wait lets d pass, and reports false as soon as the context ends.
func wait(ctx context.Context, d time.Duration) bool {
	if d <= 0 {
		return true
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-ctx.Done():
		return false
	}
}

// drop closes the connection without another byte.
func drop(w http.ResponseWriter, reset bool) {
	connection := takeOver(w)
	if tcp, isTCP := connection.(*net.TCPConn); isTCP && reset {
		// Without lingering, a close discards what is unsent and resets the connection.
		_ = tcp.SetLinger(0)
	}
	_ = connection.Close()
}

// takeOver returns the connection itself. Where it cannot be had, the answer is aborted.
func takeOver(w http.ResponseWriter) net.Conn {
	connection, _, err := http.NewResponseController(w).Hijack()
	if err != nil {
		panic(http.ErrAbortHandler)
	}
	return connection
}
