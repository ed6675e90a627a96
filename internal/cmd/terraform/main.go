// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

// The terraform program prints the path of a Terraform CLI that can run the provider's tests, demo and documentation:
// the first one on PATH that is recent enough, or else one that it installs into bin/.
package main

import (
	"context"
	"fmt"
	"log"
	"os"
	"path/filepath"

	"github.com/hashicorp/go-version"
	"github.com/hashicorp/hc-install/fs"
	"github.com/hashicorp/hc-install/product"
	"github.com/hashicorp/hc-install/releases"
)

// supported is the range of Terraform versions that the provider is tested with.
const supported = ">= 1.11.0"

func main() {
	log.SetFlags(0)
	path, err := terraform(context.Background(), "bin")
	if err != nil {
		log.Fatalf("no Terraform %s: %v", supported, err)
	}
	fmt.Println(path)
}

// terraform finds a supported Terraform on PATH or in dir, and installs the newest into dir where there is none.
func terraform(ctx context.Context, dir string) (string, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	constraints, err := version.NewConstraint(supported)
	if err != nil {
		return "", err
	}

	found := fs.Version{Product: product.Terraform, Constraints: constraints, ExtraPaths: []string{dir}}
	if path, err := found.Find(ctx); err == nil {
		return path, nil
	}

	log.Printf("no Terraform %s on PATH: installing the newest into %s", supported, dir)
	if err := os.MkdirAll(dir, 0o750); err != nil {
		return "", err
	}
	newest := releases.LatestVersion{Product: product.Terraform, Constraints: constraints, InstallDir: dir}
	return newest.Install(ctx)
}
