// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

// Package membership is the resource and the list resource seam_acs_access_group_membership: one person in one access group.
package membership

import (
	"context"
	"time"

	"github.com/hashicorp/terraform-plugin-framework-timeouts/resource/timeouts"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/identityschema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/seamapi/terraform-provider-seam/internal/provider/connection"
	"github.com/seamapi/terraform-provider-seam/internal/roster"
)

// defaultSyncTimeout bounds the wait for an access system. A push takes seconds to minutes; a system that is offline or a
// change that is scheduled for later should not block a run for longer.
const defaultSyncTimeout = 10 * time.Minute

var (
	_ resource.ResourceWithConfigure   = (*Resource)(nil)
	_ resource.ResourceWithIdentity    = (*Resource)(nil)
	_ resource.ResourceWithImportState = (*Resource)(nil)
	_ resource.ResourceWithModifyPlan  = (*Resource)(nil)

	_ resource.ResourceWithValidateConfig = (*Resource)(nil)
)

// Resource declares that a user of an access system belongs to an access group.
type Resource struct {
	connection connection.Optional
}

// NewResource makes the resource.
func NewResource() resource.Resource {
	return &Resource{}
}

// Metadata names the resource type.
func (r *Resource) Metadata(_ context.Context, req resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_acs_access_group_membership"
	// The access system can give a user identity another ACS user, and Read follows.
	resp.ResourceBehavior.MutableIdentity = true
}

// Schema describes the attributes of a membership.
func (r *Resource) Schema(ctx context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Declares that a user of an access system belongs to a Seam access group. Creating it adds the user " +
			"to the group in Seam; destroying it removes the user from the group in Seam, which tells the access system.",
		Attributes: map[string]schema.Attribute{
			"acs_access_group_id": schema.StringAttribute{
				Required: true,
				MarkdownDescription: "ID of the access group. Access groups are defined in the access system; Seam lists them. " +
					"The Seam Console shows it with the access group, and the `seam_acs_access_group` data source finds it by name. " +
					"Changing it replaces the membership.",
				Validators: []validator.String{connection.IsUUID()},
			},
			"acs_user_id": schema.StringAttribute{
				Optional: true,
				Computed: true,
				MarkdownDescription: "ID of the ACS user: the person's record in the group's access system. " +
					"The `seam_acs_user` data source finds it by email address or name. Exactly one of `acs_user_id` and `user_identity_id` is configured; where it is `user_identity_id`, this is the ACS user that " +
					"Seam found or created for it. Naming another person replaces the membership.",
				Validators: []validator.String{
					connection.IsUUID(),
					stringvalidator.ExactlyOneOf(path.MatchRoot("acs_user_id"), path.MatchRoot("user_identity_id")),
				},
			},
			"user_identity_id": schema.StringAttribute{
				Optional: true,
				MarkdownDescription: "ID of the user identity: the person across access systems. " +
					"The `seam_user_identity` data source finds it by key or email address. Seam uses the ACS user that the identity has in the group's system, links one with the same email address or phone number, or creates one. An ACS user that was " +
					"created stays when the membership is destroyed. Switching between this and the same person's `acs_user_id` is an update in " +
					"place that sends nothing; naming another person replaces the membership.",
				Validators: []validator.String{connection.IsUUID()},
			},
			"workspace_id": schema.StringAttribute{
				Computed: true,
				MarkdownDescription: "ID of the workspace that the membership was created in. A credential for another workspace is rejected " +
					"before anything is removed.",
			},
			"wait_for_sync": schema.BoolAttribute{
				Optional: true,
				MarkdownDescription: "Whether to wait until the access system has the change, for as long as `timeouts` allow. Otherwise creating and " +
					"destroying end once Seam has accepted the change, which reaches the doors within seconds to minutes. After a timeout, " +
					"a create ends with a warning, and a destroy with an error that keeps the membership in the state.",
			},
		},
		Blocks: map[string]schema.Block{
			"timeouts": timeouts.Block(ctx, timeouts.Opts{
				Create:            true,
				Delete:            true,
				CreateDescription: "How long `wait_for_sync` waits for a new membership to reach the access system, such as `5m`, at least `1s`. Default: `10m`.",
				DeleteDescription: "How long `wait_for_sync` waits for a removal to reach the access system, such as `5m`, at least `1s`. Default: `10m`.",
			}),
		},
	}
}

