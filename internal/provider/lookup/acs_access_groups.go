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

var _ datasource.DataSourceWithConfigure = (*acsAccessGroupsDataSource)(nil)

// acsAccessGroupsDataSource lists access groups.
type acsAccessGroupsDataSource struct {
	dataSource
}

func newACSAccessGroupsDataSource() datasource.DataSource {
	return &acsAccessGroupsDataSource{}
}

func (d *acsAccessGroupsDataSource) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_acs_access_groups"
}

// acsAccessGroupsModel is a list of access groups, and its filters.
type acsAccessGroupsModel struct {
	ACSSystemID     types.String          `tfsdk:"acs_system_id"`
	ACSUserID       types.String          `tfsdk:"acs_user_id"`
	UserIdentityID  types.String          `tfsdk:"user_identity_id"`
	Search          types.String          `tfsdk:"search"`
	ACSAccessGroups []acsAccessGroupModel `tfsdk:"acs_access_groups"`
}

func (d *acsAccessGroupsDataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Lists the access groups of the Seam workspace, or those of an access system or a person. Filters are combined: the results match all of them. " +
			"An ID that Seam does not know is an error rather than an empty list.",
		Attributes: map[string]schema.Attribute{
			"acs_system_id":    filter("ID of the access system whose access groups are listed. The `seam_acs_system` data source finds it by name.", connection.IsUUID()),
			"acs_user_id":      filter("ID of the ACS user whose access groups are listed.", connection.IsUUID()),
			"user_identity_id": filter("ID of the user identity whose access groups are listed, in every access system.", connection.IsUUID()),
			"search":           filter("Part of the name or of the ID of the access groups that are listed.", isName()),
			"acs_access_groups": schema.ListNestedAttribute{
				Computed:            true,
				MarkdownDescription: "The access groups, sorted by name. Empty if there are none.",
				NestedObject:        schema.NestedAttributeObject{Attributes: acsAccessGroupAttributes()},
			},
		},
	}
}

func (d *acsAccessGroupsDataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	var state acsAccessGroupsModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &state)...)
	conn := d.connection.Require(&resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}

	groups, err := conn.Directory.ACSAccessGroups(ctx, seam.ACSAccessGroupFilter{
		ACSSystemID:    state.ACSSystemID.ValueString(),
		ACSUserID:      state.ACSUserID.ValueString(),
		UserIdentityID: state.UserIdentityID.ValueString(),
		Search:         state.Search.ValueString(),
	})
	if err != nil {
		conn.TellWhileLookingUp(&resp.Diagnostics, acsAccessGroupKind().notListed(err,
			argument{"acs_system_id", state.ACSSystemID}, argument{"acs_user_id", state.ACSUserID},
			argument{"user_identity_id", state.UserIdentityID}, argument{"search", state.Search}))
		return
	}
	if len(groups) == 0 {
		resp.Diagnostics.Append(unknownIDs(ctx, conn, filterIDs{acsSystemID: state.ACSSystemID, acsUserID: state.ACSUserID, userIdentityID: state.UserIdentityID})...)
		if resp.Diagnostics.HasError() {
			return
		}
	}

	state.ACSAccessGroups = make([]acsAccessGroupModel, 0, len(groups))
	for _, group := range acsAccessGroupKind().sorted(groups) {
		state.ACSAccessGroups = append(state.ACSAccessGroups, newACSAccessGroupModel(group))
	}
	resp.Diagnostics.Append(setList(ctx, &resp.State, state)...)
}
