// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package membership_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/seamapi/terraform-provider-seam/internal/provider/providertest"
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
			w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
			terraform.Configure(w.Config("resource \"seam_acs_access_group_membership\" \"jane\" {\n" + c.block + "\n}\n"))
			output := terraform.MustFail("validate")
			output.IsOneError(c.says...)
			w.SentInAll(t, 0)
		})
	}
}

func persons(group, attribute, person string) string {
	return fmt.Sprintf("acs_access_group_id = %q\n%s = %q", group, attribute, person)
}

func TestCreateOfAMemberWarnsThatItAdopts(t *testing.T) {
	t.Parallel()
	w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
	group := w.Group("Engineering")
	identity, jane := w.Person("Jane Doe")
	john, newcomer := w.User("John Roe"), w.User("Ann Poe")
	w.AddMember(group, jane)
	w.AddMember(group, john)
	terraform.Configure(w.Config(
		providertest.IdentityMembership("jane", group, identity),
		providertest.Membership("john", group, john),
		providertest.Membership("ann", group, newcomer),
	))

	plan := terraform.Plan()
	plan.Says(
		"Warning: Jane Doe is in the access group Engineering already, and the membership will be adopted", "Warning: John Roe is in",
		"destroying it later revokes it",
		"write a moved block",
		"Plan: 3 to add, 0 to change, 0 to destroy")
	terraform.Apply()
	w.HasMembers(t, group, jane, john, newcomer)
	w.Sent(t, providertest.PathAddACSUser, 2)
	w.Sent(t, providertest.PathAddIdentity, 1)
	terraform.Plan().Lacks("adopted")
}

func TestReplacementOfAMemberIsNoAdoption(t *testing.T) {
	t.Parallel()
	w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
	group, user := w.Group("Engineering"), w.User("Jane Doe")
	terraform.Configure(w.Config(providertest.Membership("jane", group, user)))
	terraform.Apply()

	terraform.Plan("-replace=" + providertest.MembershipAddress("jane")).Lacks("adopted")
}

func TestUnknownGroupIsAWarningWhilePlanningAndAnErrorWhileApplying(t *testing.T) {
	t.Parallel()
	w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
	const group = "8aa3a7c8-31f7-4b0c-9e0a-52d1c6a4e7f0"
	terraform.Configure(w.Config(providertest.Membership("jane", group, w.User("Jane Doe"))))

	terraform.Plan().Says("Warning: There is no such access group", group, "Check the ID")
	terraform.MustFail("apply", "-auto-approve").Says(
		"Error: The user was not added to the access group: acs_access_group not found", group, "request ID", "Check the ID")
}

func TestGroupThatIsGoneDoesNotKeepADestroyFromTheOthers(t *testing.T) {
	t.Parallel()
	w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
	group, gone, user := w.Group("Engineering"), w.Group("Sales"), w.User("Jane Doe")
	identity, _ := w.Person("Ann Poe")
	terraform.Configure(w.Config(
		providertest.Membership("jane", group, user),
		providertest.Membership("gone", gone, user),
		providertest.IdentityMembership("ann", gone, identity),
	))
	terraform.Apply()

	w.DeleteGroup(gone)
	terraform.Destroy()
	w.HasMembers(t, group)
}

func TestACSUserBesideAnIdentityThatTurnsOutNullIsNoReplacement(t *testing.T) {
	t.Parallel()
	w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
	group, user := w.Group("Engineering"), w.User("Jane Doe")
	terraform.Configure(w.Config(providertest.Membership("jane", group, user)))
	terraform.Apply()
	w.ResetRequests()

	terraform.Configure(w.Config(
		`resource "terraform_data" "nobody" { input = "nobody" }`,
		providertest.Membership("jane", group, user, `user_identity_id = terraform_data.nobody.output == "nobody" ? null : terraform_data.nobody.output`),
	))
	terraform.Apply().Says("1 added, ", "0 destroyed")
	w.HasMembers(t, group, user)
	w.Sent(t, providertest.PathAddACSUser, 0)
	w.Sent(t, providertest.PathRemove, 0)
	terraform.NoChanges()
}

