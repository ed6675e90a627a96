// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package crowd

import (
	"context"
	"slices"

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

// finder returns who goes by a name.
type finder[P any] func(context.Context, name) ([]*P, error)

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
func findAll[P any](ctx context.Context, names []name, find finder[P], id func(*P) string) ([]*P, error) {
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
		{byEmailAddress, seam.LowerASCII(profile.EmailAddress)},
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
		{byEmailAddress, seam.LowerASCII(profile.EmailAddress)},
		{byPhoneNumber, profile.PhoneNumber},
	}
}
