// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package directory

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/seamapi/terraform-provider-seam/internal/seam"
)

// peopleAPI is a workspace with people in it, who can be looked up and listed. It notes what it is asked.
type peopleAPI struct {
	fakeAPI

	identities []seam.UserIdentity
	users      []seam.ACSUser
	// unlisted says that lists have nobody.
	unlisted bool
}

func (f *peopleAPI) directory() *Directory { return New(f, nil) }

func (f *peopleAPI) GetUserIdentity(_ context.Context, selector seam.UserIdentitySelector) (*seam.UserIdentity, error) {
	err := f.ask("identity " + selector.UserIdentityID + selector.UserIdentityKey)
	for _, identity := range f.identities {
		id, key := selector.UserIdentityID, selector.UserIdentityKey
		if id == identity.UserIdentityID || slices.Contains(identity.MergedUserIdentityIDs, id) || key != "" && key == identity.UserIdentityKey {
			return &identity, err
		}
	}
	return nil, &seam.Error{Status: http.StatusNotFound, Type: "user_identity_not_found"}
}

func (f *peopleAPI) ListUserIdentities(_ context.Context, filter seam.UserIdentityFilter) ([]seam.UserIdentity, error) {
	err := f.ask("identities like " + filter.Search)
	var found []seam.UserIdentity
	for _, identity := range f.identities {
		if strings.Contains(LowerASCII(identity.EmailAddress)+" "+identity.PhoneNumber, filter.Search) && !f.unlisted {
			found = append(found, identity)
		}
	}
	return found, err
}

func (f *peopleAPI) GetACSUser(_ context.Context, acsUserID string) (*seam.ACSUser, error) {
	err := f.ask("user " + acsUserID)
	for _, user := range f.users {
		if user.ACSUserID == acsUserID {
			return &user, err
		}
	}
	return nil, &seam.Error{Status: http.StatusNotFound, Type: "acs_user_not_found"}
}

func (f *peopleAPI) GetACSUserOfIdentity(_ context.Context, userIdentityID, acsSystemID string) (*seam.ACSUser, error) {
	err := f.ask("user of " + userIdentityID + " in " + acsSystemID)
	for _, user := range f.users {
		if user.UserIdentityID == userIdentityID && user.ACSSystemID == acsSystemID {
			return &user, err
		}
	}
	return nil, &seam.Error{Status: http.StatusNotFound, Type: "acs_user_not_found"}
}

func (f *peopleAPI) ListACSUsers(_ context.Context, filter seam.ACSUserFilter) ([]seam.ACSUser, error) {
	err := f.ask("users of " + filter.ACSSystemID + " like " + filter.Search)
	var found []seam.ACSUser
	for _, user := range f.users {
		if user.ACSSystemID == filter.ACSSystemID && strings.Contains(LowerASCII(user.EmailAddress)+" "+user.PhoneNumber, filter.Search) && !f.unlisted {
			found = append(found, user)
		}
	}
	return found, err
}

// checkAskedTimes checks how many questions were asked in all, and how many of them for a list of everybody.
func (f *peopleAPI) checkAskedTimes(t *testing.T, all, forList int) {
	t.Helper()
	lists := 0
	for _, question := range f.asked {
		if strings.HasSuffix(question, "like ") {
			lists++
		}
	}
	if len(f.asked) != all || lists != forList {
		t.Errorf("asked %d times, %d of them for the list; want %d and %d: %q", len(f.asked), lists, all, forList, f.asked)
	}
}

// crowdOf is a workspace with as many people, each with an ACS user in the office.
func crowdOf(count int) *peopleAPI {
	api := &peopleAPI{}
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

func TestFewPeopleAreAskedForSinglyAndManyAreListedOnce(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ people, questions, lists int }{
		{1, 1, 0}, {20, 20, 0}, {21, 21, 1}, {1000, 21, 1},
	} {
		for kind, look := range map[string]func(*Directory, string) (string, error){
			"identities": func(directory *Directory, at string) (string, error) {
				identity, err := directory.CurrentUserIdentity(t.Context(), "identity-"+at)
				return strings.TrimPrefix(identity.UserIdentityID, "identity-"), err
			},
			"users": func(directory *Directory, at string) (string, error) {
				user, err := directory.CurrentACSUser(t.Context(), "office", "user-"+at)
				return strings.TrimPrefix(user.ACSUserID, "user-"), err
			},
			"identities by key": func(directory *Directory, at string) (string, error) {
				found, err := directory.UserIdentitiesLike(t.Context(), seam.UserIdentityProfile{UserIdentityKey: "key-" + at})
				return strings.TrimPrefix(found[0].UserIdentityID, "identity-"), err
			},
			"users by identity": func(directory *Directory, at string) (string, error) {
				found, err := directory.ACSUsersLike(t.Context(), seam.ACSUserProfile{ACSSystemID: "office", UserIdentityID: "identity-" + at})
				return strings.TrimPrefix(found[0].ACSUserID, "user-"), err
			},
		} {
			t.Run(fmt.Sprint(test.people, " ", kind), func(t *testing.T) {
				t.Parallel()
				api := crowdOf(test.people)
				directory := api.directory()
				for range 2 {
					atOnce(test.people, func(at string) {
						if found, err := look(directory, at); err != nil || found != at {
							t.Errorf("found %q, %v, want %q", found, err, at)
						}
					})
				}
				api.checkAskedTimes(t, test.questions, test.lists)
			})
		}
	}
}

