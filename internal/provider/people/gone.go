// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package people

import (
	"context"
	"fmt"

	"github.com/seamapi/terraform-provider-seam/internal/provider/connection"
	"github.com/seamapi/terraform-provider-seam/internal/roster"
	"github.com/seamapi/terraform-provider-seam/internal/seam"
)

// confirmIdentityGone returns an error unless the list of the workspace, and the workspace itself, agree that a user identity
// that was not found is gone. One answer alone may be wrong: whoever believes it loses track of somebody, or makes them twice.
func confirmIdentityGone(ctx context.Context, conn *connection.Connection, userIdentityID string) error {
	listed, err := conn.Directory.SearchForUserIdentity(ctx, userIdentityID)
	if err != nil {
		return err
	}
	if listed != nil && !isBeingDeleted(listed) {
		return fmt.Errorf("%w: it lists user identity %s, but said that it is not found", roster.ErrContradiction, userIdentityID)
	}
	return conn.Roster.ConfirmWorkspace(ctx)
}

// confirmACSUserGone is [confirmIdentityGone] for an ACS user. One whose access system is gone is gone with it.
func confirmACSUserGone(ctx context.Context, conn *connection.Connection, state acsUserModel) error {
	acsUserID := state.ACSUserID.ValueString()
	listed, err := conn.Directory.SearchForACSUser(ctx, state.ACSSystemID.ValueString(), acsUserID)
	if err != nil && !seam.IsNotFound(err) {
		return err
	}
	if listed != nil && !listed.IsLeaving() {
		return fmt.Errorf("%w: it lists ACS user %s, but said that it is not found", roster.ErrContradiction, acsUserID)
	}
	return conn.Roster.ConfirmWorkspace(ctx)
}
