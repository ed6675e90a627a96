// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package lookup

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/seamapi/terraform-provider-seam/internal/seam"
)

var _ datasource.DataSourceWithConfigure = (*userIdentitiesDataSource)(nil)

// userIdentitiesDataSource lists user identities.
type userIdentitiesDataSource struct {
	dataSource
}

func newUserIdentitiesDataSource() datasource.DataSource {
	return &userIdentitiesDataSource{}
}

func (d *userIdentitiesDataSource) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_user_identities"
}

// userIdentitiesModel is a list of user identities, and its filters.
type userIdentitiesModel struct {
	Search         types.String        `tfsdk:"search"`
	UserIdentities []userIdentityModel `tfsdk:"user_identities"`
}

func (d *userIdentitiesDataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Lists the user identities of the Seam workspace: people across access systems.",
		Attributes: map[string]schema.Attribute{
			"search": filter("Part of a name, an email address, a phone number or an ID of the user identities that are listed.", isName()),
			"user_identities": schema.ListNestedAttribute{
				Computed:            true,
				MarkdownDescription: "The user identities, sorted by display name. Empty if there are none.",
				NestedObject:        schema.NestedAttributeObject{Attributes: userIdentityAttributes()},
			},
		},
	}
}

func (d *userIdentitiesDataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	var state userIdentitiesModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &state)...)
	conn := d.connection.Require(&resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}

	identities, err := conn.Directory.UserIdentities(ctx, seam.UserIdentityFilter{Search: state.Search.ValueString()})
	if err != nil {
		conn.TellWhileLookingUp(&resp.Diagnostics, userIdentityKind().notListed(err, argument{"search", state.Search}))
		return
	}

	state.UserIdentities = make([]userIdentityModel, 0, len(identities))
	for _, identity := range userIdentityKind().sorted(identities) {
		state.UserIdentities = append(state.UserIdentities, newUserIdentityModel(identity))
	}
	resp.Diagnostics.Append(setList(ctx, &resp.State, state)...)
}
