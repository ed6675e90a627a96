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

// newErrorModels is never nil: a list without elements is empty, and not null.
func newErrorModels(issues []seam.Issue) []errorModel {
	models := make([]errorModel, len(issues))
	for i, issue := range issues {
		models[i] = errorModel{connection.Text(issue.Code), connection.Text(issue.Message), timeOrNull(issue.CreatedAt)}
	}
	return models
}

// newWarningModels is never nil.
func newWarningModels(issues []seam.Issue) []warningModel {
	models := make([]warningModel, len(issues))
	for i, issue := range issues {
		models[i] = warningModel{connection.Text(issue.Code), connection.Text(issue.Message), timeOrNull(issue.CreatedAt)}
	}
	return models
}

// errorsAttribute describes the errors of whom or what, with a code for an example.
func errorsAttribute(of, example string) schema.ListNestedAttribute {
	return schema.ListNestedAttribute{
		Computed:            true,
		MarkdownDescription: "What is wrong with " + of + ", as Seam and the access system tell it. Empty where nothing is.",
		NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
			"error_code": computedText("What kind of error it is, such as `" + example + "`. Seam adds new kinds."),
			"message":    computedText("What went wrong, in a sentence for people."),
			"created_at": computedText("When the error came up, in ISO 8601 format."),
		}},
	}
}

// warningsAttribute describes the warnings of whom or what, with a code for an example.
func warningsAttribute(of, example string) schema.ListNestedAttribute {
	return schema.ListNestedAttribute{
		Computed:            true,
		MarkdownDescription: "What may need a look at " + of + ", as Seam and the access system tell it. Empty where nothing does.",
		NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
			"warning_code": computedText("What kind of warning it is, such as `" + example + "`. Seam adds new kinds."),
			"message":      computedText("What the warning is about, in a sentence for people."),
			"created_at":   computedText("When the warning came up, in ISO 8601 format."),
		}},
	}
}
