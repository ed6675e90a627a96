// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package members

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/seamapi/terraform-provider-seam/internal/provider/connection"
	"github.com/seamapi/terraform-provider-seam/internal/roster"
	"github.com/seamapi/terraform-provider-seam/internal/seam"
)

// ValidateConfig refuses to empty a group by an expression that yields nothing. Terraform validates again whenever more
// values are known.
func (r *Resource) ValidateConfig(ctx context.Context, req resource.ValidateConfigRequest, resp *resource.ValidateConfigResponse) {
	var config model
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	if resp.Diagnostics.HasError() || config.AllowEmpty.IsUnknown() || config.AllowEmpty.ValueBool() {
		return
	}
	isConfigured := !config.ACSUserIDs.IsNull() || !config.UserIdentityIDs.IsNull()
	if isConfigured && config.isDeclarationKnown() && config.declaresNobody() {
		resp.Diagnostics.Append(config.empty())
	}
}

// ModifyPlan plans that nobody undeclared is left, and names those who will be removed. It runs for every resource of a plan,
// twice for a replacement, and once more while applying. Nothing tells these runs apart, so what it plans depends on the
// configuration alone.
func (r *Resource) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	isCreate := req.State.Raw.IsNull()
	var plan, state model
	if !isCreate {
		resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	}
	if req.Plan.Raw.IsNull() {
		resp.Diagnostics.Append(r.warnOfWhoStays(ctx, state)...)
		return
	}
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	resp.Diagnostics.Append(resp.Plan.SetAttribute(ctx, path.Root("undeclared_acs_user_ids"), idSetOf(nil))...)
	if plan.ACSAccessGroupID.IsUnknown() {
		resp.Diagnostics.Append(plan.unknownRemovals())
		return
	}
	conn, isConfigured := r.connection.Get()
	if resp.Diagnostics.HasError() || !isConfigured {
		return
	}

	nonce, isSecondPass := conn.PlanNonce(ctx, req, resp)
	isHeld := !isCreate && plan.group() == state.group()
	conflict, err := conn.Roster.Reserve(ctx, roster.Key{ACSAccessGroupID: plan.group()}, nonce, isHeld)
	if err != nil {
		resp.Diagnostics.Append(connection.MembersUnknown(plan.subject(), err))
		return
	}
	switch conflict {
	case roster.Duplicate:
		resp.Diagnostics.Append(plan.duplicate())
		return
	case roster.DuplicateInState:
		resp.Diagnostics.Append(plan.heldTwice())
	}
	// Where nothing is planned, nobody is removed: without a refresh, the group may have users whom the state does not.
	if isPlanned := !resp.Plan.Raw.Equal(req.State.Raw); isPlanned && !isSecondPass {
		resp.Diagnostics.Append(warnOfRemovals(ctx, conn, plan)...)
	}
}

// warnOfRemovals names those whom applying the plan removes. Those who joined after the last refresh, and everybody on a create,
// stand nowhere else in a plan, and nowhere do their names.
func warnOfRemovals(ctx context.Context, conn *connection.Connection, plan model) diag.Diagnostics {
	var diags diag.Diagnostics
	members, err := conn.Roster.Members(ctx, plan.group())
	others := plan.declaration().others(members)
	switch {
	case seam.IsNotFound(err):
		// A destroy plans the configuration first: an error about a group that is gone would keep it from everything else.
		diags.Append(connection.UnknownGroup(plan.subject()))
	case err != nil:
		diags.Append(connection.MembersNotListed(plan.subject(), err))
	case len(others) > 0 && plan.isDeclarationKnown():
		diags.Append(plan.removal(others))
	case len(others) > 0:
		diags.Append(plan.perhapsRemoval(others))
	}
	return diags
}

// warnOfWhoStays names those who are in the group of an object that is about to be destroyed, though it does not declare
// them. Where Seam does not tell their names now, their IDs do.
func (r *Resource) warnOfWhoStays(ctx context.Context, state model) diag.Diagnostics {
	undeclared := newDeclaration(state.UndeclaredACSUserIDs.known(), nil)
	conn, isConfigured := r.connection.Get()
	if len(undeclared.acsUserIDs) == 0 || !isConfigured {
		return nil
	}
	members, err := conn.Roster.Members(ctx, state.group())
	if err != nil {
		members = nil
	}
	return diag.Diagnostics{state.stay(undeclared.everybody(members))}
}
