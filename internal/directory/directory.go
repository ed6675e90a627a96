// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

// Package directory looks up what is there: access systems, their entrances, access groups and their users, ACS users, user
// identities, and the memberships that exist.
package directory

import (
	"context"

	"github.com/seamapi/terraform-provider-seam/internal/crowd"
	"github.com/seamapi/terraform-provider-seam/internal/par"
	"github.com/seamapi/terraform-provider-seam/internal/roster"
	"github.com/seamapi/terraform-provider-seam/internal/seam"
)

// API is what the directory asks of Seam; [seam.Client] is one.
type API interface {
	roster.Lookups
	GetACSSystem(ctx context.Context, acsSystemID string) (*seam.ACSSystem, error)
	ListACSSystems(ctx context.Context, filter seam.ACSSystemFilter) ([]seam.ACSSystem, error)
	GetACSEntrance(ctx context.Context, acsEntranceID string) (*seam.ACSEntrance, error)
	ListACSEntrances(ctx context.Context, filter seam.ACSEntranceFilter) ([]seam.ACSEntrance, error)
	ListAccessGroupEntrances(ctx context.Context, acsAccessGroupID string) ([]seam.ACSEntrance, error)
	ListACSUserEntrances(ctx context.Context, acsUserID string) ([]seam.ACSEntrance, error)
	ListUserIdentityEntrances(ctx context.Context, userIdentityID string) ([]seam.ACSEntrance, error)
}

// Directory answers each question once per process until the process first changes a membership or a person, and asks anew
// each time after that, since the change may show in any answer. It is safe for use by many goroutines. Its answers are shared, so
// nobody edits them. Errors are those of the Seam API; they are not kept. The [crowd.People] in it answer for the resources that
// declare people.
type Directory struct {
	*crowd.People

	api     API
	members *roster.Roster

	system     par.Cache[string, *seam.ACSSystem]
	systems    par.Cache[seam.ACSSystemFilter, []seam.ACSSystem]
	group      par.Cache[string, *seam.ACSAccessGroup]
	groups     par.Cache[seam.ACSAccessGroupFilter, []seam.ACSAccessGroup]
	user       par.Cache[string, *seam.ACSUser]
	userOf     par.Cache[identityInSystem, *seam.ACSUser]
	users      par.Cache[seam.ACSUserFilter, []seam.ACSUser]
	identity   par.Cache[seam.UserIdentitySelector, *seam.UserIdentity]
	identities par.Cache[seam.UserIdentityFilter, []seam.UserIdentity]

	entrance            par.Cache[string, *seam.ACSEntrance]
	entrances           par.Cache[seam.ACSEntranceFilter, []seam.ACSEntrance]
	entrancesOfGroup    par.Cache[string, []seam.ACSEntrance]
	entrancesOfUser     par.Cache[string, []seam.ACSEntrance]
	entrancesOfIdentity par.Cache[string, []seam.ACSEntrance]
}

type identityInSystem struct {
	userIdentityID string
	acsSystemID    string
}

// New returns a directory that asks api. The roster of the same process shares the lists of access groups and of people with
// it, and knows when the process first writes.
func New(api API, members *roster.Roster) *Directory {
	return &Directory{People: members.People(), api: api, members: members}
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
	if d.hasWritten() {
		return d.api.ListAccessGroupUsers(ctx, acsAccessGroupID)
	}
	return d.members.ListedUsers(ctx, acsAccessGroupID)
}

// ACSUser returns an ACS user by its ID.
func (d *Directory) ACSUser(ctx context.Context, acsUserID string) (*seam.ACSUser, error) {
	return lookUp(ctx, d, &d.user, acsUserID, d.api.GetACSUser)
}

