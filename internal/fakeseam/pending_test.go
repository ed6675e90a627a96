// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package fakeseam

import (
	"testing"
	"time"
)

const (
	startTime  = "2026-03-01T09:00:00.000Z"
	secondTime = "2026-03-01T09:00:01.000Z"
)

func (w *world) userMutations() []object {
	w.t.Helper()
	return mutations(w.post("/acs/users/get", object{"acs_user_id": w.user}).object("acs_user"))
}

func (w *world) groupMutations() []object {
	w.t.Helper()
	return mutations(w.post("/acs/access_groups/get", object{"acs_access_group_id": w.group}).object("acs_access_group"))
}

// ofUser and ofGroup are what the two sides show of one change, in the OpenAPI document's shape.
func ofUser(from, to any, at string) []object {
	return []object{{
		"mutation_code": "updating_group_membership", "created_at": at,
		"from": object{"acs_access_group_id": from}, "to": object{"acs_access_group_id": to},
	}}
}

func ofGroup(from, to any, at string) []object {
	return []object{{
		"mutation_code": "updating_user_membership", "created_at": at,
		"from": object{"acs_user_id": from}, "to": object{"acs_user_id": to},
	}}
}

func TestNothingIsPendingByDefault(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.add(w.group, w.user).succeeds()
	equal(t, "user's mutations", w.userMutations(), []object{})
	equal(t, "group's mutations", w.groupMutations(), []object{})
}

func TestAdditionIsPendingUntilTheSyncDelayIsOver(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.SetSyncDelay(3 * time.Second)
	w.add(w.group, w.user).succeeds()

	w.clock.advance(3*time.Second - time.Nanosecond)
	equal(t, "members", w.Members(w.group), []string{w.user})
	equal(t, "synced members", w.SyncedMembers(w.group), nil)
	equal(t, "user's mutations", w.userMutations(), ofUser(nil, w.group, startTime))
	equal(t, "group's mutations", w.groupMutations(), ofGroup(nil, w.user, startTime))

	w.clock.advance(time.Nanosecond)
	equal(t, "user's mutations later", w.userMutations(), []object{})
	equal(t, "group's mutations later", w.groupMutations(), []object{})
	equal(t, "synced members later", w.SyncedMembers(w.group), []string{w.user})
}

func TestRemovalIsPendingUntilTheSyncDelayIsOver(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.AddMember(w.group, w.user)
	w.SetSyncDelay(3 * time.Second)
	w.clock.advance(time.Second)
	w.remove(w.group, w.user).succeeds()

	equal(t, "members", w.Members(w.group), nil)
	equal(t, "synced members", w.SyncedMembers(w.group), []string{w.user})
	equal(t, "user's mutations", w.userMutations(), ofUser(w.group, nil, secondTime))
	equal(t, "group's mutations", w.groupMutations(), ofGroup(w.user, nil, secondTime))

	w.clock.advance(3 * time.Second)
	equal(t, "synced members later", w.SyncedMembers(w.group), nil)
	equal(t, "user's mutations later", w.userMutations(), []object{})
}

func TestTakingAPendingChangeBackLeavesNothingPending(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.SetSyncDelay(time.Second)
	w.add(w.group, w.user).succeeds()
	w.remove(w.group, w.user).succeeds()
	equal(t, "mutations", w.userMutations(), []object{})

	w.AddMember(w.group, w.user)
	w.remove(w.group, w.user).succeeds()
	w.add(w.group, w.user).succeeds()
	equal(t, "mutations of a member", w.userMutations(), []object{})
	equal(t, "synced members", w.SyncedMembers(w.group), []string{w.user})
}

func TestHeldChangesArePendingUntilTheyAreReleased(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.HoldChanges()
	w.add(w.group, w.user).succeeds()
	w.clock.advance(1000 * time.Hour)
	equal(t, "synced members", w.SyncedMembers(w.group), nil)
	equal(t, "mutations", w.userMutations(), ofUser(nil, w.group, startTime))

	w.ReleaseChanges()
	equal(t, "synced members, released", w.SyncedMembers(w.group), []string{w.user})
	equal(t, "mutations, released", w.userMutations(), []object{})
	w.remove(w.group, w.user).succeeds()
	equal(t, "synced members afterwards", w.SyncedMembers(w.group), nil)
}

func TestReleasingLeavesDelayedChangesToTheirTime(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.SetSyncDelay(time.Second)
	w.add(w.group, w.user).succeeds()
	w.ReleaseChanges()
	equal(t, "synced members", w.SyncedMembers(w.group), nil)
	w.clock.advance(time.Second)
	equal(t, "synced members later", w.SyncedMembers(w.group), []string{w.user})
}

func TestPendingChangesShowInListsToo(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.HoldChanges()
	w.add(w.group, w.user).succeeds()
	users, _ := w.post("/acs/access_groups/list_users", object{"acs_access_group_id": w.group}).succeeds().body["acs_users"].([]any)
	equal(t, "user's mutations", mutations(users[0].(object)), ofUser(nil, w.group, startTime))
	groups, _ := w.post("/acs/access_groups/list", object{}).succeeds().body["acs_access_groups"].([]any)
	equal(t, "group's mutations", mutations(groups[0].(object)), ofGroup(nil, w.user, startTime))
}

