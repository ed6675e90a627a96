// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package provider_test

import (
	"errors"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/terraform"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

	"github.com/seamapi/terraform-provider-seam/internal/fakeseam"
)

func TestMembershipByACSUserIsAddedKeptAndRevoked(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	group, user := h.group("Engineering"), h.user("Jane Doe")
	config := h.config(membership("jane", group, user))

	resource.UnitTest(t, resource.TestCase{
		ProtoV6ProviderFactories: factories(),
		Steps: []resource.TestStep{
			{
				Config: config,
				Check: resource.ComposeAggregateTestCheckFunc(
					h.members(group, user),
					h.requests(pathAddACSUser, 1),
					h.requests(pathAddIdentity, 0),
				),
				ConfigStateChecks: []statecheck.StateCheck{
					statecheck.ExpectKnownValue(address("jane"), tfjsonpath.New("acs_user_id"), knownvalue.StringExact(user)),
					statecheck.ExpectKnownValue(address("jane"), tfjsonpath.New("user_identity_id"), knownvalue.Null()),
					statecheck.ExpectKnownValue(address("jane"), tfjsonpath.New("workspace_id"), knownvalue.StringExact(h.workspace)),
					statecheck.ExpectKnownValue(address("jane"), tfjsonpath.New("wait_for_sync"), knownvalue.Null()),
				},
			},
			{
				Config:           config,
				ConfigPlanChecks: resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{plancheck.ExpectEmptyPlan()}},
			},
		},
		CheckDestroy: h.revokedBy(map[string]any{"acs_access_group_id": group, "acs_user_id": user}, group),
	})
}

func TestMembershipByUserIdentityIsAddedKeptAndRevoked(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	group := h.group("Engineering")
	identity, user := h.person("Jane Doe")
	config := h.config(identityMembership("jane", group, identity))

	resource.UnitTest(t, resource.TestCase{
		ProtoV6ProviderFactories: factories(),
		Steps: []resource.TestStep{
			{
				Config: config,
				Check: resource.ComposeAggregateTestCheckFunc(
					h.members(group, user),
					h.requests(pathAddACSUser, 0),
					h.requests(pathAddIdentity, 1),
				),
				ConfigStateChecks: []statecheck.StateCheck{
					statecheck.ExpectKnownValue(address("jane"), tfjsonpath.New("acs_user_id"), knownvalue.StringExact(user)),
					statecheck.ExpectKnownValue(address("jane"), tfjsonpath.New("user_identity_id"), knownvalue.StringExact(identity)),
				},
			},
			{
				Config:           config,
				ConfigPlanChecks: resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{plancheck.ExpectEmptyPlan()}},
			},
		},
		CheckDestroy: h.revokedBy(map[string]any{"acs_access_group_id": group, "acs_user_id": user}, group),
	})
}

func TestUserIdentityWithoutACSUserGetsOne(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	group := h.group("Engineering")
	identity := h.AddIdentity(h.workspace, fakeseam.Identity{FullName: "Jane Doe", EmailAddress: "jane@example.com"})

	resource.UnitTest(t, resource.TestCase{
		ProtoV6ProviderFactories: factories(),
		Steps: []resource.TestStep{{
			Config: h.config(identityMembership("jane", group, identity)),
			Check: func(s *terraform.State) error {
				users := h.Users(h.system)
				return resource.ComposeAggregateTestCheckFunc(
					h.members(group, users...),
					resource.TestCheckResourceAttr(address("jane"), "acs_user_id", users[0]),
				)(s)
			},
		}},
	})
	if users := h.Users(h.system); len(users) != 1 {
		t.Errorf("the system has the ACS users %q, want the one that Seam created", users)
	}
}

func TestMemberRemovedOutsideTerraformIsPlannedForCreation(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	group, user := h.group("Engineering"), h.user("Jane Doe")
	config := h.config(membership("jane", group, user))

	resource.UnitTest(t, resource.TestCase{
		ProtoV6ProviderFactories: factories(),
		Steps: []resource.TestStep{
			{Config: config},
			{
				PreConfig: func() { h.RemoveMember(group, user) },
				Config:    config,
				ConfigPlanChecks: resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{
					plancheck.ExpectResourceAction(address("jane"), plancheck.ResourceActionCreate),
				}},
				Check: h.members(group, user),
			},
		},
	})
}

func TestDestroyOfSomebodyRemovedByHandSucceeds(t *testing.T) {
	t.Parallel()
	for name, leave := range map[string]func(h *house, group, user string){
		"membership removed": func(h *house, group, user string) { h.RemoveMember(group, user) },
		"ACS user deleted":   func(h *house, _, user string) { h.DeleteUser(user) },
		"group deleted":      func(h *house, group, _ string) { h.DeleteGroup(group) },
		"repeats are errors": func(h *house, group, user string) { h.SetStrictRepeats(true); h.RemoveMember(group, user) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h, cli := newHouse(t), newCLI(t)
			group, user := h.group("Engineering"), h.user("Jane Doe")
			cli.configure(h.config(membership("jane", group, user)))
			cli.apply()

			leave(h, group, user)
			cli.must("destroy", "-auto-approve", "-refresh=false")
			if state := cli.must("state", "list"); state != "" {
				t.Errorf("the state still has %q", state)
			}
		})
	}
}

// revokedBy is the check after a destroy: one removal with exactly this body was sent, and nobody is left.
func (h *house) revokedBy(body map[string]any, group string) resource.TestCheckFunc {
	return func(*terraform.State) error {
		return errors.Join(h.hasMembers(group), h.sentBodies(pathRemove, body))
	}
}
