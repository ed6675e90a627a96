// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package connection_test

import (
	"strings"
	"testing"

	"github.com/seamapi/terraform-provider-seam/internal/fakeseam"
	"github.com/seamapi/terraform-provider-seam/internal/provider/connection"
)

func TestKindOfAnID(t *testing.T) {
	t.Parallel()
	conn, fake, workspace := connect(t)
	system := fake.AddSystem(workspace, "Head Office")
	for id, want := range map[string]connection.Kind{
		fake.AddUser(system, fakeseam.User{FullName: "Jane Doe"}):            connection.AnACSUser,
		fake.AddIdentity(workspace, fakeseam.Identity{FullName: "Jane Doe"}): connection.AUserIdentity,
		fake.AddGroup(system, "Engineering"):                                 connection.AnAccessGroup,
		system:                                                               "",
		"8aa3a7c8-31f7-4b0c-9e0a-52d1c6a4e7f0":                               "",
	} {
		got := conn.KindOf(t.Context(), id)
		if got != want {
			t.Errorf("%s is the ID of %q, want %q", id, got, want)
		}
		if want != "" && (!strings.HasSuffix(got.Attribute(), "_id") || !strings.Contains(got.DataSource(), " data source finds the ID of "+string(got))) {
			t.Errorf("%q has the attribute %q and the data source %q", got, got.Attribute(), got.DataSource())
		}
	}
}
