// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package roster

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"testing"

	"github.com/seamapi/terraform-provider-seam/internal/seam"
)

func TestOneListPerGroupHoweverManyAskAtOnce(t *testing.T) {
	inBubble(t, func(t *testing.T, api *fakeAPI, r *Roster) {
		const people = 300
		for i := range people {
			name := fmt.Sprintf("member%d", i)
			api.link(name, name+"-identity")
			api.join(lobby, name)
		}
		api.join(lab, "ada")
		gate := make(chan struct{})
		api.next("list_users lobby", script{hold: gate})

		var asked []*underWay[Membership]
		for i := range people {
			name := fmt.Sprintf("member%d", i)
			asked = append(asked,
				begin(func() (Membership, error) { return r.Membership(t.Context(), Key{lobby, byUser(name)}) }),
				begin(func() (Membership, error) { return r.Listed(t.Context(), Key{lobby, byIdentity(name)}) }))
		}
		close(gate)
		for i, membership := range asked {
			want(t, Membership{Person: byBoth(fmt.Sprintf("member%d", i/2)), Standing: Member})(membership.end())
		}
		want(t, Membership{Person: byBoth("ada"), Standing: Member})(r.Membership(t.Context(), Key{lab, byUser("ada")}))
		api.expect(t, "list_users lobby", "list_users lab")
	})
}

func TestAFailedListIsNotKept(t *testing.T) {
	inBubble(t, func(t *testing.T, api *fakeAPI, r *Roster) {
		failure := brokenOff()
		api.next("list_users lobby", script{err: failure})
		api.next("list_users lobby", script{err: failure})
		api.join(lobby, "ada")

		wantError(t, Membership{}, failure)(r.Membership(t.Context(), Key{lobby, byUser("ada")}))
		wantError(t, Membership{}, failure)(r.Listed(t.Context(), Key{lobby, byUser("ada")}))
		want(t, Membership{Person: byBoth("ada"), Standing: Member})(r.Membership(t.Context(), Key{lobby, byUser("ada")}))
	})
}

func TestACallerWhoGivesUpDoesNotEndTheListForTheOthers(t *testing.T) {
	inBubble(t, func(t *testing.T, api *fakeAPI, r *Roster) {
		api.join(lobby, "ada")
		gate := make(chan struct{})
		api.next("list_users lobby", script{hold: gate})
		ctx, giveUp := context.WithCancel(t.Context())
		impatient := begin(func() (Membership, error) { return r.Membership(ctx, Key{lobby, byUser("ada")}) })
		patient := begin(func() (Membership, error) { return r.Membership(t.Context(), Key{lobby, byUser("ada")}) })

		giveUp()
		wantError(t, Membership{}, context.Canceled)(impatient.end())
		close(gate)
		want(t, Membership{Person: byBoth("ada"), Standing: Member})(patient.end())
		api.expect(t, "list_users lobby")
	})
}

func TestAnUnknownGroupIsNotFound(t *testing.T) {
	inBubble(t, func(t *testing.T, _ *fakeAPI, r *Roster) {
		if _, err := r.Membership(t.Context(), Key{"unknown", byUser("ada")}); !seam.IsNotFound(err) {
			t.Errorf("Membership: error = %v, want not found", err)
		}
		if _, err := r.Listed(t.Context(), Key{"unknown", byUser("ada")}); !seam.IsNotFound(err) {
			t.Errorf("Listed: error = %v, want not found", err)
		}
	})
}

