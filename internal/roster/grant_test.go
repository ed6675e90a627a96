// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package roster

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
)

// grantTo is a grant that succeeded.
func grantTo(acsUserID string) Grant { return Grant{ACSUserID: acsUserID, MayBeMember: true} }

func TestGrantAddsByTheNameThatItIsGiven(t *testing.T) {
	tests := []struct {
		name   string
		person Person
		want   Grant
		calls  []string
	}{
		{
			name:   "by ACS user",
			person: byUser("ada"),
			want:   grantTo("ada"),
			calls:  []string{"add_to_access_group lobby ada"},
		},
		{
			name:   "by user identity, with an ACS user",
			person: byIdentity("ada"),
			want:   grantTo("ada"),
			calls:  []string{"list_groups", "list_all_users salto", "add_user lobby ada-identity"},
		},
		{
			name:   "by user identity, for which Seam creates an ACS user",
			person: byIdentity("cleo"),
			want:   grantTo("cleo"),
			calls: []string{
				"list_groups", "list_all_users salto", "get_user cleo-identity salto",
				"add_user lobby cleo-identity", "get_user cleo-identity salto",
			},
		},
		{
			name:   "by user identity, to which Seam links an ACS user",
			person: byIdentity("dan"),
			want:   grantTo("dan"),
			calls: []string{
				"list_groups", "list_all_users salto", "get_user dan-identity salto",
				"add_user lobby dan-identity", "get_user dan-identity salto",
			},
		},
	}
	for _, test := range tests {
		inBubbleRun(t, test.name, func(t *testing.T, api *fakeAPI, r *Roster) {
			want(t, test.want)(r.Grant(t.Context(), Key{lobby, test.person}, OneMembership))
			api.expect(t, test.calls...)
			if !api.isMember(lobby, test.want.ACSUserID) {
				t.Error("no member afterwards")
			}
		})
	}
}

func TestGrantIsSentWhateverAListSaid(t *testing.T) {
	for _, person := range []Person{byUser("ada"), byIdentity("ada")} {
		inBubbleRun(t, fmt.Sprint(person), func(t *testing.T, api *fakeAPI, r *Roster) {
			api.join(lobby, "ada")
			want(t, Membership{Person: byBoth("ada"), Standing: Member})(r.Membership(t.Context(), Key{lobby, person}))
			want(t, grantTo("ada"))(r.Grant(t.Context(), Key{lobby, person}, OneMembership))
			if api.count("add_") != 1 {
				t.Error("no add was sent for somebody on the list")
			}
		})
	}
}

func TestTwoGroupsAtOnceNeverAskForTwoACSUsersOfOneUserIdentity(t *testing.T) {
	inBubble(t, func(t *testing.T, api *fakeAPI, r *Roster) {
		gate := make(chan struct{})
		api.next("add_user lobby cleo-identity", script{hold: gate})
		first := begin(func() (Grant, error) { return r.Grant(t.Context(), Key{lobby, byIdentity("cleo")}, OneMembership) })
		second := begin(func() (Grant, error) { return r.Grant(t.Context(), Key{lab, byIdentity("cleo")}, OneMembership) })
		if api.count("add_user") != 1 {
			t.Fatal("the second add was sent while Seam may be creating the ACS user for the first")
		}
		close(gate)
		want(t, grantTo("cleo"))(first.end())
		want(t, grantTo("cleo"))(second.end())
		if !api.isMember(lobby, "cleo") || !api.isMember(lab, "cleo") {
			t.Error("not a member of both groups")
		}
	})
}

func TestUserIdentitiesDoNotWaitForEachOther(t *testing.T) {
	inBubble(t, func(t *testing.T, api *fakeAPI, r *Roster) {
		gate := make(chan struct{})
		api.next("add_user lobby cleo-identity", script{hold: gate})
		cleo := begin(func() (Grant, error) { return r.Grant(t.Context(), Key{lobby, byIdentity("cleo")}, OneMembership) })
		want(t, grantTo("dan"))(r.Grant(t.Context(), Key{lobby, byIdentity("dan")}, OneMembership))
		close(gate)
		want(t, grantTo("cleo"))(cleo.end())
	})
}

func TestARefusedGrantLeavesNoStateAndIsNotLookedUp(t *testing.T) {
	for _, refusal := range []error{
		refused(http.StatusNotFound, "acs_user_not_found"),
		refused(http.StatusNotFound, "acs_access_group_not_found"),
		refused(http.StatusBadRequest, "acs_user_not_found"),
		refused(http.StatusUnauthorized, "unauthorized"),
		refused(http.StatusForbidden, "forbidden"),
		refused(http.StatusTooManyRequests, "rate_limited"),
	} {
		inBubbleRun(t, refusal.Error(), func(t *testing.T, api *fakeAPI, r *Roster) {
			api.next("add_to_access_group lobby ada", script{err: refusal})
			wantError(t, Grant{ACSUserID: "ada"}, refusal)(r.Grant(t.Context(), Key{lobby, byUser("ada")}, OneMembership))
			api.expect(t, "add_to_access_group lobby ada")
		})
	}
}

