// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package lookup_test

import (
	"fmt"
	"testing"

	"github.com/seamapi/terraform-provider-seam/internal/fakeseam"
	"github.com/seamapi/terraform-provider-seam/internal/provider/providertest"
)

func TestUserIdentityIsFoundByWhatIsKnownOfThePerson(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	jane := w.AddIdentity(w.WorkspaceID, fakeseam.Identity{
		FullName: "Jane Doe", EmailAddress: "Jane@Example.com", PhoneNumber: "+15550100", Key: "employee-7",
	})
	user := w.AddUser(w.ACSSystemID, fakeseam.User{FullName: "Jane Doe", UserIdentityID: jane})
	w.AddIdentity(w.WorkspaceID, fakeseam.Identity{FullName: "Jane Doe-Smith", EmailAddress: "a.jane@example.com", PhoneNumber: "+155501001", Key: "employee-77"})
	for _, c := range []struct {
		arguments providertest.Attributes
		path      string
	}{
		{providertest.Attributes{"user_identity_id": jane}, providertest.PathGetIdentity},
		{providertest.Attributes{"user_identity_key": "employee-7"}, providertest.PathGetIdentity},
		{providertest.Attributes{"email_address": "jane@example.com"}, providertest.PathListIdentities},
		{providertest.Attributes{"phone_number": "+15550100"}, providertest.PathListIdentities},
	} {
		w.ResetRequests()
		identity := w.Process(t).MustRead("seam_user_identity", c.arguments)
		if identity["user_identity_id"] != jane || identity["user_identity_key"] != "employee-7" || identity["full_name"] != "Jane Doe" ||
			identity["phone_number"] != "+15550100" || identity["workspace_id"] != w.WorkspaceID || fmt.Sprint(identity["acs_user_ids"]) != "["+user+"]" {
			t.Errorf("%v finds %v", c.arguments, identity)
		}
		w.Sent(t, c.path, 1)
		// The other one is for the workspace, when the provider is configured.
		if all := len(w.Requests()); all != 2 {
			t.Errorf("%v takes %d requests", c.arguments, all)
		}
	}
}

func TestUserIdentityIsFoundOnTheLastPage(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	for i := range 1100 {
		w.AddIdentity(w.WorkspaceID, fakeseam.Identity{EmailAddress: fmt.Sprintf("%d.jane@example.com", i)})
	}
	jane := w.AddIdentity(w.WorkspaceID, fakeseam.Identity{EmailAddress: "JANE@example.com"})
	w.ResetRequests()
	if found := w.Process(t).MustRead("seam_user_identity", providertest.Attributes{"email_address": "jane@example.com"}); found["user_identity_id"] != jane {
		t.Errorf("it is %v", found)
	}
	w.Sent(t, providertest.PathListIdentities, 3)
}

func TestUserIdentityThatIsNotThereOrThereTwiceIsAnError(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	jane := w.AddIdentity(w.WorkspaceID, fakeseam.Identity{FullName: "Jane Doe", EmailAddress: "jane@example.com", PhoneNumber: "+15550100"})
	for argument, value := range map[string]string{"email_address": "jane@example.co", "phone_number": "15550100"} {
		w.Process(t).MustFailToRead("seam_user_identity", providertest.Attributes{argument: value},
			"There is no user identity with this "+argument,
			fmt.Sprintf("Looked for in: the workspace \"Acme\" (%s)", w.WorkspaceID),
			fmt.Sprintf("- \"Jane Doe\", jane@example.com, +15550100: user_identity_id = %q", jane),
			"Correct the value, or use user_identity_id.")
	}
	second := w.AddIdentity(w.WorkspaceID, fakeseam.Identity{FullName: "Jane D.", EmailAddress: "JANE@example.com", PhoneNumber: "+15550100"})
	for argument, value := range map[string]string{"email_address": "jane@example.com", "phone_number": "+15550100"} {
		w.Process(t).MustFailToRead("seam_user_identity", providertest.Attributes{argument: value},
			"More than one user identity has this "+argument, "2 user identities have it:", jane, second, "Use user_identity_id")
	}
}

func TestUserIdentityOfAnotherKeyIsNotTaken(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	w.Inject(providertest.PathGetIdentity, fakeseam.Fault{Body: `{"ok":true,"user_identity":{"user_identity_id":"` + testMissing +
		`","user_identity_key":"Employee-7","display_name":"Jane Doe"}}`})
	w.Process(t).MustFailToRead("seam_user_identity", providertest.Attributes{"user_identity_key": "employee-7"},
		"The user identity could not be read", "user_identity_key: employee-7", `asked for user_identity_key employee-7, Seam answered with "Employee-7"`)
}
