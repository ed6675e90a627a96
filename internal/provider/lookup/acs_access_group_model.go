// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package lookup

import (
	"cmp"

	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/seamapi/terraform-provider-seam/internal/provider/connection"
	"github.com/seamapi/terraform-provider-seam/internal/seam"
)

// acsAccessGroupModel is an access group, by itself or in a list.
type acsAccessGroupModel struct {
	ACSAccessGroupID        types.String                  `tfsdk:"acs_access_group_id"`
	ACSSystemID             types.String                  `tfsdk:"acs_system_id"`
	WorkspaceID             types.String                  `tfsdk:"workspace_id"`
	Name                    types.String                  `tfsdk:"name"`
	DisplayName             types.String                  `tfsdk:"display_name"`
	ExternalType            types.String                  `tfsdk:"external_type"`
	ExternalTypeDisplayName types.String                  `tfsdk:"external_type_display_name"`
	AccessSchedule          *accessScheduleModel          `tfsdk:"access_schedule"`
	Errors                  []errorModel                  `tfsdk:"errors"`
	Warnings                []warningModel                `tfsdk:"warnings"`
	PendingMutations        []acsAccessGroupMutationModel `tfsdk:"pending_mutations"`
	CreatedAt               types.String                  `tfsdk:"created_at"`
}

func newACSAccessGroupModel(group seam.ACSAccessGroup) acsAccessGroupModel {
	return acsAccessGroupModel{
		ACSAccessGroupID:        connection.Text(group.ACSAccessGroupID),
		ACSSystemID:             connection.Text(group.ACSSystemID),
		WorkspaceID:             connection.Text(group.WorkspaceID),
		Name:                    connection.Text(group.Name),
		DisplayName:             connection.Text(group.DisplayName),
		ExternalType:            connection.Text(group.ExternalType),
		ExternalTypeDisplayName: connection.Text(group.ExternalTypeDisplayName),
		AccessSchedule:          newAccessScheduleModel(group.AccessSchedule),
		Errors:                  newErrorModels(group.Errors),
		Warnings:                newWarningModels(group.Warnings),
		PendingMutations:        newACSAccessGroupMutationModels(group.PendingMutations),
		CreatedAt:               connection.Text(group.CreatedAt),
	}
}

// acsAccessGroupAttributes describes an access group, by itself or in a list.
func acsAccessGroupAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"acs_access_group_id":        computedText("ID of the access group."),
		"acs_system_id":              computedText("ID of the access system that the access group belongs to."),
		"workspace_id":               computedText("ID of the workspace that the access group is in."),
		"name":                       computedText("Name of the access group in its access system."),
		"display_name":               computedText("Name of the access group as Seam shows it."),
		"external_type":              computedText("What the brand calls this kind of access group, for programs, such as `salto_ks_access_group`."),
		"external_type_display_name": computedText("What the brand calls this kind of access group, for people, such as `Salto KS access group`."),
		"access_schedule":            accessScheduleAttribute("the access group"),
		"errors":                     errorsAttribute("the access group", "failed_to_create_on_acs_system"),
		"warnings":                   warningsAttribute("the access group", "being_deleted"),
		"pending_mutations":          acsAccessGroupMutationsAttribute(),
		"created_at":                 computedText("When Seam first saw the access group, in ISO 8601 format."),
	}
}

func acsAccessGroupKind() kind[seam.ACSAccessGroup] {
	return kind[seam.ACSAccessGroup]{
		one:    "access group",
		many:   "access groups",
		idName: "acs_access_group_id",
		id:     func(group seam.ACSAccessGroup) string { return group.ACSAccessGroupID },
		name:   func(group seam.ACSAccessGroup) string { return cmp.Or(group.Name, group.DisplayName) },
	}
}