func TestARefusalOfWhatIsDoneAlreadyIsSuccess(t *testing.T) {
	for _, status := range []int{http.StatusBadRequest, http.StatusConflict} {
		inBubbleRun(t, http.StatusText(status), func(t *testing.T, api *fakeAPI, r *Roster) {
			api.join(lobby, "ada")
			api.next("add_to_access_group lobby ada", script{err: refused(status, "already_a_member")})
			want(t, grantTo("ada"))(r.Grant(t.Context(), Key{lobby, byUser("ada")}, OneMembership))
			want(t, Kept)(outcome(r.Revoke(t.Context(), Key{lobby, byUser("ada")}, OneMembership)))
		})
	}
}

func TestARefusalOfSomebodyWhoIsNoMemberIsAnErrorWithoutState(t *testing.T) {
	inBubble(t, func(t *testing.T, api *fakeAPI, r *Roster) {
		refusal := refused(http.StatusBadRequest, "invalid_input")
		api.next("add_to_access_group lobby ada", script{err: refusal})
		wantError(t, Grant{ACSUserID: "ada"}, refusal)(r.Grant(t.Context(), Key{lobby, byUser("ada")}, OneMembership))
	})
}

func TestARefusalThatCannotBeLookedUpIsAnErrorWithoutState(t *testing.T) {
	inBubble(t, func(t *testing.T, api *fakeAPI, r *Roster) {
		refusal, failure := refused(http.StatusBadRequest, "invalid_input"), brokenOff()
		api.next("add_to_access_group lobby ada", script{err: refusal})
		api.next("get_user ada", script{err: failure})
		grant, err := r.Grant(t.Context(), Key{lobby, byUser("ada")}, OneMembership)
		wantError(t, Grant{ACSUserID: "ada"}, refusal)(grant, err)
		wantError(t, Grant{ACSUserID: "ada"}, failure)(grant, err)
	})
}

func TestAGrantWithoutAnAnswerThatTellsIsLookedUp(t *testing.T) {
	people := []struct {
		name      string
		person    Person
		add       string
		acsUserID string
		// look is the first call after an add that does not tell. It comes looksBefore times before the add too.
		look        string
		looksBefore int
		failed      Grant
	}{
		{"by ACS user", byUser("ada"), "add_to_access_group lobby ada", "ada", "get_user ada", 0, Grant{ACSUserID: "ada"}},
		{"by user identity", byIdentity("ada"), "add_user lobby ada-identity", "ada", "get_user ada", 0, Grant{ACSUserID: "ada"}},
		{
			"by user identity without an ACS user", byIdentity("cleo"), "add_user lobby cleo-identity", "cleo",
			"get_user cleo-identity salto", 1, Grant{},
		},
	}
	tests := []struct {
		name        string
		add         script
		lookFails   bool
		success     bool
		mayBeMember bool
	}{
		{name: "a member after all", add: script{err: brokenOff(), carriedOut: true}, success: true},
		{name: "no member yet", add: script{err: brokenOff()}, mayBeMember: true},
		{name: "nobody can tell", add: script{err: brokenOff()}, lookFails: true, mayBeMember: true},
		{name: "timed out, a member after all", add: script{err: timedOut(), carriedOut: true}, success: true},
		{name: "timed out, no member yet", add: script{err: timedOut()}, mayBeMember: true},
		{name: "timed out, nobody can tell", add: script{err: timedOut()}, lookFails: true, mayBeMember: true},
	}
	for _, who := range people {
		for _, test := range tests {
			inBubbleRun(t, who.name+", "+test.name, func(t *testing.T, api *fakeAPI, r *Roster) {
				api.next(who.add, test.add)
				if test.lookFails {
					for range who.looksBefore {
						api.next(who.look, script{})
					}
					api.next(who.look, script{err: errors.New("no answer to the look")})
				}
				grant, err := r.Grant(t.Context(), Key{lobby, who.person}, OneMembership)
				if test.success {
					want(t, grantTo(who.acsUserID))(grant, err)
				} else {
					failed := who.failed
					failed.MayBeMember = test.mayBeMember
					wantError(t, failed, test.add.err)(grant, err)
				}
				if api.count("add_") != 1 {
					t.Error("the add was repeated")
				}
			})
		}
	}
}

