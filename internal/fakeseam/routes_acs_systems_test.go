// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package fakeseam

import (
	"net/http"
	"testing"
)

func TestGetSystem(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	system := w.post("/acs/systems/get", object{"acs_system_id": w.system}).object("acs_system")
	equal(t, "acs_system_id", system["acs_system_id"], any(w.system))
	equal(t, "workspace_id", system["workspace_id"], any(w.workspace))
	equal(t, "name", system["name"], any("Head office"))
	equal(t, "acs_user_count", system["acs_user_count"], any(1.0))
	equal(t, "acs_access_group_count", system["acs_access_group_count"], any(1.0))
	equal(t, "connected_account_ids", system["connected_account_ids"], any([]any{system["connected_account_id"]}))
	w.post("/acs/systems/get", object{"acs_system_id": someUUID}).fails(http.StatusNotFound, "acs_system_not_found")
}

func TestListSystemsFilters(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	warehouse := w.AddSystem(w.workspace, "Warehouse")
	account := w.post("/acs/systems/get", object{"acs_system_id": warehouse}).object("acs_system")["connected_account_id"]
	w.AddSystem(w.AddWorkspace("Other"), "Warehouse")

	for _, test := range []struct {
		name   string
		filter object
		want   []string
	}{
		{"none", object{}, []string{w.system, warehouse}},
		{"search name", object{"search": "ware"}, []string{warehouse}},
		{"search ID", object{"search": w.system}, []string{w.system}},
		{"connected account", object{"connected_account_id": account}, []string{warehouse}},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			equal(t, "systems", w.post("/acs/systems/list", test.filter).list("acs_systems", "acs_system_id"), test.want)
		})
	}
}
