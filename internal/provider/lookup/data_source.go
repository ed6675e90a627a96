// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package lookup

import (
	"context"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/seamapi/terraform-provider-seam/internal/provider/connection"
)

// dataSource is what all data sources have in common: the connection of the configured provider.
type dataSource struct {
	connection connection.Optional
}

// Configure takes over the provider's connection.
func (d *dataSource) Configure(_ context.Context, req datasource.ConfigureRequest, _ *datasource.ConfigureResponse) {
	d.connection = connection.From(req.ProviderData)
}

// computedText is a text attribute that Seam fills in.
func computedText(description string) schema.StringAttribute {
	return schema.StringAttribute{Computed: true, MarkdownDescription: description}
}

// filter is an argument that narrows a list.
func filter(description string, check validator.String) schema.StringAttribute {
	return schema.StringAttribute{Optional: true, MarkdownDescription: description, Validators: []validator.String{check}}
}

// asArgument makes a text attribute of an object an optional argument, by which a configuration says which object it means. The
// description is added to the attribute's own.
func asArgument(attributes map[string]schema.Attribute, name, description string, check validator.String) {
	attribute, _ := attributes[name].(schema.StringAttribute)
	attribute.Optional = true
	attribute.MarkdownDescription += " " + description
	attribute.Validators = []validator.String{check}
	attributes[name] = attribute
}

// asConfigured returns the configured spelling if there is one: Terraform may have planned with it before the object was read.
func asConfigured(configured, found types.String) types.String {
	if configured.IsNull() {
		return found
	}
	return configured
}

// timeOrNull converts a time from Seam to UTC and milliseconds: a zero time is null.
func timeOrNull(t time.Time) types.String {
	if t.IsZero() {
		return types.StringNull()
	}
	return types.StringValue(t.UTC().Format("2006-01-02T15:04:05.000Z"))
}

// told returns what is told of a problem: see [connection.Connection.TellWhileLookingUp].
func told(conn *connection.Connection, problem *connection.Problem) diag.Diagnostics {
	var diags diag.Diagnostics
	conn.TellWhileLookingUp(&diags, problem)
	return diags
}
