// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package roster

import (
	"net/http"
	"testing"
	"time"
)

func TestAMembershipByTwoNamesIsRevokedForBoth(t *testing.T) {
	ada, ada2 := byUser("ada"), Person{"ada2", "ada-identity"}
	tests := []struct {
		name    string
		arrange func(*fakeAPI)
		want    Revocation
		calls   []string
	}{
		{
			name:    "both are of one person still",
			arrange: func(api *fakeAPI) { api.join(lobby, "ada") },
			want:    Revocation{Removed: []Person{byBoth("ada")}},
			calls:   []string{"list_users lobby", "remove_from_access_group lobby ada"},
		},
		{
			name: "the access system has made the person anew",
			arrange: func(api *fakeAPI) {
				api.makeAdaAnew()
				api.join(lobby, "ada2")
				api.next("remove_from_access_group lobby ada", script{err: refused(http.StatusNotFound, "acs_user_not_found")})
			},
			want: Revocation{Removed: []Person{ada2}},
			calls: []string{
				"list_users lobby", "remove_from_access_group lobby ada", "get_user ada", "list_all_users", "get_workspace", "remove_from_access_group lobby ada2",
			},
		},
		{
			name: "the ACS user is nobody's now, and the person has another one",
			arrange: func(api *fakeAPI) {
				api.unlinkAda("ada2")
				api.join(lobby, "ada")
				api.join(lab, "ada2")
			},
			want: Revocation{Removed: []Person{ada, ada2}},
			calls: []string{
				"list_users lobby", "list_groups", "get_user ada-identity salto",
				"remove_from_access_group lobby ada", "remove_from_access_group lobby ada2",
			},
		},
		{
			name: "the ACS user is somebody else's now, and the person has none",
			arrange: func(api *fakeAPI) {
				api.relinkAdaToCleo()
				api.join(lobby, "ada")
			},
			want: Revocation{Removed: []Person{ada}},
			calls: []string{
				"list_users lobby", "get_identity ada-identity", "list_groups", "get_user ada-identity salto",
				"remove_from_access_group lobby ada",
			},
		},
		{
			name: "the identity was merged",
			arrange: func(api *fakeAPI) {
				api.merge("ada-identity", "cleo-identity")
				api.join(lobby, "ada")
			},
			want:  Revocation{Removed: []Person{byBoth("ada")}},
			calls: []string{"list_users lobby", "get_identity ada-identity", "remove_from_access_group lobby ada"},
		},
	}
	for _, test := range tests {
		inBubbleRun(t, test.name, func(t *testing.T, api *fakeAPI, r *Roster) {
			test.arrange(api)
			want(t, test.want)(r.Revoke(t.Context(), Key{lobby, byBoth("ada")}, OneMembership))
			api.expect(t, test.calls...)
			if api.isMember(lobby, "ada") || api.isMember(lobby, "ada2") {
				t.Error("still a member afterwards, by one name or the other")
			}
		})
	}
}

func TestRevocationsByTwoNamesOfAGroupCostOneList(t *testing.T) {
	inBubble(t, func(t *testing.T, api *fakeAPI, r *Roster) {
		for _, name := range []string{"fay", "gus", "hal"} {
			api.link(name, name+"-identity")
			api.join(lobby, name)
		}
		for _, name := range []string{"fay", "gus", "hal"} {
			want(t, Revoked)(outcome(r.Revoke(t.Context(), Key{lobby, byBoth(name)}, OneMembership)))
		}
		api.expect(t, "list_users lobby",
			"remove_from_access_group lobby fay", "remove_from_access_group lobby gus", "remove_from_access_group lobby hal")
	})
}

func TestNobodyIsRemovedWhereTheIdentityCannotBeAskedFor(t *testing.T) {
	inBubble(t, func(t *testing.T, api *fakeAPI, r *Roster) {
		failure := brokenOff()
		api.unlinkAda("")
		api.join(lobby, "ada")
		api.next("get_user ada-identity salto", script{err: failure})
		wantError(t, Revocation{}, failure)(r.Revoke(t.Context(), Key{lobby, byBoth("ada")}, OneMembership))
		if api.count("remove_") != 0 {
			t.Error("a removal was sent")
		}
	})
}

