// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package people_test

import (
	"net/http"
	"testing"

	"github.com/seamapi/terraform-provider-seam/internal/fakeseam"
	"github.com/seamapi/terraform-provider-seam/internal/provider/providertest"
)

func TestCreateWhoseAnswerIsLostIsFoundAndSaved(t *testing.T) {
	t.Parallel()
	for name, fault := range map[string]fakeseam.Fault{
		"connection closed":     {CloseAfter: true},
		"connection reset":      {CloseAfter: true, Reset: true},
		"answer cut":            {CutAnswer: true},
		"made behind an outage": {Status: http.StatusBadGateway, Body: "<html>Bad Gateway</html>", ContentType: "text/html", CommitAfter: 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := providertest.NewWorld(t)
			identity := w.AddIdentity(w.WorkspaceID, fakeseam.Identity{FullName: "Jane Doe"})
			config := jane(w, providertest.Attributes{"user_identity_id": identity, "is_suspended": true}, schedule("2090-01-31T10:00:00+01:00", farEnd))
			w.Inject(pathCreateUser, fault)

			made, said := w.ProcessOf(t, acsUserType).Create(config)
			said.IsSilent()
			w.HasUsers(t, 1)
			sentChanges(t, w, pathCreateUser, pathSuspendUser)
			hasValues(t, made, map[string]any{"acs_user_id": w.Users(w.ACSSystemID)[0]})
			settled(t, w, made, config)
		})
	}
}

func TestInterruptedCreateTracksTheACSUserThatItHasMade(t *testing.T) {
	t.Parallel()
	w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
	terraform.Configure(w.Config(acsUserBlock(w, `email_address = "jane@example.com"`)))
	reached := w.Halt(providertest.Moment{Nth: 1, Made: true}, pathCreateUser)
	apply := terraform.Start("apply", "-auto-approve")
	apply.Await(reached)
	apply.Interrupt()
	w.ClearFaults()
	terraform.Must("state", "list").Says("seam_acs_user.jane")
	terraform.NoChanges()
	w.Sent(t, pathCreateUser, 1)
}

// TestEachCreateInDoubtSaysWhatToDoForItsPerson is about people of one outage: what is next is about each of them.
func TestEachCreateInDoubtSaysWhatToDoForItsPerson(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	late := providertest.Outage()
	late.HoldCommit = true
	w.Inject(pathCreateUser, late)
	process := w.ProcessOf(t, acsUserType)
	for _, name := range []string{"Jane Doe", "John Roe"} {
		_, said := process.Create(providertest.Attributes{"acs_system_id": w.ACSSystemID, "full_name": name})
		said.IsOneError("It is not known whether the ACS user was created", name, "Before you apply again, look for the person")
	}
}

func TestACSUserWhomThisRunMadeForAnotherBlockIsNotSavedTwice(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	same, said := w.ProcessOf(t, acsUserType).Plan(providertest.Object{}, jane(w))
	said.IsSilent()
	p := w.ProcessOf(t, acsUserType)
	_, said = p.Create(jane(w))
	said.IsSilent()
	w.Inject(pathCreateUser, fakeseam.Fault{CloseBefore: true})
	made, said := p.Apply(same)
	said.IsOneError("It is not known whether the ACS user was created")
	if made.Exists() {
		t.Errorf("made is %s", made.State)
	}
	w.HasUsers(t, 1)
}

func TestCreateThatWasRefusedIsAnErrorWithoutState(t *testing.T) {
	t.Parallel()
	for name, fault := range map[string]fakeseam.Fault{
		"no permission":  {Status: http.StatusForbidden, Body: `{"error":{"type":"forbidden","message":"No."},"ok":false}`},
		"not acceptable": {Status: http.StatusBadRequest, Body: `{"error":{"type":"invalid_input","message":"No."},"ok":false}`},
		"conflict":       {Status: http.StatusConflict, Body: `{"error":{"type":"conflict","message":"No."},"ok":false}`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := providertest.NewWorld(t)
			w.Inject(pathCreateUser, fault)

			made, said := w.ProcessOf(t, acsUserType).Create(jane(w))
			said.IsOneError("The ACS user was not created", "Jane Doe", w.ACSSystemID, "nothing was saved to the state")
			if made.Exists() {
				t.Errorf("the state is %s", made.State)
			}
			sentChanges(t, w, pathCreateUser)
		})
	}
}

