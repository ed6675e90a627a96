// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package lookup

import (
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/seamapi/terraform-provider-seam/internal/provider/connection"
	"github.com/seamapi/terraform-provider-seam/internal/seam"
)

// acsUserMutationModel is a change to an ACS user that Seam has yet to push to the access system. From and To are never null,
// so that an expression can look into every change; what does not apply to a kind of change is null in them.
type acsUserMutationModel struct {
	MutationCode     types.String      `tfsdk:"mutation_code"`
	Message          types.String      `tfsdk:"message"`
	CreatedAt        types.String      `tfsdk:"created_at"`
	From             acsAccessGroupRef `tfsdk:"from"`
	To               acsAccessGroupRef `tfsdk:"to"`
	ACSAccessGroupID types.String      `tfsdk:"acs_access_group_id"`
	Variant          types.String      `tfsdk:"variant"`
}

// acsAccessGroupRef is the access group that an ACS user leaves or joins.
type acsAccessGroupRef struct {
	ACSAccessGroupID types.String `tfsdk:"acs_access_group_id"`
}

// acsAccessGroupMutationModel is a change to an access group that Seam has yet to push to the access system. From and To are
// never null, as in acsUserMutationModel.
type acsAccessGroupMutationModel struct {
	MutationCode types.String `tfsdk:"mutation_code"`
	Message      types.String `tfsdk:"message"`
	CreatedAt    types.String `tfsdk:"created_at"`
	From         acsUserRef   `tfsdk:"from"`
	To           acsUserRef   `tfsdk:"to"`
	ACSUserID    types.String `tfsdk:"acs_user_id"`
	Variant      types.String `tfsdk:"variant"`
}

// acsUserRef is the ACS user that leaves or joins an access group.
type acsUserRef struct {
	ACSUserID types.String `tfsdk:"acs_user_id"`
}

// newACSUserMutationModels never returns nil.
func newACSUserMutationModels(mutations []seam.PendingMutation) []acsUserMutationModel {
	models := make([]acsUserMutationModel, len(mutations))
	for i, mutation := range mutations {
		models[i] = acsUserMutationModel{
			MutationCode:     connection.Text(mutation.Code),
			Message:          connection.Text(mutation.Message),
			CreatedAt:        timeOrNull(mutation.CreatedAt),
			From:             acsAccessGroupRef{connection.Text(mutation.FromACSAccessGroupID)},
			To:               acsAccessGroupRef{connection.Text(mutation.ToACSAccessGroupID)},
			ACSAccessGroupID: connection.Text(mutation.ACSAccessGroupID),
			Variant:          connection.Text(mutation.Variant),
		}
	}
	return models
}

// newACSAccessGroupMutationModels never returns nil.
func newACSAccessGroupMutationModels(mutations []seam.PendingMutation) []acsAccessGroupMutationModel {
	models := make([]acsAccessGroupMutationModel, len(mutations))
	for i, mutation := range mutations {
		models[i] = acsAccessGroupMutationModel{
			MutationCode: connection.Text(mutation.Code),
			Message:      connection.Text(mutation.Message),
			CreatedAt:    timeOrNull(mutation.CreatedAt),
			From:         acsUserRef{connection.Text(mutation.FromACSUserID)},
			To:           acsUserRef{connection.Text(mutation.ToACSUserID)},
			ACSUserID:    connection.Text(mutation.ACSUserID),
			Variant:      connection.Text(mutation.Variant),
		}
	}
	return models
}

func acsUserMutationsAttribute() schema.ListNestedAttribute {
	return schema.ListNestedAttribute{
		Computed: true,
		MarkdownDescription: "Changes to the ACS user that Seam has accepted but not yet pushed to the access system. Empty if the " +
			"access system has everything.",
		NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
			"mutation_code": computedText("What kind of change it is: `" + seam.UpdatingGroupMembership + "` is a membership on its way, `" +
				seam.DeferringGroupMembershipUpdate + "` one that is scheduled for later. Seam adds new kinds."),
			"message":    computedText("What the change does, in a sentence for people."),
			"created_at": computedText("When the change was asked for, in ISO 8601 format."),
			"from":       acsAccessGroupRefAttribute("The access group that the ACS user leaves, of an `" + seam.UpdatingGroupMembership + "`."),
			"to":         acsAccessGroupRefAttribute("The access group that the ACS user joins, of an `" + seam.UpdatingGroupMembership + "`."),
			"acs_access_group_id": computedText("ID of the access group of a `" + seam.DeferringGroupMembershipUpdate +
				"`. Null for a change of another kind."),
			"variant": computedText("What a `" + seam.DeferringGroupMembershipUpdate + "` will do: `adding` or `removing`. Null for a change of another kind."),
		}},
	}
}

func acsAccessGroupRefAttribute(description string) schema.SingleNestedAttribute {
	return schema.SingleNestedAttribute{
		Computed:            true,
		MarkdownDescription: description,
		Attributes: map[string]schema.Attribute{
			"acs_access_group_id": computedText("ID of the access group. Null if there is none, and for a change of another kind."),
		},
	}
}

func acsAccessGroupMutationsAttribute() schema.ListNestedAttribute {
	return schema.ListNestedAttribute{
		Computed: true,
		MarkdownDescription: "Changes to the access group that Seam has accepted but not yet pushed to the access system. Empty if the " +
			"access system has everything.",
		NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
			"mutation_code": computedText("What kind of change it is: `" + seam.UpdatingUserMembership + "` is a membership on its way, `" +
				seam.DeferringUserMembershipUpdate + "` one that is scheduled for later. Seam adds new kinds."),
			"message":    computedText("What the change does, in a sentence for people."),
			"created_at": computedText("When the change was asked for, in ISO 8601 format."),
			"from":       acsUserRefAttribute("The ACS user that leaves the access group, of an `" + seam.UpdatingUserMembership + "`."),
			"to":         acsUserRefAttribute("The ACS user that joins the access group, of an `" + seam.UpdatingUserMembership + "`."),
			"acs_user_id": computedText("ID of the ACS user of a `" + seam.DeferringUserMembershipUpdate +
				"`. Null for a change of another kind."),
			"variant": computedText("What a `" + seam.DeferringUserMembershipUpdate + "` will do: `adding` or `removing`. Null for a change of another kind."),
		}},
	}
}

func acsUserRefAttribute(description string) schema.SingleNestedAttribute {
	return schema.SingleNestedAttribute{
		Computed:            true,
		MarkdownDescription: description,
		Attributes: map[string]schema.Attribute{
			"acs_user_id": computedText("ID of the ACS user. Null if there is none, and for a change of another kind."),
		},
	}
}