func TestOneNameIsRemovedThoughTheRemovalOfTheOtherFails(t *testing.T) {
	for name, failing := range map[string]string{"recorded": "ada", "of now": "ada2"} {
		inBubbleRun(t, name, func(t *testing.T, api *fakeAPI, r *Roster) {
			failure := brokenOff()
			api.unlinkAda("ada2")
			api.join(lobby, "ada")
			api.join(lobby, "ada2")
			api.next("remove_from_access_group lobby "+failing, script{err: failure})
			removed := []Person{byUser("ada")}
			if failing == "ada" {
				removed = []Person{{"ada2", "ada-identity"}}
			}
			wantError(t, Revocation{Removed: removed}, failure)(r.Revoke(t.Context(), Key{lobby, byBoth("ada")}, OneMembership))
			if !api.isMember(lobby, failing) || api.isMember(lobby, removed[0].ACSUserID) {
				t.Error("not exactly one name was removed")
			}
		})
	}
}

// An object that replaces another one has the ACS user that the identity has now. The one that the other has recorded is
// nobody's.
func TestTheRecordedACSUserIsNotKeptForTheIdentityOfAnotherObject(t *testing.T) {
	inBubble(t, func(t *testing.T, api *fakeAPI, r *Roster) {
		api.unlinkAda("ada2")
		api.join(lobby, "ada")
		want(t, grantTo("ada2"))(r.Grant(t.Context(), Key{lobby, byIdentity("ada")}, OneMembership))
		want(t, Revocation{Removed: []Person{byUser("ada")}, Kept: []Person{{"ada2", "ada-identity"}}})(
			r.Revoke(t.Context(), Key{lobby, byBoth("ada")}, OneMembership))
		if api.isMember(lobby, "ada") || !api.isMember(lobby, "ada2") {
			t.Error("the recorded ACS user is a member, or the new one is not")
		}
	})
}

func TestTheRecordedACSUserIsNotKeptForTheIdentityThatSeamCreatesAnotherFor(t *testing.T) {
	inBubble(t, func(t *testing.T, api *fakeAPI, r *Roster) {
		api.unlinkAda("")
		api.join(lobby, "ada")
		api.creates = map[string]string{"ada-identity": "ada2"}
		want(t, grantTo("ada2"))(r.Grant(t.Context(), Key{lobby, byIdentity("ada")}, OneMembership))
		want(t, Revocation{Removed: []Person{byUser("ada")}, Kept: []Person{{"ada2", "ada-identity"}}})(
			r.Revoke(t.Context(), Key{lobby, byBoth("ada")}, OneMembership))
	})
}

// The ACS user of one object has moved to the identity that another object declares.
func TestAnACSUserThatMovedToAnIdentityWhichAnotherObjectDeclaresIsKept(t *testing.T) {
	for name, granted := range map[string]Person{"by user identity": byIdentity("cleo"), "by ACS user": byUser("ada")} {
		inBubbleRun(t, name, func(t *testing.T, api *fakeAPI, r *Roster) {
			api.unlinkAda("ada2")
			api.relinkAdaToCleo()
			api.join(lobby, "ada")
			api.join(lobby, "ada2")
			want(t, grantTo("ada"))(r.Grant(t.Context(), Key{lobby, granted}, OneMembership))
			want(t, Revocation{Removed: []Person{{"ada2", "ada-identity"}}, Kept: []Person{byUser("ada")}})(
				r.Revoke(t.Context(), Key{lobby, byBoth("ada")}, OneMembership))
			if !api.isMember(lobby, "ada") || api.isMember(lobby, "ada2") {
				t.Error("the person whom another object declares is out, or the other one is in")
			}
		})
	}
}

// unresolved grants a membership to Cleo's identity, of which nobody says which ACS user it has got.
func unresolved(t *testing.T, api *fakeAPI, r *Roster) {
	t.Helper()
	api.next("get_user cleo-identity salto", script{})
	api.next("get_user cleo-identity salto", script{err: brokenOff()})
	want(t, Grant{MayBeMember: true})(r.Grant(t.Context(), Key{lobby, byIdentity("cleo")}, OneMembership))
}

