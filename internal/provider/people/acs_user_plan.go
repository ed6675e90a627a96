// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package people

import (
	"context"
	"fmt"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/seamapi/terraform-provider-seam/internal/provider/connection"
	"github.com/seamapi/terraform-provider-seam/internal/seam"
)

// ModifyPlan refuses what Seam cannot do, somebody who exists already, and two resources for one person. It warns of what a
// destroy takes along. Terraform calls it for every resource in a plan, twice for a replacement, and again during apply, when
// values are known that were not before.
func (r *ACSUserResource) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	conn, isConfigured := r.connection.Get()
	var plan, state acsUserModel
	isCreate := req.State.Raw.IsNull()
	if !isCreate {
		resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
		resp.Diagnostics.Append(rememberOwn(ctx, resp.Private, state.deletedByDestroy())...)
	}
	if req.Plan.Raw.IsNull() {
		if isConfigured && !resp.Diagnostics.HasError() {
			resp.Diagnostics.Append(state.destroyed(ctx, conn))
		}
		return
	}
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	if resp.Diagnostics.HasError() {
		return
	}

	switch {
	case isCreate:
	case !plan.ACSSystemID.Equal(state.ACSSystemID):
		// The second pass, which has no state, looks for the person in the other access system.
		if isConfigured {
			resp.Diagnostics.Append(state.destroyed(ctx, conn))
		}
	default:
		resp.Diagnostics.Append(plan.impossibleFrom(state)...)
		if sameSchedule(plan.AccessSchedule, state.AccessSchedule) {
			resp.Diagnostics.Append(resp.Plan.SetAttribute(ctx, path.Root("access_schedule"), state.AccessSchedule)...)
		}
		if state.IsSuspended.ValueBool() && plan.endsSuspension() {
			resp.Diagnostics.Append(plan.accessGivenBack())
		}
	}
	if resp.Diagnostics.HasError() || !isConfigured || plan.ACSSystemID.IsUnknown() {
		return
	}

	nonce, _ := conn.PlanNonce(ctx, req, resp)
	declareACSUser(conn, plan, state, nonce, &resp.Diagnostics)
	if isCreate && !resp.Diagnostics.HasError() {
		own, diags := ownOf(ctx, req.Private)
		resp.Diagnostics.Append(diags...)
		refuseExistingACSUser(ctx, conn, plan, own, &resp.Diagnostics)
	}
}

// refuseExistingACSUser adds an error where somebody is there already. A destroy would delete them, whoever made them.
func refuseExistingACSUser(ctx context.Context, conn *connection.Connection, plan acsUserModel, own string, diags *diag.Diagnostics) {
	existing, err := existingACSUsers(ctx, conn, plan, own)
	switch {
	case err != nil:
		conn.TellWhilePlanning(diags, plan.notLookedUp(err))
	case len(existing) > 0:
		diags.Append(plan.exists(existing[0]))
	}
}

// declareACSUser adds an error where another resource of the configuration declares the same person. Two who share an address
// or a number already exist as two.
func declareACSUser(conn *connection.Connection, plan, state acsUserModel, nonce string, diags *diag.Diagnostics) {
	held := state.declaredNames()
	names := plan.declaredNames()
	for {
		taken := conn.Declared.Declare(nonce, names...)
		switch {
		case taken == "":
			return
		case taken == state.declaredID():
			diags.Append(plan.heldTwice())
		case !slices.Contains(held, taken):
			diags.Append(plan.declaredTwice())
			return
		}
		names = slices.DeleteFunc(names, func(name string) bool { return name == taken })
	}
}

// declaredNames are the names that nobody else in the access system has.
func (m acsUserModel) declaredNames() []string {
	var names []string
	if id := m.declaredID(); id != "" {
		names = append(names, id)
	}
	for kind, value := range map[string]string{
		"user identity": m.UserIdentityID.ValueString(),
		"email address": seam.LowerASCII(m.EmailAddress.ValueString()),
		"phone number":  m.PhoneNumber.ValueString(),
	} {
		if value != "" {
			names = append(names, fmt.Sprintf("%s %s in access system %s", kind, value, m.ACSSystemID.ValueString()))
		}
	}
	return names
}

func (m acsUserModel) declaredID() string {
	if m.ACSUserID.ValueString() == "" {
		return ""
	}
	return "ACS user " + m.ACSUserID.ValueString()
}

// impossibleFrom are the changes of an ACS user that Seam has no request for.
func (m acsUserModel) impossibleFrom(state acsUserModel) diag.Diagnostics {
	var diags diag.Diagnostics
	if m.EmailAddress.IsNull() && !state.EmailAddress.IsNull() {
		diags.Append(state.notCleared("email_address", state.EmailAddress.ValueString()))
	}
	if m.PhoneNumber.IsNull() && !state.PhoneNumber.IsNull() {
		diags.Append(state.notCleared("phone_number", state.PhoneNumber.ValueString()))
	}
	isEndless := !m.AccessSchedule.IsNull() && !m.AccessSchedule.IsUnknown() && timeOf(m.AccessSchedule, "ends_at").IsNull()
	if isEndless && !sameSchedule(m.AccessSchedule, state.AccessSchedule) && !timeOf(m.AccessSchedule, "starts_at").IsUnknown() {
		diags.Append(state.notOpenEnded())
	}
	return diags
}

// deletedByDestroy is the ACS user that a destroy deletes, or "" where it keeps the record.
func (m acsUserModel) deletedByDestroy() string {
	if m.DeletionPolicy.ValueString() == suspends {
		return ""
	}
	return m.ACSUserID.ValueString()
}

// endsSuspension reports whether a plan has somebody who is not suspended.
func (m acsUserModel) endsSuspension() bool {
	return !m.IsSuspended.IsNull() && !m.IsSuspended.IsUnknown() && !m.IsSuspended.ValueBool()
}

// destroyed is the warning for a destroy: what goes with the ACS user, or that the record is kept.
func (m acsUserModel) destroyed(ctx context.Context, conn *connection.Connection) diag.Diagnostic {
	if m.DeletionPolicy.ValueString() == suspends {
		return m.willBeSuspended()
	}
	groups, err := conn.Directory.ACSAccessGroups(ctx, seam.ACSAccessGroupFilter{ACSUserID: m.ACSUserID.ValueString()})
	if err != nil {
		// The names are all that is lost.
		return m.willBeDeleted("all memberships and credentials")
	}
	return m.willBeDeleted(lossesIn(groups))
}
