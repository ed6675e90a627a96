// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package people_test

import (
	"testing"

	"github.com/seamapi/terraform-provider-seam/internal/fakeseam"
	"github.com/seamapi/terraform-provider-seam/internal/provider/providertest"
)

// updated changes an object to another configuration in a process of its own, with settings.
func updated(t *testing.T, w *providertest.World, made providertest.Object, config providertest.Attributes, settings ...providertest.Attributes) (providertest.Object, providertest.Output) {
	t.Helper()
	process := w.ProcessOf(t, acsUserType, settings...)
	planned, said := process.Plan(made, config)
	said.Succeeds()
	if len(planned.ReplacedFor) > 0 {
		t.Fatalf("it is replaced for %q", planned.ReplacedFor)
	}
	return process.Apply(planned)
}

func TestEachAttributeOfAProfileIsChangedInPlaceByItself(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		before, after providertest.Attributes
		sent          map[string]any
	}{
		"name":                 {nil, providertest.Attributes{"full_name": "Jane Roe"}, map[string]any{"full_name": "Jane Roe"}},
		"address":              {nil, providertest.Attributes{"email_address": "roe@example.com"}, map[string]any{"email_address": "roe@example.com"}},
		"first address":        {providertest.Attributes{"email_address": nil}, nil, map[string]any{"email_address": "jane@example.com"}},
		"first number":         {nil, providertest.Attributes{"phone_number": "+15555550100"}, map[string]any{"phone_number": "+15555550100"}},
		"first schedule":       {nil, schedule(farStart, farEnd), map[string]any{"access_schedule": map[string]any{"starts_at": farStart, "ends_at": farEnd}}},
		"end of the schedule":  {schedule(farStart, farEnd), schedule(farStart, "2092-01-31T09:00:00Z"), map[string]any{"access_schedule": map[string]any{"starts_at": farStart, "ends_at": "2092-01-31T09:00:00Z"}}},
		"end for the endless":  {schedule(farStart, ""), schedule(farStart, farEnd), map[string]any{"access_schedule": map[string]any{"starts_at": farStart, "ends_at": farEnd}}},
		"no schedule any more": {schedule(farStart, farEnd), nil, map[string]any{"access_schedule": nil}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := providertest.NewWorld(t)
			made := madeACSUser(t, w, jane(w, test.before))
			config := jane(w, test.after)

			changed, said := updated(t, w, made, config)
			said.IsSilent()
			test.sent["acs_user_id"] = made.Attribute("acs_user_id")
			w.SentBodies(t, pathUpdateUser, test.sent)
			sentChanges(t, w, pathUpdateUser)
			settled(t, w, changed, config)
		})
	}
}

func TestAnotherSpellingOfTheSameMomentIsNoChange(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	made := madeACSUser(t, w, jane(w, schedule(farStart, farEnd)))
	settled(t, w, made, jane(w, schedule("2090-01-31T11:00:00+02:00", "2091-01-31T09:00:00.000Z")))
	sentChanges(t, w)
}

func TestWhatSeamCannotClearIsAnErrorWhilePlanning(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		before, after providertest.Attributes
		says          []string
	}{
		"address":                     {nil, providertest.Attributes{"email_address": nil}, []string{"Seam cannot clear email_address", `"jane@example.com"`, "ignore_changes"}},
		"number":                      {providertest.Attributes{"phone_number": "+15555550100"}, nil, []string{"Seam cannot clear phone_number", `"+15555550100"`}},
		"end of a schedule":           {schedule(farStart, farEnd), schedule(farStart, ""), []string{"a schedule without an end", "Set ends_at"}},
		"first schedule, without end": {nil, schedule(farStart, ""), []string{"a schedule without an end", "leave out access_schedule"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := providertest.NewWorld(t)
			made := madeACSUser(t, w, jane(w, test.before))
			_, said := w.ProcessOf(t, acsUserType).Plan(made, jane(w, test.after))
			said.IsOneError(append(test.says, "Jane Doe", made.Attribute("acs_user_id"))...)
			sentChanges(t, w)
		})
	}
}

func TestScheduleWithoutAnEndThatIsThereAlreadyIsNoError(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	made := madeACSUser(t, w, jane(w, schedule(farStart, "")))
	config := jane(w, schedule("2090-01-31T10:00:00+01:00", ""), providertest.Attributes{"full_name": "Jane Roe"})

	changed, said := updated(t, w, made, config)
	said.IsSilent()
	w.SentBodies(t, pathUpdateUser, map[string]any{"acs_user_id": made.Attribute("acs_user_id"), "full_name": "Jane Roe"})
	settled(t, w, changed, config)
}

