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
	_ datasource.DataSourceWithConfigure        = (*acsSystemDataSource)(nil)
	_ datasource.DataSourceWithConfigValidators = (*acsSystemDataSource)(nil)
)

// acsSystemDataSource looks up an access system by its ID or its name.
type acsSystemDataSource struct {
	dataSource
}

func newACSSystemDataSource() datasource.DataSource {
	return &acsSystemDataSource{}
}

func (d *acsSystemDataSource) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_acs_system"
}

func (d *acsSystemDataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	attributes := acsSystemAttributes()
	asArgument(attributes, "acs_system_id", "Give this or `name`.", connection.IsUUID())
	asArgument(attributes, "name", "Give this or `acs_system_id`. As an argument it has to match exactly, including case.", isName())
	resp.Schema = schema.Schema{
		MarkdownDescription: "Looks up an access system that is connected to the Seam workspace, by its ID or by its name. " +
			"No match, or more than one, is an error that lists the candidates.",
		Attributes: attributes,
	}
}

func (d *acsSystemDataSource) ConfigValidators(context.Context) []datasource.ConfigValidator {
	return []datasource.ConfigValidator{arguments{object: "access system", sets: [][]string{{"acs_system_id"}, {"name"}}}}
}

func (d *acsSystemDataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	var config acsSystemModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	conn := d.connection.Require(&resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}

	system, diags := d.find(ctx, conn, config)
	resp.Diagnostics.Append(diags...)
	if resp.Diagnostics.HasError() {
		return
	}

	state := newACSSystemModel(system)
	state.Name = asConfigured(config.Name, state.Name)
	resp.Diagnostics.Append(resp.State.Set(ctx, state)...)
}

func (d *acsSystemDataSource) find(ctx context.Context, conn *connection.Connection, config acsSystemModel) (seam.ACSSystem, diag.Diagnostics) {
	if !config.ACSSystemID.IsNull() {
		id := config.ACSSystemID.ValueString()
		system, err := conn.Directory.ACSSystem(ctx, id)
		if err != nil {
			return seam.ACSSystem{}, told(conn, acsSystemKind().notRead("acs_system_id", id, err))
		}
		return *system, nil
	}
	return lookup[seam.ACSSystem]{
		conn:     conn,
		kind:     acsSystemKind(),
		argument: "name",
		wanted:   config.Name.ValueString(),
		field:    func(system seam.ACSSystem) string { return system.Name },
		same:     sameText,
		rule:     namesRule,
		list: func(ctx context.Context, search string) ([]seam.ACSSystem, error) {
			return conn.Directory.ACSSystems(ctx, seam.ACSSystemFilter{Search: search})
		},
		place: inWorkspace(conn),
	}.find(ctx)
}
