// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package roster

import (
	"context"
	"errors"
	"net/http"
	"testing"

	"github.com/seamapi/terraform-provider-seam/internal/seam"
)

// readingsOf are the ways in which the roster reads a group's list.
func readingsOf(t *testing.T, r *Roster, acsAccessGroupID string) map[string]func() error {
	t.Helper()
	return map[string]func() error{
		"Membership": func() error {
			_, err := r.Membership(t.Context(), Key{acsAccessGroupID, byUser("ada")})
			return err
		},
		"Listed": func() error {
			_, err := r.Listed(t.Context(), Key{acsAccessGroupID, byUser("ada")})
			return err
		},
		"Members": func() error {
			_, err := r.Members(t.Context(), acsAccessGroupID)
			return err
		},
		"Joiners": func() error {
			_, err := r.Joiners(t.Context(), acsAccessGroupID)
			return err
		},
		"Grant to a whole group": func() error {
			_, err := r.Grant(t.Context(), Key{acsAccessGroupID, byUser("ada")}, WholeGroup)
			return err
		},
	}
}

func TestAGroupThatItsListDoesNotKnowIsConfirmedOncePerProcess(t *testing.T) {
	inBubble(t, func(t *testing.T, api *fakeAPI, r *Roster) {
		gate := make(chan struct{})
		api.next("list_users unknown", script{hold: gate})
		var asked []*underWay[struct{}]
		for _, read := range readingsOf(t, r, "unknown") {
			asked = append(asked, begin(func() (struct{}, error) { return struct{}{}, read() }))
		}
		close(gate)
		for _, reading := range asked {
			if _, err := reading.end(); !seam.IsNotFound(err) {
				t.Errorf("error = %v, want not found", err)
			}
		}
		for name, read := range readingsOf(t, r, "unknown") {
			if err := read(); !seam.IsNotFound(err) {
				t.Errorf("%s: error = %v, want not found", name, err)
			}
		}
		api.expect(t, "list_users unknown", "get_group unknown", "get_workspace")
	})
}

func TestAGroupIsNotGoneWhereOneAnswerSaysSoAndAnotherHasIt(t *testing.T) {
	for _, status := range []int{http.StatusNotFound, http.StatusBadRequest} {
		inBubbleRun(t, http.StatusText(status), func(t *testing.T, api *fakeAPI, r *Roster) {
			api.join(lobby, "ada")
			for name, read := range readingsOf(t, r, lobby) {
				api.next("list_users lobby", script{err: refused(status, "acs_access_group_not_found")})
				if err := read(); !errors.Is(err, ErrContradiction) || seam.IsNotFound(err) {
					t.Errorf("%s: error = %v, want %v", name, err, ErrContradiction)
				}
			}
			api.forget()
			wantMembers(t, r, "ada")
			api.expect(t, "list_users lobby")
		})
	}
}

func TestAGroupIsNotGoneWhereThatCannotBeConfirmed(t *testing.T) {
	inBubble(t, func(t *testing.T, api *fakeAPI, r *Roster) {
		failure := brokenOff()
		for name, read := range readingsOf(t, r, "unknown") {
			api.next("get_group unknown", script{err: failure})
			if err := read(); !errors.Is(err, failure) || seam.IsNotFound(err) {
				t.Errorf("%s: error = %v, want %v", name, err, failure)
			}
		}
	})
}

