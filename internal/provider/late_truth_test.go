// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package provider_test

import (
	"testing"

	"github.com/seamapi/terraform-provider-seam/internal/fakeseam"
)

// staysAsItIs checks, in as many runs of Terraform, that nothing is said and nothing is planned.
func (r run) staysAsItIs(state kept, wanted attributes, runs int) kept {
	r.t.Helper()
	r.beforeApply = func() { r.t.Error("a change is planned") }
	for range runs {
		read, said := r.apply(state, wanted)
		if len(said) != 0 {
			r.t.Errorf("the run says:\n%s", said)
		}
		state = read
	}
	return state
}

// created applies a new membership.
func (r run) created(wanted attributes) kept {
	r.t.Helper()
	made, said := r.apply(kept{}, wanted)
	succeeded(r.t, said)
	return made
}

// destroyed destroys a membership.
func (r run) destroyed(state kept) {
	r.t.Helper()
	left, said := r.apply(state, nil)
	succeeded(r.t, said)
	if left.exists() {
		r.t.Errorf("left is %s", left.state)
	}
}

func TestScheduledAdditionThatStaysPendingForDaysIsNoChange(t *testing.T) {
	t.Parallel()
	for attribute := range map[string]bool{"acs_user_id": true, "user_identity_id": true} {
		t.Run(attribute, func(t *testing.T) {
			t.Parallel()
			h := newHouse(t)
			group := h.group("Engineering")
			identity, user := h.person("Ann Poe")
			wanted := attributes{"acs_access_group_id": group, attribute: map[string]string{"acs_user_id": user, "user_identity_id": identity}[attribute]}
			terraform := run{t: t, house: h}

			// Seam accepts the addition for a later day: until then the group does not list the user.
			state := terraform.created(wanted)
			h.RemoveMember(group, user)
			h.AddPendingMutation(user, group, fakeseam.DeferredAdding)
			state = terraform.staysAsItIs(state, wanted, 3)

			h.ClearPendingMutations(user)
			h.AddMember(group, user)
			state = terraform.staysAsItIs(state, wanted, 2)
			terraform.destroyed(state)
			check(t, h.hasMembers(group))
		})
	}
}

func TestScheduledAdditionIsRevokedByDestroy(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	group, user := h.group("Engineering"), h.user("Jane Doe")
	terraform := run{t: t, house: h}
	state := terraform.created(attributes{"acs_access_group_id": group, "acs_user_id": user})
	h.RemoveMember(group, user)
	h.AddPendingMutation(user, group, fakeseam.DeferredAdding)

	terraform.destroyed(state)
	check(t, h.sent(pathRemove, 1))
}

func TestMembershipThatIsListedLateOutlivesItsProcess(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.SetListing(fakeseam.ListWhenSynced)
	h.HoldChanges()
	group := h.group("Engineering")
	identity := h.AddIdentity(h.workspace, fakeseam.Identity{FullName: "Ann Poe", EmailAddress: "ann@example.com"})
	wanted := attributes{"acs_access_group_id": group, "user_identity_id": identity}
	terraform := run{t: t, house: h}

	state := terraform.staysAsItIs(terraform.created(wanted), wanted, 3)
	h.ReleaseChanges()
	state = terraform.staysAsItIs(state, wanted, 1)

	// Removed, and granted again while the group still lists the user: an object of a new process, which adopts nothing.
	h.HoldChanges()
	terraform.destroyed(state)
	check(t, h.hasMembers(group), h.isSynced(group, state.attribute("acs_user_id")))
	again, said := terraform.apply(kept{}, wanted)
	succeeded(t, said)
	if len(said) != 0 {
		t.Errorf("the run says:\n%s", said)
	}
	again = terraform.staysAsItIs(again, wanted, 2)
	h.ReleaseChanges()
	again = terraform.staysAsItIs(again, wanted, 1)
	terraform.destroyed(again)
	check(t, h.hasMembers(group))
	if users := h.Users(h.system); len(users) != 1 {
		t.Errorf("the system has %d ACS users, want one", len(users))
	}
}

func TestFailedPushIsNamedWhereItIsWaitedFor(t *testing.T) {
	t.Parallel()
	for code, message := range map[string]string{
		"failed_to_update_on_acs_system":       "The system did not take the update.",
		"salto_ks_subscription_limit_exceeded": "The Salto KS subscription has no user left.",
	} {
		t.Run(code, func(t *testing.T) {
			t.Parallel()
			h := newHouse(t)
			h.HoldChanges()
			group, user := h.group("Engineering"), h.user("Jane Doe")
			h.AddUserError(user, code, message)
			wanted := attributes{
				"acs_access_group_id": group, "acs_user_id": user, "wait_for_sync": true,
				"timeouts": attributes{"create": "1s", "delete": "1s"},
			}
			terraform := run{t: t, house: h}

			state, said := terraform.apply(kept{}, wanted)
			succeeded(t, said)
			contains(t, said.String(), "Warning: The access system does not have the membership yet", group, user, "within 1s", code+": "+message)
			if state.isTainted {
				t.Error("the membership is tainted")
			}

			// The next run names it too, and changes nothing.
			read, said := h.process(t, nil).read(state.object)
			succeeded(t, said)
			contains(t, said.String(), "Warning: The access system reports a problem with a user", user, code+": "+message)
			planned, said := h.process(t, nil).plan(read, wanted)
			succeeded(t, said)
			if !planned.planned.state.Equal(read.state) {
				t.Errorf("planned is %s, want no change of %s", planned.planned.state, read.state)
			}
		})
	}
}
