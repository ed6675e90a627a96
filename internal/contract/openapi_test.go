// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

//go:build contract

package contract_test

import (
	"bytes"
	"os"
	"os/exec"
	"testing"
)

func TestDocumentIsWhatThePinnedVersionYields(t *testing.T) {
	t.Parallel()
	command := exec.CommandContext(t.Context(), "node", "npm/openapi.mjs")
	command.Stderr = os.Stderr
	want, err := command.Output()
	if err != nil {
		t.Fatalf("reducing Seam's OpenAPI document: %v", err)
	}
	got, err := os.ReadFile("openapi.json")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Error("openapi.json is not what the pinned @seamapi/types yields: run \"make openapi\", and look at the difference")
	}
}
