// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package lookup

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/seamapi/terraform-provider-seam/internal/provider/connection"
	"github.com/seamapi/terraform-provider-seam/internal/seam"
)

var (
	_ datasource.DataSourceWithConfigure        = (*acsEntranceDataSource)(nil)
	_ datasource.DataSourceWithConfigValidators = (*acsEntranceDataSource)(nil)
)

// acsEntranceDataSource looks up an entrance by its ID, or by its name in an access system.
type acsEntranceDataSource struct {
	dataSource
}

func newACSEntranceDataSource() datasource.DataSource {
	return &acsEntranceDataSource{}
}

func (d *acsEntranceDataSource) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_acs_entrance"
}

func (d *acsEntranceDataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	attributes := acsEntranceAttributes()
	asArgument(attributes, "acs_entrance_id", "Give this, or `acs_system_id` and `name`.", connection.IsUUID())
	asArgument(attributes, "acs_system_id", "Give it together with `name`; the `seam_acs_system` data source finds it.", connection.IsUUID())
	asArgument(attributes, "name", "Give it together with `acs_system_id`. As an argument it has to match exactly, including case.", isName())
	resp.Schema = schema.Schema{
		MarkdownDescription: "Looks up an entrance, a door, gate or lift of an access system, by its ID or by its name in an access system. " +
			"No match, or more than one, is an error that lists the candidates.",
		Attributes: attributes,
	}
}

func (d *acsEntranceDataSource) ConfigValidators(context.Context) []datasource.ConfigValidator {
	return []datasource.ConfigValidator{arguments{object: "entrance", sets: [][]string{{"acs_entrance_id"}, {"acs_system_id", "name"}}}}
}

func (d *acsEntranceDataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	var config acsEntranceModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	conn := d.connection.Require(&resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}

	entrance, diags := d.find(ctx, conn, config)
	resp.Diagnostics.Append(diags...)
	if resp.Diagnostics.HasError() {
		return
	}

	state := newACSEntranceModel(entrance)
	state.Name = asConfigured(config.Name, state.Name)
	resp.Diagnostics.Append(resp.State.Set(ctx, state)...)
}

func (d *acsEntranceDataSource) find(ctx context.Context, conn *connection.Connection, config acsEntranceModel) (seam.ACSEntrance, diag.Diagnostics) {
	if !config.ACSEntranceID.IsNull() {
		id := config.ACSEntranceID.ValueString()
		entrance, err := conn.Directory.ACSEntrance(ctx, id)
		if err != nil {
			return seam.ACSEntrance{}, told(conn, acsEntranceKind().notRead("acs_entrance_id", id, err))
		}
		return *entrance, nil
	}
	systemID := config.ACSSystemID.ValueString()
	return lookup[seam.ACSEntrance]{
		conn:     conn,
		kind:     acsEntranceKind(),
		argument: "name",
		wanted:   config.Name.ValueString(),
		field:    func(entrance seam.ACSEntrance) string { return entrance.DisplayName },
		same:     sameText,
		rule:     namesRule,
		list: func(ctx context.Context, search string) ([]seam.ACSEntrance, error) {
			return conn.Directory.ACSEntrances(ctx, seam.ACSEntranceFilter{ACSSystemID: systemID, Search: search})
		},
		place: inSystem(conn, systemID),
	}.find(ctx)
}
