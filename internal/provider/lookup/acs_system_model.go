// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package lookup

import (
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/seamapi/terraform-provider-seam/internal/provider/connection"
	"github.com/seamapi/terraform-provider-seam/internal/seam"
)

// acsSystemModel is an access system, by itself or in a list.
type acsSystemModel struct {
	ACSSystemID             types.String   `tfsdk:"acs_system_id"`
	Name                    types.String   `tfsdk:"name"`
	WorkspaceID             types.String   `tfsdk:"workspace_id"`
	ConnectedAccountID      types.String   `tfsdk:"connected_account_id"`
	ExternalType            types.String   `tfsdk:"external_type"`
	ExternalTypeDisplayName types.String   `tfsdk:"external_type_display_name"`
	IsCredentialManager     types.Bool     `tfsdk:"is_credential_manager"`
	Errors                  []errorModel   `tfsdk:"errors"`
	Warnings                []warningModel `tfsdk:"warnings"`
	CreatedAt               types.String   `tfsdk:"created_at"`
}

func newACSSystemModel(system seam.ACSSystem) acsSystemModel {
	return acsSystemModel{
		ACSSystemID:             connection.Text(system.ACSSystemID),
		Name:                    connection.Text(system.Name),
		WorkspaceID:             connection.Text(system.WorkspaceID),
		ConnectedAccountID:      connection.Text(system.ConnectedAccountID),
		ExternalType:            connection.Text(system.ExternalType),
		ExternalTypeDisplayName: connection.Text(system.ExternalTypeDisplayName),
		IsCredentialManager:     types.BoolValue(system.IsCredentialManager),
		Errors:                  newErrorModels(system.Errors),
		Warnings:                newWarningModels(system.Warnings),
		CreatedAt:               connection.Text(system.CreatedAt),
	}
}

// acsSystemAttributes describes an access system, by itself or in a list.
func acsSystemAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"acs_system_id":              computedText("ID of the access system."),
		"name":                       computedText("Name of the access system."),
		"workspace_id":               computedText("ID of the workspace that the access system is connected to."),
		"connected_account_id":       computedText("ID of the connected account through which Seam reaches the access system."),
		"external_type":              computedText("What the brand calls this kind of access system, for programs, such as `salto_ks_site`."),
		"external_type_display_name": computedText("What the brand calls this kind of access system, for people, such as `Salto KS site`."),
		"is_credential_manager": schema.BoolAttribute{
			Computed:            true,
			MarkdownDescription: "Whether the system issues credentials for other access systems, rather than having doors of its own.",
		},
		"errors":     errorsAttribute("the access system", "acs_system_disconnected"),
		"warnings":   warningsAttribute("the access system", "setup_required"),
		"created_at": computedText("When the access system was connected to Seam, in ISO 8601 format."),
	}
}

func acsSystemKind() kind[seam.ACSSystem] {
	return kind[seam.ACSSystem]{
		one:    "access system",
		many:   "access systems",
		idName: "acs_system_id",
		id:     func(system seam.ACSSystem) string { return system.ACSSystemID },
		name:   func(system seam.ACSSystem) string { return system.Name },
	}
}
