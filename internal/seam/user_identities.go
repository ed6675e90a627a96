// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package seam

import (
	"cmp"
	"context"
	"errors"
	"slices"
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
	// MergedUserIdentityIDs and MergedUserIdentityKeys are the old names of those who were merged into this identity. They
	// lead to it. Seam's document has them since 1.1038.
	MergedUserIdentityIDs  []string `json:"merged_user_identity_ids"`
	MergedUserIdentityKeys []string `json:"merged_user_identity_keys"`
	Errors                 []Issue  `json:"errors"`
	Warnings               []Issue  `json:"warnings"`
	CreatedAt              string   `json:"created_at"`
}

func (i *UserIdentity) id() string { return i.UserIdentityID }

func (i *UserIdentity) lowerIDs() {
	lower(&i.UserIdentityID, &i.WorkspaceID)
	for _, ids := range [][]string{i.ACSUserIDs, i.MergedUserIdentityIDs} {
		for at := range ids {
			lower(&ids[at])
		}
	}
}

// answersTo returns an error where the identity is neither the one that was asked for nor one that it was merged into.
func (i *UserIdentity) answersTo(selector UserIdentitySelector) error {
	switch id, key := selector.UserIdentityID, selector.UserIdentityKey; {
	case id != "" && slices.Contains(i.MergedUserIdentityIDs, id):
		return nil
	case key != "" && slices.Contains(i.MergedUserIdentityKeys, key):
		return nil
	default:
		return cmp.Or(same("user_identity_id", id, i.UserIdentityID), same("user_identity_key", key, i.UserIdentityKey))
	}
}

// UserIdentitySelector names a user identity by exactly one of its ID and its key.
type UserIdentitySelector struct {
	UserIdentityID  string
	UserIdentityKey string
}

// UserIdentityFilter narrows ListUserIdentities. Empty fields are not sent.
type UserIdentityFilter struct {
	Search string
}

// GetUserIdentity asks /user_identities/get for a user identity. Asked for one that was merged into another, Seam answers
// with the other, which has the old ID or key in its MergedUserIdentityIDs or MergedUserIdentityKeys.
func (c *Client) GetUserIdentity(ctx context.Context, selector UserIdentitySelector) (*UserIdentity, error) {
	const path = "/user_identities/get"
	if (selector.UserIdentityID == "") == (selector.UserIdentityKey == "") {
		return nil, unsent(path, errors.New("exactly one of user_identity_id and user_identity_key is needed"))
	}
	return get(ctx, c, path, fields{
		"user_identity_id":  selector.UserIdentityID,
		"user_identity_key": selector.UserIdentityKey,
	}, "user_identity", func(identity *UserIdentity) error { return identity.answersTo(selector) })
}

// ListUserIdentities asks /user_identities/list for all user identities that match the filter, page by page.
func (c *Client) ListUserIdentities(ctx context.Context, filter UserIdentityFilter) ([]UserIdentity, error) {
	return list(ctx, c, "/user_identities/list", fields{"search": filter.Search}, "user_identities", anyIdentity)
}

// UserIdentityPages is a list of all user identities for whoever may not need all pages.
func (c *Client) UserIdentityPages() NextPage[UserIdentity] {
	return pages(c, "/user_identities/list", fields{}, "user_identities", anyIdentity)
}

func anyIdentity(*UserIdentity) error { return nil }
