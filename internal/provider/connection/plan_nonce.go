// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package connection

import (
	"context"
	"strconv"

	"github.com/hashicorp/terraform-plugin-framework/resource"
)

// nonceKey is where a planned object keeps the nonce under which it reserves what it declares.
const nonceKey = "nonce"

// PlanNonce returns the name under which the planned object reserves what it declares, and whether this process has planned
// it before. That is so in the second pass of a replacement, which gets the private data of the first.
func (c *Connection) PlanNonce(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) (nonce string, isSecondPass bool) {
	stored, diags := req.Private.GetKey(ctx, nonceKey)
	resp.Diagnostics.Append(diags...)
	if nonce, err := strconv.Unquote(string(stored)); err == nil && c.Roster.IsNonce(nonce) {
		return nonce, true
	}
	nonce = c.Roster.NewNonce()
	// Private data has to be JSON, which a quoted string of letters and digits is.
	resp.Diagnostics.Append(resp.Private.SetKey(ctx, nonceKey, []byte(strconv.Quote(nonce)))...)
	return nonce, false
}
