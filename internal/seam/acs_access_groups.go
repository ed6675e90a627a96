// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package seam

import (
	"context"
	"errors"
)

// ACSAccessGroup is a set of ACS users of one access system who share entrances and schedules: acs_access_group in
// Seam's OpenAPI document. Optional fields that Seam leaves out or sends as null are empty.
type ACSAccessGroup struct {
	ACSAccessGroupID        string            `json:"acs_access_group_id"`
	ACSSystemID             string            `json:"acs_system_id"`
	WorkspaceID             string            `json:"workspace_id"`
	Name                    string            `json:"name"`
	DisplayName             string            `json:"display_name"`
	ExternalType            string            `json:"external_type"`
	ExternalTypeDisplayName string            `json:"external_type_display_name"`
	AccessSchedule          *AccessSchedule   `json:"access_schedule"`
	Errors                  []Issue           `json:"errors"`
	Warnings                []Issue           `json:"warnings"`
	PendingMutations        []PendingMutation `json:"pending_mutations"`
	CreatedAt               string            `json:"created_at"`
}

func (g *ACSAccessGroup) id() string { return g.ACSAccessGroupID }

func (g *ACSAccessGroup) lowerIDs() { lower(&g.ACSAccessGroupID, &g.ACSSystemID, &g.WorkspaceID) }

// ACSAccessGroupFilter narrows ListACSAccessGroups. Empty fields are not sent.
type ACSAccessGroupFilter struct {
	ACSSystemID    string
	ACSUserID      string
	UserIdentityID string
	Search         string
}

// UserSelector names a person by exactly one of the two IDs.
type UserSelector struct {
	ACSUserID      string
	UserIdentityID string
}

// GetACSAccessGroup asks /acs/access_groups/get for an access group by its ID.
func (c *Client) GetACSAccessGroup(ctx context.Context, acsAccessGroupID string) (*ACSAccessGroup, error) {
	return get(ctx, c, "/acs/access_groups/get", fields{"acs_access_group_id": acsAccessGroupID}, "acs_access_group",
		func(group *ACSAccessGroup) error {
			return same("acs_access_group_id", acsAccessGroupID, group.ACSAccessGroupID)
		})
}

// ListACSAccessGroups asks /acs/access_groups/list for all access groups that match the filter.
func (c *Client) ListACSAccessGroups(ctx context.Context, filter ACSAccessGroupFilter) ([]ACSAccessGroup, error) {
	return list(ctx, c, "/acs/access_groups/list", fields{
		"acs_system_id":    filter.ACSSystemID,
		"acs_user_id":      filter.ACSUserID,
		"user_identity_id": filter.UserIdentityID,
		"search":           filter.Search,
	}, "acs_access_groups", func(group *ACSAccessGroup) error { return same("acs_system_id", filter.ACSSystemID, group.ACSSystemID) })
}

// ListAccessGroupUsers asks /acs/access_groups/list_users for all ACS users in an access group. The API has no pages here.
func (c *Client) ListAccessGroupUsers(ctx context.Context, acsAccessGroupID string) ([]ACSUser, error) {
	return list(ctx, c, "/acs/access_groups/list_users", fields{"acs_access_group_id": acsAccessGroupID}, "acs_users",
		func(*ACSUser) error { return nil })
}

// AddUserToAccessGroup adds a user to an access group: an ACS user through /acs/users/add_to_access_group, a user identity
// through /acs/access_groups/add_user. Where the identity has no ACS user in the group's access system, Seam finds one by
// email address or phone number, or creates one. Of a failure, Outcome tells whether the person may have been added all
// the same.
func (c *Client) AddUserToAccessGroup(ctx context.Context, acsAccessGroupID string, user UserSelector) error {
	if user.ACSUserID != "" {
		return c.changeMembership(ctx, "/acs/users/add_to_access_group", acsAccessGroupID, user)
	}
	return c.changeMembership(ctx, "/acs/access_groups/add_user", acsAccessGroupID, user)
}

// RemoveUserFromAccessGroup removes a user from an access group through /acs/users/remove_from_access_group. Of a failure,
// Outcome tells whether the person may have been removed all the same.
func (c *Client) RemoveUserFromAccessGroup(ctx context.Context, acsAccessGroupID string, user UserSelector) error {
	return c.changeMembership(ctx, "/acs/users/remove_from_access_group", acsAccessGroupID, user)
}

func (c *Client) changeMembership(ctx context.Context, path, acsAccessGroupID string, user UserSelector) error {
	if (user.ACSUserID == "") == (user.UserIdentityID == "") {
		return unsent(path, errors.New("exactly one of acs_user_id and user_identity_id is needed"))
	}
	return change(ctx, c, path, fields{
		"acs_access_group_id": acsAccessGroupID,
		"acs_user_id":         user.ACSUserID,
		"user_identity_id":    user.UserIdentityID,
	})
}
