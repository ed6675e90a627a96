// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

// Package roster knows who is in which access group, as one Terraform run sees it.
//
// It stands between the provider, which thinks in memberships, and the Seam API, which thinks in lists. Reads are
// shared: however many memberships a configuration declares, each access group is listed once. Writes are followed, so
// that no list that was under way can undo them. And the creates and destroys of one run are kept from undoing each
// other when they name the same membership.
package roster

import (
	"context"
	"crypto/rand"
	"sync"

	"github.com/seamapi/terraform-provider-seam/internal/seam"
)

// API is what the roster asks of Seam; *seam.Client is one.
type API interface {
	AddUserToAccessGroup(ctx context.Context, acsAccessGroupID string, user seam.UserSelector) error
	RemoveUserFromAccessGroup(ctx context.Context, acsAccessGroupID string, user seam.UserSelector) error
	ListAccessGroupUsers(ctx context.Context, acsAccessGroupID string) ([]seam.ACSUser, error)
	ListACSAccessGroups(ctx context.Context, filter seam.ACSAccessGroupFilter) ([]seam.ACSAccessGroup, error)
	GetACSAccessGroup(ctx context.Context, acsAccessGroupID string) (*seam.ACSAccessGroup, error)
	GetACSUser(ctx context.Context, acsUserID string) (*seam.ACSUser, error)
	ListACSUsers(ctx context.Context, filter seam.ACSUserFilter) ([]seam.ACSUser, error)
	GetACSUserOfIdentity(ctx context.Context, userIdentityID, acsSystemID string) (*seam.ACSUser, error)
	GetWorkspace(ctx context.Context) (*seam.Workspace, error)
}

// Roster is the view that one configured provider has of the memberships in its workspace. It lives as long as the
// process that serves one Terraform walk. It is safe for use by many goroutines.
type Roster struct {
	api API
	id  string

	workspace shared[*seam.Workspace]
	systems   shared[map[string]string]
	groups    shared[*seam.ACSAccessGroup]
	lists     shared[*snapshot]
	users     shared[*seam.ACSUser]
	locks     locks

	mu           sync.Mutex
	writes       map[string]write
	claims       map[string]claimant
	reservations map[string][]*reservation
	owners       map[string]owner
	holders      int
	read         map[string]bool
}

// New returns a roster that knows nothing yet and asks api.
func New(api API) *Roster {
	return &Roster{
		api:          api,
		id:           rand.Text(),
		writes:       map[string]write{},
		claims:       map[string]claimant{},
		reservations: map[string][]*reservation{},
		owners:       map[string]owner{},
		read:         map[string]bool{},
	}
}

// Person is the user of a membership, by one name or both.
type Person struct {
	// ACSUserID is empty while the person has no ACS user in the access group's system, or while nobody has asked.
	ACSUserID string
	// UserIdentityID is empty where the person is known only inside one access system.
	UserIdentityID string
}

// userIdentityKey marks a membership that is named by user identity.
const userIdentityKey = "user_identity:"

// key names a membership: of the ACS user where there is one, else of the user identity.
func key(acsAccessGroupID string, person Person) string {
	if person.ACSUserID != "" {
		return acsAccessGroupID + "/" + person.ACSUserID
	}
	return acsAccessGroupID + "/" + userIdentityKey + person.UserIdentityID
}

// Workspace returns the workspace that the credential opens. It is asked once per process.
func (r *Roster) Workspace(ctx context.Context) (*seam.Workspace, error) {
	return r.workspace.get(ctx, "", r.api.GetWorkspace)
}

// NoteRead notes that an object in the state was read as the membership of person in the group, and reports whether it is
// the first in this process. Where it is not, two objects in the state hold one membership.
func (r *Roster) NoteRead(acsAccessGroupID string, person Person) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	membership := key(acsAccessGroupID, person)
	first := !r.read[membership]
	r.read[membership] = true
	return first
}
