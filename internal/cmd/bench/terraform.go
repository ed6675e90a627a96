// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/seamapi/terraform-provider-seam/internal/tf"
)

// terraform runs Terraform in a directory, with a build of the provider.
type terraform struct {
	tf.Dir

	provider string
}

// newTerraform finds Terraform, and builds the provider into dir.
func newTerraform(ctx context.Context, dir string) (terraform, error) {
	binary, err := tf.Find(ctx)
	if err != nil {
		return terraform{}, err
	}
	// The provider's processes are recognised by its path, which the system tells without symbolic links.
	if dir, err = filepath.EvalSymlinks(dir); err != nil {
		return terraform{}, fmt.Errorf("finding the working directory: %w", err)
	}
	t := terraform{tf.Dir{Path: dir, Terraform: binary}, filepath.Join(dir, "terraform-provider-seam")}
	return t, tf.Build(ctx, t.provider)
}

// in returns a Terraform that works with the configuration of w, in a directory of its own, against an endpoint.
func (t terraform) in(w *world, endpoint string) (terraform, error) {
	configuration, err := w.configuration()
	if err != nil {
		return terraform{}, err
	}
	if t.Path, err = os.MkdirTemp(t.Path, "world-"); err != nil {
		return terraform{}, err
	}
	t.Env = []string{"SEAM_ENDPOINT=" + endpoint, "SEAM_API_KEY=" + w.apiKey, "TMPDIR=" + t.Path}
	return t, errors.Join(t.Write("main.tf.json", string(configuration)), t.UseBuild(filepath.Dir(t.provider)))
}

// measure runs a command. It returns how long that took, and the peak memory of the provider.
func (t terraform) measure(ctx context.Context, command ...string) (took time.Duration, peak int64, err error) {
	watched := watchMemory(t.provider)
	start := time.Now()
	output, err := t.Run(ctx, command...)
	took, peak = time.Since(start), watched.stop()
	if err != nil {
		return 0, 0, fmt.Errorf("%w\n%s", err, output)
	}
	return took, peak, nil
}
