// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package people_test

import (
	"fmt"
	"testing"

	"github.com/seamapi/terraform-provider-seam/internal/fakeseam"
	"github.com/seamapi/terraform-provider-seam/internal/provider/providertest"
)

func TestEachWayToImportAnACSUserIsFollowedByAnEmptyPlan(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	identity := w.AddIdentity(w.WorkspaceID, fakeseam.Identity{FullName: "Jane Doe"})
	config := jane(w, providertest.Attributes{"user_identity_id": identity, "phone_number": "+15555550100"}, schedule(farStart, farEnd))
	user := madeACSUser(t, w, config).Attribute("acs_user_id")
	for name, importACSUser := range map[string]func(*providertest.Process) (providertest.Object, providertest.Output){
		"ID": func(p *providertest.Process) (providertest.Object, providertest.Output) { return p.ImportID(user) },
		"user identity": func(p *providertest.Process) (providertest.Object, providertest.Output) {
			return p.ImportID(w.ACSSystemID + "/user_identity:" + identity)
		},
		"resource identity": func(p *providertest.Process) (providertest.Object, providertest.Output) {
			return p.ImportIdentity(providertest.Attributes{"acs_user_id": user})
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			imported, said := importACSUser(w.ProcessOf(t, acsUserType))
			said.IsSilent()
			hasValues(t, imported, map[string]any{"acs_user_id": user, "workspace_id": w.WorkspaceID, "is_suspended": nil})
			if imported.IdentityAttribute("acs_user_id") != user {
				t.Errorf("the identity is %s", imported.Identity)
			}
			settled(t, w, imported, config)
		})
	}
	sentChanges(t, w)
}

// TestImportByUserIdentityTakesNobodyElse has Seam answer with the ACS user of another person, whom a destroy would delete.
func TestImportByUserIdentityTakesNobodyElse(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	jane := w.AddIdentity(w.WorkspaceID, fakeseam.Identity{FullName: "Jane Doe"})
	john, user := w.Person("John Roe")
	w.Inject("/acs/users/get", fakeseam.Fault{AnswerTo: &fakeseam.Question{
		Path: "/acs/users/get", Body: map[string]any{"user_identity_id": john, "acs_system_id": w.ACSSystemID},
	}})
	imported, said := w.ProcessOf(t, acsUserType).ImportID(w.ACSSystemID + "/user_identity:" + jane)
	said.IsOneError("The ACS user cannot be imported: Seam contradicts itself", jane, john)
	if imported.Exists() {
		t.Errorf("somebody is imported, and the ACS user of John Roe is %s: %s", user, imported.State)
	}
}

func TestImportThatIsNotPossibleSaysWhy(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	unknown := "8aa3a7c8-31f7-4b0c-9e0a-52d1c6a4e7f0"
	leaving := w.User("Jane Doe")
	w.AddWarning(leaving, "being_deleted", "Gone soon.")
	for id, says := range map[string][]string{
		"jane":                            {"The import ID is not valid", "use <acs_user_id> or <acs_system_id>/user_identity:<user_identity_id>"},
		"jane/user_identity:" + unknown:   {"The import ID is not valid", "the access system before the slash"},
		w.ACSSystemID + "/" + unknown:     {"The import ID is not valid", "after the slash stands user_identity:<user_identity_id>"},
		w.ACSSystemID + "/user_identity:": {"The import ID is not valid", "the user identity after user_identity:"},
		unknown:                           {"The ACS user cannot be imported: acs_user not found", unknown},
		w.ACSSystemID + "/user_identity:" + unknown: {"The ACS user cannot be imported", unknown, w.ACSSystemID},
		leaving: {"The ACS user is being deleted", leaving},
	} {
		_, said := w.ProcessOf(t, acsUserType).ImportID(id)
		said.IsOneError(says...)
	}
	_, said := w.ProcessOf(t, acsUserType).ImportIdentity(providertest.Attributes{"acs_user_id": "jane"})
	said.IsOneError("acs_user_id", "is not a UUID")
}

func TestTwoObjectsForOneACSUserAreToldOf(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	made := madeACSUser(t, w, jane(w))
	process := w.ProcessOf(t, acsUserType)
	_, said := process.Plan(made, jane(w))
	said.IsSilent()
	_, said = process.Plan(made, jane(w))
	said.Succeeds()
	said.Says("Warning: Two resources hold the same ACS user", made.Attribute("acs_user_id"), "terraform state rm")
}

