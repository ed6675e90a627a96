// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

// Package tf finds Terraform and runs it with a build of this provider, independently of the settings of whoever runs it.
// It is for the programs below internal/cmd and for the acceptance tests, and is not part of the provider.
//
// It runs commands itself, rather than with HashiCorp's terraform-exec, because its users read what Terraform prints,
// interrupt and kill it, and measure its processes.
package tf

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// patience is how long an interrupted Terraform gets to stop the provider and to save its state.
const patience = 10 * time.Second

// Dir is a directory that holds a Terraform configuration.
type Dir struct {
	// Path is the absolute path of the directory.
	Path string
	// Terraform is the path of the Terraform CLI, as Find returns it.
	Terraform string
	// Env are environment variables for Terraform and the provider, as "name=value". Of the environment of this process
	// Terraform gets neither TF_… nor SEAM_… variables.
	Env []string
}

// Write writes a file into the directory.
func (d Dir) Write(name, content string) error {
	return os.WriteFile(filepath.Join(d.Path, name), []byte(content), 0o600)
}

// settings is the name of the file with the settings of the Terraform CLI.
const settings = "terraform.rc"

// UseBuild has Terraform run the provider that Build left in a directory. No "terraform init" is needed.
func (d Dir) UseBuild(dir string) error {
	return d.Write(settings, fmt.Sprintf("provider_installation {\n  dev_overrides {\n    \"seamapi/seam\" = %q\n  }\n}\n", dir))
}

// UseMirror has "terraform init" install providers from a mirror in the file system, and from nowhere else.
func (d Dir) UseMirror(dir string) error {
	return d.Write(settings, fmt.Sprintf("provider_installation {\n  filesystem_mirror {\n    path = %q\n  }\n}\n", dir))
}

// Command returns a Terraform command that prints without colors. When ctx ends, Terraform is interrupted, so that it stops
// the provider and saves its state, and killed if that takes it longer than ten seconds.
func (d Dir) Command(ctx context.Context, arguments ...string) *exec.Cmd {
	cmd := interruptible(ctx, d.Terraform, append(slices.Clone(arguments), "-no-color")...)
	cmd.Dir, cmd.Env = d.Path, d.environment()
	return cmd
}

// Run runs a Terraform command and returns what it printed on both streams, also when it fails. The error of a command that
// ran and failed is an exec.ExitError; if ctx ended, the error is the cause of that.
func (d Dir) Run(ctx context.Context, arguments ...string) (string, error) {
	output, err := d.Command(ctx, arguments...).CombinedOutput()
	if err != nil && ctx.Err() != nil {
		err = context.Cause(ctx)
	}
	if err != nil {
		err = fmt.Errorf("terraform %s: %w", arguments[0], err)
	}
	return string(output), err
}

func (d Dir) environment() []string {
	others := slices.DeleteFunc(os.Environ(), func(variable string) bool {
		return strings.HasPrefix(variable, "TF_") || strings.HasPrefix(variable, "SEAM_")
	})
	return slices.Concat(others, []string{
		"TF_CLI_CONFIG_FILE=" + filepath.Join(d.Path, settings),
		"TF_IN_AUTOMATION=1",
		"TF_INPUT=0",
		"CHECKPOINT_DISABLE=1", // Terraform would ask HashiCorp for newer versions
	}, d.Env)
}

// Provider is the Go package of the provider, for Build.
const Provider = "github.com/seamapi/terraform-provider-seam"

// Build builds a program of this module, which it names by its Go package. The path is that of the binary; one that ends in a
// slash is a directory, in which the provider gets the name that Terraform looks for.
func Build(ctx context.Context, path, program string) error {
	output, err := interruptible(ctx, "go", "build", "-trimpath", "-ldflags=-s -w", "-o", path, program).CombinedOutput()
	if err != nil {
		return fmt.Errorf("building %s: %w\n%s", program, err, output)
	}
	return nil
}

func interruptible(ctx context.Context, name string, arguments ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, name, arguments...)
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
	cmd.WaitDelay = patience
	return cmd
}