// IdentitySchema describes the resource identity: the access group and the ACS user.
func (r *Resource) IdentitySchema(_ context.Context, _ resource.IdentitySchemaRequest, resp *resource.IdentitySchemaResponse) {
	resp.IdentitySchema = identityschema.Schema{
		Attributes: map[string]identityschema.Attribute{
			"acs_access_group_id": identityschema.StringAttribute{
				RequiredForImport: true,
				Description:       "ID of the access group.",
			},
			"acs_user_id": identityschema.StringAttribute{
				RequiredForImport: true,
				Description:       "ID of the ACS user.",
			},
		},
	}
}

// Configure takes over the provider's connection.
func (r *Resource) Configure(_ context.Context, req resource.ConfigureRequest, _ *resource.ConfigureResponse) {
	r.connection = connection.From(req.ProviderData)
}

// Create adds the user to the access group. Once the person may be a member, the membership is in the state.
func (r *Resource) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	var plan model
	resp.Diagnostics.Append(get(ctx, req.Plan, &plan)...)
	conn := r.connection.Require(&resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}

	workspace, err := conn.Roster.Workspace(ctx)
	if err != nil {
		conn.TellWhileApplying(&resp.Diagnostics, plan.notAdded(err))
		return
	}
	grant, err := conn.Roster.Grant(ctx, plan.key(), roster.OneMembership)
	if err != nil && !grant.MayBeMember {
		conn.TellWhileApplying(&resp.Diagnostics, plan.namedAfter(ctx, conn, err).notAdded(err))
		return
	}

	// From here on the person may have access, so the state is saved before anything else can fail.
	state := plan.granted(grant, workspace.WorkspaceID)
	resp.Diagnostics.Append(state.write(ctx, &resp.State, resp.Identity)...)
	resp.Diagnostics.Append(forgetDeclared(ctx, resp.Private)...)
	switch {
	case err != nil:
		conn.TellWhileApplying(&resp.Diagnostics, state.namedAfter(ctx, conn, err).perhapsAdded(err))
		return
	case grant.ACSUserID == "":
		resp.Diagnostics.Append(state.named(ctx, conn).withoutACSUser())
	}
	if state.WaitForSync.ValueBool() {
		resp.Diagnostics.Append(awaitGranted(ctx, conn, state)...)
	}
}

// Read refreshes the membership, and removes it from the state once it is confirmed to be gone.
func (r *Resource) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	var state model
	resp.Diagnostics.Append(get(ctx, req.State, &state)...)
	if resp.Diagnostics.HasError() {
		return
	}
	resp.Diagnostics.Append(resp.Identity.Set(ctx, state.identity())...)
	declared, diags := declaredPerson(ctx, req.Private, state)
	resp.Diagnostics.Append(diags...)
	conn := r.connection.Require(&resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}

	if problem := conn.CheckWorkspace(ctx, state.tracked()); problem != nil {
		conn.TellWhilePlanning(&resp.Diagnostics, problem)
		return
	}
	membership, err := conn.Roster.Membership(ctx, state.keyOf(declared))
	if err != nil || !state.stillHeld(membership) {
		if problem := conn.CheckGone(state.tracked(), err); problem != nil {
			conn.TellWhilePlanning(&resp.Diagnostics, problem)
			return
		}
		resp.Diagnostics.Append(state.named(ctx, conn).whyGone(membership, err))
		resp.State.RemoveResource(ctx)
		return
	}

	if warnings := state.standingWarnings(membership); len(warnings) > 0 {
		resp.Diagnostics.Append(state.named(ctx, conn).standingWarnings(membership)...)
	}
	imported, diags := importedAs(ctx, conn, req.Private)
	resp.Diagnostics.Append(diags...)
	switch conn.Roster.NoteRead(state.keyOf(membership.Person), imported) {
	case roster.DuplicateInState:
		resp.Diagnostics.Append(state.named(ctx, conn).heldTwice())
	case roster.Duplicate:
		resp.Diagnostics.Append(state.named(ctx, conn).importedTwice())
		return
	}
	now := state.observed(declared, membership.Person)
	if now.UserIdentityID.ValueString() != declared.UserIdentityID {
		resp.Diagnostics.Append(rememberDeclared(ctx, resp.Private, declared.UserIdentityID)...)
	}
	// What has not changed is in the response already.
	if !now.ACSUserID.Equal(state.ACSUserID) || !now.UserIdentityID.Equal(state.UserIdentityID) {
		resp.Diagnostics.Append(now.write(ctx, &resp.State, resp.Identity)...)
	}
}

