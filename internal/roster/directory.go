// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package roster

import (
	"context"
	"fmt"

	"github.com/seamapi/terraform-provider-seam/internal/seam"
)

// DirectoryAPI is what the directory asks of Seam; *seam.Client is one.
type DirectoryAPI interface {
	GetACSSystem(ctx context.Context, acsSystemID string) (*seam.ACSSystem, error)
	ListACSSystems(ctx context.Context, filter seam.ACSSystemFilter) ([]seam.ACSSystem, error)
	GetACSAccessGroup(ctx context.Context, acsAccessGroupID string) (*seam.ACSAccessGroup, error)
	ListACSAccessGroups(ctx context.Context, filter seam.ACSAccessGroupFilter) ([]seam.ACSAccessGroup, error)
	ListAccessGroupUsers(ctx context.Context, acsAccessGroupID string) ([]seam.ACSUser, error)
	GetACSUser(ctx context.Context, acsUserID string) (*seam.ACSUser, error)
	GetACSUserOfIdentity(ctx context.Context, userIdentityID, acsSystemID string) (*seam.ACSUser, error)
	ListACSUsers(ctx context.Context, filter seam.ACSUserFilter) ([]seam.ACSUser, error)
	GetUserIdentity(ctx context.Context, selector seam.UserIdentitySelector) (*seam.UserIdentity, error)
	ListUserIdentities(ctx context.Context, filter seam.UserIdentityFilter) ([]seam.UserIdentity, error)
}

// Directory looks up what is there: access systems, access groups and their members, ACS users and user identities. The
// same question is asked once per process until the process first changes a membership, and each time after that, since
// the change may show in any answer. It is safe for use by many goroutines. Its answers are shared, so nobody edits them.
// Errors are those of the Seam API; they are not kept.
type Directory struct {
	api    DirectoryAPI
	roster *Roster

	system     shared[*seam.ACSSystem]
	systems    shared[[]seam.ACSSystem]
	group      shared[*seam.ACSAccessGroup]
	groups     shared[[]seam.ACSAccessGroup]
	members    shared[[]seam.ACSUser]
	user       shared[*seam.ACSUser]
	userOf     shared[*seam.ACSUser]
	users      shared[[]seam.ACSUser]
	identity   shared[*seam.UserIdentity]
	identities shared[[]seam.UserIdentity]
}

// NewDirectory returns a directory that asks api. The roster is that of the same process, and knows when it first writes.
func NewDirectory(api DirectoryAPI, roster *Roster) *Directory {
	return &Directory{api: api, roster: roster}
}

// ACSSystem returns an access system by its ID.
func (d *Directory) ACSSystem(ctx context.Context, acsSystemID string) (*seam.ACSSystem, error) {
	return lookUp(ctx, d, &d.system, acsSystemID, d.api.GetACSSystem)
}

// ACSSystems returns all access systems that match the filter.
func (d *Directory) ACSSystems(ctx context.Context, filter seam.ACSSystemFilter) ([]seam.ACSSystem, error) {
	return lookUp(ctx, d, &d.systems, filter, d.api.ListACSSystems)
}

// ACSAccessGroup returns an access group by its ID.
func (d *Directory) ACSAccessGroup(ctx context.Context, acsAccessGroupID string) (*seam.ACSAccessGroup, error) {
	return lookUp(ctx, d, &d.group, acsAccessGroupID, d.api.GetACSAccessGroup)
}

// ACSAccessGroups returns all access groups that match the filter.
func (d *Directory) ACSAccessGroups(ctx context.Context, filter seam.ACSAccessGroupFilter) ([]seam.ACSAccessGroup, error) {
	return lookUp(ctx, d, &d.groups, filter, d.api.ListACSAccessGroups)
}

// MembersOfACSAccessGroup returns all ACS users that an access group lists.
func (d *Directory) MembersOfACSAccessGroup(ctx context.Context, acsAccessGroupID string) ([]seam.ACSUser, error) {
	return lookUp(ctx, d, &d.members, acsAccessGroupID, d.api.ListAccessGroupUsers)
}

// ACSUser returns an ACS user by its ID.
func (d *Directory) ACSUser(ctx context.Context, acsUserID string) (*seam.ACSUser, error) {
	return lookUp(ctx, d, &d.user, acsUserID, d.api.GetACSUser)
}

// ACSUserOfIdentity returns the ACS user that a user identity has in an access system.
func (d *Directory) ACSUserOfIdentity(ctx context.Context, userIdentityID, acsSystemID string) (*seam.ACSUser, error) {
	return lookUp(ctx, d, &d.userOf, [2]string{userIdentityID, acsSystemID}, func(ctx context.Context, ids [2]string) (*seam.ACSUser, error) {
		return d.api.GetACSUserOfIdentity(ctx, ids[0], ids[1])
	})
}

// ACSUsers returns all ACS users that match the filter.
func (d *Directory) ACSUsers(ctx context.Context, filter seam.ACSUserFilter) ([]seam.ACSUser, error) {
	return lookUp(ctx, d, &d.users, filter, d.api.ListACSUsers)
}

// UserIdentity returns a user identity by its ID or its key.
func (d *Directory) UserIdentity(ctx context.Context, selector seam.UserIdentitySelector) (*seam.UserIdentity, error) {
	return lookUp(ctx, d, &d.identity, selector, d.api.GetUserIdentity)
}

// UserIdentities returns all user identities that match the filter.
func (d *Directory) UserIdentities(ctx context.Context, filter seam.UserIdentityFilter) ([]seam.UserIdentity, error) {
	return lookUp(ctx, d, &d.identities, filter, d.api.ListUserIdentities)
}

// lookUp answers a question from answers, or asks Seam.
func lookUp[Q, A any](ctx context.Context, d *Directory, answers *shared[A], question Q, ask func(context.Context, Q) (A, error)) (A, error) {
	if d.roster.hasWritten() {
		return ask(ctx, question)
	}
	return answers.get(ctx, fmt.Sprintf("%#v", question), func(ctx context.Context) (A, error) { return ask(ctx, question) })
}
