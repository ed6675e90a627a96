// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package tf

import (
	"context"
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

func TestFindReturnsTheTerraformOnPATH(t *testing.T) {
	onPath, installed := t.TempDir(), t.TempDir()
	want := fakeTerraform(t, onPath, "1.11.0")
	fakeTerraform(t, installed, "1.99.0")
	t.Setenv("PATH", onPath)

	if path, err := find(t.Context(), installed); err != nil || path != want {
		t.Errorf("got %s, %v, want the one on PATH, %s", path, err, want)
	}
}

func TestFindPassesOverATerraformThatIsTooOld(t *testing.T) {
	onPath, installed := t.TempDir(), t.TempDir()
	fakeTerraform(t, onPath, "1.10.9")
	want := fakeTerraform(t, installed, "1.11.0")
	t.Setenv("PATH", onPath)

	if path, err := find(t.Context(), installed); err != nil || path != want {
		t.Errorf("got %s, %v, want the installed one, %s", path, err, want)
	}
}

func TestFindInstallsTerraformIfThereIsNone(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	ctx, cancel := context.WithCancel(t.Context())
	cancel() // before anything is fetched

	dir := filepath.Join(t.TempDir(), "bin")
	if path, err := find(ctx, dir); err == nil {
		t.Fatalf("got %s, want the installer's error", path)
	}
	if _, err := os.Stat(dir); err != nil {
		t.Errorf("the installer was not reached: %v", err)
	}
}

func TestFindPrefersTheTerraformOfTheEnvironment(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	want := fakeTerraform(t, t.TempDir(), "1.2.3")
	t.Setenv("TF_ACC_TERRAFORM_PATH", want)
	if path, err := Find(t.Context()); err != nil || path != want {
		t.Errorf("got %s, %v, want %s", path, err, want)
	}

	t.Setenv("TF_ACC_TERRAFORM_PATH", want+"-missing")
	if path, err := Find(t.Context()); err == nil {
		t.Errorf("got %s, want an error", path)
	}
}

// fakeTerraform writes a program into dir that says it is Terraform of a version.
func fakeTerraform(t *testing.T, dir, version string) string {
	t.Helper()
	return script(t, dir, `echo '{"terraform_version": "`+version+`"}'`)
}

// script writes a shell script into dir in the place of Terraform, and returns its path.
func script(t *testing.T, dir, commands string) string {
	t.Helper()
	path := filepath.Join(dir, "terraform")
	// A program that another test starts meanwhile would have the file open for writing, and nobody could run it.
	syscall.ForkLock.RLock()
	err := os.WriteFile(path, []byte("#!/bin/sh\n"+commands+"\n"), 0o700)
	syscall.ForkLock.RUnlock()
	if err != nil {
		t.Fatal(err)
	}
	return path
}
