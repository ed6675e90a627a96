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
		{"/user_identities/merge", `{"user_identity_id":"` + identity + `","merged_user_identity_ids":["` + b.Identities[4].ID + `"]}`},
		{"/user_identities/get", fields("user_identity_id", b.Identities[4].ID)},
		{"/user_identities/list", `{}`},
	}
}

func TestEveryRouteOfOurFakeConforms(t *testing.T) {
	t.Parallel()
	g := newGuarded(t)
	var asked []string
	for _, q := range questions(g.Building) {
		if status, body := g.post(q.path, q.body); status != http.StatusOK {
			t.Errorf("%s is answered with %d %s", q.path, status, body)
		}
		asked = append(asked, q.path)
	}
	if failures := g.found.failedWith(); len(failures) > 0 {
		t.Errorf("the test failed with %q", failures)
	}
	slices.Sort(asked)
	asked = slices.Compact(asked)
	if paths := document(t).Paths(); !slices.Equal(asked, paths) {
		t.Errorf("the document has %q, asked were %q", paths, asked)
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
