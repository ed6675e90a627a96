// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package connection

import (
	"context"
	"strconv"

	"github.com/hashicorp/terraform-plugin-framework/resource"
)

// holderKey is where a planned object keeps the name under which it reserves what it holds.
const holderKey = "holder"

// PlanHolder returns the name under which the planned object reserves what it holds, and whether this process has planned
// it before. That is so in the second pass of a replacement, which gets the private data of the first.
func (c *Connection) PlanHolder(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) (name string, isSecondPass bool) {
	stored, diags := req.Private.GetKey(ctx, holderKey)
	resp.Diagnostics.Append(diags...)
	if name, err := strconv.Unquote(string(stored)); err == nil && c.Roster.IsHolder(name) {
		return name, true
	}
	name = c.Roster.NewHolder()
	// Private data has to be JSON, which a quoted string of letters and digits is.
	resp.Diagnostics.Append(resp.Private.SetKey(ctx, holderKey, []byte(strconv.Quote(name)))...)
	return name, false
}
