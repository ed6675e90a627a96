// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package people_test

import (
	"maps"
	"slices"
	"testing"

	"github.com/seamapi/terraform-provider-seam/internal/provider/providertest"
)

const acsUserType = "seam_acs_user"

// Paths of the changes to ACS users.
const (
	pathCreateUser   = "/acs/users/create"
	pathUpdateUser   = "/acs/users/update"
	pathDeleteUser   = "/acs/users/delete"
	pathSuspendUser  = "/acs/users/suspend"
	pathRestoreUser  = "/acs/users/unsuspend"
	pathLinkUser     = "/user_identities/add_acs_user"
	pathUnlinkUser   = "/user_identities/remove_acs_user"
	farStart, farEnd = "2090-01-31T09:00:00Z", "2091-01-31T09:00:00Z"
)

// jane is the configuration of an ACS user in the world's access system, with further attributes.
func jane(w *providertest.World, further ...providertest.Attributes) providertest.Attributes {
	config := providertest.Attributes{"acs_system_id": w.ACSSystemID, "full_name": "Jane Doe", "email_address": "jane@example.com"}
	for _, attributes := range further {
		maps.Copy(config, attributes)
	}
	return config
}

// schedule is an access schedule. An empty time is left out.
func schedule(startsAt, endsAt string) providertest.Attributes {
	times := providertest.Attributes{"starts_at": startsAt}
	if endsAt != "" {
		times["ends_at"] = endsAt
	}
	return providertest.Attributes{"access_schedule": times}
}

// madeACSUser is an ACS user that a process of its own has made. The requests for it are forgotten.
func madeACSUser(t *testing.T, w *providertest.World, config providertest.Attributes) providertest.Object {
	t.Helper()
	made, said := w.ProcessOf(t, acsUserType).Create(config)
	said.Succeeds()
	w.ResetRequests()
	return made
}

// sentChanges checks the paths of the changes that were sent since the last reset, in their order.
func sentChanges(t *testing.T, w *providertest.World, want ...string) {
	t.Helper()
	isChange := map[string]bool{
		pathCreateUser: true, pathUpdateUser: true, pathDeleteUser: true, pathSuspendUser: true, pathRestoreUser: true,
		pathLinkUser: true, pathUnlinkUser: true,
	}
	var sent []string
	for _, request := range w.Requests() {
		if isChange[request.Path] {
			sent = append(sent, request.Path)
		}
	}
	if !slices.Equal(sent, want) {
		t.Errorf("the changes sent are %q, want %q", sent, want)
	}
}

// hasValues checks attributes of a state: a string, a boolean, or nil for null.
func hasValues(t *testing.T, object providertest.Object, want map[string]any) {
	t.Helper()
	values := object.Values()
	for name, value := range want {
		if values[name] != value {
			t.Errorf("%s is %v, want %v", name, values[name], value)
		}
	}
}

// settled checks that a process of its own reads the object as it is, and plans nothing for the configuration.
func settled(t *testing.T, w *providertest.World, object providertest.Object, config providertest.Attributes) {
	t.Helper()
	process := w.ProcessOf(t, acsUserType)
	refreshed, said := process.Refresh(object)
	said.Succeeds()
	if !refreshed.State.Equal(object.State) {
		t.Errorf("read is %s, was %s", refreshed.State, object.State)
	}
	planned, said := process.Plan(refreshed, config)
	said.Succeeds()
	if !planned.Planned.State.Equal(refreshed.State) {
		t.Errorf("planned is %s, is %s", planned.Planned.State, refreshed.State)
	}
}
