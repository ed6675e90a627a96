// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package lookup

import (
	"cmp"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/seamapi/terraform-provider-seam/internal/provider/connection"
	"github.com/seamapi/terraform-provider-seam/internal/seam"
)

// userIdentityModel is a user identity, by itself or in a list.
type userIdentityModel struct {
	UserIdentityID  types.String   `tfsdk:"user_identity_id"`
	UserIdentityKey types.String   `tfsdk:"user_identity_key"`
	WorkspaceID     types.String   `tfsdk:"workspace_id"`
	DisplayName     types.String   `tfsdk:"display_name"`
	FullName        types.String   `tfsdk:"full_name"`
	EmailAddress    types.String   `tfsdk:"email_address"`
	PhoneNumber     types.String   `tfsdk:"phone_number"`
	ACSUserIDs      []string       `tfsdk:"acs_user_ids"`
	Errors          []errorModel   `tfsdk:"errors"`
	Warnings        []warningModel `tfsdk:"warnings"`
	CreatedAt       types.String   `tfsdk:"created_at"`
}

func newUserIdentityModel(identity seam.UserIdentity) userIdentityModel {
	acsUserIDs := append([]string{}, identity.ACSUserIDs...)
	slices.Sort(acsUserIDs)
	return userIdentityModel{
		UserIdentityID:  connection.Text(identity.UserIdentityID),
		UserIdentityKey: connection.Text(identity.UserIdentityKey),
		WorkspaceID:     connection.Text(identity.WorkspaceID),
		DisplayName:     connection.Text(identity.DisplayName),
		FullName:        connection.Text(identity.FullName),
		EmailAddress:    connection.Text(identity.EmailAddress),
		PhoneNumber:     connection.Text(identity.PhoneNumber),
		ACSUserIDs:      acsUserIDs,
		Errors:          newErrorModels(identity.Errors),
		Warnings:        newWarningModels(identity.Warnings),
		CreatedAt:       connection.Text(identity.CreatedAt),
	}
}

// userIdentityAttributes describes a user identity, by itself or in a list.
func userIdentityAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"user_identity_id":  computedText("ID of the user identity: the person across access systems."),
		"user_identity_key": computedText("Key that your own system gave the user identity, such as an employee number. Null if it has none."),
		"workspace_id":      computedText("ID of the workspace that the user identity is in."),
		"display_name":      computedText("Name of the person as Seam shows it: the full name if there is one."),
		"full_name":         computedText("Full name of the person. Null if the user identity has none."),
		"email_address":     computedText("Email address of the person. Null if the user identity has none."),
		"phone_number":      computedText("Phone number of the person in E.164 format, such as `+15555550100`. Null if the user identity has none."),
		"acs_user_ids": schema.ListAttribute{
			Computed:            true,
			ElementType:         types.StringType,
			MarkdownDescription: "IDs of the person's ACS users, sorted. Empty while no access system has a record of the person.",
		},
		"errors":     errorsAttribute("the user identity", "issue_with_acs_user"),
		"warnings":   warningsAttribute("the user identity", "being_deleted"),
		"created_at": computedText("When the user identity was created, in ISO 8601 format."),
	}
}

func userIdentityKind() kind[seam.UserIdentity] {
	return kind[seam.UserIdentity]{
		one:    "user identity",
		many:   "user identities",
		idName: "user_identity_id",
		id:     func(identity seam.UserIdentity) string { return identity.UserIdentityID },
		name:   func(identity seam.UserIdentity) string { return cmp.Or(identity.DisplayName, identity.FullName) },
		contacts: func(identity seam.UserIdentity) []string {
			return []string{identity.EmailAddress, identity.PhoneNumber}
		},
	}
}
