// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package directory

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"sync"
	"testing"
	"testing/synctest"

	"github.com/seamapi/terraform-provider-seam/internal/roster"
	"github.com/seamapi/terraform-provider-seam/internal/seam"
)

// everything is what directory and roster ask of Seam together.
type everything interface {
	API
	roster.API
}

// fakeAPI notes what it is asked. There are ACS users, and access groups that list people by their names.
type fakeAPI struct {
	everything

	mu     sync.Mutex
	asked  []string
	err    error
	groups []seam.ACSAccessGroup
	listed map[string][]string
	// isGone says that ACS users exist in lists only.
	isGone bool
	// hold keeps the answers to lists of access groups back until it is closed.
	hold chan struct{}
}

func (f *fakeAPI) directory() *Directory { return New(f, roster.New(f)) }

func (f *fakeAPI) ask(question string) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.asked = append(f.asked, question)
	return f.err
}

func (f *fakeAPI) ListACSUsers(_ context.Context, filter seam.ACSUserFilter) ([]seam.ACSUser, error) {
	return []seam.ACSUser{{FullName: filter.Search}}, f.ask(fmt.Sprintf("users of %s like %s", filter.ACSSystemID, filter.Search))
}

func (f *fakeAPI) ACSUserPages(filter seam.ACSUserFilter) seam.NextPage[seam.ACSUser] {
	return func(ctx context.Context) ([]seam.ACSUser, bool, error) {
		users, err := f.ListACSUsers(ctx, filter)
		return users, false, err
	}
}

func (f *fakeAPI) AddUserToAccessGroup(context.Context, string, seam.UserSelector) error {
	return f.ask("add")
}

func (f *fakeAPI) ListACSAccessGroups(context.Context, seam.ACSAccessGroupFilter) ([]seam.ACSAccessGroup, error) {
	return f.groups, f.ask("groups")
}

func (f *fakeAPI) ListAccessGroupUsers(_ context.Context, acsAccessGroupID string) ([]seam.ACSUser, error) {
	err := f.ask("members of " + acsAccessGroupID)
	if f.hold != nil {
		<-f.hold
	}
	var users []seam.ACSUser
	for _, name := range f.listed[acsAccessGroupID] {
		users = append(users, seam.ACSUser{ACSUserID: name + "-id", FullName: name})
	}
	return users, err
}

func (f *fakeAPI) GetACSUser(_ context.Context, acsUserID string) (*seam.ACSUser, error) {
	if f.isGone {
		return nil, &seam.Error{Status: http.StatusNotFound, Type: "acs_user_not_found"}
	}
	return &seam.ACSUser{ACSUserID: acsUserID}, f.ask("user " + acsUserID)
}

func (f *fakeAPI) GetACSUserOfIdentity(_ context.Context, userIdentityID, acsSystemID string) (*seam.ACSUser, error) {
	return &seam.ACSUser{UserIdentityID: userIdentityID, ACSSystemID: acsSystemID}, f.ask("user of " + userIdentityID + " in " + acsSystemID)
}

func (f *fakeAPI) checkAsked(t *testing.T, want ...string) {
	t.Helper()
	if !slices.Equal(f.asked, want) {
		t.Errorf("asked %q, want %q", f.asked, want)
	}
}

// membership is that of an ACS user in the lobby.
func membership(name string) roster.Key {
	return roster.Key{ACSAccessGroupID: "lobby", Person: roster.Person{ACSUserID: name + "-id"}}
}

func TestDirectoryAsksTheSameQuestionOnceUntilTheFirstWrite(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		api := &fakeAPI{}
		members := roster.New(api)
		directory := New(api, members)
		lookUp := func(filter seam.ACSUserFilter) {
			t.Helper()
			users, err := directory.ACSUsers(t.Context(), filter)
			if err != nil || len(users) != 1 || users[0].FullName != filter.Search {
				t.Errorf("got %v, %v", users, err)
			}
		}
		ada, bob := seam.ACSUserFilter{ACSSystemID: "office", Search: "ada"}, seam.ACSUserFilter{ACSSystemID: "office", Search: "bob"}
		lookUp(ada)
		lookUp(bob)
		lookUp(ada)
		api.checkAsked(t, "users of office like ada", "users of office like bob")

		if _, err := members.Grant(t.Context(), membership("ada"), roster.OneMembership); err != nil {
			t.Fatal(err)
		}
		lookUp(ada)
		lookUp(ada)
		api.checkAsked(t, "users of office like ada", "users of office like bob", "add", "users of office like ada", "users of office like ada")
	})
}

// Fields that run together must not: a name can hold whatever separates them.
func TestDirectoryTellsQuestionsApart(t *testing.T) {
	t.Parallel()
	api := &fakeAPI{}
	directory := api.directory()
	filters := []seam.ACSUserFilter{
		{ACSSystemID: "a b"}, {ACSSystemID: "a", UserIdentityID: "b"}, {ACSSystemID: `a" "b`}, {UserIdentityID: "a b"}, {Search: "a b"},
	}
	for _, filter := range filters {
		if _, err := directory.ACSUsers(t.Context(), filter); err != nil {
			t.Fatal(err)
		}
	}
	if len(api.asked) != len(filters) {
		t.Errorf("asked %q", api.asked)
	}
}

