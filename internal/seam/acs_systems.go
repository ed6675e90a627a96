// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package seam

import "context"

// ACSSystem is an access-control system connected to Seam: acs_system in Seam's OpenAPI document. Optional fields that
// Seam leaves out or sends as null are empty.
type ACSSystem struct {
	ACSSystemID             string  `json:"acs_system_id"`
	WorkspaceID             string  `json:"workspace_id"`
	ConnectedAccountID      string  `json:"connected_account_id"`
	Name                    string  `json:"name"`
	ExternalType            string  `json:"external_type"`
	ExternalTypeDisplayName string  `json:"external_type_display_name"`
	IsCredentialManager     bool    `json:"is_credential_manager"`
	Errors                  []Issue `json:"errors"`
	Warnings                []Issue `json:"warnings"`
	CreatedAt               string  `json:"created_at"`
}

func (s *ACSSystem) id() string { return s.ACSSystemID }

func (s *ACSSystem) lowerIDs() { lower(&s.ACSSystemID, &s.WorkspaceID, &s.ConnectedAccountID) }

// ACSSystemFilter narrows ListACSSystems. Empty fields are not sent.
type ACSSystemFilter struct {
	Search string
}

// GetACSSystem asks /acs/systems/get for an access system by its ID.
func (c *Client) GetACSSystem(ctx context.Context, acsSystemID string) (*ACSSystem, error) {
	return get(ctx, c, "/acs/systems/get", fields{"acs_system_id": acsSystemID}, "acs_system",
		func(system *ACSSystem) error { return same("acs_system_id", acsSystemID, system.ACSSystemID) })
}

// ListACSSystems asks /acs/systems/list for all access systems that match the filter.
func (c *Client) ListACSSystems(ctx context.Context, filter ACSSystemFilter) ([]ACSSystem, error) {
	return list(ctx, c, "/acs/systems/list", fields{"search": filter.Search}, "acs_systems",
		func(*ACSSystem) error { return nil })
}
