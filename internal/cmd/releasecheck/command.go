// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"time"
)

// command is where and how to run a command.
type command struct {
	dir string
	// environment is by default the one of this process.
	environment []string
	input       io.Reader
}

// output runs a command and returns what it printed on either stream. When ctx ends, the command is interrupted, so that
// it cleans up, and killed only where that takes it too long.
func (c command) output(ctx context.Context, name string, arguments ...string) (string, error) {
	output, err := c.prepare(ctx, name, arguments).CombinedOutput()
	return string(output), c.explain(err, name, arguments)
}

// shown runs a command and shows what it prints, other than what was verified, on standard error.
func (c command) shown(ctx context.Context, name string, arguments ...string) error {
	cmd := c.prepare(ctx, name, arguments)
	cmd.Stdout, cmd.Stderr = os.Stderr, os.Stderr
	return c.explain(cmd.Run(), name, arguments)
}

func (c command) prepare(ctx context.Context, name string, arguments []string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, name, arguments...)
	cmd.Dir, cmd.Env, cmd.Stdin = c.dir, c.environment, c.input
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
	cmd.WaitDelay = 10 * time.Second
	return cmd
}

func (c command) explain(err error, name string, arguments []string) error {
	if err != nil {
		return fmt.Errorf("%s %s: %w", name, arguments[0], err)
	}
	return nil
}
