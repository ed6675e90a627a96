// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package membership_test

import (
	"os"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/terraform"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

	"github.com/seamapi/terraform-provider-seam/internal/fakeseam"
	"github.com/seamapi/terraform-provider-seam/internal/provider"
	"github.com/seamapi/terraform-provider-seam/internal/provider/providertest"
)

func TestMain(m *testing.M) {
	os.Exit(providertest.Main(m))
}

// The life of a membership, as acceptance tests with HashiCorp's framework: after each step it plans once more, and fails
// where anything is left to do.

func factories() map[string]func() (tfprotov6.ProviderServer, error) {
	return map[string]func() (tfprotov6.ProviderServer, error){
		"seam": func() (tfprotov6.ProviderServer, error) { return provider.NewServer("test") },
	}
}

// checked is a check of a test step for something that reports by itself.
func checked(check func()) resource.TestCheckFunc {
	return func(*terraform.State) error {
		check()
		return nil
	}
}

func TestMembershipByACSUserIsAddedKeptAndRevoked(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	group, user := w.Group("Engineering"), w.User("Jane Doe")
	jane := providertest.MembershipAddress("jane")
	config := w.Config(providertest.Membership("jane", group, user))

	resource.UnitTest(t, resource.TestCase{
		ProtoV6ProviderFactories: factories(),
		Steps: []resource.TestStep{
			{
				Config: config,
				Check: checked(func() {
					w.HasMembers(t, group, user)
					w.Sent(t, providertest.PathAddACSUser, 1)
					w.Sent(t, providertest.PathAddIdentity, 0)
				}),
				ConfigStateChecks: []statecheck.StateCheck{
					statecheck.ExpectKnownValue(jane, tfjsonpath.New("acs_user_id"), knownvalue.StringExact(user)),
					statecheck.ExpectKnownValue(jane, tfjsonpath.New("user_identity_id"), knownvalue.Null()),
					statecheck.ExpectKnownValue(jane, tfjsonpath.New("workspace_id"), knownvalue.StringExact(w.WorkspaceID)),
					statecheck.ExpectKnownValue(jane, tfjsonpath.New("wait_for_sync"), knownvalue.Null()),
				},
			},
			{
				Config:           config,
				ConfigPlanChecks: resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{plancheck.ExpectEmptyPlan()}},
			},
			{
				ResourceName: jane, ImportState: true, ImportStateId: group + "/" + user,
				ImportStateVerify: true, ImportStateVerifyIdentifierAttribute: "acs_user_id",
			},
		},
		CheckDestroy: checked(func() {
			w.HasMembers(t, group)
			w.SentBodies(t, providertest.PathRemove, map[string]any{"acs_access_group_id": group, "acs_user_id": user})
		}),
	})
}

func TestMembershipByUserIdentityIsAddedKeptAndRevoked(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	group := w.Group("Engineering")
	identity, user := w.Person("Jane Doe")
	jane := providertest.MembershipAddress("jane")
	config := w.Config(providertest.IdentityMembership("jane", group, identity))

	resource.UnitTest(t, resource.TestCase{
		ProtoV6ProviderFactories: factories(),
		Steps: []resource.TestStep{
			{
				Config: config,
				Check: checked(func() {
					w.HasMembers(t, group, user)
					w.Sent(t, providertest.PathAddACSUser, 0)
					w.Sent(t, providertest.PathAddIdentity, 1)
				}),
				ConfigStateChecks: []statecheck.StateCheck{
					statecheck.ExpectKnownValue(jane, tfjsonpath.New("acs_user_id"), knownvalue.StringExact(user)),
					statecheck.ExpectKnownValue(jane, tfjsonpath.New("user_identity_id"), knownvalue.StringExact(identity)),
				},
			},
			{
				Config:           config,
				ConfigPlanChecks: resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{plancheck.ExpectEmptyPlan()}},
			},
			{
				ResourceName: jane, ImportState: true, ImportStateId: group + "/user_identity:" + identity,
				ImportStateVerify: true, ImportStateVerifyIdentifierAttribute: "acs_user_id",
			},
		},
		CheckDestroy: checked(func() {
			w.HasMembers(t, group)
			w.SentBodies(t, providertest.PathRemove, map[string]any{"acs_access_group_id": group, "acs_user_id": user})
		}),
	})
}

func TestUserIdentityWithoutACSUserGetsOne(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	group := w.Group("Engineering")
	identity := w.AddIdentity(w.WorkspaceID, fakeseam.Identity{FullName: "Jane Doe", EmailAddress: "jane@example.com"})

	resource.UnitTest(t, resource.TestCase{
		ProtoV6ProviderFactories: factories(),
		Steps: []resource.TestStep{{
			Config: w.Config(providertest.IdentityMembership("jane", group, identity)),
			Check: func(state *terraform.State) error {
				users := w.Users(w.ACSSystemID)
				w.HasMembers(t, group, users...)
				return resource.TestCheckResourceAttr(providertest.MembershipAddress("jane"), "acs_user_id", users[0])(state)
			},
		}},
	})
	w.HasUsers(t, 1)
}

func TestMemberRemovedOutsideTerraformIsPlannedForCreation(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	group, user := w.Group("Engineering"), w.User("Jane Doe")
	config := w.Config(providertest.Membership("jane", group, user))

	resource.UnitTest(t, resource.TestCase{
		ProtoV6ProviderFactories: factories(),
		Steps: []resource.TestStep{
			{Config: config},
			{
				PreConfig: func() { w.RemoveMember(group, user) },
				Config:    config,
				ConfigPlanChecks: resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{
					plancheck.ExpectResourceAction(providertest.MembershipAddress("jane"), plancheck.ResourceActionCreate),
				}},
				Check: checked(func() { w.HasMembers(t, group, user) }),
			},
		},
	})
}
