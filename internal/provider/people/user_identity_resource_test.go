// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package people_test

import (
	"maps"
	"testing"

	"github.com/seamapi/terraform-provider-seam/internal/fakeseam"
	"github.com/seamapi/terraform-provider-seam/internal/provider/providertest"
)

// ada is everything that can be declared of a person.
func ada() providertest.Attributes {
	return providertest.Attributes{
		"user_identity_key": "ada", "full_name": "Ada Lindqvist", "email_address": "ada@example.com", "phone_number": "+14155550100",
	}
}

// with is attributes with others in their place; nil takes one away.
func with(attributes, others providertest.Attributes) providertest.Attributes {
	changed := maps.Clone(attributes)
	maps.Copy(changed, others)
	maps.DeleteFunc(changed, func(_ string, value any) bool { return value == nil })
	return changed
}

// process is a walk of its own, for user identities.
func process(t *testing.T, w *providertest.World) *providertest.Process {
	t.Helper()
	return w.ProcessOf(t, providertest.UserIdentityType)
}

// impatient is a process that sends nothing twice, and waits a second for an answer.
func impatient(t *testing.T, w *providertest.World) *providertest.Process {
	t.Helper()
	return w.ProcessOf(t, providertest.UserIdentityType, providertest.Attributes{"max_retries": 0, "request_timeout": "1s"})
}

// created is a world with a person who was created in a process of its own. No request is on record.
func created(t *testing.T, config providertest.Attributes) (*providertest.World, providertest.Object) {
	t.Helper()
	w := providertest.NewWorld(t)
	made, said := process(t, w).Create(config)
	said.Succeeds()
	w.ResetRequests()
	return w, made
}

// has checks what the state has, where "" is null.
func has(t *testing.T, o providertest.Object, want providertest.Attributes) {
	t.Helper()
	for _, name := range []string{"user_identity_key", "full_name", "email_address", "phone_number"} {
		wanted, _ := want[name].(string)
		if got := o.Attribute(name); got != wanted {
			t.Errorf("%s is %q, want %q", name, got, wanted)
		}
	}
}

func id(o providertest.Object) string { return o.Attribute("user_identity_id") }

func TestCreateSendsEveryAttributeOnce(t *testing.T) {
	t.Parallel()
	for name, config := range map[string]providertest.Attributes{
		"everything":     ada(),
		"key alone":      {"user_identity_key": "ada"},
		"address alone":  {"email_address": "ada@example.com"},
		"number alone":   {"phone_number": "+14155550100"},
		"name and key":   {"user_identity_key": "ada", "full_name": "Ada Lindqvist"},
		"spelled freely": {"email_address": "Ada.Lindqvist@Example.COM"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := providertest.NewWorld(t)
			p := process(t, w)
			planned, said := p.Plan(providertest.Object{}, config)
			said.IsSilent()
			for _, computed := range []string{"user_identity_id", "workspace_id"} {
				if got := planned.Planned.Attribute(computed); got != providertest.Unknown {
					t.Errorf("%s is planned as %q", computed, got)
				}
			}
			made, said := p.Apply(planned)
			said.IsSilent()
			has(t, made, config)
			if made.Attribute("workspace_id") != w.WorkspaceID || made.IdentityAttribute("user_identity_id") != id(made) || id(made) == "" {
				t.Errorf("made is %s with identity %s", made.State, made.Identity)
			}
			w.SentBodies(t, providertest.PathCreateIdentity, map[string]any(config))

			read, said := process(t, w).Refresh(made)
			said.IsSilent()
			if !read.State.Equal(made.State) {
				t.Errorf("read is %s, made was %s", read.State, made.State)
			}
		})
	}
}

