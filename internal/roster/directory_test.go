// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package roster

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"
	"testing/synctest"

	"github.com/seamapi/terraform-provider-seam/internal/seam"
)

// fakeDirectoryAPI answers everything with nothing, and notes what it was asked. Only ACS users are there.
type fakeDirectoryAPI struct {
	DirectoryAPI

	asked []string
	err   error
}

func (f *fakeDirectoryAPI) ask(question string) error {
	f.asked = append(f.asked, question)
	return f.err
}

func (f *fakeDirectoryAPI) ListACSUsers(_ context.Context, filter seam.ACSUserFilter) ([]seam.ACSUser, error) {
	return []seam.ACSUser{{FullName: filter.Search}}, f.ask(fmt.Sprintf("users of %s like %s", filter.ACSSystemID, filter.Search))
}

func (f *fakeDirectoryAPI) GetACSUser(_ context.Context, acsUserID string) (*seam.ACSUser, error) {
	return &seam.ACSUser{ACSUserID: acsUserID}, f.ask("user " + acsUserID)
}

func (f *fakeDirectoryAPI) GetACSUserOfIdentity(_ context.Context, userIdentityID, acsSystemID string) (*seam.ACSUser, error) {
	return &seam.ACSUser{UserIdentityID: userIdentityID, ACSSystemID: acsSystemID}, f.ask("user of " + userIdentityID + " in " + acsSystemID)
}

func (f *fakeDirectoryAPI) checkAsked(t *testing.T, want ...string) {
	t.Helper()
	if !slices.Equal(f.asked, want) {
		t.Errorf("asked %q, want %q", f.asked, want)
	}
}

func TestDirectoryAsksTheSameQuestionOnceUntilTheFirstWrite(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		api, members := &fakeDirectoryAPI{}, New(newFakeAPI(t))
		directory := NewDirectory(api, members)
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

		if _, err := members.Grant(t.Context(), lobby, byUser("ada")); err != nil {
			t.Fatal(err)
		}
		lookUp(ada)
		lookUp(ada)
		api.checkAsked(t, "users of office like ada", "users of office like bob", "users of office like ada", "users of office like ada")
	})
}

// Fields that run together must not: a name can hold whatever separates them.
func TestDirectoryTellsQuestionsApart(t *testing.T) {
	t.Parallel()
	api := &fakeDirectoryAPI{}
	directory := NewDirectory(api, New(newFakeAPI(t)))
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
	api := &fakeDirectoryAPI{}
	directory := NewDirectory(api, New(newFakeAPI(t)))
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
	api := &fakeDirectoryAPI{err: errors.New("outage")}
	directory := NewDirectory(api, New(newFakeAPI(t)))
	if _, err := directory.ACSUser(t.Context(), "ada"); !errors.Is(err, api.err) {
		t.Errorf("error = %v", err)
	}
	api.err = nil
	if user, err := directory.ACSUser(t.Context(), "ada"); err != nil || user.ACSUserID != "ada" {
		t.Errorf("got %v, %v", user, err)
	}
	api.checkAsked(t, "user ada", "user ada")
}
