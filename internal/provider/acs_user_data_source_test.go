// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package provider_test

import (
	"fmt"
	"testing"

	"github.com/seamapi/terraform-provider-seam/internal/fakeseam"
)

func TestACSUserIsFoundByWhatIsKnownOfThePerson(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	identity := h.AddIdentity(h.workspace, fakeseam.Identity{FullName: "Jane A. Doe", EmailAddress: "doe@example.com"})
	jane := h.AddUser(h.system, fakeseam.User{
		FullName: "Jane Doe", EmailAddress: "Jane@Example.com", PhoneNumber: "+15550100", UserIdentityID: identity,
	})
	h.AddUser(h.system, fakeseam.User{FullName: "John Doe", EmailAddress: "john@example.com", PhoneNumber: "+15550101"})

	for _, c := range []struct {
		arguments attributes
		path      string
	}{
		{attributes{"acs_user_id": jane}, pathGetUser},
		{attributes{"acs_system_id": h.system, "user_identity_id": identity}, pathGetUser},
		{attributes{"acs_system_id": h.system, "email_address": "jane@example.COM"}, pathListACSUsers},
		{attributes{"acs_system_id": h.system, "phone_number": "+15550100"}, pathListACSUsers},
		{attributes{"acs_system_id": h.system, "full_name": "Jane Doe"}, pathListACSUsers},
	} {
		h.ResetRequests()
		user := h.library(t, nil).must("seam_acs_user", c.arguments)
		if user["acs_user_id"] != jane || user["acs_system_id"] != h.system || user["workspace_id"] != h.workspace ||
			user["full_name"] != "Jane Doe" || user["phone_number"] != "+15550100" || user["user_identity_id"] != identity ||
			user["user_identity_email_address"] != "doe@example.com" || user["is_suspended"] != false {
			t.Errorf("%v finds %v", c.arguments, user)
		}
		check(t, h.sent(c.path, 1))
		if all := len(h.Requests()); all != 1 {
			t.Errorf("%v takes %d requests", c.arguments, all)
		}
	}
}

// Terraform may have planned with the address as it is configured, before the ACS user was read.
func TestEmailAddressKeepsTheSpellingOfTheConfiguration(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.AddIdentity(h.workspace, fakeseam.Identity{FullName: "Jane Doe", EmailAddress: "Jane@Example.com"})
	h.AddUser(h.system, fakeseam.User{FullName: "Jane Doe", EmailAddress: "Jane@Example.com"})
	library := h.library(t, nil)
	for name, arguments := range map[string]attributes{
		"seam_acs_user":      {"acs_system_id": h.system, "email_address": "jane@example.COM"},
		"seam_user_identity": {"email_address": "jane@example.COM"},
	} {
		if got := library.must(name, arguments)["email_address"]; got != "jane@example.COM" {
			t.Errorf("%s has the email address %q", name, got)
		}
	}
	found := library.must("seam_acs_user", attributes{"acs_system_id": h.system, "full_name": "Jane Doe"})
	if found["email_address"] != "Jane@Example.com" {
		t.Errorf("looked up by name, the email address is %q", found["email_address"])
	}
}

func TestACSUserIsFoundOnTheLastPage(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	for i := range 1100 {
		h.AddUser(h.system, fakeseam.User{
			FullName: fmt.Sprintf("Jane Doe %d", i), EmailAddress: fmt.Sprintf("%d.jane@example.com", i), PhoneNumber: fmt.Sprintf("+1555010%04d", i),
		})
	}
	jane := h.AddUser(h.system, fakeseam.User{FullName: "Jane Doe", EmailAddress: "jane@example.com", PhoneNumber: "+1555010"})
	h.ResetRequests()
	for argument, value := range map[string]string{"email_address": "jane@example.com", "full_name": "Jane Doe", "phone_number": "+1555010"} {
		user := h.library(t, nil).must("seam_acs_user", attributes{"acs_system_id": h.system, argument: value})
		if user["acs_user_id"] != jane {
			t.Errorf("by %s, it is %v", argument, user["full_name"])
		}
	}
	check(t, h.sent(pathListACSUsers, 3*3))
}

func TestLookupsByEmailAddressShareOneListOfTheSystem(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	for i := range 600 {
		h.AddUser(h.system, fakeseam.User{EmailAddress: fmt.Sprintf("person%d@example.com", i)})
	}
	library := h.library(t, nil)
	for i := range 50 {
		library.must("seam_acs_user", attributes{"acs_system_id": h.system, "email_address": fmt.Sprintf("Person%d@example.com", i)})
	}
	check(t, h.sent(pathListACSUsers, 2))
}

