// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package people_test

import (
	"fmt"
	"testing"

	"github.com/seamapi/terraform-provider-seam/internal/fakeseam"
	"github.com/seamapi/terraform-provider-seam/internal/provider/providertest"
)

// byHand changes an ACS user through the API as somebody else would, past Terraform.
func byHand(t *testing.T, w *providertest.World, object providertest.Object, config providertest.Attributes) {
	t.Helper()
	_, said := updated(t, w, object, config)
	said.Succeeds()
	w.ResetRequests()
}

func TestDriftOfEachAttributeIsReadAndPlannedBack(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		drift providertest.Attributes
		want  map[string]any
		sent  string
	}{
		"name":       {providertest.Attributes{"full_name": "Jane Roe"}, map[string]any{"full_name": "Jane Roe"}, pathUpdateUser},
		"address":    {providertest.Attributes{"email_address": "roe@example.com"}, map[string]any{"email_address": "roe@example.com"}, pathUpdateUser},
		"number":     {providertest.Attributes{"phone_number": "+15555550111"}, map[string]any{"phone_number": "+15555550111"}, pathUpdateUser},
		"suspension": {providertest.Attributes{"is_suspended": true}, map[string]any{"is_suspended": true}, pathRestoreUser},
	} {
		for _, listing := range []fakeseam.Listing{fakeseam.ListAtOnce, fakeseam.ListWhenSynced} {
			for _, isHeld := range []bool{false, true} {
				t.Run(fmt.Sprintf("%s, listing %d, held %t", name, listing, isHeld), func(t *testing.T) {
					t.Parallel()
					w := providertest.NewWorld(t)
					config := jane(w, providertest.Attributes{"phone_number": "+15555550100", "is_suspended": false})
					made := madeACSUser(t, w, config)
					w.SetListing(listing)
					if isHeld {
						w.HoldChanges()
					}
					byHand(t, w, made, jane(w, config, test.drift))

					refreshed, said := w.ProcessOf(t, acsUserType).Refresh(made)
					said.IsSilent()
					hasValues(t, refreshed, test.want)
					w.ResetRequests()
					changed, said := updated(t, w, refreshed, config)
					said.IsSilent()
					sentChanges(t, w, test.sent)
					settled(t, w, changed, config)
				})
			}
		}
	}
}

func TestDriftOfAScheduleIsReadAndPlannedBack(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct{ declared, drift providertest.Attributes }{
		"another end": {schedule(farStart, farEnd), schedule(farStart, "2092-01-31T09:00:00Z")},
		"none":        {schedule(farStart, farEnd), nil},
		"one":         {nil, schedule(farStart, farEnd)},
	} {
		for _, isHeld := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s, held %t", name, isHeld), func(t *testing.T) {
				t.Parallel()
				w := providertest.NewWorld(t)
				config := jane(w, test.declared)
				made := madeACSUser(t, w, config)
				w.SetListing(fakeseam.ListWhenSynced)
				if isHeld {
					w.HoldChanges()
				}
				byHand(t, w, made, jane(w, test.drift))

				refreshed, said := w.ProcessOf(t, acsUserType).Refresh(made)
				said.IsSilent()
				if refreshed.State.Equal(made.State) {
					t.Errorf("the drift is not read: %s", refreshed.State)
				}
				changed, said := updated(t, w, refreshed, config)
				said.IsSilent()
				sentChanges(t, w, pathUpdateUser)
				settled(t, w, changed, config)
			})
		}
	}
}

func TestDriftOfTheUserIdentityIsReadAndPlannedBack(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	declared := w.AddIdentity(w.WorkspaceID, fakeseam.Identity{FullName: "Jane Doe"})
	other := w.AddIdentity(w.WorkspaceID, fakeseam.Identity{FullName: "Jane Doe"})
	config := jane(w, providertest.Attributes{"user_identity_id": declared})
	object := madeACSUser(t, w, config)
	user := object.Attribute("acs_user_id")
	for _, drift := range []struct {
		byHand func()
		want   any
		sent   []string
	}{
		{func() { w.UnlinkUser(user) }, nil, []string{pathLinkUser}},
		{func() { w.LinkUser(user, other) }, other, []string{pathUnlinkUser, pathLinkUser}},
	} {
		drift.byHand()
		refreshed, said := w.ProcessOf(t, acsUserType).Refresh(object)
		said.IsSilent()
		hasValues(t, refreshed, map[string]any{"user_identity_id": drift.want})
		w.ResetRequests()
		object, said = updated(t, w, refreshed, config)
		said.IsSilent()
		sentChanges(t, w, drift.sent...)
		settled(t, w, object, config)
	}
}

func TestUserIdentityThatWasMergedIsTheSamePerson(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	old := w.AddIdentity(w.WorkspaceID, fakeseam.Identity{FullName: "Jane Doe"})
	kept := w.AddIdentity(w.WorkspaceID, fakeseam.Identity{FullName: "Jane Doe"})
	config := jane(w, providertest.Attributes{"user_identity_id": old})
	made := madeACSUser(t, w, config)
	w.MergeIdentities(kept, old)
	settled(t, w, made, config)

	config["user_identity_id"] = kept
	changed, said := updated(t, w, made, config)
	said.IsSilent()
	sentChanges(t, w)
	settled(t, w, changed, config)
}

