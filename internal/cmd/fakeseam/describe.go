// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"bytes"
	"fmt"
	"io"
	"strings"

	"github.com/seamapi/terraform-provider-seam/internal/fakeseam"
)

// describe writes what it takes to use the fake, as HCL to paste into a configuration.
func describe(w io.Writer, b fakeseam.Building, endpoint, apiKey string) error {
	var text bytes.Buffer
	fmt.Fprintf(&text, `# A fake of the Seam API is listening, until Ctrl-C. Paste this into a configuration.

provider "seam" {
  endpoint = %q
  api_key  = %q
}

locals {
  workspace_id  = %q
  acs_system_id = %q # %s
`, endpoint, apiKey, b.WorkspaceID, b.System.ID, b.System.Name)
	writeMap(&text, "acs_access_groups", "", b.Groups)
	writeMap(&text, "acs_users", "", b.Users)
	writeMap(&text, "user_identities", " # the last two have no ACS user yet", b.Identities)
	text.WriteString("}\n")
	_, err := w.Write(text.Bytes())
	return err
}

// writeMap writes a local value that maps names to IDs, aligned as terraform fmt does.
func writeMap(text *bytes.Buffer, name, comment string, entries []fakeseam.Named) {
	width := 0
	for _, entry := range entries {
		width = max(width, len(entry.Name))
	}
	fmt.Fprintf(text, "\n  %s = {%s\n", name, comment)
	for _, entry := range entries {
		padding := strings.Repeat(" ", width-len(entry.Name))
		fmt.Fprintf(text, "    %q%s = %q\n", entry.Name, padding, entry.ID)
	}
	text.WriteString("  }\n")
}