// Whatever breaks the answer off, Seam may go on working on the request.
func TestAnAddThatCommitsAfterItsAnswerIsTracked(t *testing.T) {
	for _, person := range []Person{byUser("ada"), byIdentity("ada"), byIdentity("cleo")} {
		inBubbleRun(t, fmt.Sprint(person), func(t *testing.T, api *fakeAPI, r *Roster) {
			failure := brokenOff()
			add := "add_user lobby " + person.UserIdentityID
			if person.ACSUserID != "" {
				add = "add_to_access_group lobby " + person.ACSUserID
			}
			api.next(add, script{err: failure})
			grant, err := r.Grant(t.Context(), Key{lobby, person}, OneMembership)
			if !errors.Is(err, failure) || !grant.MayBeMember {
				t.Fatalf("grant = %+v, %v, want one that may be a membership, and %v", grant, err, failure)
			}

			api.link("cleo", "cleo-identity")
			member := Person{ACSUserID: strings.TrimSuffix(person.ACSUserID+person.UserIdentityID, "-identity")}
			api.join(lobby, member.ACSUserID)
			membership, err := r.Membership(t.Context(), Key{lobby, person})
			if err != nil || membership.Standing != Member {
				t.Errorf("membership = %+v, %v, want a member", membership, err)
			}
			want(t, Revoked)(outcome(r.Revoke(t.Context(), Key{lobby, person}, OneMembership)))
			if api.isMember(lobby, member.ACSUserID) {
				t.Error("still a member afterwards")
			}
		})
	}
}

func TestAGrantIsNotLookedUpOnceItsContextHasEnded(t *testing.T) {
	for _, person := range []Person{byUser("ada"), byIdentity("cleo")} {
		inBubbleRun(t, fmt.Sprint(person), func(t *testing.T, api *fakeAPI, r *Roster) {
			add := "add_to_access_group lobby ada"
			if person.ACSUserID == "" {
				add = "add_user lobby cleo-identity"
			}
			api.next(add, script{holdAnswer: make(chan struct{})})
			ctx, cancel := context.WithCancel(t.Context())
			grant := begin(func() (Grant, error) { return r.Grant(ctx, Key{lobby, person}, OneMembership) })
			api.forget()
			cancel()
			wantError(t, Grant{ACSUserID: person.ACSUserID, MayBeMember: true}, context.Canceled)(grant.end())
			api.expect(t)
		})
	}
}

func TestAGrantWhoseContextEndsBeforeTheAddSendsNothing(t *testing.T) {
	inBubble(t, func(t *testing.T, api *fakeAPI, r *Roster) {
		gate := make(chan struct{})
		api.next("add_to_access_group lobby ada", script{hold: gate})
		first := begin(func() (Grant, error) { return r.Grant(t.Context(), Key{lobby, byUser("ada")}, OneMembership) })
		ctx, cancel := context.WithCancel(t.Context())
		second := begin(func() (Grant, error) { return r.Grant(ctx, Key{lobby, byUser("ada")}, OneMembership) })
		cancel()
		wantError(t, Grant{}, context.Canceled)(second.end())
		close(gate)
		want(t, grantTo("ada"))(first.end())
		api.expect(t, "add_to_access_group lobby ada")
	})
}

func TestAnAddThatSucceededStaysSuccessWhereTheNewACSUserCannotBeLookedUp(t *testing.T) {
	inBubble(t, func(t *testing.T, api *fakeAPI, r *Roster) {
		look := "get_user cleo-identity salto"
		api.next(look, script{})
		api.next(look, script{err: brokenOff()})
		want(t, Grant{MayBeMember: true})(r.Grant(t.Context(), Key{lobby, byIdentity("cleo")}, OneMembership))

		// The claim stands under the user identity, and holds for whoever names it, ACS user or not.
		want(t, Kept)(outcome(r.Revoke(t.Context(), Key{lobby, byIdentity("cleo")}, OneMembership)))
		want(t, Kept)(outcome(r.Revoke(t.Context(), Key{lobby, byBoth("cleo")}, OneMembership)))
		if !api.isMember(lobby, "cleo") {
			t.Error("locked out: no member afterwards")
		}
	})
}

