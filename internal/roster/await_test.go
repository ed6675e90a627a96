// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package roster

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/seamapi/terraform-provider-seam/internal/seam"
)

// longEnough ends an endless wait, in the bubble's own time.
func longEnough(t *testing.T) context.Context {
	ctx, cancel := context.WithTimeout(t.Context(), time.Hour)
	t.Cleanup(cancel)
	return ctx
}

func TestAwaitGrantedEndsOnceTheAccessSystemHasTheMembership(t *testing.T) {
	for _, person := range []Person{byUser("ada"), byIdentity("ada"), byBoth("ada")} {
		inBubbleRun(t, fmt.Sprint(person), func(t *testing.T, api *fakeAPI, r *Roster) {
			api.join(lobby, "ada")
			api.pend("ada", userMoves("", lobby, minute(1)))
			await := begin(func() (Membership, error) { return r.AwaitGranted(longEnough(t), Key{lobby, person}) })
			time.Sleep(3 * pollInterval)
			if !await.isBlocked() {
				t.Fatal("ended while the addition was pending")
			}
			api.pend("ada")
			want(t, Membership{Person: byBoth("ada"), Standing: Member})(await.end())
		})
	}
}

func TestAwaitGrantedLooksAtOnceAndThenOncePerInterval(t *testing.T) {
	inBubble(t, func(t *testing.T, api *fakeAPI, r *Roster) {
		await := begin(func() (Membership, error) { return r.AwaitGranted(longEnough(t), Key{lobby, byUser("ada")}) })
		api.expect(t, "get_user ada", "list_groups ada")
		time.Sleep(3*pollInterval + pollInterval/2)
		if looks := api.count("get_user ada"); looks != 3 {
			t.Errorf("%d looks in three intervals, want 3", looks)
		}
		api.join(lobby, "ada")
		want(t, Membership{Person: byBoth("ada"), Standing: Member})(await.end())
	})
}

func TestAwaitGrantedWaitsForAUserIdentityToGetItsACSUser(t *testing.T) {
	inBubble(t, func(t *testing.T, api *fakeAPI, r *Roster) {
		await := begin(func() (Membership, error) { return r.AwaitGranted(longEnough(t), Key{lobby, byIdentity("cleo")}) })
		api.link("cleo", "cleo-identity")
		api.join(lobby, "cleo")
		want(t, Membership{Person: byBoth("cleo"), Standing: Member})(await.end())
	})
}

func TestAwaitTellsWhatItSawLastWhenItsTimeIsUp(t *testing.T) {
	inBubble(t, func(t *testing.T, api *fakeAPI, r *Roster) {
		complaints := []seam.Issue{{Code: "failed_to_update_on_acs_system"}}
		api.users["ada"] = seam.ACSUser{ACSUserID: "ada", Errors: complaints, PendingMutations: of(userMoves("", lobby, minute(1)))}
		// The time is up between two looks.
		patience := 10*pollInterval + pollInterval/2
		ctx, cancel := context.WithTimeout(t.Context(), patience)
		defer cancel()
		begun := time.Now()
		wantError(t, Membership{Person: byUser("ada"), Standing: Joining, Errors: complaints}, context.DeadlineExceeded)(
			r.AwaitGranted(ctx, Key{lobby, byUser("ada")}))
		if waited := time.Since(begun); waited != patience {
			t.Errorf("waited %v, want %v", waited, patience)
		}

		api.pend("ada", userMoves(lobby, "", minute(2)))
		ctx, cancel = context.WithTimeout(t.Context(), patience)
		defer cancel()
		revocation, last, err := r.AwaitRevoked(ctx, Key{lobby, byUser("ada")})
		wantError(t, Revocation{}, context.DeadlineExceeded)(revocation, err)
		want(t, Membership{Person: byUser("ada"), Standing: Leaving, Errors: complaints})(last, nil)
	})
}

func TestAwaitEndsWithAFailureOfTheAPI(t *testing.T) {
	inBubble(t, func(t *testing.T, api *fakeAPI, r *Roster) {
		failure := errors.New("no answer")
		api.pend("bob", userMoves("", lobby, minute(1)))
		api.next("get_user bob", script{})
		api.next("get_user bob", script{err: failure})
		wantError(t, Membership{Person: byUser("bob"), Standing: Joining}, failure)(r.AwaitGranted(longEnough(t), Key{lobby, byUser("bob")}))

		api.next("get_user bob", script{err: failure})
		wantError(t, NotRevoked, failure)(awaitRevoked(longEnough(t), r, byUser("bob")))
	})
}

func awaitRevoked(ctx context.Context, r *Roster, person Person) (ending, error) {
	revocation, _, err := r.AwaitRevoked(ctx, Key{lobby, person})
	return outcome(revocation, err)
}

func TestAwaitRevokedEndsOnceTheAccessSystemHasRemovedThePerson(t *testing.T) {
	for _, person := range []Person{byUser("ada"), byIdentity("ada"), byBoth("ada")} {
		inBubbleRun(t, fmt.Sprint(person), func(t *testing.T, api *fakeAPI, r *Roster) {
			api.join(lobby, "ada")
			want(t, Revoked)(outcome(r.Revoke(t.Context(), Key{lobby, person}, OneMembership)))
			api.pend("ada", userMoves(lobby, "", minute(1)))
			await := begin(func() (ending, error) { return awaitRevoked(longEnough(t), r, person) })
			time.Sleep(3 * pollInterval)
			if !await.isBlocked() {
				t.Fatal("ended while the removal was pending")
			}
			api.pend("ada")
			want(t, Revoked)(await.end())
		})
	}
}

