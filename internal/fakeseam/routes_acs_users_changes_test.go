// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package fakeseam

import (
	"maps"
	"net/http"
	"testing"
	"time"
)

// acsUser returns what /acs/users/get answers for an ACS user.
func (w *world) acsUser(id string) object {
	w.t.Helper()
	return w.post("/acs/users/get", object{"acs_user_id": id}).object("acs_user")
}

// create makes an ACS user in the world's system, with further fields in the request.
func (w *world) create(fields object) reply {
	w.t.Helper()
	body := object{"acs_system_id": w.system, "full_name": "Grace Hopper"}
	maps.Copy(body, fields)
	return w.post("/acs/users/create", body)
}

func TestCreateUser(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	identity := w.AddIdentity(w.workspace, Identity{FullName: "Grace"})
	elsewhere := w.AddGroup(w.AddSystem(w.workspace, "Warehouse"), "Elsewhere")
	made := w.create(object{
		"email_address": "grace@example.com", "phone_number": "+15555550101", "user_identity_id": identity,
		"acs_access_group_ids": []string{w.group, someUUID, elsewhere},
		"access_schedule":      object{"starts_at": "2026-03-02T09:00:00Z", "ends_at": "2026-04-01T17:30:00Z"},
	}).object("acs_user")
	id, _ := made["acs_user_id"].(string)
	equal(t, "answer", w.acsUser(id), made)
	for name, want := range map[string]any{
		"acs_system_id": w.system, "full_name": "Grace Hopper", "display_name": "Grace Hopper", "email_address": "grace@example.com",
		"phone_number": "+15555550101", "user_identity_id": identity, "is_suspended": false, "pending_mutations": []any{},
		"access_schedule": object{"starts_at": "2026-03-02T09:00:00.000Z", "ends_at": "2026-04-01T17:30:00.000Z"},
	} {
		equal(t, name, made[name], want)
	}
	equal(t, "identity's users", w.identity(object{"user_identity_id": identity})["acs_user_ids"], any([]any{id}))
	equal(t, "members", w.Members(w.group), []string{id})
	equal(t, "members elsewhere", w.Members(elsewhere), nil)
}

func TestCreateUserTwiceMakesTwo(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.create(nil).succeeds()
	w.create(nil).succeeds()
	equal(t, "number of users", len(w.Users(w.system)), 3)
}

func TestScheduleOfANewUser(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name     string
		schedule object
		want     object
	}{
		{"starts now", object{"ends_at": "2026-04-01T00:00:00Z"}, object{"starts_at": startTime, "ends_at": "2026-04-01T00:00:00.000Z"}},
		{"for good", object{"starts_at": "2026-03-02T09:00:00Z"}, object{"starts_at": "2026-03-02T09:00:00.000Z", "ends_at": nil}},
		{"for good, by null", object{"starts_at": "2026-03-02T09:00:00.5Z", "ends_at": nil}, object{"starts_at": "2026-03-02T09:00:00.500Z", "ends_at": nil}},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			made := newWorld(t).create(object{"access_schedule": test.schedule}).object("acs_user")
			equal(t, "access_schedule", made["access_schedule"], any(test.want))
		})
	}
	w := newWorld(t)
	_, has := w.create(nil).object("acs_user")["access_schedule"]
	equal(t, "has a schedule", has, false)
}

func TestCreateUserRefuses(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	identity := w.AddIdentity(w.workspace, Identity{FullName: "Ada"})
	w.LinkUser(w.user, identity)
	foreign := w.AddSystem(w.AddWorkspace("Other"), "Elsewhere")
	for _, test := range []struct {
		name      string
		fields    object
		status    int
		errorType string
	}{
		{"no name", object{"full_name": nil}, http.StatusBadRequest, "invalid_input"},
		{"unknown system", object{"acs_system_id": someUUID}, http.StatusNotFound, "acs_system_not_found"},
		{"foreign system", object{"acs_system_id": foreign}, http.StatusNotFound, "acs_system_not_found"},
		{"unknown identity", object{"user_identity_id": someUUID}, http.StatusBadRequest, "user_identity_not_found"},
		{"identity with an ACS user here", object{"user_identity_id": identity}, http.StatusBadRequest, "acs_user_already_exists"},
		{"null for an email address", object{"email_address": nil}, http.StatusBadRequest, "invalid_input"},
		{"no email address", object{"email_address": "grace"}, http.StatusBadRequest, "invalid_input"},
		{"phone number without a country", object{"phone_number": "07700900000"}, http.StatusBadRequest, "invalid_input"},
		{"end in the past", object{"access_schedule": object{"starts_at": "2025-01-01T00:00:00Z", "ends_at": "2026-03-01T09:00:00Z"}}, http.StatusBadRequest, "invalid_input"},
		{"end before the start", object{"access_schedule": object{"starts_at": "2026-05-01T00:00:00Z", "ends_at": "2026-04-01T00:00:00Z"}}, http.StatusBadRequest, "invalid_input"},
		{"end before now, which is the start", object{"access_schedule": object{"ends_at": "2026-02-01T00:00:00Z"}}, http.StatusBadRequest, "invalid_input"},
		{"time with an offset", object{"access_schedule": object{"starts_at": "2026-03-02T09:00:00+01:00"}}, http.StatusBadRequest, "invalid_input"},
		{"null for a schedule", object{"access_schedule": nil}, http.StatusBadRequest, "invalid_input"},
	} {
		t.Log(test.name)
		w.create(test.fields).fails(test.status, test.errorType)
	}
	equal(t, "users", w.Users(w.system), []string{w.user})
}

