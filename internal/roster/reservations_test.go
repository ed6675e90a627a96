// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package roster

import (
	"context"
	"fmt"
	"testing"
	"testing/synctest"
)

func TestHoldersHaveNamesOfTheirOwn(t *testing.T) {
	t.Parallel()
	r, other := New(nil), New(nil)
	first, second := r.NewHolder(), r.NewHolder()
	if first == second {
		t.Errorf("two holders are named %q", first)
	}
	if !r.IsHolder(first) || !r.IsHolder(second) {
		t.Error("a roster does not know its own holders")
	}
	if other.IsHolder(first) || r.IsHolder("") {
		t.Error("a roster takes a name for its own that it has not given")
	}
}

func TestReserveTellsTheLaterOfTwoHoldersOfOneMembership(t *testing.T) {
	tests := []struct {
		name          string
		first, second Person
	}{
		{"both by ACS user", byUser("ada"), byUser("ada")},
		{"both by user identity", byIdentity("ada"), byIdentity("ada")},
		{"both by a user identity without an ACS user", byIdentity("cleo"), byIdentity("cleo")},
		{"by ACS user, then by user identity", byUser("ada"), byIdentity("ada")},
		{"by user identity, then by ACS user", byIdentity("ada"), byUser("ada")},
		{"by ACS user, then by both", byUser("ada"), byBoth("ada")},
		{"by both, then by ACS user", byBoth("ada"), byUser("ada")},
		{"by user identity, then by both", byIdentity("ada"), byBoth("ada")},
		{"by both, then by user identity", byBoth("ada"), byIdentity("ada")},
	}
	for _, test := range tests {
		inBubbleRun(t, test.name, func(t *testing.T, _ *fakeAPI, r *Roster) {
			want(t, Free)(r.Reserve(t.Context(), lobby, test.first, "first", false))
			want(t, Duplicate)(r.Reserve(t.Context(), lobby, test.second, "second", false))
			want(t, Free)(r.Reserve(t.Context(), lab, test.second, "second", false))
		})
		inBubbleRun(t, test.name+", at once", func(t *testing.T, _ *fakeAPI, r *Roster) {
			first := begin(func() (Conflict, error) { return r.Reserve(t.Context(), lobby, test.first, "first", false) })
			second := begin(func() (Conflict, error) { return r.Reserve(t.Context(), lobby, test.second, "second", false) })
			wantOneDuplicate(t, first, second)
		})
	}
}

func wantOneDuplicate(t *testing.T, reservations ...*underWay[Conflict]) {
	t.Helper()
	told := map[Conflict]int{}
	for _, reservation := range reservations {
		conflict, err := reservation.end()
		if err != nil {
			t.Errorf("error = %v", err)
		}
		told[conflict]++
	}
	if told[Free] != 1 || told[Duplicate] != len(reservations)-1 {
		t.Errorf("conflicts = %v, want one free and the others duplicates", told)
	}
}

func TestOfHoldersThatReserveAtOnceAllButOneAreTold(t *testing.T) {
	spellings := []Person{byUser("ada"), byIdentity("ada"), byBoth("ada")}
	inBubbleRun(t, "in any order", func(t *testing.T, _ *fakeAPI, r *Roster) {
		reservations := make([]*underWay[Conflict], 30)
		start := make(chan struct{})
		for i := range reservations {
			reservations[i] = begin(func() (Conflict, error) {
				<-start
				return r.Reserve(t.Context(), lobby, spellings[i%len(spellings)], fmt.Sprint(i), false)
			})
		}
		close(start)
		wantOneDuplicate(t, reservations...)
	})
	inBubbleRun(t, "while the user identity is looked up", func(t *testing.T, api *fakeAPI, r *Roster) {
		gate := make(chan struct{})
		api.next("get_user ada-identity salto", script{hold: gate})
		var reservations []*underWay[Conflict]
		for i, person := range []Person{byUser("ada"), byIdentity("ada"), byUser("ada"), byIdentity("ada")} {
			reservations = append(reservations,
				begin(func() (Conflict, error) { return r.Reserve(t.Context(), lobby, person, fmt.Sprint(i), false) }))
		}
		close(gate)
		wantOneDuplicate(t, reservations...)
		api.expect(t, "list_groups", "get_user ada-identity salto")
	})
}

