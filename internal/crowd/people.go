// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

// Package crowd looks up people: the user identities of a workspace, and the ACS users of its access systems.
//
// Whoever needs a person asks one [People], so that each list is read once per process, and no more of it than pays: pages have
// up to 500 people, and a few people in a small workspace cost one page. Whom this process has changed is asked for anew.
package crowd

import (
	"context"
	"slices"
	"sync"

	"github.com/seamapi/terraform-provider-seam/internal/seam"
)

// API is what People ask of Seam; [seam.Client] is one.
type API interface {
	GetUserIdentity(ctx context.Context, selector seam.UserIdentitySelector) (*seam.UserIdentity, error)
	ListUserIdentities(ctx context.Context, filter seam.UserIdentityFilter) ([]seam.UserIdentity, error)
	UserIdentityPages() seam.NextPage[seam.UserIdentity]
	GetACSUser(ctx context.Context, acsUserID string) (*seam.ACSUser, error)
	GetACSUserOfIdentity(ctx context.Context, userIdentityID, acsSystemID string) (*seam.ACSUser, error)
	ListACSUsers(ctx context.Context, filter seam.ACSUserFilter) ([]seam.ACSUser, error)
	ACSUserPages(filter seam.ACSUserFilter) seam.NextPage[seam.ACSUser]
}

// People looks up user identities and ACS users. Its answers are shared, so nobody edits them. Errors are those of the Seam
// API; they are not kept. It is safe for use by many goroutines.
type People struct {
	api        API
	identities *crowd[seam.UserIdentity]

	mu sync.Mutex
	// users are the ACS users by access system. Those of all systems are under "".
	users map[string]*crowd[seam.ACSUser]
	// isChanged says that this process has made or changed anybody; changed are the IDs of those. relinked are the user
	// identities that it has linked to ACS users, or unlinked.
	isChanged bool
	changed   map[string]bool
	relinked  map[string]bool
}

// New returns people of whom nothing is known yet.
func New(api API) *People {
	p := &People{api: api, users: map[string]*crowd[seam.ACSUser]{}, changed: map[string]bool{}, relinked: map[string]bool{}}
	p.identities = newCrowd(
		p.askForIdentities, func() seam.NextPage[seam.UserIdentity] { return api.UserIdentityPages() }, namesOfIdentity, byUserIdentityID)
	return p
}

// CurrentUserIdentity returns a user identity by its ID, as this process has first read it or, where the process has
// changed it, as it is now. Whoever the list of the workspace lacks is asked for singly. Of an identity that was merged into
// another one it is the other: compare the ID. An ID that Seam does not know satisfies [seam.IsNotFound].
func (p *People) CurrentUserIdentity(ctx context.Context, userIdentityID string) (*seam.UserIdentity, error) {
	if p.HasChangedPerson(userIdentityID) {
		return p.UserIdentityAnew(ctx, userIdentityID)
	}
	found, err := p.identities.get(ctx, name{byUserIdentityID, userIdentityID})
	if err != nil {
		return nil, err
	}
	return found[0], nil
}

// UserIdentityAnew asks for a user identity by its ID, whatever was read before. Of an identity that was merged into another
// one it is the other.
func (p *People) UserIdentityAnew(ctx context.Context, userIdentityID string) (*seam.UserIdentity, error) {
	return p.api.GetUserIdentity(ctx, seam.UserIdentitySelector{UserIdentityID: userIdentityID})
}

// CurrentACSUser returns an ACS user by its ID, as [People.CurrentUserIdentity] does: the list is that of the access system.
func (p *People) CurrentACSUser(ctx context.Context, acsSystemID, acsUserID string) (*seam.ACSUser, error) {
	if p.HasChangedPerson(acsUserID) {
		return p.ACSUserAnew(ctx, acsUserID)
	}
	found, err := p.usersOf(acsSystemID).get(ctx, name{byACSUserID, acsUserID})
	if err != nil {
		return nil, err
	}
	return found[0], nil
}

// ACSUserAnew asks for an ACS user by its ID, whatever was read before.
func (p *People) ACSUserAnew(ctx context.Context, acsUserID string) (*seam.ACSUser, error) {
	return p.api.GetACSUser(ctx, acsUserID)
}

