// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package fakeseam

import (
	"net/http"
	"testing"
)

func TestCreateIdentity(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	made := w.post("/user_identities/create", object{
		"user_identity_key": "grace", "full_name": "Grace Hopper", "email_address": "grace@example.com", "phone_number": "+15555550101",
	}).object("user_identity")
	equal(t, "answer", w.identity(object{"user_identity_id": made["user_identity_id"]}), made)
	for name, want := range map[string]any{
		"user_identity_key": "grace", "full_name": "Grace Hopper", "display_name": "Grace Hopper", "email_address": "grace@example.com",
		"phone_number": "+15555550101", "workspace_id": w.workspace, "acs_user_ids": []any{},
	} {
		equal(t, name, made[name], want)
	}
}

func TestCreateIdentityWithNothingButNulls(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for range 2 {
		made := w.post("/user_identities/create", object{"user_identity_key": nil, "full_name": nil, "email_address": nil, "phone_number": nil}).object("user_identity")
		equal(t, "user_identity_key", made["user_identity_key"], nil)
		equal(t, "email_address", made["email_address"], nil)
	}
}

func TestCreateIdentityInSystems(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	elsewhere := w.AddSystem(w.workspace, "Warehouse")
	made := w.post("/user_identities/create", object{
		"full_name": "Ada", "email_address": "ada@example.com", "acs_system_ids": []string{w.system, elsewhere},
	}).object("user_identity")
	users := w.Users(elsewhere)
	equal(t, "number of users elsewhere", len(users), 1)
	equal(t, "acs_user_ids", made["acs_user_ids"], any([]any{w.user, users[0]}))
	w.post("/user_identities/create", object{"full_name": "Grace", "acs_system_ids": []string{someUUID}}).fails(http.StatusNotFound, "acs_system_not_found")
	equal(t, "number of identities", len(w.post("/user_identities/list", object{}).list("user_identities", "user_identity_id")), 1)
}

func TestUpdateIdentityChangesWhatItNamesAndNullClears(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	id := w.AddIdentity(w.workspace, Identity{FullName: "Ada", EmailAddress: "ada@example.com", PhoneNumber: "+15555550100", Key: "ada"})
	w.LinkUser(w.user, id)
	update := func(change object) object {
		t.Helper()
		w.acsUser(w.user)
		change["user_identity_id"] = id
		equal(t, "answer", w.post("/user_identities/update", change).succeeds().raw, `{"ok":true}`)
		return w.identity(object{"user_identity_id": id})
	}
	after := update(object{"full_name": "Ada King", "email_address": nil})
	equal(t, "full_name", after["full_name"], any("Ada King"))
	equal(t, "email_address", after["email_address"], nil)
	equal(t, "phone_number", after["phone_number"], any("+15555550100"))
	equal(t, "user_identity_key", after["user_identity_key"], any("ada"))
	equal(t, "full name that its ACS user shows", w.acsUser(w.user)["user_identity_full_name"], any("Ada King"))
	equal(t, "email address that its ACS user shows", w.acsUser(w.user)["user_identity_email_address"], nil)

	after = update(object{"full_name": nil, "phone_number": nil, "user_identity_key": nil})
	equal(t, "full_name", after["full_name"], nil)
	equal(t, "phone_number", after["phone_number"], nil)
	equal(t, "user_identity_key", after["user_identity_key"], nil)
	w.post("/user_identities/get", object{"user_identity_key": "ada"}).fails(http.StatusNotFound, "user_identity_not_found")
}

func TestIdentitiesDifferInKeyAddressAndNumber(t *testing.T) {
	t.Parallel()
	for _, status := range []int{http.StatusBadRequest, http.StatusConflict} {
		w := newWorld(t)
		w.SetConflictStatus(status)
		w.AddIdentity(w.workspace, Identity{FullName: "Ada", EmailAddress: "ada@example.com", PhoneNumber: "+15555550100", Key: "ada"})
		other := w.AddIdentity(w.workspace, Identity{FullName: "Grace", EmailAddress: "grace@example.com"})
		for _, taken := range []object{{"user_identity_key": "ada"}, {"email_address": "ADA@example.com"}, {"phone_number": "+15555550100"}} {
			w.post("/user_identities/create", taken).fails(status, "user_identity_already_exists")
			taken["user_identity_id"] = other
			w.post("/user_identities/update", taken).fails(status, "user_identity_already_exists")
		}
		w.post("/user_identities/update", object{"user_identity_id": other, "email_address": "Grace@example.com", "full_name": "Ada"}).succeeds()
		w.postAs(w.AddAPIKey(w.AddWorkspace("Other")), "/user_identities/create", object{"user_identity_key": "ada"}).succeeds()
	}
}

