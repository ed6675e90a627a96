// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package fakeseam

import (
	"net/http"
	"testing"
)

// linking is a world with an ACS user and two user identities, of which the second has an ACS user.
type linking struct {
	*world

	free, owner, owned string
}

func newLinking(t *testing.T) linking {
	t.Helper()
	w := newWorld(t)
	l := linking{world: w, free: w.AddIdentity(w.workspace, Identity{FullName: "Ada"}), owner: w.AddIdentity(w.workspace, Identity{FullName: "Grace", Key: "grace"})}
	l.owned = w.AddUser(w.system, User{FullName: "Grace", EmailAddress: "grace@example.com", UserIdentityID: l.owner})
	return l
}

// link and unlink send what a client sends to link an ACS user to a user identity, and to end that.
func (l linking) link(userID, identityID string) reply {
	l.t.Helper()
	return l.post("/user_identities/add_acs_user", object{"acs_user_id": userID, "user_identity_id": identityID})
}

func (l linking) unlink(userID, identityID string) reply {
	l.t.Helper()
	return l.post("/user_identities/remove_acs_user", object{"acs_user_id": userID, "user_identity_id": identityID})
}

// usersOf returns the ACS users of a user identity.
func (l linking) usersOf(identityID string) []string {
	l.t.Helper()
	return l.post("/user_identities/list_acs_users", object{"user_identity_id": identityID}).list("acs_users", "acs_user_id")
}

func TestLinkAndUnlink(t *testing.T) {
	t.Parallel()
	l := newLinking(t)
	for range 2 {
		equal(t, "answer", l.link(l.user, l.free).succeeds().raw, `{"ok":true}`)
		equal(t, "users", l.usersOf(l.free), []string{l.user})
		equal(t, "identity", l.identityOf(l.user), any(l.free))
	}
	for range 2 {
		equal(t, "answer", l.unlink(l.user, l.free).succeeds().raw, `{"ok":true}`)
		equal(t, "users", l.usersOf(l.free), []string{})
		equal(t, "identity", l.identityOf(l.user), nil)
	}
	l.unlink(l.owned, l.free).succeeds()
	equal(t, "users of the other", l.usersOf(l.owner), []string{l.owned})
}

func TestStrictRepeatsOfLinksFail(t *testing.T) {
	t.Parallel()
	l := newLinking(t)
	l.SetStrictRepeats(true)
	l.link(l.owned, l.owner).fails(http.StatusBadRequest, "invalid_input")
	l.unlink(l.user, l.owner).fails(http.StatusBadRequest, "invalid_input")
}

func TestLinkRefusesWhatIsLinked(t *testing.T) {
	t.Parallel()
	l := newLinking(t)
	l.link(l.owned, l.free).fails(http.StatusBadRequest, "acs_user_already_exists")
	l.SetConflictStatus(http.StatusConflict)
	l.link(l.user, l.owner).fails(http.StatusConflict, "acs_user_already_exists")
	equal(t, "users", l.usersOf(l.owner), []string{l.owned})
	equal(t, "users", l.usersOf(l.free), []string{})
}

func TestLinkByKey(t *testing.T) {
	t.Parallel()
	l := newLinking(t)
	byKey := func(userID, key string) reply {
		t.Helper()
		return l.post("/user_identities/add_acs_user", object{"acs_user_id": userID, "user_identity_key": key})
	}
	byKey(l.owned, "grace").succeeds()
	byKey(l.owned, "hopper").fails(http.StatusBadRequest, "acs_user_already_exists")
	byKey(l.user, "ada").succeeds()
	made := l.identity(object{"user_identity_key": "ada"})
	for name, want := range map[string]any{
		"full_name": "Ada Lovelace", "email_address": "ada@example.com", "phone_number": "+15555550100", "acs_user_ids": []any{l.user},
	} {
		equal(t, name, made[name], want)
	}
	twin := l.AddUser(l.AddSystem(l.workspace, "Warehouse"), User{EmailAddress: "ada@example.com"})
	byKey(twin, "another").fails(http.StatusBadRequest, "user_identity_already_exists")
}

func TestLinksRefuseWhatIsUnknown(t *testing.T) {
	t.Parallel()
	l := newLinking(t)
	l.link(someUUID, l.free).fails(http.StatusNotFound, "acs_user_not_found")
	l.link(l.user, someUUID).fails(http.StatusNotFound, "user_identity_not_found")
	l.unlink(someUUID, l.free).fails(http.StatusNotFound, "acs_user_not_found")
	l.unlink(l.user, someUUID).fails(http.StatusNotFound, "user_identity_not_found")
	l.post("/user_identities/list_acs_users", object{"user_identity_id": someUUID}).fails(http.StatusNotFound, "user_identity_not_found")
	l.post("/user_identities/add_acs_user", object{"acs_user_id": l.user}).fails(http.StatusBadRequest, "invalid_input")
}
