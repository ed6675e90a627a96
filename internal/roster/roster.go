// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

// Package roster knows who is in which access group, as one Terraform run sees it.
//
// It stands between the provider, which thinks in memberships, and the Seam API, which thinks in lists. It has a part for
// each phase of a run, with a state of its own:
//
//   - reads, for a refresh: each access group is listed once, however many memberships a configuration declares, and only
//     somebody missing from the list is asked for singly.
//   - ledger, for an apply: for each membership, whose turn it is to change it, what this process has last done to it, and
//     which objects of the run have it. So no list that was under way can undo a write, and the creates and destroys of one
//     run do not undo each other when they name the same membership.
//   - plan: which planned object reserves which membership, and which memberships were read for two objects.
package roster

import (
	"context"

	"github.com/seamapi/terraform-provider-seam/internal/seam"
)

// Lookups are the questions about groups and people that roster and directory ask; [seam.Client] answers them.
type Lookups interface {
	ListAccessGroupUsers(ctx context.Context, acsAccessGroupID string) ([]seam.ACSUser, error)
	ListACSAccessGroups(ctx context.Context, filter seam.ACSAccessGroupFilter) ([]seam.ACSAccessGroup, error)
	GetACSAccessGroup(ctx context.Context, acsAccessGroupID string) (*seam.ACSAccessGroup, error)
	GetACSUser(ctx context.Context, acsUserID string) (*seam.ACSUser, error)
	GetACSUserOfIdentity(ctx context.Context, userIdentityID, acsSystemID string) (*seam.ACSUser, error)
	ListACSUsers(ctx context.Context, filter seam.ACSUserFilter) ([]seam.ACSUser, error)
	GetUserIdentity(ctx context.Context, selector seam.UserIdentitySelector) (*seam.UserIdentity, error)
}

// API is what the roster asks of Seam; [seam.Client] is one.
type API interface {
	Lookups
	AddUserToAccessGroup(ctx context.Context, acsAccessGroupID string, user seam.UserSelector) error
	RemoveUserFromAccessGroup(ctx context.Context, acsAccessGroupID string, user seam.UserSelector) error
	GetWorkspace(ctx context.Context) (*seam.Workspace, error)
}

// Roster is the view that one configured provider has of the memberships in its workspace. It lives as long as the
// process that serves one Terraform walk. It is safe for use by many goroutines.
type Roster struct {
	*reads
	*ledger
	*plan
}

// New returns a roster that knows nothing yet and asks api.
func New(api API) *Roster {
	reads := newReads(api)
	return &Roster{reads: reads, ledger: newLedger(api, reads), plan: newPlan(reads.acsUserOf)}
}
