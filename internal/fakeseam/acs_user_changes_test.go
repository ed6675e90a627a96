// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package fakeseam

import (
	"net/http"
	"testing"
	"time"
)

func TestNewUserIsPendingUntilTheAccessSystemHasIt(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.HoldChanges()
	made := w.create(object{"email_address": "grace@example.com"}).object("acs_user")
	creating := []object{{"mutation_code": "creating", "created_at": startTime}}
	equal(t, "mutations in the answer", mutations(made), creating)
	id, _ := made["acs_user_id"].(string)
	w.post("/acs/users/update", object{"acs_user_id": id, "full_name": "Grace"}).succeeds()
	equal(t, "mutations", mutations(w.acsUser(id)), creating)
	w.ReleaseChanges()
	equal(t, "mutations, released", mutations(w.acsUser(id)), []object{})
	equal(t, "full_name", w.acsUser(id)["full_name"], any("Grace"))
}

func TestUserThatAddingAnIdentityMakesIsPendingToo(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.HoldChanges()
	w.addIdentity(w.group, w.AddIdentity(w.workspace, Identity{EmailAddress: "grace@example.com"})).succeeds()
	user := w.acsUser(w.Members(w.group)[0])
	equal(t, "mutations", mutations(user), append([]object{{"mutation_code": "creating", "created_at": startTime}}, ofUser(nil, w.group, startTime)...))
}

func TestChangesOfAUserArePending(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name, path string
		change     object
		want       object
	}{
		{"name and address", "/acs/users/update", object{"full_name": "Ada King", "email_address": "king@example.com"}, object{
			"mutation_code": "updating_user_information",
			"from":          object{"full_name": "Ada Lovelace", "email_address": "ada@example.com"},
			"to":            object{"full_name": "Ada King", "email_address": "king@example.com"},
		}},
		{
			"schedule", "/acs/users/update",
			object{"access_schedule": object{"starts_at": "2026-03-01T00:00:00Z", "ends_at": "2026-04-01T00:00:00Z"}},
			object{
				"mutation_code": "updating_access_schedule",
				"from":          object{"starts_at": nil, "ends_at": nil},
				"to":            object{"starts_at": "2026-03-01T00:00:00.000Z", "ends_at": "2026-04-01T00:00:00.000Z"},
			},
		},
		{"suspension", "/acs/users/suspend", object{}, object{
			"mutation_code": "updating_suspension_state", "from": object{"is_suspended": false}, "to": object{"is_suspended": true},
		}},
		{"deletion", "/acs/users/delete", object{}, object{"mutation_code": "deleting"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			w.AddMember(w.group, w.user)
			w.SetSyncDelay(time.Second)
			test.change["acs_user_id"], test.want["created_at"] = w.user, startTime
			w.post(test.path, test.change).succeeds()
			equal(t, "mutations", w.userMutations(), []object{test.want})
			equal(t, "members", w.Members(w.group), []string{w.user})
			w.clock.advance(time.Second)
			if test.name == "deletion" {
				equal(t, "users", w.Users(w.system), nil)
				w.post("/acs/users/get", object{"acs_user_id": w.user}).fails(http.StatusNotFound, "acs_user_not_found")
				equal(t, "members", w.Members(w.group), nil)
				return
			}
			equal(t, "mutations, settled", w.userMutations(), []object{})
		})
	}
}

func TestPendingChangeShowsInTheFieldsAsSet(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		mode Listing
		want string
	}{{ListAtOnce, "Ada King"}, {ListWhenSynced, "Ada Lovelace"}} {
		w := newWorld(t)
		w.AddMember(w.group, w.user)
		w.HoldChanges()
		w.post("/acs/users/update", object{"acs_user_id": w.user, "full_name": "Ada King"}).succeeds()
		w.listed(w.group)
		w.SetListing(test.mode)
		equal(t, "full_name", w.acsUser(w.user)["full_name"], any(test.want))
		w.ReleaseChanges()
		equal(t, "full_name, released", w.acsUser(w.user)["full_name"], any("Ada King"))
	}
}

func TestNewUserShowsItsFieldsThoughTheSystemHasNone(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.SetListing(ListWhenSynced)
	w.HoldChanges()
	equal(t, "full_name", w.create(nil).object("acs_user")["full_name"], any("Grace Hopper"))
}

