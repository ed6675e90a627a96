// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package seam

import (
	"encoding/json"
	"time"
)

// The mutation codes that concern membership, as Seam's OpenAPI document lists them under the pending_mutations of
// acs_user (the first two) and of acs_access_group (the last two).
const (
	UpdatingGroupMembership        = "updating_group_membership"
	DeferringGroupMembershipUpdate = "deferring_group_membership_update"
	UpdatingUserMembership         = "updating_user_membership"
	DeferringUserMembershipUpdate  = "deferring_user_membership_update"
)

// The mutation codes that concern an ACS user itself, as Seam's OpenAPI document lists them under the pending_mutations of
// acs_user.
const (
	UpdatingUserInformation = "updating_user_information"
	UpdatingAccessSchedule  = "updating_access_schedule"
	UpdatingSuspensionState = "updating_suspension_state"
	Deleting                = "deleting"
)

// The variants of a deferred membership update.
const (
	Adding   = "adding"
	Removing = "removing"
)

// PendingMutation is a change that Seam has accepted and not yet pushed to the access system. Which fields are set
// depends on Code; of a code without fields below, only the first three.
type PendingMutation struct {
	Code    string
	Message string
	// CreatedAt is zero where Seam sends none, or one that cannot be read.
	CreatedAt time.Time

	// UpdatingGroupMembership: the ACS user moves from one access group to another; empty where JSON has null.
	FromACSAccessGroupID string
	ToACSAccessGroupID   string
	// DeferringGroupMembershipUpdate: the access group that the ACS user is to be added to or removed from later.
	ACSAccessGroupID string

	// UpdatingUserMembership: the ACS user that leaves or joins the access group; empty where JSON has null.
	FromACSUserID string
	ToACSUserID   string
	// DeferringUserMembershipUpdate: the ACS user that is to be added to or removed from the access group later.
	ACSUserID string

	// Variant of a deferred update: Adding or Removing.
	Variant string

	// UpdatingUserInformation: what the fields of the ACS user change to; empty where JSON has null, and nil where a field
	// stays as it is.
	ToFullName     *string
	ToEmailAddress *string
	ToPhoneNumber  *string
	// UpdatingAccessSchedule: the new schedule, or nil where JSON has null for both of its times: none.
	ToAccessSchedule *AccessSchedule
	// UpdatingSuspensionState: whether the ACS user will be suspended.
	ToIsSuspended bool
}

// UnmarshalJSON reads a pending mutation. The from and to of other codes have shapes of their own, and new codes
// may come with any, so they are looked into for the codes of which PendingMutation has fields alone.
func (m *PendingMutation) UnmarshalJSON(data []byte) error {
	var wire struct {
		Code             string          `json:"mutation_code"`
		Message          string          `json:"message"`
		CreatedAt        string          `json:"created_at"`
		From             json.RawMessage `json:"from"`
		To               json.RawMessage `json:"to"`
		ACSAccessGroupID string          `json:"acs_access_group_id"`
		ACSUserID        string          `json:"acs_user_id"`
		Variant          string          `json:"variant"`
	}
	if err := json.Unmarshal(data, &wire); err != nil {
		return err
	}
	lower(&wire.ACSAccessGroupID, &wire.ACSUserID)
	*m = PendingMutation{Code: wire.Code, Message: wire.Message, CreatedAt: parseTime(wire.CreatedAt)}
	switch wire.Code {
	case UpdatingGroupMembership, UpdatingUserMembership:
		return m.readMove(wire.From, wire.To)
	case DeferringGroupMembershipUpdate, DeferringUserMembershipUpdate:
		m.ACSAccessGroupID, m.ACSUserID, m.Variant = wire.ACSAccessGroupID, wire.ACSUserID, wire.Variant
	case UpdatingUserInformation:
		return m.readInformation(wire.To)
	case UpdatingAccessSchedule:
		return m.readSchedule(wire.To)
	case UpdatingSuspensionState:
		return m.readSuspension(wire.To)
	}
	return nil
}

func (m *PendingMutation) readInformation(to json.RawMessage) error {
	var fields map[string]json.RawMessage
	if err := readSide(to, &fields); err != nil {
		return err
	}
	for name, field := range map[string]**string{
		"full_name": &m.ToFullName, "email_address": &m.ToEmailAddress, "phone_number": &m.ToPhoneNumber,
	} {
		value, changes := fields[name]
		if !changes {
			continue
		}
		// Null leaves the text empty.
		*field = new(string)
		if err := json.Unmarshal(value, *field); err != nil {
			return err
		}
	}
	return nil
}

func (m *PendingMutation) readSchedule(to json.RawMessage) error {
	var schedule AccessSchedule
	if err := readSide(to, &schedule); err != nil {
		return err
	}
	if schedule != (AccessSchedule{}) {
		m.ToAccessSchedule = &schedule
	}
	return nil
}

func (m *PendingMutation) readSuspension(to json.RawMessage) error {
	var state struct {
		IsSuspended bool `json:"is_suspended"`
	}
	err := readSide(to, &state)
	m.ToIsSuspended = state.IsSuspended
	return err
}

// readSide reads from or to, which may be missing.
func readSide(raw json.RawMessage, into any) error {
	if len(raw) == 0 {
		return nil
	}
	return json.Unmarshal(raw, into)
}

func (m *PendingMutation) readMove(from, to json.RawMessage) error {
	type side struct {
		ACSAccessGroupID string `json:"acs_access_group_id"`
		ACSUserID        string `json:"acs_user_id"`
	}
	var sides [2]side
	for i, raw := range []json.RawMessage{from, to} {
		if err := readSide(raw, &sides[i]); err != nil {
			return err
		}
		lower(&sides[i].ACSAccessGroupID, &sides[i].ACSUserID)
	}
	m.FromACSAccessGroupID, m.FromACSUserID = sides[0].ACSAccessGroupID, sides[0].ACSUserID
	m.ToACSAccessGroupID, m.ToACSUserID = sides[1].ACSAccessGroupID, sides[1].ACSUserID
	return nil
}

func parseTime(text string) time.Time {
	parsed, err := time.Parse(time.RFC3339, text)
	if err != nil {
		return time.Time{}
	}
	return parsed
}
