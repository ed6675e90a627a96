// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package contract_test

import (
	"context"
	"errors"
	"net/http/httptest"
	"slices"
	"testing"

	"github.com/seamapi/terraform-provider-seam/internal/contract"
	"github.com/seamapi/terraform-provider-seam/internal/fakeseam"
	"github.com/seamapi/terraform-provider-seam/internal/seam"
)

// callsOf is every call of the client with every field that it can send, to be made in a building.
func callsOf(client *seam.Client, b fakeseam.Building) map[string]func(context.Context) error {
	group, user, identity, entrance := b.Groups[0].ID, b.Users[0].ID, b.Identities[0].ID, b.Entrances[0].ID
	return map[string]func(context.Context) error{
		"workspace": func(ctx context.Context) error { return second(client.GetWorkspace(ctx)) },
		"system":    func(ctx context.Context) error { return second(client.GetACSSystem(ctx, b.System.ID)) },
		"systems": func(ctx context.Context) error {
			return second(client.ListACSSystems(ctx, seam.ACSSystemFilter{Search: "Harbour"}))
		},
		"access group": func(ctx context.Context) error { return second(client.GetACSAccessGroup(ctx, group)) },
		"access groups": func(ctx context.Context) error {
			return second(client.ListACSAccessGroups(ctx, seam.ACSAccessGroupFilter{
				ACSSystemID: b.System.ID, ACSUserID: user, UserIdentityID: identity, Search: "door",
			}))
		},
		"users of an access group": func(ctx context.Context) error { return second(client.ListAccessGroupUsers(ctx, group)) },
		"user":                     func(ctx context.Context) error { return second(client.GetACSUser(ctx, user)) },
		"user of an identity": func(ctx context.Context) error {
			return second(client.GetACSUserOfIdentity(ctx, identity, b.System.ID))
		},
		"users": func(ctx context.Context) error {
			return second(client.ListACSUsers(ctx, seam.ACSUserFilter{
				ACSSystemID: b.System.ID, UserIdentityID: identity, UserIdentityEmailAddress: "ada@example.com",
				UserIdentityPhoneNumber: "+15555550100", Search: "Ada",
			}))
		},
		"identity by ID": func(ctx context.Context) error {
			return second(client.GetUserIdentity(ctx, seam.UserIdentitySelector{UserIdentityID: identity}))
		},
		"identity by key": func(ctx context.Context) error {
			return second(client.GetUserIdentity(ctx, seam.UserIdentitySelector{UserIdentityKey: "ada"}))
		},
		"identities": func(ctx context.Context) error {
			return second(client.ListUserIdentities(ctx, seam.UserIdentityFilter{Search: "Ada"}))
		},
		"entrance": func(ctx context.Context) error { return second(client.GetACSEntrance(ctx, entrance)) },
		"entrances": func(ctx context.Context) error {
			return second(client.ListACSEntrances(ctx, seam.ACSEntranceFilter{ACSSystemID: b.System.ID, Search: "Main"}))
		},
		"entrances of an access group": func(ctx context.Context) error { return second(client.ListAccessGroupEntrances(ctx, group)) },
		"entrances of a user":          func(ctx context.Context) error { return second(client.ListACSUserEntrances(ctx, user)) },
		"entrances of an identity":     func(ctx context.Context) error { return second(client.ListUserIdentityEntrances(ctx, identity)) },
		"add by user":                  func(ctx context.Context) error { return client.AddUserToAccessGroup(ctx, group, byUser(user)) },
		"add by identity": func(ctx context.Context) error {
			return client.AddUserToAccessGroup(ctx, group, byIdentity(identity))
		},
		"remove by user": func(ctx context.Context) error { return client.RemoveUserFromAccessGroup(ctx, group, byUser(user)) },
		"remove by identity": func(ctx context.Context) error {
			return client.RemoveUserFromAccessGroup(ctx, group, byIdentity(identity))
		},
		"people who come and go": func(ctx context.Context) error { return comeAndGo(ctx, client, b.System.ID) },
	}
}

