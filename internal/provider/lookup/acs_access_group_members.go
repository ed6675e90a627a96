// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package lookup

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/seamapi/terraform-provider-seam/internal/provider/connection"
)

var _ datasource.DataSourceWithConfigure = (*acsAccessGroupMembersDataSource)(nil)

// acsAccessGroupMembersDataSource lists who is in an access group.
type acsAccessGroupMembersDataSource struct {
	dataSource
}

func newACSAccessGroupMembersDataSource() datasource.DataSource {
	return &acsAccessGroupMembersDataSource{}
}

func (d *acsAccessGroupMembersDataSource) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_acs_access_group_members"
}

// acsAccessGroupMembersModel is an access group, and who is in it.
type acsAccessGroupMembersModel struct {
	ACSAccessGroupID types.String   `tfsdk:"acs_access_group_id"`
	ACSUsers         []acsUserModel `tfsdk:"acs_users"`
}

func (d *acsAccessGroupMembersDataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Lists who is in an access group now, with the changes that are on their way to the access system: for audits and outputs. " +
			"It changes nobody's access. People who are about to join and whom Seam does not list yet are in the `pending_mutations` of " +
			"the `seam_acs_access_group`.",
		Attributes: map[string]schema.Attribute{
			"acs_access_group_id": schema.StringAttribute{
				Required:            true,
				MarkdownDescription: "ID of the access group whose members are listed. The `seam_acs_access_group` data source finds it by name.",
				Validators:          []validator.String{connection.IsUUID()},
			},
			"acs_users": schema.ListNestedAttribute{
				Computed: true,
				MarkdownDescription: "The members, sorted by display name. Empty if nobody is in the access group. Somebody who is being removed is " +
					"included until Seam no longer lists them; their `pending_mutations` show the removal.",
				NestedObject: schema.NestedAttributeObject{Attributes: acsUserAttributes()},
			},
		},
	}
}

func (d *acsAccessGroupMembersDataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	var state acsAccessGroupMembersModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &state)...)
	conn := d.connection.Require(&resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}

	users, err := conn.Directory.MembersOfACSAccessGroup(ctx, state.ACSAccessGroupID.ValueString())
	if err != nil {
		conn.TellWhileLookingUp(&resp.Diagnostics, connection.MembersNotListed(
			"acs_access_group_id: "+state.ACSAccessGroupID.ValueString(), state.ACSAccessGroupID.ValueString(), err))
		return
	}
	if len(users) == 0 {
		resp.Diagnostics.Append(unknownIDs(ctx, conn, filterIDs{acsAccessGroupID: state.ACSAccessGroupID})...)
		if resp.Diagnostics.HasError() {
			return
		}
	}

	state.ACSUsers = make([]acsUserModel, 0, len(users))
	for _, user := range acsUserKind().sorted(users) {
		state.ACSUsers = append(state.ACSUsers, newACSUserModel(user))
	}
	resp.Diagnostics.Append(setList(ctx, &resp.State, state)...)
}
