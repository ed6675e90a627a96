// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package contract_test

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/seamapi/terraform-provider-seam/internal/fakeseam"
)

// question is a request that our fake answers with 200, in plain JSON.
type question struct{ path, body string }

// questions are asked in this order: they leave behind what the next ones need.
func questions(b fakeseam.Building) []question {
	group, user, identity := b.Groups[0].ID, b.Users[0].ID, b.Identities[0].ID
	membership := fields("acs_access_group_id", group, "acs_user_id", user)
	return []question{
		{"/workspaces/get", `{}`},
		{"/acs/systems/get", fields("acs_system_id", b.System.ID)},
		{"/acs/systems/list", `{}`},
		{"/acs/users/add_to_access_group", membership},
		{"/acs/access_groups/get", fields("acs_access_group_id", group)},
		{"/acs/access_groups/list", `{}`},
		{"/acs/access_groups/list_users", fields("acs_access_group_id", group)},
		{"/acs/users/remove_from_access_group", membership},
		{"/acs/access_groups/add_user", fields("acs_access_group_id", group, "user_identity_id", identity)},
		{"/acs/users/get", fields("acs_user_id", user)},
		{"/acs/users/list", `{}`},
		{"/acs/entrances/get", fields("acs_entrance_id", b.Entrances[0].ID)},
		{"/acs/entrances/list", `{}`},
		{"/acs/access_groups/list_accessible_entrances", fields("acs_access_group_id", group)},
		{"/acs/users/list_accessible_entrances", fields("acs_user_id", user)},
		{"/user_identities/list_accessible_entrances", fields("user_identity_id", identity)},
		{"/acs/users/create", fields("acs_system_id", b.System.ID, "full_name", "Grace Hopper", "user_identity_id", b.Identities[5].ID)},
		{"/acs/users/update", `{"acs_user_id":"` + user + `","phone_number":"+15555550100",` +
			`"access_schedule":{"starts_at":"2030-01-01T00:00:00Z","ends_at":"2031-01-01T00:00:00Z"}}`},
		{"/acs/users/suspend", fields("acs_user_id", user)},
		{"/acs/users/get", fields("acs_user_id", user)},
		{"/acs/users/unsuspend", fields("user_identity_id", identity, "acs_system_id", b.System.ID)},
		{"/user_identities/create", fields("user_identity_key", "grace", "full_name", "Grace Hopper", "email_address", "grace@example.com")},
		{"/user_identities/update", `{"user_identity_id":"` + identity + `","email_address":null,"user_identity_key":"ada"}`},
		{"/user_identities/remove_acs_user", fields("acs_user_id", user, "user_identity_id", identity)},
		{"/user_identities/add_acs_user", fields("acs_user_id", user, "user_identity_key", "ada")},
		{"/user_identities/list_acs_users", fields("user_identity_id", identity)},
		{"/user_identities/merge", `{"user_identity_id":"` + identity + `","merged_user_identity_ids":["` + b.Identities[4].ID + `"]}`},
		{"/user_identities/get", fields("user_identity_id", b.Identities[4].ID)},
		{"/user_identities/list", `{}`},
		{"/acs/users/delete", fields("acs_user_id", user)},
		{"/user_identities/delete", fields("user_identity_id", identity)},
		{"/acs/access_groups/delete", fields("acs_access_group_id", group)},
	}
}

func TestEveryRouteOfOurFakeConforms(t *testing.T) {
	t.Parallel()
	var asked []string
	for _, prepare := range []func(fakeseam.Building){func(fakeseam.Building) {}, showTroubles} {
		g := newGuarded(t)
		prepare(g.Building)
		for _, q := range questions(g.Building) {
			if status, body := g.post(q.path, q.body); status != http.StatusOK {
				t.Errorf("%s is answered with %d %s", q.path, status, body)
			}
			asked = append(asked, q.path)
		}
		if failures := g.found.failedWith(); len(failures) > 0 {
			t.Errorf("the test failed with %q", failures)
		}
	}
	slices.Sort(asked)
	asked = slices.Compact(asked)
	if paths := document(t).Paths(); !slices.Equal(asked, paths) {
		t.Errorf("the document has %q, asked were %q", paths, asked)
	}
}

// Changes that the access system does not have yet show in shapes of their own.
func TestPendingChangesOfOurFakeConform(t *testing.T) {
	t.Parallel()
	for _, listing := range []fakeseam.Listing{fakeseam.ListAtOnce, fakeseam.ListWhenSynced} {
		g := newGuarded(t)
		g.Fake.SetListing(listing)
		g.Fake.HoldChanges()
		user, look := g.Users[0].ID, question{"/acs/users/list", "{}"}
		for _, q := range []question{
			{"/acs/users/create", fields("acs_system_id", g.System.ID, "full_name", "Grace Hopper", "email_address", "ada@example.com")},
			look,
			{"/acs/users/update", `{"acs_user_id":"` + user + `","full_name":"Ada King","email_address":"king@example.com",` +
				`"access_schedule":{"starts_at":"2030-01-01T00:00:00Z","ends_at":"2031-01-01T00:00:00Z"}}`},
			{"/acs/users/suspend", fields("acs_user_id", user)},
			look,
			{"/acs/users/delete", fields("acs_user_id", user)},
			look,
		} {
			if status, body := g.post(q.path, q.body); status != http.StatusOK {
				t.Errorf("%s is answered with %d %s", q.path, status, body)
			}
		}
		g.Fake.ReleaseChanges()
		g.post(look.path, look.body)
		if failures := g.found.failedWith(); len(failures) > 0 {
			t.Errorf("the test failed with %q", failures)
		}
	}
}

func TestConflictsOfOurFakeConform(t *testing.T) {
	t.Parallel()
	for _, want := range []int{http.StatusBadRequest, http.StatusConflict} {
		g := newGuarded(t)
		g.Fake.SetConflictStatus(want)
		if status, body := g.post("/user_identities/create", fields("email_address", "ada@example.com")); status != want {
			t.Errorf("the answer is %d %s", status, body)
		}
		if failures := g.found.failedWith(); len(failures) > 0 {
			t.Errorf("the test failed with %q", failures)
		}
	}
}

// fields is a JSON object of texts, given in pairs.
func fields(pairs ...string) string {
	var members []string
	for pair := range slices.Chunk(pairs, 2) {
		members = append(members, fmt.Sprintf("%q:%q", pair[0], pair[1]))
	}
	return "{" + strings.Join(members, ",") + "}"
}
