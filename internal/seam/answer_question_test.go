// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package seam

import (
	"context"
	"fmt"
	"net/http"
	"reflect"
	"strings"
	"testing"
)

const otherID = "66666666-6666-4666-8666-666666666666"

// An error that is about something else than the request says nothing of what the request names.
func TestWhatNobodyAskedAboutIsNotNotFound(t *testing.T) {
	t.Parallel()
	getGroup := func(ctx context.Context, c *Client) error {
		_, err := c.GetACSAccessGroup(ctx, groupID)
		return err
	}
	ofIdentity := func(ctx context.Context, c *Client) error {
		_, err := c.GetACSUserOfIdentity(ctx, identityID, systemID)
		return err
	}
	groupsOfUser := func(ctx context.Context, c *Client) error {
		_, err := c.ListACSAccessGroups(ctx, ACSAccessGroupFilter{ACSUserID: userID})
		return err
	}
	byKey := func(ctx context.Context, c *Client) error {
		_, err := c.GetUserIdentity(ctx, UserIdentitySelector{UserIdentityKey: "jane"})
		return err
	}
	for name, test := range map[string]struct {
		ask       func(context.Context, *Client) error
		errorType string
		want      Kind
	}{
		"a user, of a user":               {getUser, "acs_user_not_found", NotFound},
		"a group, of a user":              {getUser, "acs_access_group_not_found", Refused},
		"an identity, of a user":          {getUser, "user_identity_not_found", Refused},
		"a system, of a user":             {getUser, "acs_system_not_found", NotFound},
		"a user, of an identity":          {ofIdentity, "acs_user_not_found", NotFound},
		"an identity, of an identity":     {ofIdentity, "user_identity_not_found", NotFound},
		"an identity, of a key":           {byKey, "user_identity_not_found", NotFound},
		"a group, of a group":             {getGroup, "acs_access_group_not_found", NotFound},
		"a user, of a group":              {getGroup, "acs_user_not_found", Refused},
		"a user, of the groups of a user": {groupsOfUser, "acs_user_not_found", NotFound},
		"a group, of the same":            {groupsOfUser, "acs_access_group_not_found", Refused},
		"a user, of an add":               {addUser, "acs_user_not_found", NotFound},
		"a group, of an add":              {addUser, "acs_access_group_not_found", NotFound},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			err := test.ask(t.Context(), clientOf(t, says(404, `{"error":{"type":"`+test.errorType+`","message":"No."},"ok":false}`)))
			if got := Classify(err); got != test.want {
				t.Errorf("%v is %q, want %q", err, got, test.want)
			}
			if got := Outcome(err); got != NotApplied {
				t.Errorf("outcome = %v", got)
			}
		})
	}
}

func TestAnAnswerToAnotherQuestionIsAnError(t *testing.T) {
	t.Parallel()
	identity := func(selector UserIdentitySelector) func(context.Context, *Client) (any, error) {
		return func(ctx context.Context, c *Client) (any, error) { return c.GetUserIdentity(ctx, selector) }
	}
	byID, byKey := identity(UserIdentitySelector{UserIdentityID: identityID}), identity(UserIdentitySelector{UserIdentityKey: "jane"})
	for name, test := range map[string]struct {
		ask  func(context.Context, *Client) (any, error)
		body string
		want string
	}{
		"another ACS user": {
			func(ctx context.Context, c *Client) (any, error) { return c.GetACSUser(ctx, userID) },
			`"acs_user":{"acs_user_id":"` + otherID + `"}`, "acs_user_id " + userID,
		},
		"another access group": {
			func(ctx context.Context, c *Client) (any, error) { return c.GetACSAccessGroup(ctx, groupID) },
			`"acs_access_group":{"acs_access_group_id":"` + otherID + `"}`, "acs_access_group_id " + groupID,
		},
		"another access system": {
			func(ctx context.Context, c *Client) (any, error) { return c.GetACSSystem(ctx, systemID) },
			`"acs_system":{"acs_system_id":"` + otherID + `"}`, "acs_system_id " + systemID,
		},
		"an ACS user of another access system": {
			func(ctx context.Context, c *Client) (any, error) {
				return c.GetACSUserOfIdentity(ctx, identityID, systemID)
			},
			`"acs_user":{"acs_user_id":"` + userID + `","acs_system_id":"` + otherID + `","user_identity_id":"` + identityID + `"}`, "acs_system_id " + systemID,
		},
		"another user identity": {
			byID, `"user_identity":{"user_identity_id":"` + otherID + `"}`, "user_identity_id " + identityID,
		},
		"an identity that another one was merged into": {
			byID, `"user_identity":{"user_identity_id":"` + otherID + `","merged_user_identity_ids":["` + userID + `"],"merged_user_identity_keys":["","` + identityID + `"]}`,
			"user_identity_id " + identityID,
		},
		"an identity with another key": {
			byKey, `"user_identity":{"user_identity_id":"` + identityID + `","user_identity_key":"Jane"}`, "user_identity_key jane",
		},
		"an identity without a key": {
			byKey, `"user_identity":{"user_identity_id":"` + identityID + `","user_identity_key":null,"merged_user_identity_keys":[""]}`, "user_identity_key jane",
		},
		"a list with an ACS user of another access system": {
			func(ctx context.Context, c *Client) (any, error) {
				return c.ListACSUsers(ctx, ACSUserFilter{ACSSystemID: systemID})
			},
			`"acs_users":[{"acs_user_id":"a","acs_system_id":"` + systemID + `"},{"acs_user_id":"b","acs_system_id":"` + otherID + `"}]`, "acs_system_id " + systemID,
		},
		"a list with an access group of another access system": {
			func(ctx context.Context, c *Client) (any, error) {
				return c.ListACSAccessGroups(ctx, ACSAccessGroupFilter{ACSSystemID: systemID})
			},
			`"acs_access_groups":[{"acs_access_group_id":"a","acs_system_id":"` + otherID + `"}]`, "acs_system_id " + systemID,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			client, script := answering(t, `{"ok":true,`+test.body+`}`)
			got, err := test.ask(t.Context(), client)
			if !reflect.ValueOf(got).IsNil() || err == nil || !strings.Contains(err.Error(), ": asked for "+test.want+`, Seam answered with "`) {
				t.Errorf("got %v, %v; want %q", got, err, test.want)
			}
			if Classify(err) != Broken || len(script.saw()) != 1 {
				t.Errorf("%s after %d requests", Classify(err), len(script.saw()))
			}
		})
	}
}

