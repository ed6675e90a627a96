// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package provider_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/seamapi/terraform-provider-seam/internal/fakeseam"
)

const waitForSync = "wait_for_sync = true"

// wait is what a membership block has that waits for the access system, for so long at most.
func wait(timeout string) []string {
	return []string{waitForSync, fmt.Sprintf("timeouts {\n    create = %q\n    delete = %q\n  }", timeout, timeout)}
}

// isSynced checks whom the access system itself has in a group.
func (h *house) isSynced(group string, users ...string) error {
	if synced := h.SyncedMembers(group); !slices.Equal(synced, users) {
		return fmt.Errorf("the access system has the members %q, want %q", synced, users)
	}
	return nil
}

func TestWaitForSyncEndsOnceTheAccessSystemHasTheChange(t *testing.T) {
	t.Parallel()
	for name, listing := range map[string]fakeseam.Listing{"listed at once": fakeseam.ListAtOnce, "listed late": fakeseam.ListWhenSynced} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h, terraform := newHouse(t), newCLI(t)
			h.SetSyncDelay(3 * time.Second)
			h.SetListing(listing)
			group, user := h.group("Engineering"), h.user("Jane Doe")
			terraform.configure(h.config(membership("jane", group, user, wait("60s")...)))

			lacks(t, terraform.apply(), "Warning: The access system")
			check(t, h.isSynced(group, user))
			contains(t, terraform.must("plan"), "No changes.")
			terraform.must("destroy", "-auto-approve")
			check(t, h.isSynced(group), h.hasMembers(group))
		})
	}
}

func TestWithoutWaitForSyncNothingIsAwaited(t *testing.T) {
	t.Parallel()
	h, terraform := newHouse(t), newCLI(t)
	h.HoldChanges()
	group, user := h.group("Engineering"), h.user("Jane Doe")
	terraform.configure(h.config(membership("jane", group, user)))

	terraform.apply()
	check(t, h.hasMembers(group, user), h.isSynced(group), h.sent(pathGetUser, 0))
	contains(t, terraform.must("plan"), "No changes.")
	terraform.must("destroy", "-auto-approve")
	check(t, h.hasMembers(group))
}

func TestCreateThatIsNotSyncedInTimeWarnsAndStaysUntainted(t *testing.T) {
	t.Parallel()
	h, terraform := newHouse(t), newCLI(t)
	h.HoldChanges()
	group, user := h.group("Engineering"), h.user("Jane Doe")
	terraform.configure(h.config(membership("jane", group, user, wait("1s")...)))

	contains(t, terraform.apply(), "Warning: The access system does not have the membership yet", group, user, "within 1s")
	check(t, h.hasMembers(group, user))
	contains(t, terraform.must("plan"), "No changes.")
}

func TestDestroyThatIsNotSyncedInTimeFailsAndKeepsTheState(t *testing.T) {
	t.Parallel()
	h, terraform := newHouse(t), newCLI(t)
	group, user := h.group("Engineering"), h.user("Jane Doe")
	terraform.configure(h.config(membership("jane", group, user, wait("1s")...)))
	terraform.apply()

	h.HoldChanges()
	h.AddUserError(user, "failed_to_update_on_acs_system", "The system did not take the update.")
	for range 2 {
		contains(t, terraform.mustFail("destroy", "-auto-approve"),
			"Error: The access system has not removed the user yet", group, user, "the door still opens",
			"failed_to_update_on_acs_system: The system did not take the update.")
		contains(t, terraform.must("state", "list"), address("jane"))
	}
	check(t, h.isSynced(group, user))

	h.ReleaseChanges()
	terraform.must("destroy", "-auto-approve")
	check(t, h.isSynced(group))
}

func TestScheduledRemovalIsAWarningAndNoChange(t *testing.T) {
	t.Parallel()
	h, terraform := newHouse(t), newCLI(t)
	group, user := h.group("Engineering"), h.user("Jane Doe")
	terraform.configure(h.config(membership("jane", group, user)))
	terraform.apply()

	h.AddPendingMutation(user, group, fakeseam.DeferredRemoving)
	for range 2 {
		contains(t, terraform.must("plan"), "Warning: A membership is scheduled to be removed", group, user, "No changes.")
	}
}

func TestPendingRemovalBySomebodyElseIsPlannedForCreation(t *testing.T) {
	t.Parallel()
	h, terraform := newHouse(t), newCLI(t)
	group, user := h.group("Engineering"), h.user("Jane Doe")
	terraform.configure(h.config(membership("jane", group, user)))
	terraform.apply()

	h.AddPendingMutation(user, group, fakeseam.Removing)
	contains(t, terraform.must("plan"), "1 to add, 0 to change, 0 to destroy")
}

func TestMembershipThatIsListedLateStays(t *testing.T) {
	t.Parallel()
	h, terraform := newHouse(t), newCLI(t)
	h.SetListing(fakeseam.ListWhenSynced)
	h.HoldChanges()
	group, user := h.group("Engineering"), h.user("Jane Doe")
	terraform.configure(h.config(membership("jane", group, user)))
	terraform.apply()

	contains(t, terraform.must("plan"), "No changes.")
	h.ReleaseChanges()
	contains(t, terraform.must("plan"), "No changes.")
}

func TestProblemOfTheAccessSystemIsAWarning(t *testing.T) {
	t.Parallel()
	h, terraform := newHouse(t), newCLI(t)
	group, user := h.group("Engineering"), h.user("Jane Doe")
	terraform.configure(h.config(membership("jane", group, user)))
	terraform.apply()

	h.AddUserError(user, "failed_to_update_on_acs_system", "The system did not take the update.")
	contains(t, terraform.must("plan"), "Warning: The access system reports a problem with a user", user,
		"failed_to_update_on_acs_system: The system did not take the update.", "No changes.")
}