func TestPartsOfANameOrAnAddressPickNobody(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	jane := h.AddUser(h.system, fakeseam.User{FullName: "Jane Doe", EmailAddress: "jane@example.com", PhoneNumber: "+15550100"})
	for i := range maxTold {
		h.AddUser(h.system, fakeseam.User{FullName: fmt.Sprintf("Somebody else %d", i)})
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
		said := h.library(t, nil).refuses("seam_acs_user", attributes{"acs_system_id": h.system, c.argument: c.value},
			"There is no ACS user with this "+c.argument,
			fmt.Sprintf("%s: %q", c.argument, c.value),
			fmt.Sprintf("Looked for in: the access system \"Head Office\" (%s)", h.system),
			"Similar, and not the same:",
			fmt.Sprintf("- \"Jane Doe\", jane@example.com, +15550100: acs_user_id = %q", jane),
			"Correct the value, or use acs_user_id.")
		lacks(t, said, "Somebody else")
	}
}

// maxTold is how many objects a message lists.
const maxTold = 10

func TestNobodyAlikeIsSaid(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	arguments := attributes{"acs_system_id": h.system, "email_address": "jane@example.com"}
	h.library(t, nil).refuses("seam_acs_user", arguments, "There are no ACS users.")

	john := h.user("John Smith")
	h.library(t, nil).refuses("seam_acs_user", arguments, "These are all the ACS users: - \"John Smith\": acs_user_id = \""+john+"\"")

	for i := range maxTold {
		h.user(fmt.Sprintf("Somebody else %d", i))
	}
	said := h.library(t, nil).refuses("seam_acs_user", arguments, "None of the 11 ACS users is similar.")
	lacks(t, said, "John")
}

func TestACSUserOfAnotherSystemIsNotPicked(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	other := h.AddSystem(h.workspace, "Warehouse")
	jane := fakeseam.User{FullName: "Jane Doe", EmailAddress: "jane@example.com", PhoneNumber: "+15550100"}
	h.AddUser(other, jane)
	byName := func() (values, messages) {
		return h.library(t, nil).read("seam_acs_user", attributes{"acs_system_id": h.system, "full_name": "Jane Doe"})
	}
	if found, said := byName(); !said.failed() {
		t.Errorf("found %v", found)
	}
	here := h.AddUser(h.system, jane)
	if found, said := byName(); said.failed() || found["acs_user_id"] != here {
		t.Errorf("found %v, with %s", found, said)
	}
}

func TestACSUserInAnotherSystemThanAskedForIsNotTaken(t *testing.T) {
	t.Parallel()
	const other = `{"acs_user_id":"` + testMissing + `","full_name":"Jane Doe","email_address":"jane@example.com","acs_system_id":"` + testMissing + `"}`
	h := newHouse(t)
	identity := h.AddIdentity(h.workspace, fakeseam.Identity{FullName: "Jane Doe"})
	h.Inject(pathGetUser, fakeseam.Fault{Body: `{"ok":true,"acs_user":` + other + `}`})
	h.Inject(pathListACSUsers, fakeseam.Fault{Body: `{"ok":true,"acs_users":[` + other + `],"pagination":{"has_next_page":false,"next_page_cursor":null}}`})

	library := h.library(t, nil)
	library.refuses("seam_acs_user", attributes{"acs_system_id": h.system, "user_identity_id": identity},
		"Seam answered with another ACS user", "acs_system_id: \""+h.system+"\"", "The answer has the acs_system_id \""+testMissing+"\"")
	for argument, value := range map[string]string{"full_name": "Jane Doe", "email_address": "jane@example.com"} {
		library.refuses("seam_acs_user", attributes{"acs_system_id": h.system, argument: value}, "There is no ACS user with this "+argument)
	}
}

func TestACSUserOfAnotherUserIdentityIsNotTaken(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	identity, _ := h.person("Jane Doe")
	h.Inject(pathGetUser, fakeseam.Fault{Body: `{"ok":true,"acs_user":{"acs_user_id":"` + testMissing + `","acs_system_id":"` + h.system +
		`","user_identity_id":"` + testMissing + `"}}`})
	h.library(t, nil).refuses("seam_acs_user", attributes{"acs_system_id": h.system, "user_identity_id": identity},
		"Seam answered with another ACS user", "The answer has the user_identity_id \""+testMissing+"\"")
}

