// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package seam

import (
	"context"
	"errors"
)

// UserIdentity is a person across access systems: user_identity in Seam's OpenAPI document. Optional fields that Seam
// leaves out or sends as null are empty.
type UserIdentity struct {
	UserIdentityID  string   `json:"user_identity_id"`
	UserIdentityKey string   `json:"user_identity_key"`
	WorkspaceID     string   `json:"workspace_id"`
	DisplayName     string   `json:"display_name"`
	FullName        string   `json:"full_name"`
	EmailAddress    string   `json:"email_address"`
	PhoneNumber     string   `json:"phone_number"`
	ACSUserIDs      []string `json:"acs_user_ids"`
	// MergedUserIdentityIDs and MergedUserIdentityKeys are those of identities that were merged into this one: they lead to it.
	MergedUserIdentityIDs  []string `json:"merged_user_identity_ids"`
	MergedUserIdentityKeys []string `json:"merged_user_identity_keys"`
	Errors                 []Issue  `json:"errors"`
	Warnings               []Issue  `json:"warnings"`
	CreatedAt              string   `json:"created_at"`
}

func (i UserIdentity) id() string { return i.UserIdentityID }

// UserIdentitySelector names a user identity by exactly one of its ID and its key.
type UserIdentitySelector struct {
	UserIdentityID  string
	UserIdentityKey string
}

// UserIdentityFilter narrows ListUserIdentities. Empty fields are not sent.
type UserIdentityFilter struct {
	Search string
}

// GetUserIdentity asks /user_identities/get for a user identity.
func (c *Client) GetUserIdentity(ctx context.Context, selector UserIdentitySelector) (*UserIdentity, error) {
	const path = "/user_identities/get"
	if (selector.UserIdentityID == "") == (selector.UserIdentityKey == "") {
		return nil, unsent(path, errors.New("exactly one of user_identity_id and user_identity_key is needed"))
	}
	return get[UserIdentity](ctx, c, path, fields{
		"user_identity_id":  selector.UserIdentityID,
		"user_identity_key": selector.UserIdentityKey,
	}, "user_identity")
}

// ListUserIdentities asks /user_identities/list for all user identities that match the filter, page by page.
func (c *Client) ListUserIdentities(ctx context.Context, filter UserIdentityFilter) ([]UserIdentity, error) {
	return list[UserIdentity](ctx, c, "/user_identities/list", fields{"search": filter.Search}, "user_identities")
}
