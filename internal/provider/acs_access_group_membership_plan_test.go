// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package provider_test

import (
	"fmt"
	"strings"
	"testing"
)

func TestBadIDsAreRefusedBeforeAnyRequest(t *testing.T) {
	t.Parallel()
	const id = "8aa3a7c8-31f7-4b0c-9e0a-52d1c6a4e7f0"
	for name, c := range map[string]struct {
		block string
		says  []string
	}{
		"neither person": {
			block: `acs_access_group_id = "` + id + `"`,
			says:  []string{"one (and only one) of [acs_user_id,user_identity_id] is required"},
		},
		"both persons": {
			block: `acs_access_group_id = "` + id + `"` + "\nacs_user_id = \"" + id + "\"\nuser_identity_id = \"" + id + `"`,
			says:  []string{"one (and only one) of [acs_user_id,user_identity_id] is required"},
		},
		"empty ACS user":     {block: persons(id, "acs_user_id", ""), says: []string{"acs_user_id: it is empty"}},
		"empty identity":     {block: persons(id, "user_identity_id", ""), says: []string{"user_identity_id: it is empty"}},
		"empty group":        {block: persons("", "acs_user_id", id), says: []string{"acs_access_group_id: it is empty"}},
		"ACS user no UUID":   {block: persons(id, "acs_user_id", "jane"), says: []string{`acs_user_id: "jane" is not a UUID`}},
		"identity no UUID":   {block: persons(id, "user_identity_id", "jane"), says: []string{`user_identity_id: "jane" is not a UUID`}},
		"group no UUID":      {block: persons("engineering", "acs_user_id", id), says: []string{`acs_access_group_id: "engineering" is not a UUID`}},
		"uppercase ACS user": {block: persons(id, "acs_user_id", strings.ToUpper(id)), says: []string{"acs_user_id", "capital letters", id}},
		"uppercase group":    {block: persons(strings.ToUpper(id), "acs_user_id", id), says: []string{"acs_access_group_id", "capital letters", id}},
		"braces":             {block: persons(id, "acs_user_id", "{"+id+"}"), says: []string{"is not a UUID"}},
		"no dashes":          {block: persons(id, "acs_user_id", strings.ReplaceAll(id, "-", "")), says: []string{"is not a UUID"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h, terraform := newHouse(t), newCLI(t)
			terraform.configure(h.config("resource \"seam_acs_access_group_membership\" \"jane\" {\n" + c.block + "\n}\n"))
			output := terraform.mustFail("validate")
			contains(t, output, c.says...)
			if errors := strings.Count(output, "Error:"); errors != 1 {
				t.Errorf("there are %d errors, want one:\n%s", errors, output)
			}
			if requests := h.Requests(); len(requests) != 0 {
				t.Errorf("%d requests were sent", len(requests))
			}
		})
	}
}

func persons(group, attribute, person string) string {
	return fmt.Sprintf("acs_access_group_id = %q\n%s = %q", group, attribute, person)
}

func TestCreateOfAMemberWarnsThatItAdopts(t *testing.T) {
	t.Parallel()
	h, terraform := newHouse(t), newCLI(t)
	group := h.group("Engineering")
	identity, jane := h.person("Jane Doe")
	john, newcomer := h.user("John Roe"), h.user("Ann Poe")
	h.AddMember(group, jane)
	h.AddMember(group, john)
	terraform.configure(h.config(
		identityMembership("jane", group, identity),
		membership("john", group, john),
		membership("ann", group, newcomer),
	))

	plan := terraform.must("plan")
	contains(t, plan,
		"Warning: A membership that exists already will be adopted",
		"destroying it later revokes it",
		"write a moved block",
		"(and one more similar warning elsewhere)",
		"Plan: 3 to add, 0 to change, 0 to destroy",
	)
	terraform.apply()
	check(t, h.hasMembers(group, jane, john, newcomer), h.sent(pathAddACSUser, 2), h.sent(pathAddIdentity, 1))
	lacks(t, terraform.must("plan"), "Warning: A membership")
}

