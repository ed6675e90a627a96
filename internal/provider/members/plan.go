// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package members

import (
	"context"
	"slices"

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
	if resp.Diagnostics.HasError() {
		return
	}
	if conn, isConfigured := r.connection.Get(); isConfigured {
		conn.Validated.Note(config.group(), config.written())
	}
	if config.AllowEmpty.IsUnknown() || config.AllowEmpty.ValueBool() {
		return
	}
	isConfigured := !config.ACSUserIDs.IsNull() || !config.UserIdentityIDs.IsNull()
	if isConfigured && config.isDeclarationKnown() && config.declaration().isNobody() {
		resp.Diagnostics.Append(config.empty())
	}
}

// ModifyPlan plans that nobody undeclared is left. It runs for every resource of a plan, twice for a replacement, and once
// more while applying. Nothing tells these runs apart, so what it plans depends on configuration and state alone.
func (r *Resource) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	var plan, state model
	if !req.State.Raw.IsNull() {
		resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	}
	if req.Plan.Raw.IsNull() {
		kept, diags := storedRecord(ctx, req.Private, state)
		resp.Diagnostics.Append(diags...)
		resp.Diagnostics.Append(state.whoStays(kept)...)
		return
	}
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	if nobody := mapOf(nil); !plan.UndeclaredACSUserIDs.Equal(nobody) {
		resp.Diagnostics.Append(resp.Plan.SetAttribute(ctx, path.Root("undeclared_acs_user_ids"), nobody)...)
	}
	if plan.ACSAccessGroupID.IsUnknown() {
		resp.Diagnostics.Append(plan.groupNotKnown())
		return
	}
	conn, isConfigured := r.connection.Get()
	if resp.Diagnostics.HasError() || !isConfigured {
		return
	}
	if !conn.Validated.Has(plan.group(), plan.written()) {
		resp.Diagnostics.Append(plan.changesIgnored())
		return
	}

	isHeld := plan.group() == state.group()
	nonce, _ := conn.PlanNonce(ctx, req, resp)
	resp.Diagnostics.Append(reserve(ctx, conn, plan, nonce, isHeld)...)
	if resp.Diagnostics.HasError() {
		return
	}
	if isHeld {
		resp.Diagnostics.Append(planUpdate(ctx, conn, plan, state)...)
		return
	}
	resp.Diagnostics.Append(planCreate(ctx, conn, plan, state)...)
}

// reserve tells of other resources of the configuration that decide about the members of this group.
func reserve(ctx context.Context, conn *connection.Connection, plan model, nonce string, isHeld bool) diag.Diagnostics {
	conflict, err := conn.Roster.Reserve(ctx, roster.Key{ACSAccessGroupID: plan.group()}, nonce, isHeld)
	switch {
	case err != nil:
		return plan.notListed(conn, err)
	case conflict == roster.Duplicate:
		return diag.Diagnostics{plan.duplicate()}
	case conflict == roster.DuplicateInState:
		return diag.Diagnostics{plan.heldTwice()}
	case conflict == roster.OwnedAndShared:
		return diag.Diagnostics{plan.besideMemberships()}
	default:
		return nil
	}
}

// planUpdate tells what is odd about who is declared. Whom the update removes, the plan shows by itself.
func planUpdate(ctx context.Context, conn *connection.Connection, plan, state model) diag.Diagnostics {
	added := plan.declaration().without(state.declaration())
	var members []roster.GroupMember
	if declared := plan.declaration(); len(declared.ACSUserIDs) > 0 && len(declared.UserIdentityIDs) > 0 {
		// A list that cannot be read is told of where it matters.
		members, _ = conn.Roster.Members(ctx, plan.group())
	}
	diags := plan.oddities(meetNewcomers(ctx, conn, plan, added), members)
	if !added.isNobody() {
		conn.TellOfGroup(ctx, plan.group(), &diags)
	}
	return diags
}

// planCreate refuses to take over a group with people in it whom the configuration does not declare: a create removes nobody,
// and what the next plan would remove belongs into this one. Where the group or somebody declared was not known while
// planning, it is too late for that in the apply. If this process has begun to write, it is applying, and an error could leave
// people out whom the destroy of a predecessor has removed; then Create names those who are left to the next plan.
func planCreate(ctx context.Context, conn *connection.Connection, plan, state model) diag.Diagnostics {
	members, err := conn.Roster.Members(ctx, plan.group())
	var group *seam.ACSAccessGroup
	if err == nil {
		group, err = conn.Directory.ACSAccessGroup(ctx, plan.group())
	}
	isReplacement := !state.ACSAccessGroupID.IsNull()
	switch {
	case seam.IsNotFound(err) && isReplacement:
		return diag.Diagnostics{plan.notTakenOver(err)}
	case seam.IsNotFound(err):
		// A destroy plans the configuration first: an error about a group that is gone would keep it from everything else.
		return diag.Diagnostics{connection.UnknownGroup(plan.subject())}
	case err != nil:
		return plan.notListed(conn, err)
	case isOfAccessGrant(group):
		return diag.Diagnostics{plan.ofAccessGrant(group)}
	}

	others := plan.declaration().people().others(members)
	if len(others) > 0 {
		// Somebody declared may have another user identity by now, or one that the list does not tell.
		s := newSight(members)
		if err := s.lookFor(ctx, conn, plan.group(), s.missing(plan.declaration()).UserIdentityIDs); err != nil {
			return plan.notListed(conn, err)
		}
		others = s.undeclared(plan.declaration().people())
	}
	added := newSight(members).missing(plan.declaration())
	diags := plan.oddities(meetNewcomers(ctx, conn, plan, added), members)
	conn.TellOfReadGroup(ctx, group, &diags)
	switch {
	case len(others) == 0 || conn.Roster.HasWritten():
	case plan.isDeclarationKnown():
		diags.Append(plan.takeover(group, others))
	default:
		diags.Append(plan.perhapsTakeover(group, others))
	}
	return diags
}

// deferringDeletion is the pending mutation of an access group that is deleted once nothing uses it. Access Grants make such
// groups and put people into them.
const deferringDeletion = "deferring_deletion"

func isOfAccessGrant(group *seam.ACSAccessGroup) bool {
	for _, mutation := range group.PendingMutations {
		if mutation.Code == deferringDeletion {
			return true
		}
	}
	return false
}

// oddities tells of people who are declared more than once, and of those whom Seam does not know.
func (m model) oddities(added *newcomers, members []roster.GroupMember) diag.Diagnostics {
	declared := m.declaration()
	twice := slices.Concat(
		sharedIDs("acs_user_ids", declared.ACSUserIDs),
		sharedIDs("user_identity_ids", declared.UserIdentityIDs),
		inBothMaps(declared, slices.Concat(members, added.found)),
	)
	var diags diag.Diagnostics
	if len(twice) > 0 {
		diags.Append(m.declaredTwice(twice))
	}
	if len(added.unknown) > 0 {
		diags.Append(m.unknownPeople(added.unknown))
	}
	return diags
}
