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

func TestRevokeNamesThePersonByOneField(t *testing.T) {
	tests := []struct {
		name   string
		person Person
		calls  []string
	}{
		{"by ACS user", byUser("ada"), []string{"remove_from_access_group lobby ada"}},
		{"by both, which is by ACS user", byBoth("ada"), []string{"list_users lobby", "remove_from_access_group lobby ada"}},
		{
			"by user identity, with an ACS user", byIdentity("ada"),
			[]string{"list_groups", "get_user ada-identity salto", "remove_from_access_group lobby ada"},
		},
	}
	for _, test := range tests {
		inBubbleRun(t, test.name, func(t *testing.T, api *fakeAPI, r *Roster) {
			api.join(lobby, "ada")
			want(t, Revoked)(outcome(r.Revoke(t.Context(), Key{lobby, test.person}, OneMembership)))
			api.expect(t, test.calls...)
			if api.isMember(lobby, "ada") {
				t.Error("a member still")
			}
		})
	}
	inBubbleRun(t, "by user identity, without an ACS user", func(t *testing.T, api *fakeAPI, r *Roster) {
		want(t, Revoked)(outcome(r.Revoke(t.Context(), Key{lobby, byIdentity("cleo")}, OneMembership)))
		if api.count("remove_from_access_group") != 1 || api.count("remove_from_access_group lobby cleo-identity") != 1 {
			t.Errorf("calls = %q, want one removal by user identity", api.calls)
		}
	})
}

func TestRevokeOfWhatSeamDoesNotKnowIsGone(t *testing.T) {
	for _, refusal := range []error{
		refused(http.StatusNotFound, "acs_user_not_found"),
		refused(http.StatusNotFound, "acs_access_group_not_found"),
		refused(http.StatusBadRequest, "acs_user_not_found"),
	} {
		inBubbleRun(t, refusal.Error(), func(t *testing.T, api *fakeAPI, r *Roster) {
			api.next("remove_from_access_group lobby ada", script{err: refusal})
			want(t, Gone)(outcome(r.Revoke(t.Context(), Key{lobby, byUser("ada")}, OneMembership)))
			api.expect(t, "remove_from_access_group lobby ada", "get_user ada", "list_groups ada")
		})
	}
	inBubbleRun(t, "of a member it is not believed", func(t *testing.T, api *fakeAPI, r *Roster) {
		api.join(lobby, "ada")
		refusal := refused(http.StatusNotFound, "connected_account_not_found")
		api.next("remove_from_access_group lobby ada", script{err: refusal})
		wantError(t, NotRevoked, refusal)(outcome(r.Revoke(t.Context(), Key{lobby, byUser("ada")}, OneMembership)))
	})
	inBubbleRun(t, "the group of a user identity", func(t *testing.T, api *fakeAPI, r *Roster) {
		want(t, Gone)(outcome(r.Revoke(t.Context(), Key{"unknown", byIdentity("ada")}, OneMembership)))
		api.expect(t, "list_groups", "get_group unknown", "get_workspace")
	})
}

func TestARefusalToRemoveIsLookedUp(t *testing.T) {
	refusal := refused(http.StatusBadRequest, "invalid_input")
	tests := []struct {
		name    string
		member  bool
		pending []seam.PendingMutation
		want    ending
		wantErr error
	}{
		{"no member", false, nil, Gone, nil},
		{"being removed already", true, of(userMoves(lobby, "", minute(1))), Gone, nil},
		{"a member still", true, nil, NotRevoked, refusal},
		{"a member still, whose removal is scheduled", true, of(userDefers(seam.Removing, lobby, minute(1))), NotRevoked, refusal},
		{"about to be a member", false, of(userMoves("", lobby, minute(1))), NotRevoked, refusal},
	}
	for _, test := range tests {
		inBubbleRun(t, test.name, func(t *testing.T, api *fakeAPI, r *Roster) {
			if test.member {
				api.join(lobby, "ada")
			}
			api.pend("ada", test.pending...)
			api.next("remove_from_access_group lobby ada", script{err: refusal})
			wantError(t, test.want, test.wantErr)(outcome(r.Revoke(t.Context(), Key{lobby, byUser("ada")}, OneMembership)))
		})
	}
}

func TestARefusalToRemoveThatCannotBeLookedUpIsAnError(t *testing.T) {
	inBubble(t, func(t *testing.T, api *fakeAPI, r *Roster) {
		refusal, failure := refused(http.StatusBadRequest, "invalid_input"), brokenOff()
		api.next("remove_from_access_group lobby ada", script{err: refusal})
		api.next("get_user ada", script{err: failure})
		revocation, err := outcome(r.Revoke(t.Context(), Key{lobby, byUser("ada")}, OneMembership))
		wantError(t, NotRevoked, refusal)(revocation, err)
		wantError(t, NotRevoked, failure)(revocation, err)
	})
}

func TestARefusedCredentialOrRateLimitIsNotRevokedAndNotLookedUp(t *testing.T) {
	for _, status := range []int{http.StatusUnauthorized, http.StatusForbidden, http.StatusTooManyRequests} {
		inBubbleRun(t, http.StatusText(status), func(t *testing.T, api *fakeAPI, r *Roster) {
			refusal := refused(status, "")
			api.next("remove_from_access_group lobby ada", script{err: refusal})
			wantError(t, NotRevoked, refusal)(outcome(r.Revoke(t.Context(), Key{lobby, byUser("ada")}, OneMembership)))
			api.expect(t, "remove_from_access_group lobby ada")
		})
	}
}

