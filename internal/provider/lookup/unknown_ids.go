// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package lookup

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/seamapi/terraform-provider-seam/internal/provider/connection"
	"github.com/seamapi/terraform-provider-seam/internal/seam"
)

// filterIDs are the IDs that a list is filtered by. They are null if it is not.
type filterIDs struct {
	acsSystemID      types.String
	acsAccessGroupID types.String
	acsUserID        types.String
	userIdentityID   types.String
}

// unknownIDs returns an error for each of the IDs that Seam does not know. It is for a list that came back empty: an ID that
// does not exist, or is from another workspace, may list nothing, and that must not pass for nobody being there.
func unknownIDs(ctx context.Context, conn *connection.Connection, ids filterIDs) diag.Diagnostics {
	var diags diag.Diagnostics
	if !ids.acsSystemID.IsNull() {
		id := ids.acsSystemID.ValueString()
		if _, err := conn.Directory.ACSSystem(ctx, id); err != nil {
			conn.TellWhileLookingUp(&diags, acsSystemKind().notRead("acs_system_id", id, err))
		}
	}
	if !ids.acsAccessGroupID.IsNull() {
		id := ids.acsAccessGroupID.ValueString()
		if _, err := conn.Directory.ACSAccessGroup(ctx, id); err != nil {
			conn.TellWhileLookingUp(&diags, acsAccessGroupKind().notRead("acs_access_group_id", id, err))
		}
	}
	if !ids.acsUserID.IsNull() {
		id := ids.acsUserID.ValueString()
		if _, err := conn.Directory.ACSUser(ctx, id); err != nil {
			conn.TellWhileLookingUp(&diags, acsUserKind().notRead("acs_user_id", id, err))
		}
	}
	if !ids.userIdentityID.IsNull() {
		id := ids.userIdentityID.ValueString()
		identity, err := conn.Directory.UserIdentity(ctx, seam.UserIdentitySelector{UserIdentityID: id})
		switch {
		case err != nil:
			conn.TellWhileLookingUp(&diags, userIdentityKind().notRead("user_identity_id", id, err))
		case identity.UserIdentityID != id:
			// Whether a list takes the ID of an identity that was merged into another is not documented.
			merged := mergedInto("user_identity_id", id, *identity)
			diags.AddAttributeError(path.Root("user_identity_id"), merged.Summary(), connection.Paragraphs(
				merged.Detail(), "Nothing is listed under the old ID, which does not mean that there is nothing."))
		}
	}
	return diags
}
