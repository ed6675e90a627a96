// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package lookup

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/seamapi/terraform-provider-seam/internal/seam"
)

func TestStateOfAListIsTheFrameworksOwn(t *testing.T) {
	t.Parallel()
	issues := []seam.Issue{{Code: "failed_to_update_on_acs_system", Message: "No."}}
	pending := []seam.PendingMutation{{Code: seam.UpdatingGroupMembership, Message: "Joining.", ToACSAccessGroupID: "g"}}
	schedule, yes := &seam.AccessSchedule{StartsAt: "2030-01-01T00:00:00.000Z"}, true
	users := []acsUserModel{
		newACSUserModel(seam.ACSUser{
			ACSUserID: "u", FullName: "Jane Doe", IsSuspended: true, AccessSchedule: schedule, Errors: issues, Warnings: issues, PendingMutations: pending,
		}),
		newACSUserModel(seam.ACSUser{ACSUserID: "v"}),
	}
	for name, c := range map[string]struct {
		dataSource datasource.DataSource
		model      any
	}{
		"users": {newACSUsersDataSource(), acsUsersModel{Search: types.StringValue("J"), ACSUsers: users}},
		"members": {
			newACSAccessGroupMembersDataSource(), acsAccessGroupMembersModel{ACSAccessGroupID: types.StringValue("g"), ACSUsers: users},
		},
		"groups": {newACSAccessGroupsDataSource(), acsAccessGroupsModel{ACSAccessGroups: []acsAccessGroupModel{
			newACSAccessGroupModel(seam.ACSAccessGroup{ACSAccessGroupID: "g", Errors: issues, AccessSchedule: schedule, PendingMutations: pending}),
		}}},
		"systems": {newACSSystemsDataSource(), acsSystemsModel{ACSSystems: []acsSystemModel{
			newACSSystemModel(seam.ACSSystem{ACSSystemID: "s", Warnings: issues}),
		}}},
		"entrances": {newACSEntrancesDataSource(), acsEntrancesModel{ACSEntrances: []acsEntranceModel{
			newACSEntranceModel(seam.ACSEntrance{ACSEntranceID: "e", SpaceIDs: []string{"p"}, IsLocked: &yes}),
		}}},
		"identities": {newUserIdentitiesDataSource(), userIdentitiesModel{UserIdentities: []userIdentityModel{
			newUserIdentityModel(seam.UserIdentity{UserIdentityID: "i", ACSUserIDs: []string{"u"}}),
		}}},
		"nobody":      {newACSUsersDataSource(), acsUsersModel{ACSUsers: []acsUserModel{}}},
		"no list yet": {newACSUsersDataSource(), acsUsersModel{}},
	} {
		var schema datasource.SchemaResponse
		c.dataSource.Schema(t.Context(), datasource.SchemaRequest{}, &schema)
		want, got := tfsdk.State{Schema: schema.Schema}, tfsdk.State{Schema: schema.Schema}
		if diags := want.Set(t.Context(), c.model); diags.HasError() {
			t.Fatal(diags)
		}
		if diags := setList(t.Context(), &got, c.model); diags.HasError() {
			t.Fatal(diags)
		}
		if !got.Raw.Equal(want.Raw) {
			t.Errorf("%s: got  %s\nwant %s", name, got.Raw, want.Raw)
		}
	}
}
