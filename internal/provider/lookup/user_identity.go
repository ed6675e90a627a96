// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package lookup

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/seamapi/terraform-provider-seam/internal/provider/connection"
	"github.com/seamapi/terraform-provider-seam/internal/seam"
)

var (
	_ datasource.DataSourceWithConfigure        = (*userIdentityDataSource)(nil)
	_ datasource.DataSourceWithConfigValidators = (*userIdentityDataSource)(nil)
)

// userIdentityDataSource looks up a user identity by its ID, its key, or what is known of the person.
type userIdentityDataSource struct {
	dataSource
}

func newUserIdentityDataSource() datasource.DataSource {
	return &userIdentityDataSource{}
}

func (d *userIdentityDataSource) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_user_identity"
}

func (d *userIdentityDataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	attributes := userIdentityAttributes()
	asArgument(attributes, "user_identity_id", "Give exactly one of this, `user_identity_key`, `email_address` and `phone_number`.", connection.IsUUID())
	asArgument(attributes, "user_identity_key", "As an argument it has to match exactly.", isName())
	asArgument(attributes, "email_address", "As an argument it has to match as a whole, ignoring case, and keeps your spelling.", isName())
	asArgument(attributes, "phone_number", "As an argument it has to match exactly, so give it in E.164 format.", isName())
	resp.Schema = schema.Schema{
		MarkdownDescription: "Looks up a user identity, a person across access systems: by its ID, its key, the email address or the phone number. " +
			"The ID or the key of one that was merged into another finds the one that was kept, with a warning. " +
			"No match, or more than one, is an error that lists the candidates.",
		Attributes: attributes,
	}
}

func (d *userIdentityDataSource) ConfigValidators(context.Context) []datasource.ConfigValidator {
	return []datasource.ConfigValidator{arguments{object: "user identity", sets: [][]string{
		{"user_identity_id"}, {"user_identity_key"}, {"email_address"}, {"phone_number"},
	}}}
}

func (d *userIdentityDataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	var config userIdentityModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	conn := d.connection.Require(&resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}

	identity, diags := d.find(ctx, conn, config)
	resp.Diagnostics.Append(diags...)
	if resp.Diagnostics.HasError() {
		return
	}

	state := newUserIdentityModel(identity)
	state.EmailAddress = asConfigured(config.EmailAddress, state.EmailAddress)
	state.PhoneNumber = asConfigured(config.PhoneNumber, state.PhoneNumber)
	resp.Diagnostics.Append(resp.State.Set(ctx, state)...)
}

func (d *userIdentityDataSource) find(ctx context.Context, conn *connection.Connection, config userIdentityModel) (seam.UserIdentity, diag.Diagnostics) {
	search := lookup[seam.UserIdentity]{
		conn: conn,
		kind: userIdentityKind(),
		list: func(ctx context.Context, search string) ([]seam.UserIdentity, error) {
			return conn.Directory.UserIdentities(ctx, seam.UserIdentityFilter{Search: search})
		},
		place: inWorkspace(conn),
	}
	switch {
	case !config.UserIdentityID.IsNull():
		id := config.UserIdentityID.ValueString()
		return getUserIdentity(ctx, conn, "user_identity_id", id, seam.UserIdentitySelector{UserIdentityID: id})
	case !config.UserIdentityKey.IsNull():
		key := config.UserIdentityKey.ValueString()
		return getUserIdentity(ctx, conn, "user_identity_key", key, seam.UserIdentitySelector{UserIdentityKey: key})
	case !config.EmailAddress.IsNull():
		search = search.byEmailAddress(config.EmailAddress.ValueString(), func(identity seam.UserIdentity) string { return identity.EmailAddress })
	default:
		search = search.byPhoneNumber(config.PhoneNumber.ValueString(), func(identity seam.UserIdentity) string { return identity.PhoneNumber })
	}
	return search.find(ctx)
}

// getUserIdentity reads a user identity by its ID or its key. One that was merged into another answers with the other, which
// is the same person, and a warning: the client refuses any other identity.
func getUserIdentity(
	ctx context.Context, conn *connection.Connection, argument, value string, selector seam.UserIdentitySelector,
) (seam.UserIdentity, diag.Diagnostics) {
	identity, err := conn.Directory.UserIdentity(ctx, selector)
	if err != nil {
		return seam.UserIdentity{}, told(conn, userIdentityKind().notRead(argument, value, err))
	}
	if value != identity.UserIdentityID && value != identity.UserIdentityKey {
		return *identity, diag.Diagnostics{mergedInto(argument, value, *identity)}
	}
	return *identity, nil
}

// mergedInto is the warning for a user identity that Seam has merged into another one since the configuration was written.
func mergedInto(argument, value string, survivor seam.UserIdentity) diag.Diagnostic {
	line := fmt.Sprintf("user_identity_id: %q", survivor.UserIdentityID)
	if survivor.UserIdentityKey != "" {
		line += fmt.Sprintf("\nuser_identity_key: %q", seam.OneLine(survivor.UserIdentityKey))
	}
	return diag.NewAttributeWarningDiagnostic(path.Root(argument), "The user identity was merged into another one",
		connection.Paragraphs(
			fmt.Sprintf("%s: %q", argument, value),
			fmt.Sprintf("Seam answers with %q, whom it was merged into:\n%s", seam.OneLine(userIdentityKind().name(survivor)), line),
			"It is the same person. Write the new value into the configuration.",
		))
}
