// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package directory

import (
	"context"
	"slices"
	"strings"
	"sync"

	"github.com/seamapi/terraform-provider-seam/internal/seam"
)

// The fields that people are looked up by.
const (
	byUserIdentityID  = "user_identity_id"
	byUserIdentityKey = "user_identity_key"
	byACSUserID       = "acs_user_id"
	byEmailAddress    = "email_address"
	byPhoneNumber     = "phone_number"
)

// people looks up user identities, and the ACS users of each access system: singly as long as few are asked for, and in one
// list from then on.
type people struct {
	api        API
	identities *crowd[seam.UserIdentity]

	mu sync.Mutex
	// users are the ACS users by access system.
	users map[string]*crowd[seam.ACSUser]
	// changed are the IDs of those whom this process has changed.
	changed map[string]bool
}

func newPeople(api API) *people {
	p := &people{api: api, users: map[string]*crowd[seam.ACSUser]{}, changed: map[string]bool{}}
	p.identities = &crowd[seam.UserIdentity]{
		ask: p.askForIdentities,
		list: func(ctx context.Context) ([]seam.UserIdentity, error) {
			return api.ListUserIdentities(ctx, seam.UserIdentityFilter{})
		},
		names: namesOfIdentity,
	}
	return p
}

// CurrentUserIdentity returns a user identity by its ID, as this process has first read it or, where the process has
// changed it, as it is now. The first twenty names that a process asks for are asked for one by one; others are looked up in
// the list of the workspace, which is read once, and whoever it lacks is asked for singly. Of an identity that was merged into
// another one it is the other: compare the ID. Errors are those of the Seam API; an ID that Seam does not know satisfies
// [seam.IsNotFound].
func (d *Directory) CurrentUserIdentity(ctx context.Context, userIdentityID string) (*seam.UserIdentity, error) {
	if d.people.hasChanged(userIdentityID) {
		return d.UserIdentityAnew(ctx, userIdentityID)
	}
	found, err := d.people.identities.get(ctx, name{byUserIdentityID, userIdentityID})
	if err != nil {
		return nil, err
	}
	return found[0], nil
}

// UserIdentityAnew asks for a user identity by its ID, whatever was read before. Of an identity that was merged into another
// one it is the other. Errors are those of the Seam API.
func (d *Directory) UserIdentityAnew(ctx context.Context, userIdentityID string) (*seam.UserIdentity, error) {
	return d.api.GetUserIdentity(ctx, seam.UserIdentitySelector{UserIdentityID: userIdentityID})
}

// CurrentACSUser returns an ACS user by its ID, as [Directory.CurrentUserIdentity] does: the list is that of the access
// system.
func (d *Directory) CurrentACSUser(ctx context.Context, acsSystemID, acsUserID string) (*seam.ACSUser, error) {
	if d.people.hasChanged(acsUserID) {
		return d.ACSUserAnew(ctx, acsUserID)
	}
	found, err := d.people.usersOf(acsSystemID).get(ctx, name{byACSUserID, acsUserID})
	if err != nil {
		return nil, err
	}
	return found[0], nil
}

// ACSUserAnew asks for an ACS user by its ID, whatever was read before. Errors are those of the Seam API.
func (d *Directory) ACSUserAnew(ctx context.Context, acsUserID string) (*seam.ACSUser, error) {
	return d.api.GetACSUser(ctx, acsUserID)
}

// UserIdentitiesLike returns the user identities that have the key, the e-mail address or the phone number of a profile, each
// once, in this order. Addresses are the same in any case of ASCII letters. The first twenty names that a process asks for
// are asked for one by one; others are looked up in the list of the workspace, which is read once. Errors are those of the
// Seam API.
//
// What was read of somebody whom this process has changed since is asked for anew.
func (d *Directory) UserIdentitiesLike(ctx context.Context, profile seam.UserIdentityProfile) ([]*seam.UserIdentity, error) {
	found, err := findAll(ctx, namesOfProfile(profile), d.people.identities.find, identityID)
	if slices.ContainsFunc(found, func(identity *seam.UserIdentity) bool { return d.people.hasChanged(identity.UserIdentityID) }) {
		return d.UserIdentitiesLikeAnew(ctx, profile)
	}
	return found, err
}

// UserIdentitiesLikeAnew is [Directory.UserIdentitiesLike] as it is now, with a request for each name.
func (d *Directory) UserIdentitiesLikeAnew(ctx context.Context, profile seam.UserIdentityProfile) ([]*seam.UserIdentity, error) {
	return findAll(ctx, namesOfProfile(profile), d.people.askForIdentities, identityID)
}

// ACSUsersLike returns the ACS users of a profile's access system that have its user identity, its e-mail address or its
// phone number, each once, in this order, as [Directory.UserIdentitiesLike] does: the list is that of the access system.
func (d *Directory) ACSUsersLike(ctx context.Context, profile seam.ACSUserProfile) ([]*seam.ACSUser, error) {
	found, err := findAll(ctx, namesOfUserProfile(profile), d.people.usersOf(profile.ACSSystemID).find, acsUserID)
	if slices.ContainsFunc(found, func(user *seam.ACSUser) bool { return d.people.hasChanged(user.ACSUserID) }) {
		return d.ACSUsersLikeAnew(ctx, profile)
	}
	return found, err
}

// ACSUsersLikeAnew is [Directory.ACSUsersLike] as it is now, with a request for each name.
func (d *Directory) ACSUsersLikeAnew(ctx context.Context, profile seam.ACSUserProfile) ([]*seam.ACSUser, error) {
	return findAll(ctx, namesOfUserProfile(profile), d.people.usersOf(profile.ACSSystemID).ask, acsUserID)
}

