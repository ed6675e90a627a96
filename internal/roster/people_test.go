// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package roster

import (
	"fmt"
	"testing"
)

func TestPersonExists(t *testing.T) {
	users, identities := []string{"list_groups", "list_all_users salto"}, []string{"list_groups", "list_all_users salto", "list_identities"}
	for _, test := range []struct {
		name   string
		person Person
		want   bool
		calls  []string
	}{
		{"an ACS user", byUser("ada"), true, users},
		{"an unknown ACS user", byUser("eve"), false, append(users, "get_user eve")},
		{"a user identity", byIdentity("ada"), true, users},
		{"a user identity without an ACS user", byIdentity("cleo"), true, append(identities, "get_identity cleo-identity")},
		{"an unknown user identity", byIdentity("eve"), false, append(identities, "get_identity eve-identity")},
		{"a person by both names", byBoth("ada"), true, users},
	} {
		inBubbleRun(t, test.name, func(t *testing.T, api *fakeAPI, r *Roster) {
			want(t, test.want)(r.PersonExists(t.Context(), Key{lobby, test.person}))
			api.expect(t, test.calls...)
		})
	}
}

func TestPersonIsAskedForOnce(t *testing.T) {
	inBubble(t, func(t *testing.T, api *fakeAPI, r *Roster) {
		for range 20 {
			want(t, true)(r.PersonExists(t.Context(), Key{lobby, byIdentity("cleo")}))
		}
		api.expect(t, "list_groups", "list_all_users salto", "list_identities", "get_identity cleo-identity")
	})
}

func TestPeopleAreLookedForInOneListOfTheirAccessSystem(t *testing.T) {
	inBubble(t, func(t *testing.T, api *fakeAPI, r *Roster) {
		var keys []Key
		for i := range 60 {
			user := fmt.Sprint("user", i)
			api.link(user, user+"-identity")
			keys = append(keys, Key{[]string{lobby, lab}[i/2%2], []Person{byUser(user), byIdentity(user)}[i%2]})
		}
		for _, key := range keys {
			want(t, true)(r.PersonExists(t.Context(), key))
		}
		api.expect(t, "list_groups", "list_all_users salto")
	})
}

func TestSomebodyMissingFromTheListOfTheSystemIsAskedFor(t *testing.T) {
	inBubble(t, func(t *testing.T, api *fakeAPI, r *Roster) {
		for _, person := range []Person{byUser("nobody"), byIdentity("dan")} {
			_, _ = r.PersonExists(t.Context(), Key{lobby, person})
		}
		api.forget()
		want(t, true)(r.PersonExists(t.Context(), Key{lobby, byIdentity("cleo")}))
		want(t, false)(r.PersonExists(t.Context(), Key{lobby, byUser("eve")}))
		api.expect(t, "get_identity cleo-identity", "get_user eve")
	})
}

func TestPersonOfWhomSeamDoesNotSayIsAnError(t *testing.T) {
	for call, person := range map[string]Person{
		"list_groups":          byUser("ada"),
		"list_all_users salto": byUser("ada"),
		"get_user bea":         byUser("bea"),
		"list_identities":      byIdentity("cleo"),
	} {
		inBubbleRun(t, call, func(t *testing.T, api *fakeAPI, r *Roster) {
			failure := brokenOff()
			api.next(call, script{err: failure})
			wantError(t, false, failure)(r.PersonExists(t.Context(), Key{lobby, person}))
			want(t, person != byUser("bea"))(r.PersonExists(t.Context(), Key{lobby, person}))
		})
	}
}

func TestGrantsByUserIdentityAreLookedUpInOneList(t *testing.T) {
	for _, test := range []struct {
		name    string
		listErr error
		lookups int
	}{
		{"which is read", nil, 0},
		{"which cannot be read", brokenOff(), 30},
	} {
		inBubbleRun(t, test.name, func(t *testing.T, api *fakeAPI, r *Roster) {
			for i := range 30 {
				name := fmt.Sprint("user", i)
				api.link(name, name+"-identity")
			}
			if test.listErr != nil {
				api.next("list_all_users salto", script{err: test.listErr})
			}
			for i := range 30 {
				name := fmt.Sprint("user", i)
				for _, group := range []string{lobby, lab} {
					want(t, grantTo(name))(r.Grant(t.Context(), Key{group, byIdentity(name)}, []Owner{OneMembership, WholeGroup}[i%2]))
				}
			}
			if lists, lookups := api.count("list_all_users"), api.count("get_user"); lists != 1 || lookups != test.lookups {
				t.Errorf("%d lists and %d look-ups, want 1 and %d", lists, lookups, test.lookups)
			}
		})
	}
}

// What this process does to an ACS user is newer than what it has looked up before, in the list or singly.
func TestAGrantByUserIdentityIsOfTheACSUserOfNowWhereThisProcessHasChangedIt(t *testing.T) {
	for name, note := range map[string]func(r *Roster){
		"linked to another identity": func(r *Roster) { r.People().NoteLinkChange("ada-identity") },
		"deleted and made anew":      func(r *Roster) { r.People().NotePeopleChange("ada") },
	} {
		inBubbleRun(t, name, func(t *testing.T, api *fakeAPI, r *Roster) {
			want(t, "ada")(r.acsUserOf(t.Context(), lobby, "ada-identity"))
			want(t, grantTo("ada"))(r.Grant(t.Context(), Key{lobby, byIdentity("ada")}, OneMembership))
			note(r)
			api.makeAdaAnew()
			api.forget()
			want(t, grantTo("ada2"))(r.Grant(t.Context(), Key{lab, byIdentity("ada")}, OneMembership))
			api.expect(t, "get_user ada-identity salto", "add_user lab ada-identity")
			want(t, Revoked)(outcome(r.Revoke(t.Context(), Key{lab, byIdentity("ada")}, WholeGroup)))
			if api.isMember(lab, "ada2") {
				t.Error("still a member afterwards")
			}
		})
	}
}

func TestAnIdentityThatHasGotAnACSUserIsNotLookedForInTheListAgain(t *testing.T) {
	inBubble(t, func(t *testing.T, api *fakeAPI, r *Roster) {
		want(t, grantTo("cleo"))(r.Grant(t.Context(), Key{lobby, byIdentity("cleo")}, OneMembership))
		api.forget()
		want(t, grantTo("cleo"))(r.Grant(t.Context(), Key{lab, byIdentity("cleo")}, OneMembership))
		api.expect(t, "add_user lab cleo-identity")
	})
}
