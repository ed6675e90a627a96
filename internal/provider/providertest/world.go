// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

// Package providertest is the harness of the acceptance tests: a world that the provider works in, and two ways to drive
// the provider there. A Process speaks the plugin protocol to it; a CLI runs the real Terraform with the provider's binary.
package providertest

import (
	"net/http/httptest"
	"reflect"
	"slices"
	"testing"

	"github.com/seamapi/terraform-provider-seam/internal/contract"
	"github.com/seamapi/terraform-provider-seam/internal/fakeseam"
)

// Paths of the Seam API that tests count requests to.
const (
	PathAddACSUser     = "/acs/users/add_to_access_group"
	PathAddIdentity    = "/acs/access_groups/add_user"
	PathRemove         = "/acs/users/remove_from_access_group"
	PathListMembers    = "/acs/access_groups/list_users"
	PathGetGroup       = "/acs/access_groups/get"
	PathListGroups     = "/acs/access_groups/list"
	PathGetSystem      = "/acs/systems/get"
	PathListSystems    = "/acs/systems/list"
	PathGetUser        = "/acs/users/get"
	PathListUsers      = "/acs/users/list"
	PathGetIdentity    = "/user_identities/get"
	PathListIdentities = "/user_identities/list"
	PathCreateIdentity = "/user_identities/create"
	PathUpdateIdentity = "/user_identities/update"
	PathDeleteIdentity = "/user_identities/delete"
	PathGetWorkspace   = "/workspaces/get"

	PathGetEntrance             = "/acs/entrances/get"
	PathListEntrances           = "/acs/entrances/list"
	PathListEntrancesOfGroup    = "/acs/access_groups/list_accessible_entrances"
	PathListEntrancesOfUser     = "/acs/users/list_accessible_entrances"
	PathListEntrancesOfIdentity = "/user_identities/list_accessible_entrances"
)

// World is a fake Seam with one workspace and one access system in it, served on loopback. Every exchange with it is held
// to Seam's OpenAPI document.
type World struct {
	*fakeseam.Fake

	URL         string
	WorkspaceID string
	APIKey      string
	ACSSystemID string
}

// NewWorld returns a world of its own for a test.
func NewWorld(t *testing.T) *World {
	t.Helper()
	fake := fakeseam.New()
	w := &World{Fake: fake, URL: Serve(t, fake), WorkspaceID: fake.AddWorkspace("Acme")}
	w.APIKey = fake.AddAPIKey(w.WorkspaceID)
	w.ACSSystemID = fake.AddSystem(w.WorkspaceID, "Head Office")
	return w
}

// Serve serves a fake Seam on loopback until the test is over, and returns its URL. Every exchange with it is held to
// Seam's OpenAPI document.
func Serve(t *testing.T, fake *fakeseam.Fake) (url string) {
	t.Helper()
	server := httptest.NewServer(contract.Handler(t, fake))
	t.Cleanup(server.Close)
	return server.URL
}

// Group adds an access group to the world's access system.
func (w *World) Group(name string) string {
	return w.AddGroup(w.ACSSystemID, name)
}

// Entrance adds an entrance to the world's access system.
func (w *World) Entrance(name string) string {
	return w.AddEntrance(w.ACSSystemID, name)
}

// User adds an ACS user to the world's access system.
func (w *World) User(name string) string {
	return w.AddUser(w.ACSSystemID, fakeseam.User{FullName: name})
}

// Person adds a user identity, and its ACS user in the world's access system.
func (w *World) Person(name string) (userIdentityID, acsUserID string) {
	userIdentityID = w.AddIdentity(w.WorkspaceID, fakeseam.Identity{FullName: name})
	acsUserID = w.AddUser(w.ACSSystemID, fakeseam.User{FullName: name, UserIdentityID: userIdentityID})
	return userIdentityID, acsUserID
}

// HasMembers checks who is in an access group, in any order.
func (w *World) HasMembers(t *testing.T, group string, users ...string) {
	t.Helper()
	slices.Sort(users)
	if members := w.Members(group); !slices.Equal(members, users) {
		t.Errorf("the members of group %s are %q, want %q", group, members, users)
	}
}

// HasSyncedMembers checks whom the access system itself has in an access group, in the order of their IDs.
func (w *World) HasSyncedMembers(t *testing.T, group string, users ...string) {
	t.Helper()
	if synced := w.SyncedMembers(group); !slices.Equal(synced, users) {
		t.Errorf("the access system has the members %q, want %q", synced, users)
	}
}

// HasUsers checks how many ACS users there are in the world's access system.
func (w *World) HasUsers(t *testing.T, want int) {
	t.Helper()
	if users := w.Users(w.ACSSystemID); len(users) != want {
		t.Errorf("the access system has %d ACS users, want %d", len(users), want)
	}
}

// Sent checks how many requests were sent to a path since the last reset.
func (w *World) Sent(t *testing.T, path string, want int) {
	t.Helper()
	if got := len(w.RequestsTo(path)); got != want {
		t.Errorf("%d requests were sent to %s, want %d", got, path, want)
	}
}

// SentInAll checks how many requests were sent since the last reset.
func (w *World) SentInAll(t *testing.T, want int) {
	t.Helper()
	requests := w.Requests()
	if len(requests) == want {
		return
	}
	perPath := map[string]int{}
	for _, request := range requests {
		perPath[request.Path]++
	}
	t.Errorf("%d requests were sent, want %d: %v", len(requests), want, perPath)
}

// SentNoWrite checks that nothing was asked to be changed since the last reset.
func (w *World) SentNoWrite(t *testing.T) {
	t.Helper()
	for _, path := range []string{PathAddACSUser, PathAddIdentity, PathRemove, PathCreateIdentity, PathUpdateIdentity, PathDeleteIdentity} {
		w.Sent(t, path, 0)
	}
}

// SentBodies checks the bodies of the requests that were sent to a path since the last reset.
func (w *World) SentBodies(t *testing.T, path string, want ...map[string]any) {
	t.Helper()
	var got []map[string]any
	for _, request := range w.RequestsTo(path) {
		got = append(got, request.Body)
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("the bodies sent to %s are %v, want %v", path, got, want)
	}
}