func TestAnotherAccessSystemReplacesTheACSUser(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	made := madeACSUser(t, w, jane(w))
	warehouse := w.AddSystem(w.WorkspaceID, "Warehouse")
	process := w.ProcessOf(t, acsUserType)

	config := jane(w, providertest.Attributes{"acs_system_id": warehouse})
	delete(config, "email_address")
	first, said := process.Plan(made, config)
	said.Succeeds()
	said.Says("Warning: Deleting Jane Doe takes memberships and credentials along")
	if len(first.ReplacedFor) != 1 {
		t.Errorf("it is replaced for %q", first.ReplacedFor)
	}
	second, said := process.PlanReplacement(first)
	said.IsSilent()
	if second.Planned.Attribute("acs_user_id") != providertest.Unknown {
		t.Errorf("planned is %s", second.Planned.State)
	}
}

// TestReplacementInTheSameAccessSystemDoesNotMeetItself is about -replace and tainted objects: Terraform plans those without a
// state.
func TestReplacementInTheSameAccessSystemDoesNotMeetItself(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	made := madeACSUser(t, w, jane(w))
	process := w.ProcessOf(t, acsUserType)
	first, said := process.Plan(made, jane(w))
	said.Succeeds()
	second, said := process.PlanReplacement(first)
	said.IsSilent()

	_, said = process.Destroy(made)
	said.Succeeds()
	_, said = process.Apply(second)
	said.IsSilent()
	sentChanges(t, w, pathDeleteUser, pathCreateUser)
}

// TestReplacementThatWouldKeepTheRecordIsRefusedWhilePlanning is about a destroy that suspends: the person would stay, suspended
// and in no state, and nobody could be made beside them.
func TestReplacementThatWouldKeepTheRecordIsRefusedWhilePlanning(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	config := jane(w, providertest.Attributes{"deletion_policy": "suspend"})
	made := madeACSUser(t, w, config)
	process := w.ProcessOf(t, acsUserType)
	first, said := process.Plan(made, config)
	said.Succeeds()
	_, said = process.PlanReplacement(first)
	said.IsOneError("Jane Doe exists in the access system already", "untaint")
	sentChanges(t, w)
}

func TestPlanThatGivesAccessBackNamesThePerson(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	made := madeACSUser(t, w, jane(w, providertest.Attributes{"is_suspended": true}))
	for isSuspended, says := range map[any]string{false: "Warning: Jane Doe gets access back", true: "", nil: ""} {
		_, said := w.ProcessOf(t, acsUserType).Plan(made, jane(w, providertest.Attributes{"is_suspended": isSuspended}))
		if says == "" {
			said.IsSilent()
			continue
		}
		said.Says(says, "If somebody has suspended the person by hand")
	}
}

func TestCreateBeforeDestroyInTheSameAccessSystemFailsBeforeAnyHarm(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	made := madeACSUser(t, w, jane(w))
	process := w.ProcessOf(t, acsUserType)
	first, said := process.Plan(made, jane(w))
	said.Succeeds()
	second, said := process.PlanReplacement(first)
	said.IsSilent()

	_, said = process.Apply(second)
	said.IsOneError("exists in the access system already")
	sentChanges(t, w)
}

func TestUserIdentityIsLinkedAndUnlinkedInPlace(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	first := w.AddIdentity(w.WorkspaceID, fakeseam.Identity{FullName: "Jane Doe"})
	second := w.AddIdentity(w.WorkspaceID, fakeseam.Identity{FullName: "Jane Doe"})
	object := madeACSUser(t, w, jane(w))
	user := object.Attribute("acs_user_id")
	for _, step := range []struct {
		identity any
		sent     []string
	}{
		{first, []string{pathLinkUser}},
		{second, []string{pathUnlinkUser, pathLinkUser}},
		{nil, []string{pathUnlinkUser}},
	} {
		w.ResetRequests()
		config := jane(w, providertest.Attributes{"user_identity_id": step.identity})
		var said providertest.Output
		object, said = updated(t, w, object, config)
		said.IsSilent()
		sentChanges(t, w, step.sent...)
		hasValues(t, object, map[string]any{"user_identity_id": step.identity, "acs_user_id": user})
		settled(t, w, object, config)
	}
}

func TestUserIdentityThatTheACSUserHasGotMeanwhileIsNotLinkedAgain(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	identity := w.AddIdentity(w.WorkspaceID, fakeseam.Identity{FullName: "Jane Doe"})
	made := madeACSUser(t, w, jane(w))
	w.LinkUser(made.Attribute("acs_user_id"), identity)

	config := jane(w, providertest.Attributes{"user_identity_id": identity})
	changed, said := updated(t, w, made, config)
	said.IsSilent()
	sentChanges(t, w)
	settled(t, w, changed, config)
}