func TestChangeBackLeavesNothingPending(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.HoldChanges()
	for _, name := range []string{"Ada King", "Ada Lovelace"} {
		w.post("/acs/users/update", object{"acs_user_id": w.user, "full_name": name}).succeeds()
	}
	equal(t, "mutations", w.userMutations(), []object{})
}

func TestUserOnItsWayOutStaysSo(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.HoldChanges()
	w.post("/acs/users/delete", object{"acs_user_id": w.user}).succeeds()
	w.post("/acs/users/update", object{"acs_user_id": w.user, "full_name": "Ada King"}).succeeds()
	w.SetSuspended(w.user, true)
	equal(t, "mutations", w.userMutations(), []object{{"mutation_code": "deleting", "created_at": startTime}})
	w.ReleaseChanges()
	equal(t, "users", w.Users(w.system), nil)
}

// errorCodes returns the codes of an object's errors.
func errorCodes(from object) []string {
	codes := []string{}
	all, _ := from["errors"].([]any)
	for _, each := range all {
		code, _ := each.(object)["error_code"].(string)
		codes = append(codes, code)
	}
	return codes
}

func TestTakenContactIsAcceptedFirstAndToldLater(t *testing.T) {
	t.Parallel()
	for name, contact := range map[string]object{
		"email address": {"email_address": "ADA@example.com"},
		"phone number":  {"phone_number": "+15555550100"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			made := w.create(contact).object("acs_user")
			equal(t, "errors in the answer", errorCodes(made), []string{})
			id, _ := made["acs_user_id"].(string)
			equal(t, "errors", errorCodes(w.acsUser(id)), []string{"failed_to_create_on_acs_system"})
			equal(t, "mutations", mutations(w.acsUser(id)), []object{})

			// Whoever was there first may change, and the other one gets in once the contact is its own.
			w.post("/acs/users/update", object{"acs_user_id": w.user, "full_name": "Ada King"}).succeeds()
			equal(t, "errors of the first", errorCodes(w.acsUser(w.user)), []string{})
			w.post("/acs/users/update", object{"acs_user_id": id, "full_name": "Grace"}).succeeds()
			equal(t, "errors, with another name", errorCodes(w.acsUser(id)), []string{"failed_to_create_on_acs_system"})
			w.post("/acs/users/update", object{"acs_user_id": id, "email_address": "grace@example.com", "phone_number": "+15555550101"}).succeeds()
			equal(t, "errors, mended", errorCodes(w.acsUser(id)), []string{})
		})
	}
}

func TestTakenContactOfAChangeIsToldLater(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	grace := w.AddUser(w.system, User{FullName: "Grace", EmailAddress: "grace@example.com"})
	w.post("/acs/users/update", object{"acs_user_id": grace, "email_address": "ada@example.com"}).succeeds()
	equal(t, "errors", errorCodes(w.acsUser(grace)), []string{"failed_to_update_on_acs_system"})
	w.post("/acs/users/update", object{"acs_user_id": grace, "email_address": "grace@example.com"}).succeeds()
	equal(t, "errors, mended", errorCodes(w.acsUser(grace)), []string{})
}

func TestContactOfSomebodyWhoNeverGotInIsFree(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	refused, _ := w.create(object{"email_address": "ada@example.com"}).object("acs_user")["acs_user_id"].(string)
	equal(t, "errors of the refused", errorCodes(w.acsUser(refused)), []string{"failed_to_create_on_acs_system"})
	w.DeleteUser(w.user)
	next, _ := w.create(object{"email_address": "ada@example.com"}).object("acs_user")["acs_user_id"].(string)
	equal(t, "errors of the next", errorCodes(w.acsUser(next)), []string{})
}

func TestContactsMayBeTheSameInTwoSystems(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	elsewhere := w.AddSystem(w.workspace, "Warehouse")
	made := w.create(object{"acs_system_id": elsewhere, "email_address": "ada@example.com"}).object("acs_user")
	id, _ := made["acs_user_id"].(string)
	equal(t, "errors", errorCodes(w.acsUser(id)), []string{})
}

func TestSeededContactsMayBeTheSame(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	twin := w.AddUser(w.system, User{FullName: "Ada", EmailAddress: "ada@example.com"})
	w.post("/acs/users/update", object{"acs_user_id": twin, "full_name": "Ada II"}).succeeds()
	equal(t, "errors", errorCodes(w.acsUser(twin)), []string{})
}
