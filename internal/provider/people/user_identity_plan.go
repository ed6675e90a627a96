// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package people

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/seamapi/terraform-provider-seam/internal/provider/connection"
	"github.com/seamapi/terraform-provider-seam/internal/seam"
)

// ModifyPlan refuses a person who is there already, and two resources that declare the same one; it tells what a destroy takes
// along. Terraform calls it again while applying, when values are known that were not before.
func (r *UserIdentityResource) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	if req.Plan.Raw.IsNull() {
		r.planDestroy(ctx, req, resp)
		return
	}
	var plan, state userIdentityModel
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	isCreate := req.State.Raw.IsNull()
	if !isCreate {
		resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
		resp.Diagnostics.Append(rememberOwn(ctx, resp.Private, state.UserIdentityID.ValueString())...)
	}
	if resp.Diagnostics.HasError() {
		return
	}
	if plan.isNameless() {
		resp.Diagnostics.Append(plan.nameless())
		return
	}
	conn, isConfigured := r.connection.Get()
	if !isConfigured {
		return
	}

	nonce, _ := conn.PlanNonce(ctx, req, resp)
	resp.Diagnostics.Append(plan.checkDeclared(conn, nonce)...)
	if resp.Diagnostics.HasError() {
		return
	}
	switch {
	case isCreate:
		own, diags := ownOf(ctx, req.Private)
		resp.Diagnostics.Append(diags...)
		if problem := plan.checkAbsent(ctx, conn, own); problem != nil {
			conn.TellWhilePlanning(&resp.Diagnostics, problem)
		}
	case plan != state:
		state.checkNotMerged(ctx, conn, &resp.Diagnostics)
	}
}

// checkDeclared notes the person of a planned object, and returns an error where another object declares the same one.
func (m userIdentityModel) checkDeclared(conn *connection.Connection, nonce string) diag.Diagnostics {
	names, attributes := m.names()
	if taken := conn.Declared.Declare(nonce, names...); taken != "" {
		return diag.Diagnostics{m.duplicate(attributes[taken])}
	}
	return nil
}

// checkAbsent returns why the person cannot be created: somebody has the key, the address or the number, other than the own
// user identity that a replacement deletes. Whoever is being deleted is about to give them up, so that is left to Seam.
func (m userIdentityModel) checkAbsent(ctx context.Context, conn *connection.Connection, own string) *connection.Problem {
	found, err := conn.Directory.UserIdentitiesLike(ctx, m.profile())
	if err != nil {
		return m.notLookedUp(err)
	}
	for _, identity := range found {
		if identity.UserIdentityID != own && !isBeingDeleted(identity) {
			return connection.Own(m.exists(identity))
		}
	}
	return nil
}

// checkNotMerged refuses to plan a change of somebody who was merged into another one. Whether they exist, Read has told.
func (m userIdentityModel) checkNotMerged(ctx context.Context, conn *connection.Connection, diags *diag.Diagnostics) {
	identity, err := conn.Directory.CurrentUserIdentity(ctx, m.UserIdentityID.ValueString())
	if err == nil && m.isMergedInto(identity) {
		diags.Append(m.mergedAndChanged(identity))
	}
}

// planDestroy tells what a destroy takes along. What cannot be read is left to the destroy itself.
func (r *UserIdentityResource) planDestroy(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	var state userIdentityModel
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	conn, isConfigured := r.connection.Get()
	if resp.Diagnostics.HasError() || !isConfigured {
		return
	}
	identity, err := conn.Directory.CurrentUserIdentity(ctx, state.UserIdentityID.ValueString())
	switch {
	case err != nil:
	case state.isMergedInto(identity):
		resp.Diagnostics.Append(state.mergedAndKept(identity))
	default:
		resp.Diagnostics.Append(state.goesWith(identity, systemsOf(ctx, conn, identity)))
	}
}

// systemsOf returns the names of the access systems in which a user identity has ACS users, or none where Seam does not say.
func systemsOf(ctx context.Context, conn *connection.Connection, identity *seam.UserIdentity) []string {
	if len(identity.ACSUserIDs) == 0 {
		return nil
	}
	users, err := conn.Directory.ACSUsersOfIdentity(ctx, identity.UserIdentityID)
	if err != nil {
		return nil
	}
	systems, err := conn.Directory.ACSSystems(ctx, seam.ACSSystemFilter{})
	if err != nil {
		return nil
	}
	nameOf := map[string]string{}
	for _, system := range systems {
		nameOf[system.ACSSystemID] = seam.OneLine(system.Name)
	}
	var names []string
	for _, user := range users {
		names = append(names, connection.Named(nameOf[user.ACSSystemID], user.ACSSystemID))
	}
	return names
}
