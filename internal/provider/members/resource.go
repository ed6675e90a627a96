// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

// Package members is the resource seam_acs_access_group_members: all members of one access group.
package members

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-validators/setvalidator"
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

// Resource declares all members of an access group: nobody else stays in it.
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

// Schema describes the attributes of a group's members.
func (r *Resource) Schema(_ context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Declares all members of a Seam access group: these users and nobody else. Whoever is in the group and not " +
			"declared is removed from it in Seam, which tells the access system; the plan names them first.",
		Attributes: map[string]schema.Attribute{
			"acs_access_group_id": schema.StringAttribute{
				Required: true,
				MarkdownDescription: "ID of the access group. Access groups are defined in the access system; Seam lists them. " +
					"The Seam Console shows it with the access group, and the `seam_acs_access_group` data source finds it by name. " +
					"Changing it removes the declared users from the old group and makes them the members of the new one.",
				Validators:    []validator.String{connection.IsUUID()},
				PlanModifiers: []planmodifier.String{stringplanmodifier.RequiresReplace()},
			},
			"acs_user_ids": schema.SetAttribute{
				CustomType: newIDSetType(),
				Optional:   true,
				MarkdownDescription: "IDs of the ACS users who are members: each is a person's record inside the group's access system. " +
					"The `seam_acs_user` data source finds one by email address or name. At least one of `acs_user_ids` and `user_identity_ids` is configured.",
				Validators: []validator.Set{
					setvalidator.AtLeastOneOf(path.MatchRoot("acs_user_ids"), path.MatchRoot("user_identity_ids")),
					setvalidator.NoNullValues(),
					setvalidator.ValueStringsAre(connection.IsUUID()),
				},
			},
			"user_identity_ids": schema.SetAttribute{
				CustomType: newIDSetType(),
				Optional:   true,
				MarkdownDescription: "IDs of the user identities who are members: each is a person across access systems. " +
					"The `seam_user_identity` data source finds one by key or email address. Seam uses the ACS user that the identity has in the group's system, links one with the same email address or phone number, or creates one. " +
					"Somebody who is in `acs_user_ids` as well is one member.",
				Validators: []validator.Set{
					setvalidator.NoNullValues(),
					setvalidator.ValueStringsAre(connection.IsUUID()),
				},
			},
			"allow_empty": schema.BoolAttribute{
				Optional: true,
				MarkdownDescription: "Whether it is allowed to declare nobody, which empties the group. Otherwise that is an error, because an " +
					"expression that is empty by mistake looks the same.",
			},
			"undeclared_acs_user_ids": schema.SetAttribute{
				CustomType: newIDSetType(),
				Computed:   true,
				MarkdownDescription: "IDs of the ACS users who are in the group and were not declared when this was last applied. Applying " +
					"removes those who still are not, so it is planned as empty.",
			},
			"workspace_id": schema.StringAttribute{
				Computed: true,
				MarkdownDescription: "ID of the workspace that the access group is in. A credential for another workspace is rejected " +
					"before anything is changed.",
				PlanModifiers: []planmodifier.String{stringplanmodifier.UseStateForUnknown()},
			},
		},
	}
}

// IdentitySchema describes the resource identity: the access group.
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

// Create makes the declared users the only members. Once anything is changed it ends with warnings rather than an error: an
// error would taint the object, and the next run would remove everybody and add them again. The next plan shows what is left.
func (r *Resource) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	var plan model
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	conn := r.connection.Require(&resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}

	workspace, err := conn.Roster.Workspace(ctx)
	if err != nil {
		resp.Diagnostics.Append(plan.notChanged(err))
		return
	}
	members, err := conn.Roster.Members(ctx, plan.group())
	if err != nil {
		resp.Diagnostics.Append(plan.notChanged(err))
		return
	}
	declared := plan.declaration()
	changes := changeMembers(ctx, conn, plan.group(), declared, newDeclaration(nil, nil), members)
	failures := changes.failures()
	if len(failures) > 0 && changes.isNothing() {
		resp.Diagnostics.Append(plan.nothingChanged(changes))
		return
	}

	plan.WorkspaceID = types.StringValue(workspace.WorkspaceID)
	resp.Diagnostics.Append(plan.write(ctx, &resp.State, resp.Identity)...)
	resp.Diagnostics.Append(declared.store(ctx, resp.Private)...)
	if len(changes.removed) > 0 {
		resp.Diagnostics.Append(plan.removedOnCreate(changes.removed))
	}
	if len(failures) > 0 {
		resp.Diagnostics.Append(plan.partlyCreated(changes))
	}
}

