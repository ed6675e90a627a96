// Copyright (c) Seam Labs, Inc.
// SPDX-License-Identifier: MPL-2.0

package provider

import (
	"context"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// ways are the sets of arguments by which a configuration can say which object it means. As a validator it wants exactly
// one of them.
type ways struct {
	object string
	each   [][]string
}

// Description says which ways there are.
func (w ways) Description(context.Context) string {
	texts := make([]string, len(w.each))
	for i, arguments := range w.each {
		texts[i] = strings.Join(arguments, " and ")
	}
	return "one of: " + strings.Join(texts, "; ")
}

// MarkdownDescription says which ways there are.
func (w ways) MarkdownDescription(ctx context.Context) string {
	return w.Description(ctx)
}

// ValidateDataSource refuses a configuration that goes none of the ways, or more than one. With a value that is not known
// yet it waits: Terraform validates again before it reads.
func (w ways) ValidateDataSource(ctx context.Context, req datasource.ValidateConfigRequest, resp *datasource.ValidateConfigResponse) {
	var given []string
	for _, argument := range w.arguments() {
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
	if slices.ContainsFunc(w.each, goes) {
		return
	}
	has := "None of these arguments has a value."
	if len(given) > 0 {
		has = "The configuration has " + strings.Join(given, " and ") + "."
	}
	resp.Diagnostics.AddError("It is not clear which "+w.object+" is meant",
		"The "+w.object+" is named by "+w.Description(ctx)+".\n\n"+has)
}

// arguments returns all arguments, sorted.
func (w ways) arguments() []string {
	all := slices.Concat(w.each...)
	slices.Sort(all)
	return slices.Compact(all)
}
