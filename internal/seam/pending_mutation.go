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

// The variants of a deferred membership update.
const (
	Adding   = "adding"
	Removing = "removing"
)

// PendingMutation is a change that Seam has accepted and not yet pushed to the access system. Which fields are set
// depends on Code; of a code that does not concern membership, only the first three.
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
}

// UnmarshalJSON reads a pending mutation. The from and to of other codes have shapes of their own, and new codes
// may come with any, so they are looked into for the membership codes alone.
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
	}
	return nil
}

func (m *PendingMutation) readMove(from, to json.RawMessage) error {
	type side struct {
		ACSAccessGroupID string `json:"acs_access_group_id"`
		ACSUserID        string `json:"acs_user_id"`
	}
	var sides [2]side
	for i, raw := range []json.RawMessage{from, to} {
		if len(raw) == 0 {
			continue
		}
		if err := json.Unmarshal(raw, &sides[i]); err != nil {
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
