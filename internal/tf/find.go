// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package tf

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/hashicorp/go-version"
	"github.com/hashicorp/hc-install/fs"
	"github.com/hashicorp/hc-install/product"
	"github.com/hashicorp/hc-install/releases"
)

// supported is the range of Terraform versions that the provider is tested with.
const supported = ">= 1.11.0"

// Find returns the absolute path of the Terraform CLI to run: the one that TF_ACC_TERRAFORM_PATH names, as in HashiCorp's
// testing framework; else the first one on PATH or in the module's bin/ that the provider supports; else the newest one,
// which it installs into bin/.
func Find(ctx context.Context) (string, error) {
	if named := os.Getenv("TF_ACC_TERRAFORM_PATH"); named != "" {
		path, err := exec.LookPath(named)
		if err != nil {
			return "", fmt.Errorf("TF_ACC_TERRAFORM_PATH: %w", err)
		}
		return filepath.Abs(path)
	}
	module, err := exec.CommandContext(ctx, "go", "list", "-m", "-f={{.Dir}}").Output()
	if err != nil {
		return "", fmt.Errorf("finding the module's directory: %w", err)
	}
	return find(ctx, filepath.Join(strings.TrimSpace(string(module)), "bin"))
}

// find looks for a supported Terraform on PATH and in dir, and installs the newest one into dir if there is none.
func find(ctx context.Context, dir string) (string, error) {
	constraints, err := version.NewConstraint(supported)
	if err != nil {
		return "", err
	}
	present := fs.Version{Product: product.Terraform, Constraints: constraints, ExtraPaths: []string{dir}}
	if path, err := present.Find(ctx); err == nil {
		return filepath.Abs(path)
	}

	fmt.Fprintf(os.Stderr, "no Terraform %s on PATH: installing the newest into %s\n", supported, dir)
	if err := os.MkdirAll(dir, 0o750); err != nil {
		return "", err
	}
	newest := releases.LatestVersion{Product: product.Terraform, Constraints: constraints, InstallDir: dir}
	path, err := newest.Install(ctx)
	if err != nil {
		return "", fmt.Errorf("installing Terraform %s: %w", supported, err)
	}
	return path, nil
}
