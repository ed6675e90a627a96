// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package provider_test

import (
	"fmt"
	"testing"

	"github.com/seamapi/terraform-provider-seam/internal/fakeseam"
)

func TestUserIdentityIsFoundByWhatIsKnownOfThePerson(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	jane := h.AddIdentity(h.workspace, fakeseam.Identity{
		FullName: "Jane Doe", EmailAddress: "Jane@Example.com", PhoneNumber: "+15550100", Key: "employee-7",
	})
	user := h.AddUser(h.system, fakeseam.User{FullName: "Jane Doe", UserIdentityID: jane})
	h.AddIdentity(h.workspace, fakeseam.Identity{FullName: "Jane Doe-Smith", EmailAddress: "a.jane@example.com", PhoneNumber: "+155501001", Key: "employee-77"})
	for _, c := range []struct {
		arguments attributes
		path      string
	}{
		{attributes{"user_identity_id": jane}, pathGetIdentity},
		{attributes{"user_identity_key": "employee-7"}, pathGetIdentity},
		{attributes{"email_address": "jane@example.com"}, pathListIdentities},
		{attributes{"phone_number": "+15550100"}, pathListIdentities},
	} {
		h.ResetRequests()
		identity := h.library(t, nil).must("seam_user_identity", c.arguments)
		if identity["user_identity_id"] != jane || identity["user_identity_key"] != "employee-7" || identity["full_name"] != "Jane Doe" ||
			identity["phone_number"] != "+15550100" || identity["workspace_id"] != h.workspace || fmt.Sprint(identity["acs_user_ids"]) != "["+user+"]" {
			t.Errorf("%v finds %v", c.arguments, identity)
		}
		check(t, h.sent(c.path, 1))
		if all := len(h.Requests()); all != 1 {
			t.Errorf("%v takes %d requests", c.arguments, all)
		}
	}
}

func TestUserIdentityIsFoundOnTheLastPage(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	for i := range 1100 {
		h.AddIdentity(h.workspace, fakeseam.Identity{EmailAddress: fmt.Sprintf("%d.jane@example.com", i)})
	}
	jane := h.AddIdentity(h.workspace, fakeseam.Identity{EmailAddress: "JANE@example.com"})
	h.ResetRequests()
	if found := h.library(t, nil).must("seam_user_identity", attributes{"email_address": "jane@example.com"}); found["user_identity_id"] != jane {
		t.Errorf("it is %v", found)
	}
	check(t, h.sent(pathListIdentities, 3))
}

func TestUserIdentityThatIsNotThereOrThereTwiceIsAnError(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	jane := h.AddIdentity(h.workspace, fakeseam.Identity{FullName: "Jane Doe", EmailAddress: "jane@example.com", PhoneNumber: "+15550100"})
	for argument, value := range map[string]string{"email_address": "jane@example.co", "phone_number": "15550100"} {
		h.library(t, nil).refuses("seam_user_identity", attributes{argument: value},
			"There is no user identity with this "+argument,
			fmt.Sprintf("Looked for in: the workspace \"Acme\" (%s)", h.workspace),
			fmt.Sprintf("- \"Jane Doe\", jane@example.com, +15550100: user_identity_id = %q", jane),
			"Correct the value, or use user_identity_id.")
	}
	second := h.AddIdentity(h.workspace, fakeseam.Identity{FullName: "Jane D.", EmailAddress: "JANE@example.com", PhoneNumber: "+15550100"})
	for argument, value := range map[string]string{"email_address": "jane@example.com", "phone_number": "+15550100"} {
		h.library(t, nil).refuses("seam_user_identity", attributes{argument: value},
			"More than one user identity has this "+argument, "2 user identities have it:", jane, second, "Use user_identity_id")
	}
}

func TestUserIdentityOfAnotherKeyIsNotTaken(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.Inject(pathGetIdentity, fakeseam.Fault{Body: `{"ok":true,"user_identity":{"user_identity_id":"` + testMissing +
		`","user_identity_key":"Employee-7","display_name":"Jane Doe"}}`})
	h.library(t, nil).refuses("seam_user_identity", attributes{"user_identity_key": "employee-7"},
		"Seam answered with another user identity", `user_identity_key: "employee-7"`, `The answer has the user_identity_key "Employee-7"`,
		`"Jane Doe": user_identity_id = "`+testMissing+`"`, "use user_identity_id")
}

// The name of the workspace is a help in the message, and no more than that.
func TestUserIdentityThatIsNotThereIsSaidWithoutTheNameOfTheWorkspace(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.AddIdentity(h.workspace, fakeseam.Identity{FullName: "Jane Doe", EmailAddress: "jane@example.com"})
	h.Inject(pathGetWorkspace, fakeseam.Fault{Status: 403})
	h.library(t, nil).refuses("seam_user_identity", attributes{"email_address": "jane@example.co"},
		"There is no user identity with this email_address", "Looked for in: the workspace of the credential", "jane@example.com")
}