// TestNobodyIsGoneInAnotherWorkspace has a credential that opens another workspace in mid-run, where everything looks gone.
func TestNobodyIsGoneInAnotherWorkspace(t *testing.T) {
	for name, conclude := range map[string]func(context.Context, *fakeAPI, *Roster) error{
		"a read of an unknown group": func(ctx context.Context, _ *fakeAPI, r *Roster) error {
			_, err := r.Membership(ctx, Key{"unknown", byUser("ada")})
			return err
		},
		"a read of an unknown user": func(ctx context.Context, _ *fakeAPI, r *Roster) error {
			_, err := r.Membership(ctx, Key{lobby, byUser("eve")})
			return err
		},
		"a read of an identity without a user": func(ctx context.Context, _ *fakeAPI, r *Roster) error {
			_, err := r.Membership(ctx, Key{lobby, byIdentity("cleo")})
			return err
		},
		"a removal of an unknown user": func(ctx context.Context, api *fakeAPI, r *Roster) error {
			api.next("remove_from_access_group lobby eve", script{err: refused(http.StatusNotFound, "acs_user_not_found")})
			_, err := r.Revoke(ctx, Key{lobby, byUser("eve")}, OneMembership)
			return err
		},
		"a removal from the unknown group of an identity": func(ctx context.Context, _ *fakeAPI, r *Roster) error {
			_, err := r.Revoke(ctx, Key{"unknown", byIdentity("ada")}, OneMembership)
			return err
		},
	} {
		inBubbleRun(t, name, func(t *testing.T, api *fakeAPI, r *Roster) {
			api.workspaceID = "another"
			if err := conclude(t.Context(), api, r); !errors.Is(err, ErrWorkspaceChanged) || !errors.Is(err, ErrContradiction) {
				t.Errorf("error = %v, want %v", err, ErrWorkspaceChanged)
			}
		})
	}
}

func TestNobodyIsGoneWhereOneAnswerDoesNotKnowTheUserAndAnotherDoes(t *testing.T) {
	for _, status := range []int{http.StatusNotFound, http.StatusBadRequest} {
		inBubbleRun(t, http.StatusText(status), func(t *testing.T, api *fakeAPI, r *Roster) {
			api.next("list_groups bob", script{err: refused(status, "acs_user_not_found")})
			if _, err := r.Membership(t.Context(), Key{lobby, byUser("bob")}); !errors.Is(err, ErrContradiction) || seam.IsNotFound(err) {
				t.Errorf("error = %v, want %v", err, ErrContradiction)
			}
			api.expect(t, "list_users lobby", "get_user bob", "list_groups bob", "get_user bob")
		})
	}
}

func TestNobodyIsGoneWhereThatCannotBeConfirmed(t *testing.T) {
	inBubble(t, func(t *testing.T, api *fakeAPI, r *Roster) {
		failure := brokenOff()
		api.next("list_groups bob", script{err: refused(http.StatusNotFound, "acs_user_not_found")})
		api.next("get_user bob", script{})
		api.next("get_user bob", script{err: failure})
		if _, err := r.Membership(t.Context(), Key{lobby, byUser("bob")}); !errors.Is(err, failure) || seam.IsNotFound(err) {
			t.Errorf("error = %v, want %v", err, failure)
		}
	})
}

func TestAGroupThatCannotBeGotIsGoneOnlyIfNoListHasItOrAnybodyInIt(t *testing.T) {
	unknown := script{err: refused(http.StatusNotFound, "acs_access_group_not_found")}
	for name, test := range map[string]struct {
		group  string
		member string
		isGone bool
		calls  []string
	}{
		"somebody is in it": {lobby, "ada", false, []string{"list_users lobby", "get_group lobby"}},
		"nobody is in it":   {lobby, "", false, []string{"list_users lobby", "get_group lobby", "list_groups"}},
		"no list has it":    {"unlisted", "", true, []string{"list_users unlisted", "get_group unlisted", "list_groups", "get_workspace"}},
	} {
		inBubbleRun(t, name, func(t *testing.T, api *fakeAPI, r *Roster) {
			if test.member != "" {
				api.join(test.group, test.member)
			}
			api.listsUnknownGroups = true
			api.next("get_group "+test.group, unknown)
			_, err := r.Joiners(t.Context(), test.group)
			if seam.IsNotFound(err) != test.isGone || errors.Is(err, ErrContradiction) == test.isGone {
				t.Errorf("error = %v", err)
			}
			api.expect(t, test.calls...)
		})
	}
}