func TestSeveralACSUsersAreListedAndNonePicked(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	first := h.AddUser(h.system, fakeseam.User{FullName: "Jane Doe", EmailAddress: "Jane@example.com"})
	second := h.AddUser(h.system, fakeseam.User{FullName: "Jane Doe", EmailAddress: "jane@example.com", PhoneNumber: "+15550100"})
	h.user("Jane Doe-Smith")
	for argument, value := range map[string]string{"full_name": "Jane Doe", "email_address": "jane@EXAMPLE.com"} {
		said := h.library(t, nil).refuses("seam_acs_user", attributes{"acs_system_id": h.system, argument: value},
			"More than one ACS user has this "+argument,
			fmt.Sprintf("%s: %q Looked for in: the access system \"Head Office\" (%s)", argument, value, h.system),
			"2 ACS users have it:",
			fmt.Sprintf("- \"Jane Doe\", Jane@example.com: acs_user_id = %q", first),
			fmt.Sprintf("- \"Jane Doe\", jane@example.com, +15550100: acs_user_id = %q", second),
			"Use acs_user_id to say which one is meant.")
		lacks(t, said, "Smith", "more")
	}
}

func TestALongListOfCandidatesIsBounded(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	for range 17 {
		h.user("Jane Doe")
	}
	library := h.library(t, nil)
	library.refuses("seam_acs_user", attributes{"acs_system_id": h.system, "full_name": "Jane Doe"}, "17 ACS users have it:", "- and 7 more")
	library.refuses("seam_acs_user", attributes{"acs_system_id": h.system, "full_name": "Jane"}, "Similar, and not the same:", "- and 7 more")
}

func TestACSUserInASystemThatIsNotThereIsAnErrorOfTheSystem(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.user("Jane Doe")
	h.library(t, nil).refuses("seam_acs_user", attributes{"acs_system_id": testMissing, "full_name": "Jane Doe"},
		"The access system could not be read: acs_system not found", "acs_system_id: "+testMissing)
}

func TestIdentityWithoutACSUserInTheSystem(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	identity := h.AddIdentity(h.workspace, fakeseam.Identity{FullName: "Jane Doe"})
	arguments := attributes{"acs_system_id": h.system, "user_identity_id": identity}
	h.library(t, nil).refuses("seam_acs_user", arguments,
		"The ACS user of the user identity could not be read: acs_user not found",
		"user_identity_id: "+identity+" acs_system_id: "+h.system,
		"Perhaps the person has no ACS user in this access system yet. A seam_acs_access_group_membership takes the user_identity_id itself",
		"request ID")

	h.Inject("", outage())
	said := h.library(t, attributes{"max_retries": 0}).refuses("seam_acs_user", arguments, "502 Bad Gateway")
	lacks(t, said, "Perhaps the person has no ACS user")
}

func TestACSUserTellsErrorsAndPendingChanges(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	group, user := h.group("Engineering"), h.user("Jane Doe")
	h.AddUserError(user, "failed_to_update_on_acs_system", "The lock said no.")
	h.HoldChanges()
	h.library(t, nil).must("seam_acs_user", attributes{"acs_user_id": user})
	writer := h.process(t, nil)
	_, said := writer.create(attributes{"acs_access_group_id": group, "acs_user_id": user})
	succeeded(t, said)

	found := h.library(t, nil).must("seam_acs_user", attributes{"acs_user_id": user})
	if codes := found.list("errors", "error_code"); len(codes) != 1 || codes[0] != "failed_to_update_on_acs_system" {
		t.Errorf("the errors are %v", found["errors"])
	}
	mutation := found["pending_mutations"].([]any)[0].(values)
	if mutation["mutation_code"] != "updating_group_membership" || mutation["from"].(values)["acs_access_group_id"] != nil ||
		mutation["to"].(values)["acs_access_group_id"] != group {
		t.Errorf("the pending change is %v", mutation)
	}
	inGroup := h.library(t, nil).must("seam_acs_access_group", attributes{"acs_access_group_id": group})
	if to := inGroup["pending_mutations"].([]any)[0].(values)["to"].(values); to["acs_user_id"] != user {
		t.Errorf("the group's pending change leads to %v", to)
	}
}
