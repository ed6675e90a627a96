// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package seam

import (
	"reflect"
	"testing"
)

func TestGetACSSystem(t *testing.T) {
	t.Parallel()
	client, script := answering(t, `{"ok":true,"acs_system":{
		"acs_system_id":"s", "workspace_id":"w", "connected_account_id":"c", "name":"Main building",
		"external_type":"salto_ks_site", "external_type_display_name":"Salto KS site", "is_credential_manager":true,
		"errors":[{"error_code":"account_disconnected","is_bridge_error":true}], "warnings":[{"warning_code":"setup_required"}],
		"created_at":"2030-01-01T00:00:00.000Z", "location":{"time_zone":null}}}`)
	want := &ACSSystem{
		ACSSystemID: "s", WorkspaceID: "w", ConnectedAccountID: "c", Name: "Main building",
		ExternalType: "salto_ks_site", ExternalTypeDisplayName: "Salto KS site", IsCredentialManager: true,
		Errors: []Issue{{Code: "account_disconnected"}}, Warnings: []Issue{{Code: "setup_required"}},
		CreatedAt: "2030-01-01T00:00:00.000Z",
	}
	got, err := client.GetACSSystem(t.Context(), "s")
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v, %v\nwant %+v", got, err, want)
	}
	checkRequest(t, script, "/acs/systems/get", `{"acs_system_id":"s"}`)
}

func TestListACSSystems(t *testing.T) {
	t.Parallel()
	client, script := answering(t, `{"ok":true,"acs_systems":[{"acs_system_id":"s"}]}`)
	systems, err := client.ListACSSystems(t.Context(), ACSSystemFilter{Search: "main"})
	if err != nil || len(systems) != 1 || systems[0].ACSSystemID != "s" {
		t.Fatalf("got %v, %v", systems, err)
	}
	checkRequest(t, script, "/acs/systems/list", `{"search":"main"}`)
}
