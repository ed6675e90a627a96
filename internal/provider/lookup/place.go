// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package lookup

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/seamapi/terraform-provider-seam/internal/provider/connection"
)

// inWorkspace returns a function that names the workspace of the credential in an error. An error without the name is better
// than one about the name, so that a workspace that cannot be read is no error.
func inWorkspace(conn *connection.Connection) func(context.Context) (string, diag.Diagnostics) {
	return func(ctx context.Context) (string, diag.Diagnostics) {
		workspace, err := conn.Roster.Workspace(ctx)
		if err != nil {
			return "the workspace of the credential", nil
		}
		return fmt.Sprintf("the workspace %s (%s)", quoted(workspace.Name), workspace.WorkspaceID), nil
	}
}

// inSystem returns a function that names an access system in an error. If the access system does not exist, that is the error:
// nothing in it could be found.
func inSystem(conn *connection.Connection, acsSystemID string) func(context.Context) (string, diag.Diagnostics) {
	return func(ctx context.Context) (string, diag.Diagnostics) {
		system, err := conn.Directory.ACSSystem(ctx, acsSystemID)
		if err != nil {
			return "", told(conn, acsSystemKind().notRead("acs_system_id", acsSystemID, err))
		}
		return fmt.Sprintf("the access system %s (%s)", quoted(system.Name), acsSystemID), nil
	}
}
