// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package provider

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
)

// inWorkspace names the workspace that the credential opens, as well as it can: the name is no more than a help in an
// error.
func (d *dataSource) inWorkspace(ctx context.Context) (string, diag.Diagnostics) {
	workspace, err := d.roster.Workspace(ctx)
	if err != nil {
		return "the workspace of the credential", nil
	}
	return fmt.Sprintf("the workspace %q (%s)", workspace.Name, workspace.WorkspaceID), nil
}

// inSystem returns what names an access system. One that is not there is an error: nothing that is looked for in it could
// be found.
func (d *dataSource) inSystem(acsSystemID string) func(context.Context) (string, diag.Diagnostics) {
	return func(ctx context.Context) (string, diag.Diagnostics) {
		system, err := d.directory.ACSSystem(ctx, acsSystemID)
		if err != nil {
			return "", diag.Diagnostics{acsSystemKind().notRead("acs_system_id", acsSystemID, err)}
		}
		return fmt.Sprintf("the access system %q (%s)", system.Name, acsSystemID), nil
	}
}
