// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package roster

import (
	"testing"

	"github.com/seamapi/terraform-provider-seam/internal/seam"
)

func TestACSUserOf(t *testing.T) {
	tests := []struct {
		name   string
		person string
		want   string
	}{
		{"linked", "ada-identity", "ada"},
		{"without an ACS user in the group's access system", "cleo-identity", ""},
		{"an unknown user identity", "eve-identity", ""},
	}
	for _, test := range tests {
		inBubbleRun(t, test.name, func(t *testing.T, api *fakeAPI, r *Roster) {
			want(t, test.want)(r.acsUserOf(t.Context(), lobby, test.person))
			api.expect(t, "list_groups", "get_user "+test.person+" salto")
		})
	}
}

func TestACSUserOfAsksOncePerUserIdentityAndAccessSystem(t *testing.T) {
	inBubble(t, func(t *testing.T, api *fakeAPI, r *Roster) {
		gate := make(chan struct{})
		api.next("get_user ada-identity salto", script{hold: gate})
		var asked []*underWay[string]
		for _, group := range []string{lobby, lab, lobby, lab} {
			asked = append(asked, begin(func() (string, error) { return r.acsUserOf(t.Context(), group, "ada-identity") }))
		}
		close(gate)
		for _, acsUserID := range asked {
			want(t, "ada")(acsUserID.end())
		}
		want(t, "ada")(r.acsUserOf(t.Context(), lobby, "ada-identity"))
		api.expect(t, "list_groups", "get_user ada-identity salto")

		want(t, "ada")(r.acsUserOf(t.Context(), pool, "ada-identity"))
		api.expect(t, "get_user ada-identity pti")
	})
}

func TestThatAUserIdentityHasNoACSUserIsNotKept(t *testing.T) {
	inBubble(t, func(t *testing.T, api *fakeAPI, r *Roster) {
		want(t, "")(r.acsUserOf(t.Context(), lobby, "cleo-identity"))
		api.link("cleo", "cleo-identity")
		want(t, "cleo")(r.acsUserOf(t.Context(), lobby, "cleo-identity"))
	})
}

func TestOnlyAGroupMissingFromTheListOfGroupsIsAskedForSingly(t *testing.T) {
	inBubble(t, func(t *testing.T, api *fakeAPI, r *Roster) {
		want(t, "ada")(r.acsUserOf(t.Context(), lobby, "ada-identity"))
		api.groups = append(api.groups, seam.ACSAccessGroup{ACSAccessGroupID: "new", ACSSystemID: "salto"})
		want(t, "ada")(r.acsUserOf(t.Context(), "new", "ada-identity"))
		want(t, "ada")(r.acsUserOf(t.Context(), "new", "ada-identity"))
		api.expect(t, "list_groups", "get_user ada-identity salto", "get_group new")

		if _, err := r.acsUserOf(t.Context(), "unknown", "ada-identity"); !seam.IsNotFound(err) {
			t.Errorf("error = %v, want not found", err)
		}
	})
}

func TestACSUserOfPassesFailuresOn(t *testing.T) {
	for _, call := range []string{"list_groups", "get_user ada-identity salto"} {
		inBubbleRun(t, call, func(t *testing.T, api *fakeAPI, r *Roster) {
			failure := brokenOff()
			api.next(call, script{err: failure})
			wantError(t, "", failure)(r.acsUserOf(t.Context(), lobby, "ada-identity"))
			want(t, "ada")(r.acsUserOf(t.Context(), lobby, "ada-identity"))
		})
	}
}

func TestUserIdentityOf(t *testing.T) {
	tests := []struct {
		name   string
		member bool
		person string
		want   string
		calls  []string
	}{
		{"a member", true, "ada", "ada-identity", []string{"list_users lobby"}},
		{"a member without a user identity", true, "bob", "", []string{"list_users lobby"}},
		{"no member", false, "ada", "ada-identity", []string{"list_users lobby", "get_user ada"}},
		{"no member, without a user identity", false, "bob", "", []string{"list_users lobby", "get_user bob"}},
	}
	for _, test := range tests {
		inBubbleRun(t, test.name, func(t *testing.T, api *fakeAPI, r *Roster) {
			if test.member {
				api.join(lobby, test.person)
			}
			want(t, test.want)(r.UserIdentityOf(t.Context(), lobby, test.person))
			want(t, test.want)(r.UserIdentityOf(t.Context(), lobby, test.person))
			api.expect(t, test.calls...)
		})
	}
}

func TestUserIdentityOfDependsOnNoMembership(t *testing.T) {
	inBubble(t, func(t *testing.T, api *fakeAPI, r *Roster) {
		failure := brokenOff()
		api.next("list_users lobby", script{err: failure})
		want(t, "ada-identity")(r.UserIdentityOf(t.Context(), lobby, "ada"))
		want(t, "ada-identity")(r.UserIdentityOf(t.Context(), "unknown", "ada"))
	})
}

func TestUserIdentityOfAnUnknownACSUserIsNotFound(t *testing.T) {
	inBubble(t, func(t *testing.T, _ *fakeAPI, r *Roster) {
		if _, err := r.UserIdentityOf(t.Context(), lobby, "eve"); !seam.IsNotFound(err) {
			t.Errorf("error = %v, want not found", err)
		}
	})
}
