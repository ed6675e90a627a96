// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package membership

import (
	"context"
	"errors"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/seamapi/terraform-provider-seam/internal/provider/connection"
	"github.com/seamapi/terraform-provider-seam/internal/roster"
	"github.com/seamapi/terraform-provider-seam/internal/seam"
)

// ModifyPlan decides whether a change replaces the membership, tells what a new membership will meet, and rejects two
// resources that declare the same one. Terraform calls it for every resource in a plan, twice for a replacement, and again
// during apply. Nothing tells these calls apart, so all of them have to come to the same result.
func (r *Resource) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	if req.Plan.Raw.IsNull() {
		return
	}
	var plan model
	resp.Diagnostics.Append(get(ctx, req.Plan, &plan)...)
	if resp.Diagnostics.HasError() {
		return
	}

	isCreate, isInState := req.State.Raw.IsNull(), false
	if !isCreate {
		var config, state model
		resp.Diagnostics.Append(get(ctx, req.Config, &config)...)
		resp.Diagnostics.Append(get(ctx, req.State, &state)...)
		if resp.Diagnostics.HasError() {
			return
		}
		isInState = r.planChange(ctx, config, state, &plan, resp)
	}
	conn, isConfigured := r.connection.Get()
	if resp.Diagnostics.HasError() || !plan.known() || !isConfigured {
		return
	}

	nonce, isSecondPass := conn.PlanNonce(ctx, req, resp)
	imported, diags := importedAs(ctx, conn, req.Private)
	resp.Diagnostics.Append(diags...)
	if !reserve(ctx, conn, plan, nonce, isInState && imported == "", &resp.Diagnostics) {
		return
	}
	// Terraform drops the warnings of a replacement's second pass.
	if !isInState && !isSecondPass {
		tellOfNew(ctx, conn, plan, !isCreate, &resp.Diagnostics)
	}
}

// planChange keeps the computed values if the configuration names the same membership as the state, and plans a replacement
// otherwise. It reports whether it is the same membership.
func (r *Resource) planChange(ctx context.Context, config, state model, plan *model, resp *resource.ModifyPlanResponse) bool {
	changed := path.Empty()
	if !config.ACSAccessGroupID.Equal(state.ACSAccessGroupID) {
		changed = path.Root("acs_access_group_id")
	} else if same, diags := r.samePerson(ctx, config, state); diags.HasError() {
		resp.Diagnostics.Append(diags...)
		return false
	} else if !same && (config.ACSUserID.IsNull() || config.ACSUserID.Equal(state.ACSUserID)) {
		// Terraform replaces only for an attribute whose value changes.
		changed = path.Root("user_identity_id")
	} else if !same {
		changed = path.Root("acs_user_id")
	}

	isSame := changed.Equal(path.Empty())
	proposed := *plan
	if isSame {
		plan.ACSUserID, plan.WorkspaceID = state.ACSUserID, state.WorkspaceID
	} else {
		resp.RequiresReplace.Append(changed)
		plan.WorkspaceID = types.StringUnknown()
		if config.ACSUserID.IsNull() {
			plan.ACSUserID = types.StringUnknown()
		}
	}
	if !plan.ACSUserID.Equal(proposed.ACSUserID) || !plan.WorkspaceID.Equal(proposed.WorkspaceID) {
		resp.Diagnostics.Append(resp.Plan.Set(ctx, plan)...)
	}
	return isSame
}

// samePerson reports whether the configuration names the person of the state. It is a matter of the user and the user identity,
// never of who is in the group: then nothing that happens between plan and apply changes the answer. A person that is
// not known yet counts as another, since Terraform takes back no update in place that turns into a replacement.
//
// With ignore_changes the configuration can have both names, one of them from the state: then both have to be the person's.
func (r *Resource) samePerson(ctx context.Context, config, state model) (bool, diag.Diagnostics) {
	var diags diag.Diagnostics
	switch {
	case !config.ACSUserID.IsNull() && !config.ACSUserID.Equal(state.ACSUserID):
		return false, diags
	case config.UserIdentityID.IsNull():
		return true, diags
	case config.UserIdentityID.IsUnknown():
		// Beside the ACS user of the state it can only turn out to be null, as it is in the state.
		return !config.ACSUserID.IsNull() && state.UserIdentityID.IsNull(), diags
	case config.UserIdentityID.Equal(state.UserIdentityID):
		return true, diags
	case state.ACSUserID.IsNull():
		return false, diags
	}
	conn := r.connection.Require(&diags)
	if diags.HasError() {
		return false, diags
	}
	isSame, err := isOfIdentity(ctx, conn, state, config.UserIdentityID.ValueString())
	if err != nil {
		// It ends in an error in any case: what is planned without the answer may be the wrong thing.
		conn.TellWhileApplying(&diags, connection.Failure{
			Summary:   "Seam did not say to which user identity the ACS user belongs",
			Subject:   state.subject(),
			Attribute: path.Root("user_identity_id"),
		}.Problem(err))
	}
	return isSame, diags
}