// ACSUsersOfIdentity returns the ACS users that a user identity has in all access systems. The first twenty user identities
// that a process asks for are asked for one by one; others are looked up in the list of all ACS users, which is read once.
// Errors are those of the Seam API.
func (d *Directory) ACSUsersOfIdentity(ctx context.Context, userIdentityID string) ([]*seam.ACSUser, error) {
	return d.people.usersOf("").find(ctx, name{byUserIdentityID, userIdentityID})
}

// HasChangedPerson reports whether this process has made or changed the person with an ID.
func (d *Directory) HasChangedPerson(id string) bool {
	return d.people.hasChanged(id)
}

// NotePeopleChange notes that this process is about to change people, or has made them. From then on the directory asks
// for these IDs singly, and anew each time, and data sources get no answer that is older.
func (d *Directory) NotePeopleChange(ids ...string) {
	d.hasChangedPeople.Store(true)
	d.people.noteChange(ids)
}

func (p *people) noteChange(ids []string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, id := range ids {
		p.changed[id] = true
	}
}

func (p *people) hasChanged(id string) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.changed[id]
}

// usersOf returns the ACS users of an access system, or of all of them where it is empty.
func (p *people) usersOf(acsSystemID string) *crowd[seam.ACSUser] {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.users[acsSystemID] == nil {
		p.users[acsSystemID] = &crowd[seam.ACSUser]{
			ask: func(ctx context.Context, n name) ([]*seam.ACSUser, error) { return p.askForUsers(ctx, acsSystemID, n) },
			list: func(ctx context.Context) ([]seam.ACSUser, error) {
				return p.api.ListACSUsers(ctx, seam.ACSUserFilter{ACSSystemID: acsSystemID})
			},
			names: namesOfUser,
		}
	}
	return p.users[acsSystemID]
}

// askForIdentities asks who goes by a name. An unknown ID is an error, and an unknown key is nobody.
func (p *people) askForIdentities(ctx context.Context, n name) ([]*seam.UserIdentity, error) {
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

// askForUsers asks who goes by a name in an access system. An unknown ID is an error; a user identity without an ACS user is
// nobody.
func (p *people) askForUsers(ctx context.Context, acsSystemID string, n name) ([]*seam.ACSUser, error) {
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

func one[P any](person *P, err error) ([]*P, error) {
	if err != nil {
		return nil, err
	}
	return []*P{person}, nil
}

func oneOrNobody[P any](person *P, err error) ([]*P, error) {
	if seam.IsNotFound(err) {
		return nil, nil
	}
	return one(person, err)
}

// called returns those of the people who go by a name.
func called[P any](n name, people []P, names func(*P) []name) []*P {
	var found []*P
	for i := range people {
		if slices.Contains(names(&people[i]), n) {
			found = append(found, &people[i])
		}
	}
	return found
}

// findAll returns those who go by any of the names, each once.
func findAll[P any](ctx context.Context, names []name, find func(context.Context, name) ([]*P, error), id func(*P) string) ([]*P, error) {
	var all []*P
	isFound := map[string]bool{}
	for _, n := range names {
		if n.value == "" {
			continue
		}
		found, err := find(ctx, n)
		if err != nil {
			return nil, err
		}
		for _, person := range found {
			if !isFound[id(person)] {
				isFound[id(person)] = true
				all = append(all, person)
			}
		}
	}
	return all, nil
}

func identityID(identity *seam.UserIdentity) string { return identity.UserIdentityID }

func acsUserID(user *seam.ACSUser) string { return user.ACSUserID }

// namesOfIdentity are the names of a user identity, with the IDs and keys of those who were merged into it.
func namesOfIdentity(identity *seam.UserIdentity) []name {
	names := []name{{byUserIdentityID, identity.UserIdentityID}}
	for _, id := range identity.MergedUserIdentityIDs {
		names = append(names, name{byUserIdentityID, id})
	}
	for _, key := range identity.MergedUserIdentityKeys {
		names = append(names, name{byUserIdentityKey, key})
	}
	return append(names, namesOfProfile(seam.UserIdentityProfile{
		UserIdentityKey: identity.UserIdentityKey, EmailAddress: identity.EmailAddress, PhoneNumber: identity.PhoneNumber,
	})...)
}

func namesOfProfile(profile seam.UserIdentityProfile) []name {
	return []name{
		{byUserIdentityKey, profile.UserIdentityKey},
		{byEmailAddress, LowerASCII(profile.EmailAddress)},
		{byPhoneNumber, profile.PhoneNumber},
	}
}

func namesOfUser(user *seam.ACSUser) []name {
	return append([]name{{byACSUserID, user.ACSUserID}}, namesOfUserProfile(seam.ACSUserProfile{
		UserIdentityID: user.UserIdentityID, EmailAddress: user.EmailAddress, PhoneNumber: user.PhoneNumber,
	})...)
}

func namesOfUserProfile(profile seam.ACSUserProfile) []name {
	return []name{
		{byUserIdentityID, profile.UserIdentityID},
		{byEmailAddress, LowerASCII(profile.EmailAddress)},
		{byPhoneNumber, profile.PhoneNumber},
	}
}

// LowerASCII writes ASCII letters in lowercase and leaves others alone, as e-mail addresses are compared: what Unicode calls
// the same letter may be another person's mailbox.
func LowerASCII(text string) string {
	return strings.Map(func(r rune) rune {
		if 'A' <= r && r <= 'Z' {
			return r + 'a' - 'A'
		}
		return r
	}, text)
}
