// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package crowd

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"
	"testing/synctest"

	"github.com/seamapi/terraform-provider-seam/internal/seam"
)

// lookUp looks somebody up, by a name that nobody else has or by one that others may have.
type lookUp struct {
	isUnique bool
	lookUp   func(ctx context.Context, people *People, at string) (string, error)
}

func lookUps() map[string]lookUp {
	return map[string]lookUp{
		"identities": {true, func(ctx context.Context, people *People, at string) (string, error) {
			identity, err := people.CurrentUserIdentity(ctx, "identity-"+at)
			return strings.TrimPrefix(identity.UserIdentityID, "identity-"), err
		}},
		"users": {true, func(ctx context.Context, people *People, at string) (string, error) {
			user, err := people.CurrentACSUser(ctx, "office", "user-"+at)
			return strings.TrimPrefix(user.ACSUserID, "user-"), err
		}},
		"users by identity": {true, func(ctx context.Context, people *People, at string) (string, error) {
			found, err := people.ACSUsersLike(ctx, seam.ACSUserProfile{ACSSystemID: "office", UserIdentityID: "identity-" + at})
			return strings.TrimPrefix(found[0].ACSUserID, "user-"), err
		}},
		"users by identity in all systems": {false, func(ctx context.Context, people *People, at string) (string, error) {
			found, err := people.ACSUsersOfIdentity(ctx, "identity-"+at)
			return strings.TrimPrefix(found[0].ACSUserID, "user-"), err
		}},
		"identities by key": {false, func(ctx context.Context, people *People, at string) (string, error) {
			found, err := people.UserIdentitiesLike(ctx, seam.UserIdentityProfile{UserIdentityKey: "key-" + at})
			return strings.TrimPrefix(found[0].UserIdentityID, "identity-"), err
		}},
		"users by address": {false, func(ctx context.Context, people *People, at string) (string, error) {
			found, err := people.ACSUsersLike(ctx, seam.ACSUserProfile{ACSSystemID: "office", EmailAddress: "person-" + at + "@example.com"})
			return strings.TrimPrefix(found[0].ACSUserID, "user-"), err
		}},
	}
}

// Of twenty people on two pages, somebody on the first is found there by a name that nobody else has.
func TestAFewPeopleCostTwoRequestsEachAtMost(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		lookedFor                []int
		unique, shared           int
		uniquePages, sharedPages int
	}{
		{[]int{0}, 1, 2, 1, 1},
		{[]int{19}, 2, 2, 1, 1},
		{[]int{0, 19}, 2, 3, 2, 2},
		{[]int{19, 0}, 2, 3, 1, 2},
	} {
		for kind, look := range lookUps() {
			t.Run(fmt.Sprint(test.lookedFor, " ", kind), func(t *testing.T) {
				t.Parallel()
				api := crowdOf(20)
				api.pageSize = 10
				people := New(api)
				for range 2 {
					for _, at := range test.lookedFor {
						if found, err := look.lookUp(t.Context(), people, fmt.Sprint(at)); err != nil || found != fmt.Sprint(at) {
							t.Errorf("found %q, %v, want %d", found, err, at)
						}
					}
				}
				if look.isUnique {
					api.checkAskedTimes(t, test.unique, test.uniquePages)
				} else {
					api.checkAskedTimes(t, test.shared, test.sharedPages)
				}
			})
		}
	}
}

func TestManyPeopleWhoAreLookedForAtOnceCostThePagesAlone(t *testing.T) {
	t.Parallel()
	for _, count := range []struct{ people, pages int }{{1, 1}, {9, 1}, {20, 2}, {200, 20}} {
		for kind, look := range lookUps() {
			t.Run(fmt.Sprint(count.people, " ", kind), func(t *testing.T) {
				t.Parallel()
				synctest.Test(t, func(t *testing.T) {
					api := crowdOf(count.people)
					api.pageSize, api.hold = 10, make(chan struct{})
					people := New(api)
					lookUp := func(at string) {
						if found, err := look.lookUp(t.Context(), people, at); err != nil || found != at {
							t.Errorf("found %q, %v, want %q", found, err, at)
						}
					}
					go func() {
						synctest.Wait()
						close(api.hold)
					}()
					atOnce(count.people, lookUp)
					atOnce(count.people, lookUp)
					api.checkAskedTimes(t, count.pages, count.pages)
				})
			})
		}
	}
}

