// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package seam

import (
	"reflect"
	"testing"
)

func TestGetWorkspace(t *testing.T) {
	t.Parallel()
	client, script := answering(t, `{"ok":true,"workspace":{"workspace_id":"w","name":"Main","company_name":"Acme",
		"is_sandbox":true,"is_suspended":true,"connect_partner_name":null,"publishable_key":"seam_pk"}}`)
	got, err := client.GetWorkspace(t.Context())
	want := &Workspace{WorkspaceID: "w", Name: "Main", CompanyName: "Acme", IsSandbox: true, IsSuspended: true}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v, %v\nwant %+v", got, err, want)
	}
	checkRequest(t, script, "/workspaces/get", `{}`)
}