func TestDirectoryKeepsTheACSUsersOfAnIdentityInTwoSystemsApart(t *testing.T) {
	t.Parallel()
	api := &fakeAPI{}
	directory := api.directory()
	for _, system := range []string{"office", "garage", "office"} {
		user, err := directory.ACSUserOfIdentity(t.Context(), "ada", system)
		if err != nil || user.UserIdentityID != "ada" || user.ACSSystemID != system {
			t.Errorf("got %v, %v in %s", user, err, system)
		}
	}
	api.checkAsked(t, "user of ada in office", "user of ada in garage")
}

func TestDirectoryKeepsNoErrors(t *testing.T) {
	t.Parallel()
	api := &fakeAPI{err: errors.New("outage")}
	directory := api.directory()
	if _, err := directory.ACSUser(t.Context(), "ada"); !errors.Is(err, api.err) {
		t.Errorf("error = %v", err)
	}
	api.err = nil
	if user, err := directory.ACSUser(t.Context(), "ada"); err != nil || user.ACSUserID != "ada" {
		t.Errorf("got %v, %v", user, err)
	}
	api.checkAsked(t, "user ada", "user ada")
}

func (f *fakeAPI) checkMembersOfLobby(t *testing.T, directory *Directory) {
	t.Helper()
	users, err := directory.MembersOfACSAccessGroup(t.Context(), "lobby")
	if err != nil || len(users) != 1 || users[0].FullName != "ada" {
		t.Errorf("members are %v, %v", users, err)
	}
}

func checkMembership(t *testing.T, members *roster.Roster) {
	t.Helper()
	found, err := members.Listed(t.Context(), membership("ada"))
	if err != nil || found.Standing != roster.Member {
		t.Errorf("found %v, %v", found, err)
	}
}

func TestDirectoryAndMembershipsShareTheListOfAGroup(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		ask   func(t *testing.T, api *fakeAPI, directory *Directory, members *roster.Roster)
		lists int
	}{
		"the directory is asked first": {func(t *testing.T, api *fakeAPI, directory *Directory, members *roster.Roster) {
			t.Helper()
			api.checkMembersOfLobby(t, directory)
			checkMembership(t, members)
			api.checkMembersOfLobby(t, directory)
		}, 1},
		"both at once": {func(t *testing.T, api *fakeAPI, directory *Directory, members *roster.Roster) {
			t.Helper()
			api.hold = make(chan struct{})
			var asking sync.WaitGroup
			asking.Go(func() { checkMembership(t, members) })
			synctest.Wait()
			asking.Go(func() { api.checkMembersOfLobby(t, directory) })
			synctest.Wait()
			close(api.hold)
			asking.Wait()
			checkMembership(t, members)
			api.checkMembersOfLobby(t, directory)
		}, 1},
		// The roster keeps no more of a list than memberships need.
		"a membership is asked for first": {func(t *testing.T, api *fakeAPI, directory *Directory, members *roster.Roster) {
			t.Helper()
			checkMembership(t, members)
			api.checkMembersOfLobby(t, directory)
			checkMembership(t, members)
			api.checkMembersOfLobby(t, directory)
		}, 2},
		"after a write the directory asks anew": {func(t *testing.T, api *fakeAPI, directory *Directory, members *roster.Roster) {
			t.Helper()
			api.checkMembersOfLobby(t, directory)
			if _, err := members.Grant(t.Context(), membership("bob"), roster.OneMembership); err != nil {
				t.Error(err)
			}
			checkMembership(t, members)
			api.checkMembersOfLobby(t, directory)
			api.checkMembersOfLobby(t, directory)
		}, 3},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				api := &fakeAPI{listed: map[string][]string{"lobby": {"ada"}}}
				members := roster.New(api)
				test.ask(t, api, New(api, members), members)
				api.asked = slices.DeleteFunc(api.asked, func(question string) bool { return question == "add" })
				api.checkAsked(t, slices.Repeat([]string{"members of lobby"}, test.lists)...)
			})
		})
	}
}

func TestDataSourcesGetNoAnswerThatIsOlderThanAChangeOfPeople(t *testing.T) {
	t.Parallel()
	api := &fakeAPI{}
	directory := api.directory()
	ask := func() {
		_, _ = directory.ACSUser(t.Context(), "ada")
		_, _ = directory.MembersOfACSAccessGroup(t.Context(), "lobby")
	}
	ask()
	ask()
	directory.NotePeopleChange()
	ask()
	ask()
	api.checkAsked(t, "user ada", "members of lobby", "user ada", "members of lobby", "user ada", "members of lobby")
}

func TestTheListOfAnAccessSystemIsReadOnceForResourcesAndDataSources(t *testing.T) {
	t.Parallel()
	api := &fakeAPI{}
	directory := api.directory()
	list := func() {
		t.Helper()
		if users, err := directory.ACSUsers(t.Context(), seam.ACSUserFilter{ACSSystemID: "office"}); err != nil || len(users) != 1 {
			t.Errorf("got %v, %v", users, err)
		}
	}
	_, _ = directory.ACSUsersLike(t.Context(), seam.ACSUserProfile{ACSSystemID: "office", PhoneNumber: "+15555550100"})
	list()
	list()
	api.checkAsked(t, "users of office like ")

	directory.NotePeopleChange("ada")
	list()
	list()
	api.checkAsked(t, "users of office like ", "users of office like ", "users of office like ")
}
