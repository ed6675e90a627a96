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

terraform {
  required_providers {
    seam = { source = "seamapi/seam" }
  }
}

provider "seam" {
  endpoint = %q
  api_key  = %q
}

locals {
  workspace_id  = %q
  acs_system_id = %q # %s
`, endpoint, apiKey, b.WorkspaceID, b.System.ID, b.System.Name)
	writeMap(&text, "acs_access_groups", "", b.Groups)
	writeMap(&text, "acs_entrances", "", b.Entrances)
	writeMap(&text, "acs_users", "", b.Users)
	writeMap(&text, "user_identities", " # the last two have no ACS user yet", b.Identities)
	text.WriteString("}\n")
	writeCommands(&text, b, endpoint, apiKey)
	_, err := w.Write(text.Bytes())
	return err
}

// writeCommands writes how to look at an access group and to change it behind Terraform's back, as comments.
func writeCommands(text *bytes.Buffer, b fakeseam.Building, endpoint, apiKey string) {
	group, user := b.Groups[0], b.Users[0]
	members := fmt.Sprintf(`{"acs_access_group_id":%q}`, group.ID)
	membership := fmt.Sprintf(`{"acs_access_group_id":%q,"acs_user_id":%q}`, group.ID, user.ID)
	text.WriteString("\n# Change access by hand, in another terminal, and see what terraform plan says of it.\n")
	for _, command := range []struct{ title, path, body string }{
		{"Who is in " + group.Name, "/acs/access_groups/list_users", members},
		{"Put " + user.Name + " into " + group.Name, "/acs/users/add_to_access_group", membership},
		{"Take " + user.Name + " out of " + group.Name, "/acs/users/remove_from_access_group", membership},
	} {
		fmt.Fprintf(text, "#\n# %s:\n# curl -sS %s -H %s -H %s -d %s\n", command.title, endpoint+command.path,
			quoted("Authorization: Bearer "+apiKey), quoted("Content-Type: application/json"), quoted(command.body))
	}
}

// quoted is a text as one word of a shell command.
func quoted(text string) string {
	return "'" + strings.ReplaceAll(text, "'", `'\''`) + "'"
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
