// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package roster

import (
	"fmt"
	"testing"
)

func TestManyUserIdentitiesAreLookedUpWithOneList(t *testing.T) {
	for _, test := range []struct {
		name    string
		many    int
		listErr error
		lists   int
		lookups int
	}{
		{name: "few", many: manyLookups - 1, lists: 0, lookups: manyLookups - 1},
		{name: "many", many: manyLookups, lists: 1, lookups: 0},
		{name: "many, without a list", many: manyLookups, listErr: brokenOff(), lists: 1, lookups: manyLookups},
	} {
		inBubbleRun(t, test.name, func(t *testing.T, api *fakeAPI, r *Roster) {
			var userIdentityIDs []string
			for i := range test.many {
				name := fmt.Sprint("user", i)
				api.link(name, name+"-identity")
				userIdentityIDs = append(userIdentityIDs, name+"-identity")
			}
			if test.listErr != nil {
				api.next("list_all_users salto", script{err: test.listErr})
			}
			r.ExpectUserIdentities(t.Context(), lobby, userIdentityIDs)
			for i, userIdentityID := range userIdentityIDs {
				want(t, grantTo(fmt.Sprint("user", i)))(r.Grant(t.Context(), Key{lobby, Person{UserIdentityID: userIdentityID}}, WholeGroup))
			}
			if lists, lookups := api.count("list_all_users"), api.count("get_user"); lists != test.lists || lookups != test.lookups {
				t.Errorf("%d lists and %d look-ups, want %d and %d", lists, lookups, test.lists, test.lookups)
			}
		})
	}
}

func TestUserIdentitiesOfTwoGroupsOfOneSystemAreLookedUpWithOneList(t *testing.T) {
	inBubble(t, func(t *testing.T, api *fakeAPI, r *Roster) {
		r.ExpectUserIdentities(t.Context(), lobby, make([]string, manyLookups))
		r.ExpectUserIdentities(t.Context(), lab, make([]string, manyLookups))
		api.expect(t, "list_groups", "list_all_users salto")
	})
}

func TestPersonExists(t *testing.T) {
	for _, test := range []struct {
		name   string
		person Person
		want   bool
		calls  []string
	}{
		{"an ACS user", byUser("ada"), true, []string{"get_user ada"}},
		{"an unknown ACS user", byUser("eve"), false, []string{"get_user eve"}},
		{"a user identity", byIdentity("cleo"), true, []string{"get_identity cleo-identity"}},
		{"an unknown user identity", byIdentity("eve"), false, []string{"get_identity eve-identity"}},
		{"a person by both names", byBoth("ada"), true, []string{"get_user ada"}},
	} {
		inBubbleRun(t, test.name, func(t *testing.T, api *fakeAPI, r *Roster) {
			want(t, test.want)(r.PersonExists(t.Context(), Key{lobby, test.person}))
			api.expect(t, test.calls...)
		})
	}
}

func TestPersonIsAskedForOnce(t *testing.T) {
	inBubble(t, func(t *testing.T, api *fakeAPI, r *Roster) {
		for range manyLookups {
			want(t, true)(r.PersonExists(t.Context(), Key{lobby, byUser("ada")}))
		}
		api.expect(t, "get_user ada")
	})
}

func TestManyPeopleAreLookedForInOneList(t *testing.T) {
	inBubble(t, func(t *testing.T, api *fakeAPI, r *Roster) {
		var people []Person
		for i := range 3 * manyLookups {
			user := fmt.Sprint("user", i)
			api.link(user, user+"-identity")
			people = append(people, []Person{byUser(user), byIdentity(user)}[i%2])
		}
		for _, person := range people {
			want(t, true)(r.PersonExists(t.Context(), Key{lobby, person}))
		}
		if lists, singly := api.count("list_all_users salto"), api.count("get_"); lists != 1 || singly != manyLookups-1 {
			t.Errorf("%d lists and %d look-ups, want 1 and %d", lists, singly, manyLookups-1)
		}
	})
}

func TestSomebodyMissingFromTheListOfTheSystemIsAskedFor(t *testing.T) {
	inBubble(t, func(t *testing.T, api *fakeAPI, r *Roster) {
		for i := range manyLookups {
			_, _ = r.PersonExists(t.Context(), Key{lobby, byUser(fmt.Sprint("nobody", i))})
		}
		api.forget()
		want(t, true)(r.PersonExists(t.Context(), Key{lobby, byIdentity("cleo")}))
		want(t, false)(r.PersonExists(t.Context(), Key{lobby, byUser("eve")}))
		api.expect(t, "get_identity cleo-identity", "get_user eve")
	})
}

func TestPersonOfWhomSeamDoesNotSayIsAnError(t *testing.T) {
	for _, call := range []string{"get_user ada", "list_all_users salto"} {
		inBubbleRun(t, call, func(t *testing.T, api *fakeAPI, r *Roster) {
			if call != "get_user ada" {
				for i := range manyLookups - 1 {
					want(t, true)(r.PersonExists(t.Context(), Key{lobby, byIdentity(fmt.Sprint("person", i))}))
				}
			}
			failure := brokenOff()
			api.next(call, script{err: failure})
			wantError(t, false, failure)(r.PersonExists(t.Context(), Key{lobby, byUser("ada")}))
			want(t, true)(r.PersonExists(t.Context(), Key{lobby, byUser("ada")}))
		})
	}
}
