// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package lookup_test

import (
	"fmt"
	"testing"

	"github.com/seamapi/terraform-provider-seam/internal/fakeseam"
	"github.com/seamapi/terraform-provider-seam/internal/provider/providertest"
)

func TestACSUserIsFoundByWhatIsKnownOfThePerson(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	identity := w.AddIdentity(w.WorkspaceID, fakeseam.Identity{FullName: "Jane A. Doe", EmailAddress: "doe@example.com"})
	jane := w.AddUser(w.ACSSystemID, fakeseam.User{
		FullName: "Jane Doe", EmailAddress: "Jane@Example.com", PhoneNumber: "+15550100", UserIdentityID: identity,
	})
	w.AddUser(w.ACSSystemID, fakeseam.User{FullName: "John Doe", EmailAddress: "john@example.com", PhoneNumber: "+15550101"})

	for _, c := range []struct {
		arguments providertest.Attributes
		path      string
	}{
		{providertest.Attributes{"acs_user_id": jane}, providertest.PathGetUser},
		{providertest.Attributes{"acs_system_id": w.ACSSystemID, "user_identity_id": identity}, providertest.PathGetUser},
		{providertest.Attributes{"acs_system_id": w.ACSSystemID, "email_address": "jane@example.COM"}, providertest.PathListUsers},
		{providertest.Attributes{"acs_system_id": w.ACSSystemID, "phone_number": "+15550100"}, providertest.PathListUsers},
		{providertest.Attributes{"acs_system_id": w.ACSSystemID, "full_name": "Jane Doe"}, providertest.PathListUsers},
	} {
		w.ResetRequests()
		user := w.Process(t).MustRead("seam_acs_user", c.arguments)
		if user["acs_user_id"] != jane || user["acs_system_id"] != w.ACSSystemID || user["workspace_id"] != w.WorkspaceID ||
			user["full_name"] != "Jane Doe" || user["phone_number"] != "+15550100" || user["user_identity_id"] != identity ||
			user["user_identity_email_address"] != "doe@example.com" || user["is_suspended"] != false {
			t.Errorf("%v finds %v", c.arguments, user)
		}
		w.Sent(t, c.path, 1)
		// The other one is for the workspace, when the provider is configured.
		if all := len(w.Requests()); all != 2 {
			t.Errorf("%v takes %d requests", c.arguments, all)
		}
	}
}

// Terraform may have planned with the address as it is configured, before the ACS user was read.
func TestEmailAddressKeepsTheSpellingOfTheConfiguration(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	w.AddIdentity(w.WorkspaceID, fakeseam.Identity{FullName: "Jane Doe", EmailAddress: "Jane@Example.com"})
	w.AddUser(w.ACSSystemID, fakeseam.User{FullName: "Jane Doe", EmailAddress: "Jane@Example.com"})
	p := w.Process(t)
	for name, arguments := range map[string]providertest.Attributes{
		"seam_acs_user":      {"acs_system_id": w.ACSSystemID, "email_address": "jane@example.COM"},
		"seam_user_identity": {"email_address": "jane@example.COM"},
	} {
		if got := p.MustRead(name, arguments)["email_address"]; got != "jane@example.COM" {
			t.Errorf("%s has the email address %q", name, got)
		}
	}
	found := p.MustRead("seam_acs_user", providertest.Attributes{"acs_system_id": w.ACSSystemID, "full_name": "Jane Doe"})
	if found["email_address"] != "Jane@Example.com" {
		t.Errorf("looked up by name, the email address is %q", found["email_address"])
	}
}

func TestACSUserIsFoundOnTheLastPage(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	for i := range 1100 {
		w.AddUser(w.ACSSystemID, fakeseam.User{
			FullName: fmt.Sprintf("Jane Doe %d", i), EmailAddress: fmt.Sprintf("%d.jane@example.com", i), PhoneNumber: fmt.Sprintf("+1555010%04d", i),
		})
	}
	jane := w.AddUser(w.ACSSystemID, fakeseam.User{FullName: "Jane Doe", EmailAddress: "jane@example.com", PhoneNumber: "+1555010"})
	w.ResetRequests()
	for argument, value := range map[string]string{"email_address": "jane@example.com", "full_name": "Jane Doe", "phone_number": "+1555010"} {
		user := w.Process(t).MustRead("seam_acs_user", providertest.Attributes{"acs_system_id": w.ACSSystemID, argument: value})
		if user["acs_user_id"] != jane {
			t.Errorf("by %s, it is %v", argument, user["full_name"])
		}
	}
	w.Sent(t, providertest.PathListUsers, 3*3)
}

func TestLookupsByEmailAddressShareOneListOfTheSystem(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	for i := range 600 {
		w.AddUser(w.ACSSystemID, fakeseam.User{EmailAddress: fmt.Sprintf("person%d@example.com", i)})
	}
	p := w.Process(t)
	for i := range 50 {
		p.MustRead("seam_acs_user", providertest.Attributes{"acs_system_id": w.ACSSystemID, "email_address": fmt.Sprintf("Person%d@example.com", i)})
	}
	w.Sent(t, providertest.PathListUsers, 2)
}