// isOfIdentity reports whether the ACS user of the state belongs to a user identity. One that is gone belongs to none.
func isOfIdentity(ctx context.Context, conn *connection.Connection, state model, userIdentityID string) (bool, error) {
	shown, err := conn.Roster.UserIdentityOf(ctx, state.ACSAccessGroupID.ValueString(), state.ACSUserID.ValueString())
	if seam.IsNotFound(err) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	return conn.Roster.SameIdentity(ctx, shown, userIdentityID)
}

// tellOfNew tells while planning what a new membership will meet: somebody who is a member already, since a destroy will
// revoke what somebody else may have granted; or a group or a person that does not exist. Those are an error where the new
// membership replaces another one, whose access would be gone before the new one fails. A create only warns, since
// terraform destroy plans the configuration first, and an error would block it.
//
// Once this process has written, it is applying: the plan has told already, and the add itself tells the rest.
func tellOfNew(ctx context.Context, conn *connection.Connection, plan model, isReplacement bool, diags *diag.Diagnostics) {
	if conn.Roster.HasWritten() {
		return
	}
	membership, err := conn.Roster.Listed(ctx, plan.key())
	switch {
	case seam.IsNotFound(err) && isReplacement:
		conn.TellWhilePlanning(diags, connection.ReplacedIntoUnknownGroup(plan.subject(), plan.ACSAccessGroupID.ValueString()))
	case seam.IsNotFound(err):
		conn.TellWhilePlanning(diags, connection.PlannedIntoUnknownGroup(plan.subject(), plan.ACSAccessGroupID.ValueString()))
	case err != nil:
		conn.TellWhilePlanning(diags, connection.MembersNotListed(plan.subject(), plan.ACSAccessGroupID.ValueString(), err))
	case membership.Standing.Present():
		diags.Append(plan.named(ctx, conn).adopted())
	case membership.Standing == roster.Absent:
		tellOfUnknownPerson(ctx, conn, plan, isReplacement, diags)
	}
	if err == nil {
		conn.TellOfGroup(ctx, plan.ACSAccessGroupID.ValueString(), diags)
	}
}

func tellOfUnknownPerson(ctx context.Context, conn *connection.Connection, plan model, isReplacement bool, diags *diag.Diagnostics) {
	exists, err := conn.Roster.PersonExists(ctx, plan.key())
	switch {
	case errors.Is(err, roster.ErrOtherSystem):
		diags.Append(plan.named(ctx, conn).ofOtherSystem(isReplacement))
	case err != nil && isReplacement:
		conn.TellWhilePlanning(diags, plan.personNotRead(err))
	case err != nil:
		// The add tells. Until then nobody loses anything.
	case !exists:
		id, _ := plan.personID()
		diags.Append(plan.named(ctx, conn).unknownPerson(conn.KindOf(ctx, id), isReplacement))
	}
}

// reserve reports whether the plan can go on: no other object declares this membership, as far as Seam has told.
func reserve(ctx context.Context, conn *connection.Connection, plan model, nonce string, isHeld bool, diags *diag.Diagnostics) bool {
	conflict, err := conn.Roster.Reserve(ctx, plan.key(), nonce, isHeld)
	switch {
	case err != nil:
		conn.TellWhilePlanning(diags, connection.MembersNotListed(plan.subject(), plan.ACSAccessGroupID.ValueString(), err))
		return false
	case conflict == roster.Duplicate:
		diags.Append(plan.named(ctx, conn).duplicate())
		return false
	case conflict == roster.OwnedAndShared:
		diags.Append(plan.inOwnedGroup())
		return false
	case conflict == roster.DuplicateInState:
		diags.Append(plan.named(ctx, conn).heldTwice())
	}
	return true
}