// Read refreshes who is in the group, and removes the object from the state once the group is confirmed to be gone.
func (r *Resource) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	var state model
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	if resp.Diagnostics.HasError() {
		return
	}
	resp.Diagnostics.Append(resp.Identity.Set(ctx, state.identity())...)
	declared, diags := storedDeclaration(ctx, req.Private, state)
	resp.Diagnostics.Append(diags...)
	conn := r.connection.Require(&resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}

	members, err := membersAndJoiners(ctx, conn, state.group(), declared)
	if err != nil || !declared.isComplete(members) {
		resp.Diagnostics.Append(conn.ConfirmGone(ctx, state.tracked(), err)...)
		if resp.Diagnostics.HasError() {
			return
		}
	}
	if err != nil {
		resp.Diagnostics.Append(state.gone())
		resp.State.RemoveResource(ctx)
		return
	}

	resp.Diagnostics.Append(state.standingWarnings(declared, members)...)
	if !conn.Roster.NoteRead(roster.Key{ACSAccessGroupID: state.group()}) {
		resp.Diagnostics.Append(state.heldTwice())
	}
	resp.Diagnostics.Append(resp.State.Set(ctx, state.observed(declared, members))...)
}

// membersAndJoiners returns who is in the group. If a declared user is missing from the list, it also asks Seam whom it is
// about to add.
func membersAndJoiners(
	ctx context.Context, conn *connection.Connection, group string, declared declaration,
) ([]roster.GroupMember, error) {
	members, err := conn.Roster.Members(ctx, group)
	if err != nil || declared.isComplete(members) {
		return members, err
	}
	joiners, err := conn.Roster.Joiners(ctx, group)
	return append(members, joiners...), err
}

// Update makes the declared users the only members. If that fails halfway, the state has what was done, and the private data
// keeps those whom the object declared before until they are removed.
func (r *Resource) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	var plan, state model
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	formerly, diags := storedDeclaration(ctx, req.Private, state)
	resp.Diagnostics.Append(diags...)
	resp.Diagnostics.Append(resp.Identity.Set(ctx, state.identity())...)
	conn := r.connection.Require(&resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}

	members, err := conn.Roster.Members(ctx, plan.group())
	if err != nil {
		resp.Diagnostics.Append(plan.notChanged(err))
		return
	}
	declared := plan.declaration()
	changesMembers := !declared.isComplete(members) || len(declared.others(members)) > 0 || len(declared.others(formerly.everybody(members))) > 0
	if changesMembers {
		resp.Diagnostics.Append(conn.SameWorkspace(ctx, state.tracked())...)
		if resp.Diagnostics.HasError() {
			return
		}
	}
	changes := changeMembers(ctx, conn, plan.group(), declared, formerly, members)
	if len(changes.failures()) > 0 {
		declared = declared.with(changes.notRemoved, formerly)
		plan = plan.observed(declared, changes.after(members))
		resp.Diagnostics.Append(plan.partlyUpdated(changes))
	}

	resp.Diagnostics.Append(plan.write(ctx, &resp.State, resp.Identity)...)
	resp.Diagnostics.Append(declared.store(ctx, resp.Private)...)
	if joined := state.joinedSince(formerly, changes.removed); len(joined) > 0 {
		resp.Diagnostics.Append(plan.removedOnUpdate(joined))
	}
	if len(changes.kept) > 0 {
		resp.Diagnostics.Append(plan.kept(changes.kept))
	}
}

// Delete removes the users that the object declares. Everybody else stays in the group.
func (r *Resource) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	var state model
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	declared, diags := storedDeclaration(ctx, req.Private, state)
	resp.Diagnostics.Append(diags...)
	conn := r.connection.Require(&resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	resp.Diagnostics.Append(conn.SameWorkspace(ctx, state.tracked())...)
	if resp.Diagnostics.HasError() {
		return
	}

	members, err := conn.Roster.Members(ctx, state.group())
	if seam.IsNotFound(err) {
		return
	}
	if err != nil {
		resp.Diagnostics.Append(state.notRemoved(err))
		return
	}
	changes := removeMembers(ctx, conn, state.group(), declared.everybody(members), func(roster.Person) roster.Owner { return roster.OneMembership })
	if len(changes.notRemoved) > 0 {
		resp.Diagnostics.Append(state.partlyRemoved(changes))
	}
	if len(changes.kept) > 0 {
		resp.Diagnostics.Append(state.kept(changes.kept))
	}
}
