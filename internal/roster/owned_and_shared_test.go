// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package roster

import (
	"fmt"
	"testing"
)

func TestReserveTellsTheLaterOfAWholeGroupAndAMembershipInIt(t *testing.T) {
	for name, person := range map[string]Person{"by ACS user": byUser("ada"), "by user identity": byIdentity("ada"), "by both": byBoth("ada")} {
		single, whole := Key{lobby, person}, Key{ACSAccessGroupID: lobby}
		inBubbleRun(t, name, func(t *testing.T, _ *fakeAPI, r *Roster) {
			want(t, Free)(r.Reserve(t.Context(), single, "single", false))
			want(t, OwnedAndShared)(r.Reserve(t.Context(), whole, "whole", false))
			// Whoever is told reserves nothing, and nothing is told twice.
			want(t, Free)(r.Reserve(t.Context(), single, "single", false))
			want(t, Free)(r.Reserve(t.Context(), Key{ACSAccessGroupID: lab}, "whole", false))
		})
		inBubbleRun(t, name+", the whole group first", func(t *testing.T, _ *fakeAPI, r *Roster) {
			want(t, Free)(r.Reserve(t.Context(), whole, "whole", true))
			want(t, OwnedAndShared)(r.Reserve(t.Context(), single, "single", true))
			want(t, Free)(r.Reserve(t.Context(), whole, "whole", true))
			want(t, Free)(r.Reserve(t.Context(), Key{lab, person}, "single", false))
		})
	}
}

func TestAWholeGroupIsHeldAgainstTheEarliestOfItsMemberships(t *testing.T) {
	inBubbleRun(t, "many", func(t *testing.T, _ *fakeAPI, r *Roster) {
		for i := range 3 {
			want(t, Free)(r.Reserve(t.Context(), Key{lobby, byUser(fmt.Sprint(i))}, fmt.Sprint(i), false))
		}
		// One that is replaced into another group gives up its place.
		want(t, Free)(r.Reserve(t.Context(), Key{lab, byUser("0")}, "0", false))
		want(t, OwnedAndShared)(r.Reserve(t.Context(), Key{ACSAccessGroupID: lobby}, "whole", false))
	})
}