func TestReplacementOfAMemberIsNoAdoption(t *testing.T) {
	t.Parallel()
	h, terraform := newHouse(t), newCLI(t)
	group, user := h.group("Engineering"), h.user("Jane Doe")
	terraform.configure(h.config(membership("jane", group, user)))
	terraform.apply()

	lacks(t, terraform.must("plan", "-replace="+address("jane")), "Warning: A membership")
}

func TestUnknownGroupIsAWarningWhilePlanningAndAnErrorWhileApplying(t *testing.T) {
	t.Parallel()
	h, terraform := newHouse(t), newCLI(t)
	const group = "8aa3a7c8-31f7-4b0c-9e0a-52d1c6a4e7f0"
	terraform.configure(h.config(membership("jane", group, h.user("Jane Doe"))))

	contains(t, terraform.must("plan"), "Warning: There is no such access group", group, "Check the ID")
	contains(t, terraform.mustFail("apply", "-auto-approve"),
		"Error: The user was not added to the access group: acs_access_group not found", group, "request ID", "Check the ID")
}

func TestGroupThatIsGoneDoesNotKeepADestroyFromTheOthers(t *testing.T) {
	t.Parallel()
	h, terraform := newHouse(t), newCLI(t)
	group, gone, user := h.group("Engineering"), h.group("Sales"), h.user("Jane Doe")
	identity, _ := h.person("Ann Poe")
	terraform.configure(h.config(
		membership("jane", group, user),
		membership("gone", gone, user),
		identityMembership("ann", gone, identity),
	))
	terraform.apply()

	h.DeleteGroup(gone)
	terraform.must("destroy", "-auto-approve")
	check(t, h.hasMembers(group))
}

func TestACSUserBesideAnIdentityThatTurnsOutNullIsNoReplacement(t *testing.T) {
	t.Parallel()
	h, terraform := newHouse(t), newCLI(t)
	group, user := h.group("Engineering"), h.user("Jane Doe")
	terraform.configure(h.config(membership("jane", group, user)))
	terraform.apply()
	h.ResetRequests()

	terraform.configure(h.config(
		`resource "terraform_data" "nobody" { input = "nobody" }`,
		membership("jane", group, user, `user_identity_id = terraform_data.nobody.output == "nobody" ? null : terraform_data.nobody.output`),
	))
	contains(t, terraform.apply(), "1 added, ", "0 destroyed")
	check(t, h.hasMembers(group, user), h.sent(pathAddACSUser, 0), h.sent(pathRemove, 0))
	contains(t, terraform.must("plan"), "No changes.")
}

func TestTwoBlocksForOneMembershipAreRefused(t *testing.T) {
	t.Parallel()
	for name, spell := range map[string]func(group, user, identity string) (string, string){
		"by ACS user": func(group, user, _ string) (string, string) {
			return membership("first", group, user), membership("second", group, user)
		},
		"by user identity": func(group, _, identity string) (string, string) {
			return identityMembership("first", group, identity), identityMembership("second", group, identity)
		},
		"by either": func(group, user, identity string) (string, string) {
			return membership("first", group, user), identityMembership("second", group, identity)
		},
	} {
		for _, standing := range []string{"absent", "member", "first in state", "second in state"} {
			t.Run(name+", "+standing, func(t *testing.T) {
				t.Parallel()
				h, terraform := newHouse(t), newCLI(t)
				group := h.group("Engineering")
				identity, user := h.person("Jane Doe")
				first, second := spell(group, user, identity)
				switch standing {
				case "member":
					h.AddMember(group, user)
				case "first in state":
					terraform.configure(h.config(first))
					terraform.apply()
				case "second in state":
					terraform.configure(h.config(second))
					terraform.apply()
				}
				terraform.configure(h.config(first, second))
				h.ResetRequests()

				for range 2 {
					output := terraform.mustFail("apply", "-auto-approve")
					contains(t, output, "Error: Two resources declare the same membership", group, "Remove one of the two blocks", "moved block")
					if errors := strings.Count(output, "Error:"); errors != 1 {
						t.Errorf("there are %d errors, want one:\n%s", errors, output)
					}
				}
				check(t, h.sent(pathAddACSUser, 0), h.sent(pathAddIdentity, 0), h.sent(pathRemove, 0))
			})
		}
	}
}