func TestEveryAttributeChangesInPlaceAndIsClearedWithNull(t *testing.T) {
	t.Parallel()
	for attribute, value := range map[string]string{
		"user_identity_key": "lindqvist", "full_name": "Ada King", "email_address": "king@example.com", "phone_number": "+14155550199",
	} {
		for name, changed := range map[string]any{"changed": value, "cleared": nil} {
			t.Run(attribute+" "+name, func(t *testing.T) {
				t.Parallel()
				w, made := created(t, ada())
				config := with(ada(), providertest.Attributes{attribute: changed})
				p := process(t, w)
				planned, said := p.Plan(made, config)
				said.IsSilent()
				if len(planned.ReplacedFor) > 0 || id(planned.Planned) != id(made) || planned.Planned.Attribute("workspace_id") != w.WorkspaceID {
					t.Errorf("planned is %s, replaced for %q", planned.Planned.State, planned.ReplacedFor)
				}
				updated, said := p.Apply(planned)
				said.IsSilent()
				has(t, updated, config)
				w.SentBodies(t, providertest.PathUpdateIdentity, map[string]any{"user_identity_id": id(made), attribute: changed})

				read, said := process(t, w).Refresh(updated)
				said.IsSilent()
				has(t, read, config)
			})
		}
	}
}

func TestAnAttributeThatIsAddedIsSent(t *testing.T) {
	t.Parallel()
	w, made := created(t, providertest.Attributes{"user_identity_key": "ada"})
	p := process(t, w)
	planned, said := p.Plan(made, ada())
	said.IsSilent()
	updated, said := p.Apply(planned)
	said.IsSilent()
	has(t, updated, ada())
	w.SentBodies(t, providertest.PathUpdateIdentity, with(ada(), providertest.Attributes{"user_identity_key": nil, "user_identity_id": id(made)}))
}

func TestDriftIsReadFieldByFieldAndSetBack(t *testing.T) {
	t.Parallel()
	for attribute, drifted := range map[string]any{
		"user_identity_key": "lindqvist", "full_name": "Ada King", "email_address": "king@example.com", "phone_number": nil,
	} {
		t.Run(attribute, func(t *testing.T) {
			t.Parallel()
			w, made := created(t, ada())
			// Another process has changed it, from another configuration.
			elsewhere := process(t, w)
			change, said := elsewhere.Plan(made, with(ada(), providertest.Attributes{attribute: drifted}))
			said.Succeeds()
			_, said = elsewhere.Apply(change)
			said.Succeeds()
			w.ResetRequests()

			p := process(t, w)
			read, said := p.Refresh(made)
			said.IsSilent()
			has(t, read, with(ada(), providertest.Attributes{attribute: drifted}))
			w.SentInAll(t, 2)
			planned, said := p.Plan(read, ada())
			said.IsSilent()
			back, said := process(t, w).Apply(planned)
			said.IsSilent()
			has(t, back, ada())
			w.SentBodies(t, providertest.PathUpdateIdentity, map[string]any{"user_identity_id": id(made), attribute: ada()[attribute]})
		})
	}
}

func TestAnAddressInAnotherCaseIsNoDrift(t *testing.T) {
	t.Parallel()
	w, made := created(t, ada())
	other := with(ada(), providertest.Attributes{"email_address": "ADA@example.com"})
	change, said := process(t, w).Plan(made, other)
	said.Succeeds()
	_, said = process(t, w).Apply(change)
	said.Succeeds()
	read, said := process(t, w).Refresh(made)
	said.IsSilent()
	has(t, read, ada())
}

func TestAPersonWhoIsGoneLeavesTheStateInTheRightWorkspaceOnly(t *testing.T) {
	t.Parallel()
	w, made := created(t, ada())
	w.DeleteIdentity(id(made))
	w.ResetRequests()
	read, said := process(t, w).Refresh(made)
	said.Says("Warning: A user identity is gone", "User identity: "+id(made)+" Full name: Ada Lindqvist", "the plan creates them again")
	if read.Exists() {
		t.Errorf("read is %s", read.State)
	}
	// The workspace is asked for once when the provider is configured, and once more before anything is concluded.
	w.Sent(t, providertest.PathGetWorkspace, 2)

	elsewhere := w.AddWorkspace("Elsewhere")
	w.APIKey = w.AddAPIKey(elsewhere)
	w.ResetRequests()
	read, said = process(t, w).Refresh(made)
	said.IsOneError("The credential opens another workspace", w.WorkspaceID, elsewhere)
	if !read.Exists() {
		t.Error("a key of another workspace has emptied the state")
	}
	w.Sent(t, providertest.PathGetIdentity, 0)
}