func TestListing(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name                       string
		mode                       Listing
		whileAdding, whileRemoving int
		afterAdding, afterRemoving int
	}{
		{name: "at once", mode: ListAtOnce, whileAdding: 1, afterAdding: 1, whileRemoving: 0, afterRemoving: 0},
		{name: "when synced", mode: ListWhenSynced, whileAdding: 0, afterAdding: 1, whileRemoving: 1, afterRemoving: 0},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			w.SetListing(test.mode)
			identity := w.AddIdentity(w.workspace, Identity{EmailAddress: "ada@example.com"})
			check := func(when string, want int) {
				t.Helper()
				equal(t, "number of users listed "+when, len(w.listed(w.group)), want)
				for _, filter := range []object{{"acs_user_id": w.user}, {"user_identity_id": identity}} {
					groups := w.post("/acs/access_groups/list", filter).list("acs_access_groups", "acs_access_group_id")
					equal(t, "number of groups listed "+when, len(groups), want)
				}
			}
			w.SetSyncDelay(time.Second)
			w.addIdentity(w.group, identity).succeeds()
			check("while adding", test.whileAdding)
			w.clock.advance(time.Second)
			check("after adding", test.afterAdding)
			w.remove(w.group, w.user).succeeds()
			check("while removing", test.whileRemoving)
			w.clock.advance(time.Second)
			check("after removing", test.afterRemoving)
		})
	}
}

func TestPendingMutationsByHand(t *testing.T) {
	t.Parallel()
	deferred := func(idName, code, variant string) func(w *world) []object {
		return func(w *world) []object {
			id := w.group
			if idName == "acs_user_id" {
				id = w.user
			}
			return []object{{"mutation_code": code, "created_at": startTime, idName: id, "variant": variant}}
		}
	}
	for kind, want := range map[string][2]func(w *world) []object{
		Adding: {
			func(w *world) []object { return ofUser(nil, w.group, startTime) },
			func(w *world) []object { return ofGroup(nil, w.user, startTime) },
		},
		Removing: {
			func(w *world) []object { return ofUser(w.group, nil, startTime) },
			func(w *world) []object { return ofGroup(w.user, nil, startTime) },
		},
		DeferredAdding: {
			deferred("acs_access_group_id", "deferring_group_membership_update", "adding"),
			deferred("acs_user_id", "deferring_user_membership_update", "adding"),
		},
		DeferredRemoving: {
			deferred("acs_access_group_id", "deferring_group_membership_update", "removing"),
			deferred("acs_user_id", "deferring_user_membership_update", "removing"),
		},
	} {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			w.AddPendingMutation(w.user, w.group, kind)
			w.clock.advance(1000 * time.Hour)
			equal(t, "user's mutations", w.userMutations(), want[0](w))
			equal(t, "group's mutations", w.groupMutations(), want[1](w))
			equal(t, "members", w.Members(w.group), nil)

			w.ClearPendingMutations(w.user)
			equal(t, "user's mutations, cleared", w.userMutations(), []object{})
			equal(t, "group's mutations, cleared", w.groupMutations(), []object{})
		})
	}
}

func TestPendingMutationsComeOldestFirst(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.HoldChanges()
	w.add(w.group, w.user).succeeds()
	w.clock.advance(time.Second)
	w.AddPendingMutation(w.user, w.group, Removing)
	equal(t, "mutations", w.userMutations(), append(ofUser(nil, w.group, startTime), ofUser(w.group, nil, secondTime)...))
}

func TestClearingSparesOtherPeople(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	other := w.AddUser(w.system, User{FullName: "Other"})
	w.AddPendingMutation(other, w.group, Adding)
	w.AddPendingMutation(w.user, w.group, Adding)
	w.ClearPendingMutations(other)
	equal(t, "group's mutations", w.groupMutations(), ofGroup(nil, w.user, startTime))
}

func TestChangesOfAUserItselfShowAsPending(t *testing.T) {
	t.Parallel()
	for _, code := range []string{"creating", "deferring_creation", "deleting"} {
		t.Run(code, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			w.AddPendingMutation(w.user, w.group, Adding)
			w.AddUserMutation(w.user, code)
			want := append(ofUser(nil, w.group, startTime), object{"mutation_code": code, "created_at": startTime})
			equal(t, "user's mutations", w.userMutations(), want)
			equal(t, "group's mutations", w.groupMutations(), ofGroup(nil, w.user, startTime))
			w.ClearPendingMutations(w.user)
			equal(t, "user's mutations, cleared", w.userMutations(), []object{})
			equal(t, "group's mutations, cleared", w.groupMutations(), []object{})
		})
	}
}

func TestChangesOfAGroupItselfShowAsPending(t *testing.T) {
	t.Parallel()
	for _, code := range []string{"creating", "deleting", "deferring_deletion"} {
		t.Run(code, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			w.AddGroupMutation(w.group, code)
			equal(t, "group's mutations", w.groupMutations(), []object{{"mutation_code": code, "created_at": startTime}})
			equal(t, "user's mutations", w.userMutations(), []object{})
			w.AddPendingMutation(w.user, w.group, Adding)
			w.ClearPendingMutations(w.user)
			equal(t, "group's mutations", w.groupMutations(), []object{{"mutation_code": code, "created_at": startTime}})
			w.DeleteGroup(w.group)
		})
	}
}