func TestPartsOfANameOrAnAddressPickNobody(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	jane := w.AddUser(w.ACSSystemID, fakeseam.User{FullName: "Jane Doe", EmailAddress: "jane@example.com", PhoneNumber: "+15550100"})
	for i := range maxTold {
		w.AddUser(w.ACSSystemID, fakeseam.User{FullName: fmt.Sprintf("Somebody else %d", i)})
	}
	for _, c := range []struct{ argument, value string }{
		{"full_name", "Jane"},
		{"full_name", "jane doe"},
		{"full_name", "Jane.Doe"},
		{"full_name", "jane@example.com"},
		{"full_name", jane},
		{"email_address", "jane@example.co"},
		{"email_address", "jane"},
		{"email_address", "Jane Doe"},
		{"phone_number", "15550100"},
		{"phone_number", "+1 555 0100"},
	} {
		said := w.Process(t).MustFailToRead("seam_acs_user", providertest.Attributes{"acs_system_id": w.ACSSystemID, c.argument: c.value},
			"There is no ACS user with this "+c.argument,
			fmt.Sprintf("%s: %q", c.argument, c.value),
			fmt.Sprintf("Looked for in: the access system \"Head Office\" (%s)", w.ACSSystemID),
			"Similar, but not the same:",
			fmt.Sprintf("- \"Jane Doe\", jane@example.com, +15550100: acs_user_id = %q", jane),
			"Correct the value, or use acs_user_id.")
		said.Lacks("Somebody else")
	}
}

// maxTold is how many objects a message lists.
const maxTold = 10

func TestNobodyAlikeIsSaid(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	arguments := providertest.Attributes{"acs_system_id": w.ACSSystemID, "email_address": "jane@example.com"}
	w.Process(t).MustFailToRead("seam_acs_user", arguments, "There are no ACS users.")

	john := w.User("John Smith")
	w.Process(t).MustFailToRead("seam_acs_user", arguments, "These are all the ACS users: - \"John Smith\": acs_user_id = \""+john+"\"")

	for i := range maxTold {
		w.User(fmt.Sprintf("Somebody else %d", i))
	}
	said := w.Process(t).MustFailToRead("seam_acs_user", arguments, "None of the 11 ACS users is similar.")
	said.Lacks("John")
}

func TestACSUserOfAnotherSystemIsNotPicked(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	other := w.AddSystem(w.WorkspaceID, "Warehouse")
	jane := fakeseam.User{FullName: "Jane Doe", EmailAddress: "jane@example.com", PhoneNumber: "+15550100"}
	w.AddUser(other, jane)
	byName := func() (providertest.Values, providertest.Output) {
		return w.Process(t).Read("seam_acs_user", providertest.Attributes{"acs_system_id": w.ACSSystemID, "full_name": "Jane Doe"})
	}
	if found, said := byName(); !said.Failed() {
		t.Errorf("found %v", found)
	}
	here := w.AddUser(w.ACSSystemID, jane)
	if found, said := byName(); said.Failed() || found["acs_user_id"] != here {
		t.Errorf("found %v, with %s", found, said)
	}
}

func TestACSUserInAnotherSystemThanAskedForIsNotTaken(t *testing.T) {
	t.Parallel()
	const other = `{"acs_user_id":"` + testMissing + `","full_name":"Jane Doe","email_address":"jane@example.com","acs_system_id":"` + testMissing + `"}`
	w := providertest.NewWorld(t)
	identity := w.AddIdentity(w.WorkspaceID, fakeseam.Identity{FullName: "Jane Doe"})
	w.Inject(providertest.PathGetUser, fakeseam.Fault{Body: `{"ok":true,"acs_user":` + other + `}`})
	w.Inject(providertest.PathListUsers, fakeseam.Fault{Body: `{"ok":true,"acs_users":[` + other + `],"pagination":{"has_next_page":false,"next_page_cursor":null}}`})

	p := w.Process(t)
	p.MustFailToRead("seam_acs_user", providertest.Attributes{"acs_system_id": w.ACSSystemID, "user_identity_id": identity},
		"The ACS user of the user identity could not be read", "acs_system_id: "+w.ACSSystemID, "Seam answered with \""+testMissing+"\"")
	for argument, value := range map[string]string{"full_name": "Jane Doe", "email_address": "jane@example.com"} {
		p.MustFailToRead("seam_acs_user", providertest.Attributes{"acs_system_id": w.ACSSystemID, argument: value},
			"The ACS users could not be listed", "asked for acs_system_id "+w.ACSSystemID, "Seam answered with \""+testMissing+"\"")
	}
}

