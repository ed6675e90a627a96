// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package people_test

import (
	"net/http"
	"testing"
	"time"

	"github.com/seamapi/terraform-provider-seam/internal/fakeseam"
	"github.com/seamapi/terraform-provider-seam/internal/provider/providertest"
)

// whoIsThere returns the IDs of all user identities.
func whoIsThere(t *testing.T, w *providertest.World) []string {
	t.Helper()
	found, said := process(t, w).Query(nil, 1000)
	said.Succeeds()
	var ids []string
	for _, one := range found {
		ids = append(ids, id(one.Object))
	}
	return ids
}

// lostAnswers are the ways in which an answer does not arrive though the change was made.
func lostAnswers() map[string]fakeseam.Fault {
	return map[string]fakeseam.Fault{
		"connection closed": {CloseAfter: true},
		"connection reset":  {CloseAfter: true, Reset: true},
		"answer cut":        {CutAnswer: true},
		"answer too late":   {DelayAfter: 2 * time.Second},
	}
}

func TestACreateWithoutAnAnswerThatWasMadeSucceeds(t *testing.T) {
	t.Parallel()
	for name, fault := range lostAnswers() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := providertest.NewWorld(t)
			// The provider would repeat what it may.
			p := w.ProcessOf(t, providertest.UserIdentityType, providertest.Attributes{"request_timeout": "1s"})
			w.Inject(providertest.PathCreateIdentity, fault)
			made, said := p.Create(ada())
			said.IsSilent()
			has(t, made, ada())
			w.Sent(t, providertest.PathCreateIdentity, 1)

			read, said := process(t, w).Refresh(made)
			said.IsSilent()
			if there := whoIsThere(t, w); !read.State.Equal(made.State) || len(there) != 1 {
				t.Errorf("read is %s, made was %s, and there is %q", read.State, made.State, there)
			}
		})
	}
}

func TestACreateThatMayBeMadeLaterIsAnErrorAndIsFoundByTheNextPlan(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	w.Inject(providertest.PathCreateIdentity, fakeseam.Fault{HoldCommit: true, Status: http.StatusBadGateway})
	made, said := process(t, w).Create(ada())
	said.IsOneError("It is not known whether the user identity was created", "User identity key: ada", "502 Bad Gateway", "Run it again",
		"nothing was sent twice")
	if made.Exists() {
		t.Errorf("made is %s", made.State)
	}
	w.Sent(t, providertest.PathCreateIdentity, 1)

	w.ClearFaults()
	w.ReleaseCommits()
	_, said = process(t, w).Plan(providertest.Object{}, ada())
	said.IsOneError("There is a user identity with this", "terraform import seam_user_identity.NAME")
	w.Sent(t, providertest.PathCreateIdentity, 1)
}

func TestACreateThatFailsBecauseSomebodyWasFasterNamesThem(t *testing.T) {
	t.Parallel()
	for _, status := range []int{http.StatusBadRequest, http.StatusConflict} {
		w := providertest.NewWorld(t)
		w.SetConflictStatus(status)
		p := process(t, w)
		planned, said := p.Plan(providertest.Object{}, ada())
		said.IsSilent()
		existing := w.AddIdentity(w.WorkspaceID, fakeseam.Identity{FullName: "Ada King", EmailAddress: "ada@example.com"})
		made, said := p.Apply(planned)
		said.IsOneError("There is a user identity with this email_address already: Ada King", "terraform import seam_user_identity.NAME "+existing)
		if made.Exists() {
			t.Errorf("made is %s", made.State)
		}
	}
}

// Somebody else may make the same person at the very moment in which the answer is lost.
func TestAPersonWhoIsNotCertainlyOursIsNotSaved(t *testing.T) {
	t.Parallel()
	for name, other := range map[string]fakeseam.Identity{
		"another name":    {FullName: "Ada King", Key: "ada", EmailAddress: "ada@example.com", PhoneNumber: "+14155550100"},
		"another address": {FullName: "Ada Lindqvist", Key: "ada", PhoneNumber: "+14155550100"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := providertest.NewWorld(t)
			p := process(t, w)
			planned, said := p.Plan(providertest.Object{}, ada())
			said.IsSilent()
			existing := w.AddIdentity(w.WorkspaceID, other)
			w.Inject(providertest.PathCreateIdentity, fakeseam.Fault{CloseAfter: true})
			made, said := p.Apply(planned)
			said.IsOneError("It is not known whether the user identity was created", "Seam has now:", "terraform import seam_user_identity.NAME "+existing)
			if made.Exists() {
				t.Errorf("made is %s", made.State)
			}
			w.Sent(t, providertest.PathCreateIdentity, 1)
		})
	}
}

