// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package provider_test

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/hashicorp/go-version"
)

// binaryDir names the environment variable that says where the provider stands as users run it, built once for all tests.
const binaryDir = "SEAM_TEST_BINARY_DIR"

func TestMain(m *testing.M) {
	code, err := buildAndRun(m)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		code = 1
	}
	os.Exit(code)
}

func buildAndRun(m *testing.M) (code int, err error) {
	// The settings of whoever runs the tests are not theirs.
	for _, variable := range []string{"SEAM_API_KEY", "SEAM_PERSONAL_ACCESS_TOKEN", "SEAM_WORKSPACE_ID", "SEAM_ENDPOINT", "TF_CLI_CONFIG_FILE"} {
		if err := os.Unsetenv(variable); err != nil {
			return 0, err
		}
	}
	dir, err := os.MkdirTemp("", "terraform-provider-seam")
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	build := exec.CommandContext(context.Background(), "go", "build", "-o", filepath.Join(dir, "terraform-provider-seam"), "../..")
	if output, err := build.CombinedOutput(); err != nil {
		return 0, fmt.Errorf("building the provider: %w\n%s", err, output)
	}
	if err := os.Setenv(binaryDir, dir); err != nil {
		return 0, err
	}
	return m.Run(), nil
}

// cli runs Terraform commands with the provider's binary, in a directory of their own, for what the testing framework
// does not show: warnings, output, the requests of a single command, and real provider processes.
type cli struct {
	t   *testing.T
	dir string
	env []string
}

// result is what a Terraform command printed, without colours, and whether it succeeded.
type result struct {
	output string
	ok     bool
}

func newCLI(t *testing.T) *cli {
	t.Helper()
	c := &cli{t: t, dir: t.TempDir()}
	c.write("terraform.rc", fmt.Sprintf("provider_installation {\n  dev_overrides { \"seamapi/seam\" = %q }\n  direct {}\n}\n", os.Getenv(binaryDir)))
	c.write("versions.tf", "terraform {\n  required_providers {\n    seam = { source = \"seamapi/seam\" }\n  }\n}\n")
	c.env = append(os.Environ(),
		"TF_CLI_CONFIG_FILE="+filepath.Join(c.dir, "terraform.rc"),
		"TF_IN_AUTOMATION=1",
		"CHECKPOINT_DISABLE=1",
	)
	return c
}

func (c *cli) write(name, content string) {
	c.t.Helper()
	if err := os.WriteFile(filepath.Join(c.dir, name), []byte(content), 0o600); err != nil { //nolint:gosec // The names are the tests' own.
		c.t.Fatal(err)
	}
}

// configure replaces the configuration.
func (c *cli) configure(config string) {
	c.t.Helper()
	c.write("main.tf", config)
}

// run runs a Terraform command, whether or not it succeeds.
func (c *cli) run(arguments ...string) result {
	c.t.Helper()
	ctx, cancel := context.WithTimeout(c.t.Context(), 5*time.Minute)
	defer cancel()
	command := exec.CommandContext(ctx, cmp.Or(os.Getenv("TF_ACC_TERRAFORM_PATH"), "terraform"), append(arguments, "-no-color")...)
	command.Dir, command.Env = c.dir, c.env
	var output bytes.Buffer
	command.Stdout, command.Stderr = &output, &output
	err := command.Run()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		c.t.Fatal(err)
	}
	return result{output: output.String(), ok: err == nil}
}

// must runs a Terraform command that has to succeed, and returns what it printed.
func (c *cli) must(arguments ...string) string {
	c.t.Helper()
	result := c.run(arguments...)
	if !result.ok {
		c.t.Fatalf("terraform %s failed:\n%s", strings.Join(arguments, " "), result.output)
	}
	return result.output
}

// mustFail runs a Terraform command that has to fail, and returns what it printed.
func (c *cli) mustFail(arguments ...string) string {
	c.t.Helper()
	result := c.run(arguments...)
	if result.ok {
		c.t.Fatalf("terraform %s succeeded:\n%s", strings.Join(arguments, " "), result.output)
	}
	return result.output
}

// skipBelow skips the test where Terraform is older. What it tests is then tested in the plugin protocol alone.
func (c *cli) skipBelow(oldest *version.Version) {
	c.t.Helper()
	var answer struct {
		Version string `json:"terraform_version"`
	}
	if err := json.Unmarshal([]byte(c.must("version", "-json")), &answer); err != nil {
		c.t.Fatal(err)
	}
	running, err := version.NewVersion(answer.Version)
	if err != nil {
		c.t.Fatal(err)
	}
	if running.LessThan(oldest) {
		c.t.Skipf("this is Terraform %s, and it takes %s", running, oldest)
	}
}

// apply applies the configuration, and returns what was printed.
func (c *cli) apply() string {
	c.t.Helper()
	return c.must("apply", "-auto-approve")
}

// plain is text without the frame and the line breaks that Terraform wraps a message in.
func plain(output string) string {
	return strings.Join(strings.Fields(strings.NewReplacer("│", " ", "╷", " ", "╵", " ").Replace(output)), " ")
}

// contains checks that a command's output says each of the phrases, however it is wrapped.
func contains(t *testing.T, output string, phrases ...string) {
	t.Helper()
	for _, phrase := range phrases {
		if !strings.Contains(plain(output), phrase) {
			t.Errorf("the output does not say %q:\n%s", phrase, output)
		}
	}
}

// lacks checks that a command's output says none of the phrases.
func lacks(t *testing.T, output string, phrases ...string) {
	t.Helper()
	for _, phrase := range phrases {
		if strings.Contains(plain(output), phrase) {
			t.Errorf("the output says %q:\n%s", phrase, output)
		}
	}
}

// check fails the test for each error that is one.
func check(t *testing.T, errs ...error) {
	t.Helper()
	for _, err := range errs {
		if err != nil {
			t.Error(err)
		}
	}
}
