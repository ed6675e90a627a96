// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package providertest

import (
	"context"
	"errors"
	"fmt"
	"os"
	"sync"
	"testing"

	"github.com/seamapi/terraform-provider-seam/internal/tf"
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

// build is what each CLI runs.
type build struct {
	terraform string
	// dir has the binary of the provider.
	dir string
}

// builtProvider finds Terraform and builds the provider, when it is first called.
var builtProvider = sync.OnceValues(func() (build, error) { //nolint:gochecknoglobals // This is how Go does something once in a process.
	built := build{dir: os.Getenv(binaryDir)}
	if built.dir == "" {
		return build{}, errors.New("the package of this test needs a TestMain that calls providertest.Main")
	}
	var err error
	if built.terraform, err = tf.Find(context.Background()); err != nil {
		return build{}, err
	}
	return built, tf.Build(context.Background(), built.dir+"/", tf.Provider)
})