func TestARemovalWithoutAnAnswerThatTellsIsLookedUp(t *testing.T) {
	tests := []struct {
		name       string
		answer     error
		carriedOut bool
		lookErr    error
		want       ending
	}{
		{name: "removed after all", answer: brokenOff(), carriedOut: true, want: Revoked},
		{name: "a member still", answer: brokenOff(), want: NotRevoked},
		{name: "nobody can tell", answer: brokenOff(), carriedOut: true, lookErr: errors.New("no answer to the look"), want: NotRevoked},
		{name: "timed out, removed after all", answer: timedOut(), carriedOut: true, want: Revoked},
		{name: "timed out, a member still", answer: timedOut(), want: NotRevoked},
	}
	for _, test := range tests {
		inBubbleRun(t, test.name, func(t *testing.T, api *fakeAPI, r *Roster) {
			api.join(lobby, "ada")
			api.next("remove_from_access_group lobby ada", script{err: test.answer, carriedOut: test.carriedOut})
			if test.lookErr != nil {
				api.next("get_user ada", script{err: test.lookErr})
			}
			revocation, err := outcome(r.Revoke(t.Context(), Key{lobby, byUser("ada")}, OneMembership))
			wantErr := test.answer
			if test.want == Revoked {
				wantErr = nil
			}
			wantError(t, test.want, wantErr)(revocation, err)
			if api.count("remove_from_access_group") != 1 {
				t.Error("the removal was repeated")
			}
		})
	}
}

func TestARemovalIsNotLookedUpOnceItsContextHasEnded(t *testing.T) {
	inBubble(t, func(t *testing.T, api *fakeAPI, r *Roster) {
		api.next("remove_from_access_group lobby ada", script{hold: make(chan struct{})})
		ctx, cancel := context.WithCancel(t.Context())
		revoke := begin(func() (ending, error) { return outcome(r.Revoke(ctx, Key{lobby, byUser("ada")}, OneMembership)) })
		cancel()
		wantError(t, NotRevoked, context.Canceled)(revoke.end())
		api.expect(t, "remove_from_access_group lobby ada")
	})
}

func TestRevokeFailsBeforeTheRemovalWhereItCannotFindTheACSUser(t *testing.T) {
	inBubble(t, func(t *testing.T, api *fakeAPI, r *Roster) {
		failure := brokenOff()
		api.next("get_user ada-identity salto", script{err: failure})
		wantError(t, NotRevoked, failure)(outcome(r.Revoke(t.Context(), Key{lobby, byIdentity("ada")}, OneMembership)))
		api.expect(t, "list_groups", "get_user ada-identity salto")
	})
}

func TestAMembershipThatThisRunHasGrantedIsKept(t *testing.T) {
	tests := []struct {
		name           string
		grant, revoked Person
		acsUserID      string
	}{
		{"both by ACS user", byUser("ada"), byUser("ada"), "ada"},
		{"both by user identity", byIdentity("ada"), byIdentity("ada"), "ada"},
		{"granted by ACS user, revoked by user identity", byUser("ada"), byIdentity("ada"), "ada"},
		{"granted by user identity, revoked by ACS user", byIdentity("ada"), byBoth("ada"), "ada"},
		{"granted by user identity without an ACS user, revoked by the same", byIdentity("cleo"), byIdentity("cleo"), "cleo"},
		{"granted by user identity, revoked by the ACS user that it got", byIdentity("dan"), byUser("dan"), "dan"},
	}
	for _, test := range tests {
		inBubbleRun(t, test.name, func(t *testing.T, api *fakeAPI, r *Roster) {
			want(t, grantTo(test.acsUserID))(r.Grant(t.Context(), Key{lobby, test.grant}, OneMembership))
			want(t, Kept)(outcome(r.Revoke(t.Context(), Key{lobby, test.revoked}, OneMembership)))
			if api.count("remove_") != 0 || !api.isMember(lobby, test.acsUserID) {
				t.Error("a removal was sent for somebody who stays")
			}
		})
	}
}

func TestAnotherMembershipIsNotKept(t *testing.T) {
	inBubble(t, func(t *testing.T, api *fakeAPI, r *Roster) {
		api.join(lab, "ada")
		api.join(lobby, "bob")
		want(t, grantTo("ada"))(r.Grant(t.Context(), Key{lobby, byUser("ada")}, OneMembership))
		want(t, Revoked)(outcome(r.Revoke(t.Context(), Key{lab, byUser("ada")}, OneMembership)))
		want(t, Revoked)(outcome(r.Revoke(t.Context(), Key{lobby, byUser("bob")}, OneMembership)))
	})
}

func TestAMembershipWhoseGrantFailedIsNotKept(t *testing.T) {
	tests := []struct {
		name   string
		answer error
	}{
		{"refused", refused(http.StatusUnauthorized, "unauthorized")},
		{"in doubt", brokenOff()},
		{"timed out", timedOut()},
	}
	for _, test := range tests {
		inBubbleRun(t, test.name, func(t *testing.T, api *fakeAPI, r *Roster) {
			api.next("add_to_access_group lobby ada", script{err: test.answer})
			if _, err := r.Grant(t.Context(), Key{lobby, byUser("ada")}, OneMembership); !errors.Is(err, test.answer) {
				t.Errorf("error = %v, want %v", err, test.answer)
			}
			api.join(lobby, "ada")
			want(t, Revoked)(outcome(r.Revoke(t.Context(), Key{lobby, byUser("ada")}, OneMembership)))
			if api.isMember(lobby, "ada") {
				t.Error("a member still")
			}
		})
	}
}