func TestSuspensionIsSentBeforeAndItsEndAfterEverythingElse(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	w.SetStrictRepeats(true)
	identity := w.AddIdentity(w.WorkspaceID, fakeseam.Identity{FullName: "Jane Doe"})
	made := madeACSUser(t, w, jane(w))

	stopped := jane(w, providertest.Attributes{"is_suspended": true, "full_name": "Jane Roe", "user_identity_id": identity})
	object, said := updated(t, w, made, stopped)
	said.IsSilent()
	sentChanges(t, w, pathSuspendUser, pathLinkUser, pathUpdateUser)
	settled(t, w, object, stopped)

	w.ResetRequests()
	released := jane(w, providertest.Attributes{"is_suspended": false})
	object, said = updated(t, w, object, released)
	said.IsSilent()
	sentChanges(t, w, pathUnlinkUser, pathUpdateUser, pathRestoreUser)
	settled(t, w, object, released)
}

func TestSuspensionThatIsNotManagedIsLeftAlone(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	made := madeACSUser(t, w, jane(w, providertest.Attributes{"is_suspended": true}))

	object, said := updated(t, w, made, jane(w))
	said.IsSilent()
	sentChanges(t, w)
	hasValues(t, object, map[string]any{"is_suspended": nil})
	settled(t, w, object, jane(w))

	// The person is suspended still, and a Seam that refuses what is done already is no error.
	w.SetStrictRepeats(true)
	object, said = updated(t, w, object, jane(w, providertest.Attributes{"is_suspended": true}))
	said.IsSilent()
	sentChanges(t, w, pathSuspendUser)
	settled(t, w, object, jane(w, providertest.Attributes{"is_suspended": true}))
}

func TestChangeOfTheDeletionPolicySendsNothing(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	made := madeACSUser(t, w, jane(w))
	object, said := updated(t, w, made, jane(w, providertest.Attributes{"deletion_policy": "suspend"}))
	said.IsSilent()
	sentChanges(t, w)
	hasValues(t, object, map[string]any{"deletion_policy": "suspend"})
}

func TestUpdateThatFailsHalfWaySavesWhatWasDone(t *testing.T) {
	t.Parallel()
	refused := fakeseam.Fault{Status: 400, Body: `{"error":{"type":"invalid_input","message":"No."},"ok":false}`}
	for path, test := range map[string]struct {
		says []string
		done map[string]any
	}{
		pathSuspendUser: {
			[]string{"Nothing of this update is known to be done", "assume that they can still open doors"},
			map[string]any{"is_suspended": nil, "full_name": "Jane Doe"},
		},
		pathLinkUser: {
			[]string{"saved to the state: is_suspended."},
			map[string]any{"is_suspended": true, "user_identity_id": nil, "full_name": "Jane Doe"},
		},
		pathUpdateUser: {
			[]string{"saved to the state: is_suspended, user_identity_id."},
			map[string]any{"is_suspended": true, "full_name": "Jane Doe", "deletion_policy": nil},
		},
	} {
		t.Run(path, func(t *testing.T) {
			t.Parallel()
			w := providertest.NewWorld(t)
			identity := w.AddIdentity(w.WorkspaceID, fakeseam.Identity{FullName: "Jane Doe"})
			made := madeACSUser(t, w, jane(w))
			config := jane(w, providertest.Attributes{
				"is_suspended": true, "user_identity_id": identity, "full_name": "Jane Roe", "deletion_policy": "suspend",
			})
			w.Inject(path, refused)

			left, said := updated(t, w, made, config)
			said.IsOneError(append(test.says, "The ACS user was not updated", "invalid_input", made.Attribute("acs_user_id"))...)
			hasValues(t, left, test.done)

			w.ClearFaults()
			finished, said := updated(t, w, left, config)
			said.IsSilent()
			settled(t, w, finished, config)
		})
	}
}

func TestUpdateWhoseAnswerIsLostIsLookedUp(t *testing.T) {
	t.Parallel()
	for _, path := range []string{pathSuspendUser, pathLinkUser, pathUpdateUser} {
		t.Run(path, func(t *testing.T) {
			t.Parallel()
			w := providertest.NewWorld(t)
			identity := w.AddIdentity(w.WorkspaceID, fakeseam.Identity{FullName: "Jane Doe"})
			made := madeACSUser(t, w, jane(w))
			config := jane(w, providertest.Attributes{"is_suspended": true, "user_identity_id": identity, "full_name": "Jane Roe"})
			w.Inject(path, fakeseam.Fault{CloseAfter: true})

			changed, said := updated(t, w, made, config, providertest.Attributes{"max_retries": 0})
			said.IsSilent()
			settled(t, w, changed, config)
		})
	}
}

func TestUpdateThatNeverArrivedIsAnError(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	made := madeACSUser(t, w, jane(w))
	w.Inject(pathUpdateUser, providertest.Outage())

	left, said := updated(t, w, made, jane(w, providertest.Attributes{"full_name": "Jane Roe"}), providertest.Attributes{"max_retries": 0})
	said.IsOneError("The ACS user was not updated")
	if !left.State.Equal(made.State) {
		t.Errorf("the state is %s", left.State)
	}
}