func TestTwoBlocksThatTurnOutToBeOneMembershipAreRefusedWhileApplying(t *testing.T) {
	t.Parallel()
	h, terraform := newHouse(t), newCLI(t)
	group, user := h.group("Engineering"), h.user("Jane Doe")
	terraform.configure(h.config(
		fmt.Sprintf("resource \"terraform_data\" \"user\" { input = %q }", user),
		unknownMembership("first", group, "acs_user_id"),
		unknownMembership("second", group, "acs_user_id"),
	))

	contains(t, terraform.mustFail("apply", "-auto-approve"), "Error: Two resources declare the same membership", group)
	check(t, h.hasMembers(group, user))
}

// unknownMembership names its person by a value that is unknown until terraform_data.user is applied.
func unknownMembership(name, group, attribute string, lines ...string) string {
	return membershipBlock(name, group, attribute+" = terraform_data.user.output", lines)
}

func TestTwoBlocksThatAreBothInTheStateAreAWarning(t *testing.T) {
	t.Parallel()
	h, terraform := newHouse(t), newCLI(t)
	group, user := h.group("Engineering"), h.user("Jane Doe")
	terraform.configure(h.config(membership("first", group, user)))
	terraform.apply()
	terraform.configure(h.config(membership("first", group, user), membership("second", group, user)))
	terraform.must("import", address("second"), group+"/"+user)

	output := terraform.must("plan")
	contains(t, output, "Warning: Two resources declare the same membership", "Two objects in the state", "terraform state rm", "No changes.")
}

func TestNamingTheSamePersonByTheOtherIDSendsNothing(t *testing.T) {
	t.Parallel()
	h, terraform := newHouse(t), newCLI(t)
	group := h.group("Engineering")
	identity, user := h.person("Jane Doe")
	byUser, byIdentity := h.config(membership("jane", group, user)), h.config(identityMembership("jane", group, identity))
	terraform.configure(byUser)
	terraform.apply()
	h.ResetRequests()

	for _, config := range []string{byIdentity, byUser, byIdentity} {
		terraform.configure(config)
		contains(t, terraform.apply(), "0 added, 1 changed, 0 destroyed")
		contains(t, terraform.must("plan"), "No changes.")
	}
	check(t, h.hasMembers(group, user), h.sent(pathAddACSUser, 0), h.sent(pathAddIdentity, 0), h.sent(pathRemove, 0))
}

func TestTheOtherIDOfSomebodyRemovedByHandIsNoReplacement(t *testing.T) {
	t.Parallel()
	h, terraform := newHouse(t), newCLI(t)
	group := h.group("Engineering")
	identity, user := h.person("Jane Doe")
	terraform.configure(h.config(membership("jane", group, user)))
	terraform.apply()

	h.RemoveMember(group, user)
	terraform.configure(h.config(identityMembership("jane", group, identity)))
	contains(t, terraform.must("plan", "-refresh=false"), "0 to add, 1 to change, 0 to destroy")
}

func TestAnotherPersonOrGroupReplaces(t *testing.T) {
	t.Parallel()
	h, terraform := newHouse(t), newCLI(t)
	group, other := h.group("Engineering"), h.group("Sales")
	jane, john := h.user("Jane Doe"), h.user("John Roe")
	identity, ann := h.person("Ann Poe")
	terraform.configure(h.config(membership("it", group, jane)))
	terraform.apply()

	for _, next := range []struct {
		block, path, group string
		user               string
	}{
		{membership("it", group, john), "acs_user_id", group, john},
		{identityMembership("it", group, identity), "user_identity_id", group, ann},
		{identityMembership("it", other, identity), "acs_access_group_id", other, ann},
		{membership("it", other, jane), "acs_user_id", other, jane},
	} {
		terraform.configure(h.config(next.block))
		output := terraform.apply()
		contains(t, output, "1 added, 0 changed, 1 destroyed")
		contains(t, output, "forces replacement")
		check(t, h.hasMembers(next.group, next.user))
		if next.group == other {
			check(t, h.hasMembers(group))
		}
	}
}