func TestTheLookAfterAnAddJoinsNoLookThatBeganBeforeIt(t *testing.T) {
	tests := []struct {
		name   string
		script script
	}{
		{"after an add that succeeded", script{}},
		{"after an add in doubt", script{err: brokenOff(), carriedOut: true}},
	}
	for _, test := range tests {
		inBubbleRun(t, test.name, func(t *testing.T, api *fakeAPI, r *Roster) {
			look, gate, oldLook := "get_user cleo-identity salto", make(chan struct{}), make(chan struct{})
			api.next(look, script{})
			api.next(look, script{holdAnswer: oldLook})
			add := test.script
			add.hold = gate
			api.next("add_user lobby cleo-identity", add)
			grant := begin(func() (Grant, error) { return r.Grant(t.Context(), Key{lobby, byIdentity("cleo")}, OneMembership) })
			other := begin(func() (string, error) { return r.acsUserOf(t.Context(), lab, "cleo-identity") })

			close(gate)
			if grant.isBlocked() {
				t.Error("the look after the add waits for one that began before it")
			}
			close(oldLook)
			want(t, grantTo("cleo"))(grant.end())
			want(t, "")(other.end())
		})
	}
}

func TestGrantFailsBeforeTheAddWhereItCannotFindTheACSUser(t *testing.T) {
	look := "get_user cleo-identity salto"
	failure := brokenOff()
	tests := []struct {
		name    string
		arrange func(*fakeAPI)
	}{
		{"no list of groups", func(api *fakeAPI) { api.next("list_groups", script{err: failure}) }},
		{"no look", func(api *fakeAPI) { api.next(look, script{err: failure}) }},
	}
	for _, test := range tests {
		inBubbleRun(t, test.name, func(t *testing.T, api *fakeAPI, r *Roster) {
			test.arrange(api)
			wantError(t, Grant{}, failure)(r.Grant(t.Context(), Key{lobby, byIdentity("cleo")}, OneMembership))
			if api.count("add_") != 0 {
				t.Error("an add was sent")
			}
			want(t, grantTo("cleo"))(r.Grant(t.Context(), Key{lobby, byIdentity("cleo")}, OneMembership))
		})
	}
}

func TestTheSecondOfTwoCreatesOfOneMembershipIsRefused(t *testing.T) {
	tests := []struct {
		name          string
		first, second Person
		acsUserID     string
	}{
		{"both by ACS user", byUser("ada"), byUser("ada"), "ada"},
		{"both by user identity", byIdentity("ada"), byIdentity("ada"), "ada"},
		{"by ACS user, then by user identity", byUser("ada"), byIdentity("ada"), "ada"},
		{"by user identity, then by ACS user", byIdentity("ada"), byUser("ada"), "ada"},
		{"both by a user identity without an ACS user", byIdentity("cleo"), byIdentity("cleo"), "cleo"},
		{"by a user identity, then by the ACS user that it gets", byIdentity("dan"), byUser("dan"), "dan"},
		{"by an ACS user, then by the user identity that gets it", byUser("dan"), byIdentity("dan"), "dan"},
	}
	for _, test := range tests {
		inBubbleRun(t, test.name, func(t *testing.T, _ *fakeAPI, r *Roster) {
			want(t, grantTo(test.acsUserID))(r.Grant(t.Context(), Key{lobby, test.first}, OneMembership))
			wantError(t, Grant{}, ErrClaimed)(r.Grant(t.Context(), Key{lobby, test.second}, OneMembership))
			want(t, grantTo(test.acsUserID))(r.Grant(t.Context(), Key{lab, test.second}, OneMembership))
		})
		inBubbleRun(t, test.name+", at once", func(t *testing.T, api *fakeAPI, r *Roster) {
			first := begin(func() (Grant, error) { return r.Grant(t.Context(), Key{lobby, test.first}, OneMembership) })
			second := begin(func() (Grant, error) { return r.Grant(t.Context(), Key{lobby, test.second}, OneMembership) })
			_, firstErr := first.end()
			_, secondErr := second.end()
			if errors.Is(firstErr, ErrClaimed) == errors.Is(secondErr, ErrClaimed) {
				t.Errorf("errors = %v and %v, want %v once", firstErr, secondErr, ErrClaimed)
			}
			if !api.isMember(lobby, test.acsUserID) {
				t.Error("no member afterwards")
			}
		})
	}
}

func TestAGrantAfterAFailedOneIsNoDuplicate(t *testing.T) {
	for _, answer := range []error{refused(http.StatusNotFound, ""), brokenOff(), timedOut()} {
		inBubbleRun(t, answer.Error(), func(t *testing.T, api *fakeAPI, r *Roster) {
			api.next("add_to_access_group lobby ada", script{err: answer})
			if _, err := r.Grant(t.Context(), Key{lobby, byUser("ada")}, OneMembership); !errors.Is(err, answer) {
				t.Errorf("error = %v, want %v", err, answer)
			}
			want(t, grantTo("ada"))(r.Grant(t.Context(), Key{lobby, byUser("ada")}, OneMembership))
		})
	}
}