func TestAPersonWhoCannotBeLookedUpAfterALostAnswerIsNotSaved(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	p := impatient(t, w)
	planned, said := p.Plan(providertest.Object{}, ada())
	said.IsSilent()
	w.Inject("*", fakeseam.Fault{CloseAfter: true})
	made, said := p.Apply(planned)
	said.IsOneError("It is not known whether the user identity was created", "Run it again")
	if made.Exists() {
		t.Errorf("made is %s", made.State)
	}
}

func TestACreateThatWasNotMadeIsAnErrorWithoutState(t *testing.T) {
	t.Parallel()
	for name, fault := range map[string]fakeseam.Fault{
		"no permission":  {Status: http.StatusForbidden, Body: `{"error":{"type":"forbidden","message":"No."},"ok":false}`},
		"not acceptable": {Status: http.StatusBadRequest, Body: `{"error":{"type":"invalid_input","message":"No."},"ok":false}`},
		"rate limit":     {Status: http.StatusTooManyRequests},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := providertest.NewWorld(t)
			w.Inject(providertest.PathCreateIdentity, fault)
			made, said := impatient(t, w).Create(ada())
			said.IsOneError("The user identity was not created", "Ada Lindqvist", "nothing was saved to the state")
			if made.Exists() {
				t.Errorf("made is %s", made.State)
			}
			w.ClearFaults()
			if there := whoIsThere(t, w); len(there) > 0 {
				t.Errorf("there is %q", there)
			}
		})
	}
}

func TestAChangeThatIsRefusedKeepsTheStateAndNamesWhoIsInTheWay(t *testing.T) {
	t.Parallel()
	for attribute, taken := range map[string]string{
		"user_identity_key": "king", "email_address": "KING@example.com", "phone_number": "+14155550199",
	} {
		t.Run(attribute, func(t *testing.T) {
			t.Parallel()
			w, made := created(t, ada())
			other := w.AddIdentity(w.WorkspaceID, fakeseam.Identity{
				FullName: "Ada King", Key: "king", EmailAddress: "king@example.com", PhoneNumber: "+14155550199",
			})
			p := process(t, w)
			planned, said := p.Plan(made, with(ada(), providertest.Attributes{attribute: taken}))
			said.IsSilent()
			left, said := p.Apply(planned)
			said.IsOneError("Another user identity has this "+attribute+": Ada King", "User identity: "+other+" Full name: Ada King", "the state stays as it was",
				"user_identity_already_exists", "request ID")
			has(t, left, ada())
		})
	}
}

func TestAChangeThatFailsKeepsTheState(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		fault fakeseam.Fault
		says  string
	}{
		"refused":        {fakeseam.Fault{Status: http.StatusBadRequest, Body: `{"error":{"type":"invalid_input","message":"No."},"ok":false}`}, "The state stays as it was."},
		"outage":         {providertest.Outage(), "Seam may have made the change: the next plan tells."},
		"without answer": {fakeseam.Fault{CloseBefore: true}, "Seam may have made the change: the next plan tells."},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w, made := created(t, ada())
			config := with(ada(), providertest.Attributes{"full_name": "Ada King"})
			planned, said := process(t, w).Plan(made, config)
			said.IsSilent()
			w.Inject(providertest.PathUpdateIdentity, c.fault)
			left, said := impatient(t, w).Apply(planned)
			said.IsOneError("The user identity was not changed", "User identity: "+id(made)+" Full name: Ada Lindqvist", c.says)
			has(t, left, ada())
			w.ClearFaults()

			p := process(t, w)
			read, said := p.Refresh(left)
			said.IsSilent()
			planned, said = p.Plan(read, config)
			said.IsSilent()
			updated, said := process(t, w).Apply(planned)
			said.IsSilent()
			has(t, updated, config)
		})
	}
}

