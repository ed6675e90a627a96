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
	_ datasource.DataSourceWithConfigure        = (*acsAccessGroupDataSource)(nil)
	_ datasource.DataSourceWithConfigValidators = (*acsAccessGroupDataSource)(nil)
)

// acsAccessGroupDataSource looks up an access group by its ID, or by its name in an access system.
type acsAccessGroupDataSource struct {
	dataSource
}

func newACSAccessGroupDataSource() datasource.DataSource {
	return &acsAccessGroupDataSource{}
}

func (d *acsAccessGroupDataSource) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_acs_access_group"
}

func (d *acsAccessGroupDataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	attributes := acsAccessGroupAttributes()
	asArgument(attributes, "acs_access_group_id", "Give this, or `acs_system_id` and `name`.", connection.IsUUID())
	asArgument(attributes, "acs_system_id", "Give it together with `name`; the `seam_acs_system` data source finds it.", connection.IsUUID())
	asArgument(attributes, "name", "Give it together with `acs_system_id`. As an argument it has to match exactly, including case.", isName())
	resp.Schema = schema.Schema{
		MarkdownDescription: "Looks up an access group by its ID, or by its name in an access system. No match, or more than " +
			"one, is an error that lists the candidates.",
		Attributes: attributes,
	}
}

func (d *acsAccessGroupDataSource) ConfigValidators(context.Context) []datasource.ConfigValidator {
	return []datasource.ConfigValidator{arguments{object: "access group", sets: [][]string{{"acs_access_group_id"}, {"acs_system_id", "name"}}}}
}

func (d *acsAccessGroupDataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	var config acsAccessGroupModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	conn := d.connection.Require(&resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}

	group, diags := d.find(ctx, conn, config)
	resp.Diagnostics.Append(diags...)
	if resp.Diagnostics.HasError() {
		return
	}

	state := newACSAccessGroupModel(group)
	state.Name = asConfigured(config.Name, state.Name)
	resp.Diagnostics.Append(resp.State.Set(ctx, state)...)
}

func (d *acsAccessGroupDataSource) find(ctx context.Context, conn *connection.Connection, config acsAccessGroupModel) (seam.ACSAccessGroup, diag.Diagnostics) {
	if !config.ACSAccessGroupID.IsNull() {
		id := config.ACSAccessGroupID.ValueString()
		group, err := conn.Directory.ACSAccessGroup(ctx, id)
		if err != nil {
			return seam.ACSAccessGroup{}, told(conn, acsAccessGroupKind().notRead("acs_access_group_id", id, err))
		}
		return *group, nil
	}
	systemID := config.ACSSystemID.ValueString()
	return lookup[seam.ACSAccessGroup]{
		conn:     conn,
		kind:     acsAccessGroupKind(),
		argument: "name",
		wanted:   config.Name.ValueString(),
		field:    func(group seam.ACSAccessGroup) string { return group.Name },
		same:     sameText,
		rule:     namesRule,
		list: func(ctx context.Context, search string) ([]seam.ACSAccessGroup, error) {
			return conn.Directory.ACSAccessGroups(ctx, seam.ACSAccessGroupFilter{ACSSystemID: systemID, Search: search})
		},
		place: inSystem(conn, systemID),
	}.find(ctx)
}
