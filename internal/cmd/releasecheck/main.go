// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

// Command releasecheck builds a snapshot of a release for all platforms, checks it as the Terraform Registry would, and
// has the real Terraform install it from a mirror and use it on a fake of the Seam API. It prints what it verified, and
// fails at the first thing that is wrong. It has to run in the root of the repository.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"github.com/seamapi/terraform-provider-seam/internal/tf"
)

func main() {
	only := flag.String("platforms", "", "build only for these platforms, separated by commas, and for the one that this runs on")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := run(ctx, os.Stdout, *only)
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "releasecheck:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, out io.Writer, only string) (err error) {
	chosen, err := choose(only)
	if err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "seam-release-")
	if err != nil {
		return fmt.Errorf("making a working directory: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	root, err := os.Getwd()
	if err != nil {
		return err
	}
	terraform, err := tf.Find(ctx)
	if err != nil {
		return err
	}
	key, err := newSigningKey()
	if err != nil {
		return err
	}

	report := report{out}
	built, err := snapshot{command{dir: root}, dir, chosen, key}.build(ctx, report)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, built.files.Close()) }()
	report.heading("The release " + built.version + ", as the registry takes it")
	if err := report.verify(built.checks()...); err != nil {
		return err
	}
	report.heading("The same commit, built once more in another directory")
	if err := report.verify(built.rebuilt(ctx, dir)); err != nil {
		return err
	}
	report.heading("The release, installed from a mirror and used on a fake of the Seam API")
	installed, err := install(built, dir, terraform)
	if err != nil {
		return err
	}
	defer installed.server.Close()
	return report.verify(installed.checks(ctx)...)
}
