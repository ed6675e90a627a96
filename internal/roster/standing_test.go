// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package roster

import (
	"testing"
	"time"

	"github.com/seamapi/terraform-provider-seam/internal/seam"
)

func TestStanding(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name            string
		standing        Standing
		present, pushed bool
	}{
		{"absent", Absent, false, false},
		{"leaving", Leaving, false, false},
		{"joining", Joining, true, false},
		{"member", Member, true, true},
		{"leaving later", LeavingLater, true, true},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			if got := test.standing.Present(); got != test.present {
				t.Errorf("Present() = %v, want %v", got, test.present)
			}
			if got := test.standing.Pushed(); got != test.pushed {
				t.Errorf("Pushed() = %v, want %v", got, test.pushed)
			}
		})
	}
}

// minute makes the creation times of pending mutations easy to order.
func minute(n int) time.Time { return time.Date(2026, 1, 1, 0, n, 0, 0, time.UTC) }

func userMoves(from, to string, at time.Time) seam.PendingMutation {
	return seam.PendingMutation{Code: seam.UpdatingGroupMembership, FromACSAccessGroupID: from, ToACSAccessGroupID: to, CreatedAt: at}
}

func userDefers(variant, acsAccessGroupID string, at time.Time) seam.PendingMutation {
	return seam.PendingMutation{
		Code: seam.DeferringGroupMembershipUpdate, ACSAccessGroupID: acsAccessGroupID, Variant: variant, CreatedAt: at,
	}
}

func groupMoves(from, to string, at time.Time) seam.PendingMutation {
	return seam.PendingMutation{Code: seam.UpdatingUserMembership, FromACSUserID: from, ToACSUserID: to, CreatedAt: at}
}

func groupDefers(variant, acsUserID string, at time.Time) seam.PendingMutation {
	return seam.PendingMutation{Code: seam.DeferringUserMembershipUpdate, ACSUserID: acsUserID, Variant: variant, CreatedAt: at}
}

// of is for tables of pending mutations.
func of(mutations ...seam.PendingMutation) []seam.PendingMutation { return mutations }

func TestStandingOfPendingMutationsOnTheUser(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name    string
		listed  bool
		pending []seam.PendingMutation
		want    Standing
	}{
		{"listed, nothing pending", true, nil, Member},
		{"not listed, nothing pending", false, nil, Absent},
		{"being added", false, of(userMoves("", lobby, minute(1))), Joining},
		{"being added and listed already", true, of(userMoves("", lobby, minute(1))), Joining},
		{"being removed and listed still", true, of(userMoves(lobby, "", minute(1))), Leaving},
		{"being removed and listed no longer", false, of(userMoves(lobby, "", minute(1))), Leaving},
		{"moving here from another group", false, of(userMoves(lab, lobby, minute(1))), Joining},
		{"moving away to another group", true, of(userMoves(lobby, lab, minute(1))), Leaving},
		{"moving between other groups", true, of(userMoves(lab, pool, minute(1))), Member},
		{"being added to another group", false, of(userMoves("", lab, minute(1))), Absent},
		{"being removed from another group", true, of(userMoves(lab, "", minute(1))), Member},
		{"a move with two null sides", true, of(userMoves("", "", minute(1))), Member},
		{"addition scheduled", false, of(userDefers(seam.Adding, lobby, minute(1))), Joining},
		{"removal scheduled", true, of(userDefers(seam.Removing, lobby, minute(1))), LeavingLater},
		{"addition to another group scheduled", false, of(userDefers(seam.Adding, lab, minute(1))), Absent},
		{"removal from another group scheduled", true, of(userDefers(seam.Removing, lab, minute(1))), Member},
		{"a mutation that is not about membership", true, of(seam.PendingMutation{Code: "updating", ACSAccessGroupID: lobby}), Member},
		{"added, then removed", false, of(userMoves("", lobby, minute(1)), userMoves(lobby, "", minute(2))), Leaving},
		{"added, then removed, newest first", false, of(userMoves(lobby, "", minute(2)), userMoves("", lobby, minute(1))), Leaving},
		{"removed, then added", true, of(userMoves(lobby, "", minute(1)), userMoves("", lobby, minute(2))), Joining},
		{"removed, then added, newest first", true, of(userMoves("", lobby, minute(2)), userMoves(lobby, "", minute(1))), Joining},
		{"removal scheduled, then removed at once", true,
			of(userDefers(seam.Removing, lobby, minute(1)), userMoves(lobby, "", minute(2))), Leaving},
		{"of two at one time the later in the list", true,
			of(userMoves(lobby, "", minute(1)), userMoves("", lobby, minute(1))), Joining},
		{"without a time it is the oldest", true,
			of(userMoves(lobby, "", minute(1)), userMoves("", lobby, time.Time{})), Leaving},
		{"a newer one about another group", true,
			of(userMoves(lobby, "", minute(1)), userMoves("", lab, minute(2))), Leaving},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			if got := newestStanding(test.listed, changesOfUser(&seam.ACSUser{PendingMutations: test.pending}, lobby)); got != test.want {
				t.Errorf("standing = %v, want %v", got, test.want)
			}
		})
	}
}

func TestStandingOfPendingMutationsOnTheGroup(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name    string
		listed  bool
		pending []seam.PendingMutation
		want    Standing
	}{
		{"being added", false, of(groupMoves("", "ada", minute(1))), Joining},
		{"being removed", true, of(groupMoves("ada", "", minute(1))), Leaving},
		{"taking the place of another user", false, of(groupMoves("bob", "ada", minute(1))), Joining},
		{"giving way to another user", true, of(groupMoves("ada", "bob", minute(1))), Leaving},
		{"another user being added", false, of(groupMoves("", "bob", minute(1))), Absent},
		{"another user being removed", true, of(groupMoves("bob", "", minute(1))), Member},
		{"a move with two null sides", true, of(groupMoves("", "", minute(1))), Member},
		{"addition scheduled", false, of(groupDefers(seam.Adding, "ada", minute(1))), Joining},
		{"removal scheduled", true, of(groupDefers(seam.Removing, "ada", minute(1))), LeavingLater},
		{"addition of another user scheduled", false, of(groupDefers(seam.Adding, "bob", minute(1))), Absent},
		{"removal of another user scheduled", true, of(groupDefers(seam.Removing, "bob", minute(1))), Member},
		{"a mutation that is not about membership", true, of(seam.PendingMutation{Code: "updating", ACSUserID: "ada"}), Member},
		{"removed, then added, newest first", true, of(groupMoves("", "ada", minute(2)), groupMoves("ada", "", minute(1))), Joining},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			group := &seam.ACSAccessGroup{ACSAccessGroupID: lobby, PendingMutations: test.pending}
			if got := ChangesOf(group).Standing(&seam.ACSUser{ACSUserID: "ada"}, test.listed); got != test.want {
				t.Errorf("standing = %v, want %v", got, test.want)
			}
		})
	}
}
