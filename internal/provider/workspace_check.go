// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package provider

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/seamapi/terraform-provider-seam/internal/seam"
)

// madeInWorkspace is an object of the state, which was made in one workspace.
type madeInWorkspace interface {
	isOf(workspace *seam.Workspace) bool
	subject() string
	otherWorkspace(workspace *seam.Workspace) diag.Diagnostic
	membersUnknown(err error) diag.Diagnostic
}

// sameWorkspace refuses to change anything in another workspace than the one of the state.
func (c *connection) sameWorkspace(ctx context.Context, state madeInWorkspace) diag.Diagnostics {
	workspace, err := c.roster.Workspace(ctx)
	switch {
	case err != nil:
		return diag.Diagnostics{workspaceNotRead(state.subject(), err)}
	case !state.isOf(workspace):
		return diag.Diagnostics{state.otherWorkspace(workspace)}
	default:
		return nil
	}
}

// notFound tells why Seam has not what the state has: no error means that it is gone. In another workspace everything
// looks gone, or answers with any error at all, so that is asked before anything is concluded.
func (c *connection) notFound(ctx context.Context, state madeInWorkspace, err error) diag.Diagnostics {
	workspace, workspaceErr := c.roster.Workspace(ctx)
	switch {
	case workspaceErr == nil && !state.isOf(workspace):
		return diag.Diagnostics{state.otherWorkspace(workspace)}
	case err != nil && !seam.IsNotFound(err):
		return diag.Diagnostics{state.membersUnknown(err)}
	case workspaceErr != nil:
		return diag.Diagnostics{workspaceNotRead(state.subject(), workspaceErr)}
	default:
		return nil
	}
}
