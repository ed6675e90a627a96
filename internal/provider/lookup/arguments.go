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

// arguments are the sets of arguments by which a configuration can say which object it means. As a validator it requires
// exactly one of the sets.
type arguments struct {
	object string
	sets   [][]string
}

// Description lists the sets of arguments.
func (a arguments) Description(context.Context) string {
	texts := make([]string, len(a.sets))
	for i, arguments := range a.sets {
		texts[i] = strings.Join(arguments, " and ")
	}
	return "one of: " + strings.Join(texts, "; ")
}

// MarkdownDescription lists the sets of arguments.
func (a arguments) MarkdownDescription(ctx context.Context) string {
	return a.Description(ctx)
}

// ValidateDataSource rejects a configuration that has none of the sets, or arguments of several. It accepts unknown values:
// Terraform validates again once they are known, before it reads.
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
	isGiven := func(set []string) bool { return slices.Equal(slices.Sorted(slices.Values(set)), given) }
	if slices.ContainsFunc(a.sets, isGiven) {
		return
	}
	has := "None of these arguments has a value."
	if len(given) > 0 {
		has = "The configuration has " + strings.Join(given, " and ") + "."
	}
	resp.Diagnostics.AddError("It is not clear which "+a.object+" is meant",
		"Name the "+a.object+" by "+a.Description(ctx)+".\n\n"+has)
}

// arguments returns all arguments, sorted.
func (a arguments) arguments() []string {
	all := slices.Concat(a.sets...)
	slices.Sort(all)
	return slices.Compact(all)
}
