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

var _ datasource.DataSourceWithConfigure = (*acsUsersDataSource)(nil)

// acsUsersDataSource lists ACS users.
type acsUsersDataSource struct {
	dataSource
}

func newACSUsersDataSource() datasource.DataSource {
	return &acsUsersDataSource{}
}

func (d *acsUsersDataSource) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_acs_users"
}

// acsUsersModel is a list of ACS users, and its filters.
type acsUsersModel struct {
	ACSSystemID              types.String   `tfsdk:"acs_system_id"`
	UserIdentityID           types.String   `tfsdk:"user_identity_id"`
	UserIdentityEmailAddress types.String   `tfsdk:"user_identity_email_address"`
	UserIdentityPhoneNumber  types.String   `tfsdk:"user_identity_phone_number"`
	Search                   types.String   `tfsdk:"search"`
	ACSUsers                 []acsUserModel `tfsdk:"acs_users"`
}

func (d *acsUsersDataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Lists the ACS users of the Seam workspace, or those of an access system or a person. Filters are combined: the results match all of them. " +
			"It takes one request for each 500 people. An ID that Seam does not know is an error rather than an empty list.",
		Attributes: map[string]schema.Attribute{
			"acs_system_id":               filter("ID of the access system whose users are listed. The `seam_acs_system` data source finds it by name.", connection.IsUUID()),
			"user_identity_id":            filter("ID of the user identity whose ACS users are listed, one for each access system that has a record of the person.", connection.IsUUID()),
			"user_identity_email_address": filter("Email address of the user identity whose ACS users are listed. Seam compares it. If nobody has the address, the list is empty.", isName()),
			"user_identity_phone_number":  filter("Phone number of the user identity whose ACS users are listed, in E.164 format, such as `+15555550100`. Seam compares it. If nobody has the number, the list is empty.", isName()),
			"search":                      filter("Part of a name, an email address, a phone number or an ID of the ACS users that are listed.", isName()),
			"acs_users": schema.ListNestedAttribute{
				Computed:            true,
				MarkdownDescription: "The ACS users, sorted by display name. Empty if there are none.",
				NestedObject:        schema.NestedAttributeObject{Attributes: acsUserAttributes()},
			},
		},
	}
}

func (d *acsUsersDataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	var state acsUsersModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &state)...)
	conn := d.connection.Require(&resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}

	users, err := conn.Directory.ACSUsers(ctx, seam.ACSUserFilter{
		ACSSystemID:              state.ACSSystemID.ValueString(),
		UserIdentityID:           state.UserIdentityID.ValueString(),
		UserIdentityEmailAddress: state.UserIdentityEmailAddress.ValueString(),
		UserIdentityPhoneNumber:  state.UserIdentityPhoneNumber.ValueString(),
		Search:                   state.Search.ValueString(),
	})
	if err != nil {
		conn.TellWhileLookingUp(&resp.Diagnostics, acsUserKind().notListed(err,
			argument{"acs_system_id", state.ACSSystemID}, argument{"user_identity_id", state.UserIdentityID},
			argument{"user_identity_email_address", state.UserIdentityEmailAddress},
			argument{"user_identity_phone_number", state.UserIdentityPhoneNumber}, argument{"search", state.Search}))
		return
	}
	if len(users) == 0 {
		resp.Diagnostics.Append(unknownIDs(ctx, conn, filterIDs{acsSystemID: state.ACSSystemID, userIdentityID: state.UserIdentityID})...)
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
