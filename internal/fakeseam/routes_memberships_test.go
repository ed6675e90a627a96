// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package fakeseam

import (
	"net/http"
	"testing"
)

func TestAddByACSUserMakesAMember(t *testing.T) {
	t.Parallel()
	for _, path := range []string{"/acs/users/add_to_access_group", "/acs/access_groups/add_user"} {
		t.Run(path, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			r := w.post(path, object{"acs_user_id": w.user, "acs_access_group_id": w.group}).succeeds()
			equal(t, "body", r.raw, `{"ok":true}`)
			equal(t, "members", w.Members(w.group), []string{w.user})
			equal(t, "synced members", w.SyncedMembers(w.group), []string{w.user})
		})
	}
}

func TestRemoveEndsAMembership(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.AddMember(w.group, w.user)
	equal(t, "body", w.remove(w.group, w.user).succeeds().raw, `{"ok":true}`)
	equal(t, "members", w.Members(w.group), nil)
	equal(t, "synced members", w.SyncedMembers(w.group), nil)
}

func TestRepeatsSucceedAsInSeamsFake(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.remove(w.group, w.user).succeeds()
	w.add(w.group, w.user).succeeds()
	w.add(w.group, w.user).succeeds()
	equal(t, "members", w.Members(w.group), []string{w.user})
}

func TestStrictRepeatsFail(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.SetStrictRepeats(true)
	w.remove(w.group, w.user).fails(http.StatusBadRequest, "invalid_input")
	w.add(w.group, w.user).succeeds()
	w.add(w.group, w.user).fails(http.StatusBadRequest, "invalid_input")
	equal(t, "members", w.Members(w.group), []string{w.user})
	w.remove(w.group, w.user).succeeds()
}

// addIdentity sends what a client sends for a membership by user identity.
func (w *world) addIdentity(groupID, identityID string) reply {
	w.t.Helper()
	return w.post("/acs/access_groups/add_user", object{"acs_access_group_id": groupID, "user_identity_id": identityID})
}

func (w *world) removeIdentity(groupID, identityID string) reply {
	w.t.Helper()
	return w.post("/acs/users/remove_from_access_group", object{"acs_access_group_id": groupID, "user_identity_id": identityID})
}

func TestAddByIdentityUsesItsACSUser(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	identity := w.AddIdentity(w.workspace, Identity{EmailAddress: "ada@example.com"})
	other := w.AddSystem(w.workspace, "Warehouse")
	w.AddUser(other, User{FullName: "Ada", UserIdentityID: identity})
	linked := w.AddUser(w.system, User{FullName: "Ada", UserIdentityID: identity})

	w.addIdentity(w.group, identity).succeeds()
	equal(t, "members", w.Members(w.group), []string{linked})
}

func TestAddByIdentityLinksTheACSUserWithItsContact(t *testing.T) {
	t.Parallel()
	for name, identity := range map[string]Identity{
		"email address in another case": {EmailAddress: "ADA@example.com"},
		"phone number":                  {PhoneNumber: "+15555550100"},
		"phone number, other email":     {EmailAddress: "countess@example.com", PhoneNumber: "+15555550100"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			id := w.AddIdentity(w.workspace, identity)
			w.addIdentity(w.group, id).succeeds()
			equal(t, "members", w.Members(w.group), []string{w.user})
			equal(t, "users", w.Users(w.system), []string{w.user})
			user := w.post("/acs/users/get", object{"acs_user_id": w.user}).object("acs_user")
			equal(t, "user_identity_id", user["user_identity_id"], any(id))
		})
	}
}

func TestAddByIdentityTakesNobodyElsesACSUser(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	owner := w.AddIdentity(w.workspace, Identity{FullName: "Owner"})
	owned := w.AddUser(w.system, User{FullName: "Owner", PhoneNumber: "+15555550111", UserIdentityID: owner})
	same := w.AddIdentity(w.workspace, Identity{FullName: "Same phone", PhoneNumber: "+15555550111"})

	w.addIdentity(w.group, same).succeeds()
	members := w.Members(w.group)
	if len(members) != 1 || members[0] == owned {
		t.Errorf("members are %v, want one who is not %s", members, owned)
	}
}

