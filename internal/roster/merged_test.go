// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package roster

import (
	"testing"

	"github.com/seamapi/terraform-provider-seam/internal/seam"
)

// oldAda is the identity that was merged into Ada's.
func oldAda() Person { return byIdentity("old-ada") }

// inBubbleMerged is a test with an identity that was merged into Ada's, once where all endpoints take its ID for Ada's and
// once where they do not know it.
func inBubbleMerged(t *testing.T, test func(*testing.T, *fakeAPI, *Roster)) {
	t.Helper()
	for name, resolves := range map[string]bool{"old IDs resolve": true, "old IDs are not found": false} {
		inBubbleRun(t, name, func(t *testing.T, api *fakeAPI, r *Roster) {
			api.merge("old-ada-identity", "ada-identity")
			api.resolvesOldIDs = resolves
			test(t, api, r)
		})
	}
}

func TestSameIdentity(t *testing.T) {
	tests := []struct {
		name             string
		listed, declared string
		want             bool
		calls            []string
	}{
		{"the same ID", "ada-identity", "ada-identity", true, nil},
		{"merged", "ada-identity", "old-ada-identity", true, []string{"get_identity old-ada-identity"}},
		{"the other way round", "old-ada-identity", "ada-identity", true, []string{"get_identity ada-identity"}},
		{"somebody else", "ada-identity", "cleo-identity", false, []string{"get_identity cleo-identity"}},
		{"nobody whom Seam knows", "ada-identity", "eve-identity", false, []string{"get_identity eve-identity", "get_identity ada-identity"}},
		{"no identity", "", "ada-identity", false, nil},
		{"an identity that nobody declares", "ada-identity", "", false, nil},
		{"neither", "", "", false, nil},
	}
	for _, test := range tests {
		inBubbleRun(t, test.name, func(t *testing.T, api *fakeAPI, r *Roster) {
			api.merge("old-ada-identity", "ada-identity")
			want(t, test.want)(r.SameIdentity(t.Context(), test.listed, test.declared))
			api.expect(t, test.calls...)
			if test.want {
				want(t, true)(r.SameIdentity(t.Context(), test.listed, test.declared))
				api.expect(t)
			}
		})
	}
}

// The list of merged IDs tells as well, where an old ID leads nowhere.
func TestSameIdentityOfAnOldIDThatLeadsNowhere(t *testing.T) {
	inBubble(t, func(t *testing.T, api *fakeAPI, r *Roster) {
		api.mergedIDs = map[string][]string{"ada-identity": {"eve-identity"}}
		want(t, true)(r.SameIdentity(t.Context(), "ada-identity", "eve-identity"))
	})
}

func TestSameIdentityPassesFailuresOn(t *testing.T) {
	inBubble(t, func(t *testing.T, api *fakeAPI, r *Roster) {
		failure := brokenOff()
		api.next("get_identity old-ada-identity", script{err: failure})
		wantError(t, false, failure)(r.SameIdentity(t.Context(), "ada-identity", "old-ada-identity"))
	})
}

func TestSurvivingIdentity(t *testing.T) {
	inBubble(t, func(t *testing.T, api *fakeAPI, r *Roster) {
		api.merge("old-ada-identity", "ada-identity")
		for range 2 {
			want(t, "ada-identity")(r.SurvivingIdentity(t.Context(), "old-ada-identity"))
			want(t, "cleo-identity")(r.SurvivingIdentity(t.Context(), "cleo-identity"))
		}
		api.expect(t, "get_identity old-ada-identity", "get_identity cleo-identity")
		if _, err := r.SurvivingIdentity(t.Context(), "eve-identity"); !seam.IsNotFound(err) {
			t.Errorf("error = %v, want not found", err)
		}
	})
}

func TestAMergedIdentityIsReadAsTheSamePerson(t *testing.T) {
	for _, person := range []Person{oldAda(), {ACSUserID: "ada", UserIdentityID: "old-ada-identity"}} {
		inBubbleMerged(t, func(t *testing.T, api *fakeAPI, r *Roster) {
			api.join(lobby, "ada")
			// The name of the state stays, so that no plan sees a change.
			for range 2 {
				want(t, Membership{Person: Person{"ada", "old-ada-identity"}, Standing: Member})(r.Membership(t.Context(), Key{lobby, person}))
			}
		})
	}
}

