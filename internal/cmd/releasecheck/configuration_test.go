// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"os"
	"slices"
	"strings"
	"testing"
)

func TestConfigurationBuildsAllPlatforms(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		targets []string
		want    string
	}{
		"all of them":   {platforms(), ""},
		"one too few":   {platforms()[1:], "darwin_amd64 is missing"},
		"one too many":  {append(platforms(), "plan9_amd64"), "plan9_amd64 should not be there"},
		"none whatever": {nil, "is missing"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			err := configured(t, "builds:\n  - targets: ["+strings.Join(test.targets, ", ")+"]\n").checkPlatforms()
			if (err == nil) != (test.want == "") || err != nil && !strings.Contains(err.Error(), test.want) {
				t.Errorf("got the error %v, want %q", err, test.want)
			}
		})
	}
	t.Run("two builds", func(t *testing.T) {
		t.Parallel()
		if err := configured(t, "builds:\n  - {}\n  - {}\n").checkPlatforms(); err == nil {
			t.Error("two builds were taken for one")
		}
	})
}

func TestNarrowedConfigurationBuildsOnlyWhatIsAskedFor(t *testing.T) {
	t.Parallel()
	content, err := narrowed([]byte("project_name: seam\nbuilds:\n  - targets: [linux_arm, linux_386]\n    binary: b\n"), []string{"linux_386"})
	must(t, err)
	got := configured(t, string(content))
	if !slices.Equal(got.Builds[0].Targets, []string{"linux_386"}) || got.ProjectName != "seam" || !strings.Contains(string(content), "binary: b") {
		t.Errorf("got:\n%s", content)
	}
	if _, err := narrowed([]byte("project_name: seam\n"), []string{"linux_386"}); err == nil {
		t.Error("a configuration without build was narrowed")
	}
}

func TestPlatformsAreAllOrThoseAskedForAndThisOne(t *testing.T) {
	t.Parallel()
	all, err := choose("")
	if err != nil || !slices.Equal(all, platforms()) {
		t.Errorf("got %q, %v", all, err)
	}
	some, err := choose("windows_arm64," + thisPlatform())
	if want := []string{thisPlatform(), "windows_arm64"}; err != nil || !slices.Equal(some, want) {
		t.Errorf("got %q, %v, want %q", some, err, want)
	}
	if _, err := choose("windows_arm65"); err == nil || !strings.Contains(err.Error(), "windows_arm65") {
		t.Errorf("got the error %v", err)
	}
}

// configured returns a configuration of goreleaser.
func configured(t *testing.T, content string) configuration {
	t.Helper()
	root, err := os.OpenRoot(newRepository(t, map[string]string{configurationFile: content}))
	must(t, err)
	t.Cleanup(func() { must(t, root.Close()) })
	read, err := readConfiguration(root)
	must(t, err)
	return read
}
