// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package lookup

import (
	"context"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// arguments are the sets of arguments by which a configuration can say which object it means. As a validator it wants exactly
// one of them.
type arguments struct {
	object string
	each   [][]string
}

// Description says which ways there are.
func (a arguments) Description(context.Context) string {
	texts := make([]string, len(a.each))
	for i, arguments := range a.each {
		texts[i] = strings.Join(arguments, " and ")
	}
	return "one of: " + strings.Join(texts, "; ")
}

// MarkdownDescription says which ways there are.
func (a arguments) MarkdownDescription(ctx context.Context) string {
	return a.Description(ctx)
}

// ValidateDataSource refuses a configuration that goes none of the ways, or more than one. With a value that is not known
// yet it waits: Terraform validates again before it reads.
func (a arguments) ValidateDataSource(ctx context.Context, req datasource.ValidateConfigRequest, resp *datasource.ValidateConfigResponse) {
	var given []string
	for _, argument := range a.arguments() {
		var value types.String
		resp.Diagnostics.Append(req.Config.GetAttribute(ctx, path.Root(argument), &value)...)
		if resp.Diagnostics.HasError() || value.IsUnknown() {
			return
		}
		if !value.IsNull() {
			given = append(given, argument)
		}
	}
	goes := func(way []string) bool { return slices.Equal(slices.Sorted(slices.Values(way)), given) }
	if slices.ContainsFunc(a.each, goes) {
		return
	}
	has := "None of these arguments has a value."
	if len(given) > 0 {
		has = "The configuration has " + strings.Join(given, " and ") + "."
	}
	resp.Diagnostics.AddError("It is not clear which "+a.object+" is meant",
		"The "+a.object+" is named by "+a.Description(ctx)+".\n\n"+has)
}

// arguments returns all arguments, sorted.
func (a arguments) arguments() []string {
	all := slices.Concat(a.each...)
	slices.Sort(all)
	return slices.Compact(all)
}
