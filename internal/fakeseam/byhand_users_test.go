// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package fakeseam

import (
	"net/http"
	"strconv"
	"testing"
)

func TestDeletedUserIsGoneEverywhere(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	identity := w.AddIdentity(w.workspace, Identity{EmailAddress: "grace@example.com"})
	grace := w.AddUser(w.system, User{EmailAddress: "grace@example.com", UserIdentityID: identity})
	w.HoldChanges()
	w.add(w.group, grace).succeeds()
	w.AddPendingMutation(grace, w.group, DeferredRemoving)
	w.DeleteUser(grace)

	w.post("/acs/users/get", object{"acs_user_id": grace}).fails(http.StatusNotFound, "acs_user_not_found")
	equal(t, "members", w.Members(w.group), nil)
	equal(t, "listed", w.listed(w.group), []string{})
	equal(t, "group's mutations", w.groupMutations(), []object{})
	equal(t, "users", w.Users(w.system), []string{w.user})
	left := w.post("/user_identities/get", object{"user_identity_id": identity}).object("user_identity")
	equal(t, "identity's users", left["acs_user_ids"], any([]any{}))

	w.ReleaseChanges()
	w.addIdentity(w.group, identity).succeeds()
	if members := w.Members(w.group); len(members) != 1 || members[0] == grace {
		t.Errorf("members are %v, want a new ACS user", members)
	}
}

func TestDeletedUserIsLinkedNoMore(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.DeleteUser(w.user)
	w.addIdentity(w.group, w.AddIdentity(w.workspace, Identity{EmailAddress: "ada@example.com"})).succeeds()
	if members := w.Members(w.group); len(members) != 1 || members[0] == w.user {
		t.Errorf("members are %v, want a new ACS user", members)
	}
}

func TestDeletedMemberIsAMemberNoMore(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.AddMember(w.group, w.user)
	w.DeleteUser(w.user)
	equal(t, "synced members", w.SyncedMembers(w.group), nil)
	equal(t, "group's mutations", w.groupMutations(), []object{})
}

func TestRecreatedUserIsAnotherOneOfTheSamePerson(t *testing.T) {
	t.Parallel()
	for _, keepsMemberships := range []bool{false, true} {
		t.Run(strconv.FormatBool(keepsMemberships), func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			identity := w.AddIdentity(w.workspace, Identity{FullName: "Ada"})
			w.LinkUser(w.user, identity)
			w.AddMember(w.group, w.user)
			other := w.AddGroup(w.system, "Visitors")
			w.AddUserError(w.user, "deleted_externally", "Gone.")

			recreated := w.RecreateUser(w.user, keepsMemberships)
			w.post("/acs/users/get", object{"acs_user_id": w.user}).fails(http.StatusNotFound, "acs_user_not_found")
			user := w.post("/acs/users/get", object{"acs_user_id": recreated}).object("acs_user")
			equal(t, "full_name", user["full_name"], any("Ada Lovelace"))
			equal(t, "email_address", user["email_address"], any("ada@example.com"))
			equal(t, "identity", user["user_identity_id"], any(identity))
			equal(t, "errors", user["errors"], any([]any{}))
			equal(t, "users", w.identity(object{"user_identity_id": identity})["acs_user_ids"], any([]any{recreated}))
			var members []string
			if keepsMemberships {
				members = []string{recreated}
			}
			equal(t, "members", w.Members(w.group), members)
			equal(t, "synced members", w.SyncedMembers(w.group), members)
			equal(t, "members of another group", w.Members(other), nil)
		})
	}
}

func TestRecreatedUserWithoutAnIdentityHasNone(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	equal(t, "identity", w.identityOf(w.RecreateUser(w.user, true)), nil)
}

func TestSuspendedUserShowsIt(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.AddMember(w.group, w.user)
	for _, on := range []bool{true, false} {
		w.listed(w.group)
		w.SetSuspended(w.user, on)
		user := w.post("/acs/users/get", object{"acs_user_id": w.user}).object("acs_user")
		equal(t, "is_suspended", user["is_suspended"], any(on))
		equal(t, "members", w.Members(w.group), []string{w.user})
	}
}
