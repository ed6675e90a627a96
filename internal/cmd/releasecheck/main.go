// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

// Command releasecheck checks a release before anybody gets it: that the Terraform Registry takes it, and that the real
// Terraform installs it from a mirror and uses it on a fake of the Seam API. Unless told that there is one in dist/, it
// builds a snapshot of a release and signs it with a throw-away key. It prints what holds, and fails at the first thing that
// does not. It has to run in the root of the repository.
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
)

func main() {
	isBuilt := flag.Bool("built", false, "check the release in dist/, signed by the key of GPG_FINGERPRINT, instead of building a snapshot")
	platforms := flag.String("platforms", "", "build only for these platforms, separated by commas, and for the one that this runs on")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := run(ctx, os.Stdout, *isBuilt, *platforms)
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "releasecheck:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, out io.Writer, isBuilt bool, platforms string) (err error) {
	// A short path: the agent of gpg has a socket in there.
	dir, err := os.MkdirTemp("", "seam-release-")
	if err != nil {
		return fmt.Errorf("making a working directory: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()

	signer := gpg{signer: os.Getenv("GPG_FINGERPRINT")}
	if isBuilt && signer.signer == "" {
		return errors.New("GPG_FINGERPRINT is not set: it names the key of the release")
	}
	if !isBuilt {
		if signer, err = snapshot(ctx, dir, platforms); err != nil {
			return err
		}
		defer func() { err = errors.Join(err, signer.stop(context.WithoutCancel(ctx))) }()
	}
	built, err := readRelease(os.DirFS("."))
	if err != nil {
		return err
	}
	if built.key, err = signer.publicKey(ctx); err != nil {
		return err
	}

	_, _ = fmt.Fprintf(out, "\nThe release %s, as the registry takes it\n", built.version)
	if err := verify(out, built.checks()); err != nil {
		return err
	}
	if !built.isSigned() {
		report(out, "NOT CHECKED", "the signature: there is no gpg on this machine")
	}
	_, _ = fmt.Fprintln(out, "\nThe release, installed from a mirror and used on a fake of the Seam API")
	installed, err := install(ctx, built, dir)
	if err != nil {
		return err
	}
	defer installed.server.Close()
	return verify(out, installed.checks(ctx))
}

// check is something that has to be true of a release.
type check struct {
	claim  string
	verify func() error
}

// verify goes through checks, prints a line for each, and stops at the first that fails.
func verify(out io.Writer, checks []check) error {
	for _, check := range checks {
		if err := check.verify(); err != nil {
			report(out, "FAILED", check.claim)
			return fmt.Errorf("%s: %w", check.claim, err)
		}
		report(out, "ok", check.claim)
	}
	return nil
}

// report prints a line. If nobody reads it, the exit status still tells.
func report(out io.Writer, verdict, claim string) {
	_, _ = fmt.Fprintf(out, "  %-12s %s\n", verdict, claim)
}