func TestACSUserOfAnotherUserIdentityIsNotTaken(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	identity, _ := w.Person("Jane Doe")
	w.Inject(providertest.PathGetUser, fakeseam.Fault{Body: `{"ok":true,"acs_user":{"acs_user_id":"` + testMissing + `","acs_system_id":"` + w.ACSSystemID +
		`","user_identity_id":"` + testMissing + `"}}`})
	w.Process(t).MustFailToRead("seam_acs_user", providertest.Attributes{"acs_system_id": w.ACSSystemID, "user_identity_id": identity},
		"Seam returned another ACS user", "The response has the user_identity_id \""+testMissing+"\"")
}

func TestSeveralACSUsersAreListedAndNonePicked(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	first := w.AddUser(w.ACSSystemID, fakeseam.User{FullName: "Jane Doe", EmailAddress: "Jane@example.com"})
	second := w.AddUser(w.ACSSystemID, fakeseam.User{FullName: "Jane Doe", EmailAddress: "jane@example.com", PhoneNumber: "+15550100"})
	w.User("Jane Doe-Smith")
	for argument, value := range map[string]string{"full_name": "Jane Doe", "email_address": "jane@EXAMPLE.com"} {
		said := w.Process(t).MustFailToRead("seam_acs_user", providertest.Attributes{"acs_system_id": w.ACSSystemID, argument: value},
			"More than one ACS user has this "+argument,
			fmt.Sprintf("%s: %q Looked for in: the access system \"Head Office\" (%s)", argument, value, w.ACSSystemID),
			"2 ACS users have it:",
			fmt.Sprintf("- \"Jane Doe\", Jane@example.com: acs_user_id = %q", first),
			fmt.Sprintf("- \"Jane Doe\", jane@example.com, +15550100: acs_user_id = %q", second),
			"Use acs_user_id to say which one is meant.")
		said.Lacks("Smith", "more")
	}
}

func TestALongListOfCandidatesIsBounded(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	for range 17 {
		w.User("Jane Doe")
	}
	p := w.Process(t)
	p.MustFailToRead("seam_acs_user", providertest.Attributes{"acs_system_id": w.ACSSystemID, "full_name": "Jane Doe"}, "17 ACS users have it:", "- and 7 more")
	p.MustFailToRead("seam_acs_user", providertest.Attributes{"acs_system_id": w.ACSSystemID, "full_name": "Jane"}, "Similar, but not the same:", "- and 7 more")
}

func TestACSUserInASystemThatIsNotThereIsAnErrorOfTheSystem(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	w.User("Jane Doe")
	w.Process(t).MustFailToRead("seam_acs_user", providertest.Attributes{"acs_system_id": testMissing, "full_name": "Jane Doe"},
		"The access system could not be read: acs_system not found", "acs_system_id: "+testMissing)
}

func TestIdentityWithoutACSUserInTheSystem(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	identity := w.AddIdentity(w.WorkspaceID, fakeseam.Identity{FullName: "Jane Doe"})
	arguments := providertest.Attributes{"acs_system_id": w.ACSSystemID, "user_identity_id": identity}
	w.Process(t).MustFailToRead("seam_acs_user", arguments,
		"The ACS user of the user identity could not be read: acs_user not found",
		"user_identity_id: "+identity+" acs_system_id: "+w.ACSSystemID,
		"The person may not have an ACS user in this access system yet. A seam_acs_access_group_membership takes the user_identity_id itself",
		"request ID")

	p := w.Process(t, providertest.Attributes{"max_retries": 0})
	w.Inject("", providertest.Outage())
	p.MustFailToRead("seam_acs_user", arguments, "502 Bad Gateway").Lacks("The person may not have an ACS user")
}

func TestACSUserTellsErrorsAndPendingChanges(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	group, user := w.Group("Engineering"), w.User("Jane Doe")
	w.AddUserError(user, "failed_to_update_on_acs_system", "The lock said no.")
	w.HoldChanges()
	w.Process(t).MustRead("seam_acs_user", providertest.Attributes{"acs_user_id": user})
	writer := w.Process(t)
	_, said := writer.Create(providertest.Attributes{"acs_access_group_id": group, "acs_user_id": user})
	said.Succeeds()

	found := w.Process(t).MustRead("seam_acs_user", providertest.Attributes{"acs_user_id": user})
	if codes := found.Each("errors", "error_code"); len(codes) != 1 || codes[0] != "failed_to_update_on_acs_system" {
		t.Errorf("the errors are %v", found["errors"])
	}
	mutation := found["pending_mutations"].([]any)[0].(providertest.Values)
	if mutation["mutation_code"] != "updating_group_membership" || mutation["from"].(providertest.Values)["acs_access_group_id"] != nil ||
		mutation["to"].(providertest.Values)["acs_access_group_id"] != group {
		t.Errorf("the pending change is %v", mutation)
	}
	inGroup := w.Process(t).MustRead("seam_acs_access_group", providertest.Attributes{"acs_access_group_id": group})
	if to := inGroup["pending_mutations"].([]any)[0].(providertest.Values)["to"].(providertest.Values); to["acs_user_id"] != user {
		t.Errorf("the group's pending change leads to %v", to)
	}
}
