// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package lookup

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/seamapi/terraform-provider-seam/internal/provider/connection"
)

// inWorkspace returns what names the workspace that the credential opens, as well as it can: the name is no more than a help in an
// error.
func inWorkspace(conn *connection.Connection) func(context.Context) (string, diag.Diagnostics) {
	return func(ctx context.Context) (string, diag.Diagnostics) {
		workspace, err := conn.Roster.Workspace(ctx)
		if err != nil {
			return "the workspace of the credential", nil
		}
		return fmt.Sprintf("the workspace %q (%s)", workspace.Name, workspace.WorkspaceID), nil
	}
}

// inSystem returns what names an access system. One that is not there is an error: nothing that is looked for in it could
// be found.
func inSystem(conn *connection.Connection, acsSystemID string) func(context.Context) (string, diag.Diagnostics) {
	return func(ctx context.Context) (string, diag.Diagnostics) {
		system, err := conn.Directory.ACSSystem(ctx, acsSystemID)
		if err != nil {
			return "", diag.Diagnostics{acsSystemKind().notRead("acs_system_id", acsSystemID, err)}
		}
		return fmt.Sprintf("the access system %q (%s)", system.Name, acsSystemID), nil
	}
}
