// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

func TestBinaryIsTakenOnlyAsItWasToBeBuilt(t *testing.T) {
	t.Parallel()
	const flags = "-ldflags=-X main.version=" + madeUpVersion
	tests := map[string]struct {
		platform string
		cgo      string
		flags    []string
		want     string
	}{
		"as it was to be built":  {thisPlatform(), "0", []string{"-trimpath", flags}, ""},
		"for another platform":   {"plan9_mips", "0", []string{"-trimpath", flags}, "the binary is for " + thisPlatform()},
		"with paths of the host": {thisPlatform(), "0", []string{flags}, "without -trimpath"},
		"without the version":    {thisPlatform(), "0", []string{"-trimpath"}, "does not have the version"},
		"with cgo":               {thisPlatform(), "1", []string{"-trimpath", flags}, "with cgo"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			err := checkBinary(buildSmall(t, test.cgo, test.flags), test.platform, madeUpVersion)
			if (err == nil) != (test.want == "") || err != nil && !strings.Contains(err.Error(), test.want) {
				t.Errorf("got the error %v, want %q", err, test.want)
			}
		})
	}
}

func TestBinaryHasToBeGo(t *testing.T) {
	t.Parallel()
	if err := checkBinary([]byte("#!/bin/sh\n"), thisPlatform(), madeUpVersion); err == nil {
		t.Error("a script was taken for the provider")
	}
}

func TestRebuiltBinaryHasToBeTheReleasedOne(t *testing.T) {
	t.Parallel()
	key, err := newSigningKey()
	must(t, err)
	released := newMadeUp(t, key)
	repository := newRepository(t, map[string]string{
		"dist/artifacts.json": `[{"name": "binary", "path": "dist/binary", "type": "Binary"}]`,
		"dist/binary":         "a binary",
	})
	must(t, released.compareWith(repository))
	must(t, os.WriteFile(filepath.Join(repository, "dist", "binary"), []byte("a binary of another time"), 0o600))
	if err := released.compareWith(repository); err == nil || !strings.Contains(err.Error(), "differs from the released binary") {
		t.Errorf("got the error %v", err)
	}
}

// buildSmall builds a program with a version for this platform.
func buildSmall(t *testing.T, cgo string, flags []string) []byte {
	t.Helper()
	dir := newRepository(t, map[string]string{
		"go.mod":  "module small\n",
		"main.go": "package main\n\nvar version = \"none\"\n\nfunc main() { println(version) }\n",
	})
	binary := filepath.Join(dir, "small")
	build := exec.CommandContext(t.Context(), "go", append([]string{"build", "-buildvcs=false", "-o", binary}, flags...)...)
	build.Dir, build.Env = dir, append(os.Environ(), "CGO_ENABLED="+cgo)
	var output bytes.Buffer
	build.Stdout, build.Stderr = &output, &output
	if err := build.Run(); err != nil {
		t.Fatalf("building: %v\n%s", err, &output)
	}
	content, err := os.ReadFile(binary)
	must(t, err)
	return content
}