// ListedACSUserOf returns the ACS user that the list of an access system has for a user identity, or nil where Seam has to be
// asked: the list lacks it, or this process has changed either of them.
func (p *People) ListedACSUserOf(ctx context.Context, userIdentityID, acsSystemID string) (*seam.ACSUser, error) {
	users, n := p.usersOf(acsSystemID), name{byUserIdentityID, userIdentityID}
	if p.HasRelinked(userIdentityID) || users.isAskedAnew(n) {
		return nil, nil
	}
	found, _, err := users.findListed(ctx, n)
	if err != nil || len(found) == 0 {
		return nil, err
	}
	if p.HasRelinked(userIdentityID) || p.HasChangedPerson(userIdentityID) || p.HasChangedPerson(found[0].ACSUserID) {
		return nil, nil
	}
	return found[0], nil
}

// CheckUserIdentity returns an error that satisfies [seam.IsNotFound] where Seam does not know a user identity. One that has an
// ACS user in the access system is looked for there only, so that many who do cost no list of user identities.
func (p *People) CheckUserIdentity(ctx context.Context, userIdentityID, acsSystemID string) error {
	user, err := p.ListedACSUserOf(ctx, userIdentityID, acsSystemID)
	if err != nil || user != nil {
		return err
	}
	_, err = p.CurrentUserIdentity(ctx, userIdentityID)
	return err
}

// AllACSUsers returns all ACS users of an access system, or of all of them where it is empty, as this process has first read
// them.
func (p *People) AllACSUsers(ctx context.Context, acsSystemID string) ([]seam.ACSUser, error) {
	pages, err := p.usersOf(acsSystemID).everybody(ctx)
	return slices.Concat(pages...), err
}

// AllUserIdentities returns all user identities of the workspace, as this process has first read them.
func (p *People) AllUserIdentities(ctx context.Context) ([]seam.UserIdentity, error) {
	pages, err := p.identities.everybody(ctx)
	return slices.Concat(pages...), err
}

// UserIdentitiesLike returns the user identities that have the key, the e-mail address or the phone number of a profile, each
// once, in this order. Addresses are the same in any case of ASCII letters. What was read of somebody whom this process has
// changed since is asked for anew.
func (p *People) UserIdentitiesLike(ctx context.Context, profile seam.UserIdentityProfile) ([]*seam.UserIdentity, error) {
	found, err := findAll(ctx, namesOfProfile(profile), p.identities.find, identityID)
	if hasChangedAny(p, found, identityID) {
		return p.UserIdentitiesLikeAnew(ctx, profile)
	}
	return found, err
}

// UserIdentitiesLikeAnew is [People.UserIdentitiesLike] as it is now, with a request for each name.
func (p *People) UserIdentitiesLikeAnew(ctx context.Context, profile seam.UserIdentityProfile) ([]*seam.UserIdentity, error) {
	return findAll(ctx, namesOfProfile(profile), p.askForIdentities, identityID)
}

// ACSUsersLike returns the ACS users of a profile's access system that have its user identity, its e-mail address or its
// phone number, each once, in this order, as [People.UserIdentitiesLike] does: the list is that of the access system. The ACS
// user of an identity that was merged is that of the identity that it was merged into.
func (p *People) ACSUsersLike(ctx context.Context, profile seam.ACSUserProfile) ([]*seam.ACSUser, error) {
	users := p.usersOf(profile.ACSSystemID)
	found, err := findAll(ctx, namesOfUserProfile(profile), p.withSurvivor(func(ctx context.Context, n name) ([]*seam.ACSUser, error) {
		if n.field == byUserIdentityID && p.HasRelinked(n.value) {
			return users.ask(ctx, n)
		}
		return users.find(ctx, n)
	}), acsUserID)
	if hasChangedAny(p, found, acsUserID) {
		return p.ACSUsersLikeAnew(ctx, profile)
	}
	return found, err
}

