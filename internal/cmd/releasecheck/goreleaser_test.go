// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"strings"
	"testing"
)

func TestCloneWithoutRemoteGetsOneForGoreleaser(t *testing.T) {
	t.Parallel()
	clone := command{dir: t.TempDir()}
	git := func(in command, arguments ...string) string {
		t.Helper()
		output, err := in.output(t.Context(), "git", arguments...)
		if err != nil {
			t.Fatalf("%v\n%s", err, output)
		}
		return strings.TrimSpace(output)
	}
	git(clone, "init", "--quiet")
	with, err := withRemote(t.Context(), clone)
	must(t, err)
	if got := git(with, "ls-remote", "--get-url"); got != "https://github.com/seamapi/terraform-provider-seam" {
		t.Errorf("got the remote %q", got)
	}
	git(clone, "remote", "add", "origin", "https://example.com/fork")
	with, err = withRemote(t.Context(), clone)
	must(t, err)
	if got := git(with, "ls-remote", "--get-url"); got != "https://example.com/fork" {
		t.Errorf("got the remote %q", got)
	}
}
