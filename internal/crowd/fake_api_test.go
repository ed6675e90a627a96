// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package crowd

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