func TestOnlySomebodyMissingFromTheListIsAskedForSingly(t *testing.T) {
	tests := []struct {
		name    string
		arrange func(*fakeAPI)
		person  Person
		want    Membership
		calls   []string
	}{
		{
			name:    "a member by ACS user",
			arrange: func(api *fakeAPI) { api.join(lobby, "ada") },
			person:  byUser("ada"),
			want:    Membership{Person: byBoth("ada"), Standing: Member},
			calls:   []string{"list_users lobby"},
		},
		{
			name:    "a member by user identity",
			arrange: func(api *fakeAPI) { api.join(lobby, "ada") },
			person:  byIdentity("ada"),
			want:    Membership{Person: byBoth("ada"), Standing: Member},
			calls:   []string{"list_users lobby"},
		},
		{
			name: "a member who is being removed",
			arrange: func(api *fakeAPI) {
				api.join(lobby, "ada")
				api.pend("ada", userMoves(lobby, "", minute(1)))
			},
			person: byUser("ada"),
			want:   Membership{Person: byBoth("ada"), Standing: Leaving},
			calls:  []string{"list_users lobby"},
		},
		{
			name: "a member whose removal is scheduled",
			arrange: func(api *fakeAPI) {
				api.join(lobby, "ada")
				api.pend("ada", userDefers(seam.Removing, lobby, minute(1)))
			},
			person: byUser("ada"),
			want:   Membership{Person: byBoth("ada"), Standing: LeavingLater},
			calls:  []string{"list_users lobby"},
		},
		{
			name:   "no member",
			person: byUser("ada"),
			want:   Membership{Person: byBoth("ada"), Standing: Absent},
			calls:  []string{"list_users lobby", "get_user ada", "list_groups ada"},
		},
		{
			name:    "a member of another group only",
			arrange: func(api *fakeAPI) { api.join(lab, "ada") },
			person:  byUser("ada"),
			want:    Membership{Person: byBoth("ada"), Standing: Absent},
			calls:   []string{"list_users lobby", "get_user ada", "list_groups ada"},
		},
		{
			name:    "not listed yet, since the addition is pending",
			arrange: func(api *fakeAPI) { api.pend("ada", userMoves("", lobby, minute(1))) },
			person:  byUser("ada"),
			want:    Membership{Person: byBoth("ada"), Standing: Joining},
			calls:   []string{"list_users lobby", "get_user ada", "list_groups ada"},
		},
		{
			name:   "no member, by user identity",
			person: byIdentity("ada"),
			want:   Membership{Person: byBoth("ada"), Standing: Absent},
			calls:  []string{"list_users lobby", "list_groups", "get_user ada-identity salto", "get_user ada", "list_groups ada"},
		},
		{
			name:   "a user identity without an ACS user",
			person: byIdentity("cleo"),
			want:   Membership{Person: byIdentity("cleo"), Standing: Absent},
			calls:  []string{"list_users lobby", "list_groups", "get_user cleo-identity salto", "get_identity cleo-identity", "get_workspace"},
		},
		{
			name:   "an unknown ACS user",
			person: byUser("eve"),
			want:   Membership{Person: byUser("eve"), Standing: Absent, IsUserUnknown: true},
			calls:  []string{"list_users lobby", "get_user eve", "list_all_users", "get_workspace"},
		},
		{
			name: "an ACS user that is deleted between the two looks",
			arrange: func(api *fakeAPI) {
				api.next("get_user ada", script{})
				api.next("list_groups ada", script{err: refused(http.StatusNotFound, "acs_user_not_found")})
				api.next("get_user ada", script{err: refused(http.StatusNotFound, "acs_user_not_found")})
			},
			person: byUser("ada"),
			want:   Membership{Person: byBoth("ada"), Standing: Absent, IsUserUnknown: true},
			calls:  []string{"list_users lobby", "get_user ada", "list_groups ada", "get_user ada", "get_workspace"},
		},
	}
	for _, test := range tests {
		inBubbleRun(t, test.name, func(t *testing.T, api *fakeAPI, r *Roster) {
			if test.arrange != nil {
				test.arrange(api)
			}
			want(t, test.want)(r.Membership(t.Context(), Key{lobby, test.person}))
			api.expect(t, test.calls...)
		})
	}
}

func TestWhoeverIsAskedForSinglyIsFoundWhereTheListIsLate(t *testing.T) {
	inBubble(t, func(t *testing.T, api *fakeAPI, r *Roster) {
		want(t, Membership{Person: byUser("bob")})(r.Listed(t.Context(), Key{lobby, byUser("bob")}))
		api.join(lobby, "bob")
		want(t, Membership{Person: byUser("bob"), Standing: Member})(r.Membership(t.Context(), Key{lobby, byUser("bob")}))
	})
}

