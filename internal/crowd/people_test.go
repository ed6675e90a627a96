// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package crowd

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"

	"github.com/seamapi/terraform-provider-seam/internal/seam"
)

// fakeAPI is a workspace with people in it, who can be looked up and listed. It notes what it is asked.
type fakeAPI struct {
	mu    sync.Mutex
	asked []string
	err   error
	// hold keeps pages back until it is closed.
	hold chan struct{}

	identities []seam.UserIdentity
	users      []seam.ACSUser
	// unlisted says that lists have nobody. pageSize is how many people are on a page, or 0 for all.
	unlisted bool
	pageSize int
}

func (f *fakeAPI) ask(question string) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.asked = append(f.asked, question)
	return f.err
}

func (f *fakeAPI) checkAsked(t *testing.T, want ...string) {
	t.Helper()
	if !slices.Equal(f.asked, want) {
		t.Errorf("asked %q, want %q", f.asked, want)
	}
}

// pagesOf reads a list that the question is about.
func pagesOf[P any](f *fakeAPI, question string, people []P) seam.NextPage[P] {
	if f.unlisted {
		people = nil
	}
	at := 0
	return func(context.Context) ([]P, bool, error) {
		if err := f.ask(fmt.Sprint(question, " page ", at/max(f.pageSize, 1)+1)); err != nil {
			return nil, true, err
		}
		if f.hold != nil {
			<-f.hold
		}
		end := len(people)
		if f.pageSize > 0 {
			end = min(end, at+f.pageSize)
		}
		page := people[at:end]
		at = end
		return page, at < len(people), nil
	}
}

func (f *fakeAPI) UserIdentityPages() seam.NextPage[seam.UserIdentity] {
	return pagesOf(f, "identities", f.identities)
}

func (f *fakeAPI) ACSUserPages(filter seam.ACSUserFilter) seam.NextPage[seam.ACSUser] {
	var users []seam.ACSUser
	for _, user := range f.users {
		if filter.ACSSystemID == "" || user.ACSSystemID == filter.ACSSystemID {
			users = append(users, user)
		}
	}
	return pagesOf(f, "users of "+filter.ACSSystemID, users)
}

func (f *fakeAPI) GetUserIdentity(_ context.Context, selector seam.UserIdentitySelector) (*seam.UserIdentity, error) {
	err := f.ask("identity " + selector.UserIdentityID + selector.UserIdentityKey)
	for _, identity := range f.identities {
		id, key := selector.UserIdentityID, selector.UserIdentityKey
		if id == identity.UserIdentityID || slices.Contains(identity.MergedUserIdentityIDs, id) || key != "" && key == identity.UserIdentityKey {
			return &identity, err
		}
	}
	return nil, &seam.Error{Status: http.StatusNotFound, Type: "user_identity_not_found"}
}

func (f *fakeAPI) ListUserIdentities(_ context.Context, filter seam.UserIdentityFilter) ([]seam.UserIdentity, error) {
	err := f.ask("identities like " + filter.Search)
	var found []seam.UserIdentity
	for _, identity := range f.identities {
		if strings.Contains(seam.LowerASCII(identity.EmailAddress)+" "+identity.PhoneNumber, filter.Search) {
			found = append(found, identity)
		}
	}
	return found, err
}

func (f *fakeAPI) GetACSUser(_ context.Context, acsUserID string) (*seam.ACSUser, error) {
	err := f.ask("user " + acsUserID)
	for _, user := range f.users {
		if user.ACSUserID == acsUserID {
			return &user, err
		}
	}
	return nil, &seam.Error{Status: http.StatusNotFound, Type: "acs_user_not_found"}
}

func (f *fakeAPI) GetACSUserOfIdentity(_ context.Context, userIdentityID, acsSystemID string) (*seam.ACSUser, error) {
	err := f.ask("user of " + userIdentityID + " in " + acsSystemID)
	for _, user := range f.users {
		if user.UserIdentityID == userIdentityID && user.ACSSystemID == acsSystemID {
			return &user, err
		}
	}
	return nil, &seam.Error{Status: http.StatusNotFound, Type: "acs_user_not_found"}
}