func TestAwaitRevokedEndsWhereThePersonIsUnknown(t *testing.T) {
	for _, person := range []Person{byUser("eve"), byIdentity("eve"), byBoth("eve")} {
		inBubbleRun(t, fmt.Sprint(person), func(t *testing.T, _ *fakeAPI, r *Roster) {
			want(t, Revoked)(awaitRevoked(longEnough(t), r, person))
		})
	}
}

func TestAwaitRevokedEndsWhereTheGroupIsUnknown(t *testing.T) {
	for _, person := range []Person{byUser("ada"), byBoth("ada")} {
		inBubbleRun(t, fmt.Sprint(person), func(t *testing.T, _ *fakeAPI, r *Roster) {
			revocation, _, err := r.AwaitRevoked(longEnough(t), Key{"unknown", person})
			want(t, Revoked)(outcome(revocation, err))
		})
	}
}

// That the grant goes through while the revocation is awaited shows that no lock is held meanwhile.
func TestAwaitRevokedIsKeptOnceTheMembershipIsGrantedAgain(t *testing.T) {
	tests := []struct{ revoked, granted Person }{
		{byUser("ada"), byUser("ada")},
		{byUser("ada"), byIdentity("ada")},
		{byIdentity("ada"), byUser("ada")},
	}
	for _, test := range tests {
		inBubbleRun(t, fmt.Sprint(test.revoked, " ", test.granted), func(t *testing.T, api *fakeAPI, r *Roster) {
			api.join(lobby, "ada")
			want(t, Revoked)(outcome(r.Revoke(t.Context(), Key{lobby, test.revoked}, OneMembership)))
			api.pend("ada", userMoves(lobby, "", minute(1)))
			await := begin(func() (ending, error) { return awaitRevoked(longEnough(t), r, test.revoked) })

			want(t, grantTo("ada"))(r.Grant(t.Context(), Key{lobby, test.granted}, OneMembership))
			api.pend("ada", userMoves(lobby, "", minute(1)), userMoves("", lobby, minute(2)))
			want(t, Kept)(await.end())
		})
	}
}

func TestAwaitRevokedIsKeptThoughTheRemovalHasGoneThrough(t *testing.T) {
	inBubble(t, func(t *testing.T, api *fakeAPI, r *Roster) {
		want(t, grantTo("ada"))(r.Grant(t.Context(), Key{lobby, byUser("ada")}, OneMembership))
		api.leave(lobby, "ada")
		want(t, Kept)(awaitRevoked(longEnough(t), r, byUser("ada")))
	})
}

func userIs(code string) seam.PendingMutation {
	return seam.PendingMutation{Code: code, CreatedAt: minute(1)}
}

func TestAwaitGrantedWaitsForTheUserBehindTheMembership(t *testing.T) {
	inBubble(t, func(t *testing.T, api *fakeAPI, r *Roster) {
		api.join(lobby, "ada")
		api.pend("ada", userIs("creating"))
		await := begin(func() (Membership, error) { return r.AwaitGranted(longEnough(t), Key{lobby, byUser("ada")}) })
		time.Sleep(3 * pollInterval)
		if !await.isBlocked() {
			t.Fatal("ended while the user was being created in the access system")
		}
		api.pend("ada")
		want(t, Membership{Person: byBoth("ada"), Standing: Member})(await.end())
	})
}

// A user who is created only once a credential is issued may never be.
func TestAwaitGrantedDoesNotWaitForAUserWhoseCreationIsDeferred(t *testing.T) {
	tests := map[string]struct {
		pending []seam.PendingMutation
		want    Standing
	}{
		"a member":             {of(userIs("deferring_creation")), Member},
		"about to be a member": {of(userIs("deferring_creation"), userMoves("", lobby, minute(1))), Joining},
	}
	for name, test := range tests {
		inBubbleRun(t, name, func(t *testing.T, api *fakeAPI, r *Roster) {
			api.join(lobby, "ada")
			api.pend("ada", test.pending...)
			want(t, Membership{Person: byBoth("ada"), Standing: test.want, Creation: CreationDeferred})(
				r.AwaitGranted(longEnough(t), Key{lobby, byUser("ada")}))
			if looks := api.count("get_user ada"); looks != 1 {
				t.Errorf("%d looks, want one", looks)
			}
		})
	}
}

func TestTheCreationOfAUserIsToldListedOrNot(t *testing.T) {
	for code, creation := range map[string]Creation{"creating": Creating, "deferring_creation": CreationDeferred, "updating_user_information": Created} {
		inBubbleRun(t, code, func(t *testing.T, api *fakeAPI, r *Roster) {
			api.pend("ada", userIs(code))
			api.join(lobby, "ada")
			want(t, Membership{Person: byBoth("ada"), Standing: Member, Creation: creation})(r.Membership(t.Context(), Key{lobby, byUser("ada")}))
			want(t, Membership{Person: byBoth("ada"), Creation: creation})(r.Membership(t.Context(), Key{lab, byUser("ada")}))
		})
	}
}