func TestTheEarlierHolderIsNotToldHoweverLateItsAnswerIs(t *testing.T) {
	inBubble(t, func(t *testing.T, api *fakeAPI, r *Roster) {
		want(t, Free)(r.Reserve(t.Context(), lobby, byUser("bob"), "other", true))
		gate := make(chan struct{})
		api.next("get_user ada-identity salto", script{hold: gate})
		earlier := begin(func() (Conflict, error) { return r.Reserve(t.Context(), lobby, byIdentity("ada"), "earlier", true) })
		want(t, DuplicateInState)(r.Reserve(t.Context(), lobby, byBoth("ada"), "later", true))
		close(gate)
		want(t, Free)(earlier.end())
	})
}

func TestReserveTellsWhetherBothAreInTheState(t *testing.T) {
	tests := []struct {
		first, second bool
		want          Conflict
	}{
		{true, true, DuplicateInState},
		{true, false, Duplicate},
		{false, true, Duplicate},
		{false, false, Duplicate},
	}
	for _, test := range tests {
		inBubbleRun(t, fmt.Sprintf("%v and %v", test.first, test.second), func(t *testing.T, _ *fakeAPI, r *Roster) {
			want(t, Free)(r.Reserve(t.Context(), lobby, byUser("ada"), "first", test.first))
			want(t, test.want)(r.Reserve(t.Context(), lobby, byIdentity("ada"), "second", test.second))
		})
	}
}

func TestAThirdHolderIsTheDuplicateOfTwoInTheState(t *testing.T) {
	inBubble(t, func(t *testing.T, _ *fakeAPI, r *Roster) {
		want(t, Free)(r.Reserve(t.Context(), lobby, byUser("ada"), "first", true))
		want(t, DuplicateInState)(r.Reserve(t.Context(), lobby, byUser("ada"), "second", true))
		want(t, Duplicate)(r.Reserve(t.Context(), lobby, byUser("ada"), "third", false))
	})
}

func TestAHolderDoesNotConflictWithItself(t *testing.T) {
	inBubble(t, func(t *testing.T, _ *fakeAPI, r *Roster) {
		for _, person := range []Person{byBoth("ada"), byIdentity("ada"), byUser("ada")} {
			want(t, Free)(r.Reserve(t.Context(), lobby, person, "holder", false))
		}
		want(t, Duplicate)(r.Reserve(t.Context(), lobby, byUser("ada"), "other", false))
	})
}

// The second pass of a replacement sees no state any more.
func TestAHolderThatWasInTheStateStaysSoWhenItReservesAgain(t *testing.T) {
	for _, replaced := range []string{"first", "second"} {
		inBubbleRun(t, replaced, func(t *testing.T, _ *fakeAPI, r *Roster) {
			want(t, Free)(r.Reserve(t.Context(), lobby, byBoth("ada"), "first", true))
			want(t, DuplicateInState)(r.Reserve(t.Context(), lobby, byBoth("ada"), "second", true))
			conflict, err := r.Reserve(t.Context(), lobby, byIdentity("ada"), replaced, false)
			if err != nil || conflict == Duplicate {
				t.Errorf("conflict = %v, %v, want no more than a duplicate in the state", conflict, err)
			}
		})
	}
}

func TestAHolderThatReservesAnotherMembershipMovesItsReservation(t *testing.T) {
	inBubble(t, func(t *testing.T, _ *fakeAPI, r *Roster) {
		want(t, Free)(r.Reserve(t.Context(), lobby, byUser("ada"), "first", false))
		want(t, Free)(r.Reserve(t.Context(), lobby, byUser("bob"), "second", false))
		want(t, Duplicate)(r.Reserve(t.Context(), lobby, byUser("bob"), "first", false))
		want(t, Free)(r.Reserve(t.Context(), lobby, byUser("ada"), "third", false))
	})
}

