// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package fakeseam

import (
	"errors"
	"io"
	"net/http"
	"syscall"
	"testing"
)

// lateFault is a way to fail at once, with the status and the error that the client sees.
type lateFault struct {
	name   string
	fault  Fault
	status int
	broken error
}

func lateFaults() []lateFault {
	return []lateFault{
		{"500", Fault{Status: 500}, 500, nil},
		{"502 with HTML", Fault{Status: 502, Body: "<html>", ContentType: "text/html"}, 502, nil},
		{"503 with JSON", Fault{Status: 503, Body: `{"ok":false}`}, 503, nil},
		{"200 with HTML", Fault{Body: "<html>", ContentType: "text/html"}, 200, nil},
		{"closed", Fault{CloseBefore: true}, 0, io.EOF},
		{"closed after", Fault{CloseAfter: true}, 0, io.EOF},
		{"reset", Fault{CloseBefore: true, Reset: true}, 0, syscall.ECONNRESET},
		{"cut", Fault{Status: 502, Body: "<html>", CutAnswer: true}, 502, io.ErrUnexpectedEOF},
		{"without an answer of its own", Fault{}, 0, io.EOF},
	}
}

func TestHeldCommitIsCarriedOutWhenItIsReleased(t *testing.T) {
	t.Parallel()
	for _, test := range lateFaults() {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			test.fault.HoldCommit, test.fault.Times = true, 1
			w.Inject(addPath, test.fault)
			status, _, err := w.try(t.Context())
			equal(t, "status", status, test.status)
			if !errors.Is(err, test.broken) {
				t.Errorf("error is %v, want %v", err, test.broken)
			}
			equal(t, "listed", w.listed(w.group), []string{})
			equal(t, "released", w.ReleaseCommits(), 1)
			equal(t, "members", w.Members(w.group), []string{w.user})
			equal(t, "released again", w.ReleaseCommits(), 0)
		})
	}
}

func TestCommitComesBeforeTheRequestThatItWaitsFor(t *testing.T) {
	t.Parallel()
	for _, test := range lateFaults() {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			test.fault.CommitAfter, test.fault.Times = 3, 1
			w.Inject(addPath, test.fault)
			if _, _, err := w.try(t.Context()); !errors.Is(err, test.broken) {
				t.Errorf("error is %v, want %v", err, test.broken)
			}
			equal(t, "listed", w.listed(w.group), []string{})
			w.post("/workspaces/get", object{}).succeeds()
			equal(t, "listed", w.listed(w.group), []string{w.user})
			equal(t, "released", w.ReleaseCommits(), 0)
		})
	}
}

func TestCommitsAreCarriedOutInTheirOrder(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.Inject(addPath, Fault{Status: 502, HoldCommit: true})
	w.Inject("/acs/users/remove_from_access_group", Fault{Status: 502, CommitAfter: 9})
	w.add(w.group, w.user)
	w.remove(w.group, w.user)
	w.ClearFaults()
	equal(t, "released", w.ReleaseCommits(), 2)
	equal(t, "members", w.Members(w.group), nil)
}

func TestCommitThatComesLateIsCheckedThen(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.Inject(addPath, Fault{Status: 502, HoldCommit: true})
	w.add(w.group, w.user)
	w.DeleteUser(w.user)
	equal(t, "released", w.ReleaseCommits(), 1)
	equal(t, "members", w.Members(w.group), nil)
}

func TestRequestThatIsGivenUpCanCommitLate(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.Inject(addPath, Fault{Delay: long, HoldCommit: true})
	w.giveUp()
	eventually(t, w.idle)
	equal(t, "members", w.Members(w.group), nil)
	equal(t, "released", w.ReleaseCommits(), 1)
	equal(t, "members", w.Members(w.group), []string{w.user})
}

func TestFaultCanAnswerWithARequestIDOfItsOwn(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.Inject(addPath, Fault{Status: 503, Header: http.Header{"Seam-Request-Id": {"another"}}, Times: 1})
	equal(t, "request ID", w.add(w.group, w.user).header.Get("seam-request-id"), "another")
	equal(t, "request ID", w.add(w.group, w.user).header.Get("seam-request-id"), w.Requests()[1].RequestID)
}