func TestNobodyIsGoneOnlyBecauseAListLacksThem(t *testing.T) {
	t.Parallel()
	api := crowdOf(30)
	api.unlisted = true
	directory := api.directory()
	atOnce(30, func(at string) {
		if _, err := directory.CurrentUserIdentity(t.Context(), "identity-"+at); err != nil {
			t.Error(err)
		}
	})
	api.checkAskedTimes(t, 31, 1)
	if _, err := directory.CurrentUserIdentity(t.Context(), "nobody"); !seam.IsNotFound(err) {
		t.Errorf("the error is %v", err)
	}
	api.checkAskedTimes(t, 32, 1)
}

func TestMergedIdentitiesAreFoundUnderTheirOldNames(t *testing.T) {
	t.Parallel()
	api := crowdOf(30)
	api.identities[0].MergedUserIdentityIDs = []string{"old"}
	api.identities[0].MergedUserIdentityKeys = []string{"old key"}
	directory := api.directory()
	atOnce(30, func(at string) { _, _ = directory.CurrentUserIdentity(t.Context(), "identity-"+at) })
	identity, err := directory.CurrentUserIdentity(t.Context(), "old")
	if err != nil || identity.UserIdentityID != "identity-0" {
		t.Errorf("found %v, %v", identity, err)
	}
	found, err := directory.UserIdentitiesLike(t.Context(), seam.UserIdentityProfile{UserIdentityKey: "old key"})
	if err != nil || len(found) != 1 || found[0].UserIdentityID != "identity-0" {
		t.Errorf("found %v, %v", found, err)
	}
	api.checkAskedTimes(t, 21, 1)
}

func TestPeopleAreFoundByTheWholeOfTheirAddressAndNumber(t *testing.T) {
	t.Parallel()
	for name, isListed := range map[string]bool{"singly": false, "listed": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			api := crowdOf(30)
			api.identities[0].EmailAddress, api.identities[0].PhoneNumber = "Ada@Example.com", "+15550"
			api.identities[1].EmailAddress, api.identities[1].PhoneNumber = "klara.ada@example.com", "+155501"
			directory := api.directory()
			if isListed {
				atOnce(20, func(at string) { _, _ = directory.CurrentUserIdentity(t.Context(), "identity-"+at) })
			}
			for want, profile := range map[string]seam.UserIdentityProfile{
				"[identity-0]":            {EmailAddress: "aDa@example.com", PhoneNumber: "+15550"},
				"[identity-1]":            {EmailAddress: "klara.ada@example.com"},
				"[identity-1 identity-0]": {UserIdentityKey: "key-1", PhoneNumber: "+15550"},
				// The sign for kelvin is the letter k to Unicode, and another mailbox.
				"[]": {EmailAddress: "\u212Alara.ada@example.com", PhoneNumber: "15550", UserIdentityKey: "KEY-1"},
			} {
				found, err := directory.UserIdentitiesLike(t.Context(), profile)
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
	directory := api.directory()
	for system, want := range map[string]string{"office": "user-0", "garage": "elsewhere"} {
		found, err := directory.ACSUsersLike(t.Context(), seam.ACSUserProfile{ACSSystemID: system, EmailAddress: "person-0@example.com"})
		if err != nil || len(found) != 1 || found[0].ACSUserID != want {
			t.Errorf("found %v, %v in %s", found, err, system)
		}
	}
}

func TestWhomThisProcessHasChangedIsAskedForAnew(t *testing.T) {
	t.Parallel()
	api := crowdOf(30)
	directory := api.directory()
	atOnce(30, func(at string) {
		_, _ = directory.CurrentUserIdentity(t.Context(), "identity-"+at)
		_, _ = directory.CurrentACSUser(t.Context(), "office", "user-"+at)
	})
	api.asked = nil

	directory.NotePeopleChange("identity-29", "user-29")
	for range 2 {
		_, _ = directory.CurrentUserIdentity(t.Context(), "identity-29")
		_, _ = directory.CurrentACSUser(t.Context(), "office", "user-29")
		_, _ = directory.CurrentUserIdentity(t.Context(), "identity-28")
		_, _ = directory.UserIdentitiesLike(t.Context(), seam.UserIdentityProfile{UserIdentityKey: "key-29"})
		_, _ = directory.ACSUsersLike(t.Context(), seam.ACSUserProfile{ACSSystemID: "office", UserIdentityID: "identity-29"})
	}
	want := []string{"identity identity-29", "user user-29", "identity key-29", "user of identity-29 in office"}
	api.checkAsked(t, append(want, want...)...)
}

func TestDataSourcesGetNoAnswerThatIsOlderThanAChangeOfPeople(t *testing.T) {
	t.Parallel()
	api := &fakeAPI{}
	directory := api.directory()
	for range 2 {
		_, _ = directory.ACSUser(t.Context(), "ada")
	}
	directory.NotePeopleChange()
	for range 2 {
		_, _ = directory.ACSUser(t.Context(), "ada")
	}
	api.checkAsked(t, "user ada", "user ada", "user ada")
}

func TestAnErrorOfTheListIsNotKept(t *testing.T) {
	t.Parallel()
	api := crowdOf(21)
	directory := api.directory()
	atOnce(20, func(at string) { _, _ = directory.CurrentUserIdentity(t.Context(), "identity-"+at) })
	api.err = &seam.Error{Status: http.StatusBadGateway}
	if _, err := directory.UserIdentitiesLike(t.Context(), seam.UserIdentityProfile{PhoneNumber: "+1"}); err == nil {
		t.Error("nobody has the number, though the list could not be read")
	}
	api.err = nil
	if _, err := directory.UserIdentitiesLike(t.Context(), seam.UserIdentityProfile{PhoneNumber: "+1"}); err != nil {
		t.Error(err)
	}
}
