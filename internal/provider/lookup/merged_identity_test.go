// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package lookup_test

import (
	"fmt"
	"testing"

	"github.com/seamapi/terraform-provider-seam/internal/fakeseam"
	"github.com/seamapi/terraform-provider-seam/internal/provider/providertest"
)

// mergedPerson is a user identity that was merged into another, which has the ACS user now.
type mergedPerson struct {
	*providertest.World

	old, kept, user string
}

func newMergedPerson(t *testing.T) mergedPerson {
	t.Helper()
	w := providertest.NewWorld(t)
	p := mergedPerson{
		World: w,
		old:   w.AddIdentity(w.WorkspaceID, fakeseam.Identity{FullName: "Jane Doe", Key: "employee-7"}),
		kept:  w.AddIdentity(w.WorkspaceID, fakeseam.Identity{FullName: "Jane Doe-Smith", Key: "employee-8"}),
	}
	p.user = w.AddUser(w.ACSSystemID, fakeseam.User{FullName: "Jane Doe", UserIdentityID: p.old})
	w.MergeIdentities(p.kept, p.old)
	return p
}

func TestUserIdentityThatWasMergedIsTheOneThatWasKept(t *testing.T) {
	t.Parallel()
	w := newMergedPerson(t)
	for argument, old := range map[string]string{"user_identity_id": w.old, "user_identity_key": "employee-7"} {
		w.ResetRequests()
		found, said := w.Process(t).Read("seam_user_identity", providertest.Attributes{argument: old})
		said.Succeeds()
		said.Says("Warning: The user identity was merged into another one", fmt.Sprintf("%s: %q", argument, old), "Jane Doe-Smith", w.kept, "employee-8")
		if found["user_identity_id"] != w.kept || found["user_identity_key"] != "employee-8" || found["full_name"] != "Jane Doe-Smith" ||
			fmt.Sprint(found["acs_user_ids"]) != "["+w.user+"]" {
			t.Errorf("%s finds %v", argument, found)
		}
		w.Sent(t, providertest.PathGetIdentity, 1)
		w.SentInAll(t, 2)
	}
	for argument, kept := range map[string]string{"user_identity_id": w.kept, "user_identity_key": "employee-8"} {
		_, said := w.Process(t).Read("seam_user_identity", providertest.Attributes{argument: kept})
		said.IsSilent()
	}
}

// Seam does not document whether the old ID is taken where it is not asked for the user identity itself.
func TestACSUserOfAUserIdentityThatWasMerged(t *testing.T) {
	t.Parallel()
	for name, isUnknown := range map[string]bool{"where the old ID is taken": false, "where it is not": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newMergedPerson(t)
			w.SetMergedIDsNotFound(isUnknown)
			found, said := w.Process(t).Read("seam_acs_user", providertest.Attributes{"acs_system_id": w.ACSSystemID, "user_identity_id": w.old})
			said.Succeeds()
			said.Says("Warning: The user identity was merged into another one", w.old, w.kept, "Jane Doe-Smith")
			if found["acs_user_id"] != w.user || found["user_identity_id"] != w.kept {
				t.Errorf("it is %v", found)
			}
		})
	}
}

// A for_each over nobody removes everybody.
func TestListUnderAMergedUserIdentityIsNotEmpty(t *testing.T) {
	t.Parallel()
	for _, dataSource := range []string{"seam_acs_users", "seam_acs_access_groups"} {
		t.Run(dataSource, func(t *testing.T) {
			t.Parallel()
			w := newMergedPerson(t)
			w.AddMember(w.Group("Engineering"), w.user)
			w.SetMergedIDsNotFound(true)
			w.Process(t).MustFailToRead(dataSource, providertest.Attributes{"user_identity_id": w.old},
				"The user identity was merged into another one", w.kept, "Nothing is listed under the old ID, which does not mean that there is nothing.")
		})
	}
}

func TestEntrancesOfAUserIdentityThatWasMergedAreThoseOfTheKeptOne(t *testing.T) {
	t.Parallel()
	w := newMergedPerson(t)
	group, entrance := w.Group("Engineering"), w.Entrance("Lab")
	w.AddEntranceToGroup(group, entrance)
	w.AddMember(group, w.user)
	lists(t, w.Process(t).MustRead("seam_acs_entrances", providertest.Attributes{"user_identity_id": w.old}), "acs_entrances", "acs_entrance_id", entrance)

	w.SetMergedIDsNotFound(true)
	w.Process(t).MustFailToRead("seam_acs_entrances", providertest.Attributes{"user_identity_id": w.old},
		"The entrances could not be listed: user_identity not found", w.old)
}
