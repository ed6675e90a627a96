// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package fakeseam

import (
	"net/http"
	"sync"
	"testing"
	"time"
)

func TestRequestsAreRecordedInTheOrderOfArrival(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	first := w.add(w.group, w.user)
	w.clock.advance(time.Minute)
	w.post("/workspaces/get?x=1", "")
	w.post("/acs/users/get", "[1]")
	w.send(http.MethodGet, "/acs/users/get", "", http.Header{})

	requests := w.Requests()
	var paths []string
	var statuses []int
	for _, request := range requests {
		paths = append(paths, request.Method+" "+request.Path)
		statuses = append(statuses, request.Status)
	}
	equal(t, "paths", paths, []string{
		"POST /acs/users/add_to_access_group", "POST /workspaces/get", "POST /acs/users/get", "GET /acs/users/get",
	})
	equal(t, "statuses", statuses, []int{200, 200, 400, 401})
	equal(t, "body", requests[0].Body, object{"acs_user_id": w.user, "acs_access_group_id": w.group})
	equal(t, "raw body", string(requests[2].RawBody), "[1]")
	equal(t, "body that is no object", requests[2].Body, nil)
	equal(t, "credential", requests[0].Header.Get("Authorization"), "Bearer "+w.key)
	equal(t, "request ID", requests[0].RequestID, first.header.Get("seam-request-id"))
	equal(t, "time between", requests[1].At.Sub(requests[0].At), time.Minute)
	equal(t, "answer, not asked for", requests[0].Answer, nil)
}

func TestRequestsToOnePath(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.post("/workspaces/get", "")
	w.add(w.group, w.user)
	w.add(w.group, w.user)
	equal(t, "number", len(w.RequestsTo(addPath)), 2)
	equal(t, "number elsewhere", len(w.RequestsTo("/acs/users/get")), 0)
	w.ResetRequests()
	equal(t, "number after a reset", len(w.Requests()), 0)
}

func TestAnswersAreKeptOnDemand(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.KeepAnswers()
	w.add(w.group, w.user)
	equal(t, "answer", string(w.Requests()[0].Answer), `{"ok":true}`)
}

func TestRequestWithoutAnAnswerHasNoStatus(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.Inject(addPath, Fault{CloseAfter: true})
	if _, _, err := w.try(t.Context()); err == nil {
		t.Fatal("there was an answer")
	}
	equal(t, "status", w.Requests()[0].Status, 0)
}

func TestMaxInFlightCountsRequestsAtTheSameTime(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	release := make(chan struct{})
	w.Inject("", Fault{Match: func(Request) bool {
		<-release
		return false
	}})
	var group sync.WaitGroup
	for range 3 {
		group.Go(func() { _, _, _ = w.try(t.Context()) })
	}
	eventually(t, func() bool { return len(w.Requests()) == 3 })
	close(release)
	group.Wait()
	equal(t, "at most", w.MaxInFlight(), 3)
	eventually(t, w.idle)
	w.ResetRequests()
	w.add(w.group, w.user)
	equal(t, "at most, after a reset", w.MaxInFlight(), 1)
}
