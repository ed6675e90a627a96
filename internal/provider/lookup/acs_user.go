// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package lookup

import (
	"cmp"
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/seamapi/terraform-provider-seam/internal/provider/connection"
	"github.com/seamapi/terraform-provider-seam/internal/seam"
)

var (
	_ datasource.DataSourceWithConfigure        = (*acsUserDataSource)(nil)
	_ datasource.DataSourceWithConfigValidators = (*acsUserDataSource)(nil)
)

// acsUserDataSource looks up an ACS user by its ID, or in an access system by what is known about the person.
type acsUserDataSource struct {
	dataSource
}

func newACSUserDataSource() datasource.DataSource {
	return &acsUserDataSource{}
}

func (d *acsUserDataSource) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_acs_user"
}

func (d *acsUserDataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	attributes := acsUserAttributes()
	asArgument(attributes, "acs_user_id", "Give this, or `acs_system_id` with one of `email_address`, `phone_number`, `full_name` and `user_identity_id`.", connection.IsUUID())
	asArgument(attributes, "acs_system_id", "Give it together with what the person is looked up by; the `seam_acs_system` data source finds it.", connection.IsUUID())
	asArgument(attributes, "email_address", "As an argument it has to match as a whole, ignoring case, and keeps your spelling.", isName())
	asArgument(attributes, "phone_number", "As an argument it has to match exactly, so give it in E.164 format.", isName())
	asArgument(attributes, "full_name", "As an argument it has to match exactly, including case.", isName())
	asArgument(attributes, "user_identity_id", "As an argument it finds the ACS user that the person has in the access system.", connection.IsUUID())
	resp.Schema = schema.Schema{
		MarkdownDescription: "Looks up an ACS user, a person's record in one access system: by its ID, or in an access system by email address, " +
			"phone number, full name or user identity. No match, or more than one, is an error that lists the candidates. Look-ups by email address share " +
			"one list of all ACS users of the access system. To look up many people by anything else, `seam_acs_users` takes fewer requests.",
		Attributes: attributes,
	}
}

func (d *acsUserDataSource) ConfigValidators(context.Context) []datasource.ConfigValidator {
	return []datasource.ConfigValidator{arguments{object: "ACS user", sets: [][]string{
		{"acs_user_id"},
		{"acs_system_id", "email_address"},
		{"acs_system_id", "phone_number"},
		{"acs_system_id", "full_name"},
		{"acs_system_id", "user_identity_id"},
	}}}
}

func (d *acsUserDataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	var config acsUserModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	conn := d.connection.Require(&resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}

	user, diags := d.find(ctx, conn, config)
	resp.Diagnostics.Append(diags...)
	if resp.Diagnostics.HasError() {
		return
	}

	state := newACSUserModel(user)
	state.EmailAddress = asConfigured(config.EmailAddress, state.EmailAddress)
	state.PhoneNumber = asConfigured(config.PhoneNumber, state.PhoneNumber)
	state.FullName = asConfigured(config.FullName, state.FullName)
	resp.Diagnostics.Append(resp.State.Set(ctx, state)...)
}

func (d *acsUserDataSource) find(ctx context.Context, conn *connection.Connection, config acsUserModel) (seam.ACSUser, diag.Diagnostics) {
	switch {
	case !config.ACSUserID.IsNull():
		return acsUserByID(ctx, conn, config.ACSUserID.ValueString())
	case !config.UserIdentityID.IsNull():
		return acsUserOfIdentity(ctx, conn, config.UserIdentityID.ValueString(), config.ACSSystemID.ValueString())
	}
	systemID := config.ACSSystemID.ValueString()
	search := lookup[seam.ACSUser]{
		conn: conn,
		kind: acsUserKind(),
		list: func(ctx context.Context, search string) ([]seam.ACSUser, error) {
			return conn.Directory.ACSUsers(ctx, seam.ACSUserFilter{ACSSystemID: systemID, Search: search})
		},
		place: inSystem(conn, systemID),
	}
	switch {
	case !config.EmailAddress.IsNull():
		search = search.byEmailAddress(config.EmailAddress.ValueString(), func(user seam.ACSUser) string { return user.EmailAddress })
	case !config.PhoneNumber.IsNull():
		search = search.byPhoneNumber(config.PhoneNumber.ValueString(), func(user seam.ACSUser) string { return user.PhoneNumber })
	default:
		search.argument, search.wanted = "full_name", config.FullName.ValueString()
		search.field = func(user seam.ACSUser) string { return user.FullName }
		search.same, search.rule = sameText, namesRule
	}
	return search.find(ctx)
}

func acsUserByID(ctx context.Context, conn *connection.Connection, acsUserID string) (seam.ACSUser, diag.Diagnostics) {
	user, err := conn.Directory.ACSUser(ctx, acsUserID)
	if err != nil {
		return seam.ACSUser{}, told(conn, acsUserKind().notRead("acs_user_id", acsUserID, err))
	}
	return *user, nil
}

func acsUserOfIdentity(ctx context.Context, conn *connection.Connection, userIdentityID, acsSystemID string) (seam.ACSUser, diag.Diagnostics) {
	user, err := conn.Directory.ACSUserOfIdentity(ctx, userIdentityID, acsSystemID)
	if seam.IsNotFound(err) {
		// Whether Seam takes the ID of an identity that was merged into another here is not documented.
		if survivor := survivorOf(ctx, conn, userIdentityID); survivor != "" {
			user, err = conn.Directory.ACSUserOfIdentity(ctx, survivor, acsSystemID)
		}
	}
	if err != nil {
		return seam.ACSUser{}, told(conn, noACSUserOf(userIdentityID, acsSystemID, err))
	}
	// The client refuses an ACS user of another access system.
	isTheirs, err := conn.Roster.SameIdentity(ctx, user.UserIdentityID, userIdentityID)
	switch {
	case err != nil:
		return seam.ACSUser{}, told(conn, userIdentityKind().notRead("user_identity_id", userIdentityID, err))
	case !isTheirs:
		return seam.ACSUser{}, diag.Diagnostics{acsUserKind().notTheOne(*user, "user_identity_id", userIdentityID, user.UserIdentityID)}
	case user.UserIdentityID != userIdentityID:
		return *user, diag.Diagnostics{mergedInto("user_identity_id", userIdentityID, seam.UserIdentity{
			UserIdentityID: user.UserIdentityID,
			DisplayName:    cmp.Or(user.UserIdentityFullName, user.DisplayName),
		})}
	default:
		return *user, nil
	}
}

// survivorOf returns the ID of the user identity that another was merged into, or nothing.
func survivorOf(ctx context.Context, conn *connection.Connection, userIdentityID string) string {
	identity, err := conn.Directory.UserIdentity(ctx, seam.UserIdentitySelector{UserIdentityID: userIdentityID})
	if err != nil || identity.UserIdentityID == userIdentityID {
		return ""
	}
	return identity.UserIdentityID
}

// noACSUserOf is the problem of a user identity whose ACS user in an access system could not be read.
func noACSUserOf(userIdentityID, acsSystemID string, err error) *connection.Problem {
	failure := connection.Failure{
		Summary:   "The ACS user of the user identity could not be read",
		Subject:   "user_identity_id: " + userIdentityID + "\nacs_system_id: " + acsSystemID,
		Attribute: path.Root("user_identity_id"),
	}
	if seam.IsNotFound(err) {
		failure.Effect = "The person may not have an ACS user in this access system yet. A seam_acs_access_group_membership takes the " +
			"user_identity_id itself, and Seam then links an ACS user or creates one."
	}
	return failure.Problem(err)
}
