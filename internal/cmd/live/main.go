// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

// Command live learns how the Seam API behaves where Seam publishes nothing about it, in the sandbox workspace that
// SEAM_API_KEY opens. It adds an ACS user to an access group that the user is not in, removes the user again, and prints a
// report without names, IDs or credentials. In a workspace that is not a sandbox it changes nothing.
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

// run makes a pass with the settings in the environment, and prints what it has learned, also if it fails midway.
func run(ctx context.Context, getenv func(string) string, out io.Writer) error {
	if getenv("SEAM_API_KEY") == "" {
		return errors.New("SEAM_API_KEY is not set: set it to an API key of a sandbox workspace")
	}
	credential, err := seam.APIKey(getenv("SEAM_API_KEY"))
	if err != nil {
		return fmt.Errorf("SEAM_API_KEY: %w", err)
	}
	client, err := seam.New(seam.Config{
		Endpoint:   getenv("SEAM_ENDPOINT"),
		Credential: credential,
		UserAgent:  "terraform-provider-seam/live",
		MaxRetries: seam.DefaultMaxRetries,
	})
	if err != nil {
		return fmt.Errorf("SEAM_ENDPOINT: %w", err)
	}
	p := &pass{client: client, patience: 2 * time.Minute, interval: time.Second}
	err = p.run(ctx)
	return errors.Join(err, p.print(out))
}
