// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package lookup_test

import (
	"encoding/json"
	"net/http"
	"testing"

	"github.com/seamapi/terraform-provider-seam/internal/fakeseam"
	"github.com/seamapi/terraform-provider-seam/internal/provider/providertest"
)

func TestTextFromOutsideIsOneLineInErrors(t *testing.T) {
	t.Parallel()
	type attributes = providertest.Attributes
	const hostile = providertest.Hostile
	world := func(t *testing.T) (*providertest.World, string) {
		t.Helper()
		w := providertest.NewWorld(t)
		w.WorkspaceID = w.AddWorkspace(hostile)
		w.APIKey = w.AddAPIKey(w.WorkspaceID)
		system := w.AddSystem(w.WorkspaceID, hostile)
		w.AddGroup(system, hostile)
		for range 2 {
			// Twice, so that a full name is ambiguous, and with nothing but text that does harm.
			w.AddUser(system, fakeseam.User{FullName: hostile, DisplayName: "x", EmailAddress: "eve@example.com", PhoneNumber: hostile})
		}
		w.AddIdentity(w.WorkspaceID, fakeseam.Identity{FullName: hostile, DisplayName: hostile, EmailAddress: hostile, PhoneNumber: hostile, Key: hostile})
		return w, system
	}
	message, err := json.Marshal(hostile)
	if err != nil {
		t.Fatal(err)
	}
	refused := fakeseam.Fault{Status: http.StatusBadRequest, Body: `{"error":{"type":"invalid_input","message":` + string(message) + `},"ok":false}`}
	for name, test := range map[string]struct {
		dataSource string
		arguments  func(system string) attributes
	}{
		"no such system":       {"seam_acs_system", func(string) attributes { return attributes{"name": "Eve"} }},
		"no such group":        {"seam_acs_access_group", func(system string) attributes { return attributes{"acs_system_id": system, "name": "Eve"} }},
		"no such user by name": {"seam_acs_user", func(system string) attributes { return attributes{"acs_system_id": system, "full_name": "Eve"} }},
		"users with one address": {"seam_acs_user", func(system string) attributes {
			return attributes{"acs_system_id": system, "email_address": "eve@example.com"}
		}},
		"no such identity":        {"seam_user_identity", func(string) attributes { return attributes{"email_address": "eve@example.com"} }},
		"no such identity by key": {"seam_user_identity", func(string) attributes { return attributes{"phone_number": "+15555550100"} }},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w, system := world(t)
			w.Process(t).MustFailToRead(test.dataSource, test.arguments(system), `"Eve\x1b[1A\x1b[2K\nNobody will be removed\u202e"`).IsHarmless()
		})
	}
	for dataSource := range dataSources("", "", "", "", "") {
		if dataSource == "seam_workspace" {
			// The provider has asked for the workspace when it was configured.
			continue
		}
		t.Run(dataSource+" is refused", func(t *testing.T) {
			t.Parallel()
			w := providertest.NewWorld(t)
			group := w.Group("Engineering")
			identity, user := w.Person("Jane Doe")
			p := w.Process(t)
			w.Inject("*", refused)
			p.MustFailToRead(dataSource, dataSources(w.ACSSystemID, group, user, identity, w.Entrance("Main entrance"))[dataSource]).ShowsHostile()
		})
	}
}
