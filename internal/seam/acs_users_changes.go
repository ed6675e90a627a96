// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package seam

import (
	"context"
	"encoding/json"
)

// ACSUserProfile is an ACS user to be made. ACSSystemID and FullName are required; other fields are not sent where they
// are empty.
type ACSUserProfile struct {
	ACSSystemID    string          `json:"acs_system_id"`
	FullName       string          `json:"full_name"`
	EmailAddress   string          `json:"email_address,omitempty"`
	PhoneNumber    string          `json:"phone_number,omitempty"`
	UserIdentityID string          `json:"user_identity_id,omitempty"`
	AccessSchedule *AccessSchedule `json:"access_schedule,omitempty"`
}

// ACSUserChanges is what an update does to an ACS user. What is empty stays as it is: Seam cannot clear a name, an address
// or a number.
type ACSUserChanges struct {
	FullName     string
	EmailAddress string
	PhoneNumber  string
	// AccessSchedule replaces the schedule. Seam's document requires both of its times here.
	AccessSchedule *AccessSchedule
	// ClearsAccessSchedule ends the schedule: the person has access at all times.
	ClearsAccessSchedule bool
}

// CreateACSUser makes an ACS user through /acs/users/create. Seam has no key for it, so a repeated call makes another one:
// where an attempt is in doubt, there is no other, and Outcome of the error says so.
func (c *Client) CreateACSUser(ctx context.Context, profile ACSUserProfile) (*ACSUser, error) {
	return create(ctx, c, "/acs/users/create", profile, "acs_user",
		func(user *ACSUser) error { return same("acs_system_id", profile.ACSSystemID, user.ACSSystemID) })
}

// UpdateACSUser changes an ACS user through /acs/users/update.
func (c *Client) UpdateACSUser(ctx context.Context, acsUserID string, changes ACSUserChanges) error {
	schedule := json.RawMessage("null")
	if !changes.ClearsAccessSchedule {
		schedule = nil
		if changes.AccessSchedule != nil {
			var err error
			if schedule, err = json.Marshal(changes.AccessSchedule); err != nil {
				return unsent("/acs/users/update", err)
			}
		}
	}
	return change(ctx, c, "/acs/users/update", struct {
		ACSUserID      string          `json:"acs_user_id"`
		FullName       string          `json:"full_name,omitempty"`
		EmailAddress   string          `json:"email_address,omitempty"`
		PhoneNumber    string          `json:"phone_number,omitempty"`
		AccessSchedule json.RawMessage `json:"access_schedule,omitempty"`
	}{acsUserID, changes.FullName, changes.EmailAddress, changes.PhoneNumber, schedule})
}

// DeleteACSUser deletes an ACS user through /acs/users/delete, with its memberships and credentials.
func (c *Client) DeleteACSUser(ctx context.Context, acsUserID string) error {
	return change(ctx, c, "/acs/users/delete", fields{"acs_user_id": acsUserID})
}

// SuspendACSUser takes access away for a time through /acs/users/suspend.
func (c *Client) SuspendACSUser(ctx context.Context, acsUserID string) error {
	return change(ctx, c, "/acs/users/suspend", fields{"acs_user_id": acsUserID})
}

// UnsuspendACSUser gives access back through /acs/users/unsuspend.
func (c *Client) UnsuspendACSUser(ctx context.Context, acsUserID string) error {
	return change(ctx, c, "/acs/users/unsuspend", fields{"acs_user_id": acsUserID})
}
