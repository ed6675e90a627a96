// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package fakeseam

import "testing"

// identityOf returns the user identity that Seam shows for an ACS user, nil for none.
func (w *world) identityOf(userID string) any {
	w.t.Helper()
	return w.post("/acs/users/get", object{"acs_user_id": userID}).object("acs_user")["user_identity_id"]
}

func TestLinkedUserChangesItsIdentity(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	first := w.AddIdentity(w.workspace, Identity{FullName: "Grace"})
	second := w.AddIdentity(w.workspace, Identity{FullName: "Hedy"})
	grace := w.AddUser(w.system, User{FullName: "Grace", UserIdentityID: first})
	hedy := w.AddUser(w.system, User{FullName: "Hedy", UserIdentityID: second})
	w.AddMember(w.group, grace)

	w.LinkUser(grace, second)
	equal(t, "identity", w.identityOf(grace), any(second))
	equal(t, "displaced user's identity", w.identityOf(hedy), nil)
	equal(t, "users of the first", w.identity(object{"user_identity_id": first})["acs_user_ids"], any([]any{}))
	equal(t, "users of the second", w.identity(object{"user_identity_id": second})["acs_user_ids"], any([]any{grace}))
	equal(t, "members", w.Members(w.group), []string{grace})
}

func TestLinkRepeatedChangesNothing(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	identity := w.AddIdentity(w.workspace, Identity{FullName: "Ada"})
	w.LinkUser(w.user, identity)
	w.LinkUser(w.user, identity)
	equal(t, "users", w.identity(object{"user_identity_id": identity})["acs_user_ids"], any([]any{w.user}))
}

func TestUnlinkedUserKeepsItsMemberships(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	identity := w.AddIdentity(w.workspace, Identity{FullName: "Ada"})
	w.LinkUser(w.user, identity)
	w.AddMember(w.group, w.user)
	w.UnlinkUser(w.user)
	w.UnlinkUser(w.user)
	equal(t, "identity", w.identityOf(w.user), nil)
	equal(t, "users", w.identity(object{"user_identity_id": identity})["acs_user_ids"], any([]any{}))
	equal(t, "members", w.Members(w.group), []string{w.user})
}
