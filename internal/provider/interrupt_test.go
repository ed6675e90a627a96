// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package provider_test

import (
	"errors"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/seamapi/terraform-provider-seam/internal/fakeseam"
)

// atOnce is how many resources Terraform works on by default.
const atOnce = 10

// holdAll keeps all requests to a path waiting until release is called, and makes their changes then, whether or not
// anybody still waits. It tells when so many are there.
func (h *house) holdAll(count int32, paths ...string) (reached <-chan struct{}, release func()) {
	arrived, released := make(chan struct{}), make(chan struct{})
	var waiting atomic.Int32
	for _, path := range paths {
		h.Inject(path, fakeseam.Fault{Match: func(fakeseam.Request) bool {
			if waiting.Add(1) == count {
				close(arrived)
			}
			<-released
			return false
		}})
	}
	return arrived, sync.OnceFunc(func() { close(released) })
}

// interrupt does what Ctrl-C does, and waits for the command to end with an error.
func (c command) interrupt() string {
	c.t.Helper()
	if err := c.Process.Signal(os.Interrupt); err != nil {
		c.t.Fatal(err)
	}
	return c.ends()
}

// The adds are made after Terraform has ended: nobody can tell by then, so all of them have to be in the state.
func TestInterruptedApplyTracksWhatItMayHaveAdded(t *testing.T) {
	t.Parallel()
	h, terraform := newHouse(t), newCLI(t)
	group, config := h.crew()
	terraform.configure(config)

	reached, release := h.holdAll(atOnce, pathAddACSUser, pathAddIdentity)
	t.Cleanup(release)
	apply := terraform.start("apply", "-auto-approve")
	apply.await(reached)
	output := apply.interrupt()
	contains(t, output, "Error: It is not known whether the user was added to the access group: the run was interrupted", "kept in the state as tainted")
	check(t, h.hasMembers(group))

	release()
	h.ClearFaults()
	eventually(t, func() error {
		if len(h.Members(group)) != atOnce {
			return h.hasMembers(group)
		}
		return nil
	})
	terraform.must("destroy", "-auto-approve")
	check(t, h.hasMembers(group))
}

func TestInterruptedDestroyKeepsWhatItMayHaveLeft(t *testing.T) {
	t.Parallel()
	h, terraform := newHouse(t), newCLI(t)
	group, jane := h.group("Engineering"), h.user("Jane Doe")
	terraform.configure(h.config(membership("jane", group, jane)))
	terraform.apply()

	reached, release := h.holdAll(1, pathRemove)
	t.Cleanup(release)
	destroy := terraform.start("destroy", "-auto-approve")
	destroy.await(reached)
	contains(t, destroy.interrupt(), "Error: The user was not removed from the access group: the run was interrupted", "stays in the state")
	contains(t, terraform.must("state", "list"), address("jane"))

	release()
	h.ClearFaults()
	terraform.must("destroy", "-auto-approve")
	check(t, h.hasMembers(group))
}

// The pause is longer than a test may take.
func TestInterruptEndsThePauseAfterARateLimit(t *testing.T) {
	t.Parallel()
	h, terraform := newHouse(t), newCLI(t)
	group, jane := h.group("Engineering"), h.user("Jane Doe")
	terraform.configure(h.config(membership("jane", group, jane)))

	h.Inject(pathAddACSUser, fakeseam.Fault{Status: http.StatusTooManyRequests, Header: http.Header{"Retry-After": {"60"}}})
	log := filepath.Join(terraform.dir, "log")
	terraform.env = append(terraform.env, "TF_LOG=INFO", "TF_LOG_PATH="+log)
	apply := terraform.start("apply", "-auto-approve")
	eventually(t, func() error {
		logged, err := os.ReadFile(log)
		if err == nil && !strings.Contains(string(logged), "retrying a request to Seam") {
			err = errors.New("no wait is logged")
		}
		return err
	})
	contains(t, apply.interrupt(), "Error: The user was not added to the access group: the run was interrupted", "nothing was saved to the state")
	check(t, h.hasMembers(group), h.sent(pathAddACSUser, 1))
	if state := terraform.must("state", "list"); state != "" {
		t.Errorf("the state has %q", state)
	}
}
