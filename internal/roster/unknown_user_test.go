// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package roster

import (
	"errors"
	"net/http"
	"testing"

	"github.com/seamapi/terraform-provider-seam/internal/seam"
)

// A membership whose push is pending may not be listed yet: whoever believes that its ACS user is gone loses track of it.
func TestAnACSUserThatOneAnswerDoesNotKnowIsNotTakenForGone(t *testing.T) {
	for name, conclude := range map[string]func(t *testing.T, r *Roster) error{
		"a membership": func(t *testing.T, r *Roster) error {
			t.Helper()
			_, err := r.Membership(t.Context(), Key{lobby, byUser("ada")})
			return err
		},
		"a wait for a removal": func(t *testing.T, r *Roster) error {
			t.Helper()
			_, _, err := r.AwaitRevoked(longEnough(t), Key{lobby, byUser("ada")})
			return err
		},
	} {
		inBubbleRun(t, name, func(t *testing.T, api *fakeAPI, r *Roster) {
			api.pend("ada", userMoves("", lobby, minute(1)))
			api.next("get_user ada", script{err: refused(http.StatusNotFound, "acs_user_not_found")})
			if err := conclude(t, r); !errors.Is(err, ErrContradiction) {
				t.Errorf("error = %v, want %v", err, ErrContradiction)
			}
		})
	}
}

func TestAnACSUserIsNotTakenForGoneWhereThereIsNoList(t *testing.T) {
	inBubble(t, func(t *testing.T, api *fakeAPI, r *Roster) {
		api.next("get_user eve", script{err: refused(http.StatusNotFound, "acs_user_not_found")})
		api.next("list_all_users", script{err: refused(http.StatusNotFound, "acs_system_not_found")})
		_, err := r.Membership(t.Context(), Key{lobby, byUser("eve")})
		if !errors.Is(err, ErrContradiction) || seam.IsNotFound(err) {
			t.Errorf("error = %v, want %v", err, ErrContradiction)
		}
	})
}

func TestPersonOfAnotherAccessSystemIsNobodyThere(t *testing.T) {
	inBubble(t, func(t *testing.T, _ *fakeAPI, r *Roster) {
		for group, want := range map[string]error{lobby: nil, pool: ErrOtherSystem} {
			exists, err := r.PersonExists(t.Context(), Key{group, byUser("ada")})
			if !errors.Is(err, want) || exists != (want == nil) {
				t.Errorf("in %s: %t, %v, want the error %v", group, exists, err, want)
			}
		}
	})
}