// Update sends nothing to Seam: what can change in place is the other ID of the same person, wait_for_sync and timeouts.
func (r *Resource) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	var plan model
	resp.Diagnostics.Append(get(ctx, req.Plan, &plan)...)
	if resp.Diagnostics.HasError() {
		return
	}
	resp.Diagnostics.Append(plan.write(ctx, &resp.State, resp.Identity)...)
	resp.Diagnostics.Append(forgetDeclared(ctx, resp.Private)...)
}

// Delete removes the user from the access group, unless another object of this run holds the membership.
func (r *Resource) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	var state model
	resp.Diagnostics.Append(get(ctx, req.State, &state)...)
	declared, diags := declaredPerson(ctx, req.Private, state)
	resp.Diagnostics.Append(diags...)
	conn := r.connection.Require(&resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	if problem := conn.CheckWorkspace(ctx, state.tracked()); problem != nil {
		conn.TellWhileApplying(&resp.Diagnostics, problem)
		return
	}

	revocation, err := conn.Roster.Revoke(ctx, state.keyOf(declared), roster.OneMembership)
	if err != nil {
		conn.TellWhileApplying(&resp.Diagnostics, state.namedAfter(ctx, conn, err).notRemoved(err))
		return
	}
	isRemoved := len(revocation.Removed) > 0 || len(revocation.Kept) == 0
	if isRemoved && state.WaitForSync.ValueBool() {
		var diags diag.Diagnostics
		revocation, diags = awaitRevoked(ctx, conn, state, declared)
		resp.Diagnostics.Append(diags...)
		if resp.Diagnostics.HasError() {
			return
		}
	}
	if keptMembership, isKept := state.keptBy(revocation); isKept {
		resp.Diagnostics.Append(keptMembership.named(ctx, conn).kept())
	}
}

// awaitGranted waits for the access system. A timeout is a warning: an error would taint the resource, and the next run would
// revoke and grant the membership again.
func awaitGranted(ctx context.Context, conn *connection.Connection, state model) diag.Diagnostics {
	timeout, diags := state.Timeouts.Create(ctx, defaultSyncTimeout)
	waitCtx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	membership, err := conn.Roster.AwaitGranted(waitCtx, state.key())
	switch {
	case err != nil:
		diags.Append(state.named(ctx, conn).additionNotSynced(timeout, membership, err))
	case membership.Creation == roster.CreationDeferred:
		diags.Append(state.named(ctx, conn).creationDeferred())
	}
	return diags
}

// awaitRevoked waits for the access system. That it takes too long is an error: the door still opens.
func awaitRevoked(
	ctx context.Context, conn *connection.Connection, state model, declared roster.Person,
) (roster.Revocation, diag.Diagnostics) {
	timeout, diags := state.Timeouts.Delete(ctx, defaultSyncTimeout)
	waitCtx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	revocation, membership, err := conn.Roster.AwaitRevoked(waitCtx, state.keyOf(declared))
	if err != nil {
		diags.Append(state.named(ctx, conn).removalNotSynced(timeout, membership, err))
	}
	return revocation, diags
}
