// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package seam

import (
	"context"
	"net/http"
	"testing"
	"testing/synctest"
)

func TestChangesOfPeople(t *testing.T) {
	t.Parallel()
	const user = `"acs_user_id":"` + userID + `"`
	const identity = `"user_identity_id":"` + identityID + `"`
	for name, test := range map[string]struct {
		call       func(context.Context, *Client) error
		path, body string
	}{
		"delete an ACS user": {func(ctx context.Context, c *Client) error { return c.DeleteACSUser(ctx, userID) }, "/acs/users/delete", `{` + user + `}`},
		"suspend":            {func(ctx context.Context, c *Client) error { return c.SuspendACSUser(ctx, userID) }, "/acs/users/suspend", `{` + user + `}`},
		"unsuspend":          {func(ctx context.Context, c *Client) error { return c.UnsuspendACSUser(ctx, userID) }, "/acs/users/unsuspend", `{` + user + `}`},
		"update an ACS user": {
			func(ctx context.Context, c *Client) error {
				return c.UpdateACSUser(ctx, userID, ACSUserChanges{FullName: "Ada", AccessSchedule: &AccessSchedule{StartsAt: "2030", EndsAt: "2031"}})
			}, "/acs/users/update", `{` + user + `,"full_name":"Ada","access_schedule":{"starts_at":"2030","ends_at":"2031"}}`,
		},
		"leave a schedule": {
			func(ctx context.Context, c *Client) error {
				return c.UpdateACSUser(ctx, userID, ACSUserChanges{EmailAddress: "a@example.com", PhoneNumber: "+1"})
			}, "/acs/users/update", `{` + user + `,"email_address":"a@example.com","phone_number":"+1"}`,
		},
		"clear a schedule": {
			func(ctx context.Context, c *Client) error {
				return c.UpdateACSUser(ctx, userID, ACSUserChanges{ClearsAccessSchedule: true})
			}, "/acs/users/update", `{` + user + `,"access_schedule":null}`,
		},
		"delete a user identity": {
			func(ctx context.Context, c *Client) error { return c.DeleteUserIdentity(ctx, identityID) }, "/user_identities/delete", `{` + identity + `}`,
		},
		"link": {
			func(ctx context.Context, c *Client) error { return c.LinkACSUser(ctx, identityID, userID) },
			"/user_identities/add_acs_user", `{` + user + `,` + identity + `}`,
		},
		"unlink": {
			func(ctx context.Context, c *Client) error { return c.UnlinkACSUser(ctx, identityID, userID) },
			"/user_identities/remove_acs_user", `{` + user + `,` + identity + `}`,
		},
		"set, clear and leave fields of a user identity": {
			func(ctx context.Context, c *Client) error {
				return c.UpdateUserIdentity(ctx, identityID, UserIdentityChanges{FullName: SetTo("Ada"), PhoneNumber: SetTo("")})
			}, "/user_identities/update", `{` + identity + `,"full_name":"Ada","phone_number":null}`,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			client, script := answering(t, `{"ok":true}`)
			if err := test.call(t.Context(), client); err != nil {
				t.Fatal(err)
			}
			checkRequest(t, script, test.path, test.body)
		})
	}
}

// creates are the calls that make an object, with a success.
func creates() map[string]struct {
	call         func(context.Context, *Client) error
	body, answer string
} {
	return map[string]struct {
		call         func(context.Context, *Client) error
		body, answer string
	}{
		"/acs/users/create": {
			func(ctx context.Context, c *Client) error {
				_, err := c.CreateACSUser(ctx, ACSUserProfile{ACSSystemID: systemID, FullName: "Ada", AccessSchedule: &AccessSchedule{StartsAt: "2030"}})
				return err
			},
			`{"acs_system_id":"` + systemID + `","full_name":"Ada","access_schedule":{"starts_at":"2030"}}`,
			`{"acs_user":{"acs_user_id":"` + userID + `","acs_system_id":"` + systemID + `"},"ok":true}`,
		},
		"/user_identities/create": {
			func(ctx context.Context, c *Client) error {
				_, err := c.CreateUserIdentity(ctx, UserIdentityProfile{UserIdentityKey: "ada", EmailAddress: "ada@example.com"})
				return err
			},
			`{"user_identity_key":"ada","email_address":"ada@example.com"}`,
			`{"user_identity":{"user_identity_id":"` + identityID + `","user_identity_key":"ada"},"ok":true}`,
		},
	}
}

func TestCreatesOfPeople(t *testing.T) {
	t.Parallel()
	for path, test := range creates() {
		t.Run(path, func(t *testing.T) {
			t.Parallel()
			client, script := answering(t, test.answer)
			if err := test.call(t.Context(), client); err != nil {
				t.Fatal(err)
			}
			checkRequest(t, script, path, test.body)
		})
	}
}

// TestACreateInDoubtIsNotRepeated answers a create with a failure after which there may be an object: the next attempt would
// make another one.
func TestACreateInDoubtIsNotRepeated(t *testing.T) {
	t.Parallel()
	for path, test := range creates() {
		for status, want := range map[int]int{http.StatusServiceUnavailable: 1, http.StatusTooManyRequests: 2} {
			t.Run(path+" "+http.StatusText(status), func(t *testing.T) {
				t.Parallel()
				synctest.Test(t, func(t *testing.T) {
					script := &script{steps: []http.HandlerFunc{refuses(status), says(http.StatusOK, test.answer)}}
					err := test.call(t.Context(), clientInMemory(t, script, Config{MaxRetries: 3}))
					if isInDoubt := err != nil && Outcome(err) == InDoubt; isInDoubt != (want == 1) {
						t.Errorf("error = %v (%s)", err, Outcome(err))
					}
					if got := len(script.saw()); got != want {
						t.Errorf("%d requests, want %d", got, want)
					}
				})
			})
		}
	}
}
