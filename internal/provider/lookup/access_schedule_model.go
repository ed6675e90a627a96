// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package lookup

import (
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/seamapi/terraform-provider-seam/internal/provider/connection"
	"github.com/seamapi/terraform-provider-seam/internal/seam"
)

// accessScheduleModel is when an ACS user or an access group has access. It is nil, and so null, without a schedule.
type accessScheduleModel struct {
	StartsAt types.String `tfsdk:"starts_at"`
	EndsAt   types.String `tfsdk:"ends_at"`
}

func newAccessScheduleModel(schedule *seam.AccessSchedule) *accessScheduleModel {
	if schedule == nil {
		return nil
	}
	return &accessScheduleModel{StartsAt: connection.Text(schedule.StartsAt), EndsAt: connection.Text(schedule.EndsAt)}
}

// accessScheduleAttribute describes the schedule of an ACS user or an access group.
func accessScheduleAttribute(of string) schema.SingleNestedAttribute {
	return schema.SingleNestedAttribute{
		Computed:            true,
		MarkdownDescription: "When " + of + " has access. Null if no schedule limits it.",
		Attributes: map[string]schema.Attribute{
			"starts_at": computedText("When the access begins, in ISO 8601 format."),
			"ends_at":   computedText("When the access ends, in ISO 8601 format. Null if it does not end."),
		},
	}
}
