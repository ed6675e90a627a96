// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package fakeseam

import (
	"net/http"
	"testing"
)

// doors is a world with entrances, some of which its group opens.
type doors struct {
	*world

	lobby, garage, elsewhere string
}

func newDoors(t *testing.T) doors {
	t.Helper()
	w := newWorld(t)
	d := doors{
		world: w, lobby: w.AddEntrance(w.system, "Lobby"), garage: w.AddEntrance(w.system, "Garage"),
		elsewhere: w.AddEntrance(w.AddSystem(w.workspace, "Warehouse"), "Gate"),
	}
	w.AddEntranceToGroup(w.group, d.lobby)
	w.AddEntranceToGroup(w.group, d.lobby)
	return d
}

// opens returns the entrances that a path lists.
func (d doors) opens(path string, body object) []string {
	d.t.Helper()
	return d.post(path, body).list("acs_entrances", "acs_entrance_id")
}

func TestGetEntrance(t *testing.T) {
	t.Parallel()
	d := newDoors(t)
	entrance := d.post("/acs/entrances/get", object{"acs_entrance_id": d.lobby}).object("acs_entrance")
	equal(t, "acs_entrance_id", entrance["acs_entrance_id"], any(d.lobby))
	equal(t, "acs_system_id", entrance["acs_system_id"], any(d.system))
	equal(t, "display_name", entrance["display_name"], any("Lobby"))
	d.post("/acs/entrances/get", object{"acs_entrance_id": someUUID}).fails(http.StatusNotFound, "acs_entrance_not_found")
	foreign := d.AddEntrance(d.AddSystem(d.AddWorkspace("Other"), "Other"), "Other")
	d.post("/acs/entrances/get", object{"acs_entrance_id": foreign}).fails(http.StatusNotFound, "acs_entrance_not_found")
}

func TestListEntrancesFilters(t *testing.T) {
	t.Parallel()
	d := newDoors(t)
	d.AddEntrance(d.AddSystem(d.AddWorkspace("Other"), "Other"), "Lobby")
	account := d.post("/acs/systems/get", object{"acs_system_id": d.system}).object("acs_system")["connected_account_id"]
	for _, test := range []struct {
		name   string
		filter object
		want   []string
	}{
		{"none", object{}, []string{d.lobby, d.garage, d.elsewhere}},
		{"system", object{"acs_system_id": d.system}, []string{d.lobby, d.garage}},
		{"connected account", object{"connected_account_id": account}, []string{d.lobby, d.garage}},
		{"IDs", object{"acs_entrance_ids": []string{d.elsewhere, someUUID, d.lobby}}, []string{d.lobby, d.elsewhere}},
		{"no IDs", object{"acs_entrance_ids": []string{}}, []string{}},
		{"search", object{"search": "GAR"}, []string{d.garage}},
		{"search and system", object{"search": "gate", "acs_system_id": d.system}, []string{}},
		{"search an ID, which is not searched", object{"search": d.lobby}, []string{}},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			equal(t, "entrances", d.opens("/acs/entrances/list", test.filter), test.want)
		})
	}
}

func TestEntrancesComeInPages(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for range 901 {
		w.AddEntrance(w.system, "Door")
	}
	first := w.post("/acs/entrances/list", object{})
	equal(t, "number", len(first.list("acs_entrances", "acs_entrance_id")), 900)
	cursor := first.object("pagination")["next_page_cursor"]
	second := w.post("/acs/entrances/list", object{"page_cursor": cursor})
	equal(t, "number", len(second.list("acs_entrances", "acs_entrance_id")), 1)
	equal(t, "has_next_page", second.object("pagination")["has_next_page"], any(false))
}

func TestWhatAGroupOpens(t *testing.T) {
	t.Parallel()
	d := newDoors(t)
	const path = "/acs/access_groups/list_accessible_entrances"
	group := object{"acs_access_group_id": d.group}
	equal(t, "entrances", d.opens(path, group), []string{d.lobby})
	d.AddEntranceToGroup(d.group, d.garage)
	d.RemoveEntranceFromGroup(d.group, d.lobby)
	d.RemoveEntranceFromGroup(d.group, d.lobby)
	equal(t, "entrances", d.opens(path, group), []string{d.garage})
	d.post(path, object{"acs_access_group_id": someUUID}).fails(http.StatusNotFound, "acs_access_group_not_found")
}

func TestWhatAPersonOpens(t *testing.T) {
	t.Parallel()
	d := newDoors(t)
	identity := d.AddIdentity(d.workspace, Identity{FullName: "Ada"})
	d.LinkUser(d.user, identity)
	all := d.AddGroup(d.system, "All doors")
	d.AddEntranceToGroup(all, d.garage)
	d.AddEntranceToGroup(all, d.lobby)
	check := func(want ...string) {
		t.Helper()
		for path, body := range map[string]object{
			"/acs/users/list_accessible_entrances":       {"acs_user_id": d.user},
			"/user_identities/list_accessible_entrances": {"user_identity_id": identity},
		} {
			equal(t, path, d.opens(path, body), append([]string{}, want...))
		}
		equal(t, "by identity and system", d.opens("/acs/users/list_accessible_entrances", object{"user_identity_id": identity, "acs_system_id": d.system}), append([]string{}, want...))
	}
	check()
	d.AddMember(d.group, d.user)
	check(d.lobby)
	d.AddMember(all, d.user)
	check(d.lobby, d.garage)
	d.SetSuspended(d.user, true)
	check()
	d.SetSuspended(d.user, false)
	d.RemoveMember(all, d.user)
	check(d.lobby)
}

func TestWhatAPersonOpensInTwoSystems(t *testing.T) {
	t.Parallel()
	d := newDoors(t)
	identity := d.AddIdentity(d.workspace, Identity{FullName: "Ada"})
	d.LinkUser(d.user, identity)
	d.AddMember(d.group, d.user)
	warehouse := d.AddSystem(d.workspace, "Second warehouse")
	gate, gates := d.AddEntrance(warehouse, "Gate"), d.AddGroup(warehouse, "Gates")
	d.AddEntranceToGroup(gates, gate)
	d.AddMember(gates, d.AddUser(warehouse, User{FullName: "Ada", UserIdentityID: identity}))
	equal(t, "entrances", d.opens("/user_identities/list_accessible_entrances", object{"user_identity_id": identity}), []string{d.lobby, gate})
	d.post("/user_identities/list_accessible_entrances", object{"user_identity_id": someUUID}).fails(http.StatusNotFound, "user_identity_not_found")
	d.post("/acs/users/list_accessible_entrances", object{"acs_user_id": someUUID}).fails(http.StatusNotFound, "acs_user_not_found")
}

func TestDeletedGroupOpensNothing(t *testing.T) {
	t.Parallel()
	d := newDoors(t)
	d.AddMember(d.group, d.user)
	equal(t, "answer", d.post("/acs/access_groups/delete", object{"acs_access_group_id": d.group}).succeeds().raw, `{"ok":true}`)
	d.post("/acs/access_groups/delete", object{"acs_access_group_id": d.group}).fails(http.StatusNotFound, "acs_access_group_not_found")
	equal(t, "entrances", d.opens("/acs/users/list_accessible_entrances", object{"acs_user_id": d.user}), []string{})
}
