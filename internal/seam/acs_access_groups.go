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

func (g ACSAccessGroup) id() string { return g.ACSAccessGroupID }

// ACSAccessGroupUser is an ACS user as a member of an access group. It has only what membership is about, and the name
// that a person knows: a group can have ten thousand users.
type ACSAccessGroupUser struct {
	ACSUserID        string            `json:"acs_user_id"`
	UserIdentityID   string            `json:"user_identity_id"`
	DisplayName      string            `json:"display_name"`
	Errors           []Issue           `json:"errors"`
	PendingMutations []PendingMutation `json:"pending_mutations"`
}

func (u ACSAccessGroupUser) id() string { return u.ACSUserID }

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
	return get[ACSAccessGroup](ctx, c, "/acs/access_groups/get", fields{"acs_access_group_id": acsAccessGroupID}, "acs_access_group")
}

// ListACSAccessGroups asks /acs/access_groups/list for all access groups that match the filter.
func (c *Client) ListACSAccessGroups(ctx context.Context, filter ACSAccessGroupFilter) ([]ACSAccessGroup, error) {
	return list[ACSAccessGroup](ctx, c, "/acs/access_groups/list", fields{
		"acs_system_id":    filter.ACSSystemID,
		"acs_user_id":      filter.ACSUserID,
		"user_identity_id": filter.UserIdentityID,
		"search":           filter.Search,
	}, "acs_access_groups")
}

// ListACSAccessGroupUsers asks /acs/access_groups/list_users for all ACS users in an access group, with no more of each
// than membership is about.
func (c *Client) ListACSAccessGroupUsers(ctx context.Context, acsAccessGroupID string) ([]ACSAccessGroupUser, error) {
	return list[ACSAccessGroupUser](ctx, c, "/acs/access_groups/list_users", fields{"acs_access_group_id": acsAccessGroupID}, "acs_users")
}

// ListMembersOfACSAccessGroup asks /acs/access_groups/list_users for all ACS users in an access group, with everything
// that Seam tells of them.
func (c *Client) ListMembersOfACSAccessGroup(ctx context.Context, acsAccessGroupID string) ([]ACSUser, error) {
	return list[ACSUser](ctx, c, "/acs/access_groups/list_users", fields{"acs_access_group_id": acsAccessGroupID}, "acs_users")
}

// AddUserToACSAccessGroup adds a user to an access group through /acs/access_groups/add_user. Given a user identity
// without an ACS user in the group's access system, Seam finds one by email address or phone number, or creates one.
// Of a failure, Outcome tells whether the person may have been added all the same.
func (c *Client) AddUserToACSAccessGroup(ctx context.Context, acsAccessGroupID string, user UserSelector) error {
	return c.changeMembership(ctx, "/acs/access_groups/add_user", acsAccessGroupID, user)
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
