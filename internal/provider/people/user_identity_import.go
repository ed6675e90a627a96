// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package people

import (
	"context"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/seamapi/terraform-provider-seam/internal/provider/connection"
	"github.com/seamapi/terraform-provider-seam/internal/seam"
)

// keyPrefix marks an import ID as a user_identity_key.
const keyPrefix = "key:"

// ImportState imports an existing user identity by its ID, by its key or by resource identity.
func (r *UserIdentityResource) ImportState(ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse) {
	wanted := userIdentityToImport(ctx, req, &resp.Diagnostics)
	conn := r.connection.Require(&resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	identity, err := wanted.find(ctx, conn)
	switch {
	case err != nil:
		conn.TellWhileApplying(&resp.Diagnostics, wanted.notImported(err))
		return
	case wanted.isOther(identity):
		resp.Diagnostics.Append(wanted.importedElsewhere(identity))
		return
	case isBeingDeleted(identity):
		resp.Diagnostics.Append(newUserIdentityModel(identity).importedTooLate())
		return
	}
	resp.Diagnostics.Append(newUserIdentityModel(identity).write(ctx, &resp.State, resp.Identity)...)
}

// find asks for the user identity that is to be imported.
func (m userIdentityModel) find(ctx context.Context, conn *connection.Connection) (*seam.UserIdentity, error) {
	if key := m.UserIdentityKey.ValueString(); key != "" {
		return conn.Directory.UserIdentity(ctx, seam.UserIdentitySelector{UserIdentityKey: key})
	}
	return conn.Directory.CurrentUserIdentity(ctx, m.UserIdentityID.ValueString())
}

// isOther reports whether the ID or the key has led to the user identity that the wanted one was merged into.
func (m userIdentityModel) isOther(identity *seam.UserIdentity) bool {
	if key := m.UserIdentityKey.ValueString(); key != "" {
		return identity.UserIdentityKey != key
	}
	return m.isMergedInto(identity)
}

// userIdentityToImport reads who is to be imported from the resource identity, or from the import ID if there is none.
func userIdentityToImport(ctx context.Context, req resource.ImportStateRequest, diags *diag.Diagnostics) userIdentityModel {
	if req.Identity == nil || req.Identity.Raw.IsNull() {
		m, err := parseUserIdentityImportID(req.ID)
		if err != nil {
			diags.AddError("The import ID is not valid", err.Error()+".")
		}
		return m
	}
	var identity userIdentityIdentityModel
	diags.Append(req.Identity.Get(ctx, &identity)...)
	if err := connection.CheckUUID(identity.UserIdentityID.ValueString()); err != nil {
		diags.AddError("The resource identity is not valid", "user_identity_id: "+err.Error()+".")
	}
	return userIdentityModel{UserIdentityID: identity.UserIdentityID}
}

// parseUserIdentityImportID reads <user_identity_id> or key:<user_identity_key>.
func parseUserIdentityImportID(id string) (userIdentityModel, error) {
	if key, isKey := strings.CutPrefix(id, keyPrefix); isKey {
		if key == "" {
			return userIdentityModel{}, fmt.Errorf("there is no user_identity_key after %q", keyPrefix)
		}
		return userIdentityModel{UserIdentityKey: types.StringValue(key)}, nil
	}
	if err := connection.CheckUUID(id); err != nil {
		return userIdentityModel{}, fmt.Errorf("%w. Use <user_identity_id> or %s<user_identity_key>", err, keyPrefix)
	}
	return userIdentityModel{UserIdentityID: types.StringValue(id)}, nil
}
