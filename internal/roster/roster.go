// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

// Package roster knows who is in which access group, as one Terraform run sees it.
//
// It stands between the provider, which thinks in memberships, and the Seam API, which thinks in lists. A [Key] names a
// membership by group and person, or the group as a whole. The roster has a part for each phase of a run, with a state of its
// own:
//
//   - reads, for a refresh: each access group is listed once, however many memberships a configuration declares, and only
//     somebody missing from the list is asked for singly.
//   - ledger, for an apply: for each membership, whose turn it is to change it, what this process has last done to it, and
//     which objects of the run have it. So no list that was under way can undo a write, and the creates and destroys of one
//     run do not undo each other when they name the same membership.
//   - plan: which planned object reserves which membership, and which memberships were read for two objects.
//
// # Refresh
//
// [Roster.Membership] says where one person stands, [Roster.Members] who is in a group, [Roster.Joiners] whom its list does
// not have yet. Each result has the names that Seam shows now, and what the access system says of the user.
// Roster.NoteRead finds two objects of one membership.
//
// # Plan
//
// Roster.Listed depends on the group's list alone, so a plan that is made again says the same. Roster.Reserve finds two
// objects that declare one membership, each by a nonce of its own (Roster.NewNonce, Roster.IsNonce). Roster.PersonExists
// looks for somebody who is new to a group; what that costs is for [crowd.People] to say. Roster.Group has what a plan should say
// of the group.
//
// # Apply
//
// Roster.Grant and Roster.Revoke change one membership on behalf of an [Owner]. The list of an access system tells which
// ACS users are granted by user identity, as far as this process has not changed them, and Seam is asked for the others.
// Roster.AwaitGranted and [Roster.AwaitRevoked] wait for the access system.
//
// # A person known by two names
//
// An object may know a person by ACS user and by user identity, while Seam has linked the identity to another ACS user since,
// or the access system has made the person anew. With both names in the key, Roster.Membership says that somebody is absent,
// and Roster.Revoke that nobody is left, only if that holds for both ACS users: the recorded one and the one that the identity
// has now. What this run has granted by user identity counts for the ACS user that it turned out to be, and for no other.
// Roster.SameIdentity takes an identity that was merged for the person who survived, and Roster.SurvivingIdentity names that.
//
// # What is not concluded
//
// An access group that its list does not know is gone only if asking for the group confirms that; otherwise it is
// [ErrContradiction]. An add whose answer does not tell may be carried out later: its [Grant] says that the person may be a
// member.
package roster

import (
	"context"

	"github.com/seamapi/terraform-provider-seam/internal/crowd"
	"github.com/seamapi/terraform-provider-seam/internal/seam"
)

// Lookups are the questions about groups and people that roster and directory ask; [seam.Client] answers them.
type Lookups interface {
	ListAccessGroupUsers(ctx context.Context, acsAccessGroupID string) ([]seam.ACSUser, error)
	ListACSAccessGroups(ctx context.Context, filter seam.ACSAccessGroupFilter) ([]seam.ACSAccessGroup, error)
	GetACSAccessGroup(ctx context.Context, acsAccessGroupID string) (*seam.ACSAccessGroup, error)
	crowd.API
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
