// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package roster

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	"github.com/seamapi/terraform-provider-seam/internal/seam"
)

// people are people in the lobby with user identities.
func people(api *fakeAPI, size int) []string {
	var names []string
	for i := range size {
		name := fmt.Sprint("member", i)
		api.link(name, name+"-identity")
		names = append(names, name)
	}
	return names
}

// push lets Seam be pushing the same change of all of them, which shows on the users, or on the group as well.
func (a *fakeAPI) push(names []string, from, to string, isShownOnGroup bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.groups[0].PendingMutations = nil
	for _, name := range names {
		user := a.users[name]
		user.PendingMutations = of(userMoves(from, to, minute(1)))
		a.users[name] = user
		if isShownOnGroup {
			mutation := groupMoves("", name, minute(1))
			if from != "" {
				mutation = groupMoves(name, "", minute(1))
			}
			a.groups[0].PendingMutations = append(a.groups[0].PendingMutations, mutation)
		}
	}
}

// pushed ends what push has begun.
func (a *fakeAPI) pushed(names []string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.groups[0].PendingMutations = nil
	for _, name := range names {
		user := a.users[name]
		user.PendingMutations = nil
		a.users[name] = user
	}
}

func (a *fakeAPI) total() int { return a.count("") }

func TestManyWaitsOfOneGroupShareTheirLooks(t *testing.T) {
	for name, c := range map[string]struct {
		isListedLate bool
		// look is how many requests each of the eleven looks takes.
		look int
	}{
		"listed at once": {false, 1},
		// Only the group tells of them.
		"listed late": {true, 2},
	} {
		inBubbleRun(t, name, func(t *testing.T, api *fakeAPI, r *Roster) {
			const pushing = 20 * time.Second
			names := people(api, 100)
			api.push(names, "", lobby, true)
			var waits []*underWay[Membership]
			for _, name := range names {
				want(t, grantTo(name))(r.Grant(t.Context(), Key{lobby, byUser(name)}, OneMembership))
				if c.isListedLate {
					api.leave(lobby, name)
				}
				waits = append(waits, begin(func() (Membership, error) { return r.AwaitGranted(longEnough(t), Key{lobby, byUser(name)}) }))
			}
			time.Sleep(pushing)
			for _, name := range names {
				api.join(lobby, name)
			}
			api.pushed(names)
			for i, wait := range waits {
				want(t, Membership{Person: byBoth(names[i]), Standing: Member})(wait.end())
			}
			if requests, most := api.total(), len(names)+11*c.look+6; requests > most {
				t.Errorf("%d requests, want at most %d", requests, most)
			}
		})
	}
}

// A list can be of ten thousand people: for one of them it is too much.
func TestSomebodyWhoWaitsAloneIsAskedForSingly(t *testing.T) {
	inBubble(t, func(t *testing.T, api *fakeAPI, r *Roster) {
		wait := begin(func() (Membership, error) { return r.AwaitGranted(longEnough(t), Key{lobby, byUser("ada")}) })
		time.Sleep(3 * pollInterval)
		api.join(lobby, "ada")
		want(t, Membership{Person: byBoth("ada"), Standing: Member})(wait.end())
		if api.count("list_users")+api.count("get_group") != 0 {
			t.Error("the group was asked for")
		}
	})
}

func TestSomebodyWhomNeitherListNorGroupShowIsAskedForSingly(t *testing.T) {
	inBubble(t, func(t *testing.T, api *fakeAPI, r *Roster) {
		names := people(api, 3)
		for _, name := range names[1:] {
			api.join(lobby, name)
		}
		api.push(names, "", lobby, false)
		var waits []*underWay[Membership]
		for _, name := range names {
			waits = append(waits, begin(func() (Membership, error) { return r.AwaitGranted(longEnough(t), Key{lobby, byUser(name)}) }))
		}
		time.Sleep(pollInterval + pollInterval/2)
		api.forget()
		time.Sleep(pollInterval)
		for _, name := range names {
			asked := 0
			if name == names[0] {
				asked = 1
			}
			if got := api.count("get_user " + name); got != asked {
				t.Errorf("asked %d times about %s, want %d", got, name, asked)
			}
		}
		api.pushed(names)
		api.join(lobby, names[0])
		for i, wait := range waits {
			want(t, Membership{Person: byBoth(names[i]), Standing: Member})(wait.end())
		}
	})
}

func TestWaitsForRemovalsShareTheirLooksAndConfirmTheEnd(t *testing.T) {
	inBubble(t, func(t *testing.T, api *fakeAPI, r *Roster) {
		names := people(api, 20)
		api.push(names, lobby, "", true)
		var waits []*underWay[ending]
		for _, name := range names {
			waits = append(waits, begin(func() (ending, error) { return awaitRevoked(longEnough(t), r, byUser(name)) }))
		}
		time.Sleep(10 * pollInterval)
		for _, wait := range waits {
			if !wait.isBlocked() {
				t.Fatal("ended while the removal was pending")
			}
		}
		if requests := api.total(); requests > 30 {
			t.Errorf("%d requests while nothing changed, want at most 30", requests)
		}
		// The group shows nothing any more, and one user still does.
		api.pushed(names)
		api.pend(names[0], userMoves(lobby, "", minute(1)))
		for _, wait := range waits[1:] {
			want(t, Revoked)(wait.end())
		}
		if !waits[0].isBlocked() {
			t.Fatal("ended while the user showed the removal as pending")
		}
		api.pend(names[0])
		want(t, Revoked)(waits[0].end())
	})
}

