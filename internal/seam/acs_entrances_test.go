// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package seam

import (
	"context"
	"reflect"
	"strings"
	"testing"
)

func TestGetACSEntrance(t *testing.T) {
	t.Parallel()
	client, script := answering(t, `{"ok":true,"acs_entrance":{
		"acs_entrance_id":"E", "acs_system_id":"S", "connected_account_id":"C", "display_name":"Main entrance", "space_ids":["P"],
		"can_unlock_with_card":true, "can_unlock_with_code":false, "is_locked":null,
		"errors":[{"error_code":"account_disconnected"}], "warnings":[{"warning_code":"privacy_mode"}],
		"created_at":"2030-01-01T00:00:00.000Z", "salto_ks_metadata":{"door_name":"Main entrance"}}}`)
	yes, no := true, false
	want := &ACSEntrance{
		ACSEntranceID: "e", ACSSystemID: "s", ConnectedAccountID: "c", DisplayName: "Main entrance", SpaceIDs: []string{"p"},
		CanUnlockWithCard: &yes, CanUnlockWithCode: &no,
		Errors: []Issue{{Code: "account_disconnected"}}, Warnings: []Issue{{Code: "privacy_mode"}},
		CreatedAt: "2030-01-01T00:00:00.000Z",
	}
	got, err := client.GetACSEntrance(t.Context(), "e")
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v, %v\nwant %+v", got, err, want)
	}
	checkRequest(t, script, "/acs/entrances/get", `{"acs_entrance_id":"e"}`)
}

func TestListsOfACSEntrances(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		list       func(context.Context, *Client) ([]ACSEntrance, error)
		path, body string
	}{
		"all": {
			func(ctx context.Context, c *Client) ([]ACSEntrance, error) {
				return c.ListACSEntrances(ctx, ACSEntranceFilter{})
			}, "/acs/entrances/list", `{}`,
		},
		"of a system": {
			func(ctx context.Context, c *Client) ([]ACSEntrance, error) {
				return c.ListACSEntrances(ctx, ACSEntranceFilter{ACSSystemID: "s", Search: "main"})
			}, "/acs/entrances/list", `{"acs_system_id":"s","search":"main"}`,
		},
		"of an access group": {
			func(ctx context.Context, c *Client) ([]ACSEntrance, error) {
				return c.ListAccessGroupEntrances(ctx, "g")
			},
			"/acs/access_groups/list_accessible_entrances", `{"acs_access_group_id":"g"}`,
		},
		"of an ACS user": {
			func(ctx context.Context, c *Client) ([]ACSEntrance, error) { return c.ListACSUserEntrances(ctx, "u") },
			"/acs/users/list_accessible_entrances", `{"acs_user_id":"u"}`,
		},
		"of a user identity": {
			func(ctx context.Context, c *Client) ([]ACSEntrance, error) {
				return c.ListUserIdentityEntrances(ctx, "i")
			},
			"/user_identities/list_accessible_entrances", `{"user_identity_id":"i"}`,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			client, script := answering(t, `{"ok":true,"acs_entrances":[{"acs_entrance_id":"e","acs_system_id":"s"}]}`)
			entrances, err := test.list(t.Context(), client)
			if err != nil || len(entrances) != 1 || entrances[0].ACSEntranceID != "e" {
				t.Fatalf("got %v, %v", entrances, err)
			}
			checkRequest(t, script, test.path, test.body)
		})
	}
}

func TestAnACSEntranceThatWasNotAskedForIsRefused(t *testing.T) {
	t.Parallel()
	const answer = `{"ok":true,"acs_entrance":{"acs_entrance_id":"f"},"acs_entrances":[{"acs_entrance_id":"f","acs_system_id":"t"}]}`
	client, _ := answering(t, answer)
	if _, err := client.GetACSEntrance(t.Context(), "e"); err == nil || !strings.Contains(err.Error(), `asked for acs_entrance_id e, Seam answered with "f"`) {
		t.Errorf("by ID, the error is %v", err)
	}
	client, _ = answering(t, answer)
	_, err := client.ListACSEntrances(t.Context(), ACSEntranceFilter{ACSSystemID: "s"})
	if err == nil || !strings.Contains(err.Error(), `asked for acs_system_id s, Seam answered with "t"`) {
		t.Errorf("of a system, the error is %v", err)
	}
}