func TestAddByIdentityCreatesAnACSUser(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	identity := w.AddIdentity(w.workspace, Identity{
		FullName: "Grace Hopper", EmailAddress: "grace@example.com", PhoneNumber: "+15555550199",
	})
	w.addIdentity(w.group, identity).succeeds()

	members := w.Members(w.group)
	if len(members) != 1 || members[0] == w.user {
		t.Fatalf("members are %v, want a new one", members)
	}
	user := w.post("/acs/users/get", object{"acs_user_id": members[0]}).object("acs_user")
	equal(t, "full_name", user["full_name"], any("Grace Hopper"))
	equal(t, "email_address", user["email_address"], any("grace@example.com"))
	equal(t, "phone_number", user["phone_number"], any("+15555550199"))
	equal(t, "user_identity_id", user["user_identity_id"], any(identity))
	equal(t, "acs_system_id", user["acs_system_id"], any(w.system))

	w.removeIdentity(w.group, identity).succeeds()
	equal(t, "members", w.Members(w.group), nil)
	equal(t, "number of users left behind", len(w.Users(w.system)), 2)
	w.addIdentity(w.group, identity).succeeds()
	equal(t, "members", w.Members(w.group), members)
}

func TestAddByIdentityToAnUnknownGroupCreatesNobody(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	identity := w.AddIdentity(w.workspace, Identity{FullName: "Grace Hopper"})
	w.addIdentity(someUUID, identity).fails(http.StatusNotFound, "acs_access_group_not_found")
	equal(t, "users", w.Users(w.system), []string{w.user})
}

func TestRemoveByIdentity(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	identity := w.AddIdentity(w.workspace, Identity{FullName: "Ada"})
	user := w.AddUser(w.system, User{FullName: "Ada", UserIdentityID: identity})
	w.AddMember(w.group, user)
	w.AddMember(w.group, w.user)
	w.removeIdentity(w.group, identity).succeeds()
	equal(t, "members", w.Members(w.group), []string{w.user})
}

func TestRemoveByIdentityWithoutAnACSUserThere(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	identity := w.AddIdentity(w.workspace, Identity{FullName: "Grace Hopper"})
	w.AddUser(w.AddSystem(w.workspace, "Warehouse"), User{FullName: "Grace", UserIdentityID: identity})
	w.removeIdentity(w.group, identity).fails(http.StatusNotFound, "acs_user_not_found")
}

func TestACSUserOfAnotherSystemCannotJoin(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	stranger := w.AddUser(w.AddSystem(w.workspace, "Warehouse"), User{FullName: "Stranger"})
	w.add(w.group, stranger).fails(http.StatusBadRequest, "invalid_input")
	equal(t, "members", w.Members(w.group), nil)
}

func TestUnknownPersonIsFoundOutBeforeUnknownGroup(t *testing.T) {
	t.Parallel()
	for _, path := range []string{
		"/acs/users/add_to_access_group", "/acs/access_groups/add_user", "/acs/users/remove_from_access_group",
	} {
		t.Run(path, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			w.post(path, object{"acs_user_id": someUUID, "acs_access_group_id": someUUID}).
				fails(http.StatusNotFound, "acs_user_not_found")
			w.post(path, object{"acs_user_id": w.user, "acs_access_group_id": someUUID}).
				fails(http.StatusNotFound, "acs_access_group_not_found")
		})
	}
}

func TestUnknownIdentityIsFoundOutBeforeUnknownGroup(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.addIdentity(someUUID, someUUID).fails(http.StatusNotFound, "user_identity_not_found")
	w.removeIdentity(someUUID, someUUID).fails(http.StatusNotFound, "user_identity_not_found")
}
