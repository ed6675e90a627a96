// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package people_test

import (
	"testing"

	"github.com/seamapi/terraform-provider-seam/internal/fakeseam"
	"github.com/seamapi/terraform-provider-seam/internal/provider/providertest"
)

func TestDestroyDeletesTheACSUserAndThePlanSaysWhatGoesWithIt(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		groups []string
		says   string
	}{
		"no membership":   {nil, "loses all credentials; there are no memberships."},
		"one membership":  {[]string{"Lab"}, "loses the membership in Lab and all credentials"},
		"two memberships": {[]string{"Lab", "Gym"}, "loses 2 memberships (Gym, Lab) and all credentials"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := providertest.NewWorld(t)
			made := madeACSUser(t, w, jane(w))
			for _, group := range test.groups {
				w.AddMember(w.Group(group), made.Attribute("acs_user_id"))
			}
			process := w.ProcessOf(t, acsUserType)
			planned, said := process.PlanDestroy(made)
			said.Succeeds()
			said.Says("Warning: Deleting Jane Doe takes memberships and credentials along", "Jane Doe", made.Attribute("acs_user_id"), test.says,
				`deletion_policy = "suspend"`)
			sentChanges(t, w)

			left, said := process.Apply(planned)
			said.IsSilent()
			if left.Exists() {
				t.Errorf("the state is %s", left.State)
			}
			sentChanges(t, w, pathDeleteUser)
			w.SentBodies(t, pathDeleteUser, map[string]any{"acs_user_id": made.Attribute("acs_user_id")})
			w.HasUsers(t, 0)
		})
	}
}

func TestDestroyIsPlannedWithoutTheNamesOfGroupsThatSeamDoesNotSay(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	made := madeACSUser(t, w, jane(w))
	w.Inject(providertest.PathListGroups, providertest.Outage())
	_, said := w.ProcessOf(t, acsUserType, providertest.Attributes{"max_retries": 0}).PlanDestroy(made)
	said.Succeeds()
	said.Says("loses all memberships and credentials")
}

func TestDestroyWithTheSuspendingPolicyKeepsTheRecord(t *testing.T) {
	t.Parallel()
	for name, isSuspended := range map[string]bool{"first": false, "suspended already": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := providertest.NewWorld(t)
			w.SetStrictRepeats(true)
			config := jane(w, providertest.Attributes{"deletion_policy": "suspend", "is_suspended": isSuspended})
			made := madeACSUser(t, w, config)

			process := w.ProcessOf(t, acsUserType)
			planned, said := process.PlanDestroy(made)
			said.Succeeds()
			said.Says("Warning: Jane Doe will be suspended, not deleted", "keeps the record")
			said.Lacks("Deleting an ACS user")
			left, said := process.Apply(planned)
			said.Succeeds()
			said.Says("Warning: Jane Doe was suspended and kept", made.Attribute("acs_user_id"), "import {")
			if left.Exists() {
				t.Errorf("the state is %s", left.State)
			}
			sentChanges(t, w, pathSuspendUser)
			w.HasUsers(t, 1)
			kept, said := w.ProcessOf(t, acsUserType).ImportID(made.Attribute("acs_user_id"))
			said.IsSilent()
			hasValues(t, kept, map[string]any{"is_suspended": true})
		})
	}
}

func TestDestroyOfSomebodyWhoIsGoneIsSuccess(t *testing.T) {
	t.Parallel()
	for _, policy := range []string{"delete", "suspend"} {
		t.Run(policy, func(t *testing.T) {
			t.Parallel()
			w := providertest.NewWorld(t)
			made := madeACSUser(t, w, jane(w, providertest.Attributes{"deletion_policy": policy}))
			process := w.ProcessOf(t, acsUserType)
			planned, said := process.PlanDestroy(made)
			said.Succeeds()
			w.DeleteUser(made.Attribute("acs_user_id"))

			left, said := process.Apply(planned)
			said.IsSilent()
			if left.Exists() {
				t.Errorf("the state is %s", left.State)
			}
		})
	}
}

func TestDestroyWhoseAnswerIsLostIsLookedUp(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		policy, path string
		isHeld       bool
	}{
		"deleted":   {"delete", pathDeleteUser, false},
		"deleting":  {"delete", pathDeleteUser, true},
		"suspended": {"suspend", pathSuspendUser, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := providertest.NewWorld(t)
			made := madeACSUser(t, w, jane(w, providertest.Attributes{"deletion_policy": test.policy}))
			if test.isHeld {
				w.HoldChanges()
			}
			w.Inject(test.path, fakeseam.Fault{CloseAfter: true})

			left, said := w.ProcessOf(t, acsUserType, providertest.Attributes{"max_retries": 0}).Destroy(made)
			said.Succeeds()
			if left.Exists() {
				t.Errorf("the state is %s", left.State)
			}
			sentChanges(t, w, test.path)
		})
	}
}

func TestDestroyThatFailsKeepsTheState(t *testing.T) {
	t.Parallel()
	for policy, test := range map[string]struct{ path, says string }{
		"delete":  {pathDeleteUser, "The ACS user was not deleted"},
		"suspend": {pathSuspendUser, "The ACS user was not suspended"},
	} {
		t.Run(policy, func(t *testing.T) {
			t.Parallel()
			w := providertest.NewWorld(t)
			made := madeACSUser(t, w, jane(w, providertest.Attributes{"deletion_policy": policy}))
			w.Inject(test.path, providertest.Outage())

			left, said := w.ProcessOf(t, acsUserType, providertest.Attributes{"max_retries": 0}).Destroy(made)
			said.IsOneError(test.says, made.Attribute("acs_user_id"), "assume that the person can still open doors")
			if !left.State.Equal(made.State) {
				t.Errorf("the state is %s", left.State)
			}
		})
	}
}
