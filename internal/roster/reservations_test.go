// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package roster

import (
	"context"
	"fmt"
	"sync"
	"testing"
	"testing/synctest"
)

func TestNoncesAreOfOneProcess(t *testing.T) {
	t.Parallel()
	r, other := New(nil), New(nil)
	first, second := r.NewNonce(), r.NewNonce()
	if first == second {
		t.Errorf("two objects have the nonce %q", first)
	}
	if !r.IsNonce(first) || !r.IsNonce(second) {
		t.Error("a roster does not know its own nonces")
	}
	if other.IsNonce(first) || r.IsNonce("") {
		t.Error("a roster takes a nonce for its own that it has not made")
	}
}

func TestReserveTellsTheLaterOfTwoObjectsOfOneMembership(t *testing.T) {
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
			want(t, Free)(r.Reserve(t.Context(), Key{lobby, test.first}, "first", false))
			want(t, Duplicate)(r.Reserve(t.Context(), Key{lobby, test.second}, "second", false))
			want(t, Free)(r.Reserve(t.Context(), Key{lab, test.second}, "second", false))
		})
		inBubbleRun(t, test.name+", at once", func(t *testing.T, _ *fakeAPI, r *Roster) {
			first := begin(func() (Conflict, error) { return r.Reserve(t.Context(), Key{lobby, test.first}, "first", false) })
			second := begin(func() (Conflict, error) { return r.Reserve(t.Context(), Key{lobby, test.second}, "second", false) })
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

func TestOfObjectsThatReserveAtOnceAllButOneAreTold(t *testing.T) {
	spellings := []Person{byUser("ada"), byIdentity("ada"), byBoth("ada")}
	inBubbleRun(t, "in any order", func(t *testing.T, _ *fakeAPI, r *Roster) {
		reservations := make([]*underWay[Conflict], 30)
		start := make(chan struct{})
		for i := range reservations {
			reservations[i] = begin(func() (Conflict, error) {
				<-start
				return r.Reserve(t.Context(), Key{lobby, spellings[i%len(spellings)]}, fmt.Sprint(i), false)
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
				begin(func() (Conflict, error) { return r.Reserve(t.Context(), Key{lobby, person}, fmt.Sprint(i), false) }))
		}
		close(gate)
		wantOneDuplicate(t, reservations...)
		api.expect(t, "list_groups", "get_user ada-identity salto")
	})
}

func TestTheEarlierObjectIsNotToldHoweverLateItsAnswerIs(t *testing.T) {
	inBubble(t, func(t *testing.T, api *fakeAPI, r *Roster) {
		want(t, Free)(r.Reserve(t.Context(), Key{lobby, byUser("bob")}, "other", true))
		gate := make(chan struct{})
		api.next("get_user ada-identity salto", script{hold: gate})
		earlier := begin(func() (Conflict, error) {
			return r.Reserve(t.Context(), Key{lobby, byIdentity("ada")}, "earlier", true)
		})
		want(t, DuplicateInState)(r.Reserve(t.Context(), Key{lobby, byBoth("ada")}, "later", true))
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
			want(t, Free)(r.Reserve(t.Context(), Key{lobby, byUser("ada")}, "first", test.first))
			want(t, test.want)(r.Reserve(t.Context(), Key{lobby, byIdentity("ada")}, "second", test.second))
		})
	}
}

func TestAThirdObjectIsTheDuplicateOfTwoInTheState(t *testing.T) {
	inBubble(t, func(t *testing.T, _ *fakeAPI, r *Roster) {
		want(t, Free)(r.Reserve(t.Context(), Key{lobby, byUser("ada")}, "first", true))
		want(t, DuplicateInState)(r.Reserve(t.Context(), Key{lobby, byUser("ada")}, "second", true))
		want(t, Duplicate)(r.Reserve(t.Context(), Key{lobby, byUser("ada")}, "third", false))
	})
}

func TestAnObjectDoesNotConflictWithItself(t *testing.T) {
	inBubble(t, func(t *testing.T, _ *fakeAPI, r *Roster) {
		for _, person := range []Person{byBoth("ada"), byIdentity("ada"), byUser("ada")} {
			want(t, Free)(r.Reserve(t.Context(), Key{lobby, person}, "object", false))
		}
		want(t, Duplicate)(r.Reserve(t.Context(), Key{lobby, byUser("ada")}, "other", false))
	})
}

// The second pass of a replacement sees no state any more.
func TestAnObjectThatWasInTheStateStaysSoWhenItReservesAgain(t *testing.T) {
	for _, replaced := range []string{"first", "second"} {
		inBubbleRun(t, replaced, func(t *testing.T, _ *fakeAPI, r *Roster) {
			want(t, Free)(r.Reserve(t.Context(), Key{lobby, byBoth("ada")}, "first", true))
			want(t, DuplicateInState)(r.Reserve(t.Context(), Key{lobby, byBoth("ada")}, "second", true))
			conflict, err := r.Reserve(t.Context(), Key{lobby, byIdentity("ada")}, replaced, false)
			if err != nil || conflict == Duplicate {
				t.Errorf("conflict = %v, %v, want no more than a duplicate in the state", conflict, err)
			}
		})
	}
}

func TestAnObjectThatReservesAnotherMembershipMovesItsReservation(t *testing.T) {
	inBubble(t, func(t *testing.T, _ *fakeAPI, r *Roster) {
		want(t, Free)(r.Reserve(t.Context(), Key{lobby, byUser("ada")}, "first", false))
		want(t, Free)(r.Reserve(t.Context(), Key{lobby, byUser("bob")}, "second", false))
		want(t, Duplicate)(r.Reserve(t.Context(), Key{lobby, byUser("bob")}, "first", false))
		want(t, Free)(r.Reserve(t.Context(), Key{lobby, byUser("ada")}, "third", false))
	})
}

func TestReserveAsksNothingUnlessAGroupIsPlannedInBothSpellings(t *testing.T) {
	inBubble(t, func(t *testing.T, api *fakeAPI, r *Roster) {
		for i := range 20 {
			name := fmt.Sprint(i)
			want(t, Free)(r.Reserve(t.Context(), Key{lobby, byUser(name)}, "user"+name, false))
			want(t, Free)(r.Reserve(t.Context(), Key{lab, byIdentity(name)}, "identity"+name, false))
			want(t, Free)(r.Reserve(t.Context(), Key{pool, byBoth(name)}, "both"+name, true))
		}
		want(t, Duplicate)(r.Reserve(t.Context(), Key{pool, byUser("7")}, "by user", false))
		want(t, Duplicate)(r.Reserve(t.Context(), Key{pool, byIdentity("7")}, "by identity", false))
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
					want(t, Free)(r.Reserve(t.Context(), Key{lobby, byUser(name)}, "user "+name, false))
				}
			}, func() {
				for _, name := range []string{"ada", "cleo", "fay"} {
					want(t, Free)(r.Reserve(t.Context(), Key{lobby, byIdentity(name)}, "identity "+name, false))
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
		want(t, Free)(r.Reserve(t.Context(), Key{lobby, byUser("ada")}, "first", false))
		want(t, Duplicate)(r.Reserve(t.Context(), Key{lobby, byUser("ada")}, "second", false))
		want(t, Free)(r.Reserve(t.Context(), Key{lobby, byUser("bob")}, "first", false))
		want(t, Free)(r.Reserve(t.Context(), Key{lobby, byUser("ada")}, "third", false))
	})
}

func TestAReservationThatFailedLeavesNothingBehind(t *testing.T) {
	inBubbleRun(t, "by a failure of the API", func(t *testing.T, api *fakeAPI, r *Roster) {
		failure := brokenOff()
		api.next("get_user ada-identity salto", script{err: failure})
		want(t, Free)(r.Reserve(t.Context(), Key{lobby, byUser("bob")}, "first", false))
		wantError(t, Free, failure)(r.Reserve(t.Context(), Key{lobby, byIdentity("ada")}, "second", false))
		want(t, Free)(r.Reserve(t.Context(), Key{lobby, byIdentity("ada")}, "third", false))
	})
	inBubbleRun(t, "by the end of its context", func(t *testing.T, api *fakeAPI, r *Roster) {
		gate := make(chan struct{})
		api.next("get_user ada-identity salto", script{hold: gate})
		want(t, Free)(r.Reserve(t.Context(), Key{lobby, byUser("bob")}, "first", false))
		ctx, cancel := context.WithCancel(t.Context())
		second := begin(func() (Conflict, error) { return r.Reserve(ctx, Key{lobby, byIdentity("ada")}, "second", false) })
		cancel()
		wantError(t, Free, context.Canceled)(second.end())
		close(gate)
		synctest.Wait()
		want(t, Free)(r.Reserve(t.Context(), Key{lobby, byIdentity("ada")}, "third", false))
	})
}

func TestReserveAsksOnceAboutEachUserIdentityOfAGroupThatDoesNotExist(t *testing.T) {
	inBubble(t, func(t *testing.T, api *fakeAPI, r *Roster) {
		for i := range 3 {
			name := fmt.Sprint(i)
			want(t, Free)(r.Reserve(t.Context(), Key{"unknown", byIdentity(name)}, "identity"+name, false))
		}
		for i := range 3 {
			name := fmt.Sprint(i)
			want(t, Free)(r.Reserve(t.Context(), Key{"unknown", byUser(name)}, "user"+name, false))
		}
		if asked := api.count("get_group unknown"); asked > 3 {
			t.Errorf("asked %d times about the group of three user identities", asked)
		}
	})
}

func TestAWholeGroupIsNoSpellingOfAPerson(t *testing.T) {
	inBubble(t, func(t *testing.T, api *fakeAPI, r *Roster) {
		want(t, Free)(r.Reserve(t.Context(), Key{ACSAccessGroupID: lobby}, "group", false))
		want(t, OwnedAndShared)(r.Reserve(t.Context(), Key{lobby, byIdentity("ada")}, "identity", false))
		want(t, Free)(r.Reserve(t.Context(), Key{ACSAccessGroupID: lab}, "group", false))
		api.expect(t)
	})
}

// Of three reservations of one membership, the one by user identity is in the middle, and is resolved last.
func TestAReservationKeepsItsPlaceWhenItIsResolved(t *testing.T) {
	inBubble(t, func(t *testing.T, _ *fakeAPI, r *Roster) {
		want(t, Free)(r.Reserve(t.Context(), Key{lobby, byIdentity("ada")}, "first", true))
		want(t, DuplicateInState)(r.Reserve(t.Context(), Key{lobby, byUser("ada")}, "second", true))
		want(t, DuplicateInState)(r.Reserve(t.Context(), Key{lobby, byUser("ada")}, "third", true))
		want(t, Free)(r.Reserve(t.Context(), Key{lobby, byIdentity("ada")}, "first", true))
	})
}

// The time of 20,000 reservations is about twenty times that of 1,000: nothing compares each with all others.
func BenchmarkReserve(b *testing.B) {
	for name, person := range map[string]func(i int) Person{
		"by ACS user": func(i int) Person { return byUser(fmt.Sprint(i)) },
		"by both":     func(i int) Person { return byBoth(fmt.Sprint(i)) },
		"in two spellings": func(i int) Person {
			if i%2 == 0 {
				return byIdentity(fmt.Sprint(i))
			}
			return byUser(fmt.Sprint(i))
		},
	} {
		for _, memberships := range []int{1_000, 20_000} {
			b.Run(fmt.Sprintf("%d %s", memberships, name), func(b *testing.B) {
				for b.Loop() {
					reserveInTenGoroutines(b, memberships, person)
				}
			})
		}
	}
}

func reserveInTenGoroutines(b *testing.B, memberships int, person func(i int) Person) {
	r := New(nil)
	r.findACSUser = func(_ context.Context, _, userIdentityID string) (string, error) {
		return "user of " + userIdentityID, nil
	}
	var reserving sync.WaitGroup
	for goroutine := range 10 {
		reserving.Go(func() {
			for i := goroutine; i < memberships; i += 10 {
				conflict, err := r.Reserve(b.Context(), Key{lobby, person(i)}, fmt.Sprint(i), true)
				if err != nil || conflict != Free {
					b.Errorf("conflict = %v, %v", conflict, err)
				}
			}
		})
	}
	reserving.Wait()
}
