// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package fakeseam

import (
	"net/http"
	"testing"
)

func TestBuildingIsTheSameEveryTime(t *testing.T) {
	t.Parallel()
	first, second := NewBuilding(), NewBuilding()
	if first.Fake == second.Fake {
		t.Fatal("two buildings share a fake")
	}
	first.Fake, second.Fake = nil, nil
	equal(t, "building", second, first)
}

func TestBuildingHasWhatItSays(t *testing.T) {
	t.Parallel()
	b := NewBuilding()
	w := newWorld(t)
	w.Fake, w.server.Config.Handler = b.Fake, b.Fake
	w.key = b.Fake.AddAPIKey(b.WorkspaceID)

	names := func(path, list, field string, body object) []string {
		t.Helper()
		return w.post(path, body).list(list, field)
	}
	named := func(all []Named) (ids, names []string) {
		for _, each := range all {
			ids, names = append(ids, each.ID), append(names, each.Name)
		}
		return ids, names
	}

	w.post("/acs/systems/get", object{"acs_system_id": b.System.ID}).succeeds()
	ids, want := named(b.Groups)
	equal(t, "group names", names("/acs/access_groups/list", "acs_access_groups", "name", object{}), want)
	equal(t, "group IDs", names("/acs/access_groups/list", "acs_access_groups", "acs_access_group_id", object{}), ids)
	equal(t, "number of groups", len(ids), 3)
	ids, want = named(b.Entrances)
	equal(t, "entrance names", names("/acs/entrances/list", "acs_entrances", "display_name", object{}), want)
	equal(t, "entrance IDs", names("/acs/entrances/list", "acs_entrances", "acs_entrance_id", object{}), ids)
	ids, want = named(b.Users)
	equal(t, "user names", names("/acs/users/list", "acs_users", "full_name", object{}), want)
	equal(t, "user IDs", names("/acs/users/list", "acs_users", "acs_user_id", object{}), ids)
	equal(t, "number of users", len(ids), 4)
	ids, want = named(b.Identities)
	equal(t, "identity names", names("/user_identities/list", "user_identities", "full_name", object{}), want)
	equal(t, "identity IDs", names("/user_identities/list", "user_identities", "user_identity_id", object{}), ids)
	equal(t, "number of identities", len(ids), 6)

	for i, identity := range b.Identities {
		r := w.post("/acs/users/get", object{"user_identity_id": identity.ID, "acs_system_id": b.System.ID})
		if i < len(b.Users) {
			equal(t, "user of "+identity.Name, r.object("acs_user")["acs_user_id"], any(b.Users[i].ID))
		} else {
			r.fails(http.StatusNotFound, "acs_user_not_found")
		}
	}
	for group, want := range [][]string{{"Main entrance"}, {"Main entrance", "Garage gate"}, {"Terrace door"}} {
		body := object{"acs_access_group_id": b.Groups[group].ID}
		equal(t, b.Groups[group].Name, names("/acs/access_groups/list_accessible_entrances", "acs_entrances", "display_name", body), want)
	}
	for _, group := range b.Groups {
		equal(t, "members", b.Fake.Members(group.ID), nil)
	}
}
