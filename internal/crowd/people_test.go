// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package crowd

import (
	"context"
	"fmt"
	"testing"

	"github.com/seamapi/terraform-provider-seam/internal/seam"
)

func TestNobodyIsGoneOnlyBecauseAListLacksThem(t *testing.T) {
	t.Parallel()
	api := crowdOf(30)
	api.unlisted = true
	people := New(api)
	atOnce(30, func(at string) {
		if _, err := people.CurrentUserIdentity(t.Context(), "identity-"+at); err != nil {
			t.Error(err)
		}
	})
	api.checkAskedTimes(t, 31, 1)
	if _, err := people.CurrentUserIdentity(t.Context(), "nobody"); !seam.IsNotFound(err) {
		t.Errorf("the error is %v", err)
	}
	api.checkAskedTimes(t, 32, 1)
}

func TestMergedIdentitiesAreFoundUnderTheirOldNames(t *testing.T) {
	t.Parallel()
	api := crowdOf(30)
	api.identities[0].MergedUserIdentityIDs = []string{"old"}
	api.identities[0].MergedUserIdentityKeys = []string{"old key"}
	people := New(api)
	identity, err := people.CurrentUserIdentity(t.Context(), "old")
	if err != nil || identity.UserIdentityID != "identity-0" {
		t.Errorf("found %v, %v", identity, err)
	}
	found, err := people.UserIdentitiesLike(t.Context(), seam.UserIdentityProfile{UserIdentityKey: "old key"})
	if err != nil || len(found) != 1 || found[0].UserIdentityID != "identity-0" {
		t.Errorf("found %v, %v", found, err)
	}
	api.checkAskedTimes(t, 1, 1)
}

func TestTheACSUserOfAMergedIdentityIsFoundUnderItsOldID(t *testing.T) {
	t.Parallel()
	for name, pageSize := range map[string]int{"in the whole list": 0, "singly": 10} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			api := crowdOf(30)
			api.pageSize = pageSize
			api.identities[29].MergedUserIdentityIDs = []string{"old"}
			people := New(api)
			for _, look := range []func(context.Context, seam.ACSUserProfile) ([]*seam.ACSUser, error){people.ACSUsersLike, people.ACSUsersLikeAnew} {
				found, err := look(t.Context(), seam.ACSUserProfile{ACSSystemID: "office", UserIdentityID: "old"})
				if err != nil || len(found) != 1 || found[0].ACSUserID != "user-29" {
					t.Errorf("found %v, %v", found, err)
				}
			}
			for _, id := range []string{"unknown", "identity-99"} {
				if found, err := people.ACSUsersLike(t.Context(), seam.ACSUserProfile{ACSSystemID: "office", UserIdentityID: id}); err != nil || len(found) > 0 {
					t.Errorf("%s has %v, %v", id, found, err)
				}
			}
		})
	}
}

func TestPeopleAreFoundByTheWholeOfTheirAddressAndNumber(t *testing.T) {
	t.Parallel()
	for name, isListed := range map[string]bool{"singly": false, "listed": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			api := crowdOf(30)
			api.identities[0].EmailAddress, api.identities[0].PhoneNumber = "Ada@Example.com", "+15550"
			api.identities[1].EmailAddress, api.identities[1].PhoneNumber = "klara.ada@example.com", "+155501"
			people := New(api)
			look := people.UserIdentitiesLike
			if !isListed {
				look = people.UserIdentitiesLikeAnew
			}
			for want, profile := range map[string]seam.UserIdentityProfile{
				"[identity-0]":            {EmailAddress: "aDa@example.com", PhoneNumber: "+15550"},
				"[identity-1]":            {EmailAddress: "klara.ada@example.com"},
				"[identity-1 identity-0]": {UserIdentityKey: "key-1", PhoneNumber: "+15550"},
				// The sign for kelvin is the letter k to Unicode, and another mailbox.
				"[]": {EmailAddress: "\u212Alara.ada@example.com", PhoneNumber: "15550", UserIdentityKey: "KEY-1"},
			} {
				found, err := look(t.Context(), profile)
				var ids []string
				for _, identity := range found {
					ids = append(ids, identity.UserIdentityID)
				}
				if err != nil || fmt.Sprint(ids) != want {
					t.Errorf("found %v, %v, want %s", ids, err, want)
				}
			}
		})
	}
}

func TestPeopleOfTwoAccessSystemsAreKeptApart(t *testing.T) {
	t.Parallel()
	api := crowdOf(1)
	api.users = append(api.users, seam.ACSUser{ACSUserID: "elsewhere", ACSSystemID: "garage", EmailAddress: "person-0@example.com"})
	people := New(api)
	for system, want := range map[string]string{"office": "user-0", "garage": "elsewhere"} {
		found, err := people.ACSUsersLike(t.Context(), seam.ACSUserProfile{ACSSystemID: system, EmailAddress: "person-0@example.com"})
		if err != nil || len(found) != 1 || found[0].ACSUserID != want {
			t.Errorf("found %v, %v in %s", found, err, system)
		}
	}
}
