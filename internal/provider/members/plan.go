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

// ValidateConfig rejects a configuration that declares nobody without allow_empty: an expression that is empty by mistake
// would remove everybody. Terraform validates again when unknown values become known.
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

// ModifyPlan plans the removal of all undeclared users, and warns who they are. Terraform calls it for every resource in a
// plan, twice for a replacement, and again during apply. Nothing tells these calls apart, so what it plans depends on the
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
		resp.Diagnostics.Append(connection.MembersNotListed(plan.subject(), err))
		return
	}
	switch conflict {
	case roster.Duplicate:
		resp.Diagnostics.Append(plan.duplicate())
		return
	case roster.DuplicateInState:
		resp.Diagnostics.Append(plan.heldTwice())
	}
	// Without a planned change nobody is removed, even if the group has users that a state without a refresh does not have.
	if isPlanned := !resp.Plan.Raw.Equal(req.State.Raw); isPlanned && !isSecondPass {
		resp.Diagnostics.Append(warnOfRemovals(ctx, conn, plan)...)
	}
}

// warnOfRemovals names the users that applying the plan removes. The plan itself has no names, and it lacks users who joined
// after the last refresh, or all of them on a create.
func warnOfRemovals(ctx context.Context, conn *connection.Connection, plan model) diag.Diagnostics {
	var diags diag.Diagnostics
	members, err := conn.Roster.Members(ctx, plan.group())
	others := plan.declaration().others(members)
	switch {
	case seam.IsNotFound(err):
		// terraform destroy plans the configuration first. An error about a group that is gone would block the whole destroy.
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

// warnOfWhoStays names the undeclared users in the group of an object that is about to be destroyed, by ID if the group cannot
// be listed.
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
