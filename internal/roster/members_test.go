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
		want(t, grantTo("bob"))(r.Grant(t.Context(), Key{lobby, byUser("bob")}, OneMembership))
		want(t, grantTo("dan"))(r.Grant(t.Context(), Key{lab, byUser("dan")}, OneMembership))
		want(t, Revoked)(outcome(r.Revoke(t.Context(), Key{lobby, byUser("ada")}, OneMembership)))
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

func TestAGrantForAWholeGroupSendsNothingForWhoIsAMemberAlready(t *testing.T) {
	inBubble(t, func(t *testing.T, api *fakeAPI, r *Roster) {
		api.join(lobby, "ada")
		want(t, grantTo("ada"))(r.Grant(t.Context(), Key{lobby, byBoth("ada")}, WholeGroup))
		api.expect(t, "list_users lobby")
		want(t, grantTo("bob"))(r.Grant(t.Context(), Key{lobby, byUser("bob")}, WholeGroup))
		want(t, grantTo("bob"))(r.Grant(t.Context(), Key{lobby, byUser("bob")}, WholeGroup))
		api.expect(t, "add_to_access_group lobby bob")
	})
}

func TestAGrantForAWholeGroupTakesTwoNamesOfOnePersonForOneMember(t *testing.T) {
	for _, name := range []string{"ada", "cleo", "dan"} {
		inBubbleRun(t, name, func(t *testing.T, api *fakeAPI, r *Roster) {
			want(t, grantTo(name))(r.Grant(t.Context(), Key{lobby, byIdentity(name)}, WholeGroup))
			want(t, grantTo(name))(r.Grant(t.Context(), Key{lobby, byUser(name)}, WholeGroup))
			if api.count("add_") != 1 {
				t.Error("one person was added twice")
			}
		})
	}
}

func TestAGrantForAWholeGroupAddsAgainWhomThisRunHasRemoved(t *testing.T) {
	inBubble(t, func(t *testing.T, api *fakeAPI, r *Roster) {
		api.join(lobby, "ada")
		want(t, Revoked)(outcome(r.Revoke(t.Context(), Key{lobby, byUser("ada")}, OneMembership)))
		want(t, grantTo("ada"))(r.Grant(t.Context(), Key{lobby, byUser("ada")}, WholeGroup))
		if !api.isMember(lobby, "ada") {
			t.Error("no member afterwards")
		}
	})
}

func TestAWholeGroupAndOneMembershipDoNotExcludeEachOther(t *testing.T) {
	inBubble(t, func(t *testing.T, _ *fakeAPI, r *Roster) {
		want(t, grantTo("ada"))(r.Grant(t.Context(), Key{lobby, byUser("ada")}, WholeGroup))
		want(t, grantTo("ada"))(r.Grant(t.Context(), Key{lobby, byUser("ada")}, OneMembership))
		want(t, grantTo("ada"))(r.Grant(t.Context(), Key{lobby, byUser("ada")}, WholeGroup))
		wantError(t, Grant{}, ErrClaimed)(r.Grant(t.Context(), Key{lobby, byUser("ada")}, OneMembership))
	})
}

func TestWhomAWholeGroupDeclaresIsKept(t *testing.T) {
	inBubble(t, func(t *testing.T, api *fakeAPI, r *Roster) {
		api.join(lobby, "ada")
		want(t, grantTo("ada"))(r.Grant(t.Context(), Key{lobby, byBoth("ada")}, WholeGroup))
		want(t, Kept)(outcome(r.Revoke(t.Context(), Key{lobby, byUser("ada")}, OneMembership)))
		want(t, Kept)(outcome(r.Revoke(t.Context(), Key{lobby, byUser("ada")}, WholeGroup)))
		if !api.isMember(lobby, "ada") {
			t.Error("no member afterwards")
		}
	})
}

func TestARevocationForAWholeGroupRemovesWhomThisRunHasGrantedAMembershipAlone(t *testing.T) {
	inBubble(t, func(t *testing.T, api *fakeAPI, r *Roster) {
		want(t, grantTo("ada"))(r.Grant(t.Context(), Key{lobby, byUser("ada")}, OneMembership))
		want(t, Kept)(outcome(r.Revoke(t.Context(), Key{lobby, byUser("ada")}, OneMembership)))
		want(t, Revoked)(outcome(r.Revoke(t.Context(), Key{lobby, byUser("ada")}, WholeGroup)))
		if api.isMember(lobby, "ada") {
			t.Error("still a member afterwards")
		}
	})
}

func TestAGrantForAWholeGroupThatIsRefusedOwnsNothing(t *testing.T) {
	inBubble(t, func(t *testing.T, api *fakeAPI, r *Roster) {
		refusal := refused(http.StatusForbidden, "forbidden")
		api.next("add_to_access_group lobby ada", script{err: refusal})
		wantError(t, Grant{ACSUserID: "ada"}, refusal)(r.Grant(t.Context(), Key{lobby, byUser("ada")}, WholeGroup))
		want(t, Revoked)(outcome(r.Revoke(t.Context(), Key{lobby, byUser("ada")}, OneMembership)))
	})
}

func TestTwoObjectsOfOneWholeGroupAreToldWhilePlanning(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		first, second bool
		want          Conflict
	}{{false, false, Duplicate}, {true, false, Duplicate}, {false, true, Duplicate}, {true, true, DuplicateInState}} {
		r := New(nil)
		for i, reserve := range []struct {
			group, nonce string
			isInState    bool
		}{{lobby, "first", test.first}, {lobby, "second", test.second}, {lab, "second", test.second}, {lobby, "first", test.first}} {
			got, err := r.Reserve(t.Context(), Key{ACSAccessGroupID: reserve.group}, reserve.nonce, reserve.isInState)
			if err != nil {
				t.Error(err)
			}
			if wanted := []Conflict{Free, test.want, Free, Free}[i]; got != wanted {
				t.Errorf("in the state %t and %t: reservation %d got %v, want %v", test.first, test.second, i, got, wanted)
			}
		}
	}
}
