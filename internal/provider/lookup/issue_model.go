// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package lookup

import (
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/seamapi/terraform-provider-seam/internal/provider/connection"
	"github.com/seamapi/terraform-provider-seam/internal/seam"
)

// errorModel is one of the errors that Seam shows on an object.
type errorModel struct {
	ErrorCode types.String `tfsdk:"error_code"`
	Message   types.String `tfsdk:"message"`
	CreatedAt types.String `tfsdk:"created_at"`
}

// warningModel is one of the warnings that Seam shows on an object.
type warningModel struct {
	WarningCode types.String `tfsdk:"warning_code"`
	Message     types.String `tfsdk:"message"`
	CreatedAt   types.String `tfsdk:"created_at"`
}

// newErrorModels never returns nil: a list without elements is empty rather than null.
func newErrorModels(issues []seam.Issue) []errorModel {
	models := make([]errorModel, len(issues))
	for i, issue := range issues {
		models[i] = errorModel{connection.Text(issue.Code), connection.Text(issue.Message), timeOrNull(issue.CreatedAt)}
	}
	return models
}

// newWarningModels never returns nil.
func newWarningModels(issues []seam.Issue) []warningModel {
	models := make([]warningModel, len(issues))
	for i, issue := range issues {
		models[i] = warningModel{connection.Text(issue.Code), connection.Text(issue.Message), timeOrNull(issue.CreatedAt)}
	}
	return models
}

// errorsAttribute describes the errors of an object, with an example of a code.
func errorsAttribute(of, example string) schema.ListNestedAttribute {
	return schema.ListNestedAttribute{
		Computed:            true,
		MarkdownDescription: "What is wrong with " + of + ", as reported by Seam and the access system. Empty if nothing is.",
		NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
			"error_code": computedText("What kind of error it is, such as `" + example + "`. Seam adds new kinds."),
			"message":    computedText("What went wrong, in a sentence for people."),
			"created_at": computedText("When the error occurred, in ISO 8601 format."),
		}},
	}
}

// warningsAttribute describes the warnings of an object, with an example of a code.
func warningsAttribute(of, example string) schema.ListNestedAttribute {
	return schema.ListNestedAttribute{
		Computed:            true,
		MarkdownDescription: "What may need attention at " + of + ", as reported by Seam and the access system. Empty if nothing does.",
		NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
			"warning_code": computedText("What kind of warning it is, such as `" + example + "`. Seam adds new kinds."),
			"message":      computedText("What the warning is about, in a sentence for people."),
			"created_at":   computedText("When the warning occurred, in ISO 8601 format."),
		}},
	}
}
