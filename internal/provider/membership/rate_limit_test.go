// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package membership_test

import (
	"fmt"
	"net/http"
	"sync/atomic"
	"testing"
	"time"

	"github.com/seamapi/terraform-provider-seam/internal/fakeseam"
	"github.com/seamapi/terraform-provider-seam/internal/provider/providertest"
)

// A rate limit that Seam answers with while twenty adds are under way.
const (
	workers    = 20
	retryAfter = 2 * time.Second
)

// limitOnce answers the last of the first twenty adds with a rate limit as soon as it arrives, and the others a moment
// later, so that the workers that are done with those come upon the pause.
func limitOnce(w *providertest.World) {
	var arrived atomic.Int32
	all := make(chan struct{})
	isLast := func(fakeseam.Request) bool {
		count := arrived.Add(1)
		if count == workers {
			close(all)
		}
		return count == workers
	}
	w.Inject(providertest.PathAddACSUser, fakeseam.Fault{
		Status: http.StatusTooManyRequests,
		Header: http.Header{"Retry-After": {fmt.Sprint(int(retryAfter.Seconds()))}},
		Match:  isLast,
	})
	w.Inject(providertest.PathAddACSUser, fakeseam.Fault{
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
			w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
			group := w.Group("Engineering")
			users := make([]string, creates)
			for i := range users {
				users[i] = w.User(fmt.Sprint("Person ", i))
			}
			terraform.Configure(w.Config(counted(group, users)))

			limitOnce(w)
			terraform.Apply(fmt.Sprint("-parallelism=", workers))
			w.HasMembers(t, group, users...)
			w.Sent(t, providertest.PathAddACSUser, creates+1)
			checkPause(t, w.RequestsTo(providertest.PathAddACSUser))
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

func TestEveryWaitIsLoggedAtInfo(t *testing.T) {
	t.Parallel()
	w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
	group := w.Group("Engineering")
	jane, john := w.User("Jane Doe"), w.User("John Roe")
	terraform.Configure(w.ProviderBlock("max_retries = 1") + providertest.Membership("jane", group, jane))

	w.Inject(providertest.PathAddACSUser, fakeseam.Fault{Status: http.StatusTooManyRequests, Header: http.Header{"Retry-After": {"1"}}, Times: 1})
	logged := terraform.With("TF_LOG=INFO")
	passed := logged.Apply()
	passed.Says("retrying a request to Seam", `reason="429 Too Many Requests"`, "wait=1s", "path="+providertest.PathAddACSUser)
	passed.Lacks("giving up", w.APIKey)

	w.Inject("*", fakeseam.Fault{Status: http.StatusServiceUnavailable})
	gaveUp := logged.Run("plan")
	gaveUp.Says("retrying a request to Seam", "giving up on a request to Seam", `reason="503 Service Unavailable"`, "attempts=2",
		"path="+providertest.PathGetWorkspace)
	gaveUp.Lacks(w.APIKey)
	w.ClearFaults()

	terraform.Configure(w.ProviderBlock() + providertest.Membership("jane", group, jane) + counted(group, []string{john, w.User("Ann Poe")}))
	limitFirst(w, providertest.PathAddACSUser)
	paused := logged.Run("apply", "-auto-approve")
	paused.Says("pausing before a request to Seam", `reason="Seam limits the rate of requests"`)
	paused.Lacks(w.APIKey)
}

// limitFirst answers the first request to a path with a rate limit, and the second one only afterwards, with a failure:
// its retry comes upon the pause.
func limitFirst(w *providertest.World, path string) {
	var arrived atomic.Int32
	second := make(chan struct{})
	w.Inject(path, fakeseam.Fault{
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
	w.Inject(path, fakeseam.Fault{Status: http.StatusServiceUnavailable, Times: 1, Delay: time.Second})
}
