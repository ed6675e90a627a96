// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

// Command live learns how the Seam API behaves where nothing that Seam publishes tells, in the sandbox workspace that
// SEAM_API_KEY opens. It adds one ACS user to one access group and removes the user again, leaves everything as it was, and
// prints a report that holds no name, no ID and no credential. In a workspace that is no sandbox it refuses to work.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/seamapi/terraform-provider-seam/internal/seam"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := run(ctx, os.Getenv, os.Stdout)
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "live:", err)
		os.Exit(1)
	}
}

// run makes a pass with the settings in the environment, and prints what it learnt to out, also where it fails midway.
func run(ctx context.Context, getenv func(string) string, out io.Writer) error {
	if getenv("SEAM_API_KEY") == "" {
		return errors.New("SEAM_API_KEY is not set: it takes an API key of a sandbox workspace")
	}
	credential, err := seam.APIKey(getenv("SEAM_API_KEY"))
	if err != nil {
		return fmt.Errorf("SEAM_API_KEY: %w", err)
	}
	p := &pass{patience: 2 * time.Minute, interval: time.Second}
	p.client, err = seam.New(seam.Config{
		Endpoint:   getenv("SEAM_ENDPOINT"),
		Credential: credential,
		UserAgent:  "terraform-provider-seam/live",
		MaxRetries: seam.DefaultMaxRetries,
		Log:        p.report.noteRetry,
	})
	if err != nil {
		return fmt.Errorf("SEAM_ENDPOINT: %w", err)
	}
	err = p.run(ctx)
	return errors.Join(err, p.report.print(out))
}