func TestWhatSaysTheSameKeepsTheSpellingOfTheConfiguration(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	config := jane(w, providertest.Attributes{"full_name": "Jos\u00e9 Doe", "email_address": "Jane@Example.com"})
	made := madeACSUser(t, w, config)
	byHand(t, w, made, jane(w, providertest.Attributes{"full_name": "Jose\u0301 Doe", "email_address": "jane@example.com"}))
	settled(t, w, made, config)
}

func TestAddressThatAppearsIsAnErrorThatSaysWhatToDo(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	made := madeACSUser(t, w, jane(w))
	byHand(t, w, made, jane(w, providertest.Attributes{"phone_number": "+15555550111"}))

	process := w.ProcessOf(t, acsUserType)
	refreshed, said := process.Refresh(made)
	said.IsSilent()
	_, said = process.Plan(refreshed, jane(w))
	said.IsOneError("Seam cannot clear phone_number", "Write it into the configuration")
}

func TestACSUserThatIsGoneLeavesTheState(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		leave func(*providertest.World, string)
		says  string
	}{
		"unknown":            {func(w *providertest.World, user string) { w.DeleteUser(user) }, "Seam no longer knows this ACS user"},
		"made anew":          {func(w *providertest.World, user string) { w.RecreateUser(user, true) }, "Seam no longer knows this ACS user"},
		"deleting":           {func(w *providertest.World, user string) { w.AddUserMutation(user, "deleting") }, "is deleting this ACS user"},
		"being deleted":      {func(w *providertest.World, user string) { w.AddWarning(user, "being_deleted", "Gone soon.") }, "being_deleted: Gone soon."},
		"deleted externally": {func(w *providertest.World, user string) { w.AddUserError(user, "deleted_externally", "Gone.") }, "deleted_externally: Gone."},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := providertest.NewWorld(t)
			made := madeACSUser(t, w, jane(w))
			test.leave(w, made.Attribute("acs_user_id"))

			left, said := w.ProcessOf(t, acsUserType).Refresh(made)
			said.Succeeds()
			said.Says("Warning: An ACS user is gone", "Jane Doe", made.Attribute("acs_user_id"), test.says)
			if left.Exists() {
				t.Errorf("the state is %s", left.State)
			}
		})
	}
}

func TestReadThatFailsKeepsTheState(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	made := madeACSUser(t, w, jane(w))
	w.Inject(providertest.PathListUsers, providertest.Outage())

	left, said := w.ProcessOf(t, acsUserType, providertest.Attributes{"max_retries": 0}).Refresh(made)
	said.IsOneError("The ACS user could not be read", made.Attribute("acs_user_id"))
	if !left.State.Equal(made.State) {
		t.Errorf("the state is %s", left.State)
	}
}

func TestManyACSUsersAreReadInOneList(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	process := w.ProcessOf(t, acsUserType)
	var objects []providertest.Object
	for i := range 30 {
		made, said := process.Create(providertest.Attributes{"acs_system_id": w.ACSSystemID, "full_name": fmt.Sprintf("Person %d", i)})
		said.Succeeds()
		objects = append(objects, made)
	}
	process = w.ProcessOf(t, acsUserType)
	w.ResetRequests()
	for _, object := range objects {
		_, said := process.Refresh(object)
		said.IsSilent()
	}
	w.Sent(t, providertest.PathListUsers, 1)
	w.SentInAll(t, 1)
}

func TestCredentialOfAnotherWorkspaceChangesAndConcludesNothing(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	made := madeACSUser(t, w, jane(w))
	other := w.AddAPIKey(w.AddWorkspace("Other"))
	process := w.ProcessOf(t, acsUserType, providertest.Attributes{"api_key": other})
	w.ResetRequests()

	left, said := process.Refresh(made)
	said.IsOneError("The credential opens another workspace", w.WorkspaceID)
	if !left.State.Equal(made.State) {
		t.Errorf("the state is %s", left.State)
	}
	for name, apply := range map[string]func(*providertest.Process) (providertest.Object, providertest.Output){
		"destroy": func(p *providertest.Process) (providertest.Object, providertest.Output) { return p.Destroy(made) },
		"update": func(p *providertest.Process) (providertest.Object, providertest.Output) {
			planned, said := p.Plan(made, jane(w, providertest.Attributes{"full_name": "Jane Roe"}))
			said.Succeeds()
			return p.Apply(planned)
		},
	} {
		left, said := apply(w.ProcessOf(t, acsUserType, providertest.Attributes{"api_key": other}))
		said.IsOneError("The credential opens another workspace", w.WorkspaceID)
		if !left.State.Equal(made.State) {
			t.Errorf("after the %s the state is %s", name, left.State)
		}
	}
	sentChanges(t, w)
	w.HasUsers(t, 1)
}

// TestNothingIsGoneInAWorkspaceThatChangedUnderTheRun has the credential open another workspace after the run began.
func TestNothingIsGoneInAWorkspaceThatChangedUnderTheRun(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	made := madeACSUser(t, w, jane(w))
	process := w.ProcessOf(t, acsUserType)
	w.SetAPIKey(w.AddWorkspace("Other"), w.APIKey)

	left, said := process.Refresh(made)
	said.IsOneError("The ACS user could not be read")
	if !left.State.Equal(made.State) {
		t.Errorf("the state is %s", left.State)
	}
	left, said = process.Destroy(made)
	said.IsOneError("The ACS user was not deleted")
	if !left.State.Equal(made.State) {
		t.Errorf("the state is %s", left.State)
	}
}
