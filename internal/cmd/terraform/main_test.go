// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"context"
	"os"
	"path/filepath"
	"testing"
)

func TestTerraformOnPATHIsUsed(t *testing.T) {
	onPath, installed := t.TempDir(), t.TempDir()
	want := fakeTerraform(t, onPath, "1.11.0")
	fakeTerraform(t, installed, "1.99.0")
	t.Setenv("PATH", onPath)

	if got := find(t, installed); got != want {
		t.Errorf("terraform is %s, want the one on PATH, %s", got, want)
	}
}

func TestTerraformThatIsTooOldIsPassedOver(t *testing.T) {
	onPath, installed := t.TempDir(), t.TempDir()
	fakeTerraform(t, onPath, "1.10.9")
	want := fakeTerraform(t, installed, "1.11.0")
	t.Setenv("PATH", onPath)

	if got := find(t, installed); got != want {
		t.Errorf("terraform is %s, want the installed one, %s", got, want)
	}
}

func TestTerraformIsInstalledWhereThereIsNone(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	ctx, cancel := context.WithCancel(t.Context())
	cancel() // before anything is fetched

	dir := filepath.Join(t.TempDir(), "bin")
	if path, err := terraform(ctx, dir); err == nil {
		t.Fatalf("terraform is %s, want the installer's error", path)
	}
	if _, err := os.Stat(dir); err != nil {
		t.Errorf("the installer was not reached: %v", err)
	}
}

func find(t *testing.T, dir string) string {
	t.Helper()
	path, err := terraform(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	return path
}

// fakeTerraform writes a program into dir that says it is Terraform of a version.
func fakeTerraform(t *testing.T, dir, version string) string {
	t.Helper()
	path := filepath.Join(dir, "terraform")
	script := "#!/bin/sh\necho '{\"terraform_version\": \"" + version + "\"}'\n"
	if err := os.WriteFile(path, []byte(script), 0o700); err != nil {
		t.Fatal(err)
	}
	return path
}
