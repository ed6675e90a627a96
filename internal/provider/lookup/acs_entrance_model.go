// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package lookup

import (
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/seamapi/terraform-provider-seam/internal/provider/connection"
	"github.com/seamapi/terraform-provider-seam/internal/seam"
)

// acsEntranceModel is an entrance, by itself or in a list.
type acsEntranceModel struct {
	ACSEntranceID          types.String   `tfsdk:"acs_entrance_id"`
	ACSSystemID            types.String   `tfsdk:"acs_system_id"`
	ConnectedAccountID     types.String   `tfsdk:"connected_account_id"`
	Name                   types.String   `tfsdk:"name"`
	DisplayName            types.String   `tfsdk:"display_name"`
	SpaceIDs               []string       `tfsdk:"space_ids"`
	CanUnlockWithCard      types.Bool     `tfsdk:"can_unlock_with_card"`
	CanUnlockWithCloudKey  types.Bool     `tfsdk:"can_unlock_with_cloud_key"`
	CanUnlockWithCode      types.Bool     `tfsdk:"can_unlock_with_code"`
	CanUnlockWithMobileKey types.Bool     `tfsdk:"can_unlock_with_mobile_key"`
	IsLocked               types.Bool     `tfsdk:"is_locked"`
	Errors                 []errorModel   `tfsdk:"errors"`
	Warnings               []warningModel `tfsdk:"warnings"`
	CreatedAt              types.String   `tfsdk:"created_at"`
}

func newACSEntranceModel(entrance seam.ACSEntrance) acsEntranceModel {
	spaceIDs := append([]string{}, entrance.SpaceIDs...)
	slices.Sort(spaceIDs)
	return acsEntranceModel{
		ACSEntranceID:          connection.Text(entrance.ACSEntranceID),
		ACSSystemID:            connection.Text(entrance.ACSSystemID),
		ConnectedAccountID:     connection.Text(entrance.ConnectedAccountID),
		Name:                   connection.Text(entrance.DisplayName),
		DisplayName:            connection.Text(entrance.DisplayName),
		SpaceIDs:               spaceIDs,
		CanUnlockWithCard:      types.BoolPointerValue(entrance.CanUnlockWithCard),
		CanUnlockWithCloudKey:  types.BoolPointerValue(entrance.CanUnlockWithCloudKey),
		CanUnlockWithCode:      types.BoolPointerValue(entrance.CanUnlockWithCode),
		CanUnlockWithMobileKey: types.BoolPointerValue(entrance.CanUnlockWithMobileKey),
		IsLocked:               types.BoolPointerValue(entrance.IsLocked),
		Errors:                 newErrorModels(entrance.Errors),
		Warnings:               newWarningModels(entrance.Warnings),
		CreatedAt:              connection.Text(entrance.CreatedAt),
	}
}

// acsEntranceAttributes describes an entrance, by itself or in a list.
func acsEntranceAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"acs_entrance_id":      computedText("ID of the entrance: a door, a gate or a lift of an access system."),
		"acs_system_id":        computedText("ID of the access system that the entrance belongs to."),
		"connected_account_id": computedText("ID of the connected account through which Seam reaches the entrance."),
		"name":                 computedText("Name of the entrance. Seam has one name for an entrance, so it is the `display_name`."),
		"display_name":         computedText("Name of the entrance as Seam shows it."),
		"space_ids": schema.ListAttribute{
			Computed:            true,
			ElementType:         types.StringType,
			MarkdownDescription: "IDs of the spaces that the entrance is in, sorted. Empty if it is in none.",
		},
		"can_unlock_with_card":       unlockedWith("a card"),
		"can_unlock_with_cloud_key":  unlockedWith("a cloud key"),
		"can_unlock_with_code":       unlockedWith("a PIN code"),
		"can_unlock_with_mobile_key": unlockedWith("a mobile key"),
		"is_locked": schema.BoolAttribute{
			Computed:            true,
			MarkdownDescription: "Whether the entrance is locked now. Null if Seam does not say.",
		},
		"errors":     errorsAttribute("the entrance", "account_disconnected"),
		"warnings":   warningsAttribute("the entrance", "entrance_setup_required"),
		"created_at": computedText("When Seam first saw the entrance, in ISO 8601 format."),
	}
}

func unlockedWith(credential string) schema.BoolAttribute {
	return schema.BoolAttribute{
		Computed:            true,
		MarkdownDescription: "Whether the entrance can be unlocked with " + credential + ". Null if Seam does not say.",
	}
}

func acsEntranceKind() kind[seam.ACSEntrance] {
	return kind[seam.ACSEntrance]{
		one:    "entrance",
		many:   "entrances",
		idName: "acs_entrance_id",
		id:     func(entrance seam.ACSEntrance) string { return entrance.ACSEntranceID },
		name:   func(entrance seam.ACSEntrance) string { return entrance.DisplayName },
	}
}
