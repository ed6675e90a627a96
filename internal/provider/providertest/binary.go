// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package providertest

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"
)

// binaryDir names the environment variable with the directory that the provider is built into.
const binaryDir = "SEAM_TEST_BINARY_DIR"

// Main runs the tests of a package that uses a CLI, and returns their exit code. It keeps the settings of whoever runs the
// tests away from them, and removes what was built.
func Main(m *testing.M) int {
	code, err := run(m)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return code
}

func run(m *testing.M) (code int, err error) {
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
	if err := os.Setenv(binaryDir, dir); err != nil {
		return 0, err
	}
	return m.Run(), nil
}

// builtProvider builds the provider as users run it, when it is first called, and returns the directory of the binary.
var builtProvider = sync.OnceValues(func() (dir string, err error) { //nolint:gochecknoglobals // This is how Go does something once in a process.
	dir = os.Getenv(binaryDir)
	if dir == "" {
		return "", errors.New("the package of this test needs a TestMain that calls providertest.Main")
	}
	build := exec.CommandContext(context.Background(), "go", "build",
		"-o", filepath.Join(dir, "terraform-provider-seam"), "github.com/seamapi/terraform-provider-seam")
	if output, err := build.CombinedOutput(); err != nil {
		return "", fmt.Errorf("building the provider: %w\n%s", err, output)
	}
	return dir, nil
})