func TestTwoBlocksForOneMembershipAreRefused(t *testing.T) {
	t.Parallel()
	for name, spell := range map[string]func(group, user, identity string) (string, string){
		"by ACS user": func(group, user, _ string) (string, string) {
			return providertest.Membership("first", group, user), providertest.Membership("second", group, user)
		},
		"by user identity": func(group, _, identity string) (string, string) {
			return providertest.IdentityMembership("first", group, identity), providertest.IdentityMembership("second", group, identity)
		},
		"by either": func(group, user, identity string) (string, string) {
			return providertest.Membership("first", group, user), providertest.IdentityMembership("second", group, identity)
		},
	} {
		for _, standing := range []string{"absent", "member", "first in state", "second in state"} {
			t.Run(name+", "+standing, func(t *testing.T) {
				t.Parallel()
				w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
				group := w.Group("Engineering")
				identity, user := w.Person("Jane Doe")
				first, second := spell(group, user, identity)
				switch standing {
				case "member":
					w.AddMember(group, user)
				case "first in state":
					terraform.Configure(w.Config(first))
					terraform.Apply()
				case "second in state":
					terraform.Configure(w.Config(second))
					terraform.Apply()
				}
				terraform.Configure(w.Config(first, second))
				w.ResetRequests()

				for range 2 {
					output := terraform.MustFail("apply", "-auto-approve")
					output.IsOneError("Error: Two resources declare the same membership", group, "Remove one of the two blocks", "moved block")
				}
				w.Sent(t, providertest.PathAddACSUser, 0)
				w.Sent(t, providertest.PathAddIdentity, 0)
				w.Sent(t, providertest.PathRemove, 0)
			})
		}
	}
}

func TestTwoBlocksThatTurnOutToBeOneMembershipAreRefusedWhileApplying(t *testing.T) {
	t.Parallel()
	w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
	group, user := w.Group("Engineering"), w.User("Jane Doe")
	terraform.Configure(w.Config(
		fmt.Sprintf("resource \"terraform_data\" \"user\" { input = %q }", user),
		unknownMembership("first", group, "acs_user_id"),
		unknownMembership("second", group, "acs_user_id"),
	))

	terraform.MustFail("apply", "-auto-approve").Says("Error: Two resources declare the same membership", group)
	w.HasMembers(t, group, user)
}

// unknownMembership names its person by a value that is unknown until terraform_data.user is applied.
func unknownMembership(name, group, attribute string, lines ...string) string {
	return providertest.MembershipBlock(name, group, attribute+" = terraform_data.user.output", lines...)
}

func TestTwoBlocksThatAreBothInTheStateAreAWarning(t *testing.T) {
	t.Parallel()
	w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
	group, user := w.Group("Engineering"), w.User("Jane Doe")
	terraform.Configure(w.Config(providertest.Membership("first", group, user)))
	terraform.Apply()
	terraform.Configure(w.Config(providertest.Membership("first", group, user), providertest.Membership("second", group, user)))
	terraform.Must("import", providertest.MembershipAddress("second"), group+"/"+user)

	output := terraform.Plan()
	output.Says("Warning: Two resources declare the same membership", "Two objects in the state", "terraform state rm", "No changes.")
}

func TestNamingTheSamePersonByTheOtherIDSendsNothing(t *testing.T) {
	t.Parallel()
	w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
	group := w.Group("Engineering")
	identity, user := w.Person("Jane Doe")
	byUser, byIdentity := w.Config(providertest.Membership("jane", group, user)), w.Config(providertest.IdentityMembership("jane", group, identity))
	terraform.Configure(byUser)
	terraform.Apply()
	w.ResetRequests()

	for _, config := range []string{byIdentity, byUser, byIdentity} {
		terraform.Configure(config)
		terraform.Apply().Says("0 added, 1 changed, 0 destroyed")
		terraform.NoChanges()
	}
	w.HasMembers(t, group, user)
	w.Sent(t, providertest.PathAddACSUser, 0)
	w.Sent(t, providertest.PathAddIdentity, 0)
	w.Sent(t, providertest.PathRemove, 0)
}

func TestTheOtherIDOfSomebodyRemovedByHandIsNoReplacement(t *testing.T) {
	t.Parallel()
	w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
	group := w.Group("Engineering")
	identity, user := w.Person("Jane Doe")
	terraform.Configure(w.Config(providertest.Membership("jane", group, user)))
	terraform.Apply()

	w.RemoveMember(group, user)
	terraform.Configure(w.Config(providertest.IdentityMembership("jane", group, identity)))
	terraform.Plan("-refresh=false").Says("0 to add, 1 to change, 0 to destroy")
}

func TestAnotherPersonOrGroupReplaces(t *testing.T) {
	t.Parallel()
	w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
	group, other := w.Group("Engineering"), w.Group("Sales")
	jane, john := w.User("Jane Doe"), w.User("John Roe")
	identity, ann := w.Person("Ann Poe")
	terraform.Configure(w.Config(providertest.Membership("it", group, jane)))
	terraform.Apply()

	for _, next := range []struct {
		block, path, group string
		user               string
	}{
		{providertest.Membership("it", group, john), "acs_user_id", group, john},
		{providertest.IdentityMembership("it", group, identity), "user_identity_id", group, ann},
		{providertest.IdentityMembership("it", other, identity), "acs_access_group_id", other, ann},
		{providertest.Membership("it", other, jane), "acs_user_id", other, jane},
	} {
		terraform.Configure(w.Config(next.block))
		output := terraform.Apply()
		output.Says("1 added, 0 changed, 1 destroyed")
		output.Says("forces replacement")
		w.HasMembers(t, next.group, next.user)
		if next.group == other {
			w.HasMembers(t, group)
		}
	}
}