func (f *fakeAPI) ListACSUsers(_ context.Context, filter seam.ACSUserFilter) ([]seam.ACSUser, error) {
	err := f.ask("users of " + filter.ACSSystemID + filter.UserIdentityID + " like " + filter.Search)
	var found []seam.ACSUser
	for _, user := range f.users {
		if isOf := filter.UserIdentityID == "" || filter.UserIdentityID == user.UserIdentityID; !isOf {
			continue
		}
		if (filter.ACSSystemID == "" || user.ACSSystemID == filter.ACSSystemID) && strings.Contains(seam.LowerASCII(user.EmailAddress)+" "+user.PhoneNumber, filter.Search) {
			found = append(found, user)
		}
	}
	return found, err
}

// checkAskedTimes checks how many questions were asked in all, and how many of them for a page of a list.
func (f *fakeAPI) checkAskedTimes(t *testing.T, all, forPages int) {
	t.Helper()
	pages := 0
	for _, question := range f.asked {
		if strings.Contains(question, " page ") {
			pages++
		}
	}
	if len(f.asked) != all || pages != forPages {
		t.Errorf("asked %d times, %d of them for a page; want %d and %d: %q", len(f.asked), pages, all, forPages, f.asked)
	}
}

// crowdOf is a workspace with as many people, each with an ACS user in the office.
func crowdOf(count int) *fakeAPI {
	api := &fakeAPI{}
	for i := range count {
		at := fmt.Sprint(i)
		api.identities = append(api.identities, seam.UserIdentity{
			UserIdentityID: "identity-" + at, UserIdentityKey: "key-" + at, EmailAddress: "person-" + at + "@example.com", PhoneNumber: "+1555" + at,
		})
		api.users = append(api.users, seam.ACSUser{
			ACSUserID: "user-" + at, ACSSystemID: "office", UserIdentityID: "identity-" + at, EmailAddress: "person-" + at + "@example.com",
		})
	}
	return api
}

// atOnce calls do for so many at the same time.
func atOnce(count int, do func(at string)) {
	var asking sync.WaitGroup
	for i := range count {
		asking.Go(func() { do(fmt.Sprint(i)) })
	}
	asking.Wait()
}

// lookUps look somebody up by a name that nobody else has, and by one that others may have.
var lookUps = map[string]struct {
	isUnique bool
	lookUp   func(ctx context.Context, people *People, at string) (string, error)
}{
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
		for kind, look := range lookUps {
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
		for kind, look := range lookUps {
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

func TestNobodyIsGoneOnlyBecauseAListLacksThem(t *testing.T) {
	t.Parallel()
	api := crowdOf(30)
	api.unlisted = true
	people := New(api)
	atOnce(30, func(at string) {
		if _, err := people.CurrentUserIdentity(t.Context(), "identity-"+at); err != nil {
			t.Error(err)
		}
	})
	api.checkAskedTimes(t, 31, 1)
	if _, err := people.CurrentUserIdentity(t.Context(), "nobody"); !seam.IsNotFound(err) {
		t.Errorf("the error is %v", err)
	}
	api.checkAskedTimes(t, 32, 1)
}

func TestMergedIdentitiesAreFoundUnderTheirOldNames(t *testing.T) {
	t.Parallel()
	api := crowdOf(30)
	api.identities[0].MergedUserIdentityIDs = []string{"old"}
	api.identities[0].MergedUserIdentityKeys = []string{"old key"}
	people := New(api)
	identity, err := people.CurrentUserIdentity(t.Context(), "old")
	if err != nil || identity.UserIdentityID != "identity-0" {
		t.Errorf("found %v, %v", identity, err)
	}
	found, err := people.UserIdentitiesLike(t.Context(), seam.UserIdentityProfile{UserIdentityKey: "old key"})
	if err != nil || len(found) != 1 || found[0].UserIdentityID != "identity-0" {
		t.Errorf("found %v, %v", found, err)
	}
	api.checkAskedTimes(t, 1, 1)
}

func TestTheACSUserOfAMergedIdentityIsFoundUnderItsOldID(t *testing.T) {
	t.Parallel()
	for name, pageSize := range map[string]int{"in the whole list": 0, "singly": 10} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			api := crowdOf(30)
			api.pageSize = pageSize
			api.identities[29].MergedUserIdentityIDs = []string{"old"}
			people := New(api)
			for _, look := range []func(context.Context, seam.ACSUserProfile) ([]*seam.ACSUser, error){people.ACSUsersLike, people.ACSUsersLikeAnew} {
				found, err := look(t.Context(), seam.ACSUserProfile{ACSSystemID: "office", UserIdentityID: "old"})
				if err != nil || len(found) != 1 || found[0].ACSUserID != "user-29" {
					t.Errorf("found %v, %v", found, err)
				}
			}
			for _, id := range []string{"unknown", "identity-99"} {
				if found, err := people.ACSUsersLike(t.Context(), seam.ACSUserProfile{ACSSystemID: "office", UserIdentityID: id}); err != nil || len(found) > 0 {
					t.Errorf("%s has %v, %v", id, found, err)
				}
			}
		})
	}
}

