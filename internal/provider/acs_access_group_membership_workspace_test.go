// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package provider_test

import (
	"fmt"
	"testing"
)

func TestKeyOfAnotherWorkspaceKeepsTheState(t *testing.T) {
	t.Parallel()
	for _, status := range []int{404, 400, 200} {
		t.Run(fmt.Sprint(status), func(t *testing.T) {
			t.Parallel()
			h, terraform := newHouse(t), newCLI(t)
			group, user := h.group("Engineering"), h.user("Jane Doe")
			identity, ann := h.person("Ann Poe")
			blocks := membership("jane", group, user) + identityMembership("ann", group, identity)
			terraform.configure(h.config(blocks))
			terraform.apply()
			state := terraform.must("state", "pull")

			other := h.AddWorkspace("Other")
			h.SetForeignAnswer(status)
			h.key = h.AddAPIKey(other)
			terraform.configure(h.config(blocks))
			h.ResetRequests()
			for _, command := range [][]string{
				{"plan"},
				{"apply", "-auto-approve"},
				{"destroy", "-auto-approve"},
				{"destroy", "-auto-approve", "-refresh=false"},
			} {
				contains(t, terraform.mustFail(command...), "Error: The credential opens another workspace", h.workspace, other)
				if now := terraform.must("state", "pull"); now != state {
					t.Errorf("after %v the state is\n%s\nwant\n%s", command, now, state)
				}
			}
			check(t, h.hasMembers(group, user, ann), h.sent(pathRemove, 0), h.sent(pathAddACSUser, 0), h.sent(pathAddIdentity, 0))
		})
	}
}

func TestWrongKeyKeepsTheState(t *testing.T) {
	t.Parallel()
	h, terraform := newHouse(t), newCLI(t)
	group, user := h.group("Engineering"), h.user("Jane Doe")
	terraform.configure(h.config(membership("jane", group, user)))
	terraform.apply()
	state := terraform.must("state", "pull")

	h.key = "seam_no_such_key"
	terraform.configure(h.config(membership("jane", group, user)))
	for _, command := range [][]string{{"plan"}, {"destroy", "-auto-approve"}, {"destroy", "-auto-approve", "-refresh=false"}} {
		contains(t, terraform.mustFail(command...), "401", "Check the provider's credential", "request ID")
	}
	if now := terraform.must("state", "pull"); now != state {
		t.Errorf("the state is\n%s\nwant\n%s", now, state)
	}
	check(t, h.hasMembers(group, user))
}