func TestReserveAsksNothingUnlessAGroupIsPlannedInBothSpellings(t *testing.T) {
	inBubble(t, func(t *testing.T, api *fakeAPI, r *Roster) {
		for i := range 20 {
			name := fmt.Sprint(i)
			want(t, Free)(r.Reserve(t.Context(), lobby, byUser(name), "user"+name, false))
			want(t, Free)(r.Reserve(t.Context(), lab, byIdentity(name), "identity"+name, false))
			want(t, Free)(r.Reserve(t.Context(), pool, byBoth(name), "both"+name, true))
		}
		want(t, Duplicate)(r.Reserve(t.Context(), pool, byUser("7"), "by user", false))
		want(t, Duplicate)(r.Reserve(t.Context(), pool, byIdentity("7"), "by identity", false))
		api.expect(t)
	})
}

func TestReserveAsksOncePerUnresolvedUserIdentity(t *testing.T) {
	orders := map[string]func(reserveUsers, reserveIdentities func()){
		"identities first": func(users, identities func()) { identities(); users() },
		"users first":      func(users, identities func()) { users(); identities() },
	}
	for name, reserve := range orders {
		inBubbleRun(t, name, func(t *testing.T, api *fakeAPI, r *Roster) {
			api.link("fay", "fay-identity")
			reserve(func() {
				for _, name := range []string{"bob", "dan"} {
					want(t, Free)(r.Reserve(t.Context(), lobby, byUser(name), "user "+name, false))
				}
			}, func() {
				for _, name := range []string{"ada", "cleo", "fay"} {
					want(t, Free)(r.Reserve(t.Context(), lobby, byIdentity(name), "identity "+name, false))
				}
			})
			for _, name := range []string{"ada", "cleo", "fay"} {
				if asked := api.count("get_user " + name + "-identity"); asked != 1 {
					t.Errorf("asked %d times about %s, want once", asked, name)
				}
			}
		})
	}
}

func TestAReservationThatWasRefusedLeavesNothingBehind(t *testing.T) {
	inBubble(t, func(t *testing.T, _ *fakeAPI, r *Roster) {
		want(t, Free)(r.Reserve(t.Context(), lobby, byUser("ada"), "first", false))
		want(t, Duplicate)(r.Reserve(t.Context(), lobby, byUser("ada"), "second", false))
		want(t, Free)(r.Reserve(t.Context(), lobby, byUser("bob"), "first", false))
		want(t, Free)(r.Reserve(t.Context(), lobby, byUser("ada"), "third", false))
	})
}

func TestAReservationThatFailedLeavesNothingBehind(t *testing.T) {
	inBubbleRun(t, "by a failure of the API", func(t *testing.T, api *fakeAPI, r *Roster) {
		failure := brokenOff()
		api.next("get_user ada-identity salto", script{err: failure})
		want(t, Free)(r.Reserve(t.Context(), lobby, byUser("bob"), "first", false))
		wantError(t, Free, failure)(r.Reserve(t.Context(), lobby, byIdentity("ada"), "second", false))
		want(t, Free)(r.Reserve(t.Context(), lobby, byIdentity("ada"), "third", false))
	})
	inBubbleRun(t, "by the end of its context", func(t *testing.T, api *fakeAPI, r *Roster) {
		gate := make(chan struct{})
		api.next("get_user ada-identity salto", script{hold: gate})
		want(t, Free)(r.Reserve(t.Context(), lobby, byUser("bob"), "first", false))
		ctx, cancel := context.WithCancel(t.Context())
		second := begin(func() (Conflict, error) { return r.Reserve(ctx, lobby, byIdentity("ada"), "second", false) })
		cancel()
		wantError(t, Free, context.Canceled)(second.end())
		close(gate)
		synctest.Wait()
		want(t, Free)(r.Reserve(t.Context(), lobby, byIdentity("ada"), "third", false))
	})
}
