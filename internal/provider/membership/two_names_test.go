// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package membership_test

import (
	"testing"

	"github.com/seamapi/terraform-provider-seam/internal/provider/providertest"
)

// byIdentity is a membership that is declared by user identity.
func byIdentity(group, identity string) providertest.Attributes {
	return providertest.Attributes{"acs_access_group_id": group, "user_identity_id": identity}
}

func TestDestroyReachesTheACSUserThatTheAccessSystemMadeAnew(t *testing.T) {
	t.Parallel()
	for name, destroy := range map[string]func(t *testing.T, w *providertest.World, state kept){
		"after a refresh": func(t *testing.T, w *providertest.World, state kept) {
			t.Helper()
			run{t: t, world: w}.destroyed(state)
		},
		"without a refresh": func(t *testing.T, w *providertest.World, state kept) {
			t.Helper()
			_, said := w.Process(t).Destroy(state.Object)
			said.Succeeds()
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := providertest.NewWorld(t)
			group := w.Group("Engineering")
			identity, user := w.Person("Jane Doe")
			terraform := run{t: t, world: w}
			state := terraform.created(byIdentity(group, identity))
			w.RecreateUser(user, true)

			destroy(t, w, state)
			w.HasMembers(t, group)
		})
	}
}

func TestReadFollowsTheACSUserOfTheDeclaredIdentity(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	group := w.Group("Engineering")
	identity, user := w.Person("Jane Doe")
	terraform := run{t: t, world: w}
	state := terraform.created(byIdentity(group, identity))
	anew := w.RecreateUser(user, true)
	w.ResetRequests()

	read := terraform.staysAsItIs(state, byIdentity(group, identity), 2)
	isMembership(t, read.Object, group, anew)
	if got := read.Attribute("acs_user_id"); got != anew {
		t.Errorf("acs_user_id is %q, want %s", got, anew)
	}
	w.SentNoWrite(t)
}

func TestIdentityThatHasAnotherACSUserNowIsReplaced(t *testing.T) {
	t.Parallel()
	for name, move := range map[string]func(w *providertest.World, user string) (holder string){
		"its ACS user belongs to somebody else": func(w *providertest.World, user string) string {
			stranger, _ := w.Person("Mallory Smith")
			w.LinkUser(user, stranger)
			return stranger
		},
		"its ACS user belongs to nobody": func(w *providertest.World, user string) string {
			w.UnlinkUser(user)
			return ""
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := providertest.NewWorld(t)
			group := w.Group("Engineering")
			identity, user := w.Person("Jane Doe")
			terraform := run{t: t, world: w}
			state := terraform.created(byIdentity(group, identity))
			holder := move(w, user)
			now := w.User("Jane Doe")
			w.LinkUser(now, identity)

			// The state shows whose membership it is, and the plan that it is replaced.
			p := w.Process(t)
			read, said := p.Refresh(state.Object)
			said.Succeeds()
			if got := read.Attribute("user_identity_id"); got != holder || read.Attribute("acs_user_id") != user {
				t.Errorf("the state has %s of user identity %q, want %s of %q", read.Attribute("acs_user_id"), got, user, holder)
			}
			planned, said := p.Plan(read, byIdentity(group, identity))
			said.Succeeds()
			if len(planned.ReplacedFor) != 1 {
				t.Fatalf("it is replaced for %q, want the user identity", planned.ReplacedFor)
			}

			state, said = terraform.apply(state, byIdentity(group, identity))
			said.Succeeds()
			w.HasMembers(t, group, now)
			terraform.staysAsItIs(state, byIdentity(group, identity), 2)
		})
	}
}

func TestDestroyOwesTheDeclaredPersonTheWayOutToo(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	group := w.Group("Engineering")
	identity, user := w.Person("Jane Doe")
	terraform := run{t: t, world: w}
	state := terraform.created(byIdentity(group, identity))

	// Twice somebody looks: the second look finds the stranger in the state.
	stranger, _ := w.Person("Mallory Smith")
	w.LinkUser(user, stranger)
	now := w.User("Jane Doe")
	w.LinkUser(now, identity)
	w.AddMember(group, now)
	for range 2 {
		read, said := w.Process(t).Refresh(state.Object)
		said.Succeeds()
		state.Object = read
	}

	terraform.destroyed(state)
	w.HasMembers(t, group)
}

func TestDeletedACSUserIsSaidPlainly(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	group := w.Group("Engineering")
	terraform := run{t: t, world: w}
	for attribute, says := range map[string]string{
		"user_identity_id": "Seam makes the person anew",
		"acs_user_id":      "until acs_user_id names an ACS user that exists",
	} {
		identity, user := w.Person("Jane Doe")
		id := map[string]string{"acs_user_id": user, "user_identity_id": identity}[attribute]
		state := terraform.created(providertest.Attributes{"acs_access_group_id": group, attribute: id})
		w.DeleteUser(user)
		read, said := w.Process(t).Refresh(state.Object)
		said.Says("Warning: The ACS user of a membership is gone", "Engineering ("+group+")", user, "deleted", says)
		if read.Exists() {
			t.Errorf("the state has %s", read.State)
		}
	}
}

func TestIgnoredACSUserAndAnotherIdentityAreAReplacement(t *testing.T) {
	t.Parallel()
	w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
	group := w.Group("Engineering")
	identity, user := w.Person("Jane Doe")
	other, otherUser := w.Person("John Roe")
	ignore := "lifecycle { ignore_changes = [acs_user_id] }"
	terraform.Configure(w.Config(providertest.Membership("it", group, user, ignore)))
	terraform.Apply()

	// The same person by the other name sends nothing.
	terraform.Configure(w.Config(providertest.MembershipBlock("it", group, providertest.Line("user_identity_id", identity), ignore)))
	w.ResetRequests()
	terraform.Apply().Says("0 added, 1 changed, 0 destroyed")
	w.SentNoWrite(t)

	terraform.Configure(w.Config(providertest.MembershipBlock("it", group, providertest.Line("user_identity_id", other), ignore)))
	terraform.Plan().Says("must be replaced")
	terraform.Apply().Says("1 added, 0 changed, 1 destroyed")
	w.HasMembers(t, group, otherUser)
	terraform.NoChanges()
}
