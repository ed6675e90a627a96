// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package connection

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/seamapi/terraform-provider-seam/internal/seam"
)

const (
	otherWorkspaceSummary   = "The credential opens another workspace"
	workspaceNotReadSummary = "Seam did not say which workspace the credential opens"
)

// Tracked is an object of the state, which was made in one workspace.
type Tracked struct {
	// Subject names the object in a message.
	Subject string
	// WorkspaceID is the workspace that the object was created in.
	WorkspaceID string
	// ACSAccessGroupID is the access group that the object is in.
	ACSAccessGroupID string
}

// CheckWorkspace returns why nothing may be read or changed for an object: the credential opens another workspace than the
// object's, where everything looks gone. It costs no request once the connection is open.
func (c *Connection) CheckWorkspace(ctx context.Context, object Tracked) *Problem {
	workspace, err := c.Roster.Workspace(ctx)
	switch {
	case err != nil:
		return Failure{Summary: workspaceNotReadSummary, Subject: object.Subject}.Problem(err)
	case workspace.WorkspaceID != object.WorkspaceID:
		return object.otherWorkspace(workspace)
	default:
		return nil
	}
}

// CheckGone returns why an object that was not found has to stay in the state: Seam did not say so itself. No problem means
// that the object is gone. The caller has made sure of the workspace.
func (c *Connection) CheckGone(object Tracked, err error) *Problem {
	if err == nil || seam.IsNotFound(err) {
		return nil
	}
	return MembersNotListed(object.Subject, object.ACSAccessGroupID, err)
}

func (t Tracked) otherWorkspace(workspace *seam.Workspace) *Problem {
	return &Problem{
		full: diag.NewErrorDiagnostic(otherWorkspaceSummary, Paragraphs(t.Subject,
			fmt.Sprintf("This is in workspace %s, but the credential opens workspace %s. Nothing was changed, and the state stays as it is.",
				t.WorkspaceID, nameOf(workspace)),
			fmt.Sprintf("Use a credential of workspace %s, or set `provider = seam.<alias>` in the block if another provider block has one. "+
				"If this is no longer wanted in the state, use terraform state rm.", t.WorkspaceID))),
		brief: brief(otherWorkspaceSummary, t.Subject),
		cause: "workspace " + t.WorkspaceID,
	}
}

func nameOf(workspace *seam.Workspace) string {
	return fmt.Sprintf("%s (%q)", workspace.WorkspaceID, seam.OneLine(workspace.Name))
}

// WorkspaceNotRead is the error for a workspace that Seam did not answer with.
func WorkspaceNotRead(subject string, err error) diag.Diagnostic {
	return Failure{Summary: workspaceNotReadSummary, Subject: subject}.Diagnostic(err)
}