func TestPeopleAreFoundByTheWholeOfTheirAddressAndNumber(t *testing.T) {
	t.Parallel()
	for name, isListed := range map[string]bool{"singly": false, "listed": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			api := crowdOf(30)
			api.identities[0].EmailAddress, api.identities[0].PhoneNumber = "Ada@Example.com", "+15550"
			api.identities[1].EmailAddress, api.identities[1].PhoneNumber = "klara.ada@example.com", "+155501"
			people := New(api)
			look := people.UserIdentitiesLike
			if !isListed {
				look = people.UserIdentitiesLikeAnew
			}
			for want, profile := range map[string]seam.UserIdentityProfile{
				"[identity-0]":            {EmailAddress: "aDa@example.com", PhoneNumber: "+15550"},
				"[identity-1]":            {EmailAddress: "klara.ada@example.com"},
				"[identity-1 identity-0]": {UserIdentityKey: "key-1", PhoneNumber: "+15550"},
				// The sign for kelvin is the letter k to Unicode, and another mailbox.
				"[]": {EmailAddress: "\u212Alara.ada@example.com", PhoneNumber: "15550", UserIdentityKey: "KEY-1"},
			} {
				found, err := look(t.Context(), profile)
				var ids []string
				for _, identity := range found {
					ids = append(ids, identity.UserIdentityID)
				}
				if err != nil || fmt.Sprint(ids) != want {
					t.Errorf("found %v, %v, want %s", ids, err, want)
				}
			}
		})
	}
}

func TestPeopleOfTwoAccessSystemsAreKeptApart(t *testing.T) {
	t.Parallel()
	api := crowdOf(1)
	api.users = append(api.users, seam.ACSUser{ACSUserID: "elsewhere", ACSSystemID: "garage", EmailAddress: "person-0@example.com"})
	people := New(api)
	for system, want := range map[string]string{"office": "user-0", "garage": "elsewhere"} {
		found, err := people.ACSUsersLike(t.Context(), seam.ACSUserProfile{ACSSystemID: system, EmailAddress: "person-0@example.com"})
		if err != nil || len(found) != 1 || found[0].ACSUserID != want {
			t.Errorf("found %v, %v in %s", found, err, system)
		}
	}
}

