// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// terraform runs Terraform in a directory, with a build of the provider.
type terraform struct {
	binary      string
	provider    string
	dir         string
	environment []string
}

// newTerraform finds Terraform, at TF_ACC_TERRAFORM_PATH as in the tests or else on the PATH, and builds the provider
// into dir.
func newTerraform(ctx context.Context, dir string) (terraform, error) {
	binary, err := exec.LookPath(cmp.Or(os.Getenv("TF_ACC_TERRAFORM_PATH"), "terraform"))
	if err != nil {
		return terraform{}, fmt.Errorf("this needs Terraform 1.11 or newer, on the PATH or where TF_ACC_TERRAFORM_PATH says: %w", err)
	}
	// The provider's processes are recognised by its path, which the system tells without symbolic links.
	if dir, err = filepath.EvalSymlinks(dir); err != nil {
		return terraform{}, fmt.Errorf("finding the working directory: %w", err)
	}
	t := terraform{binary: binary, provider: filepath.Join(dir, "terraform-provider-seam"), dir: dir}
	build := exec.CommandContext(ctx, "go", "build", "-trimpath", "-ldflags=-s -w", "-o", t.provider, "github.com/seamapi/terraform-provider-seam")
	if output, err := build.CombinedOutput(); err != nil {
		return terraform{}, fmt.Errorf("building the provider: %w\n%s", err, output)
	}
	return t, nil
}

// in returns a Terraform that works with the configuration of w, in a directory of its own, against an endpoint. It takes
// the provider from where it was built, so there is nothing to init.
func (t terraform) in(w *world, endpoint string) (terraform, error) {
	configuration, err := w.configuration()
	if err != nil {
		return terraform{}, err
	}
	dir, err := os.MkdirTemp(t.dir, "world-")
	if err != nil {
		return terraform{}, err
	}
	settings := filepath.Join(dir, "terraform.rc")
	overrides := fmt.Sprintf("provider_installation {\n  dev_overrides {\n    \"seamapi/seam\" = %q\n  }\n}\n", filepath.Dir(t.provider))
	err = errors.Join(
		os.WriteFile(filepath.Join(dir, "main.tf.json"), configuration, 0o600),
		os.WriteFile(settings, []byte(overrides), 0o600),
	)
	if err != nil {
		return terraform{}, err
	}
	t.dir = dir
	// No setting of Terraform or the provider but these.
	t.environment = append(
		slices.DeleteFunc(os.Environ(), func(variable string) bool {
			return strings.HasPrefix(variable, "TF_") || strings.HasPrefix(variable, "SEAM_")
		}),
		"SEAM_ENDPOINT="+endpoint,
		"SEAM_API_KEY="+w.apiKey,
		"TF_CLI_CONFIG_FILE="+settings,
		"TF_IN_AUTOMATION=1",
		"TF_INPUT=0",
		"CHECKPOINT_DISABLE=1",
		"TMPDIR="+dir,
	)
	return t, nil
}

// measure runs a command. It returns how long that took, and the peak memory of the provider.
func (t terraform) measure(ctx context.Context, command ...string) (took time.Duration, peak int64, err error) {
	cmd := exec.CommandContext(ctx, t.binary, append(slices.Clone(command), "-no-color")...)
	cmd.Dir, cmd.Env = t.dir, t.environment
	// Interrupted, Terraform ends the provider as well.
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
	cmd.WaitDelay = 10 * time.Second
	watched := watchMemory(t.provider)
	start := time.Now()
	output, err := cmd.CombinedOutput()
	took, peak = time.Since(start), watched.stop()
	if err != nil {
		return 0, 0, fmt.Errorf("terraform %s: %w\n%s", command[0], err, output)
	}
	return took, peak, nil
}