func TestAPersonIsNotGoneWhereTheCredentialHasMovedMeanwhile(t *testing.T) {
	t.Parallel()
	w, made := created(t, ada())
	elsewhere := w.AddWorkspace("Elsewhere")
	p := process(t, w)
	w.Inject("*", fakeseam.Fault{Workspace: elsewhere})
	read, said := p.Refresh(made)
	said.IsOneError("It is not certain that this is gone: the credential opens another workspace now",
		"it opened workspace "+w.WorkspaceID+" first, and opens workspace "+elsewhere+" now")
	if !read.Exists() {
		t.Error("the person has left the state")
	}
}

func TestAPersonWhoIsBeingDeletedIsGone(t *testing.T) {
	t.Parallel()
	w, made := created(t, ada())
	w.AddWarning(id(made), "being_deleted", "Soon.")
	read, said := process(t, w).Refresh(made)
	said.Says("Warning: A user identity is gone", "Seam is deleting this person (being_deleted)")
	if read.Exists() {
		t.Errorf("read is %s", read.State)
	}
}

func TestDestroyDeletesThePersonAndSaysWhatGoesWithThem(t *testing.T) {
	t.Parallel()
	w, made := created(t, ada())
	warehouse := w.AddSystem(w.WorkspaceID, "Ware\x1bhouse")
	for _, system := range []string{w.ACSSystemID, warehouse} {
		w.AddUser(system, fakeseam.User{FullName: "Ada Lindqvist", UserIdentityID: id(made)})
	}
	planned, said := process(t, w).PlanDestroy(made)
	said.Says("Warning: Destroying Ada Lindqvist deletes a person with 2 ACS users", "Head Office ("+w.ACSSystemID+")", "Ware house ("+warehouse+")",
		"memberships, credentials and client sessions", "destroy = false")
	w.ResetRequests()
	left, said := process(t, w).Apply(planned)
	said.IsSilent()
	if left.Exists() {
		t.Errorf("left is %s", left.State)
	}
	w.SentBodies(t, providertest.PathDeleteIdentity, map[string]any{"user_identity_id": id(made)})
	w.Sent(t, providertest.PathGetIdentity, 1)
	w.HasUsers(t, 0)
}

func TestDestroyOfAPersonWithOneACSUserOrNone(t *testing.T) {
	t.Parallel()
	w, made := created(t, ada())
	_, said := process(t, w).PlanDestroy(made)
	said.Says("deletes a person with no ACS user")
	w.Sent(t, providertest.PathListUsers, 0)
	w.AddUser(w.ACSSystemID, fakeseam.User{FullName: "Ada", UserIdentityID: id(made)})
	_, said = process(t, w).PlanDestroy(made)
	said.Says("deletes a person with 1 ACS user", "Head Office")
}

func TestDestroyOfAPersonWhoIsGoneSucceedsAndSendsNothing(t *testing.T) {
	t.Parallel()
	for name, end := range map[string]func(w *providertest.World, id string){
		"deleted":       func(w *providertest.World, id string) { w.DeleteIdentity(id) },
		"being deleted": func(w *providertest.World, id string) { w.AddWarning(id, "being_deleted", "Soon.") },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w, made := created(t, ada())
			planned, said := process(t, w).PlanDestroy(made)
			said.Succeeds()
			end(w, id(made))
			left, said := process(t, w).Apply(planned)
			said.IsSilent()
			if left.Exists() {
				t.Errorf("left is %s", left.State)
			}
			w.Sent(t, providertest.PathDeleteIdentity, 0)
		})
	}
}

func TestDestroyWithACredentialOfAnotherWorkspaceDeletesNobody(t *testing.T) {
	t.Parallel()
	w, made := created(t, ada())
	planned, said := process(t, w).PlanDestroy(made)
	said.Succeeds()
	w.APIKey = w.AddAPIKey(w.AddWorkspace("Elsewhere"))
	left, said := process(t, w).Apply(planned)
	said.IsOneError("The credential opens another workspace")
	if !left.Exists() {
		t.Error("the person has left the state")
	}
	w.Sent(t, providertest.PathDeleteIdentity, 0)
}