// TestCreateThatIsInDoubtIsNeverSentAgain is about a person whom Seam makes once everybody has stopped looking.
func TestCreateThatIsInDoubtIsNeverSentAgain(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	late := providertest.Outage()
	late.HoldCommit = true
	w.Inject(pathCreateUser, late)

	made, said := w.ProcessOf(t, acsUserType).Create(jane(w))
	said.IsOneError("It is not known whether the ACS user was created", "The next plan looks for the person")
	if made.Exists() {
		t.Errorf("the state is %s", made.State)
	}
	sentChanges(t, w, pathCreateUser)

	w.ReleaseCommits()
	w.HasUsers(t, 1)
	_, said = w.ProcessOf(t, acsUserType).Create(jane(w))
	said.IsOneError("Jane Doe exists in the access system already", `id = "`+w.Users(w.ACSSystemID)[0]+`"`)
	w.HasUsers(t, 1)
	imported, said := w.ProcessOf(t, acsUserType).ImportID(w.Users(w.ACSSystemID)[0])
	said.IsSilent()
	settled(t, w, imported, jane(w))
}

func TestCreateInDoubtOfAPersonWithoutContactsSaysHowToFindThem(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	w.Inject(pathCreateUser, fakeseam.Fault{CloseAfter: true})

	made, said := w.ProcessOf(t, acsUserType).Create(jane(w, providertest.Attributes{"email_address": nil}))
	said.IsOneError("It is not known whether the ACS user was created", "Nothing but the name tells this person from others",
		"seam_acs_user data source by full_name", "import {")
	if made.Exists() {
		t.Errorf("the state is %s", made.State)
	}
	sentChanges(t, w, pathCreateUser)
}

// TestSomebodyElseIsNotTakenForTheOneWhoseAnswerWasLost has somebody appear while the create is under way.
func TestSomebodyElseIsNotTakenForTheOneWhoseAnswerWasLost(t *testing.T) {
	t.Parallel()
	for name, other := range map[string]fakeseam.User{
		"another name":   {FullName: "Jane Roe", EmailAddress: "jane@example.com"},
		"another number": {FullName: "Jane Doe", EmailAddress: "jane@example.com", PhoneNumber: "+15555550111"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := providertest.NewWorld(t)
			fault := providertest.Outage()
			fault.Match = func(fakeseam.Request) bool {
				w.AddUser(w.ACSSystemID, other)
				return true
			}
			w.Inject(pathCreateUser, fault)

			made, said := w.ProcessOf(t, acsUserType).Create(jane(w))
			said.IsOneError("It is not known whether the ACS user was created")
			if made.Exists() {
				t.Errorf("the state is %s", made.State)
			}
			sentChanges(t, w, pathCreateUser)
		})
	}
}

func TestTwoWhoFitALostAnswerAreBothLeftAlone(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	w.Inject(pathCreateUser, fakeseam.Fault{CloseAfter: true, Match: func(fakeseam.Request) bool {
		w.AddUser(w.ACSSystemID, fakeseam.User{FullName: "Jane Doe", EmailAddress: "jane@example.com"})
		return true
	}})

	made, said := w.ProcessOf(t, acsUserType).Create(jane(w))
	said.IsOneError("It is not known whether the ACS user was created")
	if made.Exists() {
		t.Errorf("the state is %s", made.State)
	}
}

func TestLookUpThatFailsBeforeACreateSendsNone(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	w.Inject(providertest.PathListUsers, providertest.Outage())
	process := w.ProcessOf(t, acsUserType, providertest.Attributes{"max_retries": 0})

	_, said := process.Plan(providertest.Object{}, jane(w))
	said.IsOneError("Seam did not say whether the ACS user exists already")
	sentChanges(t, w)
}