func TestTheNewestMutationCountsWhetherItIsOnTheUserOrOnTheGroup(t *testing.T) {
	tests := []struct {
		name            string
		onUser, onGroup seam.PendingMutation
		want            Standing
	}{
		{"newest on the user", userMoves("", lobby, minute(2)), groupMoves("ada", "", minute(1)), Joining},
		{"newest on the group", userMoves("", lobby, minute(1)), groupMoves("ada", "", minute(2)), Leaving},
	}
	for _, test := range tests {
		inBubbleRun(t, test.name, func(t *testing.T, api *fakeAPI, r *Roster) {
			want(t, Membership{Person: byUser("ada")})(r.Listed(t.Context(), Key{lobby, byUser("ada")}))
			api.join(lobby, "ada")
			api.pend("ada", test.onUser)
			api.groups[0].PendingMutations = of(test.onGroup)
			want(t, Membership{Person: byBoth("ada"), Standing: test.want})(r.Membership(t.Context(), Key{lobby, byUser("ada")}))
		})
	}
}

func TestTheAccessSystemsComplaintsAreToldListedOrNot(t *testing.T) {
	inBubble(t, func(t *testing.T, api *fakeAPI, r *Roster) {
		complaints := []seam.Issue{{Code: "failed_to_update_on_acs_system"}}
		api.users["bob"] = seam.ACSUser{ACSUserID: "bob", Errors: complaints}
		api.join(lobby, "bob")
		want(t, Membership{Person: byUser("bob"), Standing: Member, Errors: complaints})(r.Membership(t.Context(), Key{lobby, byUser("bob")}))
		want(t, Membership{Person: byUser("bob"), Errors: complaints})(r.Membership(t.Context(), Key{lab, byUser("bob")}))
	})
}

func TestAFailedLookOnAPersonIsAnErrorNotAbsence(t *testing.T) {
	for _, call := range []string{"list_groups", "get_user ada-identity salto", "get_user ada", "list_groups ada"} {
		inBubbleRun(t, call, func(t *testing.T, api *fakeAPI, r *Roster) {
			failure := brokenOff()
			api.next(call, script{err: failure})
			if _, err := r.Membership(t.Context(), Key{lobby, byIdentity("ada")}); !errors.Is(err, failure) {
				t.Errorf("error = %v, want %v", err, failure)
			}
			want(t, Membership{Person: byBoth("ada")})(r.Membership(t.Context(), Key{lobby, byIdentity("ada")}))
		})
	}
}

func TestAListThatWasUnderWayDuringAWriteCannotUndoIt(t *testing.T) {
	grant := func(t *testing.T, r *Roster) {
		want(t, Grant{ACSUserID: "ada", MayBeMember: true})(r.Grant(t.Context(), Key{lobby, byUser("ada")}, OneMembership))
	}
	revoke := func(t *testing.T, r *Roster) {
		want(t, Revoked)(outcome(r.Revoke(t.Context(), Key{lobby, byUser("ada")}, OneMembership)))
	}
	tests := []struct {
		name   string
		before bool
		write  func(*testing.T, *Roster)
		late   bool
		want   Standing
	}{
		{"made before a grant", false, grant, false, Joining},
		{"made after a grant", false, grant, true, Member},
		{"made before a revocation", true, revoke, false, Absent},
		{"made after a revocation", true, revoke, true, Absent},
	}
	for _, test := range tests {
		inBubbleRun(t, test.name, func(t *testing.T, api *fakeAPI, r *Roster) {
			if test.before {
				api.join(lobby, "ada")
			}
			gate := make(chan struct{})
			if test.late {
				api.next("list_users lobby", script{hold: gate})
			} else {
				api.next("list_users lobby", script{holdAnswer: gate})
			}
			read := begin(func() (Membership, error) { return r.Membership(t.Context(), Key{lobby, byUser("ada")}) })
			test.write(t, r)
			close(gate)

			got, err := read.end()
			if err != nil || got.Standing != test.want {
				t.Errorf("standing = %v, %v, want %v", got.Standing, err, test.want)
			}
			if calls := api.count("get_user"); calls != 0 {
				t.Errorf("asked singly %d times about somebody whose write was answered", calls)
			}
		})
	}
}

