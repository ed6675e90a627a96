// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

// Command terraform prints the path of a Terraform CLI that the provider supports. If there is none, it installs one into
// the module's bin/.
package main

import (
	"context"
	"fmt"
	"os"

	"github.com/seamapi/terraform-provider-seam/internal/tf"
)

func main() {
	path, err := tf.Find(context.Background())
	if err != nil {
		fmt.Fprintln(os.Stderr, "terraform:", err)
		os.Exit(1)
	}
	fmt.Println(path)
}
