// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package provider_test

import (
	"fmt"
	"testing"
)

// crowd adds a group with one undeclared user in it and fifty users, and returns them with the configuration.
func (h *house) crowd() (group, config string, users []string) {
	group = h.group("Engineering")
	for i := range crew {
		users = append(users, h.user(fmt.Sprint("User ", i)))
	}
	h.AddMember(group, h.user("Eve Moe"))
	return group, h.config(membersOf(group, users)), users
}

func TestApplyOfMembersAfterAKilledOneConverges(t *testing.T) {
	t.Parallel()
	for _, m := range []moment{{1, false}, {25, true}, {crew + 1, true}} {
		t.Run(m.String(), func(t *testing.T) {
			t.Parallel()
			h, terraform := newHouse(t), newCLI(t)
			group, config, users := h.crowd()
			terraform.configure(config)

			reached := h.halt(m, pathAddACSUser, pathRemove)
			apply := terraform.start("apply", "-auto-approve")
			apply.await(reached)
			apply.killProvider()
			apply.ends()

			h.ClearFaults()
			terraform.apply()
			check(t, h.hasMembers(group, users...))
			h.noChanges(t, terraform)
			terraform.must("destroy", "-auto-approve")
			check(t, h.hasMembers(group))
		})
	}
}

func TestDestroyOfMembersAfterAKilledOneConverges(t *testing.T) {
	t.Parallel()
	h, terraform := newHouse(t), newCLI(t)
	group, config, _ := h.crowd()
	terraform.configure(config)
	terraform.apply()

	reached := h.halt(moment{25, true}, pathRemove)
	destroy := terraform.start("destroy", "-auto-approve")
	destroy.await(reached)
	destroy.killProvider()
	destroy.ends()

	h.ClearFaults()
	terraform.must("destroy", "-auto-approve")
	check(t, h.hasMembers(group))
}

func TestUpdateOfMembersThatIsKilledStillBelongsToTheDestroy(t *testing.T) {
	t.Parallel()
	h, terraform := newHouse(t), newCLI(t)
	group, config, users := h.crowd()
	terraform.configure(h.config(membersOf(group, users[:1])))
	terraform.apply()

	terraform.configure(config)
	reached := h.halt(moment{crew - 1, true}, pathAddACSUser)
	apply := terraform.start("apply", "-auto-approve")
	apply.await(reached)
	apply.killProvider()
	apply.ends()
	check(t, h.hasMembers(group, users...))

	// Everybody is there, but only one was declared when the state was written last.
	h.ClearFaults()
	contains(t, terraform.apply(), "0 added, 1 changed, 0 destroyed")
	terraform.must("destroy", "-auto-approve")
	check(t, h.hasMembers(group))
}

// The adds that were under way are made after Terraform has ended: nobody can tell by then, so they have to belong to the
// destroy.
func TestInterruptedApplyOfMembersTracksWhomItMayHaveAdded(t *testing.T) {
	t.Parallel()
	h, terraform := newHouse(t), newCLI(t)
	group, config, _ := h.crowd()
	terraform.configure(config)

	reached, release := h.holdAll(atOnce, pathAddACSUser)
	t.Cleanup(release)
	apply := terraform.start("apply", "-auto-approve")
	apply.await(reached)
	output := apply.interrupt()
	contains(t, output, "Warning: Not all members were added or removed in access group "+group, "Perhaps added: ", "Not added: ", "Run it again.")
	contains(t, terraform.must("state", "list"), membersAddress)

	release()
	h.ClearFaults()
	eventually(t, func() error {
		if len(h.Members(group)) < atOnce {
			return h.hasMembers(group)
		}
		return nil
	})
	output = terraform.must("destroy", "-auto-approve")
	lacks(t, output, "User ")
	if left := h.Members(group); len(left) > 1 {
		t.Errorf("%q are left in the group", left)
	}
}
