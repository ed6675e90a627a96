// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package lookup

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

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
		var described datasource.SchemaResponse
		c.dataSource.Schema(t.Context(), datasource.SchemaRequest{}, &described)
		want, got := tfsdk.State{Schema: described.Schema}, tfsdk.State{Schema: described.Schema}
		if diags := want.Set(t.Context(), c.model); diags.HasError() {
			t.Fatal(diags)
		}
		if diags := setList(t.Context(), &got, c.model); diags.HasError() {
			t.Fatal(diags)
		}
		if !got.Raw.Equal(want.Raw) {
			t.Errorf("%s: got  %s\nwant %s", name, got.Raw, want.Raw)
		}
		if handedOver := handedOver(t, described.Schema, c.model); !handedOver.Equal(want.Raw) {
			t.Errorf("%s, handed over: got  %s\nwant %s", name, handedOver, want.Raw)
		}
	}
}

// handedOver returns what Terraform gets of a model whose list goes past the framework.
func handedOver(t *testing.T, ofSchema schema.Schema, model any) tftypes.Value {
	t.Helper()
	ctx, list := WithList(t.Context())
	state, typ := tfsdk.State{Schema: ofSchema}, ofSchema.Type().TerraformType(ctx)
	if diags := setList(ctx, &state, model); diags.HasError() {
		t.Fatal(diags)
	}
	for name, attribute := range ofSchema.Attributes {
		if _, isList := attribute.(schema.ListNestedAttribute); !isList {
			continue
		}
		given, _, err := tftypes.WalkAttributePath(state.Raw, tftypes.NewAttributePath().WithAttributeName(name))
		if value, isValue := given.(tftypes.Value); err != nil || !isValue || !value.IsNull() {
			t.Errorf("the framework is given the list %s: %v, %v", name, given, err)
		}
	}
	answer, err := tfprotov6.NewDynamicValue(typ, state.Raw)
	if err != nil {
		t.Fatal(err)
	}
	if err := list.PutInto(&answer); err != nil {
		t.Fatal(err)
	}
	value, err := answer.Unmarshal(typ)
	if err != nil {
		t.Fatal(err)
	}
	return value
}

func TestStateThatIsNotWhatTheProtocolSaysTakesNoList(t *testing.T) {
	t.Parallel()
	ctx, list := WithList(t.Context())
	var described datasource.SchemaResponse
	newACSUsersDataSource().Schema(ctx, datasource.SchemaRequest{}, &described)
	state := tfsdk.State{Schema: described.Schema}
	if diags := setList(ctx, &state, acsUsersModel{ACSUsers: []acsUserModel{}}); diags.HasError() {
		t.Fatal(diags)
	}
	if err := list.PutInto(&tfprotov6.DynamicValue{MsgPack: []byte("no map")}); err == nil {
		t.Error("there is no error")
	}
}
