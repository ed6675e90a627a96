// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

// Package members is seam_acs_access_group_members: everybody who is in one access group, declared as a whole.
package members

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-validators/mapvalidator"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/identityschema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/seamapi/terraform-provider-seam/internal/provider/connection"
	"github.com/seamapi/terraform-provider-seam/internal/roster"
	"github.com/seamapi/terraform-provider-seam/internal/seam"
)

var (
	_ resource.ResourceWithConfigure      = (*Resource)(nil)
	_ resource.ResourceWithIdentity       = (*Resource)(nil)
	_ resource.ResourceWithImportState    = (*Resource)(nil)
	_ resource.ResourceWithModifyPlan     = (*Resource)(nil)
	_ resource.ResourceWithValidateConfig = (*Resource)(nil)
)

// Resource declares everybody who belongs to an access group. Nobody else does.
type Resource struct {
	connection connection.Optional
}

// NewResource makes the resource.
func NewResource() resource.Resource {
	return &Resource{}
}

// Metadata names the resource type.
func (r *Resource) Metadata(_ context.Context, req resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_acs_access_group_members"
}

// Schema describes who is declared, and who is in the group without being declared.
func (r *Resource) Schema(_ context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Declares all members of a Seam access group: these people and nobody else. Whoever is in the group and not " +
			"declared is removed from it in Seam, which tells the access system; the plan shows each of them by name.",
		Attributes: map[string]schema.Attribute{
			"acs_access_group_id": schema.StringAttribute{
				Required: true,
				MarkdownDescription: "ID of the access group. The access system defines its groups; Seam lists them. " +
					"The Seam Console shows it with the access group, and the `seam_acs_access_group` data source finds it by name. " +
					"Changing it removes the declared people from the one group and adds them to the other.",
				Validators:    []validator.String{connection.IsUUID()},
				PlanModifiers: []planmodifier.String{stringplanmodifier.RequiresReplace()},
			},
			"acs_user_ids": schema.MapAttribute{
				ElementType: types.StringType,
				Optional:    true,
				MarkdownDescription: "IDs of the ACS users who are members, each under a label by which people recognise the person in a plan. " +
					"An ACS user is a person's record inside the group's access system; the `seam_acs_user` data source finds one by email address " +
					"or name. At least one of `acs_user_ids` and `user_identity_ids` is configured.",
				Validators: []validator.Map{
					mapvalidator.AtLeastOneOf(path.MatchRoot("acs_user_ids"), path.MatchRoot("user_identity_ids")),
					mapvalidator.NoNullValues(),
					mapvalidator.ValueStringsAre(connection.IsUUID()),
				},
			},
			"user_identity_ids": schema.MapAttribute{
				ElementType: types.StringType,
				Optional:    true,
				MarkdownDescription: "IDs of the user identities who are members, each under a label by which people recognise the person in a plan. " +
					"A user identity is a person across access systems; the `seam_user_identity` data source finds one by key or email address. " +
					"Seam uses the ACS user that the identity has in the group's system, links one with the same email address or phone number, or " +
					"creates one. Somebody who is in `acs_user_ids` as well is one member.",
				Validators: []validator.Map{
					mapvalidator.NoNullValues(),
					mapvalidator.ValueStringsAre(connection.IsUUID()),
				},
			},
			"allow_empty": schema.BoolAttribute{
				Optional: true,
				MarkdownDescription: "Whether nobody at all may be declared, which empties the group. Otherwise that is an error, since an " +
					"expression that yields nothing by mistake looks the same.",
			},
			"undeclared_acs_user_ids": schema.MapAttribute{
				ElementType: types.StringType,
				Computed:    true,
				MarkdownDescription: "IDs of the ACS users who are in the group without being declared, by the names that Seam shows. Refreshing fills it; " +
					"applying removes these people, so it is planned as empty.",
			},
			"workspace_id": schema.StringAttribute{
				Computed: true,
				MarkdownDescription: "ID of the workspace that the access group is in. A credential of another workspace is refused " +
					"before anything is changed.",
				PlanModifiers: []planmodifier.String{stringplanmodifier.UseStateForUnknown()},
			},
		},
	}
}

// IdentitySchema describes the group, which is the identity of its members.
func (r *Resource) IdentitySchema(_ context.Context, _ resource.IdentitySchemaRequest, resp *resource.IdentitySchemaResponse) {
	resp.IdentitySchema = identityschema.Schema{
		Attributes: map[string]identityschema.Attribute{
			"acs_access_group_id": identityschema.StringAttribute{
				RequiredForImport: true,
				Description:       "ID of the access group.",
			},
		},
	}
}

// Configure takes over the provider's connection.
func (r *Resource) Configure(_ context.Context, req resource.ConfigureRequest, _ *resource.ConfigureResponse) {
	r.connection = connection.From(req.ProviderData)
}

// Create adds the declared people to the group. It removes nobody. Once anybody is added it ends without an error: an error
// would taint the object, and the next run would remove everybody to add them again. The next refresh sees what is left to do.
func (r *Resource) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	var plan model
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	conn := r.connection.Require(&resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}

	workspace, err := conn.Roster.Workspace(ctx)
	if err != nil {
		conn.TellWhileApplying(&resp.Diagnostics, plan.notChanged(err))
		return
	}
	members, err := conn.Roster.Members(ctx, plan.group())
	if err != nil {
		conn.TellWhileApplying(&resp.Diagnostics, plan.notChanged(err))
		return
	}
	kept := newRecord(plan.declaration())
	changes := add(ctx, conn, plan.group(), kept.Declared.everybody(members))
	if len(changes.failures()) > 0 && changes.isNothing() {
		resp.Diagnostics.Append(plan.nothingChanged(changes))
		return
	}

	plan.WorkspaceID = types.StringValue(workspace.WorkspaceID)
	kept.grant(changes.let())
	resp.Diagnostics.Append(plan.write(ctx, &resp.State, resp.Identity)...)
	resp.Diagnostics.Append(kept.store(ctx, resp.Private)...)
	if left := changes.after(members).undeclared(kept.Declared.people()); len(left) > 0 {
		resp.Diagnostics.Append(plan.left(left))
	}
	if len(changes.failures()) > 0 {
		resp.Diagnostics.Append(plan.partlyCreated(changes))
	}
}

