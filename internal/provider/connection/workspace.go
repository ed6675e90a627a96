// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package connection

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/seamapi/terraform-provider-seam/internal/seam"
)

// Tracked is an object of the state, which was made in one workspace.
type Tracked struct {
	// Subject names the object in a message.
	Subject string
	// WorkspaceID is that of the workspace that it was made in.
	WorkspaceID string
}

// SameWorkspace refuses to change anything in another workspace than the one of the object.
func (c *Connection) SameWorkspace(ctx context.Context, object Tracked) diag.Diagnostics {
	workspace, err := c.Roster.Workspace(ctx)
	switch {
	case err != nil:
		return diag.Diagnostics{WorkspaceNotRead(object.Subject, err)}
	case workspace.WorkspaceID != object.WorkspaceID:
		return diag.Diagnostics{object.otherWorkspace(workspace)}
	default:
		return nil
	}
}

// ConfirmGone tells why Seam has not what the state has: no error means that it is gone. In another workspace everything
// looks gone, or answers with any error at all, so that is asked before anything is concluded.
func (c *Connection) ConfirmGone(ctx context.Context, object Tracked, err error) diag.Diagnostics {
	workspace, workspaceErr := c.Roster.Workspace(ctx)
	switch {
	case workspaceErr == nil && workspace.WorkspaceID != object.WorkspaceID:
		return diag.Diagnostics{object.otherWorkspace(workspace)}
	case err != nil && !seam.IsNotFound(err):
		return diag.Diagnostics{MembersUnknown(object.Subject, err)}
	case workspaceErr != nil:
		return diag.Diagnostics{WorkspaceNotRead(object.Subject, workspaceErr)}
	default:
		return nil
	}
}

// AssertWorkspace refuses to go on in another workspace than the one with the ID, which comes from source.
func (c *Connection) AssertWorkspace(ctx context.Context, workspaceID, source string) diag.Diagnostics {
	var diags diag.Diagnostics
	workspace, err := c.Roster.Workspace(ctx)
	switch {
	case err != nil:
		diags.Append(WorkspaceNotRead("Configured workspace: "+workspaceID, err))
	case workspace.WorkspaceID != workspaceID:
		diags.AddAttributeError(path.Root("workspace_id"), otherWorkspaceSummary, Paragraphs(
			fmt.Sprintf("The provider is configured for workspace %s (%s), but %s. Nothing has been read or changed.",
				workspaceID, source, opens(workspace)),
			"Use a credential of the configured workspace, or correct the ID."))
	}
	return diags
}

const otherWorkspaceSummary = "The credential opens another workspace"

func (t Tracked) otherWorkspace(workspace *seam.Workspace) diag.Diagnostic {
	return diag.NewErrorDiagnostic(otherWorkspaceSummary, Paragraphs(t.Subject,
		fmt.Sprintf("This is in workspace %s, but %s. Nothing was changed, and the state stays as it is.", t.WorkspaceID, opens(workspace)),
		fmt.Sprintf("Use a credential of workspace %s. If this is no longer wanted in the state, use terraform state rm.", t.WorkspaceID)))
}

func opens(workspace *seam.Workspace) string {
	return fmt.Sprintf("the credential opens workspace %s (%q)", workspace.WorkspaceID, workspace.Name)
}

// WorkspaceNotRead is the error for a workspace that Seam did not answer with. The subject is what it was asked for; it
// may be empty.
func WorkspaceNotRead(subject string, err error) diag.Diagnostic {
	return Failure{Summary: "Seam did not say which workspace the credential opens", Subject: subject}.Diagnostic(err)
}