func TestWhatAnIdentityHasIsKeptForTheACSUserThatItTurnsOutToBe(t *testing.T) {
	tests := []struct {
		name   string
		person Person
		want   Revocation
	}{
		{"by user identity", byIdentity("cleo"), Revocation{Kept: []Person{byBoth("cleo")}}},
		{"by ACS user", byUser("cleo"), Revocation{Kept: []Person{byUser("cleo")}}},
		{"by both", byBoth("cleo"), Revocation{Kept: []Person{byBoth("cleo")}}},
		{"by another ACS user", byUser("bob"), Revocation{Removed: []Person{byUser("bob")}}},
		{"by another ACS user and the same identity", Person{"bob", "cleo-identity"},
			Revocation{Removed: []Person{byUser("bob")}, Kept: []Person{byBoth("cleo")}}},
	}
	for _, test := range tests {
		inBubbleRun(t, test.name, func(t *testing.T, api *fakeAPI, r *Roster) {
			unresolved(t, api, r)
			api.join(lobby, "bob")
			want(t, test.want)(r.Revoke(t.Context(), Key{lobby, test.person}, OneMembership))
			if !api.isMember(lobby, "cleo") {
				t.Error("locked out: no member afterwards")
			}
		})
	}
	inBubbleRun(t, "where it cannot be asked for, nobody is removed", func(t *testing.T, api *fakeAPI, r *Roster) {
		unresolved(t, api, r)
		api.join(lobby, "bob")
		failure := brokenOff()
		api.next("get_user cleo-identity salto", script{err: failure})
		wantError(t, Revocation{}, failure)(r.Revoke(t.Context(), Key{lobby, byUser("bob")}, OneMembership))
		if api.count("remove_") != 0 {
			t.Error("a removal was sent")
		}
	})
	inBubbleRun(t, "and for no other object", func(t *testing.T, api *fakeAPI, r *Roster) {
		unresolved(t, api, r)
		wantError(t, Grant{}, ErrClaimed)(r.Grant(t.Context(), Key{lobby, byUser("cleo")}, OneMembership))
	})
}

// Once it is known which ACS user the identity has, the identity itself has nothing any more.
func TestAnIdentityThatGetsAnotherACSUserLaterKeepsNothing(t *testing.T) {
	inBubble(t, func(t *testing.T, api *fakeAPI, r *Roster) {
		want(t, grantTo("cleo"))(r.Grant(t.Context(), Key{lobby, byIdentity("cleo")}, OneMembership))
		api.join(lobby, "bob")
		want(t, Revocation{Removed: []Person{byUser("bob")}, Kept: []Person{byBoth("cleo")}})(
			r.Revoke(t.Context(), Key{lobby, Person{"bob", "cleo-identity"}}, OneMembership))
	})
}

func TestAwaitRevokedWaitsForBothNames(t *testing.T) {
	for name, last := range map[string]string{"recorded": "ada", "of now": "ada2"} {
		inBubbleRun(t, name, func(t *testing.T, api *fakeAPI, r *Roster) {
			api.unlinkAda("ada2")
			api.pend("ada", userMoves(lobby, "", minute(1)))
			api.pend("ada2", userMoves(lobby, "", minute(1)))
			await := begin(func() (Revocation, error) {
				revocation, _, err := r.AwaitRevoked(longEnough(t), Key{lobby, byBoth("ada")})
				return revocation, err
			})
			for _, acsUserID := range []string{"ada", "ada2"} {
				if acsUserID != last {
					api.pend(acsUserID)
				}
			}
			time.Sleep(3 * pollInterval)
			if !await.isBlocked() {
				t.Fatal("ended while a removal was pending")
			}
			api.pend(last)
			want(t, Revocation{Removed: []Person{byUser("ada"), {"ada2", "ada-identity"}}})(await.end())
		})
	}
}

func TestAwaitRevokedDoesNotWaitForANameThatIsKept(t *testing.T) {
	inBubble(t, func(t *testing.T, api *fakeAPI, r *Roster) {
		api.unlinkAda("ada2")
		want(t, grantTo("ada2"))(r.Grant(t.Context(), Key{lobby, byIdentity("ada")}, OneMembership))
		revocation, _, err := r.AwaitRevoked(longEnough(t), Key{lobby, byBoth("ada")})
		want(t, Revocation{Removed: []Person{byUser("ada")}, Kept: []Person{{"ada2", "ada-identity"}}})(revocation, err)
	})
}