func TestASharedLookTakesTheNewestChangeOfUserAndGroup(t *testing.T) {
	inBubble(t, func(t *testing.T, api *fakeAPI, r *Roster) {
		names := people(api, 2)
		for _, name := range names {
			api.join(lobby, name)
		}
		api.groups[0].PendingMutations = of(groupMoves("", names[0], minute(1)), groupMoves("", names[1], minute(1)))
		var waits []*underWay[Membership]
		for _, name := range names {
			waits = append(waits, begin(func() (Membership, error) { return r.AwaitGranted(longEnough(t), Key{lobby, byUser(name)}) }))
		}
		time.Sleep(5 * pollInterval)
		for _, wait := range waits {
			if !wait.isBlocked() {
				t.Fatal("ended while the group showed the addition as pending")
			}
		}
		api.pushed(names)
		for i, wait := range waits {
			want(t, Membership{Person: byBoth(names[i]), Standing: Member})(wait.end())
		}
	})
}

// A look that began before somebody waits may have been answered before the write that is waited for.
func TestALookThatBeganBeforeIsNoLook(t *testing.T) {
	inBubble(t, func(t *testing.T, api *fakeAPI, r *Roster) {
		names := people(api, 3)
		for _, name := range names {
			api.join(lobby, name)
		}
		api.push(names[:2], "", lobby, true)
		for _, name := range names[:2] {
			begin(func() (Membership, error) { return r.AwaitGranted(longEnough(t), Key{lobby, byUser(name)}) })
		}
		gate := make(chan struct{})
		api.next("list_users lobby", script{holdAnswer: gate})
		time.Sleep(pollInterval + pollInterval/2)

		// The look is under way, and has everybody as a member.
		api.push(names, "", lobby, true)
		late := begin(func() (Membership, error) { return r.AwaitGranted(longEnough(t), Key{lobby, byUser(names[2])}) })
		close(gate)
		if !late.isBlocked() {
			t.Fatal("ended with a look that began before")
		}
		api.pushed(names)
		want(t, Membership{Person: byBoth(names[2]), Standing: Member})(late.end())
	})
}

func TestWhoGivesUpWaitingAsksNothingMore(t *testing.T) {
	inBubble(t, func(t *testing.T, api *fakeAPI, r *Roster) {
		names := people(api, 5)
		ctx, cancel := context.WithCancel(t.Context())
		var waits []*underWay[Membership]
		for _, name := range names {
			waits = append(waits, begin(func() (Membership, error) { return r.AwaitGranted(ctx, Key{lobby, byUser(name)}) }))
		}
		time.Sleep(pollInterval / 2)
		cancel()
		for _, wait := range waits {
			if _, err := wait.end(); !errors.Is(err, context.Canceled) {
				t.Errorf("error = %v", err)
			}
		}
		api.forget()
		time.Sleep(5 * pollInterval)
		synctest.Wait()
		api.expect(t)
	})
}

// A group that is not answered with keeps nobody who has no more time.
func TestWhoGivesUpWaitingDoesNotWaitForTheGroup(t *testing.T) {
	inBubble(t, func(t *testing.T, api *fakeAPI, r *Roster) {
		names := people(api, 3)
		for _, name := range names {
			api.join(lobby, name)
			api.groups[0].PendingMutations = append(api.groups[0].PendingMutations, groupMoves("", name, minute(1)))
		}
		gate := make(chan struct{})
		api.next("get_group lobby", script{holdAnswer: gate})
		ctx, cancel := context.WithCancel(t.Context())
		var waits []*underWay[Membership]
		for _, name := range names {
			waits = append(waits, begin(func() (Membership, error) { return r.AwaitGranted(ctx, Key{lobby, byUser(name)}) }))
		}
		time.Sleep(pollInterval + pollInterval/2)
		if api.count("get_group lobby") != 1 {
			t.Fatal("the group was not asked for")
		}
		cancel()
		for _, wait := range waits {
			if _, err := wait.end(); !errors.Is(err, context.Canceled) {
				t.Errorf("error = %v", err)
			}
		}
		close(gate)
	})
}

func TestAFailedLookEndsAllWhoWaitForIt(t *testing.T) {
	for _, call := range []string{"list_users lobby", "get_group lobby"} {
		inBubbleRun(t, call, func(t *testing.T, api *fakeAPI, r *Roster) {
			failure := brokenOff()
			names := people(api, 3)
			for _, name := range names {
				api.join(lobby, name)
				api.groups[0].PendingMutations = append(api.groups[0].PendingMutations, groupMoves("", name, minute(1)))
			}
			api.next(call, script{err: failure})
			var waits []*underWay[Membership]
			for _, name := range names {
				waits = append(waits, begin(func() (Membership, error) { return r.AwaitGranted(longEnough(t), Key{lobby, byUser(name)}) }))
			}
			for _, wait := range waits {
				if _, err := wait.end(); !errors.Is(err, failure) {
					t.Errorf("error = %v, want %v", err, failure)
				}
			}
		})
	}
}

func TestRemovalsFromAGroupThatIsDeletedMeanwhileEnd(t *testing.T) {
	inBubble(t, func(t *testing.T, api *fakeAPI, r *Roster) {
		names := people(api, 3)
		api.push(names, lobby, "", true)
		var waits []*underWay[ending]
		for _, name := range names {
			waits = append(waits, begin(func() (ending, error) { return awaitRevoked(longEnough(t), r, byUser(name)) }))
		}
		time.Sleep(3 * pollInterval)
		api.pushed(names)
		api.mu.Lock()
		api.groups = append([]seam.ACSAccessGroup{}, api.groups[1:]...)
		api.mu.Unlock()
		for _, wait := range waits {
			want(t, Revoked)(wait.end())
		}
	})
}
