// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package fakeseam

import (
	"cmp"
	"time"
)

// The objects as Seam's OpenAPI document describes them: every required field, and the optional ones that say something.

type acsUserObject struct {
	ACSUserID               string           `json:"acs_user_id"`
	ACSSystemID             string           `json:"acs_system_id"`
	WorkspaceID             string           `json:"workspace_id"`
	ConnectedAccountID      string           `json:"connected_account_id"`
	CreatedAt               string           `json:"created_at"`
	LastSuccessfulSyncAt    string           `json:"last_successful_sync_at"`
	DisplayName             string           `json:"display_name"`
	FullName                string           `json:"full_name,omitempty"`
	EmailAddress            string           `json:"email_address,omitempty"`
	PhoneNumber             string           `json:"phone_number,omitempty"`
	UserIdentityID          string           `json:"user_identity_id,omitempty"`
	UserIdentityFullName    *string          `json:"user_identity_full_name"`
	UserIdentityEmail       *string          `json:"user_identity_email_address"`
	UserIdentityPhone       *string          `json:"user_identity_phone_number"`
	AccessSchedule          map[string]any   `json:"access_schedule,omitempty"`
	ExternalType            string           `json:"external_type"`
	ExternalTypeDisplayName string           `json:"external_type_display_name"`
	IsManaged               bool             `json:"is_managed"`
	IsSuspended             bool             `json:"is_suspended"`
	PendingMutations        []map[string]any `json:"pending_mutations"`
	Errors                  []map[string]any `json:"errors"`
	Warnings                []map[string]any `json:"warnings"`
}

// userJSON returns an ACS user as JSON, encoded when it was first asked for after a change.
func (f *Fake) userJSON(u *acsUser) []byte {
	if u.encoded == nil {
		u.encoded = encode(u.object(f.shownProfile(u)))
	}
	return u.encoded
}

func (u *acsUser) object(shown profile) acsUserObject {
	object := acsUserObject{
		ACSUserID:               u.id,
		ACSSystemID:             u.system.id,
		WorkspaceID:             u.system.workspace.id,
		ConnectedAccountID:      u.system.connectedAccountID,
		CreatedAt:               timestamp(u.createdAt),
		LastSuccessfulSyncAt:    timestamp(u.createdAt),
		DisplayName:             displayName(u.shown, shown.fullName, shown.emailAddress, shown.phoneNumber),
		FullName:                shown.fullName,
		EmailAddress:            shown.emailAddress,
		PhoneNumber:             shown.phoneNumber,
		ExternalType:            "salto_site_user",
		ExternalTypeDisplayName: "Salto site user",
		IsManaged:               true,
		IsSuspended:             shown.isSuspended,
		PendingMutations:        mutationsOfUser(u),
		Errors:                  u.errorObjects(),
		Warnings:                u.warningObjects(),
	}
	if shown.schedule != (schedule{}) {
		object.AccessSchedule = shown.schedule.object()
	}
	if u.identity != nil {
		object.UserIdentityID = u.identity.id
		object.UserIdentityFullName = nullable(u.identity.fullName)
		object.UserIdentityEmail = nullable(u.identity.emailAddress)
		object.UserIdentityPhone = nullable(u.identity.phoneNumber)
	}
	return object
}

type acsAccessGroupObject struct {
	ACSAccessGroupID           string           `json:"acs_access_group_id"`
	ACSSystemID                string           `json:"acs_system_id"`
	WorkspaceID                string           `json:"workspace_id"`
	ConnectedAccountID         string           `json:"connected_account_id"`
	CreatedAt                  string           `json:"created_at"`
	Name                       string           `json:"name"`
	DisplayName                string           `json:"display_name"`
	AccessGroupType            string           `json:"access_group_type"`
	AccessGroupTypeDisplayName string           `json:"access_group_type_display_name"`
	ExternalType               string           `json:"external_type"`
	ExternalTypeDisplayName    string           `json:"external_type_display_name"`
	IsManaged                  bool             `json:"is_managed"`
	PendingMutations           []map[string]any `json:"pending_mutations"`
	Errors                     []map[string]any `json:"errors"`
	Warnings                   []map[string]any `json:"warnings"`
}

func (f *Fake) groupJSON(g *acsAccessGroup) []byte {
	const externalType, displayName = "salto_ks_access_group", "Salto KS access group"
	return encode(acsAccessGroupObject{
		ACSAccessGroupID:           g.id,
		ACSSystemID:                g.system.id,
		WorkspaceID:                g.system.workspace.id,
		ConnectedAccountID:         g.system.connectedAccountID,
		CreatedAt:                  timestamp(g.createdAt),
		Name:                       g.name,
		DisplayName:                g.name,
		AccessGroupType:            externalType,
		AccessGroupTypeDisplayName: displayName,
		ExternalType:               externalType,
		ExternalTypeDisplayName:    displayName,
		IsManaged:                  true,
		PendingMutations:           f.mutationsOfGroup(g),
		Errors:                     g.errorObjects(),
		Warnings:                   g.warningObjects(),
	})
}

type acsSystemObject struct {
	ACSSystemID             string             `json:"acs_system_id"`
	WorkspaceID             string             `json:"workspace_id"`
	ConnectedAccountID      string             `json:"connected_account_id"`
	ConnectedAccountIDs     []string           `json:"connected_account_ids"`
	CreatedAt               string             `json:"created_at"`
	Name                    string             `json:"name"`
	ExternalType            string             `json:"external_type"`
	ExternalTypeDisplayName string             `json:"external_type_display_name"`
	Location                map[string]*string `json:"location"`
	ImageURL                string             `json:"image_url"`
	ImageAltText            string             `json:"image_alt_text"`
	IsCredentialManager     bool               `json:"is_credential_manager"`
	ACSUserCount            int                `json:"acs_user_count"`
	ACSAccessGroupCount     int                `json:"acs_access_group_count"`
	Errors                  []map[string]any   `json:"errors"`
	Warnings                []map[string]any   `json:"warnings"`
}