// ACSUserOfIdentity returns the ACS user that a user identity has in an access system.
func (d *Directory) ACSUserOfIdentity(ctx context.Context, userIdentityID, acsSystemID string) (*seam.ACSUser, error) {
	question := identityInSystem{userIdentityID, acsSystemID}
	return lookUp(ctx, d, &d.userOf, question, func(ctx context.Context, question identityInSystem) (*seam.ACSUser, error) {
		return d.api.GetACSUserOfIdentity(ctx, question.userIdentityID, question.acsSystemID)
	})
}

// ACSUsers returns all ACS users that match the filter.
func (d *Directory) ACSUsers(ctx context.Context, filter seam.ACSUserFilter) ([]seam.ACSUser, error) {
	return lookUp(ctx, d, &d.users, filter, func(ctx context.Context, filter seam.ACSUserFilter) ([]seam.ACSUser, error) {
		if filter == (seam.ACSUserFilter{ACSSystemID: filter.ACSSystemID}) && !d.hasWritten() {
			return d.AllACSUsers(ctx, filter.ACSSystemID)
		}
		return d.api.ListACSUsers(ctx, filter)
	})
}

// UserIdentity returns a user identity by its ID or its key.
func (d *Directory) UserIdentity(ctx context.Context, selector seam.UserIdentitySelector) (*seam.UserIdentity, error) {
	return lookUp(ctx, d, &d.identity, selector, d.api.GetUserIdentity)
}

// UserIdentities returns all user identities that match the filter.
func (d *Directory) UserIdentities(ctx context.Context, filter seam.UserIdentityFilter) ([]seam.UserIdentity, error) {
	return lookUp(ctx, d, &d.identities, filter, func(ctx context.Context, filter seam.UserIdentityFilter) ([]seam.UserIdentity, error) {
		if filter == (seam.UserIdentityFilter{}) && !d.hasWritten() {
			return d.AllUserIdentities(ctx)
		}
		return d.api.ListUserIdentities(ctx, filter)
	})
}

// ACSEntrance returns an entrance by its ID.
func (d *Directory) ACSEntrance(ctx context.Context, acsEntranceID string) (*seam.ACSEntrance, error) {
	return lookUp(ctx, d, &d.entrance, acsEntranceID, d.api.GetACSEntrance)
}

// ACSEntrances returns all entrances that match the filter.
func (d *Directory) ACSEntrances(ctx context.Context, filter seam.ACSEntranceFilter) ([]seam.ACSEntrance, error) {
	return lookUp(ctx, d, &d.entrances, filter, d.api.ListACSEntrances)
}

// ACSEntrancesOfAccessGroup returns all entrances that an access group opens.
func (d *Directory) ACSEntrancesOfAccessGroup(ctx context.Context, acsAccessGroupID string) ([]seam.ACSEntrance, error) {
	return lookUp(ctx, d, &d.entrancesOfGroup, acsAccessGroupID, d.api.ListAccessGroupEntrances)
}

// ACSEntrancesOfACSUser returns all entrances that an ACS user can open.
func (d *Directory) ACSEntrancesOfACSUser(ctx context.Context, acsUserID string) ([]seam.ACSEntrance, error) {
	return lookUp(ctx, d, &d.entrancesOfUser, acsUserID, d.api.ListACSUserEntrances)
}

// ACSEntrancesOfUserIdentity returns all entrances that a user identity can open, in any access system.
func (d *Directory) ACSEntrancesOfUserIdentity(ctx context.Context, userIdentityID string) ([]seam.ACSEntrance, error) {
	return lookUp(ctx, d, &d.entrancesOfIdentity, userIdentityID, d.api.ListUserIdentityEntrances)
}

// lookUp answers a question from answers, or asks Seam.
func lookUp[Q comparable, A any](ctx context.Context, d *Directory, answers *par.Cache[Q, A], question Q, ask func(context.Context, Q) (A, error)) (A, error) {
	if d.hasWritten() {
		return ask(ctx, question)
	}
	return answers.Get(ctx, question, func(ctx context.Context) (A, error) { return ask(ctx, question) })
}

func (d *Directory) hasWritten() bool {
	return d.members.HasWritten() || d.HasChangedPeople()
}
