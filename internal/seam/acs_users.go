// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package seam

import (
	"context"
	"slices"
)

// ACSUser is a person's record inside one access system: acs_user in Seam's OpenAPI document. Optional fields that Seam
// leaves out or sends as null are empty.
type ACSUser struct {
	ACSUserID                string            `json:"acs_user_id"`
	ACSSystemID              string            `json:"acs_system_id"`
	WorkspaceID              string            `json:"workspace_id"`
	UserIdentityID           string            `json:"user_identity_id"`
	UserIdentityFullName     string            `json:"user_identity_full_name"`
	UserIdentityEmailAddress string            `json:"user_identity_email_address"`
	UserIdentityPhoneNumber  string            `json:"user_identity_phone_number"`
	DisplayName              string            `json:"display_name"`
	FullName                 string            `json:"full_name"`
	EmailAddress             string            `json:"email_address"`
	PhoneNumber              string            `json:"phone_number"`
	ExternalType             string            `json:"external_type"`
	ExternalTypeDisplayName  string            `json:"external_type_display_name"`
	IsSuspended              bool              `json:"is_suspended"`
	AccessSchedule           *AccessSchedule   `json:"access_schedule"`
	Errors                   []Issue           `json:"errors"`
	Warnings                 []Issue           `json:"warnings"`
	PendingMutations         []PendingMutation `json:"pending_mutations"`
	CreatedAt                string            `json:"created_at"`
}

func (u *ACSUser) id() string { return u.ACSUserID }

func (u *ACSUser) lowerIDs() { lower(&u.ACSUserID, &u.ACSSystemID, &u.WorkspaceID, &u.UserIdentityID) }

// IsLeaving reports whether an ACS user that Seam still shows is gone or about to be: Seam deletes it, or somebody deleted it in
// the access system. The codes are those of Seam's OpenAPI document.
func (u *ACSUser) IsLeaving() bool {
	return slices.ContainsFunc(u.PendingMutations, func(mutation PendingMutation) bool { return mutation.Code == Deleting }) ||
		slices.ContainsFunc(u.Warnings, func(warning Issue) bool { return warning.Code == "being_deleted" }) ||
		slices.ContainsFunc(u.Errors, func(failure Issue) bool { return failure.Code == "deleted_externally" })
}

// AccessSchedule is when an ACS user or an access group has access, as ISO 8601 times. An empty EndsAt means for good.
type AccessSchedule struct {
	StartsAt string `json:"starts_at,omitempty"`
	EndsAt   string `json:"ends_at,omitempty"`
}

// ACSUserFilter narrows ListACSUsers. Empty fields are not sent.
type ACSUserFilter struct {
	ACSSystemID              string
	UserIdentityID           string
	UserIdentityEmailAddress string
	UserIdentityPhoneNumber  string
	Search                   string
}

// GetACSUser asks /acs/users/get for an ACS user by its ID.
func (c *Client) GetACSUser(ctx context.Context, acsUserID string) (*ACSUser, error) {
	return get(ctx, c, "/acs/users/get", fields{"acs_user_id": acsUserID}, "acs_user",
		func(user *ACSUser) error { return same("acs_user_id", acsUserID, user.ACSUserID) })
}

// GetACSUserOfIdentity asks /acs/users/get for the ACS user that a user identity has in an access system. Of an identity
// that was merged into another one, Seam answers with the other's user: compare UserIdentityID.
func (c *Client) GetACSUserOfIdentity(ctx context.Context, userIdentityID, acsSystemID string) (*ACSUser, error) {
	return get(ctx, c, "/acs/users/get", fields{"user_identity_id": userIdentityID, "acs_system_id": acsSystemID}, "acs_user",
		func(user *ACSUser) error { return same("acs_system_id", acsSystemID, user.ACSSystemID) })
}

// ListACSUsers asks /acs/users/list for all ACS users that match the filter, page by page.
func (c *Client) ListACSUsers(ctx context.Context, filter ACSUserFilter) ([]ACSUser, error) {
	return list(ctx, c, "/acs/users/list", filter.fields(), "acs_users", filter.admits)
}

// ACSUserPages is ListACSUsers for whoever may not need all pages.
func (c *Client) ACSUserPages(filter ACSUserFilter) NextPage[ACSUser] {
	return pages(c, "/acs/users/list", filter.fields(), "acs_users", filter.admits)
}

func (f ACSUserFilter) fields() fields {
	return fields{
		"acs_system_id":               f.ACSSystemID,
		"user_identity_id":            f.UserIdentityID,
		"user_identity_email_address": f.UserIdentityEmailAddress,
		"user_identity_phone_number":  f.UserIdentityPhoneNumber,
		"search":                      f.Search,
	}
}

// admits returns an error for an ACS user that the filter does not ask for.
func (f ACSUserFilter) admits(user *ACSUser) error {
	return same("acs_system_id", f.ACSSystemID, user.ACSSystemID)
}
