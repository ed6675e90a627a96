// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package tf

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestTerraformGetsOnlyTheSettingsOfItsDirectory(t *testing.T) {
	t.Setenv("TF_LOG", "TRACE")
	t.Setenv("TF_CLI_CONFIG_FILE", "/somebody/else")
	t.Setenv("SEAM_API_KEY", "the key of whoever runs this")
	t.Setenv("OTHER", "kept")
	dir := Dir{Path: t.TempDir(), Terraform: script(t, t.TempDir(), "pwd; env"), Env: []string{"SEAM_ENDPOINT=http://localhost", "TF_INPUT=1"}}
	output, err := dir.Run(t.Context(), "plan")
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(output, "\n")
	for _, want := range []string{
		dir.Path, "OTHER=kept", "SEAM_ENDPOINT=http://localhost", "TF_INPUT=1",
		"TF_CLI_CONFIG_FILE=" + dir.Path + "/terraform.rc", "TF_IN_AUTOMATION=1", "CHECKPOINT_DISABLE=1",
	} {
		if !slices.Contains(lines, want) {
			t.Errorf("there is no line %q in:\n%s", want, output)
		}
	}
	for _, unwanted := range []string{"TF_LOG", "SEAM_API_KEY", "/somebody/else", "TF_INPUT=0"} {
		if strings.Contains(output, unwanted) {
			t.Errorf("%s is in:\n%s", unwanted, output)
		}
	}
}

func TestRunReturnsAllThatAFailedCommandPrinted(t *testing.T) {
	t.Parallel()
	dir := Dir{Path: t.TempDir(), Terraform: script(t, t.TempDir(), `echo "$@"; echo wrong >&2; exit 3`)}
	output, err := dir.Run(t.Context(), "state", "list")
	var exit *exec.ExitError
	if !errors.As(err, &exit) || exit.ExitCode() != 3 || err.Error() != "terraform state: exit status 3" {
		t.Errorf("got the error %v", err)
	}
	if output != "state list -no-color\nwrong\n" {
		t.Errorf("got the output %q", output)
	}
}

func TestTerraformIsInterruptedAtTheEndOfItsContext(t *testing.T) {
	t.Parallel()
	commands := `trap 'echo interrupted; exit 1' INT; touch started; while :; do sleep 0.01; done`
	dir := Dir{Path: t.TempDir(), Terraform: script(t, t.TempDir(), commands)}
	ctx, cancel := context.WithCancelCause(t.Context())
	defer cancel(nil)
	late := errors.New("it is late")
	go func() {
		for ctx.Err() == nil {
			if _, err := os.Stat(filepath.Join(dir.Path, "started")); err == nil {
				cancel(late)
			}
			time.Sleep(time.Millisecond)
		}
	}()
	output, err := dir.Run(ctx, "apply")
	if !errors.Is(err, late) || err.Error() != "terraform apply: it is late" || output != "interrupted\n" {
		t.Errorf("got the error %v and the output %q", err, output)
	}
}