func TestKeyOfAMergedIdentityIsTaken(t *testing.T) {
	t.Parallel()
	p := newPair(t)
	p.MergeIdentities(p.kept, p.merged)
	p.post("/user_identities/create", object{"user_identity_key": "hopper"}).fails(http.StatusBadRequest, "user_identity_already_exists")
	p.post("/user_identities/create", object{"email_address": "gh@example.com"}).succeeds()
}

func TestSeededIdentitiesMayBeTheSame(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.AddIdentity(w.workspace, Identity{EmailAddress: "ada@example.com", Key: "ada"})
	twin := w.AddIdentity(w.workspace, Identity{EmailAddress: "ada@example.com", Key: "ada"})
	w.post("/user_identities/update", object{"user_identity_id": twin, "full_name": "Ada"}).succeeds()
}

func TestIdentityRefusesWhatIsNoValue(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	id := w.AddIdentity(w.workspace, Identity{FullName: "Ada"})
	for name, fields := range map[string]object{
		"empty key": {"user_identity_key": ""}, "empty name": {"full_name": ""}, "no address": {"email_address": "ada@"}, "no number": {"phone_number": "+0123"},
	} {
		t.Log(name)
		w.post("/user_identities/create", fields).fails(http.StatusBadRequest, "invalid_input")
		fields["user_identity_id"] = id
		w.post("/user_identities/update", fields).fails(http.StatusBadRequest, "invalid_input")
	}
	w.post("/user_identities/update", object{"full_name": "Ada"}).fails(http.StatusBadRequest, "invalid_input")
}

func TestDeleteIdentityTakesItsACSUsers(t *testing.T) {
	t.Parallel()
	p := newPair(t)
	elsewhere := p.AddSystem(p.workspace, "Warehouse")
	here := p.AddUser(p.system, User{FullName: "Grace", UserIdentityID: p.kept})
	p.AddUser(elsewhere, User{FullName: "Grace", UserIdentityID: p.kept})
	p.AddMember(p.group, here)
	p.MergeIdentities(p.kept, p.merged)
	equal(t, "answer", p.post("/user_identities/delete", object{"user_identity_id": p.kept}).succeeds().raw, `{"ok":true}`)
	for _, id := range []string{p.kept, p.merged} {
		p.post("/user_identities/get", object{"user_identity_id": id}).fails(http.StatusNotFound, "user_identity_not_found")
	}
	p.post("/user_identities/delete", object{"user_identity_id": p.kept}).fails(http.StatusNotFound, "user_identity_not_found")
	equal(t, "users here", p.Users(p.system), []string{p.user})
	equal(t, "users elsewhere", p.Users(elsewhere), nil)
	equal(t, "members", p.Members(p.group), nil)
}

func TestDeletedIdentityLeavesItsUsersPendingWhileChangesAreHeld(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	id := w.AddIdentity(w.workspace, Identity{FullName: "Ada"})
	w.LinkUser(w.user, id)
	w.HoldChanges()
	w.post("/user_identities/delete", object{"user_identity_id": id}).succeeds()
	equal(t, "mutations", w.userMutations(), []object{{"mutation_code": "deleting", "created_at": startTime}})
	equal(t, "identity", w.identityOf(w.user), nil)
	w.ReleaseChanges()
	equal(t, "users", w.Users(w.system), nil)
}

func TestListIdentitiesByTheirIDs(t *testing.T) {
	t.Parallel()
	p := newPair(t)
	list := func(ids ...string) []string {
		t.Helper()
		return p.post("/user_identities/list", object{"user_identity_ids": ids}).list("user_identities", "user_identity_id")
	}
	equal(t, "one", list(p.merged), []string{p.merged})
	equal(t, "two", list(p.merged, someUUID, p.kept), []string{p.kept, p.merged})
	equal(t, "none", list([]string{}...), []string{})
	p.MergeIdentities(p.kept, p.merged)
	equal(t, "merged", list(p.merged), []string{p.kept})
	p.SetMergedIDsNotFound(true)
	equal(t, "merged, not found", list(p.merged), []string{})
}
