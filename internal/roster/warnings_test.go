// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package roster

import (
	"slices"
	"testing"

	"github.com/seamapi/terraform-provider-seam/internal/seam"
)

func codesOf(issues []seam.Issue) []string {
	var codes []string
	for _, issue := range issues {
		codes = append(codes, issue.Code)
	}
	return codes
}

func TestAMembershipTellsWhatAPlanShouldSayOfItsUser(t *testing.T) {
	tests := []struct {
		name string
		user seam.ACSUser
		want []string
	}{
		{"nothing", seam.ACSUser{}, nil},
		{"inactive", seam.ACSUser{Warnings: []seam.Issue{{Code: "acs_user_inactive"}}}, []string{"acs_user_inactive"}},
		{"not subscribed", seam.ACSUser{Warnings: []seam.Issue{{Code: "salto_ks_user_not_subscribed"}}}, []string{"salto_ks_user_not_subscribed"}},
		{"being deleted", seam.ACSUser{Warnings: []seam.Issue{{Code: "being_deleted"}}}, []string{"being_deleted"}},
		{"suspended", seam.ACSUser{IsSuspended: true}, []string{"is_suspended"}},
		{"deletion pending", seam.ACSUser{PendingMutations: of(userIs("deleting"))}, []string{"deleting"}},
		{"deletion deferred", seam.ACSUser{PendingMutations: of(userIs("deferring_deletion"))}, []string{"deferring_deletion"}},
		{"another warning", seam.ACSUser{Warnings: []seam.Issue{{Code: "latch_resident_user"}}}, nil},
		{"another mutation", seam.ACSUser{PendingMutations: of(userIs("updating_user_information"))}, nil},
		{
			"several",
			seam.ACSUser{IsSuspended: true, Warnings: []seam.Issue{{Code: "being_deleted"}}, PendingMutations: of(userIs("deleting"))},
			[]string{"being_deleted", "is_suspended", "deleting"},
		},
	}
	for _, test := range tests {
		inBubbleRun(t, test.name, func(t *testing.T, api *fakeAPI, r *Roster) {
			test.user.ACSUserID = "ada"
			api.users["ada"] = test.user
			api.join(lobby, "ada")
			for _, group := range []string{lobby, lab} {
				membership, err := r.Membership(t.Context(), Key{group, byUser("ada")})
				if got := codesOf(membership.Warnings); err != nil || !slices.Equal(got, test.want) {
					t.Errorf("in %s: warnings = %q, %v, want %q", group, got, err, test.want)
				}
			}
		})
	}
}

func TestAWarningOfAUserHasSeamsWords(t *testing.T) {
	inBubble(t, func(t *testing.T, api *fakeAPI, r *Roster) {
		inactive := seam.Issue{Code: "acs_user_inactive", Message: "The user is inactive.", CreatedAt: minute(1)}
		deleting := seam.PendingMutation{Code: "deleting", Message: "Seam is deleting the user.", CreatedAt: minute(2)}
		api.users["ada"] = seam.ACSUser{ACSUserID: "ada", Warnings: []seam.Issue{inactive}, PendingMutations: of(deleting)}
		api.join(lobby, "ada")
		want(t, Membership{Person: byUser("ada"), Standing: Member, Warnings: []seam.Issue{
			inactive, {Code: "deleting", Message: "Seam is deleting the user.", CreatedAt: minute(2)},
		}})(r.Membership(t.Context(), Key{lobby, byUser("ada")}))
	})
}

func TestGroupWarnings(t *testing.T) {
	tests := []struct {
		name  string
		group seam.ACSAccessGroup
		want  []string
	}{
		{"nothing", seam.ACSAccessGroup{}, nil},
		{"being deleted", seam.ACSAccessGroup{Warnings: []seam.Issue{{Code: "being_deleted"}}}, []string{"being_deleted"}},
		{"deletion deferred", seam.ACSAccessGroup{PendingMutations: of(userIs("deferring_deletion"))}, []string{"deferring_deletion"}},
		{"deletion pending", seam.ACSAccessGroup{PendingMutations: of(userIs("deleting"))}, []string{"deleting"}},
		{"unknown issue", seam.ACSAccessGroup{Warnings: []seam.Issue{{Code: "unknown_issue_with_acs_access_group"}}}, []string{"unknown_issue_with_acs_access_group"}},
		{"another warning", seam.ACSAccessGroup{Warnings: []seam.Issue{{Code: "some_new_warning"}}}, nil},
		{"a membership on its way", seam.ACSAccessGroup{PendingMutations: of(groupMoves("", "ada", minute(1)))}, nil},
	}
	for _, test := range tests {
		inBubbleRun(t, test.name, func(t *testing.T, api *fakeAPI, r *Roster) {
			test.group.ACSAccessGroupID = lobby
			api.groups[0] = test.group
			for range 2 {
				group, err := r.Group(t.Context(), lobby)
				if got := codesOf(group.Warnings); err != nil || !slices.Equal(got, test.want) {
					t.Errorf("warnings = %q, %v, want %q", got, err, test.want)
				}
			}
			want[[]string](t, nil)(codesOrError(r.Group(t.Context(), lab)))
			// One list serves all groups of a configuration.
			api.expect(t, "list_groups")
		})
	}
	inBubbleRun(t, "of an unknown group", func(t *testing.T, _ *fakeAPI, r *Roster) {
		if _, err := r.Group(t.Context(), "unknown"); !seam.IsNotFound(err) {
			t.Errorf("error = %v, want not found", err)
		}
	})
}

func codesOrError(group GroupFacts, err error) ([]string, error) { return codesOf(group.Warnings), err }
