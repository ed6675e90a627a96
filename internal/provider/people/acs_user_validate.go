// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package people

import (
	"context"
	"fmt"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/seamapi/terraform-provider-seam/internal/provider/connection"
)

// ValidateConfig refuses a schedule that ends before it starts.
func (r *ACSUserResource) ValidateConfig(ctx context.Context, req resource.ValidateConfigRequest, resp *resource.ValidateConfigResponse) {
	var config acsUserModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	if resp.Diagnostics.HasError() || config.AccessSchedule.IsNull() || config.AccessSchedule.IsUnknown() {
		return
	}
	startsAt, endsAt := timeOf(config.AccessSchedule, "starts_at").ValueString(), timeOf(config.AccessSchedule, "ends_at").ValueString()
	start, startErr := time.Parse(time.RFC3339, startsAt)
	end, endErr := time.Parse(time.RFC3339, endsAt)
	if startErr == nil && endErr == nil && !end.After(start) {
		resp.Diagnostics.AddAttributeError(path.Root("access_schedule").AtName("ends_at"), "The schedule ends before it starts",
			fmt.Sprintf("access_schedule.ends_at: %s is not later than starts_at, %s.", endsAt, startsAt))
	}
}

func checkTime(text string) error {
	if _, err := time.Parse(time.RFC3339, text); err != nil {
		return fmt.Errorf("%q is not a time in RFC 3339 format, such as 2030-01-31T09:00:00Z", text)
	}
	return nil
}

func isTime() validator.String {
	return connection.Validator{Describes: "a time in RFC 3339 format", Summary: "This is not a valid time", Check: checkTime}
}
