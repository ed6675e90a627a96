// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package lookup

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/seamapi/terraform-provider-seam/internal/provider/connection"
	"github.com/seamapi/terraform-provider-seam/internal/seam"
)

var _ datasource.DataSourceWithConfigure = (*workspaceDataSource)(nil)

// workspaceDataSource reads the workspace that the credential opens.
type workspaceDataSource struct {
	dataSource
}

func newWorkspaceDataSource() datasource.DataSource {
	return &workspaceDataSource{}
}

func (d *workspaceDataSource) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_workspace"
}

// workspaceModel is a workspace.
type workspaceModel struct {
	WorkspaceID types.String `tfsdk:"workspace_id"`
	Name        types.String `tfsdk:"name"`
	CompanyName types.String `tfsdk:"company_name"`
	IsSandbox   types.Bool   `tfsdk:"is_sandbox"`
	IsSuspended types.Bool   `tfsdk:"is_suspended"`
}

func newWorkspaceModel(workspace seam.Workspace) workspaceModel {
	return workspaceModel{
		WorkspaceID: connection.Text(workspace.WorkspaceID),
		Name:        connection.Text(workspace.Name),
		CompanyName: connection.Text(workspace.CompanyName),
		IsSandbox:   types.BoolValue(workspace.IsSandbox),
		IsSuspended: types.BoolValue(workspace.IsSuspended),
	}
}

func (d *workspaceDataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Reads which Seam workspace the provider's credential opens, and whether it is a sandbox: to keep a configuration out of the " +
			"wrong one.",
		Attributes: map[string]schema.Attribute{
			"workspace_id": computedText("ID of the workspace."),
			"name":         computedText("Name of the workspace."),
			"company_name": computedText("Name of the company that people see when they connect an account to the workspace."),
			"is_sandbox": schema.BoolAttribute{
				Computed:            true,
				MarkdownDescription: "Whether it is a sandbox workspace, which has no real doors.",
			},
			"is_suspended": schema.BoolAttribute{
				Computed:            true,
				MarkdownDescription: "Whether Seam has suspended the workspace. Sandbox workspaces are suspended when nobody has used them for 14 days.",
			},
		},
	}
}

func (d *workspaceDataSource) Read(ctx context.Context, _ datasource.ReadRequest, resp *datasource.ReadResponse) {
	conn := d.connection.Require(&resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	workspace, err := conn.Roster.Workspace(ctx)
	if err != nil {
		resp.Diagnostics.Append(connection.WorkspaceNotRead("", err))
		return
	}
	resp.Diagnostics.Append(resp.State.Set(ctx, newWorkspaceModel(*workspace))...)
}