func TestUpdateUserChangesWhatItNames(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	identity := w.AddIdentity(w.workspace, Identity{FullName: "Ada"})
	w.LinkUser(w.user, identity)
	update := func(selector, change object) {
		t.Helper()
		maps.Copy(change, selector)
		equal(t, "answer", w.post("/acs/users/update", change).succeeds().raw, `{"ok":true}`)
	}
	byID, byIdentity := object{"acs_user_id": w.user}, object{"user_identity_id": identity, "acs_system_id": w.system}

	update(byID, object{"full_name": "Ada King"})
	equal(t, "full_name", w.acsUser(w.user)["full_name"], any("Ada King"))
	equal(t, "email_address", w.acsUser(w.user)["email_address"], any("ada@example.com"))
	update(byIdentity, object{"email_address": "king@example.com", "phone_number": "+15555550109"})
	equal(t, "full_name", w.acsUser(w.user)["full_name"], any("Ada King"))
	equal(t, "email_address", w.acsUser(w.user)["email_address"], any("king@example.com"))
	equal(t, "phone_number", w.acsUser(w.user)["phone_number"], any("+15555550109"))
	equal(t, "identity", w.acsUser(w.user)["user_identity_id"], any(identity))

	update(byID, object{"access_schedule": object{"starts_at": "2026-01-01T00:00:00Z", "ends_at": "2026-04-01T00:00:00Z"}})
	equal(t, "access_schedule", w.acsUser(w.user)["access_schedule"], any(object{"starts_at": "2026-01-01T00:00:00.000Z", "ends_at": "2026-04-01T00:00:00.000Z"}))
	update(byID, object{"access_schedule": nil})
	equal(t, "access_schedule", w.acsUser(w.user)["access_schedule"], nil)
}

func TestUpdatedContactIsTheOneThatIdentitiesAreLinkedBy(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.post("/acs/users/update", object{"acs_user_id": w.user, "email_address": "king@example.com"}).succeeds()
	w.addIdentity(w.group, w.AddIdentity(w.workspace, Identity{EmailAddress: "ada@example.com"})).succeeds()
	if members := w.Members(w.group); len(members) != 1 || members[0] == w.user {
		t.Errorf("members are %v, want a new ACS user", members)
	}
	other := w.AddGroup(w.system, "Visitors")
	w.addIdentity(other, w.AddIdentity(w.workspace, Identity{EmailAddress: "king@example.com"})).succeeds()
	equal(t, "members", w.Members(other), []string{w.user})
}

func TestUpdateUserRefuses(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	before := w.acsUser(w.user)
	for name, change := range map[string]object{
		"empty name":           {"full_name": ""},
		"null for a name":      {"full_name": nil},
		"null for an address":  {"email_address": nil},
		"null for a number":    {"phone_number": nil},
		"schedule without end": {"access_schedule": object{"starts_at": "2026-04-01T00:00:00Z"}},
		"null for an end":      {"access_schedule": object{"starts_at": "2026-04-01T00:00:00Z", "ends_at": nil}},
		"no object":            {"access_schedule": "always"},
		"nobody":               {"acs_user_id": nil},
	} {
		t.Log(name)
		body := object{"acs_user_id": w.user}
		maps.Copy(body, change)
		w.post("/acs/users/update", body).fails(http.StatusBadRequest, "invalid_input")
	}
	w.post("/acs/users/update", object{"acs_user_id": someUUID}).fails(http.StatusNotFound, "acs_user_not_found")
	equal(t, "user", w.acsUser(w.user), before)
}

func TestSuspendAndUnsuspendUser(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.AddMember(w.group, w.user)
	for _, path := range []string{"/acs/users/suspend", "/acs/users/unsuspend"} {
		for range 2 {
			equal(t, "answer", w.post(path, object{"acs_user_id": w.user}).succeeds().raw, `{"ok":true}`)
			equal(t, "is_suspended", w.acsUser(w.user)["is_suspended"], any(path == "/acs/users/suspend"))
			equal(t, "members", w.Members(w.group), []string{w.user})
		}
		w.SetStrictRepeats(true)
		w.post(path, object{"acs_user_id": w.user}).fails(http.StatusBadRequest, "invalid_input")
		w.SetStrictRepeats(false)
	}
}

func TestDeleteUserTakesItsMemberships(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	identity := w.AddIdentity(w.workspace, Identity{FullName: "Ada"})
	w.LinkUser(w.user, identity)
	w.AddMember(w.group, w.user)
	equal(t, "answer", w.post("/acs/users/delete", object{"user_identity_id": identity, "acs_system_id": w.system}).succeeds().raw, `{"ok":true}`)
	w.post("/acs/users/delete", object{"acs_user_id": w.user}).fails(http.StatusNotFound, "acs_user_not_found")
	equal(t, "members", w.Members(w.group), nil)
	equal(t, "identity's users", w.identity(object{"user_identity_id": identity})["acs_user_ids"], any([]any{}))
}

func TestUsersAndIdentitiesCreatedBefore(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	first := w.AddIdentity(w.workspace, Identity{FullName: "Ada"})
	w.clock.advance(time.Second)
	w.AddIdentity(w.workspace, Identity{FullName: "Grace"})
	w.AddUser(w.system, User{FullName: "Grace"})
	before := object{"created_before": "2026-03-01T09:00:01Z"}
	equal(t, "users", w.post("/acs/users/list", before).list("acs_users", "acs_user_id"), []string{w.user})
	equal(t, "identities", w.post("/user_identities/list", before).list("user_identities", "user_identity_id"), []string{first})
}