// comeAndGo makes a person, changes everything that can be changed, and deletes the person.
func comeAndGo(ctx context.Context, client *seam.Client, acsSystemID string) error {
	identity, err := client.CreateUserIdentity(ctx, seam.UserIdentityProfile{
		UserIdentityKey: "eve", FullName: "Eve", EmailAddress: "eve@example.com", PhoneNumber: "+15555550155",
	})
	if err != nil {
		return err
	}
	always := &seam.AccessSchedule{StartsAt: "2030-01-01T00:00:00Z"}
	user, err := client.CreateACSUser(ctx, seam.ACSUserProfile{
		ACSSystemID: acsSystemID, FullName: "Eve", EmailAddress: "eve@example.com", PhoneNumber: "+15555550155",
		UserIdentityID: identity.UserIdentityID, AccessSchedule: always,
	})
	if err != nil {
		return err
	}
	schedule := &seam.AccessSchedule{StartsAt: "2030-01-01T00:00:00Z", EndsAt: "2031-01-01T00:00:00Z"}
	return errors.Join(
		client.UpdateACSUser(ctx, user.ACSUserID, seam.ACSUserChanges{
			FullName: "Eve B.", EmailAddress: "eve.b@example.com", PhoneNumber: "+15555550156", AccessSchedule: schedule,
		}),
		client.UpdateACSUser(ctx, user.ACSUserID, seam.ACSUserChanges{ClearsAccessSchedule: true}),
		client.SuspendACSUser(ctx, user.ACSUserID),
		client.UnsuspendACSUser(ctx, user.ACSUserID),
		client.UnlinkACSUser(ctx, identity.UserIdentityID, user.ACSUserID),
		client.LinkACSUser(ctx, identity.UserIdentityID, user.ACSUserID),
		client.UpdateUserIdentity(ctx, identity.UserIdentityID, seam.UserIdentityChanges{
			UserIdentityKey: seam.SetTo("eve.b"), FullName: seam.SetTo("Eve B."),
			EmailAddress: seam.SetTo("eve.b@example.com"), PhoneNumber: seam.SetTo(""),
		}),
		client.DeleteACSUser(ctx, user.ACSUserID),
		client.DeleteUserIdentity(ctx, identity.UserIdentityID),
	)
}

func byUser(id string) seam.UserSelector { return seam.UserSelector{ACSUserID: id} }

func byIdentity(id string) seam.UserSelector { return seam.UserSelector{UserIdentityID: id} }

func second[T any](_ T, err error) error { return err }

// clientOf is a client of a building behind the checks, which fail the test.
func clientOf(t *testing.T, b fakeseam.Building) *seam.Client {
	t.Helper()
	server := httptest.NewServer(contract.Handler(t, b.Fake))
	t.Cleanup(server.Close)
	credential, err := seam.APIKey(b.Fake.AddAPIKey(b.WorkspaceID))
	if err != nil {
		t.Fatal(err)
	}
	client, err := seam.New(seam.Config{Endpoint: server.URL, Credential: credential})
	if err != nil {
		t.Fatal(err)
	}
	return client
}

