// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package lookup

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-validators/datasourcevalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/seamapi/terraform-provider-seam/internal/directory"
	"github.com/seamapi/terraform-provider-seam/internal/provider/connection"
	"github.com/seamapi/terraform-provider-seam/internal/seam"
)

var (
	_ datasource.DataSourceWithConfigure        = (*acsEntrancesDataSource)(nil)
	_ datasource.DataSourceWithConfigValidators = (*acsEntrancesDataSource)(nil)
)

// acsEntrancesDataSource lists entrances: all, those of an access system, or those that a group or a person can open.
type acsEntrancesDataSource struct {
	dataSource
}

func newACSEntrancesDataSource() datasource.DataSource {
	return &acsEntrancesDataSource{}
}

func (d *acsEntrancesDataSource) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_acs_entrances"
}

// acsEntrancesModel is a list of entrances, and its filter.
type acsEntrancesModel struct {
	ACSSystemID      types.String       `tfsdk:"acs_system_id"`
	ACSAccessGroupID types.String       `tfsdk:"acs_access_group_id"`
	ACSUserID        types.String       `tfsdk:"acs_user_id"`
	UserIdentityID   types.String       `tfsdk:"user_identity_id"`
	ACSEntrances     []acsEntranceModel `tfsdk:"acs_entrances"`
}

func (d *acsEntrancesDataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Lists the entrances of the Seam workspace, those of an access system, or those that an access group opens or a person can open. " +
			"At most one filter can be given. An ID that Seam does not know is an error rather than an empty list.",
		Attributes: map[string]schema.Attribute{
			"acs_system_id":       filter("ID of the access system whose entrances are listed. The `seam_acs_system` data source finds it by name.", connection.IsUUID()),
			"acs_access_group_id": filter("ID of the access group that opens the entrances. The `seam_acs_access_group` data source finds it by name.", connection.IsUUID()),
			"acs_user_id":         filter("ID of the ACS user who can open the entrances.", connection.IsUUID()),
			"user_identity_id": filter("ID of the user identity that can open the entrances, in every access system: through access grants, and through its ACS users.",
				connection.IsUUID()),
			"acs_entrances": schema.ListNestedAttribute{
				Computed:            true,
				MarkdownDescription: "The entrances, sorted by name. Empty if there are none.",
				NestedObject:        schema.NestedAttributeObject{Attributes: acsEntranceAttributes()},
			},
		},
	}
}

func (d *acsEntrancesDataSource) ConfigValidators(context.Context) []datasource.ConfigValidator {
	return []datasource.ConfigValidator{datasourcevalidator.Conflicting(
		path.MatchRoot("acs_system_id"), path.MatchRoot("acs_access_group_id"), path.MatchRoot("acs_user_id"), path.MatchRoot("user_identity_id"),
	)}
}

func (d *acsEntrancesDataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	var state acsEntrancesModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &state)...)
	conn := d.connection.Require(&resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}

	entrances, err := state.list(ctx, conn.Directory)
	if err != nil {
		conn.TellWhileLookingUp(&resp.Diagnostics, acsEntranceKind().notListed(err,
			argument{"acs_system_id", state.ACSSystemID}, argument{"acs_access_group_id", state.ACSAccessGroupID},
			argument{"acs_user_id", state.ACSUserID}, argument{"user_identity_id", state.UserIdentityID}))
		return
	}
	if len(entrances) == 0 {
		resp.Diagnostics.Append(unknownIDs(ctx, conn, state.ids())...)
		if resp.Diagnostics.HasError() {
			return
		}
	}

	state.ACSEntrances = make([]acsEntranceModel, 0, len(entrances))
	for _, entrance := range acsEntranceKind().sorted(entrances) {
		state.ACSEntrances = append(state.ACSEntrances, newACSEntranceModel(entrance))
	}
	resp.Diagnostics.Append(setList(ctx, &resp.State, state)...)
}

// list asks for the entrances that the filter names.
func (m acsEntrancesModel) list(ctx context.Context, seamHas *directory.Directory) ([]seam.ACSEntrance, error) {
	switch {
	case !m.ACSAccessGroupID.IsNull():
		return seamHas.ACSEntrancesOfAccessGroup(ctx, m.ACSAccessGroupID.ValueString())
	case !m.ACSUserID.IsNull():
		return seamHas.ACSEntrancesOfACSUser(ctx, m.ACSUserID.ValueString())
	case !m.UserIdentityID.IsNull():
		return seamHas.ACSEntrancesOfUserIdentity(ctx, m.UserIdentityID.ValueString())
	default:
		return seamHas.ACSEntrances(ctx, seam.ACSEntranceFilter{ACSSystemID: m.ACSSystemID.ValueString()})
	}
}

func (m acsEntrancesModel) ids() filterIDs {
	return filterIDs{acsSystemID: m.ACSSystemID, acsAccessGroupID: m.ACSAccessGroupID, acsUserID: m.ACSUserID, userIdentityID: m.UserIdentityID}
}
