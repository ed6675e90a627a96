// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package roster

import (
	"context"
	"net/http"
	"testing"
)

// One object's create and another's destroy name the same membership, and meet in either order. At the end the person is
// a member.

func TestACreateThenADestroyOfOneMembership(t *testing.T) {
	for _, test := range sameMembership() {
		inBubbleRun(t, test.name, func(t *testing.T, api *fakeAPI, r *Roster) {
			test.arrange(api)
			gate := make(chan struct{})
			api.next(test.add, script{holdAnswer: gate})
			grant := begin(func() (Grant, error) { return r.Grant(t.Context(), Key{lobby, test.granted}, OneMembership) })
			revoke := begin(func() (ending, error) { return outcome(r.Revoke(t.Context(), Key{lobby, test.revoked}, OneMembership)) })
			close(gate)
			want(t, grantTo(test.acsUserID))(grant.end())
			if test.isAnothersUntilAdded {
				want(t, Revoked)(revoke.end())
			} else {
				want(t, Kept)(revoke.end())
				if api.count("remove_") != 0 {
					t.Error("a removal was sent for somebody who stays")
				}
			}
			if !api.isMember(lobby, test.acsUserID) {
				t.Error("locked out: no member afterwards")
			}
		})
	}
}

func TestADestroyThenACreateOfOneMembership(t *testing.T) {
	for _, test := range sameMembership() {
		inBubbleRun(t, test.name, func(t *testing.T, api *fakeAPI, r *Roster) {
			test.arrange(api)
			gate := make(chan struct{})
			api.next(test.remove, script{hold: gate})
			revoke := begin(func() (ending, error) { return outcome(r.Revoke(t.Context(), Key{lobby, test.revoked}, OneMembership)) })
			grant := begin(func() (Grant, error) { return r.Grant(t.Context(), Key{lobby, test.granted}, OneMembership) })
			if !grant.isBlocked() {
				t.Error("the create ended while a removal of its membership was under way")
			}
			close(gate)
			want(t, Revoked)(revoke.end())
			want(t, grantTo(test.acsUserID))(grant.end())
			if !api.isMember(lobby, test.acsUserID) {
				t.Error("locked out: no member afterwards")
			}
		})
	}
}

type sameMembershipCase struct {
	name             string
	granted, revoked Person
	acsUserID        string
	add, remove      string
	// arrange makes the person a member, where there is an ACS user to be one.
	arrange func(*fakeAPI)
	// isAnothersUntilAdded: until the add is answered, the create does not know its ACS user. A destroy that does removes
	// the membership, and the create grants it once more.
	isAnothersUntilAdded bool
}

func sameMembership() []sameMembershipCase {
	joins := func(acsUserID string) func(*fakeAPI) {
		return func(api *fakeAPI) { api.join(lobby, acsUserID) }
	}
	return []sameMembershipCase{
		{
			name: "both by ACS user", granted: byUser("ada"), revoked: byUser("ada"), acsUserID: "ada",
			add: "add_to_access_group lobby ada", remove: "remove_from_access_group lobby ada", arrange: joins("ada"),
		},
		{
			name: "both by user identity", granted: byIdentity("ada"), revoked: byBoth("ada"), acsUserID: "ada",
			add: "add_user lobby ada-identity", remove: "remove_from_access_group lobby ada", arrange: joins("ada"),
		},
		{
			name: "granted by user identity, revoked by ACS user", granted: byIdentity("ada"), revoked: byUser("ada"), acsUserID: "ada",
			add: "add_user lobby ada-identity", remove: "remove_from_access_group lobby ada", arrange: joins("ada"),
		},
		{
			name: "granted by ACS user, revoked by user identity", granted: byUser("ada"), revoked: byIdentity("ada"), acsUserID: "ada",
			add: "add_to_access_group lobby ada", remove: "remove_from_access_group lobby ada", arrange: joins("ada"),
		},
		{
			name: "both by a user identity without an ACS user", granted: byIdentity("cleo"), revoked: byIdentity("cleo"), acsUserID: "cleo",
			add: "add_user lobby cleo-identity", remove: "remove_from_access_group lobby cleo-identity", arrange: func(*fakeAPI) {},
		},
		{
			name: "granted by a user identity that gets the ACS user that is revoked", granted: byIdentity("dan"), revoked: byUser("dan"),
			acsUserID: "dan", add: "add_user lobby dan-identity", remove: "remove_from_access_group lobby dan", arrange: joins("dan"),
			isAnothersUntilAdded: true,
		},
	}
}

// A create for another group is getting a user identity its ACS user, while a create and a destroy for this group wait.
func TestADestroyByAUserIdentityThatIsGettingItsACSUser(t *testing.T) {
	inBubble(t, func(t *testing.T, api *fakeAPI, r *Roster) {
		gate := make(chan struct{})
		api.next("add_user lab cleo-identity", script{hold: gate})
		elsewhere := begin(func() (Grant, error) { return r.Grant(t.Context(), Key{lab, byIdentity("cleo")}, OneMembership) })
		grant := begin(func() (Grant, error) { return r.Grant(t.Context(), Key{lobby, byIdentity("cleo")}, OneMembership) })
		revoke := begin(func() (ending, error) {
			return outcome(r.Revoke(t.Context(), Key{lobby, byIdentity("cleo")}, OneMembership))
		})
		close(gate)
		want(t, grantTo("cleo"))(elsewhere.end())
		want(t, grantTo("cleo"))(grant.end())
		want(t, Kept)(revoke.end())
		if api.count("remove_") != 0 || !api.isMember(lobby, "cleo") {
			t.Error("a removal was sent for somebody who stays")
		}
	})
}

