// Copyright (c) Seam Labs, Inc.
// SPDX-License-Identifier: MPL-2.0

package provider

import (
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/seamapi/terraform-provider-seam/internal/seam"
)

// acsUserMutationModel is a change of an ACS user that Seam has yet to push to the access system. From and To are always
// there, with null in them where the change is of another kind, so that an expression can look into each change.
type acsUserMutationModel struct {
	MutationCode     types.String   `tfsdk:"mutation_code"`
	Message          types.String   `tfsdk:"message"`
	CreatedAt        types.String   `tfsdk:"created_at"`
	From             acsGroupNaming `tfsdk:"from"`
	To               acsGroupNaming `tfsdk:"to"`
	ACSAccessGroupID types.String   `tfsdk:"acs_access_group_id"`
	Variant          types.String   `tfsdk:"variant"`
}

// acsGroupNaming is the access group that an ACS user leaves or joins.
type acsGroupNaming struct {
	ACSAccessGroupID types.String `tfsdk:"acs_access_group_id"`
}

// acsAccessGroupMutationModel is a change of an access group that Seam has yet to push to the access system. From and To
// are always there, as in acsUserMutationModel.
type acsAccessGroupMutationModel struct {
	MutationCode types.String  `tfsdk:"mutation_code"`
	Message      types.String  `tfsdk:"message"`
	CreatedAt    types.String  `tfsdk:"created_at"`
	From         acsUserNaming `tfsdk:"from"`
	To           acsUserNaming `tfsdk:"to"`
	ACSUserID    types.String  `tfsdk:"acs_user_id"`
	Variant      types.String  `tfsdk:"variant"`
}

// acsUserNaming is the ACS user that leaves or joins an access group.
type acsUserNaming struct {
	ACSUserID types.String `tfsdk:"acs_user_id"`
}

// newACSUserMutationModels is never nil.
func newACSUserMutationModels(mutations []seam.PendingMutation) []acsUserMutationModel {
	models := make([]acsUserMutationModel, len(mutations))
	for i, mutation := range mutations {
		models[i] = acsUserMutationModel{
			MutationCode:     textOrNull(mutation.Code),
			Message:          textOrNull(mutation.Message),
			CreatedAt:        timeOrNull(mutation.CreatedAt),
			From:             acsGroupNaming{textOrNull(mutation.FromACSAccessGroupID)},
			To:               acsGroupNaming{textOrNull(mutation.ToACSAccessGroupID)},
			ACSAccessGroupID: textOrNull(mutation.ACSAccessGroupID),
			Variant:          textOrNull(mutation.Variant),
		}
	}
	return models
}

// newACSAccessGroupMutationModels is never nil.
func newACSAccessGroupMutationModels(mutations []seam.PendingMutation) []acsAccessGroupMutationModel {
	models := make([]acsAccessGroupMutationModel, len(mutations))
	for i, mutation := range mutations {
		models[i] = acsAccessGroupMutationModel{
			MutationCode: textOrNull(mutation.Code),
			Message:      textOrNull(mutation.Message),
			CreatedAt:    timeOrNull(mutation.CreatedAt),
			From:         acsUserNaming{textOrNull(mutation.FromACSUserID)},
			To:           acsUserNaming{textOrNull(mutation.ToACSUserID)},
			ACSUserID:    textOrNull(mutation.ACSUserID),
			Variant:      textOrNull(mutation.Variant),
		}
	}
	return models
}

func acsUserMutationsAttribute() schema.ListNestedAttribute {
	return mutationsAttribute(mutationWords{
		owner: "the ACS user", other: "access group", otherID: "acs_access_group_id", moved: "the ACS user leaves", joined: "the ACS user joins",
		updating: seam.UpdatingGroupMembership, deferring: seam.DeferringGroupMembershipUpdate,
	})
}

func acsAccessGroupMutationsAttribute() schema.ListNestedAttribute {
	return mutationsAttribute(mutationWords{
		owner: "the access group", other: "ACS user", otherID: "acs_user_id", moved: "leaves the access group", joined: "joins the access group",
		updating: seam.UpdatingUserMembership, deferring: seam.DeferringUserMembershipUpdate,
	})
}

// mutationWords is what differs between the pending changes of an ACS user and those of an access group: each names the
// other.
type mutationWords struct {
	owner, other, otherID string
	moved, joined         string
	updating, deferring   string
}

func mutationsAttribute(words mutationWords) schema.ListNestedAttribute {
	side := func(moves string) schema.SingleNestedAttribute {
		return schema.SingleNestedAttribute{
			Computed:            true,
			MarkdownDescription: "The " + words.other + " that " + moves + ", of an `" + words.updating + "`.",
			Attributes: map[string]schema.Attribute{
				words.otherID: computedText("ID of the " + words.other + ". Null where there is none, and for a change of another kind."),
			},
		}
	}
	return schema.ListNestedAttribute{
		Computed: true,
		MarkdownDescription: "Changes of " + words.owner + " that Seam has accepted and not yet pushed to the access system. Empty where the " +
			"access system has everything.",
		NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
			"mutation_code": computedText("What kind of change it is: `" + words.updating + "` is a membership on its way, `" + words.deferring +
				"` one that is scheduled for later. Seam adds new kinds."),
			"message":     computedText("What the change does, in a sentence for people."),
			"created_at":  computedText("When the change was asked for, in ISO 8601 format."),
			"from":        side(words.moved),
			"to":          side(words.joined),
			words.otherID: computedText("ID of the " + words.other + " of a `" + words.deferring + "`. Null for a change of another kind."),
			"variant":     computedText("What a `" + words.deferring + "` will do: `adding` or `removing`. Null for a change of another kind."),
		}},
	}
}
