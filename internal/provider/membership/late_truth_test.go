// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package membership_test

import (
	"testing"

	"github.com/seamapi/terraform-provider-seam/internal/fakeseam"
	"github.com/seamapi/terraform-provider-seam/internal/provider/providertest"
)

// staysAsItIs checks, in as many runs of Terraform, that nothing is said and nothing is planned.
func (r run) staysAsItIs(state kept, wanted providertest.Attributes, runs int) kept {
	r.t.Helper()
	r.beforeApply = func() { r.t.Error("a change is planned") }
	for range runs {
		read, said := r.apply(state, wanted)
		said.IsSilent()
		state = read
	}
	return state
}

// created applies a new membership.
func (r run) created(wanted providertest.Attributes) kept {
	r.t.Helper()
	made, said := r.apply(kept{}, wanted)
	said.Succeeds()
	return made
}

// destroyed destroys a membership.
func (r run) destroyed(state kept) {
	r.t.Helper()
	left, said := r.apply(state, nil)
	said.Succeeds()
	if left.Exists() {
		r.t.Errorf("left is %s", left.State)
	}
}

func TestScheduledAdditionThatStaysPendingForDaysIsNoChange(t *testing.T) {
	t.Parallel()
	for attribute := range map[string]bool{"acs_user_id": true, "user_identity_id": true} {
		t.Run(attribute, func(t *testing.T) {
			t.Parallel()
			w := providertest.NewWorld(t)
			group := w.Group("Engineering")
			identity, user := w.Person("Ann Poe")
			wanted := providertest.Attributes{"acs_access_group_id": group, attribute: map[string]string{"acs_user_id": user, "user_identity_id": identity}[attribute]}
			terraform := run{t: t, world: w}

			// Seam accepts the addition for a later day: until then the group does not list the user.
			state := terraform.created(wanted)
			w.RemoveMember(group, user)
			w.AddPendingMutation(user, group, fakeseam.DeferredAdding)
			state = terraform.staysAsItIs(state, wanted, 3)

			w.ClearPendingMutations(user)
			w.AddMember(group, user)
			state = terraform.staysAsItIs(state, wanted, 2)
			terraform.destroyed(state)
			w.HasMembers(t, group)
		})
	}
}

func TestScheduledAdditionIsRevokedByDestroy(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	group, user := w.Group("Engineering"), w.User("Jane Doe")
	terraform := run{t: t, world: w}
	state := terraform.created(providertest.Attributes{"acs_access_group_id": group, "acs_user_id": user})
	w.RemoveMember(group, user)
	w.AddPendingMutation(user, group, fakeseam.DeferredAdding)

	terraform.destroyed(state)
	w.Sent(t, providertest.PathRemove, 1)
}

func TestMembershipThatIsListedLateOutlivesItsProcess(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	w.SetListing(fakeseam.ListWhenSynced)
	w.HoldChanges()
	group := w.Group("Engineering")
	identity := w.AddIdentity(w.WorkspaceID, fakeseam.Identity{FullName: "Ann Poe", EmailAddress: "ann@example.com"})
	wanted := providertest.Attributes{"acs_access_group_id": group, "user_identity_id": identity}
	terraform := run{t: t, world: w}

	state := terraform.staysAsItIs(terraform.created(wanted), wanted, 3)
	w.ReleaseChanges()
	state = terraform.staysAsItIs(state, wanted, 1)

	// Removed, and granted again while the group still lists the user: an object of a new process, which adopts nothing.
	w.HoldChanges()
	terraform.destroyed(state)
	w.HasMembers(t, group)
	w.HasSyncedMembers(t, group, state.Attribute("acs_user_id"))
	again, said := terraform.apply(kept{}, wanted)
	said.Succeeds()
	said.IsSilent()
	again = terraform.staysAsItIs(again, wanted, 2)
	w.ReleaseChanges()
	again = terraform.staysAsItIs(again, wanted, 1)
	terraform.destroyed(again)
	w.HasMembers(t, group)
	w.HasUsers(t, 1)
}

func TestFailedPushIsNamedWhereItIsWaitedFor(t *testing.T) {
	t.Parallel()
	for code, message := range map[string]string{
		"failed_to_update_on_acs_system":       "The system did not take the update.",
		"salto_ks_subscription_limit_exceeded": "The Salto KS subscription has no user left.",
	} {
		t.Run(code, func(t *testing.T) {
			t.Parallel()
			w := providertest.NewWorld(t)
			w.HoldChanges()
			group, user := w.Group("Engineering"), w.User("Jane Doe")
			w.AddUserError(user, code, message)
			wanted := providertest.Attributes{
				"acs_access_group_id": group, "acs_user_id": user, "wait_for_sync": true,
				"timeouts": providertest.Attributes{"create": "1s", "delete": "1s"},
			}
			terraform := run{t: t, world: w}

			state, said := terraform.apply(kept{}, wanted)
			said.Succeeds()
			said.Says("Warning: The access system does not have the membership yet", group, user, "within 1s", code+": "+message)
			if state.isTainted {
				t.Error("the membership is tainted")
			}

			// The next run names it too, and changes nothing.
			read, said := w.Process(t).Refresh(state.Object)
			said.Succeeds()
			said.Says("Warning: The access system reports a problem with Jane Doe", user, code+": "+message)
			planned, said := w.Process(t).Plan(read, wanted)
			said.Succeeds()
			if !planned.Planned.State.Equal(read.State) {
				t.Errorf("planned is %s, want no change of %s", planned.Planned.State, read.State)
			}
		})
	}
}
