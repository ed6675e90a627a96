// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package provider_test

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/seamapi/terraform-provider-seam/internal/fakeseam"
)

// crew is fifty people who share a group: half of them by ACS user, and half by a user identity without one.
const crew = 50

// crew adds a group and the people, and returns the group and the configuration of their memberships.
func (h *house) crew() (group, config string) {
	group = h.group("Engineering")
	var users, identities []string
	for i := range crew / 2 {
		users = append(users, strconv.Quote(h.user(fmt.Sprint("User ", i))))
		identities = append(identities, strconv.Quote(h.AddIdentity(h.workspace, fakeseam.Identity{
			FullName:     fmt.Sprint("Person ", i),
			EmailAddress: fmt.Sprintf("person%d@example.com", i),
		})))
	}
	people := func(name, attribute string, ids []string) string {
		return fmt.Sprintf("resource \"seam_acs_access_group_membership\" %q {\n  for_each = toset([%s])\n  acs_access_group_id = %q\n  %s = each.key\n}\n",
			name, strings.Join(ids, ", "), group, attribute)
	}
	return group, h.config(people("users", "acs_user_id", users), people("people", "user_identity_id", identities))
}

// isComplete checks that everybody of the crew is in the group, and that nobody is in the system twice.
func (h *house) isComplete(group string) error {
	if users := h.Users(h.system); len(users) != crew {
		return fmt.Errorf("the system has %d ACS users, want %d", len(users), crew)
	}
	return h.hasMembers(group, h.Users(h.system)...)
}

// moment is one in the life of a process: the nth request of a kind, before Seam has made the change or after.
type moment struct {
	nth  int
	made bool
}

func (m moment) String() string {
	if m.made {
		return fmt.Sprintf("after change %d", m.nth)
	}
	return fmt.Sprintf("before change %d", m.nth)
}

// halt leaves the request of a moment and all later ones without an answer, and tells when the first of them is there.
func (h *house) halt(m moment, paths ...string) <-chan struct{} {
	reached := make(chan struct{})
	var count atomic.Int32
	fault := fakeseam.Fault{Delay: time.Hour}
	if m.made {
		fault = fakeseam.Fault{DelayAfter: time.Hour}
	}
	fault.Match = func(request fakeseam.Request) bool {
		if !slices.Contains(paths, request.Path) {
			return false
		}
		arrived := int(count.Add(1))
		if arrived == m.nth {
			close(reached)
		}
		return arrived >= m.nth
	}
	h.Inject("*", fault)
	return reached
}

// command is a Terraform command that is under way.
type command struct {
	t *testing.T
	*exec.Cmd

	output *bytes.Buffer
}

// start starts a Terraform command.
func (c *cli) start(arguments ...string) command {
	c.t.Helper()
	ctx, cancel := context.WithTimeout(c.t.Context(), 5*time.Minute)
	c.t.Cleanup(cancel)
	started := command{
		t:      c.t,
		Cmd:    exec.CommandContext(ctx, cmp.Or(os.Getenv("TF_ACC_TERRAFORM_PATH"), "terraform"), append(arguments, "-no-color")...),
		output: &bytes.Buffer{},
	}
	started.Dir, started.Env = c.dir, c.env
	started.Stdout, started.Stderr = started.output, started.output
	if err := started.Start(); err != nil {
		c.t.Fatal(err)
	}
	return started
}

// await waits for something to happen while the command runs.
func (c command) await(reached <-chan struct{}) {
	c.t.Helper()
	select {
	case <-reached:
	case <-time.After(time.Minute):
		_ = c.Process.Kill()
		_ = c.Wait()
		c.t.Fatalf("what was waited for has not come:\n%s", c.output)
	}
}

// killProvider ends the provider's process, which is the only child of Terraform's.
func (c command) killProvider() {
	c.t.Helper()
	children, err := exec.CommandContext(c.t.Context(), "pgrep", "-P", strconv.Itoa(c.Process.Pid)).Output()
	if err != nil {
		c.t.Fatalf("looking for the provider's process: %v", err)
	}
	for child := range strings.FieldsSeq(string(children)) {
		id, err := strconv.Atoi(child)
		if err != nil {
			c.t.Fatal(err)
		}
		process, err := os.FindProcess(id)
		if err != nil {
			c.t.Fatal(err)
		}
		if err := process.Kill(); err != nil {
			c.t.Fatal(err)
		}
	}
}

// ends waits for a command that has to fail, and returns what it printed.
func (c command) ends() string {
	c.t.Helper()
	if err := c.Wait(); err == nil {
		c.t.Fatalf("the command succeeded:\n%s", c.output)
	}
	return c.output.String()
}

func TestApplyAfterAKilledOneConverges(t *testing.T) {
	t.Parallel()
	for _, m := range []moment{{1, false}, {25, true}, {50, true}} {
		t.Run(m.String(), func(t *testing.T) {
			t.Parallel()
			h, terraform := newHouse(t), newCLI(t)
			group, config := h.crew()
			terraform.configure(config)

			reached := h.halt(m, pathAddACSUser, pathAddIdentity)
			apply := terraform.start("apply", "-auto-approve")
			apply.await(reached)
			apply.killProvider()
			apply.ends()

			h.ClearFaults()
			terraform.apply()
			check(t, h.isComplete(group))
			contains(t, terraform.must("plan"), "No changes.")
			terraform.must("destroy", "-auto-approve")
			check(t, h.hasMembers(group))
		})
	}
}

func TestDestroyAfterAKilledOneConverges(t *testing.T) {
	t.Parallel()
	for _, m := range []moment{{1, false}, {25, true}, {50, true}} {
		t.Run(m.String(), func(t *testing.T) {
			t.Parallel()
			h, terraform := newHouse(t), newCLI(t)
			group, config := h.crew()
			terraform.configure(config)
			terraform.apply()

			reached := h.halt(m, pathRemove)
			destroy := terraform.start("destroy", "-auto-approve")
			destroy.await(reached)
			destroy.killProvider()
			destroy.ends()

			h.ClearFaults()
			terraform.must("destroy", "-auto-approve")
			check(t, h.hasMembers(group))
			if state := terraform.must("state", "list"); state != "" {
				t.Errorf("the state has %q", state)
			}
		})
	}
}

// The limit that the design names: a run that is cut off between a create and its predecessor's destroy leaves two
// objects for one membership.
func TestApplyAfterOneKilledWithinAReplacementWarnsAndTheNextGrantsAgain(t *testing.T) {
	t.Parallel()
	h, terraform := newHouse(t), newCLI(t)
	group, jane := h.group("Engineering"), h.user("Jane Doe")
	replaced := membership("jane", group, jane, createBeforeDestroy)
	terraform.configure(h.config(replaced))
	terraform.apply()

	terraform.configure(h.config(replaced, `
resource "terraform_data" "dependent" {
  input = seam_acs_access_group_membership.jane.acs_user_id
  provisioner "local-exec" {
    command = "kill -KILL $(pgrep -P $PPID terraform-prov)"
  }
}
`))
	terraform.mustFail("apply", "-auto-approve", "-replace="+address("jane"))
	check(t, h.hasMembers(group, jane), h.sent(pathRemove, 0))

	terraform.configure(h.config(replaced))
	contains(t, terraform.apply(), "Warning: Two resources declare the same membership", group, jane)
	terraform.apply()
	check(t, h.hasMembers(group, jane))
	contains(t, terraform.must("plan"), "No changes.")
	terraform.must("destroy", "-auto-approve")
	check(t, h.hasMembers(group))
}
