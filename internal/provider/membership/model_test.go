// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package membership

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/seamapi/terraform-provider-seam/internal/roster"
)

func TestMembershipIsKnownOnceGroupAndPersonAre(t *testing.T) {
	t.Parallel()
	group, id := types.StringValue(testGroup), types.StringValue(testUser)
	unknown, null := types.StringUnknown(), types.StringNull()
	for name, c := range map[string]struct {
		model model
		want  bool
	}{
		"by ACS user":                  {model{ACSAccessGroupID: group, ACSUserID: id, UserIdentityID: null}, true},
		"by identity, ACS user later":  {model{ACSAccessGroupID: group, ACSUserID: unknown, UserIdentityID: id}, true},
		"by identity, without a user":  {model{ACSAccessGroupID: group, ACSUserID: null, UserIdentityID: id}, true},
		"unknown group":                {model{ACSAccessGroupID: unknown, ACSUserID: id, UserIdentityID: null}, false},
		"unknown ACS user":             {model{ACSAccessGroupID: group, ACSUserID: unknown, UserIdentityID: null}, false},
		"unknown identity and no user": {model{ACSAccessGroupID: group, ACSUserID: unknown, UserIdentityID: unknown}, false},
	} {
		if got := c.model.known(); got != c.want {
			t.Errorf("%s: known = %v, want %v", name, got, c.want)
		}
	}
}

func TestGrantedMembershipTakesOverWhatSeamSaid(t *testing.T) {
	t.Parallel()
	plan := model{
		ACSAccessGroupID: types.StringValue(testGroup),
		ACSUserID:        types.StringUnknown(),
		UserIdentityID:   types.StringValue(testIdentity),
		WorkspaceID:      types.StringUnknown(),
		WaitForSync:      types.BoolValue(true),
	}

	named := plan.granted(roster.Grant{ACSUserID: testUser, MayBeMember: true}, "workspace")
	if named.ACSUserID.ValueString() != testUser || named.WorkspaceID.ValueString() != "workspace" {
		t.Errorf("the state has the ACS user %s in the workspace %s", named.ACSUserID, named.WorkspaceID)
	}
	if named.UserIdentityID != plan.UserIdentityID || named.ACSAccessGroupID != plan.ACSAccessGroupID || named.WaitForSync != plan.WaitForSync {
		t.Errorf("the state is %+v, which does not keep what was configured", named)
	}
	if unnamed := plan.granted(roster.Grant{MayBeMember: true}, "workspace"); !unnamed.ACSUserID.IsNull() {
		t.Errorf("the state has the ACS user %s, which Seam did not name", unnamed.ACSUserID)
	}
}

func TestMembershipIsHeldWhileThePersonHasAccess(t *testing.T) {
	t.Parallel()
	for standing, want := range map[roster.Standing]struct{ held, waiting bool }{
		roster.Absent:       {false, false},
		roster.Leaving:      {false, true},
		roster.Joining:      {true, true},
		roster.Member:       {true, true},
		roster.LeavingLater: {true, true},
	} {
		membership := roster.Membership{Standing: standing}
		if got := (model{}).stillHeld(membership); got != want.held {
			t.Errorf("standing %d: stillHeld = %v, want %v", standing, got, want.held)
		}
		waiting := model{WaitForSync: types.BoolValue(true)}
		if got := waiting.stillHeld(membership); got != want.waiting {
			t.Errorf("standing %d, waiting for the access system: stillHeld = %v, want %v", standing, got, want.waiting)
		}
	}
}

func TestPersonIsBlamedByTheNameInTheConfiguration(t *testing.T) {
	t.Parallel()
	byUser := model{ACSUserID: types.StringValue(testUser)}
	byIdentity := model{ACSUserID: types.StringValue(testUser), UserIdentityID: types.StringValue(testIdentity)}
	if got := byUser.personPath().String(); got != "acs_user_id" {
		t.Errorf("by ACS user it is %s", got)
	}
	if got := byIdentity.personPath().String(); got != "user_identity_id" {
		t.Errorf("by user identity it is %s", got)
	}
}
