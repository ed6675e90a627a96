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

// ImportState imports a group, by its ID or by resource identity, with everybody who is in it: they count as declared from
// then on.
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
	if err == nil && len(members) == 0 {
		// Nothing says that an unknown group is an error rather than an empty list, so this asks for the group itself.
		members, err = conn.Roster.Joiners(ctx, state.group())
	}
	if err != nil {
		resp.Diagnostics.Append(state.notImported(err))
		return
	}

	acsUserIDs := make([]string, len(members))
	for i, member := range members {
		acsUserIDs[i] = member.Person.ACSUserID
	}
	state.ACSUserIDs = idSetOf(acsUserIDs)
	state.UserIdentityIDs = nullIDSet()
	state.UndeclaredACSUserIDs = idSetOf(nil)
	state.WorkspaceID = types.StringValue(workspace.WorkspaceID)
	if len(members) == 0 {
		state.AllowEmpty = types.BoolValue(true)
	}
	resp.Diagnostics.Append(state.write(ctx, &resp.State, resp.Identity)...)
	resp.Diagnostics.Append(state.declaration().store(ctx, resp.Private)...)
}

// toImport reads which group to import from the resource identity, or from the import ID if there is none.
func toImport(ctx context.Context, req resource.ImportStateRequest, diags *diag.Diagnostics) model {
	if req.Identity == nil || req.Identity.Raw.IsNull() {
		if err := connection.CheckUUID(req.ID); err != nil {
			diags.AddError("The import ID is not valid", "The import ID is the ID of the access group: "+err.Error()+".")
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
