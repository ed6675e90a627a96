// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package roster

import (
	"net/http"
	"slices"
	"testing"

	"github.com/seamapi/terraform-provider-seam/internal/seam"
)

// wantMembers demands that exactly these ACS users are in the lobby, as the roster sees it.
func wantMembers(t *testing.T, r *Roster, acsUserIDs ...string) {
	t.Helper()
	members, err := r.Members(t.Context(), lobby)
	if err != nil {
		t.Error(err)
	}
	var got []string
	for _, member := range members {
		got = append(got, member.Person.ACSUserID)
	}
	if !slices.Equal(got, acsUserIDs) {
		t.Errorf("members = %q, want %q", got, acsUserIDs)
	}
}

func TestMembersAreWhoIsListedAndNotLeavingWithNames(t *testing.T) {
	inBubble(t, func(t *testing.T, api *fakeAPI, r *Roster) {
		api.name("ada", "Ada Lindqvist")
		api.pend("bob", seam.PendingMutation{Code: seam.UpdatingGroupMembership, FromACSAccessGroupID: lobby})
		api.pend("dan", seam.PendingMutation{
			Code: seam.DeferringGroupMembershipUpdate, ACSAccessGroupID: lobby, Variant: seam.Removing,
		})
		api.join(lobby, "dan")
		api.join(lobby, "bob")
		api.join(lobby, "ada")
		want(t, []GroupMember{
			{Membership{Person: byBoth("ada"), Standing: Member}, "Ada Lindqvist"},
			{Membership{Person: byUser("dan"), Standing: LeavingLater}, ""},
		})(r.Members(t.Context(), lobby))
		api.expect(t, "list_users lobby")
	})
}

func TestMembersOfAnUnknownGroupAreAnError(t *testing.T) {
	inBubble(t, func(t *testing.T, _ *fakeAPI, r *Roster) {
		if _, err := r.Members(t.Context(), "nowhere"); !seam.IsNotFound(err) {
			t.Errorf("error = %v, want one that says that the group was not found", err)
		}
	})
}

func TestMembersFollowOwnWritesWithoutAnotherList(t *testing.T) {
	inBubble(t, func(t *testing.T, api *fakeAPI, r *Roster) {
		api.join(lobby, "ada")
		wantMembers(t, r, "ada")
		want(t, grantTo("bob"))(r.Grant(t.Context(), lobby, byUser("bob")))
		want(t, grantTo("dan"))(r.Grant(t.Context(), lab, byUser("dan")))
		want(t, Revoked)(r.Revoke(t.Context(), lobby, byUser("ada")))
		wantMembers(t, r, "bob")
		if api.count("list_users") != 1 {
			t.Error("the group was listed more than once")
		}
	})
}

func TestJoinersAreWhomTheListLacksThoughSeamIsAddingThem(t *testing.T) {
	inBubble(t, func(t *testing.T, api *fakeAPI, r *Roster) {
		api.join(lobby, "bob")
		api.groups[0].PendingMutations = []seam.PendingMutation{
			{Code: seam.UpdatingUserMembership, ToACSUserID: "ada"},
			{Code: seam.UpdatingUserMembership, ToACSUserID: "bob"},
			{Code: seam.UpdatingUserMembership, FromACSUserID: "dan"},
			{Code: seam.DeferringUserMembershipUpdate, ACSUserID: "deleted", Variant: seam.Adding},
		}
		want(t, []GroupMember{{Membership{Person: byBoth("ada"), Standing: Joining}, ""}})(r.Joiners(t.Context(), lobby))
		if api.count("get_group") != 1 || api.count("list_groups") != 0 {
			t.Error("the group was not asked for once")
		}
	})
}

func TestHoldSendsNothingForWhoIsAMemberAlready(t *testing.T) {
	inBubble(t, func(t *testing.T, api *fakeAPI, r *Roster) {
		api.join(lobby, "ada")
		want(t, grantTo("ada"))(r.Hold(t.Context(), lobby, byBoth("ada")))
		api.expect(t, "list_users lobby")
		want(t, grantTo("bob"))(r.Hold(t.Context(), lobby, byUser("bob")))
		want(t, grantTo("bob"))(r.Hold(t.Context(), lobby, byUser("bob")))
		api.expect(t, "add_to_access_group lobby bob")
	})
}

