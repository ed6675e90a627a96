// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package roster

import (
	"errors"
	"testing"
)

// An object in the state knows Ada by ACS user and by user identity. What Seam has of them has changed since.

func TestAMembershipByTwoNamesIsReadByBoth(t *testing.T) {
	member := func(acsUserID, userIdentityID string) Membership {
		return Membership{Person: Person{acsUserID, userIdentityID}, Standing: Member}
	}
	tests := []struct {
		name    string
		arrange func(*fakeAPI)
		want    Membership
		calls   []string
	}{
		{
			name:    "both are of one person still",
			arrange: func(api *fakeAPI) { api.join(lobby, "ada") },
			want:    member("ada", "ada-identity"),
			calls:   []string{"list_users lobby"},
		},
		{
			name: "the access system has made the person anew, who is in the group",
			arrange: func(api *fakeAPI) {
				api.makeAdaAnew()
				api.join(lobby, "ada2")
			},
			want:  member("ada2", "ada-identity"),
			calls: []string{"list_users lobby", "get_user ada", "list_all_users", "get_workspace"},
		},
		{
			name:    "the access system has made the person anew, who is not in the group",
			arrange: func(api *fakeAPI) { api.makeAdaAnew() },
			want:    Membership{Person: Person{"ada2", "ada-identity"}},
			calls: []string{
				"list_users lobby", "get_user ada", "list_all_users", "get_workspace",
				"list_groups", "get_user ada-identity salto", "get_user ada2", "list_groups ada2",
			},
		},
		{
			name:    "the access system has deleted the person",
			arrange: func(api *fakeAPI) { delete(api.users, "ada") },
			want:    Membership{Person: byUser("ada"), IsUserUnknown: true},
			calls: []string{
				"list_users lobby", "get_user ada", "list_all_users", "get_workspace", "list_groups", "get_user ada-identity salto",
				"get_identity ada-identity", "get_workspace",
			},
		},
		{
			name: "the ACS user is somebody else's now",
			arrange: func(api *fakeAPI) {
				api.join(lobby, "ada")
				api.relinkAdaToCleo()
			},
			want:  member("ada", "cleo-identity"),
			calls: []string{"list_users lobby", "get_identity ada-identity"},
		},
		{
			name: "the ACS user is somebody else's now, and the person has another one in the group",
			arrange: func(api *fakeAPI) {
				api.unlinkAda("ada2")
				api.relinkAdaToCleo()
				api.join(lobby, "ada")
				api.join(lobby, "ada2")
			},
			want:  member("ada", "cleo-identity"),
			calls: []string{"list_users lobby", "get_identity ada-identity"},
		},
		{
			name: "the ACS user is nobody's now",
			arrange: func(api *fakeAPI) {
				api.join(lobby, "ada")
				api.unlinkAda("")
			},
			want:  member("ada", ""),
			calls: []string{"list_users lobby", "list_groups", "get_user ada-identity salto", "get_identity ada-identity"},
		},
		{
			name: "the ACS user is nobody's now, and the person has another one",
			arrange: func(api *fakeAPI) {
				api.join(lobby, "ada")
				api.unlinkAda("ada2")
			},
			want:  member("ada", ""),
			calls: []string{"list_users lobby", "list_groups", "get_user ada-identity salto"},
		},
		{
			name: "the ACS user has left, and the person has none other",
			want: Membership{Person: byBoth("ada")},
			calls: []string{
				"list_users lobby", "get_user ada", "list_groups ada",
			},
		},
		{
			name: "the ACS user has left and is nobody's now, and the person has another one in the group",
			arrange: func(api *fakeAPI) {
				api.unlinkAda("ada2")
				api.join(lobby, "ada2")
			},
			want:  member("ada2", "ada-identity"),
			calls: []string{"list_users lobby", "get_user ada", "list_groups ada"},
		},
		{
			name: "the ACS user is nobody's now, and the person is joining as another one",
			arrange: func(api *fakeAPI) {
				api.unlinkAda("ada2")
				api.pend("ada2", userMoves("", lobby, minute(1)))
			},
			want: Membership{Person: Person{"ada2", "ada-identity"}, Standing: Joining},
			calls: []string{
				"list_users lobby", "get_user ada", "list_groups ada",
				"list_groups", "get_user ada-identity salto", "get_user ada2", "list_groups ada2",
			},
		},
		{
			name: "the ACS user is leaving and nobody's now, and the person has another one in the group",
			arrange: func(api *fakeAPI) {
				api.unlinkAda("ada2")
				api.join(lobby, "ada")
				api.pend("ada", userMoves(lobby, "", minute(1)))
				api.join(lobby, "ada2")
			},
			want:  member("ada2", "ada-identity"),
			calls: []string{"list_users lobby"},
		},
		{
			name: "the ACS user is leaving and nobody's now, and the person is not in the group",
			arrange: func(api *fakeAPI) {
				api.unlinkAda("ada2")
				api.join(lobby, "ada")
				api.pend("ada", userMoves(lobby, "", minute(1)))
			},
			want: Membership{Person: Person{ACSUserID: "ada"}, Standing: Leaving},
			calls: []string{
				"list_users lobby", "list_groups", "get_user ada-identity salto", "get_user ada2", "list_groups ada2",
			},
		},
	}
	for _, test := range tests {
		inBubbleRun(t, test.name, func(t *testing.T, api *fakeAPI, r *Roster) {
			if test.arrange != nil {
				test.arrange(api)
			}
			want(t, test.want)(r.Membership(t.Context(), Key{lobby, byBoth("ada")}))
			api.expect(t, test.calls...)
		})
	}
}

// A list may leave identities out.
func TestAnACSUserThatIsListedWithoutItsIdentityIsAskedForByIt(t *testing.T) {
	inBubble(t, func(t *testing.T, api *fakeAPI, r *Roster) {
		api.join(lobby, "ada")
		api.listsNoIdentities = true
		want(t, Membership{Person: byBoth("ada"), Standing: Member})(r.Membership(t.Context(), Key{lobby, byBoth("ada")}))
		api.expect(t, "list_users lobby", "list_groups", "get_user ada-identity salto")
	})
}

func TestAFailedLookAtEitherNameIsAnErrorNotAbsence(t *testing.T) {
	for _, call := range []string{
		"get_user ada", "list_groups ada", "list_groups", "get_user ada-identity salto", "get_user ada2", "list_groups ada2",
	} {
		inBubbleRun(t, call, func(t *testing.T, api *fakeAPI, r *Roster) {
			api.unlinkAda("ada2")
			failure := brokenOff()
			api.next(call, script{err: failure})
			if _, err := r.Membership(t.Context(), Key{lobby, byBoth("ada")}); !errors.Is(err, failure) {
				t.Errorf("error = %v, want %v", err, failure)
			}
		})
	}
}
