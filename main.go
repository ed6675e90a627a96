// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

// The seam provider declares people, and which doors they may open, in the access systems connected to Seam.
package main

import (
	"flag"
	"log"

	"github.com/seamapi/terraform-provider-seam/internal/provider"
)

// version is set to the released version when the provider is built for the registry.
var version = "dev"

func main() {
	debug := flag.Bool("debug", false, "run the provider so that a debugger like delve can attach to it")
	flag.Parse()

	if err := provider.Serve("registry.terraform.io/seamapi/seam", version, *debug); err != nil {
		log.Fatal(err)
	}
}
