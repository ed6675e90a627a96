// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"runtime"
	"strings"
	"testing"
)

func TestConfigurationIsNarrowedToTheWantedPlatforms(t *testing.T) {
	t.Parallel()
	here := runtime.GOOS + "_" + runtime.GOARCH
	const before, after = "builds:\n  - env:\n      - CGO_ENABLED=0\n    targets:\n", "\narchives:\n  - formats: [zip]\n"
	whole := before + "      - plan9_386\n      - plan9_amd64\n      - " + here + "\n" + after

	for platforms, want := range map[string]string{
		"":                  whole,
		"plan9_386":         before + "      - plan9_386\n      - " + here + "\n" + after,
		"plan9_386," + here: before + "      - plan9_386\n      - " + here + "\n" + after,
	} {
		if got, err := narrowed(whole, platforms); err != nil || got != want {
			t.Errorf("%q: got %v and\n%s", platforms, err, got)
		}
	}
	if _, err := narrowed(whole, "plan9_arm"); err == nil || !strings.Contains(err.Error(), `"plan9_arm"`) {
		t.Errorf("got the error %v", err)
	}
}
