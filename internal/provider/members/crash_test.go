// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package members_test

import (
	"fmt"
	"testing"

	"github.com/seamapi/terraform-provider-seam/internal/provider/providertest"
)

// crowdSize is how many users a crowd has.
const crowdSize = 50

// atOnce is how many of them are added at a time.
const atOnce = 10

// crowd adds a group and fifty users, and returns them with the configuration.
func crowd(w *providertest.World) (group, config string, users []string) {
	group = w.Group("Engineering")
	for i := range crowdSize {
		users = append(users, w.User(fmt.Sprint("User ", i)))
	}
	return group, w.Config(providertest.Members(group, labelled(users...))), users
}

func TestApplyOfMembersAfterAKilledOneConverges(t *testing.T) {
	t.Parallel()
	for _, m := range []providertest.Moment{{Nth: 1}, {Nth: 25, Made: true}, {Nth: crowdSize, Made: true}} {
		t.Run(m.String(), func(t *testing.T) {
			t.Parallel()
			w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
			group, config, users := crowd(w)
			terraform.Configure(config)

			reached := w.Halt(m, providertest.PathAddACSUser, providertest.PathRemove)
			apply := terraform.Start("apply", "-auto-approve")
			apply.Await(reached)
			apply.KillProvider()
			apply.Ends()

			w.ClearFaults()
			terraform.Apply()
			w.HasMembers(t, group, users...)
			noChanges(t, w, terraform)
			terraform.Destroy()
			w.HasMembers(t, group)
		})
	}
}

func TestDestroyOfMembersAfterAKilledOneConverges(t *testing.T) {
	t.Parallel()
	w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
	group, config, _ := crowd(w)
	terraform.Configure(config)
	terraform.Apply()

	reached := w.Halt(providertest.Moment{Nth: 25, Made: true}, providertest.PathRemove)
	destroy := terraform.Start("destroy", "-auto-approve")
	destroy.Await(reached)
	destroy.KillProvider()
	destroy.Ends()

	w.ClearFaults()
	terraform.Destroy()
	w.HasMembers(t, group)
}

func TestUpdateOfMembersThatIsKilledStillBelongsToTheDestroy(t *testing.T) {
	t.Parallel()
	w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
	group, config, users := crowd(w)
	terraform.Configure(w.Config(providertest.Members(group, labelled(users[:1]...))))
	terraform.Apply()

	terraform.Configure(config)
	reached := w.Halt(providertest.Moment{Nth: crowdSize - 1, Made: true}, providertest.PathAddACSUser)
	apply := terraform.Start("apply", "-auto-approve")
	apply.Await(reached)
	apply.KillProvider()
	apply.Ends()
	w.HasMembers(t, group, users...)

	// Everybody is there, but only one was declared when the state was written last.
	w.ClearFaults()
	terraform.Apply().Says("0 added, 1 changed, 0 destroyed")
	terraform.Destroy()
	w.HasMembers(t, group)
}

// The adds that were under way are made after Terraform has ended: nobody can tell by then, so they have to belong to the
// destroy.
func TestInterruptedApplyOfMembersTracksWhomItMayHaveAdded(t *testing.T) {
	t.Parallel()
	w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
	group, config, _ := crowd(w)
	terraform.Configure(config)

	reached, release := w.HoldAll(atOnce, providertest.PathAddACSUser)
	t.Cleanup(release)
	apply := terraform.Start("apply", "-auto-approve")
	apply.Await(reached)
	output := apply.Interrupt()
	output.Says("Warning: Not all members were added or removed in access group "+group, "Possibly added: ", "Not added: ", "Run it again.")
	terraform.Must("state", "list").Says(membersAddress)

	release()
	w.ClearFaults()
	providertest.Eventually(t, "all are members", func() bool { return len(w.Members(group)) >= atOnce })
	output = terraform.Destroy()
	output.Lacks("User ")
	w.HasMembers(t, group)
}
