// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package membership_test

import (
	"slices"
	"testing"
	"time"

	"github.com/seamapi/terraform-provider-seam/internal/fakeseam"
	"github.com/seamapi/terraform-provider-seam/internal/provider/providertest"
)

const acsUserType = "seam_acs_user"

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

func TestReplacedMembershipWaitsForTheRemovalOfTheUnlinkedACSUser(t *testing.T) {
	t.Parallel()
	w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
	group := w.Group("Engineering")
	identity, unlinked := personWithAddress(w, "Jane Doe", "jane@example.com")
	lines := append(wait("60s"), providertest.CreateBeforeDestroy)
	terraform.Configure(w.Config(providertest.MembershipBlock("jane", group, providertest.Line("user_identity_id", identity), lines...)))
	terraform.Apply()

	w.UnlinkUser(unlinked)
	w.SetSyncDelay(3 * time.Second)
	terraform.Apply("-replace=" + providertest.MembershipAddress("jane"))
	w.HasSyncedMembers(t, group, w.Members(group)...)
}

// acsUsers are the ACS users of a world, as a process changes them.
type acsUsers struct {
	w       *providertest.World
	process *providertest.Process
}

// link links an ACS user to a user identity in place, or unlinks it where that is "".
func (u acsUsers) link(t *testing.T, acsUserID, name, userIdentityID string) {
	t.Helper()
	prior, said := u.w.ProcessOf(t, acsUserType).ImportID(acsUserID)
	said.Succeeds()
	planned, said := u.process.Of(acsUserType).Plan(prior, u.config(name, userIdentityID))
	said.Succeeds()
	_, said = u.process.Of(acsUserType).Apply(planned)
	said.Succeeds()
}

func (u acsUsers) config(name, userIdentityID string) providertest.Attributes {
	config := providertest.Attributes{"acs_system_id": u.w.ACSSystemID, "full_name": name}
	if userIdentityID != "" {
		config["user_identity_id"] = userIdentityID
	}
	return config
}

// The list of the access system, which the apply has read for somebody else, is older than what it does to the person.
func TestMembershipByIdentityIsOfTheACSUserThatTheSameApplyGivesTheIdentity(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	jane, janesUser := personWithAddress(w, "Jane Doe", "jane@example.com")
	john, johnsUser := personWithAddress(w, "John Roe", "john@example.com")
	ann, annsUser := personWithAddress(w, "Ann Poe", "ann@example.com")
	ben := w.AddIdentity(w.WorkspaceID, fakeseam.Identity{FullName: "Ben Low", EmailAddress: "ben@example.com"})
	cleo := w.AddIdentity(w.WorkspaceID, fakeseam.Identity{FullName: "Cleo Fox", EmailAddress: "cleo@example.com"})
	applying := w.Process(t)
	listed, said := applying.Create(byIdentity(w.Group("Engineering"), ann))
	said.Succeeds()
	if listed.Attribute("acs_user_id") != annsUser {
		t.Errorf("Ann has ACS user %s, want %s", listed.Attribute("acs_user_id"), annsUser)
	}

	// Jane's ACS user becomes John's, whose own one becomes Ben's. Cleo gets a new one.
	users := acsUsers{w, applying}
	users.link(t, johnsUser, "John Roe", ben)
	users.link(t, janesUser, "Jane Doe", john)
	made, said := applying.Of(acsUserType).Create(users.config("Cleo Fox", cleo))
	said.Succeeds()
	for identity, user := range map[string]string{john: janesUser, ben: johnsUser, cleo: made.Attribute("acs_user_id"), jane: "another one"} {
		group := w.Group("Sales " + identity)
		known := w.Users(w.ACSSystemID)
		granted, said := applying.Create(byIdentity(group, identity))
		said.Succeeds()
		got := granted.Attribute("acs_user_id")
		// Nobody is Jane's any more, so Seam makes a user for her.
		if identity != jane && got != user || identity == jane && slices.Contains(known, got) {
			t.Errorf("the membership is that of ACS user %s, want %s", got, user)
		}
		w.HasMembers(t, group, got)
	}
	w.HasUsers(t, 5)
}
