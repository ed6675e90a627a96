// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package seam

import (
	"context"
	"encoding/json"
)

// UserIdentityProfile is a user identity to be made. Empty fields are not sent.
type UserIdentityProfile struct {
	UserIdentityKey string `json:"user_identity_key,omitempty"`
	FullName        string `json:"full_name,omitempty"`
	EmailAddress    string `json:"email_address,omitempty"`
	PhoneNumber     string `json:"phone_number,omitempty"`
}

// Change is what an update does to one field. The zero value leaves the field as it is.
type Change struct {
	isSent bool
	value  string
}

// SetTo is the change to a value; an empty one clears the field.
func SetTo(value string) Change { return Change{isSent: true, value: value} }

// MarshalJSON writes null for a field that is cleared.
func (c Change) MarshalJSON() ([]byte, error) {
	if c.value == "" {
		return []byte("null"), nil
	}
	return json.Marshal(c.value)
}

// UserIdentityChanges is what an update does to a user identity.
type UserIdentityChanges struct {
	UserIdentityKey Change `json:"user_identity_key,omitzero"`
	FullName        Change `json:"full_name,omitzero"`
	EmailAddress    Change `json:"email_address,omitzero"`
	PhoneNumber     Change `json:"phone_number,omitzero"`
}

// CreateUserIdentity makes a user identity through /user_identities/create. An identity with a name alone could be made
// twice, so where an attempt is in doubt, there is no other, and Outcome of the error says so.
func (c *Client) CreateUserIdentity(ctx context.Context, profile UserIdentityProfile) (*UserIdentity, error) {
	return create(ctx, c, "/user_identities/create", profile, "user_identity",
		func(identity *UserIdentity) error {
			return same("user_identity_key", profile.UserIdentityKey, identity.UserIdentityKey)
		})
}

// UpdateUserIdentity changes a user identity through /user_identities/update.
func (c *Client) UpdateUserIdentity(ctx context.Context, userIdentityID string, changes UserIdentityChanges) error {
	return change(ctx, c, "/user_identities/update", struct {
		UserIdentityID string `json:"user_identity_id"`
		UserIdentityChanges
	}{userIdentityID, changes})
}

// DeleteUserIdentity deletes a user identity through /user_identities/delete, with its ACS users, credentials and client
// sessions in every access system.
func (c *Client) DeleteUserIdentity(ctx context.Context, userIdentityID string) error {
	return change(ctx, c, "/user_identities/delete", fields{"user_identity_id": userIdentityID})
}

// LinkACSUser links an ACS user to a user identity through /user_identities/add_acs_user.
func (c *Client) LinkACSUser(ctx context.Context, userIdentityID, acsUserID string) error {
	return change(ctx, c, "/user_identities/add_acs_user", fields{"user_identity_id": userIdentityID, "acs_user_id": acsUserID})
}

// UnlinkACSUser takes an ACS user off a user identity through /user_identities/remove_acs_user.
func (c *Client) UnlinkACSUser(ctx context.Context, userIdentityID, acsUserID string) error {
	return change(ctx, c, "/user_identities/remove_acs_user", fields{"user_identity_id": userIdentityID, "acs_user_id": acsUserID})
}
