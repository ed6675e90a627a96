// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package fakeseam

import (
	"testing"

	"github.com/google/uuid"
)

func TestSeededObjectsHaveLowercaseUUIDs(t *testing.T) {
	t.Parallel()
	f := New()
	workspace := f.AddWorkspace("Acme")
	system := f.AddSystem(workspace, "Head office")
	for name, id := range map[string]string{
		"workspace": workspace,
		"system":    system,
		"group":     f.AddGroup(system, "Staff"),
		"user":      f.AddUser(system, User{}),
		"identity":  f.AddIdentity(workspace, Identity{}),
	} {
		if parsed, err := uuid.Parse(id); err != nil || parsed.String() != id {
			t.Errorf("%s has the ID %q", name, id)
		}
	}
}

func TestSeededIDsCanBeChosen(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	equal(t, "identity", w.AddIdentity(w.workspace, Identity{ID: someUUID}), someUUID)
	equal(t, "user", w.AddUser(w.system, User{ID: someUUID, UserIdentityID: someUUID}), someUUID)
}

func TestMistakesInSeedsPanic(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for name, mistake := range map[string]func(){
		"unknown workspace": func() { w.AddSystem(someUUID, "System") },
		"unknown system":    func() { w.AddGroup(someUUID, "Group") },
		"unknown group":     func() { w.AddMember(someUUID, w.user) },
		"unknown user":      func() { w.AddMember(w.group, someUUID) },
		"unknown identity":  func() { w.AddUser(w.system, User{UserIdentityID: someUUID}) },
		"ID taken":          func() { w.AddUser(w.system, User{ID: w.user}) },
		"uppercase ID":      func() { w.AddUser(w.system, User{ID: "0E6C5A3C-2F5B-4C7E-9A55-3F1D0C6F7A10"}) },
		"unknown mutation":  func() { w.AddPendingMutation(w.user, w.group, "moving") },
	} {
		if !panics(mistake) {
			t.Errorf("%s: no panic", name)
		}
	}
}

func TestPeopleAreShownByWhatIsKnownOfThem(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for _, test := range []struct {
		user User
		want string
	}{
		{User{FullName: "Grace", EmailAddress: "grace@example.com", PhoneNumber: "+1"}, "Grace"},
		{User{EmailAddress: "grace@example.com", PhoneNumber: "+1"}, "grace@example.com"},
		{User{PhoneNumber: "+1"}, "+1"},
		{User{}, "Unnamed"},
	} {
		id := w.AddUser(w.system, test.user)
		user := w.post("/acs/users/get", object{"acs_user_id": id}).object("acs_user")
		equal(t, "display_name", user["display_name"], any(test.want))
	}
}