func TestWhoeverIsInDoubtIsAskedForSingly(t *testing.T) {
	inBubble(t, func(t *testing.T, api *fakeAPI, r *Roster) {
		membership := func(standing Standing) {
			t.Helper()
			want(t, Membership{Person: byBoth("ada"), Standing: standing})(r.Membership(t.Context(), Key{lobby, byUser("ada")}))
		}
		api.join(lobby, "ada")
		membership(Member)
		want(t, Revoked)(outcome(r.Revoke(t.Context(), Key{lobby, byUser("ada")}, OneMembership)))
		membership(Absent)

		gate := make(chan struct{})
		api.next("add_to_access_group lobby ada", script{holdAnswer: gate, err: brokenOff(), carriedOut: true})
		grant := begin(func() (Grant, error) { return r.Grant(t.Context(), Key{lobby, byUser("ada")}, OneMembership) })
		membership(Member)

		failure := errors.New("no answer to the look")
		api.next("get_user ada", script{err: failure})
		close(gate)
		wantError(t, Grant{ACSUserID: "ada", MayBeMember: true}, failure)(grant.end())
		membership(Member)
		api.leave(lobby, "ada")
		membership(Absent)
	})
}

func TestAFailedWriteDoesNotBringAnOldListBack(t *testing.T) {
	tests := []struct {
		name        string
		answer      error
		mayBeMember bool
	}{
		{"refused", refused(http.StatusNotFound, "acs_user_not_found"), false},
		{"in doubt", brokenOff(), true},
	}
	for _, test := range tests {
		inBubbleRun(t, test.name, func(t *testing.T, api *fakeAPI, r *Roster) {
			api.join(lobby, "ada")
			want(t, Membership{Person: byBoth("ada"), Standing: Member})(r.Membership(t.Context(), Key{lobby, byUser("ada")}))
			want(t, Revoked)(outcome(r.Revoke(t.Context(), Key{lobby, byUser("ada")}, OneMembership)))
			api.next("add_to_access_group lobby ada", script{err: test.answer})
			wantError(t, Grant{ACSUserID: "ada", MayBeMember: test.mayBeMember}, test.answer)(r.Grant(t.Context(), Key{lobby, byUser("ada")}, OneMembership))
			want(t, Membership{Person: byBoth("ada"), Standing: Absent})(r.Membership(t.Context(), Key{lobby, byUser("ada")}))
		})
	}
}

func TestListedTellsWhatSeamListedWhateverThisProcessHasWritten(t *testing.T) {
	inBubble(t, func(t *testing.T, api *fakeAPI, r *Roster) {
		api.join(lobby, "ada")
		ada, bob := Membership{Person: byBoth("ada"), Standing: Member}, Membership{Person: byUser("bob")}
		want(t, ada)(r.Listed(t.Context(), Key{lobby, byIdentity("ada")}))
		want(t, Revoked)(outcome(r.Revoke(t.Context(), Key{lobby, byUser("ada")}, OneMembership)))
		want(t, Grant{ACSUserID: "bob", MayBeMember: true})(r.Grant(t.Context(), Key{lobby, byUser("bob")}, OneMembership))

		want(t, ada)(r.Listed(t.Context(), Key{lobby, byIdentity("ada")}))
		want(t, bob)(r.Listed(t.Context(), Key{lobby, byUser("bob")}))
		want(t, Membership{Person: byBoth("ada")})(r.Membership(t.Context(), Key{lobby, byUser("ada")}))
		want(t, Membership{Person: byUser("bob"), Standing: Joining})(r.Membership(t.Context(), Key{lobby, byUser("bob")}))
	})
}

func BenchmarkTenThousandLookups(b *testing.B) {
	api := newFakeAPI(b)
	var people []Person
	for i := range 10_000 {
		name := fmt.Sprintf("member%d", i)
		api.link(name, name+"-identity")
		api.join(lobby, name)
		people = append(people, byUser(name))
	}
	r := New(api)
	b.ReportAllocs()
	for b.Loop() {
		for _, person := range people {
			if found, err := r.Membership(b.Context(), Key{lobby, person}); err != nil || found.Standing != Member {
				b.Fatal(found, err)
			}
		}
	}
}
