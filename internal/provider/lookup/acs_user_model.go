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

// acsUserModel is an ACS user, by itself or in a list.
type acsUserModel struct {
	ACSUserID                types.String           `tfsdk:"acs_user_id"`
	ACSSystemID              types.String           `tfsdk:"acs_system_id"`
	WorkspaceID              types.String           `tfsdk:"workspace_id"`
	DisplayName              types.String           `tfsdk:"display_name"`
	FullName                 types.String           `tfsdk:"full_name"`
	EmailAddress             types.String           `tfsdk:"email_address"`
	PhoneNumber              types.String           `tfsdk:"phone_number"`
	UserIdentityID           types.String           `tfsdk:"user_identity_id"`
	UserIdentityFullName     types.String           `tfsdk:"user_identity_full_name"`
	UserIdentityEmailAddress types.String           `tfsdk:"user_identity_email_address"`
	UserIdentityPhoneNumber  types.String           `tfsdk:"user_identity_phone_number"`
	ExternalType             types.String           `tfsdk:"external_type"`
	ExternalTypeDisplayName  types.String           `tfsdk:"external_type_display_name"`
	IsSuspended              types.Bool             `tfsdk:"is_suspended"`
	AccessSchedule           *accessScheduleModel   `tfsdk:"access_schedule"`
	Errors                   []errorModel           `tfsdk:"errors"`
	Warnings                 []warningModel         `tfsdk:"warnings"`
	PendingMutations         []acsUserMutationModel `tfsdk:"pending_mutations"`
	CreatedAt                types.String           `tfsdk:"created_at"`
}

func newACSUserModel(user seam.ACSUser) acsUserModel {
	return acsUserModel{
		ACSUserID:                connection.Text(user.ACSUserID),
		ACSSystemID:              connection.Text(user.ACSSystemID),
		WorkspaceID:              connection.Text(user.WorkspaceID),
		DisplayName:              connection.Text(user.DisplayName),
		FullName:                 connection.Text(user.FullName),
		EmailAddress:             connection.Text(user.EmailAddress),
		PhoneNumber:              connection.Text(user.PhoneNumber),
		UserIdentityID:           connection.Text(user.UserIdentityID),
		UserIdentityFullName:     connection.Text(user.UserIdentityFullName),
		UserIdentityEmailAddress: connection.Text(user.UserIdentityEmailAddress),
		UserIdentityPhoneNumber:  connection.Text(user.UserIdentityPhoneNumber),
		ExternalType:             connection.Text(user.ExternalType),
		ExternalTypeDisplayName:  connection.Text(user.ExternalTypeDisplayName),
		IsSuspended:              types.BoolValue(user.IsSuspended),
		AccessSchedule:           newAccessScheduleModel(user.AccessSchedule),
		Errors:                   newErrorModels(user.Errors),
		Warnings:                 newWarningModels(user.Warnings),
		PendingMutations:         newACSUserMutationModels(user.PendingMutations),
		CreatedAt:                connection.Text(user.CreatedAt),
	}
}

// acsUserAttributes describes an ACS user, by itself or in a list.
func acsUserAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"acs_user_id":                 computedText("ID of the ACS user: the person's record in one access system."),
		"acs_system_id":               computedText("ID of the access system that the ACS user belongs to."),
		"workspace_id":                computedText("ID of the workspace that the ACS user is in."),
		"display_name":                computedText("Name of the ACS user as Seam shows it: the full name if there is one."),
		"full_name":                   computedText("Full name of the ACS user. Null if the access system has none."),
		"email_address":               computedText("Email address of the ACS user. Null if the access system has none."),
		"phone_number":                computedText("Phone number of the ACS user in E.164 format, such as `+15555550100`. Null if the access system has none."),
		"user_identity_id":            computedText("ID of the person's user identity. Null if the ACS user is linked to none."),
		"user_identity_full_name":     computedText("Full name of the person's user identity. Null if it has none."),
		"user_identity_email_address": computedText("Email address of the person's user identity. Null if it has none."),
		"user_identity_phone_number":  computedText("Phone number of the person's user identity in E.164 format. Null if it has none."),
		"external_type":               computedText("What the brand calls this kind of user, for programs, such as `salto_site_user`."),
		"external_type_display_name":  computedText("What the brand calls this kind of user, for people, such as `Salto site user`."),
		"is_suspended": schema.BoolAttribute{
			Computed:            true,
			MarkdownDescription: "Whether the ACS user is suspended: still in their access groups, but not let in. False if Seam does not say.",
		},
		"access_schedule":   accessScheduleAttribute("the ACS user"),
		"errors":            errorsAttribute("the ACS user", "failed_to_update_on_acs_system"),
		"warnings":          warningsAttribute("the ACS user", "being_deleted"),
		"pending_mutations": acsUserMutationsAttribute(),
		"created_at":        computedText("When Seam first saw the ACS user, in ISO 8601 format."),
	}
}

func acsUserKind() kind[seam.ACSUser] {
	return kind[seam.ACSUser]{
		one:      "ACS user",
		many:     "ACS users",
		idName:   "acs_user_id",
		id:       func(user seam.ACSUser) string { return user.ACSUserID },
		name:     func(user seam.ACSUser) string { return cmp.Or(user.DisplayName, user.FullName) },
		contacts: func(user seam.ACSUser) []string { return []string{user.EmailAddress, user.PhoneNumber} },
	}
}
