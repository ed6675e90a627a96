// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package provider_test

import (
	"fmt"
	"net/http"
	"sync/atomic"
	"testing"
	"time"

	"github.com/seamapi/terraform-provider-seam/internal/fakeseam"
)

// A rate limit that Seam answers with while twenty adds are under way.
const (
	workers    = 20
	retryAfter = 2 * time.Second
)

// limitOnce answers the last of the first twenty adds with a rate limit as soon as it arrives, and the others a moment
// later, so that the workers that are done with those come upon the pause.
func (h *house) limitOnce() {
	var arrived atomic.Int32
	all := make(chan struct{})
	isLast := func(fakeseam.Request) bool {
		count := arrived.Add(1)
		if count == workers {
			close(all)
		}
		return count == workers
	}
	h.Inject(pathAddACSUser, fakeseam.Fault{
		Status: http.StatusTooManyRequests,
		Header: http.Header{"Retry-After": {fmt.Sprint(int(retryAfter.Seconds()))}},
		Match:  isLast,
	})
	h.Inject(pathAddACSUser, fakeseam.Fault{
		Times: workers - 1,
		Delay: 300 * time.Millisecond,
		Match: func(fakeseam.Request) bool {
			<-all
			return true
		},
	})
}

func TestRateLimitPausesAllCreates(t *testing.T) {
	t.Parallel()
	for _, creates := range []int{workers, 2 * workers} {
		t.Run(fmt.Sprint(creates), func(t *testing.T) {
			t.Parallel()
			h, terraform := newHouse(t), newCLI(t)
			group := h.group("Engineering")
			users := make([]string, creates)
			for i := range users {
				users[i] = h.user(fmt.Sprint("Person ", i))
			}
			terraform.configure(h.config(counted(group, users)))

			h.limitOnce()
			terraform.must("apply", "-auto-approve", fmt.Sprint("-parallelism=", workers))
			check(t, h.hasMembers(group, users...), h.sent(pathAddACSUser, creates+1))
			checkPause(t, h.RequestsTo(pathAddACSUser))
		})
	}
}

// checkPause checks that nothing was sent during the pause, and that everything was soon after it.
func checkPause(t *testing.T, adds []fakeseam.Request) {
	t.Helper()
	limited := adds[workers-1]
	if limited.Status != http.StatusTooManyRequests {
		t.Fatalf("add %d was answered with %d", workers, limited.Status)
	}
	for i, add := range adds[workers:] {
		if after := add.At.Sub(limited.At); after < retryAfter {
			t.Errorf("add %d was sent %s after the rate limit", workers+1+i, after)
		}
	}
	if total := adds[len(adds)-1].At.Sub(adds[0].At); total > 4*time.Second {
		t.Errorf("the adds took %s", total)
	}
}

// logged runs a command that logs at Info.
func (c *cli) logged(arguments ...string) result {
	c.t.Helper()
	logging := *c
	logging.env = append(logging.env[:len(logging.env):len(logging.env)], "TF_LOG=INFO")
	return logging.run(arguments...)
}

func TestEveryWaitIsLoggedAtInfo(t *testing.T) {
	t.Parallel()
	h, terraform := newHouse(t), newCLI(t)
	group := h.group("Engineering")
	jane, john := h.user("Jane Doe"), h.user("John Roe")
	terraform.configure(h.provider("max_retries = 1") + membership("jane", group, jane))

	h.Inject(pathAddACSUser, fakeseam.Fault{Status: http.StatusTooManyRequests, Header: http.Header{"Retry-After": {"1"}}, Times: 1})
	passed := terraform.logged("apply", "-auto-approve")
	if !passed.ok {
		t.Fatal(passed.output)
	}
	contains(t, passed.output, "retrying a request to Seam", `reason="429 Too Many Requests"`, "wait=1s", "path="+pathAddACSUser)
	lacks(t, passed.output, "giving up", h.key)

	h.Inject("*", fakeseam.Fault{Status: http.StatusServiceUnavailable})
	gaveUp := terraform.logged("plan")
	contains(t, gaveUp.output, "retrying a request to Seam", "giving up on a request to Seam", `reason="503 Service Unavailable"`, "attempts=2",
		"path="+pathListUsers)
	lacks(t, gaveUp.output, h.key)
	h.ClearFaults()

	terraform.configure(h.provider() + membership("jane", group, jane) + counted(group, []string{john, h.user("Ann Poe")}))
	h.limitFirst(pathAddACSUser)
	paused := terraform.logged("apply", "-auto-approve")
	contains(t, paused.output, "pausing before a request to Seam", `reason="Seam limits the rate of requests"`)
	lacks(t, paused.output, h.key)
}

// limitFirst answers the first request to a path with a rate limit, and the second one only afterwards, with a failure:
// its retry comes upon the pause.
func (h *house) limitFirst(path string) {
	var arrived atomic.Int32
	second := make(chan struct{})
	h.Inject(path, fakeseam.Fault{
		Status: http.StatusTooManyRequests,
		Header: http.Header{"Retry-After": {"3"}},
		Match: func(fakeseam.Request) bool {
			switch arrived.Add(1) {
			case 1:
				<-second
				return true
			case 2:
				close(second)
			}
			return false
		},
	})
	h.Inject(path, fakeseam.Fault{Status: http.StatusServiceUnavailable, Times: 1, Delay: time.Second})
}