func TestMembershipsOfAMergedIdentityCostOneRequestMore(t *testing.T) {
	inBubbleMerged(t, func(t *testing.T, api *fakeAPI, r *Roster) {
		for _, group := range []string{lobby, lab} {
			api.join(group, "ada")
			for range 2 {
				want(t, Membership{Person: Person{"ada", "old-ada-identity"}, Standing: Member})(
					r.Membership(t.Context(), Key{group, Person{"ada", "old-ada-identity"}}))
			}
		}
		api.expect(t, "list_users lobby", "get_identity old-ada-identity", "list_users lab")
	})
}

func TestAMergedIdentityIsGrantedAsTheOneThatSurvived(t *testing.T) {
	for name, owner := range map[string]Owner{"one membership": OneMembership, "whole group": WholeGroup} {
		t.Run(name, func(t *testing.T) {
			inBubbleMerged(t, func(t *testing.T, api *fakeAPI, r *Roster) {
				want(t, grantTo("ada"))(r.Grant(t.Context(), Key{lobby, oldAda()}, owner))
				if !api.isMember(lobby, "ada") {
					t.Error("no member afterwards")
				}
				want(t, Kept)(outcome(r.Revoke(t.Context(), Key{lobby, byUser("ada")}, OneMembership)))
			})
		})
	}
}

func TestAMergedIdentityWithoutAnACSUserIsGrantedAsTheOneThatSurvived(t *testing.T) {
	for name, resolves := range map[string]bool{"old IDs resolve": true, "old IDs are not found": false} {
		inBubbleRun(t, name, func(t *testing.T, api *fakeAPI, r *Roster) {
			api.merge("old-cleo-identity", "cleo-identity")
			api.resolvesOldIDs = resolves
			want(t, grantTo("cleo"))(r.Grant(t.Context(), Key{lobby, byIdentity("old-cleo")}, OneMembership))
			want(t, Kept)(outcome(r.Revoke(t.Context(), Key{lobby, byIdentity("cleo")}, OneMembership)))
		})
	}
}

func TestTwoCreatesByTheIDsOfOneMergedIdentityAreTheSameMembership(t *testing.T) {
	for name, people := range map[string][2]Person{"new ID first": {byIdentity("ada"), oldAda()}, "old ID first": {oldAda(), byIdentity("ada")}} {
		t.Run(name, func(t *testing.T) {
			inBubbleMerged(t, func(t *testing.T, _ *fakeAPI, r *Roster) {
				want(t, grantTo("ada"))(r.Grant(t.Context(), Key{lobby, people[0]}, OneMembership))
				wantError(t, Grant{}, ErrClaimed)(r.Grant(t.Context(), Key{lobby, people[1]}, OneMembership))
			})
		})
	}
}

func TestAnIdentityThatDoesNotExistIsNotGranted(t *testing.T) {
	inBubble(t, func(t *testing.T, api *fakeAPI, r *Roster) {
		grant, err := r.Grant(t.Context(), Key{lobby, byIdentity("eve")}, OneMembership)
		if !seam.IsNotFound(err) || grant.MayBeMember {
			t.Errorf("grant = %+v, %v, want not found", grant, err)
		}
		if api.count("add_user") != 1 {
			t.Error("the add was repeated")
		}
	})
}

// As long as nobody knows whether the identity was merged, it does not count as one that does not exist.
func TestARefusedIDThatCannotBeResolvedIsNotOneThatDoesNotExist(t *testing.T) {
	inBubble(t, func(t *testing.T, api *fakeAPI, r *Roster) {
		api.merge("old-ada-identity", "ada-identity")
		failure := brokenOff()
		api.next("get_identity old-ada-identity", script{err: failure})
		grant, err := r.Grant(t.Context(), Key{lobby, oldAda()}, OneMembership)
		wantError(t, Grant{}, failure)(grant, err)
		if seam.IsNotFound(err) {
			t.Errorf("error = %v, which says that the identity does not exist", err)
		}
	})
}

func TestAMergedIdentityIsRevokedAsTheOneThatSurvived(t *testing.T) {
	inBubbleMerged(t, func(t *testing.T, api *fakeAPI, r *Roster) {
		api.join(lobby, "ada")
		want(t, Revoked)(outcome(r.Revoke(t.Context(), Key{lobby, oldAda()}, OneMembership)))
		if api.isMember(lobby, "ada") {
			t.Error("still a member afterwards")
		}
	})
}