// ACSUsersLikeAnew is [People.ACSUsersLike] as it is now, with a request for each name.
func (p *People) ACSUsersLikeAnew(ctx context.Context, profile seam.ACSUserProfile) ([]*seam.ACSUser, error) {
	return findAll(ctx, namesOfUserProfile(profile), p.withSurvivor(p.usersOf(profile.ACSSystemID).ask), acsUserID)
}

// ACSUsersOfIdentity returns the ACS users that a user identity has in all access systems.
func (p *People) ACSUsersOfIdentity(ctx context.Context, userIdentityID string) ([]*seam.ACSUser, error) {
	return p.usersOf("").find(ctx, name{byUserIdentityID, userIdentityID})
}

// withSurvivor is find, and where a user identity has nobody by its own ID, find for the identity that it was merged into.
func (p *People) withSurvivor(find finder[seam.ACSUser]) finder[seam.ACSUser] {
	return func(ctx context.Context, n name) ([]*seam.ACSUser, error) {
		found, err := find(ctx, n)
		// Whom this process has made or changed had its own ID then.
		if err != nil || len(found) > 0 || n.field != byUserIdentityID || p.HasChangedPerson(n.value) {
			return found, err
		}
		identity, err := p.CurrentUserIdentity(ctx, n.value)
		if seam.IsNotFound(err) || err == nil && identity.UserIdentityID == n.value {
			return nil, nil
		}
		if err != nil {
			return nil, err
		}
		return find(ctx, name{byUserIdentityID, identity.UserIdentityID})
	}
}

// usersOf returns the ACS users of an access system, or of all of them where it is empty.
func (p *People) usersOf(acsSystemID string) *crowd[seam.ACSUser] {
	p.mu.Lock()
	defer p.mu.Unlock()
	users := p.users[acsSystemID]
	if users != nil {
		return users
	}
	unique := []string{byACSUserID}
	if acsSystemID != "" {
		// A user identity has at most one ACS user in an access system.
		unique = append(unique, byUserIdentityID)
	}
	users = newCrowd(
		func(ctx context.Context, n name) ([]*seam.ACSUser, error) { return p.askForUsers(ctx, acsSystemID, n) },
		func() seam.NextPage[seam.ACSUser] {
			return p.api.ACSUserPages(seam.ACSUserFilter{ACSSystemID: acsSystemID})
		},
		namesOfUser, unique...)
	p.users[acsSystemID] = users
	return users
}

// askForIdentities asks who goes by a name. An unknown ID is an error, and an unknown key is nobody. An address is searched for in
// lowercase: that Seam's search ignores case is taken for granted, and not documented.
func (p *People) askForIdentities(ctx context.Context, n name) ([]*seam.UserIdentity, error) {
	switch n.field {
	case byUserIdentityID:
		return one(p.api.GetUserIdentity(ctx, seam.UserIdentitySelector{UserIdentityID: n.value}))
	case byUserIdentityKey:
		return oneOrNobody(p.api.GetUserIdentity(ctx, seam.UserIdentitySelector{UserIdentityKey: n.value}))
	default:
		// The search finds parts of a value.
		found, err := p.api.ListUserIdentities(ctx, seam.UserIdentityFilter{Search: n.value})
		return called(n, found, namesOfIdentity), err
	}
}

// askForUsers is askForIdentities for the ACS users of an access system. An unknown ID is an error; a user identity without an ACS
// user is nobody.
func (p *People) askForUsers(ctx context.Context, acsSystemID string, n name) ([]*seam.ACSUser, error) {
	switch {
	case n.field == byACSUserID:
		return one(p.api.GetACSUser(ctx, n.value))
	case n.field == byUserIdentityID && acsSystemID == "":
		found, err := p.api.ListACSUsers(ctx, seam.ACSUserFilter{UserIdentityID: n.value})
		return called(n, found, namesOfUser), err
	case n.field == byUserIdentityID:
		return oneOrNobody(p.api.GetACSUserOfIdentity(ctx, n.value, acsSystemID))
	default:
		found, err := p.api.ListACSUsers(ctx, seam.ACSUserFilter{ACSSystemID: acsSystemID, Search: n.value})
		return called(n, found, namesOfUser), err
	}
}