func TestHoldTakesTwoNamesOfOnePersonForOneMember(t *testing.T) {
	for _, name := range []string{"ada", "cleo", "dan"} {
		inBubbleRun(t, name, func(t *testing.T, api *fakeAPI, r *Roster) {
			want(t, grantTo(name))(r.Hold(t.Context(), lobby, byIdentity(name)))
			want(t, grantTo(name))(r.Hold(t.Context(), lobby, byUser(name)))
			if api.count("add_") != 1 {
				t.Error("one person was added twice")
			}
		})
	}
}

func TestHoldAddsAgainWhomThisRunHasRemoved(t *testing.T) {
	inBubble(t, func(t *testing.T, api *fakeAPI, r *Roster) {
		api.join(lobby, "ada")
		want(t, Revoked)(r.Revoke(t.Context(), lobby, byUser("ada")))
		want(t, grantTo("ada"))(r.Hold(t.Context(), lobby, byUser("ada")))
		if !api.isMember(lobby, "ada") {
			t.Error("no member afterwards")
		}
	})
}

func TestHoldAndGrantOfOneMembershipDoNotExcludeEachOther(t *testing.T) {
	inBubble(t, func(t *testing.T, _ *fakeAPI, r *Roster) {
		want(t, grantTo("ada"))(r.Hold(t.Context(), lobby, byUser("ada")))
		want(t, grantTo("ada"))(r.Grant(t.Context(), lobby, byUser("ada")))
		want(t, grantTo("ada"))(r.Hold(t.Context(), lobby, byUser("ada")))
		wantError(t, Grant{}, ErrClaimed)(r.Grant(t.Context(), lobby, byUser("ada")))
	})
}

func TestRevokeKeepsWhomAnObjectOfAWholeGroupHolds(t *testing.T) {
	inBubble(t, func(t *testing.T, api *fakeAPI, r *Roster) {
		api.join(lobby, "ada")
		want(t, grantTo("ada"))(r.Hold(t.Context(), lobby, byBoth("ada")))
		want(t, Kept)(r.Revoke(t.Context(), lobby, byUser("ada")))
		want(t, Kept)(r.Evict(t.Context(), lobby, byUser("ada")))
		if !api.isMember(lobby, "ada") {
			t.Error("no member afterwards")
		}
	})
}

func TestEvictRemovesWhomThisRunHasGrantedAMembershipAlone(t *testing.T) {
	inBubble(t, func(t *testing.T, api *fakeAPI, r *Roster) {
		want(t, grantTo("ada"))(r.Grant(t.Context(), lobby, byUser("ada")))
		want(t, Kept)(r.Revoke(t.Context(), lobby, byUser("ada")))
		want(t, Revoked)(r.Evict(t.Context(), lobby, byUser("ada")))
		if api.isMember(lobby, "ada") {
			t.Error("still a member afterwards")
		}
	})
}

func TestHoldThatIsRefusedClaimsNothing(t *testing.T) {
	inBubble(t, func(t *testing.T, api *fakeAPI, r *Roster) {
		refusal := refused(http.StatusForbidden, "forbidden")
		api.next("add_to_access_group lobby ada", script{err: refusal})
		wantError(t, Grant{ACSUserID: "ada"}, refusal)(r.Hold(t.Context(), lobby, byUser("ada")))
		want(t, Revoked)(r.Revoke(t.Context(), lobby, byUser("ada")))
	})
}

func TestTwoObjectsOfOneGroupAreToldWhilePlanning(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		first, second bool
		want          Conflict
	}{{false, false, Duplicate}, {true, false, Duplicate}, {false, true, Duplicate}, {true, true, DuplicateInState}} {
		r := New(nil)
		for i, got := range []Conflict{
			r.ReserveGroup(lobby, "first", test.first),
			r.ReserveGroup(lobby, "second", test.second),
			r.ReserveGroup(lab, "second", test.second),
			r.ReserveGroup(lobby, "first", test.first),
		} {
			if wanted := []Conflict{Free, test.want, Free, Free}[i]; got != wanted {
				t.Errorf("in the state %t and %t: reservation %d got %v, want %v", test.first, test.second, i, got, wanted)
			}
		}
	}
}
