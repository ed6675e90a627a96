// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package people

import (
	"context"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/seamapi/terraform-provider-seam/internal/provider/connection"
	"github.com/seamapi/terraform-provider-seam/internal/roster"
	"github.com/seamapi/terraform-provider-seam/internal/seam"
)

// userIdentityPrefix marks the person in an import ID as a user identity.
const userIdentityPrefix = "user_identity:"

// ImportState imports an existing ACS user by its ID, by access system and user identity, or by resource identity.
func (r *ACSUserResource) ImportState(ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse) {
	wanted, err := acsUserToImport(ctx, req, resp)
	if err != nil {
		resp.Diagnostics.AddError("The import ID is not valid", err.Error()+".")
	}
	conn := r.connection.Require(&resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}

	workspace, err := conn.Roster.Workspace(ctx)
	if err != nil {
		conn.TellWhileApplying(&resp.Diagnostics, wanted.notImported(err))
		return
	}
	user, err := findACSUserToImport(ctx, conn, wanted)
	if err != nil {
		conn.TellWhileApplying(&resp.Diagnostics, wanted.notImported(err))
		return
	}
	state := importedACSUser(user, workspace.WorkspaceID)
	if user.IsLeaving() {
		resp.Diagnostics.Append(state.nothingToImport())
		return
	}
	resp.Diagnostics.Append(state.write(ctx, &resp.State, resp.Identity)...)
}

func findACSUserToImport(ctx context.Context, conn *connection.Connection, wanted acsUserModel) (*seam.ACSUser, error) {
	if !wanted.ACSUserID.IsNull() {
		return conn.Directory.ACSUserAnew(ctx, wanted.ACSUserID.ValueString())
	}
	userIdentityID := wanted.UserIdentityID.ValueString()
	user, err := conn.Directory.ACSUserOfIdentity(ctx, userIdentityID, wanted.ACSSystemID.ValueString())
	if err != nil {
		return nil, err
	}
	isSame, err := conn.Roster.SameIdentity(ctx, user.UserIdentityID, userIdentityID)
	if err == nil && !isSame {
		err = fmt.Errorf("%w: asked for user_identity_id %s, it answered with an ACS user of %q", roster.ErrContradiction, userIdentityID, user.UserIdentityID)
	}
	return user, err
}

// acsUserToImport reads whom to import from the resource identity, or from the import ID if there is none.
func acsUserToImport(ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse) (acsUserModel, error) {
	if req.Identity == nil || req.Identity.Raw.IsNull() {
		return parseACSUserImportID(req.ID)
	}
	var identity acsUserIdentityModel
	resp.Diagnostics.Append(req.Identity.Get(ctx, &identity)...)
	m := acsUserModel{ACSUserID: identity.ACSUserID}
	if err := connection.CheckUUID(identity.ACSUserID.ValueString()); err != nil {
		return m, fmt.Errorf("acs_user_id: %w", err)
	}
	return m, nil
}

// parseACSUserImportID reads <acs_user_id> or <acs_system_id>/user_identity:<user_identity_id>.
func parseACSUserImportID(id string) (acsUserModel, error) {
	acsSystemID, person, isPair := strings.Cut(id, "/")
	if !isPair {
		m := acsUserModel{ACSUserID: types.StringValue(id)}
		if err := connection.CheckUUID(id); err != nil {
			return m, fmt.Errorf("use <acs_user_id> or <acs_system_id>/%s<user_identity_id>: %w", userIdentityPrefix, err)
		}
		return m, nil
	}
	userIdentityID, isIdentity := strings.CutPrefix(person, userIdentityPrefix)
	m := acsUserModel{ACSSystemID: types.StringValue(acsSystemID), UserIdentityID: types.StringValue(userIdentityID)}
	if err := connection.CheckUUID(acsSystemID); err != nil {
		return m, fmt.Errorf("the access system before the slash: %w", err)
	}
	if !isIdentity {
		return m, fmt.Errorf("after the slash stands %s<user_identity_id>", userIdentityPrefix)
	}
	if err := connection.CheckUUID(userIdentityID); err != nil {
		return m, fmt.Errorf("the user identity after %s: %w", userIdentityPrefix, err)
	}
	return m, nil
}
