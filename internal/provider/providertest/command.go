// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package providertest

import (
	"bytes"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"
	"time"
)

// Command is a Terraform command that is under way.
type Command struct {
	t       *testing.T
	command *exec.Cmd
	output  *bytes.Buffer
}

// Start starts a Terraform command.
func (c *CLI) Start(arguments ...string) *Command {
	c.t.Helper()
	command, cancel := c.command(arguments)
	c.t.Cleanup(cancel)
	started := &Command{t: c.t, command: command, output: &bytes.Buffer{}}
	command.Stdout, command.Stderr = started.output, started.output
	if err := command.Start(); err != nil {
		c.t.Fatal(err)
	}
	return started
}

// Await waits for something to happen while the command runs.
func (c *Command) Await(reached <-chan struct{}) {
	c.t.Helper()
	select {
	case <-reached:
	case <-time.After(time.Minute):
		_ = c.command.Process.Kill()
		_ = c.command.Wait()
		c.t.Fatalf("what was waited for has not come:\n%s", c.output)
	}
}

// KillProvider ends the provider's process, which is the only child of Terraform's.
func (c *Command) KillProvider() {
	c.t.Helper()
	children, err := exec.CommandContext(c.t.Context(), "pgrep", "-P", strconv.Itoa(c.command.Process.Pid)).Output()
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

// Interrupt sends the command an interrupt, as Ctrl-C does, and waits until it ends with an error.
func (c *Command) Interrupt() Output {
	c.t.Helper()
	c.Signal()
	return c.Ends()
}

// Signal sends the command an interrupt, and does not wait.
func (c *Command) Signal() {
	c.t.Helper()
	if err := c.command.Process.Signal(os.Interrupt); err != nil {
		c.t.Fatal(err)
	}
}

// Ends waits for a command that has to fail.
func (c *Command) Ends() Output {
	c.t.Helper()
	if err := c.command.Wait(); err == nil {
		c.t.Fatalf("the command succeeded:\n%s", c.output)
	}
	return Output{t: c.t, text: c.output.String(), failed: true}
}
