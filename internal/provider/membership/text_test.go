// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package membership_test

import (
	"testing"

	"github.com/seamapi/terraform-provider-seam/internal/provider/providertest"
)

func TestTextFromOutsideIsOneLineInMessagesAndQueries(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	group, user := w.Group(providertest.Hostile), w.User(providertest.Hostile)
	w.AddMember(group, user)
	config := providertest.Attributes{"acs_access_group_id": group, "acs_user_id": user}

	made, adopted := w.Process(t).Create(config)
	adopted.Succeeds()
	w.AddWarning(user, "acs_user_inactive", providertest.Hostile)
	w.AddUserError(user, "failed_to_update_on_acs_system", providertest.Hostile)
	_, warned := w.Process(t).Refresh(made)
	w.RemoveMember(group, user)
	_, gone := w.Process(t).Refresh(made)
	_, notImported := w.Process(t).ImportID(group + "/" + user)
	for _, said := range []providertest.Output{adopted, warned, gone, notImported} {
		said.ShowsHostile()
	}

	w.AddWarning(group, "being_deleted", providertest.Hostile)
	w.AddWarning(w.ACSSystemID, "unknown_issue_with_acs_system", providertest.Hostile)
	_, going := w.Process(t).Plan(providertest.Object{}, providertest.Attributes{"acs_access_group_id": group, "acs_user_id": w.User("Jane Doe")})
	going.Says("Warning: Access group Eve [1A [2K Nobody will be removed (", "being_deleted: Eve [1A [2K Nobody will be removed",
		"unknown_issue_with_acs_system: Eve [1A [2K Nobody will be removed")
	going.IsHarmless()

	w.AddMember(group, user)
	found, said := w.Process(t).Query(providertest.Attributes{}, 10)
	said.Succeeds()
	if len(found) != 1 {
		t.Fatalf("%d memberships are found, want one", len(found))
	}
	providertest.IsFitForATerminal(t, found[0].DisplayName)
}
