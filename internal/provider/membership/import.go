// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package membership

import (
	"context"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/seamapi/terraform-provider-seam/internal/provider/connection"
)

// userIdentityPrefix marks the person in an import ID as a user identity.
const userIdentityPrefix = "user_identity:"

// ImportState imports an existing membership by import ID or by resource identity. An import by user identity finds the ACS
// user of the identity, and keeps both in the state.
func (r *Resource) ImportState(ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse) {
	state := toImport(ctx, req, &resp.Diagnostics)
	conn := r.connection.Require(&resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}

	workspace, err := conn.Roster.Workspace(ctx)
	if err != nil {
		conn.TellWhileApplying(&resp.Diagnostics, state.namedAfter(ctx, conn, err).notImported(err, ""))
		return
	}
	membership, err := conn.Roster.Membership(ctx, state.key())
	if err != nil {
		var groupKind connection.Kind
		if connection.IsGroupUnknown(err) {
			groupKind = conn.KindOf(ctx, state.ACSAccessGroupID.ValueString())
		}
		conn.TellWhileApplying(&resp.Diagnostics, state.namedAfter(ctx, conn, err).notImported(err, groupKind))
		return
	}
	if !membership.Standing.Present() {
		id, _ := state.personID()
		resp.Diagnostics.Append(state.named(ctx, conn).nothingToImport(workspace, conn.KindOf(ctx, id)))
		return
	}

	state.ACSUserID = types.StringValue(membership.Person.ACSUserID)
	state.WorkspaceID = types.StringValue(workspace.WorkspaceID)
	resp.Diagnostics.Append(state.writeImported(ctx, &resp.State)...)
	resp.Diagnostics.Append(resp.Identity.Set(ctx, state.identity())...)
	resp.Diagnostics.Append(rememberImported(ctx, conn, resp.Private)...)
}

// toImport reads which membership to import from the resource identity, or from the import ID if there is none.
func toImport(ctx context.Context, req resource.ImportStateRequest, diags *diag.Diagnostics) model {
	if req.Identity == nil || req.Identity.Raw.IsNull() {
		m, err := parseImportID(req.ID)
		addImportError(diags, "The import ID is not valid", err)
		return m
	}
	var identity identityModel
	diags.Append(req.Identity.Get(ctx, &identity)...)
	if diags.HasError() {
		return model{}
	}
	addImportError(diags, "The resource identity is not valid", identity.check())
	return model{ACSAccessGroupID: identity.ACSAccessGroupID, ACSUserID: identity.ACSUserID}
}

func addImportError(diags *diag.Diagnostics, summary string, err error) {
	if err != nil {
		diags.AddError(summary, err.Error()+".")
	}
}

// check validates the identity as the schema validates a configuration: Terraform validates no identity that it imports.
func (i identityModel) check() error {
	if err := checkID(i.ACSAccessGroupID.ValueString(), connection.AnAccessGroup); err != nil {
		return fmt.Errorf("acs_access_group_id: %w", err)
	}
	if err := checkID(i.ACSUserID.ValueString(), connection.AnACSUser); err != nil {
		return fmt.Errorf("acs_user_id: %w", err)
	}
	return nil
}

// checkID accepts an ID as [connection.CheckUUID] does. For a name in its place, the error says what finds the ID.
func checkID(id string, kind connection.Kind) error {
	err := connection.CheckUUID(id)
	if err == nil || id == "" || connection.CheckUUID(strings.ToLower(id)) == nil {
		return err
	}
	return fmt.Errorf("%w. %s", err, kind.DataSource())
}

// parseImportID reads <acs_access_group_id>/<acs_user_id> or <acs_access_group_id>/user_identity:<user_identity_id>.
func parseImportID(id string) (model, error) {
	acsAccessGroupID, person, found := strings.Cut(id, "/")
	if !found {
		return model{}, fmt.Errorf("%q is not an import ID: use <acs_access_group_id>/<acs_user_id> "+
			"or <acs_access_group_id>/%s<user_identity_id>", id, userIdentityPrefix)
	}
	if err := checkID(acsAccessGroupID, connection.AnAccessGroup); err != nil {
		return model{}, fmt.Errorf("the access group before the slash: %w", err)
	}
	m := model{ACSAccessGroupID: types.StringValue(acsAccessGroupID)}
	if userIdentityID, isIdentity := strings.CutPrefix(person, userIdentityPrefix); isIdentity {
		m.UserIdentityID = types.StringValue(userIdentityID)
		if err := checkID(userIdentityID, connection.AUserIdentity); err != nil {
			return m, fmt.Errorf("the user identity after %s: %w", userIdentityPrefix, err)
		}
		return m, nil
	}
	m.ACSUserID = types.StringValue(person)
	if err := checkID(person, connection.AnACSUser); err != nil {
		return m, fmt.Errorf("the ACS user after the slash: %w", err)
	}
	return m, nil
}
