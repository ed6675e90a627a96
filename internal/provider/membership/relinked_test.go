// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package membership_test

import (
	"slices"
	"testing"

	"github.com/seamapi/terraform-provider-seam/internal/fakeseam"
	"github.com/seamapi/terraform-provider-seam/internal/provider/providertest"
)

// personWithAddress is somebody for whom Seam can make an ACS user.
func personWithAddress(w *providertest.World, name, address string) (identity, user string) {
	identity = w.AddIdentity(w.WorkspaceID, fakeseam.Identity{FullName: name, EmailAddress: address})
	user = w.AddUser(w.ACSSystemID, fakeseam.User{FullName: name, UserIdentityID: identity})
	return identity, user
}

func TestBlockOfTheIdentityThatAnACSUserMovedToKeepsItsPerson(t *testing.T) {
	t.Parallel()
	for name, steps := range map[string][][]string{
		"both are declared for a while": {{"first", "second"}, {"second"}},
		"one takes the other's place":   {{"second"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
			group := w.Group("Engineering")
			first, user := personWithAddress(w, "Jane Doe", "jane@example.com")
			second := w.AddIdentity(w.WorkspaceID, fakeseam.Identity{FullName: "Jane Roe", EmailAddress: "roe@example.com"})
			blocks := map[string]string{
				"first":  providertest.IdentityMembership("first", group, first),
				"second": providertest.IdentityMembership("second", group, second),
			}
			terraform.Configure(w.Config(blocks["first"]))
			terraform.Apply()

			w.LinkUser(user, second)
			for _, declared := range steps {
				var config []string
				for _, block := range declared {
					config = append(config, blocks[block])
				}
				terraform.Configure(w.Config(config...))
				terraform.Apply()
				if !slices.Contains(w.Members(group), user) {
					t.Fatalf("with %q the declared person is out", declared)
				}
				terraform.NoChanges()
			}
			w.HasMembers(t, group, user)
			terraform.Destroy()
			w.HasMembers(t, group)
		})
	}
}

func TestReplacedMembershipOfAnUnlinkedACSUserIsRevoked(t *testing.T) {
	t.Parallel()
	for name, arguments := range map[string][]string{
		"refreshed":     {"-replace=" + providertest.MembershipAddress("jane")},
		"not refreshed": {"-replace=" + providertest.MembershipAddress("jane"), "-refresh=false"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
			group := w.Group("Engineering")
			identity, unlinked := personWithAddress(w, "Jane Doe", "jane@example.com")
			terraform.Configure(w.Config(providertest.MembershipBlock("jane", group, providertest.Line("user_identity_id", identity), providertest.CreateBeforeDestroy)))
			terraform.Apply()

			w.UnlinkUser(unlinked)
			terraform.Apply(arguments...).Lacks("was kept", "another resource holds it")
			members := w.Members(group)
			if len(members) != 1 || members[0] == unlinked {
				t.Errorf("the members are %q, want the identity's ACS user of now alone, not %s", members, unlinked)
			}
			terraform.NoChanges()
			terraform.Destroy()
			w.HasMembers(t, group)
		})
	}
}
