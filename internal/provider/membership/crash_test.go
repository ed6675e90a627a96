// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package membership_test

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"github.com/seamapi/terraform-provider-seam/internal/fakeseam"
	"github.com/seamapi/terraform-provider-seam/internal/provider/providertest"
)

// crewSize is how many people share the group of a crew.
const crewSize = 50

// crew adds a group and fifty people, half of them by ACS user and half by a user identity without one, and returns the
// group and the configuration of their memberships.
func crew(w *providertest.World) (group, config string) {
	group = w.Group("Engineering")
	var users, identities []string
	for i := range crewSize / 2 {
		users = append(users, strconv.Quote(w.User(fmt.Sprint("User ", i))))
		identities = append(identities, strconv.Quote(w.AddIdentity(w.WorkspaceID, fakeseam.Identity{
			FullName:     fmt.Sprint("Person ", i),
			EmailAddress: fmt.Sprintf("person%d@example.com", i),
		})))
	}
	people := func(name, attribute string, ids []string) string {
		return fmt.Sprintf("resource \"seam_acs_access_group_membership\" %q {\n  for_each = toset([%s])\n  acs_access_group_id = %q\n  %s = each.key\n}\n",
			name, strings.Join(ids, ", "), group, attribute)
	}
	return group, w.Config(people("users", "acs_user_id", users), people("people", "user_identity_id", identities))
}

// isComplete checks that everybody of the crew is in the group, and that nobody is in the system twice.
func isComplete(t *testing.T, w *providertest.World, group string) {
	t.Helper()
	w.HasUsers(t, crewSize)
	w.HasMembers(t, group, w.Users(w.ACSSystemID)...)
}

func TestApplyAfterAKilledOneConverges(t *testing.T) {
	t.Parallel()
	for _, m := range []providertest.Moment{{Nth: 1}, {Nth: 25, Made: true}, {Nth: 50, Made: true}} {
		t.Run(m.String(), func(t *testing.T) {
			t.Parallel()
			w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
			group, config := crew(w)
			terraform.Configure(config)

			reached := w.Halt(m, providertest.PathAddACSUser, providertest.PathAddIdentity)
			apply := terraform.Start("apply", "-auto-approve")
			apply.Await(reached)
			apply.KillProvider()
			apply.Ends()

			w.ClearFaults()
			terraform.Apply()
			isComplete(t, w, group)
			terraform.NoChanges()
			terraform.Destroy()
			w.HasMembers(t, group)
		})
	}
}

func TestDestroyAfterAKilledOneConverges(t *testing.T) {
	t.Parallel()
	for _, m := range []providertest.Moment{{Nth: 1}, {Nth: 25, Made: true}, {Nth: 50, Made: true}} {
		t.Run(m.String(), func(t *testing.T) {
			t.Parallel()
			w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
			group, config := crew(w)
			terraform.Configure(config)
			terraform.Apply()

			reached := w.Halt(m, providertest.PathRemove)
			destroy := terraform.Start("destroy", "-auto-approve")
			destroy.Await(reached)
			destroy.KillProvider()
			destroy.Ends()

			w.ClearFaults()
			terraform.Destroy()
			w.HasMembers(t, group)
			terraform.StateIsEmpty()
		})
	}
}

// The limit that the design names: a run that is cut off between a create and its predecessor's destroy leaves two
// objects for one membership.
func TestApplyAfterOneKilledWithinAReplacementWarnsAndTheNextGrantsAgain(t *testing.T) {
	t.Parallel()
	w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
	group, jane := w.Group("Engineering"), w.User("Jane Doe")
	replaced := providertest.Membership("jane", group, jane, providertest.CreateBeforeDestroy)
	terraform.Configure(w.Config(replaced))
	terraform.Apply()

	terraform.Configure(w.Config(replaced, `
resource "terraform_data" "dependent" {
  input = seam_acs_access_group_membership.jane.acs_user_id
  provisioner "local-exec" {
    command = "kill -KILL $(pgrep -P $PPID terraform-prov)"
  }
}
`))
	terraform.MustFail("apply", "-auto-approve", "-replace="+providertest.MembershipAddress("jane"))
	w.HasMembers(t, group, jane)
	w.Sent(t, providertest.PathRemove, 0)

	terraform.Configure(w.Config(replaced))
	terraform.Apply().Says("Warning: Two resources declare the same membership", group, jane)
	terraform.Apply()
	w.HasMembers(t, group, jane)
	terraform.NoChanges()
	terraform.Destroy()
	w.HasMembers(t, group)
}
