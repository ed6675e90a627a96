// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package fakeseam

import "testing"

// hostile is text that would move a terminal's cursor, break a line and turn the reading direction.
const hostile = "Ada\x1b[1A\x1b[2K\r\n\u202eecalevoL\u2066"

func TestTextsAreAnsweredAsTheyAreSeeded(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	identity := w.AddIdentity(w.workspace, Identity{FullName: "Ada", DisplayName: hostile, EmailAddress: hostile + "@example.com"})
	user := w.AddUser(w.system, User{FullName: "Ada", DisplayName: hostile, EmailAddress: hostile + "@example.com", UserIdentityID: identity})
	w.AddError(user, "failed_to_update_on_acs_system", hostile)

	found := w.post("/acs/users/get", object{"acs_user_id": user}).object("acs_user")
	equal(t, "display_name", found["display_name"], any(hostile))
	equal(t, "full_name", found["full_name"], any("Ada"))
	equal(t, "email_address", found["email_address"], any(hostile+"@example.com"))
	equal(t, "message", found["errors"].([]any)[0].(object)["message"], any(hostile))
	known := w.identity(object{"user_identity_id": identity})
	equal(t, "display_name", known["display_name"], any(hostile))
	equal(t, "email_address", known["email_address"], any(hostile+"@example.com"))

	group := w.AddGroup(w.system, hostile)
	equal(t, "name", w.post("/acs/access_groups/get", object{"acs_access_group_id": group}).object("acs_access_group")["name"], any(hostile))
}

func TestAnswerWithAnAddressThatIsNoneIsMarked(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	identity := w.AddIdentity(w.workspace, Identity{FullName: "Grace", EmailAddress: "grace@exämple.com"})
	odd := w.AddUser(w.system, User{FullName: "Ada", EmailAddress: "ada\u202e@example.com"})
	linked := w.AddUser(w.system, User{FullName: "Grace", UserIdentityID: identity})
	for id, mark := range map[string]string{w.user: "", odd: "injected", linked: "injected"} {
		r := w.post("/acs/users/get", object{"acs_user_id": id})
		r.succeeds()
		equal(t, "mark", r.header.Get("Fakeseam-Fault"), mark)
	}
	r := w.post("/user_identities/get", object{"user_identity_id": identity})
	equal(t, "mark", r.header.Get("Fakeseam-Fault"), "injected")
}