func TestWhomThisProcessHasChangedIsAskedForAnew(t *testing.T) {
	t.Parallel()
	api := crowdOf(30)
	people := New(api)
	atOnce(30, func(at string) {
		_, _ = people.CurrentUserIdentity(t.Context(), "identity-"+at)
		_, _ = people.CurrentACSUser(t.Context(), "office", "user-"+at)
	})
	api.asked = nil

	people.NotePeopleChange("identity-29", "user-29")
	for range 2 {
		_, _ = people.CurrentUserIdentity(t.Context(), "identity-29")
		_, _ = people.CurrentACSUser(t.Context(), "office", "user-29")
		_, _ = people.CurrentUserIdentity(t.Context(), "identity-28")
		_, _ = people.UserIdentitiesLike(t.Context(), seam.UserIdentityProfile{UserIdentityKey: "key-29"})
		_, _ = people.ACSUsersLike(t.Context(), seam.ACSUserProfile{ACSSystemID: "office", UserIdentityID: "identity-29"})
	}
	want := []string{"identity identity-29", "user user-29", "identity key-29", "user of identity-29 in office"}
	api.checkAsked(t, append(want, want...)...)
}

func TestWhomThisProcessHasRelinkedIsAskedForAnew(t *testing.T) {
	t.Parallel()
	api := crowdOf(30)
	people := New(api)
	like := func(id string) {
		_, _ = people.ACSUsersLike(t.Context(), seam.ACSUserProfile{ACSSystemID: "office", UserIdentityID: id})
	}
	like("identity-1")
	people.NoteLinkChange("identity-1", "")
	for range 2 {
		like("identity-1")
		like("identity-2")
	}
	api.checkAsked(t, "users of office page 1", "user of identity-1 in office", "user of identity-1 in office")
}

// Seam makes an ACS user for an identity that is added to an access group, with the identity's address.
func TestAnACSUserThatAListCannotHaveIsFoundByAnyOfItsNames(t *testing.T) {
	t.Parallel()
	for name, met := range map[string]bool{"before anybody has seen it": false, "afterwards": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			api := crowdOf(30)
			people := New(api)
			find := func(profile seam.ACSUserProfile) int {
				t.Helper()
				profile.ACSSystemID = "office"
				found, err := people.ACSUsersLike(t.Context(), profile)
				if err != nil {
					t.Error(err)
				}
				return len(found)
			}
			byIdentity, byAddress := seam.ACSUserProfile{UserIdentityID: "new"}, seam.ACSUserProfile{EmailAddress: "New@example.com"}
			if find(byAddress) != 0 {
				t.Error("somebody has the address already")
			}
			people.ExpectACSUser("new", "office")
			user := seam.ACSUser{ACSUserID: "made", ACSSystemID: "office", UserIdentityID: "new", EmailAddress: "new@example.com"}
			api.users = append(api.users, user)
			if met {
				people.MeetACSUser("new", "office", &user)
			}
			if find(byIdentity) != 1 || find(byAddress) != 1 {
				t.Error("it is not found")
			}
			api.asked = nil
			if find(seam.ACSUserProfile{EmailAddress: "person-3@example.com", UserIdentityID: "identity-3"}) != 1 {
				t.Error("somebody else is not found")
			}
			if met {
				api.checkAsked(t)
			}
		})
	}
}

func TestListedACSUserOfLeavesToBeAskedWhatTheListMayNotTell(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		identity string
		arrange  func(*People)
		want     string
	}{
		"listed":                         {"identity-3", func(*People) {}, "user-3"},
		"not listed":                     {"new", func(*People) {}, ""},
		"another one was changed":        {"identity-3", func(p *People) { p.NotePeopleChange("user-4", "identity-4") }, "user-3"},
		"the ACS user was changed":       {"identity-3", func(p *People) { p.NotePeopleChange("user-3") }, ""},
		"the identity was changed":       {"identity-3", func(p *People) { p.NotePeopleChange("identity-3") }, ""},
		"the identity was linked":        {"identity-3", func(p *People) { p.NoteLinkChange("identity-3") }, ""},
		"the identity is given somebody": {"identity-3", func(p *People) { p.ExpectACSUser("identity-3", "office") }, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			api := crowdOf(30)
			people := New(api)
			test.arrange(people)
			got := ""
			user, err := people.ListedACSUserOf(t.Context(), test.identity, "office")
			if user != nil {
				got = user.ACSUserID
			}
			if err != nil || got != test.want {
				t.Errorf("got %q, %v, want %q", got, err, test.want)
			}
		})
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
