// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

// Package fakeseam is a fake of the Seam API that runs inside the calling process, for tests, for the demo and for
// anyone without a Seam account.
//
// It is written from what Seam publishes: the OpenAPI document (npm @seamapi/types, lib/seam/connect/openapi.js) says
// which routes, fields and objects there are, and Seam's own fake (npm @seamapi/fake-seam-connect) says how requests are
// checked and what errors look like. Where neither says how the real service behaves, the behaviour can be set, so
// that a client can be tried against each possibility. It shares no code with the client.
package fakeseam

import (
	"io"
	"net/http"
	"sync"
	"time"
)

// Fake is a Seam API with its own workspaces, access systems, access groups, entrances, ACS users and user identities. It is an
// [http.Handler]; its other methods seed it, look at it, and make it misbehave. All of them are safe for use by many
// goroutines. Unless they say otherwise, methods that take an ID panic when nothing has it: that is a mistake in a test.
type Fake struct {
	mu  sync.Mutex
	now func() time.Time

	workspaces           map[string]*workspace
	apiKeys              map[string]*workspace
	personalAccessTokens map[string]bool
	systems              map[string]*acsSystem
	groups               map[string]*acsAccessGroup
	users                map[string]*acsUser
	entrances            map[string]*acsEntrance
	identities           map[string]*userIdentity
	// merged leads from the ID of a user identity that was merged away to the one that was kept.
	merged map[string]*userIdentity
	serial int

	// oddAddresses are email addresses that are none, as JSON.
	oddAddresses [][]byte

	// unpushed and unpushedUsers are the changes that the access systems do not have yet.
	unpushed      []*membership
	unpushedUsers []*acsUser

	behaviour behaviour

	faults   []*activeFault
	held     []*heldCommit
	latency  time.Duration
	recorder recorder
}

// New returns a fake without any workspace.
func New() *Fake {
	return &Fake{
		now:                  time.Now,
		workspaces:           map[string]*workspace{},
		apiKeys:              map[string]*workspace{},
		personalAccessTokens: map[string]bool{},
		systems:              map[string]*acsSystem{},
		groups:               map[string]*acsAccessGroup{},
		users:                map[string]*acsUser{},
		entrances:            map[string]*acsEntrance{},
		identities:           map[string]*userIdentity{},
		merged:               map[string]*userIdentity{},
		behaviour: behaviour{
			notFound: http.StatusNotFound, foreign: http.StatusNotFound, conflict: http.StatusBadRequest,
			pageSize: defaultLimit,
		},
	}
}

// ServeHTTP answers one request to the API, or lets the injected [Fault] spoil it.
func (f *Fake) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	// The whole body is read first: only then does net/http notice that a client goes away.
	body, err := io.ReadAll(r.Body)
	if err != nil {
		drop(w, false)
		return
	}
	request := f.arrived(r, body)
	defer f.done()

	f.countHeldCommits()
	fault := f.faultFor(*request)
	if fault.commitsLate() {
		f.holdCommit(request, fault.CommitAfter)
	}
	if !fault.waitBefore(r.Context()) || fault.CloseBefore {
		drop(w, fault.Reset)
		return
	}
	a, hasAnswer := f.answerWith(fault, request)
	if !hasAnswer {
		drop(w, fault.Reset)
		return
	}
	if !wait(r.Context(), f.latencyNow()+fault.DelayAfter) || fault.CloseAfter {
		drop(w, fault.Reset)
		return
	}
	if a.header.Get(requestIDHeader) == "" {
		a.header.Set(requestIDHeader, request.RequestID)
	}
	f.answered(request, a)
	fault.send(w, a)
}

// SetLatency makes every answer take d: the request is handled as it arrives, and its answer comes d later.
func (f *Fake) SetLatency(d time.Duration) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.latency = d
}

func (f *Fake) latencyNow() time.Duration {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.latency
}

// nextSerial numbers objects in the order in which they are made, which is the order of every list.
func (f *Fake) nextSerial() int {
	f.serial++
	return f.serial
}
