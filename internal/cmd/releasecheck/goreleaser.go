// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"context"
	"fmt"
	"os"
	"strconv"
	"strings"
)

// goreleaser runs the release tool, at the version that its module pins.
func goreleaser(ctx context.Context, in command, arguments ...string) error {
	in, err := withRemote(ctx, in)
	if err != nil {
		return err
	}
	tool := []string{"tool", "-modfile=tools/goreleaser/go.mod", "goreleaser"}
	return in.shown(ctx, "go", append(tool, arguments...)...)
}

// withRemote tells git of a remote where a clone has none: without the address of one, goreleaser does not look for the
// commit either.
func withRemote(ctx context.Context, in command) (command, error) {
	remotes, err := in.output(ctx, "git", "remote")
	if err != nil {
		return command{}, fmt.Errorf("%w\n%s", err, remotes)
	}
	if strings.TrimSpace(remotes) != "" {
		return in, nil
	}
	if in.environment == nil {
		in.environment = os.Environ()
	}
	set := 0 // how many settings of git there are in the environment
	if count := os.Getenv("GIT_CONFIG_COUNT"); count != "" {
		if set, err = strconv.Atoi(count); err != nil {
			return command{}, fmt.Errorf("GIT_CONFIG_COUNT: %w", err)
		}
	}
	in.environment = append(in.environment,
		fmt.Sprintf("GIT_CONFIG_COUNT=%d", set+1),
		fmt.Sprintf("GIT_CONFIG_KEY_%d=remote.origin.url", set),
		fmt.Sprintf("GIT_CONFIG_VALUE_%d=https://github.com/seamapi/terraform-provider-seam", set),
	)
	return in, nil
}