func TestWhoWasMergedAnswersToTheOldName(t *testing.T) {
	t.Parallel()
	client, _ := answering(t, `{"ok":true,"user_identity":{"user_identity_id":"`+otherID+`","user_identity_key":"jane.doe",
		"merged_user_identity_ids":["`+strings.ToUpper(identityID)+`"],"merged_user_identity_keys":["jane","Jane"]}}`)
	for _, selector := range []UserIdentitySelector{{UserIdentityID: identityID}, {UserIdentityKey: "jane"}, {UserIdentityID: otherID}, {UserIdentityKey: "jane.doe"}} {
		identity, err := client.GetUserIdentity(t.Context(), selector)
		if err != nil {
			t.Errorf("%+v: %v", selector, err)
			continue
		}
		if identity.UserIdentityID != otherID || identity.MergedUserIdentityIDs[0] != identityID || identity.MergedUserIdentityKeys[1] != "Jane" {
			t.Errorf("%+v: got %+v", selector, identity)
		}
	}
}

// The user of an identity that was merged is that of the identity that was kept: who it is now, the caller has to see.
func TestTheUserOfAMergedIdentityIsLeftToTheCaller(t *testing.T) {
	t.Parallel()
	client, _ := answering(t, `{"ok":true,"acs_user":{"acs_user_id":"u","acs_system_id":"`+systemID+`","user_identity_id":"`+otherID+`"}}`)
	user, err := client.GetACSUserOfIdentity(t.Context(), identityID, systemID)
	if err != nil || user.UserIdentityID != otherID {
		t.Errorf("got %+v, %v", user, err)
	}
}

