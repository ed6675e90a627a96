// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package membership_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/seamapi/terraform-provider-seam/internal/fakeseam"
	"github.com/seamapi/terraform-provider-seam/internal/provider/providertest"
)

const waitForSync = "wait_for_sync = true"

// wait is what a membership block has that waits for the access system, for so long at most.
func wait(timeout string) []string {
	return []string{waitForSync, fmt.Sprintf("timeouts {\n    create = %q\n    delete = %q\n  }", timeout, timeout)}
}

func TestWaitForSyncEndsOnceTheAccessSystemHasTheChange(t *testing.T) {
	t.Parallel()
	for name, listing := range map[string]fakeseam.Listing{"listed at once": fakeseam.ListAtOnce, "listed late": fakeseam.ListWhenSynced} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
			w.SetSyncDelay(3 * time.Second)
			w.SetListing(listing)
			group, user := w.Group("Engineering"), w.User("Jane Doe")
			terraform.Configure(w.Config(providertest.Membership("jane", group, user, wait("60s")...)))

			terraform.Apply().Lacks("Warning: The access system")
			w.HasSyncedMembers(t, group, user)
			terraform.NoChanges()
			terraform.Destroy()
			w.HasSyncedMembers(t, group)
			w.HasMembers(t, group)
		})
	}
}

func TestWithoutWaitForSyncNothingIsAwaited(t *testing.T) {
	t.Parallel()
	w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
	w.HoldChanges()
	group, user := w.Group("Engineering"), w.User("Jane Doe")
	terraform.Configure(w.Config(providertest.Membership("jane", group, user)))

	terraform.Apply()
	w.HasMembers(t, group, user)
	w.HasSyncedMembers(t, group)
	// Whether the user exists is asked in the walk that plans, and in the one that applies.
	w.Sent(t, providertest.PathListUsers, 2)
	w.Sent(t, providertest.PathGetUser, 0)
	terraform.NoChanges()
	terraform.Destroy()
	w.HasMembers(t, group)
}

func TestCreateThatIsNotSyncedInTimeWarnsAndStaysUntainted(t *testing.T) {
	t.Parallel()
	w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
	w.HoldChanges()
	group, user := w.Group("Engineering"), w.User("Jane Doe")
	terraform.Configure(w.Config(providertest.Membership("jane", group, user, wait("1s")...)))

	terraform.Apply().Says("Warning: The access system does not have the membership yet", group, user, "within 1s")
	w.HasMembers(t, group, user)
	terraform.NoChanges()
}

func TestDestroyThatIsNotSyncedInTimeFailsAndKeepsTheState(t *testing.T) {
	t.Parallel()
	w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
	group, user := w.Group("Engineering"), w.User("Jane Doe")
	terraform.Configure(w.Config(providertest.Membership("jane", group, user, wait("1s")...)))
	terraform.Apply()

	w.HoldChanges()
	w.AddUserError(user, "failed_to_update_on_acs_system", "The system did not take the update.")
	for range 2 {
		terraform.MustFail("destroy", "-auto-approve").Says(
			"Error: The access system has not removed the user yet", group, user, "the door still opens",
			"failed_to_update_on_acs_system: The system did not take the update.")
		terraform.Must("state", "list").Says(providertest.MembershipAddress("jane"))
	}
	w.HasSyncedMembers(t, group, user)

	w.ReleaseChanges()
	terraform.Destroy()
	w.HasSyncedMembers(t, group)
}

func TestScheduledRemovalIsAWarningAndNoChange(t *testing.T) {
	t.Parallel()
	w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
	group, user := w.Group("Engineering"), w.User("Jane Doe")
	terraform.Configure(w.Config(providertest.Membership("jane", group, user)))
	terraform.Apply()

	w.AddPendingMutation(user, group, fakeseam.DeferredRemoving)
	for range 2 {
		terraform.Plan().Says("Warning: A membership is scheduled to be removed", group, user, "No changes.")
	}
}

func TestPendingRemovalBySomebodyElseIsPlannedForCreation(t *testing.T) {
	t.Parallel()
	w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
	group, user := w.Group("Engineering"), w.User("Jane Doe")
	terraform.Configure(w.Config(providertest.Membership("jane", group, user)))
	terraform.Apply()

	w.AddPendingMutation(user, group, fakeseam.Removing)
	terraform.Plan().Says("1 to add, 0 to change, 0 to destroy")
}

func TestMembershipThatIsListedLateStays(t *testing.T) {
	t.Parallel()
	w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
	w.SetListing(fakeseam.ListWhenSynced)
	w.HoldChanges()
	group, user := w.Group("Engineering"), w.User("Jane Doe")
	terraform.Configure(w.Config(providertest.Membership("jane", group, user)))
	terraform.Apply()

	terraform.NoChanges()
	w.ReleaseChanges()
	terraform.NoChanges()
}

func TestProblemOfTheAccessSystemIsAWarning(t *testing.T) {
	t.Parallel()
	w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
	group, user := w.Group("Engineering"), w.User("Jane Doe")
	terraform.Configure(w.Config(providertest.Membership("jane", group, user)))
	terraform.Apply()

	w.AddUserError(user, "failed_to_update_on_acs_system", "The system did not take the update.")
	terraform.Plan().Says("Warning: The access system reports a problem with Jane Doe", user,
		"failed_to_update_on_acs_system: The system did not take the update.", "No changes.")
}
