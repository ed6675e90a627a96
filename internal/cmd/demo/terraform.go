// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"time"
)

// providerVersion is what Terraform installs the build as. It takes 0.0.0 for no version at all.
const providerVersion = "0.0.1"

// terraform runs Terraform in a directory that holds the configuration and, in mirror, the provider.
type terraform struct {
	binary   string
	dir      string
	endpoint string
	apiKey   string
}

// findTerraform returns the path of the Terraform to use: TF_ACC_TERRAFORM_PATH as in the tests, else the one on the PATH.
func findTerraform() (string, error) {
	path, err := exec.LookPath(cmp.Or(os.Getenv("TF_ACC_TERRAFORM_PATH"), "terraform"))
	if err != nil {
		return "", fmt.Errorf("this needs Terraform 1.11 or newer, on the PATH or where TF_ACC_TERRAFORM_PATH says: %w", err)
	}
	return filepath.Abs(path)
}

// install builds the provider into a mirror laid out as Terraform expects, has Terraform install it from there, and
// returns what was said about that.
func (t terraform) install(ctx context.Context) (string, error) {
	mirror := filepath.Join(t.dir, "mirror")
	name := "terraform-provider-seam_v" + providerVersion
	if runtime.GOOS == "windows" {
		name += ".exe"
	}
	provider := filepath.Join(mirror, "registry.terraform.io", "seamapi", "seam", providerVersion, runtime.GOOS+"_"+runtime.GOARCH, name)
	output, err := t.output(ctx, "", "go", "build", "-ldflags=-s -w", "-o", provider, "github.com/seamapi/terraform-provider-seam")
	if err != nil {
		return output, fmt.Errorf("building the provider: %w", err)
	}
	cliConfiguration := fmt.Sprintf("provider_installation {\n  filesystem_mirror {\n    path = %q\n  }\n}\n", mirror)
	err = errors.Join(
		os.WriteFile(filepath.Join(t.dir, "terraform.rc"), []byte(cliConfiguration), 0o600),
		os.WriteFile(filepath.Join(t.dir, configurationName), []byte(configuration), 0o600),
	)
	if err != nil {
		return "", fmt.Errorf("writing the configuration: %w", err)
	}
	output, err = t.run(ctx, "init")
	if err != nil {
		return output, err
	}
	// The rest is advice on lock files.
	return strings.Join(regexp.MustCompile(`(?m)^- .*`).FindAllString(output, -1), "\n"), nil
}

// run runs a Terraform command and returns what it printed.
func (t terraform) run(ctx context.Context, arguments ...string) (string, error) {
	output, err := t.output(ctx, t.dir, t.binary, append(slices.Clone(arguments), "-no-color")...)
	if err != nil {
		return output, fmt.Errorf("terraform %s: %w", arguments[0], err)
	}
	return output, nil
}

// output runs a command in a directory, by default the current one. When ctx ends, the command is interrupted, so that it
// cleans up, and killed only where that takes it too long; the error is then the cause of that end.
func (t terraform) output(ctx context.Context, dir, name string, arguments ...string) (string, error) {
	cmd := exec.CommandContext(ctx, name, arguments...)
	cmd.Dir, cmd.Env = dir, t.environment()
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
	cmd.WaitDelay = 10 * time.Second
	output, err := cmd.CombinedOutput()
	if err != nil && ctx.Err() != nil {
		err = context.Cause(ctx)
	}
	return string(output), err
}

// environment is the one of the demo, without any setting of Terraform or the provider but those that the story needs.
// What an interrupted command leaves among the temporary files goes with the directory.
func (t terraform) environment() []string {
	others := slices.DeleteFunc(os.Environ(), func(variable string) bool {
		return strings.HasPrefix(variable, "TF_") || strings.HasPrefix(variable, "SEAM_")
	})
	return append(others,
		"SEAM_ENDPOINT="+t.endpoint,
		"SEAM_API_KEY="+t.apiKey,
		"TF_CLI_CONFIG_FILE="+filepath.Join(t.dir, "terraform.rc"),
		"TF_IN_AUTOMATION=1",
		"TF_INPUT=0",
		"CHECKPOINT_DISABLE=1",
		"TMPDIR="+t.dir,
		"GOTMPDIR="+t.dir,
	)
}

// withoutNoise drops the lines on refreshing, and the attributes of what is to be destroyed.
func withoutNoise(output string) string {
	noise := regexp.MustCompile(`(?m)^.*: Refreshing state\.\.\.\n|^  - resource (?s:.*?)^    \}\n`)
	return noise.ReplaceAllString(output, "")
}