func TestIDsInCapitalsAreReadInLowercase(t *testing.T) {
	t.Parallel()
	user := `{"acs_user_id":"ABCU","acs_system_id":"ABCS","workspace_id":"ABCW","user_identity_id":"ABCI","display_name":"JANE","pending_mutations":[
		{"mutation_code":"updating_group_membership","from":{"acs_access_group_id":"ABCF"},"to":{"acs_access_group_id":"ABCT"}},
		{"mutation_code":"deferring_group_membership_update","acs_access_group_id":"ABCG","variant":"adding"}]}`
	group := `{"acs_access_group_id":"ABCG","acs_system_id":"ABCS","workspace_id":"ABCW","name":"STAFF","pending_mutations":[
		{"mutation_code":"updating_user_membership","from":{"acs_user_id":"ABCF"},"to":{"acs_user_id":"ABCT"}},
		{"mutation_code":"deferring_user_membership_update","acs_user_id":"ABCU","variant":"adding"}]}`
	system := `{"acs_system_id":"ABCS","workspace_id":"ABCW","connected_account_id":"ABCC","name":"MAIN"}`
	identity := `{"user_identity_id":"ABCI","workspace_id":"ABCW","user_identity_key":"KEY","acs_user_ids":["ABCU"],
		"merged_user_identity_ids":["ABCM"],"merged_user_identity_keys":["OLD"]}`
	client, _ := answering(t, `{"ok":true,"acs_user":`+user+`,"acs_users":[`+user+`],"acs_access_group":`+group+`,"acs_access_groups":[`+group+`],
		"acs_system":`+system+`,"acs_systems":[`+system+`],"user_identity":`+identity+`,"user_identities":[`+identity+`],"workspace":{"workspace_id":"ABCW","name":"HOME"}}`)

	wantUser := ACSUser{ACSUserID: "abcu", ACSSystemID: "abcs", WorkspaceID: "abcw", UserIdentityID: "abci", DisplayName: "JANE", PendingMutations: []PendingMutation{
		{Code: UpdatingGroupMembership, FromACSAccessGroupID: "abcf", ToACSAccessGroupID: "abct"},
		{Code: DeferringGroupMembershipUpdate, ACSAccessGroupID: "abcg", Variant: Adding}}}
	wantGroup := ACSAccessGroup{ACSAccessGroupID: "abcg", ACSSystemID: "abcs", WorkspaceID: "abcw", Name: "STAFF", PendingMutations: []PendingMutation{
		{Code: UpdatingUserMembership, FromACSUserID: "abcf", ToACSUserID: "abct"},
		{Code: DeferringUserMembershipUpdate, ACSUserID: "abcu", Variant: Adding}}}
	wantSystem := ACSSystem{ACSSystemID: "abcs", WorkspaceID: "abcw", ConnectedAccountID: "abcc", Name: "MAIN"}
	wantIdentity := UserIdentity{UserIdentityID: "abci", WorkspaceID: "abcw", UserIdentityKey: "KEY", ACSUserIDs: []string{"abcu"},
		MergedUserIdentityIDs: []string{"abcm"}, MergedUserIdentityKeys: []string{"OLD"}}
	ctx := t.Context()
	checkRead(t, &wantUser)(client.GetACSUser(ctx, "abcu"))
	checkRead(t, &wantUser)(client.GetACSUserOfIdentity(ctx, "abci", "abcs"))
	checkRead(t, []ACSUser{wantUser})(client.ListACSUsers(ctx, ACSUserFilter{ACSSystemID: "abcs"}))
	checkRead(t, []ACSUser{wantUser})(client.ListAccessGroupUsers(ctx, "abcg"))
	checkRead(t, &wantGroup)(client.GetACSAccessGroup(ctx, "abcg"))
	checkRead(t, []ACSAccessGroup{wantGroup})(client.ListACSAccessGroups(ctx, ACSAccessGroupFilter{ACSSystemID: "abcs"}))
	checkRead(t, &wantSystem)(client.GetACSSystem(ctx, "abcs"))
	checkRead(t, []ACSSystem{wantSystem})(client.ListACSSystems(ctx, ACSSystemFilter{}))
	checkRead(t, &wantIdentity)(client.GetUserIdentity(ctx, UserIdentitySelector{UserIdentityID: "abci"}))
	checkRead(t, []UserIdentity{wantIdentity})(client.ListUserIdentities(ctx, UserIdentityFilter{}))
	checkRead(t, &Workspace{WorkspaceID: "abcw", Name: "HOME"})(client.GetWorkspace(ctx))
}

func checkRead[T any](t *testing.T, want T) func(T, error) {
	t.Helper()
	return func(got T, err error) {
		t.Helper()
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("got  %+v, %v\nwant %+v", got, err, want)
		}
	}
}

func TestOnePersonInTwoSpellingsIsListedOnce(t *testing.T) {
	t.Parallel()
	client, _ := answering(t, `{"ok":true,"acs_users":[{"acs_user_id":"`+userID+`"},{"acs_user_id":"ABC"},{"acs_user_id":"abc"}]}`)
	if users, err := client.ListAccessGroupUsers(t.Context(), groupID); err != nil || len(users) != 2 {
		t.Errorf("got %d users, %v", len(users), err)
	}
}

func TestAListHasNoMorePagesThanAreReasonable(t *testing.T) {
	t.Parallel()
	var page int
	script := &script{steps: []http.HandlerFunc{func(w http.ResponseWriter, r *http.Request) {
		page++
		says(200, fmt.Sprintf(`{"ok":true,"acs_users":[{"acs_user_id":"%d"}],"pagination":{"has_next_page":%t,"next_page_cursor":"%d"}}`, page, page != maxPages, page))(w, r)
	}}}
	client := clientOf(t, script)
	if users, err := client.ListACSUsers(t.Context(), ACSUserFilter{}); err != nil || len(users) != maxPages {
		t.Fatalf("%d users of as many pages as there may be: %v", len(users), err)
	}
	page = -1_000_000
	users, err := client.ListACSUsers(t.Context(), ACSUserFilter{})
	if want := "/acs/users/list: 200 OK: the list has more than 200 pages"; users != nil || err == nil || err.Error() != want {
		t.Errorf("got %d users, %v; want %q", len(users), err, want)
	}
	if requests := len(script.saw()) - maxPages; requests != maxPages {
		t.Errorf("%d requests", requests)
	}
}
