// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"fmt"
	"runtime"
	"slices"
	"strings"
)

// platforms are those that the provider is released for.
func platforms() []string {
	return []string{
		"darwin_amd64", "darwin_arm64",
		"freebsd_386", "freebsd_amd64", "freebsd_arm64",
		"linux_386", "linux_amd64", "linux_arm", "linux_arm64",
		"windows_386", "windows_amd64", "windows_arm64",
	}
}

// thisPlatform is the one that the check runs on.
func thisPlatform() string {
	return runtime.GOOS + "_" + runtime.GOARCH
}

// choose returns the platforms to build for: all of them, or the one that this runs on and those that are asked for,
// separated by commas.
func choose(only string) ([]string, error) {
	if only == "" {
		return platforms(), nil
	}
	chosen := append(strings.Split(only, ","), thisPlatform())
	slices.Sort(chosen)
	chosen = slices.Compact(chosen)
	for _, platform := range chosen {
		if !slices.Contains(platforms(), platform) {
			return nil, fmt.Errorf("the provider is not released for %q", platform)
		}
	}
	return chosen, nil
}