func TestNoMorePagesAreReadThanNamesAreLookedFor(t *testing.T) {
	t.Parallel()
	api := crowdOf(100)
	api.pageSize = 1
	people := New(api)
	for i, at := range []string{"99", "98", "97"} {
		if _, err := people.CurrentUserIdentity(t.Context(), "identity-"+at); err != nil {
			t.Error(err)
		}
		api.checkAskedTimes(t, 2*(i+1), i+1)
	}
}

func TestSomebodyWhoWasAskedForSinglyGoesByThatAnswer(t *testing.T) {
	t.Parallel()
	api := crowdOf(2)
	api.pageSize = 1
	people := New(api)
	first, _ := people.CurrentUserIdentity(t.Context(), "identity-1")
	_, _ = people.UserIdentitiesLike(t.Context(), seam.UserIdentityProfile{UserIdentityKey: "key-0"})
	api.checkAsked(t, "identities page 1", "identity identity-1", "identities page 2")
	if again, _ := people.CurrentUserIdentity(t.Context(), "identity-1"); again != first {
		t.Error("a page that was read later has replaced the answer")
	}
}

func TestAllACSUsersShareThePages(t *testing.T) {
	t.Parallel()
	api := crowdOf(30)
	api.pageSize = 10
	people := New(api)
	_, _ = people.CurrentACSUser(t.Context(), "office", "user-5")
	for range 2 {
		if users, err := people.AllACSUsers(t.Context(), "office"); err != nil || len(users) != 30 || users[29].ACSUserID != "user-29" {
			t.Errorf("there are %d users, %v", len(users), err)
		}
	}
	api.checkAskedTimes(t, 3, 3)
}

func TestAllUserIdentitiesShareThePages(t *testing.T) {
	t.Parallel()
	api := crowdOf(30)
	api.pageSize = 10
	people := New(api)
	_, _ = people.CurrentUserIdentity(t.Context(), "identity-5")
	for range 2 {
		if identities, err := people.AllUserIdentities(t.Context()); err != nil || len(identities) != 30 || identities[29].UserIdentityID != "identity-29" {
			t.Errorf("there are %d user identities, %v", len(identities), err)
		}
	}
	api.checkAskedTimes(t, 3, 3)
}

// Terraform may give up one look-up while others wait for the same page.
func TestAPageIsReadForWhoeverStillWaitsForIt(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		api := crowdOf(30)
		api.hold = make(chan struct{})
		people := New(api)
		ctx, giveUp := context.WithCancel(t.Context())
		var waiting sync.WaitGroup
		waiting.Go(func() {
			if _, err := people.CurrentUserIdentity(ctx, "identity-1"); !errors.Is(err, context.Canceled) {
				t.Errorf("the error of who gave up is %v", err)
			}
		})
		synctest.Wait()
		waiting.Go(func() {
			if identity, err := people.CurrentUserIdentity(t.Context(), "identity-2"); err != nil || identity.UserIdentityID != "identity-2" {
				t.Errorf("found %v, %v", identity, err)
			}
		})
		synctest.Wait()
		giveUp()
		synctest.Wait()
		close(api.hold)
		waiting.Wait()
		api.checkAsked(t, "identities page 1")
	})
}

func TestAnErrorOfAPageIsNotKeptAndTheListIsReadFromItsBeginning(t *testing.T) {
	t.Parallel()
	api := crowdOf(20)
	api.pageSize = 10
	people := New(api)
	find := func() error {
		_, err := people.UserIdentitiesLike(t.Context(), seam.UserIdentityProfile{UserIdentityKey: "key-1", PhoneNumber: "+1"})
		return err
	}
	_, _ = people.CurrentUserIdentity(t.Context(), "identity-1")
	api.err = &seam.Error{Status: http.StatusBadGateway}
	if find() == nil {
		t.Error("nobody has the number, though the list could not be read")
	}
	api.err = nil
	if err := find(); err != nil {
		t.Error(err)
	}
	api.checkAsked(t, "identities page 1", "identities page 2", "identities page 1", "identities page 2")
}
