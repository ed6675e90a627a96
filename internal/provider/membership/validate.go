// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package membership

import (
	"context"
	"fmt"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// leastTimeout is what an access system needs at least. With less, a destroy would say that the door still opens without
// having looked.
const leastTimeout = time.Second

// ValidateConfig refuses timeouts in which nothing can be awaited, and warns of those that bound no wait.
func (r *Resource) ValidateConfig(ctx context.Context, req resource.ValidateConfigRequest, resp *resource.ValidateConfigResponse) {
	var config model
	resp.Diagnostics.Append(get(ctx, req.Config, &config)...)
	if resp.Diagnostics.HasError() {
		return
	}
	isGiven := false
	for _, name := range []string{"create", "delete"} {
		timeout, isString := config.Timeouts.Attributes()[name].(types.String)
		if !isString || timeout.IsNull() {
			continue
		}
		isGiven = true
		// What is no duration at all is refused by the block itself.
		if parsed, err := time.ParseDuration(timeout.ValueString()); err == nil && parsed < leastTimeout {
			resp.Diagnostics.AddAttributeError(path.Root("timeouts").AtName(name), "The timeout is too short",
				fmt.Sprintf("timeouts.%s: %q is less than %s, in which no access system has a change.", name, timeout.ValueString(), leastTimeout))
		}
	}
	if isGiven && !config.WaitForSync.IsUnknown() && !config.WaitForSync.ValueBool() {
		resp.Diagnostics.AddAttributeWarning(path.Root("timeouts"), "The timeouts of a membership do nothing without wait_for_sync",
			"They bound how long the provider waits for the access system, and without wait_for_sync = true it does not wait. Set that, or "+
				"leave out the timeouts block.")
	}
}