// Read refreshes who is in the group. The object leaves the state only once the group is confirmed to be gone.
func (r *Resource) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	var state model
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	if resp.Diagnostics.HasError() {
		return
	}
	resp.Diagnostics.Append(resp.Identity.Set(ctx, state.identity())...)
	kept, diags := storedRecord(ctx, req.Private, state)
	resp.Diagnostics.Append(diags...)
	conn := r.connection.Require(&resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}

	seen, err := look(ctx, conn, state.group(), kept.Declared)
	if err != nil || !seen.missing(kept.Declared).isNobody() {
		if problem := conn.CheckWorkspace(ctx, state.tracked()); problem != nil {
			conn.TellWhilePlanning(&resp.Diagnostics, problem)
			return
		}
		if problem := conn.CheckGone(state.tracked(), err); problem != nil {
			conn.TellWhilePlanning(&resp.Diagnostics, problem)
			return
		}
	}
	if err != nil {
		resp.Diagnostics.Append(state.gone())
		resp.State.RemoveResource(ctx)
		return
	}

	resp.Diagnostics.Append(state.standingWarnings(kept.Declared, seen)...)
	if conn.Roster.NoteRead(roster.Key{ACSAccessGroupID: state.group()}, "") != roster.Free {
		resp.Diagnostics.Append(state.heldTwice())
	}
	resp.Diagnostics.Append(resp.State.Set(ctx, state.observed(kept.Declared, seen))...)
	resp.Diagnostics.Append(kept.seen(seen).store(ctx, resp.Private)...)
}

// Update adds the declared people whom the state lacks, and removes those whom the plan shows leaving. Where that fails
// half-way, the state has what was done.
func (r *Resource) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	var plan, state model
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	formerly, diags := storedRecord(ctx, req.Private, state)
	resp.Diagnostics.Append(diags...)
	resp.Diagnostics.Append(resp.Identity.Set(ctx, state.identity())...)
	conn := r.connection.Require(&resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}

	kept := record{Declared: plan.declaration(), Granted: formerly.Granted}
	if state.hasWhatIsPlanned(plan) {
		resp.Diagnostics.Append(plan.write(ctx, &resp.State, resp.Identity)...)
		resp.Diagnostics.Append(kept.store(ctx, resp.Private)...)
		return
	}
	members, err := conn.Roster.Members(ctx, plan.group())
	if err != nil {
		problem := conn.CheckWorkspace(ctx, state.tracked())
		if problem == nil {
			problem = plan.notChanged(err)
		}
		conn.TellWhileApplying(&resp.Diagnostics, problem)
		return
	}
	leaving := findLeavers(ctx, conn, plan, state, formerly.Granted, members)
	if leaving.isAnybodyBut(kept.Declared.people()) || !newSight(members).missing(kept.Declared).isNobody() {
		if problem := conn.CheckWorkspace(ctx, state.tracked()); problem != nil {
			conn.TellWhileApplying(&resp.Diagnostics, problem)
			return
		}
	}

	changes := add(ctx, conn, plan.group(), kept.Declared.everybody(members))
	changes.remove(ctx, conn, plan.group(), leaving, kept.Declared.people())
	kept.update(changes, leaving)
	after := changes.after(members)
	if len(changes.failures()) > 0 {
		plan = plan.observed(kept.Declared, after)
		resp.Diagnostics.Append(plan.partlyUpdated(changes))
	} else if left := changes.joined(after.undeclared(kept.Declared.people())); len(left) > 0 {
		resp.Diagnostics.Append(plan.left(left))
	}
	resp.Diagnostics.Append(plan.write(ctx, &resp.State, resp.Identity)...)
	resp.Diagnostics.Append(kept.store(ctx, resp.Private)...)
	if len(changes.kept) > 0 {
		resp.Diagnostics.Append(plan.kept(changes.kept))
	}
}

// Delete removes those whom the object has let in. Whoever else is in the group stays.
func (r *Resource) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	var state model
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	kept, diags := storedRecord(ctx, req.Private, state)
	resp.Diagnostics.Append(diags...)
	conn := r.connection.Require(&resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	if problem := conn.CheckWorkspace(ctx, state.tracked()); problem != nil {
		conn.TellWhileApplying(&resp.Diagnostics, problem)
		return
	}

	members, err := conn.Roster.Members(ctx, state.group())
	if seam.IsNotFound(err) {
		return
	}
	if err != nil {
		conn.TellWhileApplying(&resp.Diagnostics, state.notRemoved(err))
		return
	}
	var changes groupChanges
	changes.removeAll(ctx, conn, state.group(), kept.everybody(members), roster.OneMembership)
	if len(changes.notRemoved) > 0 {
		resp.Diagnostics.Append(state.partlyRemoved(&changes))
	}
	if len(changes.kept) > 0 {
		resp.Diagnostics.Append(state.kept(changes.kept))
	}
}
