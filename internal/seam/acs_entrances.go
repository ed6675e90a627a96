// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package seam

import "context"

// ACSEntrance is a door, gate or lift of an access system: acs_entrance in Seam's OpenAPI document. Optional fields that
// Seam leaves out or sends as null are empty, or nil where Seam may not say whether something is so.
type ACSEntrance struct {
	ACSEntranceID          string   `json:"acs_entrance_id"`
	ACSSystemID            string   `json:"acs_system_id"`
	ConnectedAccountID     string   `json:"connected_account_id"`
	DisplayName            string   `json:"display_name"`
	SpaceIDs               []string `json:"space_ids"`
	CanUnlockWithCard      *bool    `json:"can_unlock_with_card"`
	CanUnlockWithCloudKey  *bool    `json:"can_unlock_with_cloud_key"`
	CanUnlockWithCode      *bool    `json:"can_unlock_with_code"`
	CanUnlockWithMobileKey *bool    `json:"can_unlock_with_mobile_key"`
	IsLocked               *bool    `json:"is_locked"`
	Errors                 []Issue  `json:"errors"`
	Warnings               []Issue  `json:"warnings"`
	CreatedAt              string   `json:"created_at"`
}

func (e *ACSEntrance) id() string { return e.ACSEntranceID }

func (e *ACSEntrance) lowerIDs() {
	lower(&e.ACSEntranceID, &e.ACSSystemID, &e.ConnectedAccountID)
	for i := range e.SpaceIDs {
		lower(&e.SpaceIDs[i])
	}
}

// ACSEntranceFilter narrows ListACSEntrances. Empty fields are not sent.
type ACSEntranceFilter struct {
	ACSSystemID string
	Search      string
}

// GetACSEntrance asks /acs/entrances/get for an entrance by its ID.
func (c *Client) GetACSEntrance(ctx context.Context, acsEntranceID string) (*ACSEntrance, error) {
	return get(ctx, c, "/acs/entrances/get", fields{"acs_entrance_id": acsEntranceID}, "acs_entrance",
		func(entrance *ACSEntrance) error {
			return same("acs_entrance_id", acsEntranceID, entrance.ACSEntranceID)
		})
}

// ListACSEntrances asks /acs/entrances/list for all entrances that match the filter, page by page. Seam's search compares
// parts of the display name.
func (c *Client) ListACSEntrances(ctx context.Context, filter ACSEntranceFilter) ([]ACSEntrance, error) {
	return list(ctx, c, "/acs/entrances/list", fields{"acs_system_id": filter.ACSSystemID, "search": filter.Search}, "acs_entrances",
		func(entrance *ACSEntrance) error {
			return same("acs_system_id", filter.ACSSystemID, entrance.ACSSystemID)
		})
}

// ListAccessGroupEntrances asks /acs/access_groups/list_accessible_entrances for all entrances that an access group opens.
// The API has no pages here.
func (c *Client) ListAccessGroupEntrances(ctx context.Context, acsAccessGroupID string) ([]ACSEntrance, error) {
	return c.listAccessibleEntrances(ctx, "/acs/access_groups", fields{"acs_access_group_id": acsAccessGroupID})
}

// ListACSUserEntrances asks /acs/users/list_accessible_entrances for all entrances that an ACS user can open. The API has
// no pages here.
func (c *Client) ListACSUserEntrances(ctx context.Context, acsUserID string) ([]ACSEntrance, error) {
	return c.listAccessibleEntrances(ctx, "/acs/users", fields{"acs_user_id": acsUserID})
}

// ListUserIdentityEntrances asks /user_identities/list_accessible_entrances for all entrances that a person can open:
// through access grants, and through their ACS users in any access system. The API has no pages here.
func (c *Client) ListUserIdentityEntrances(ctx context.Context, userIdentityID string) ([]ACSEntrance, error) {
	return c.listAccessibleEntrances(ctx, "/user_identities", fields{"user_identity_id": userIdentityID})
}

func (c *Client) listAccessibleEntrances(ctx context.Context, of string, body fields) ([]ACSEntrance, error) {
	return list(ctx, c, of+"/list_accessible_entrances", body, "acs_entrances", func(*ACSEntrance) error { return nil })
}