func (s *acsSystem) json() []byte {
	return encode(acsSystemObject{
		ACSSystemID:             s.id,
		WorkspaceID:             s.workspace.id,
		ConnectedAccountID:      s.connectedAccountID,
		ConnectedAccountIDs:     []string{s.connectedAccountID},
		CreatedAt:               timestamp(s.createdAt),
		Name:                    s.name,
		ExternalType:            "salto_ks_site",
		ExternalTypeDisplayName: "Salto KS site",
		Location:                map[string]*string{"time_zone": nullable("America/Los_Angeles")},
		ImageURL:                "https://connect.getseam.com/assets/images/acs_systems/salto_ks_site.png",
		ImageAltText:            "Salto KS site",
		ACSUserCount:            s.userCount,
		ACSAccessGroupCount:     s.groupCount,
		Errors:                  s.errorObjects(),
		Warnings:                s.warningObjects(),
	})
}

type acsEntranceObject struct {
	ACSEntranceID          string            `json:"acs_entrance_id"`
	ACSSystemID            string            `json:"acs_system_id"`
	ConnectedAccountID     string            `json:"connected_account_id"`
	CreatedAt              string            `json:"created_at"`
	DisplayName            string            `json:"display_name"`
	SpaceIDs               []string          `json:"space_ids"`
	CanUnlockWithCard      bool              `json:"can_unlock_with_card"`
	CanUnlockWithMobileKey bool              `json:"can_unlock_with_mobile_key"`
	CanUnlockWithCode      bool              `json:"can_unlock_with_code"`
	SaltoKSMetadata        map[string]string `json:"salto_ks_metadata"`
	Errors                 []map[string]any  `json:"errors"`
	Warnings               []map[string]any  `json:"warnings"`
}

func (e *acsEntrance) json() []byte {
	return encode(acsEntranceObject{
		ACSEntranceID:          e.id,
		ACSSystemID:            e.system.id,
		ConnectedAccountID:     e.system.connectedAccountID,
		CreatedAt:              timestamp(e.createdAt),
		DisplayName:            e.name,
		SpaceIDs:               []string{},
		CanUnlockWithCard:      true,
		CanUnlockWithMobileKey: true,
		SaltoKSMetadata:        map[string]string{"door_name": e.name},
		Errors:                 e.errorObjects(),
		Warnings:               e.warningObjects(),
	})
}

type userIdentityObject struct {
	UserIdentityID  string           `json:"user_identity_id"`
	UserIdentityKey *string          `json:"user_identity_key"`
	WorkspaceID     string           `json:"workspace_id"`
	CreatedAt       string           `json:"created_at"`
	DisplayName     string           `json:"display_name"`
	FullName        *string          `json:"full_name"`
	EmailAddress    *string          `json:"email_address"`
	PhoneNumber     *string          `json:"phone_number"`
	ACSUserIDs      []string         `json:"acs_user_ids"`
	MergedIDs       []string         `json:"merged_user_identity_ids"`
	MergedKeys      []string         `json:"merged_user_identity_keys"`
	Errors          []map[string]any `json:"errors"`
	Warnings        []map[string]any `json:"warnings"`
}

func (i *userIdentity) json() []byte {
	acsUserIDs := make([]string, len(i.users))
	for n, user := range i.users {
		acsUserIDs[n] = user.id
	}
	return encode(userIdentityObject{
		UserIdentityID:  i.id,
		UserIdentityKey: nullable(i.key),
		WorkspaceID:     i.workspace.id,
		CreatedAt:       timestamp(i.createdAt),
		DisplayName:     displayName(i.shown, i.fullName, i.emailAddress, i.phoneNumber),
		FullName:        nullable(i.fullName),
		EmailAddress:    nullable(i.emailAddress),
		PhoneNumber:     nullable(i.phoneNumber),
		ACSUserIDs:      acsUserIDs,
		MergedIDs:       append([]string{}, i.mergedIDs...),
		MergedKeys:      append([]string{}, i.mergedKeys...),
		Errors:          i.errorObjects(),
		Warnings:        i.warningObjects(),
	})
}

type workspaceObject struct {
	WorkspaceID                 string            `json:"workspace_id"`
	Name                        string            `json:"name"`
	CompanyName                 string            `json:"company_name"`
	ConnectPartnerName          *string           `json:"connect_partner_name"`
	ConnectWebviewCustomization map[string]string `json:"connect_webview_customization"`
	IsSandbox                   bool              `json:"is_sandbox"`
	IsSuspended                 bool              `json:"is_suspended"`
	IsPublishableKeyAuthEnabled bool              `json:"is_publishable_key_auth_enabled"`
	OrganizationID              *string           `json:"organization_id"`
}

func (w *workspace) json() []byte {
	return encode(workspaceObject{
		WorkspaceID:                 w.id,
		Name:                        w.name,
		CompanyName:                 w.name,
		ConnectWebviewCustomization: map[string]string{},
		IsSandbox:                   !w.production,
	})
}

// displayName is the first thing known about a person; it may not be empty.
func displayName(known ...string) string {
	return cmp.Or(append(known, "Unnamed")...)
}

func nullable(text string) *string {
	if text == "" {
		return nil
	}
	return &text
}

// timestamp is a time as Seam writes it: UTC, with milliseconds.
func timestamp(t time.Time) string {
	return t.UTC().Format("2006-01-02T15:04:05.000Z")
}