func TestEveryCallOfTheClientConforms(t *testing.T) {
	t.Parallel()
	b := fakeseam.NewBuilding()
	b.Fake.AddIdentity(b.WorkspaceID, fakeseam.Identity{Key: "ada"})
	client := clientOf(t, b)
	for name, call := range callsOf(client, b) {
		if err := call(t.Context()); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	var called []string
	for _, request := range b.Fake.Requests() {
		called = append(called, request.Path)
	}
	slices.Sort(called)
	called = slices.Compact(called)
	described := slices.Concat(called, notCalled())
	slices.Sort(described)
	if paths := document(t).Paths(); !slices.Equal(described, paths) {
		t.Errorf("the document has %q, the client calls %q", paths, called)
	}
}

// notCalled are the paths that the fake serves and the client does not call.
func notCalled() []string {
	return []string{
		"/acs/access_groups/delete",
		"/user_identities/list_acs_users",
		"/user_identities/merge",
	}
}

// TestEveryShapeOfOurFakeConforms has the fake answer what the acceptance tests seldom see.
func TestEveryShapeOfOurFakeConforms(t *testing.T) {
	t.Parallel()
	b := fakeseam.NewBuilding()
	client := clientOf(t, b)
	for i, kind := range []string{fakeseam.Adding, fakeseam.Removing, fakeseam.DeferredAdding, fakeseam.DeferredRemoving} {
		b.Fake.AddPendingMutation(b.Users[i].ID, b.Groups[0].ID, kind)
		b.Fake.AddMember(b.Groups[0].ID, b.Users[i].ID)
	}
	showTroubles(b)
	for range 600 { // more than one page
		b.Fake.AddUser(b.System.ID, fakeseam.User{})
		b.Fake.AddIdentity(b.WorkspaceID, fakeseam.Identity{})
	}
	for name, call := range callsOf(client, b) {
		if name != "identity by key" {
			if err := call(t.Context()); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
	for _, list := range []func() error{
		func() error { return second(client.ListACSUsers(t.Context(), seam.ACSUserFilter{})) },
		func() error { return second(client.ListUserIdentities(t.Context(), seam.UserIdentityFilter{})) },
	} {
		if err := list(); err != nil {
			t.Error(err)
		}
	}
}

// showTroubles makes a building show every code that there is, but for those with fields of their own.
func showTroubles(b fakeseam.Building) {
	user, group := b.Users[0].ID, b.Groups[0].ID
	for id, codes := range map[string][]string{
		user: {
			"deleted_externally", "salto_ks_subscription_limit_exceeded", "failed_to_create_on_acs_system",
			"failed_to_update_on_acs_system", "failed_to_delete_on_acs_system", "latch_conflict_with_resident_user",
		},
		group:             {"failed_to_create_on_acs_system"},
		b.System.ID:       {"account_disconnected", "acs_system_disconnected", "provider_service_unavailable"},
		b.Entrances[0].ID: {"account_disconnected"},
	} {
		for _, code := range codes {
			b.Fake.AddError(id, code, "No.")
		}
	}
	for id, codes := range map[string][]string{
		user: {
			"being_deleted", "acs_user_inactive", "salto_ks_user_not_subscribed", "latch_resident_user", "unknown_issue_with_acs_user",
		},
		group:              {"being_deleted", "unknown_issue_with_acs_access_group"},
		b.System.ID:        {"setup_required", "unknown_issue_with_acs_system"},
		b.Entrances[0].ID:  {"entrance_setup_required", "privacy_mode"},
		b.Identities[0].ID: {"being_deleted", "acs_user_profile_does_not_match_user_identity"},
	} {
		for _, code := range codes {
			b.Fake.AddWarning(id, code, "No.")
		}
	}
	for _, code := range []string{"creating", "deferring_creation", "deleting"} {
		b.Fake.AddUserMutation(user, code)
	}
	for _, code := range []string{"creating", "deferring_deletion", "deleting"} {
		b.Fake.AddGroupMutation(group, code)
	}
	b.Fake.SetSuspended(user, true)
}

func TestRefusalsOfOurFakeConform(t *testing.T) {
	t.Parallel()
	b := fakeseam.NewBuilding()
	client := clientOf(t, b)
	const nobody, nothing = "9e107d9d-372b-4b6b-9e10-7d9d372bb682", "7d793037-a076-4c4d-8cd9-8f00b204e980"
	stranger := b.Fake.AddWorkspace("Elsewhere")
	foreign := b.Fake.AddGroup(b.Fake.AddSystem(stranger, "Elsewhere"), "Elsewhere")
	for name, call := range map[string]func() error{
		"unknown user":         func() error { return client.AddUserToAccessGroup(t.Context(), b.Groups[0].ID, byUser(nobody)) },
		"unknown access group": func() error { return client.AddUserToAccessGroup(t.Context(), nothing, byUser(b.Users[0].ID)) },
		"foreign access group": func() error { return client.AddUserToAccessGroup(t.Context(), foreign, byUser(b.Users[0].ID)) },
		"unknown system":       func() error { return second(client.GetACSSystem(t.Context(), nothing)) },
		"unknown identity":     func() error { return client.AddUserToAccessGroup(t.Context(), b.Groups[0].ID, byIdentity(nobody)) },
	} {
		if err := call(); !seam.IsNotFound(err) {
			t.Errorf("%s: the error is %v", name, err)
		}
	}
	b.Fake.SetStrictRepeats(true)
	if err := client.RemoveUserFromAccessGroup(t.Context(), b.Groups[0].ID, byUser(b.Users[0].ID)); !seam.IsRefused(err) {
		t.Errorf("removing somebody who is no member: the error is %v", err)
	}
}