func TestQueryFindsACSUsersWhoseConfigurationPlansNothing(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	identity := w.AddIdentity(w.WorkspaceID, fakeseam.Identity{FullName: "Person 07"})
	var want []string
	for i := range 30 {
		user := fakeseam.User{FullName: fmt.Sprintf("Person %02d", i), EmailAddress: fmt.Sprintf("p%d@example.com", i)}
		if i == 7 {
			user.UserIdentityID = identity
		}
		want = append(want, w.AddUser(w.ACSSystemID, user))
	}
	w.SetSuspended(want[3], true)
	w.AddUser(w.AddSystem(w.WorkspaceID, "Warehouse"), fakeseam.User{FullName: "Somebody Else"})
	w.AddWarning(w.User("Leaver"), "being_deleted", "Gone soon.")

	found, said := w.ProcessOf(t, acsUserType).Query(providertest.Attributes{"acs_system_id": w.ACSSystemID}, 100)
	said.IsSilent()
	if len(found) != len(want) {
		t.Fatalf("%d are found, want %d", len(found), len(want))
	}
	process := w.ProcessOf(t, acsUserType)
	for i, one := range found {
		if one.IdentityAttribute("acs_user_id") != want[i] || one.DisplayName != fmt.Sprintf("Person %02d", i) {
			t.Errorf("number %d is %s, %s", i, one.DisplayName, one.Identity)
		}
		config := providertest.Attributes{}
		for name, value := range one.Values() {
			if name != "acs_user_id" && name != "workspace_id" && value != nil {
				config[name] = value
			}
		}
		imported, said := process.ImportIdentity(providertest.Attributes{"acs_user_id": want[i]})
		said.IsSilent()
		planned, said := process.Plan(imported, config)
		said.IsSilent()
		if !planned.Planned.State.Equal(imported.State) || !imported.State.Equal(one.State) {
			t.Errorf("found %s, imported %s, planned %s", one.State, imported.State, planned.Planned.State)
		}
	}
	hasValues(t, found[3].Object, map[string]any{"is_suspended": true})
	hasValues(t, found[4].Object, map[string]any{"is_suspended": nil, "access_schedule": nil})
}

func TestQueryIsNarrowedByEachFilter(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	identity, ann := w.Person("Ann Poe")
	w.User("Jane Doe")
	warehouse := w.AddSystem(w.WorkspaceID, "Warehouse")
	other := w.AddUser(warehouse, fakeseam.User{FullName: "Max Mu"})
	for name, test := range map[string]struct {
		config providertest.Attributes
		want   []string
	}{
		"access system": {providertest.Attributes{"acs_system_id": warehouse}, []string{other}},
		"user identity": {providertest.Attributes{"user_identity_id": identity}, []string{ann}},
		"search":        {providertest.Attributes{"search": "Max"}, []string{other}},
		"both":          {providertest.Attributes{"user_identity_id": identity, "acs_system_id": warehouse}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			found, said := w.ProcessOf(t, acsUserType).Query(test.config, 100)
			said.IsSilent()
			var ids []string
			for _, one := range found {
				ids = append(ids, one.IdentityAttribute("acs_user_id"))
			}
			if fmt.Sprint(ids) != fmt.Sprint(test.want) {
				t.Errorf("found are %q, want %q", ids, test.want)
			}
		})
	}
}

func TestQueryTellsThatThereAreMoreAndWhyThereAreNone(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	w.User("Ann Poe")
	w.User("Jane Doe")
	found, said := w.ProcessOf(t, acsUserType).Query(nil, 1)
	said.Says("Warning: There are more ACS users than were listed", "Only the first 1 are listed")
	if len(found) != 1 || found[0].DisplayName != "Ann Poe" {
		t.Errorf("found are %v", found)
	}
	const nowhere = "8aa3a7c8-31f7-4b0c-9e0a-52d1c6a4e7f0"
	_, said = w.ProcessOf(t, acsUserType).Query(providertest.Attributes{"acs_system_id": nowhere}, 1)
	said.IsOneError("The ACS users could not be listed", "acs_system_not_found", nowhere)
	w.Inject(providertest.PathListUsers, providertest.Outage())
	_, said = w.ProcessOf(t, acsUserType, providertest.Attributes{"max_retries": 0}).Query(providertest.Attributes{"acs_system_id": w.ACSSystemID}, 1)
	said.IsOneError("The ACS users could not be listed", "acs_system_id: "+w.ACSSystemID)
}
