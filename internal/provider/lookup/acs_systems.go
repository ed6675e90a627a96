// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package lookup

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"

	"github.com/seamapi/terraform-provider-seam/internal/seam"
)

var _ datasource.DataSourceWithConfigure = (*acsSystemsDataSource)(nil)

// acsSystemsDataSource lists the access systems of the workspace.
type acsSystemsDataSource struct {
	dataSource
}

func newACSSystemsDataSource() datasource.DataSource {
	return &acsSystemsDataSource{}
}

func (d *acsSystemsDataSource) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_acs_systems"
}

// acsSystemsModel is a list of access systems.
type acsSystemsModel struct {
	ACSSystems []acsSystemModel `tfsdk:"acs_systems"`
}

func (d *acsSystemsDataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Lists all access systems that are connected to the Seam workspace.",
		Attributes: map[string]schema.Attribute{
			"acs_systems": schema.ListNestedAttribute{
				Computed:            true,
				MarkdownDescription: "The access systems, sorted by name.",
				NestedObject:        schema.NestedAttributeObject{Attributes: acsSystemAttributes()},
			},
		},
	}
}

func (d *acsSystemsDataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	var state acsSystemsModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &state)...)
	conn := d.connection.Require(&resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}

	systems, err := conn.Directory.ACSSystems(ctx, seam.ACSSystemFilter{})
	if err != nil {
		conn.TellWhileLookingUp(&resp.Diagnostics, acsSystemKind().notListed(err))
		return
	}

	state.ACSSystems = make([]acsSystemModel, 0, len(systems))
	for _, system := range acsSystemKind().sorted(systems) {
		state.ACSSystems = append(state.ACSSystems, newACSSystemModel(system))
	}
	resp.Diagnostics.Append(setList(ctx, &resp.State, state)...)
}