func TestAChangeOfAPersonWhoIsGoneIsAnError(t *testing.T) {
	t.Parallel()
	w, made := created(t, ada())
	planned, said := process(t, w).Plan(made, with(ada(), providertest.Attributes{"full_name": "Ada King"}))
	said.IsSilent()
	w.DeleteIdentity(id(made))
	left, said := process(t, w).Apply(planned)
	said.IsOneError("The user identity was not changed: user_identity not found")
	has(t, left, ada())
	w.Sent(t, providertest.PathUpdateIdentity, 0)
}

func TestADeleteWithoutAnAnswerIsLookedUp(t *testing.T) {
	t.Parallel()
	for name, fault := range lostAnswers() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w, made := created(t, ada())
			w.Inject(providertest.PathDeleteIdentity, fault)
			left, said := impatient(t, w).Apply(destroyOf(t, w, made))
			said.IsSilent()
			if left.Exists() {
				t.Errorf("left is %s", left.State)
			}
		})
	}
}

func destroyOf(t *testing.T, w *providertest.World, made providertest.Object) providertest.Change {
	t.Helper()
	planned, said := process(t, w).PlanDestroy(made)
	said.Succeeds()
	return planned
}

func TestADeleteThatFailsKeepsThePersonInTheState(t *testing.T) {
	t.Parallel()
	for name, fault := range map[string]fakeseam.Fault{
		"refused":           {Status: http.StatusBadRequest, Body: `{"error":{"type":"invalid_input","message":"There are enrollment automations."},"ok":false}`},
		"outage":            providertest.Outage(),
		"connection closed": {CloseBefore: true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w, made := created(t, ada())
			planned := destroyOf(t, w, made)
			w.Inject(providertest.PathDeleteIdentity, fault)
			left, said := impatient(t, w).Apply(planned)
			said.IsOneError("The user identity was not deleted", "User identity: "+id(made)+" Full name: Ada Lindqvist", "stays in the state", "can still open their doors")
			has(t, left, ada())
		})
	}
}

func TestAReadThatFailsKeepsTheStateAndTellsOneCauseOnce(t *testing.T) {
	t.Parallel()
	w, made := created(t, ada())
	bob, said := process(t, w).Create(providertest.Attributes{"user_identity_key": "bob"})
	said.Succeeds()
	p := impatient(t, w)
	w.Inject(providertest.PathListIdentities, providertest.Outage())
	read, said := p.Refresh(made)
	said.IsOneError("The user identity cannot be read", "Ada Lindqvist", "502")
	has(t, read, ada())
	read, said = p.Refresh(bob)
	said.IsSilent()
	if !read.Exists() {
		t.Error("bob has left the state")
	}
}

func TestAnAnswerAboutSomebodyElseIsNoAnswer(t *testing.T) {
	t.Parallel()
	w, made := created(t, ada())
	other := w.AddIdentity(w.WorkspaceID, fakeseam.Identity{FullName: "Bob", Key: "bob"})
	// Whom the list lacks is asked for singly.
	w.Inject(providertest.PathListIdentities, fakeseam.Fault{Status: http.StatusOK, Body: `{"ok":true,"user_identities":[]}`})
	w.Inject(providertest.PathGetIdentity, fakeseam.Fault{AnswerTo: &fakeseam.Question{Body: map[string]any{"user_identity_id": other}}})
	read, said := impatient(t, w).Refresh(made)
	said.IsOneError("The user identity cannot be read")
	has(t, read, ada())
}

func TestAPersonWhomThisRunMadeForAnotherBlockIsNotSavedTwice(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	same, said := process(t, w).Plan(providertest.Object{}, ada())
	said.IsSilent()
	p := process(t, w)
	_, said = p.Create(ada())
	said.IsSilent()
	w.Inject(providertest.PathCreateIdentity, fakeseam.Fault{CloseBefore: true})
	made, said := p.Apply(same)
	said.IsOneError("It is not known whether the user identity was created", "Seam has now:")
	if made.Exists() {
		t.Errorf("made is %s", made.State)
	}
}
