// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package members

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/seamapi/terraform-provider-seam/internal/provider/connection"
)

// ImportState takes up a group with everybody who is in it, by the group's ID or by resource identity. Everybody counts as
// declared from then on, under the name that Seam shows.
func (r *Resource) ImportState(ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse) {
	state := toImport(ctx, req, &resp.Diagnostics)
	conn := r.connection.Require(&resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}

	workspace, err := conn.Roster.Workspace(ctx)
	if err != nil {
		resp.Diagnostics.Append(state.notImported(err))
		return
	}
	members, err := conn.Roster.Members(ctx, state.group())
	if err != nil {
		resp.Diagnostics.Append(state.notImported(err))
		return
	}
	// An empty list may be all that is said of a group that does not exist, so the group is asked for as well.
	group, err := conn.Directory.ACSAccessGroup(ctx, state.group())
	if err != nil {
		resp.Diagnostics.Append(state.notImported(err))
		return
	}
	if isOfAccessGrant(group) {
		resp.Diagnostics.Append(state.ofAccessGrant(group))
		return
	}

	state.ACSUserIDs = mapOf(byName(members))
	state.UserIdentityIDs = types.MapNull(types.StringType)
	state.UndeclaredACSUserIDs = mapOf(nil)
	state.WorkspaceID = types.StringValue(workspace.WorkspaceID)
	if len(members) == 0 {
		state.AllowEmpty = types.BoolValue(true)
	}
	resp.Diagnostics.Append(state.write(ctx, &resp.State, resp.Identity)...)
	resp.Diagnostics.Append(newRecord(state.declaration()).store(ctx, resp.Private)...)
}

// toImport reads which group is meant from the resource identity, or from the import ID where there is none.
func toImport(ctx context.Context, req resource.ImportStateRequest, diags *diag.Diagnostics) model {
	if req.Identity == nil || req.Identity.Raw.IsNull() {
		if err := connection.CheckUUID(req.ID); err != nil {
			diags.AddError("The import ID is not valid", "The import ID is the ID of the access group: "+err.Error()+". The seam_acs_access_group "+
				"data source finds a group by its name.")
		}
		return model{ACSAccessGroupID: types.StringValue(req.ID)}
	}
	var identity identityModel
	diags.Append(req.Identity.Get(ctx, &identity)...)
	if err := connection.CheckUUID(identity.ACSAccessGroupID.ValueString()); err != nil {
		diags.AddAttributeError(path.Root("acs_access_group_id"), "The resource identity is not valid", "acs_access_group_id: "+err.Error()+".")
	}
	return model{ACSAccessGroupID: identity.ACSAccessGroupID}
}
