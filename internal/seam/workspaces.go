// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package seam

import "context"

// Workspace is what a credential opens: workspace in Seam's OpenAPI document. Optional fields that Seam leaves out or
// sends as null are empty.
type Workspace struct {
	WorkspaceID string `json:"workspace_id"`
	Name        string `json:"name"`
	CompanyName string `json:"company_name"`
	IsSandbox   bool   `json:"is_sandbox"`
	IsSuspended bool   `json:"is_suspended"`
}

func (w *Workspace) id() string { return w.WorkspaceID }

func (w *Workspace) lowerIDs() { lower(&w.WorkspaceID) }

// GetWorkspace asks /workspaces/get for the workspace of the client's credential.
func (c *Client) GetWorkspace(ctx context.Context) (*Workspace, error) {
	return get(ctx, c, "/workspaces/get", fields{}, "workspace", func(*Workspace) error { return nil })
}