// Whether the ACS user's membership was removed, or may have been, it is granted once more.
func TestACreateWhoseNewACSUserWasBeingRevoked(t *testing.T) {
	tests := []struct {
		name   string
		remove script
	}{
		{"removed", script{}},
		{"refused", script{err: refused(http.StatusUnauthorized, "unauthorized")}},
		{"removed, which nobody was told", script{err: timedOut(), carriedOut: true}},
	}
	for _, test := range tests {
		inBubbleRun(t, test.name, func(t *testing.T, api *fakeAPI, r *Roster) {
			gate := make(chan struct{})
			api.next("add_user lobby dan-identity", script{holdAnswer: gate})
			api.next("remove_from_access_group lobby dan", test.remove)
			grant := begin(func() (Grant, error) { return r.Grant(t.Context(), Key{lobby, byIdentity("dan")}, OneMembership) })
			revocation, err := outcome(r.Revoke(t.Context(), Key{lobby, byUser("dan")}, OneMembership))
			if revocation == Kept {
				t.Errorf("kept, %v, before the create had succeeded", err)
			}
			close(gate)
			want(t, grantTo("dan"))(grant.end())
			want(t, Kept)(outcome(r.Revoke(t.Context(), Key{lobby, byUser("dan")}, OneMembership)))
			if api.count("add_user lobby dan-identity") != 2 || !api.isMember(lobby, "dan") {
				t.Error("not granted once more")
			}
		})
	}
}

// Seam has linked the user identity to an ACS user whose own add was refused before, and refuses the one that makes sure.
func TestAnAddThatSucceededStaysTrackedWhereTheOneThatMakesSureIsRefused(t *testing.T) {
	inBubble(t, func(t *testing.T, api *fakeAPI, r *Roster) {
		limit := refused(http.StatusTooManyRequests, "too_many_requests")
		api.next("add_to_access_group lobby dan", script{err: limit})
		wantError(t, Grant{ACSUserID: "dan"}, limit)(r.Grant(t.Context(), Key{lobby, byUser("dan")}, OneMembership))

		api.next("add_user lobby dan-identity", script{})
		api.next("add_user lobby dan-identity", script{err: limit})
		wantError(t, Grant{ACSUserID: "dan", MayBeMember: true}, limit)(r.Grant(t.Context(), Key{lobby, byIdentity("dan")}, OneMembership))
	})
}

func TestWaitingForAnotherWriteEndsWithTheContext(t *testing.T) {
	inBubbleRun(t, "a destroy for a create", func(t *testing.T, api *fakeAPI, r *Roster) {
		gate := make(chan struct{})
		api.next("add_to_access_group lobby ada", script{hold: gate})
		grant := begin(func() (Grant, error) { return r.Grant(t.Context(), Key{lobby, byUser("ada")}, OneMembership) })
		ctx, cancel := context.WithCancel(t.Context())
		revoke := begin(func() (ending, error) { return outcome(r.Revoke(ctx, Key{lobby, byUser("ada")}, OneMembership)) })
		cancel()
		wantError(t, NotRevoked, context.Canceled)(revoke.end())
		close(gate)
		want(t, grantTo("ada"))(grant.end())
		api.expect(t, "add_to_access_group lobby ada")
	})
	inBubbleRun(t, "a create for another one of its user identity", func(t *testing.T, api *fakeAPI, r *Roster) {
		gate := make(chan struct{})
		api.next("add_user lobby cleo-identity", script{hold: gate})
		first := begin(func() (Grant, error) { return r.Grant(t.Context(), Key{lobby, byIdentity("cleo")}, OneMembership) })
		ctx, cancel := context.WithCancel(t.Context())
		second := begin(func() (Grant, error) { return r.Grant(ctx, Key{lab, byIdentity("cleo")}, OneMembership) })
		cancel()
		wantError(t, Grant{}, context.Canceled)(second.end())
		close(gate)
		want(t, grantTo("cleo"))(first.end())
	})
	inBubbleRun(t, "a create for a destroy of its new ACS user", func(t *testing.T, api *fakeAPI, r *Roster) {
		gate := make(chan struct{})
		api.next("remove_from_access_group lobby dan", script{hold: gate})
		revoke := begin(func() (ending, error) {
			return outcome(r.Revoke(t.Context(), Key{lobby, byUser("dan")}, OneMembership))
		})
		ctx, cancel := context.WithCancel(t.Context())
		grant := begin(func() (Grant, error) { return r.Grant(ctx, Key{lobby, byIdentity("dan")}, OneMembership) })
		cancel()
		wantError(t, grantTo("dan"), context.Canceled)(grant.end())
		close(gate)
		want(t, Revoked)(revoke.end())
	})
}
