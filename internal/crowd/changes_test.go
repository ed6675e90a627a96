// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package crowd

import (
	"testing"

	"github.com/seamapi/terraform-provider-seam/internal/seam"
)

func TestWhomThisProcessHasChangedIsAskedForAnew(t *testing.T) {
	t.Parallel()
	api := crowdOf(30)
	people := New(api)
	atOnce(30, func(at string) {
		_, _ = people.CurrentUserIdentity(t.Context(), "identity-"+at)
		_, _ = people.CurrentACSUser(t.Context(), "office", "user-"+at)
	})
	api.asked = nil

	people.NotePeopleChange("identity-29", "user-29")
	for range 2 {
		_, _ = people.CurrentUserIdentity(t.Context(), "identity-29")
		_, _ = people.CurrentACSUser(t.Context(), "office", "user-29")
		_, _ = people.CurrentUserIdentity(t.Context(), "identity-28")
		_, _ = people.UserIdentitiesLike(t.Context(), seam.UserIdentityProfile{UserIdentityKey: "key-29"})
		_, _ = people.ACSUsersLike(t.Context(), seam.ACSUserProfile{ACSSystemID: "office", UserIdentityID: "identity-29"})
	}
	want := []string{"identity identity-29", "user user-29", "identity key-29", "user of identity-29 in office"}
	api.checkAsked(t, append(want, want...)...)
}

func TestWhomThisProcessHasRelinkedIsAskedForAnew(t *testing.T) {
	t.Parallel()
	api := crowdOf(30)
	people := New(api)
	like := func(id string) {
		_, _ = people.ACSUsersLike(t.Context(), seam.ACSUserProfile{ACSSystemID: "office", UserIdentityID: id})
	}
	like("identity-1")
	people.NoteLinkChange("identity-1", "")
	for range 2 {
		like("identity-1")
		like("identity-2")
	}
	api.checkAsked(t, "users of office page 1", "user of identity-1 in office", "user of identity-1 in office")
}

// Seam makes an ACS user for an identity that is added to an access group, with the identity's address.
func TestAnACSUserThatAListCannotHaveIsFoundByAnyOfItsNames(t *testing.T) {
	t.Parallel()
	for name, met := range map[string]bool{"before anybody has seen it": false, "afterwards": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			api := crowdOf(30)
			people := New(api)
			find := func(profile seam.ACSUserProfile) int {
				t.Helper()
				profile.ACSSystemID = "office"
				found, err := people.ACSUsersLike(t.Context(), profile)
				if err != nil {
					t.Error(err)
				}
				return len(found)
			}
			byIdentity, byAddress := seam.ACSUserProfile{UserIdentityID: "new"}, seam.ACSUserProfile{EmailAddress: "New@example.com"}
			if find(byAddress) != 0 {
				t.Error("somebody has the address already")
			}
			people.ExpectACSUser("new", "office")
			user := seam.ACSUser{ACSUserID: "made", ACSSystemID: "office", UserIdentityID: "new", EmailAddress: "new@example.com"}
			api.users = append(api.users, user)
			if met {
				people.MeetACSUser("new", "office", &user)
			}
			if find(byIdentity) != 1 || find(byAddress) != 1 {
				t.Error("it is not found")
			}
			api.asked = nil
			if find(seam.ACSUserProfile{EmailAddress: "person-3@example.com", UserIdentityID: "identity-3"}) != 1 {
				t.Error("somebody else is not found")
			}
			if met {
				api.checkAsked(t)
			}
		})
	}
}

func TestListedACSUserOfLeavesToBeAskedWhatTheListMayNotTell(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		identity string
		arrange  func(*People)
		want     string
	}{
		"listed":                         {"identity-3", func(*People) {}, "user-3"},
		"not listed":                     {"new", func(*People) {}, ""},
		"another one was changed":        {"identity-3", func(p *People) { p.NotePeopleChange("user-4", "identity-4") }, "user-3"},
		"the ACS user was changed":       {"identity-3", func(p *People) { p.NotePeopleChange("user-3") }, ""},
		"the identity was changed":       {"identity-3", func(p *People) { p.NotePeopleChange("identity-3") }, ""},
		"the identity was linked":        {"identity-3", func(p *People) { p.NoteLinkChange("identity-3") }, ""},
		"the identity is given somebody": {"identity-3", func(p *People) { p.ExpectACSUser("identity-3", "office") }, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			api := crowdOf(30)
			people := New(api)
			test.arrange(people)
			got := ""
			user, err := people.ListedACSUserOf(t.Context(), test.identity, "office")
			if user != nil {
				got = user.ACSUserID
			}
			if err != nil || got != test.want {
				t.Errorf("got %q, %v, want %q", got, err, test.want)
			}
		})
	}
}
