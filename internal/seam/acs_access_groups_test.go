// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package seam

import (
	"reflect"
	"strings"
	"testing"
)

const (
	byUser     = `{"acs_access_group_id":"` + groupID + `","acs_user_id":"` + userID + `"}`
	byIdentity = `{"acs_access_group_id":"` + groupID + `","user_identity_id":"` + identityID + `"}`
)

func TestAddUserToAccessGroup(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		user       UserSelector
		path, body string
	}{
		"ACS user":      {UserSelector{ACSUserID: userID}, "/acs/users/add_to_access_group", byUser},
		"user identity": {UserSelector{UserIdentityID: identityID}, "/acs/access_groups/add_user", byIdentity},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			client, script := answering(t, `{"ok":true}`)
			if err := client.AddUserToAccessGroup(t.Context(), groupID, test.user); err != nil {
				t.Fatal(err)
			}
			checkRequest(t, script, test.path, test.body)
		})
	}
}

func TestRemoveUserFromAccessGroup(t *testing.T) {
	t.Parallel()
	for want, user := range map[string]UserSelector{
		byUser:     {ACSUserID: userID},
		byIdentity: {UserIdentityID: identityID},
	} {
		t.Run(want, func(t *testing.T) {
			t.Parallel()
			client, script := answering(t, `{"ok":true}`)
			if err := client.RemoveUserFromAccessGroup(t.Context(), groupID, user); err != nil {
				t.Fatal(err)
			}
			checkRequest(t, script, "/acs/users/remove_from_access_group", want)
		})
	}
}

func TestAUserSelectorNeedsExactlyOneID(t *testing.T) {
	t.Parallel()
	for name, user := range map[string]UserSelector{
		"neither": {},
		"both":    {ACSUserID: userID, UserIdentityID: identityID},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			client, script := answering(t, `{"ok":true}`)
			for _, err := range []error{
				client.AddUserToAccessGroup(t.Context(), groupID, user),
				client.RemoveUserFromAccessGroup(t.Context(), groupID, user),
			} {
				const want = ": exactly one of acs_user_id and user_identity_id is needed"
				if err == nil || !strings.HasSuffix(err.Error(), want) || Outcome(err) != NotApplied {
					t.Errorf("error = %v (%s), want %q", err, Outcome(err), want)
				}
			}
			if len(script.saw()) != 0 {
				t.Error("the call was sent")
			}
		})
	}
}

func TestListAccessGroupUsersHasEverythingThatSeamTells(t *testing.T) {
	t.Parallel()
	client, script := answering(t, `{"ok":true,"acs_users":[{"acs_user_id":"a","full_name":"Jane Doe","email_address":"jane@example.com"},{"acs_user_id":"b"}]}`)
	users, err := client.ListAccessGroupUsers(t.Context(), groupID)
	want := []ACSUser{{ACSUserID: "a", FullName: "Jane Doe", EmailAddress: "jane@example.com"}, {ACSUserID: "b"}}
	if err != nil || !reflect.DeepEqual(users, want) {
		t.Errorf("got  %+v, %v\nwant %+v", users, err, want)
	}
	checkRequest(t, script, "/acs/access_groups/list_users", `{"acs_access_group_id":"`+groupID+`"}`)
}

func TestGetACSAccessGroup(t *testing.T) {
	t.Parallel()
	client, script := answering(t, `{"ok":true,"acs_access_group":{
		"acs_access_group_id":"g", "acs_system_id":"s", "workspace_id":"w", "name":"Staff", "display_name":"All staff",
		"external_type":"brivo_group", "external_type_display_name":"Brivo group", "created_at":"2030-01-01T00:00:00.000Z",
		"access_schedule":{"starts_at":"a","ends_at":"b"},
		"errors":[{"error_code":"e"}], "warnings":[{"warning_code":"w"}],
		"pending_mutations":[{"mutation_code":"updating_user_membership","from":{"acs_user_id":null},"to":{"acs_user_id":"u"}}]}}`)
	want := &ACSAccessGroup{
		ACSAccessGroupID: "g", ACSSystemID: "s", WorkspaceID: "w", Name: "Staff", DisplayName: "All staff",
		ExternalType: "brivo_group", ExternalTypeDisplayName: "Brivo group", CreatedAt: "2030-01-01T00:00:00.000Z",
		AccessSchedule: &AccessSchedule{StartsAt: "a", EndsAt: "b"},
		Errors:         []Issue{{Code: "e"}}, Warnings: []Issue{{Code: "w"}},
		PendingMutations: []PendingMutation{{Code: UpdatingUserMembership, ToACSUserID: "u"}},
	}
	got, err := client.GetACSAccessGroup(t.Context(), "g")
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v, %v\nwant %+v", got, err, want)
	}
	checkRequest(t, script, "/acs/access_groups/get", `{"acs_access_group_id":"g"}`)
}

func TestListACSAccessGroupsSendsEachFilter(t *testing.T) {
	t.Parallel()
	client, script := answering(t, `{"ok":true,"acs_access_groups":[{"acs_access_group_id":"g","acs_system_id":"s"}]}`)
	groups, err := client.ListACSAccessGroups(t.Context(), ACSAccessGroupFilter{
		ACSSystemID: "s", ACSUserID: "u", UserIdentityID: "i", Search: "q",
	})
	if err != nil || len(groups) != 1 || groups[0].ACSAccessGroupID != "g" {
		t.Fatalf("got %v, %v", groups, err)
	}
	checkRequest(t, script, "/acs/access_groups/list", `{"acs_system_id":"s","acs_user_id":"u","user_identity_id":"i","search":"q"}`)
}

func TestAnIDIsNeverPartOfAPath(t *testing.T) {
	t.Parallel()
	client, script := answering(t, `{"ok":true}`)
	if err := client.AddUserToAccessGroup(t.Context(), `"quoted"`, UserSelector{ACSUserID: "../../x"}); err != nil {
		t.Fatal(err)
	}
	if request := script.saw()[0]; strings.Contains(request.Path, "x") {
		t.Errorf("path = %s", request.Path)
	}
	checkRequest(t, script, "/acs/users/add_to_access_group", `{"acs_user_id":"../../x","acs_access_group_id":"\"quoted\""}`)
}
