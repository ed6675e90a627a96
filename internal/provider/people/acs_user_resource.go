// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package people

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/identityschema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/seamapi/terraform-provider-seam/internal/provider/connection"
)

var (
	_ resource.ResourceWithConfigure   = (*ACSUserResource)(nil)
	_ resource.ResourceWithIdentity    = (*ACSUserResource)(nil)
	_ resource.ResourceWithImportState = (*ACSUserResource)(nil)
	_ resource.ResourceWithModifyPlan  = (*ACSUserResource)(nil)

	_ resource.ResourceWithValidateConfig = (*ACSUserResource)(nil)
)

// ACSUserResource declares a person's record in one access system.
type ACSUserResource struct {
	connection connection.Optional
}

// NewACSUserResource makes the resource.
func NewACSUserResource() resource.Resource {
	return &ACSUserResource{}
}

// Metadata names the resource type.
func (r *ACSUserResource) Metadata(_ context.Context, req resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_acs_user"
}

// Schema describes the attributes of an ACS user.
func (r *ACSUserResource) Schema(_ context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Declares an ACS user: a person's record in one access system. Creating it makes the person in the access system; " +
			"destroying it deletes them there, with their memberships and credentials, unless `deletion_policy` says otherwise. " +
			"Who the person is across access systems is a `seam_user_identity`; which doors they can open is up to " +
			"`seam_acs_access_group_membership`.",
		Attributes: map[string]schema.Attribute{
			"acs_system_id": schema.StringAttribute{
				Required: true,
				MarkdownDescription: "ID of the access system that the person is made in. The `seam_acs_system` data source finds it by name. " +
					"Changing it replaces the ACS user.",
				Validators:    []validator.String{connection.IsUUID()},
				PlanModifiers: []planmodifier.String{stringplanmodifier.RequiresReplace()},
			},
			"full_name": schema.StringAttribute{
				Required:            true,
				MarkdownDescription: "Full name of the person.",
				Validators:          []validator.String{isNotEmpty()},
			},
			"email_address": schema.StringAttribute{
				Optional: true,
				MarkdownDescription: "Email address of the person, which nobody else in the access system has. It can be changed. Seam cannot clear it: " +
					"leaving it out later is an error.",
				Validators: []validator.String{isEmailAddress()},
			},
			"phone_number": schema.StringAttribute{
				Optional: true,
				MarkdownDescription: "Phone number of the person in E.164 format, such as `+15555550100`, which nobody else in the access system has. " +
					"It can be changed. Seam cannot clear it: leaving it out later is an error.",
				Validators: []validator.String{isPhoneNumber()},
			},
			"user_identity_id": schema.StringAttribute{
				Optional: true,
				MarkdownDescription: "ID of the user identity that the ACS user is linked to: the person across access systems. " +
					"Changing it links the ACS user to another one, and leaving it out unlinks the ACS user. Set it wherever memberships name the " +
					"person by `user_identity_id`: Seam links the two then.",
				Validators: []validator.String{connection.IsUUID()},
			},
			"access_schedule": schema.SingleNestedAttribute{
				Optional: true,
				MarkdownDescription: "When the person has access. Without a schedule that is at all times. Times are compared as moments: another " +
					"spelling of the same moment is no change.",
				Attributes: map[string]schema.Attribute{
					"starts_at": schema.StringAttribute{
						Required:            true,
						MarkdownDescription: "When the access begins, in RFC 3339 format, such as `2030-01-31T09:00:00Z`.",
						Validators:          []validator.String{isTime()},
					},
					"ends_at": schema.StringAttribute{
						Optional: true,
						MarkdownDescription: "When the access ends, in RFC 3339 format. Without it the access does not end; Seam takes such a schedule " +
							"only for a new ACS user.",
						Validators: []validator.String{isTime()},
					},
				},
			},
			"is_suspended": schema.BoolAttribute{
				Optional: true,
				MarkdownDescription: "Whether the person is suspended: kept in the access groups, but not let in. Setting it to true is sent " +
					"before any other change of the ACS user, setting it to false after them. If it is left out, suspension is not managed: " +
					"nothing is sent, and somebody who is suspended stays so.",
			},
			"deletion_policy": schema.StringAttribute{
				Optional: true,
				MarkdownDescription: "What destroying does: `delete` deletes the ACS user, `suspend` suspends the person and keeps the record, with its " +
					"credentials and with those memberships that Terraform does not destroy. A change counts once it is applied. Default: `delete`.",
				Validators: []validator.String{stringvalidator.OneOf(deletes, suspends)},
			},
			"acs_user_id": schema.StringAttribute{
				Computed:            true,
				MarkdownDescription: "ID of the ACS user.",
				PlanModifiers:       []planmodifier.String{stringplanmodifier.UseStateForUnknown()},
			},
			"workspace_id": schema.StringAttribute{
				Computed: true,
				MarkdownDescription: "ID of the workspace that the ACS user was created in. A credential for another workspace is rejected before " +
					"anything is changed.",
				PlanModifiers: []planmodifier.String{stringplanmodifier.UseStateForUnknown()},
			},
		},
	}
}

// IdentitySchema describes the resource identity: the ACS user.
func (r *ACSUserResource) IdentitySchema(_ context.Context, _ resource.IdentitySchemaRequest, resp *resource.IdentitySchemaResponse) {
	resp.IdentitySchema = identityschema.Schema{
		Attributes: map[string]identityschema.Attribute{
			"acs_user_id": identityschema.StringAttribute{
				RequiredForImport: true,
				Description:       "ID of the ACS user.",
			},
		},
	}
}

// Configure takes over the provider's connection.
func (r *ACSUserResource) Configure(_ context.Context, req resource.ConfigureRequest, _ *resource.ConfigureResponse) {
	r.connection = connection.From(req.ProviderData)
}

// Create makes the ACS user, unless there is one already. Once Seam has it, it is in the state.
func (r *ACSUserResource) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	var plan acsUserModel
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	conn := r.connection.Require(&resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}

	workspace, err := conn.Roster.Workspace(ctx)
	if err != nil {
		conn.TellWhileApplying(&resp.Diagnostics, plan.notCreated(err))
		return
	}
	user, problem := createACSUser(ctx, conn, plan)
	if problem != nil {
		conn.TellWhileApplying(&resp.Diagnostics, problem)
		return
	}

	state := plan.created(user, workspace.WorkspaceID)
	resp.Diagnostics.Append(state.issues(user)...)
	if state.IsSuspended.ValueBool() {
		if err := suspendACSUser(ctx, conn, user.ACSUserID); err != nil {
			// Not before Seam has it does the state say that the person is suspended.
			state.IsSuspended = types.BoolValue(false)
			conn.TellWhileApplying(&resp.Diagnostics, state.createdButNotSuspended(err))
		}
	}
	resp.Diagnostics.Append(state.write(ctx, &resp.State, resp.Identity)...)
}

// Read refreshes the ACS user, and removes it from the state once it is confirmed to be gone.
func (r *ACSUserResource) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	var state acsUserModel
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	if resp.Diagnostics.HasError() {
		return
	}
	resp.Diagnostics.Append(resp.Identity.Set(ctx, state.identity())...)
	conn := r.connection.Require(&resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}

	if problem := conn.CheckWorkspace(ctx, state.tracked()); problem != nil {
		conn.TellWhilePlanning(&resp.Diagnostics, problem)
		return
	}
	user, err := readACSUser(ctx, conn, state)
	if err != nil {
		conn.TellWhilePlanning(&resp.Diagnostics, state.notRead(err))
		return
	}
	if user == nil || user.IsLeaving() {
		resp.Diagnostics.Append(state.gone(user))
		resp.State.RemoveResource(ctx)
		return
	}
	isSameIdentity, err := conn.Roster.SameIdentity(ctx, user.UserIdentityID, state.UserIdentityID.ValueString())
	if err != nil {
		conn.TellWhilePlanning(&resp.Diagnostics, state.notRead(err))
		return
	}

	state = state.observed(user, isSameIdentity)
	resp.Diagnostics.Append(state.issues(user)...)
	resp.Diagnostics.Append(state.write(ctx, &resp.State, resp.Identity)...)
}

// Update changes the ACS user in place. After a failure half-way, the state has what was done.
func (r *ACSUserResource) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	var plan, state acsUserModel
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	if resp.Diagnostics.HasError() {
		return
	}
	resp.Diagnostics.Append(resp.Identity.Set(ctx, state.identity())...)
	conn := r.connection.Require(&resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}

	if problem := conn.CheckWorkspace(ctx, state.tracked()); problem != nil {
		conn.TellWhileApplying(&resp.Diagnostics, problem)
		return
	}
	done, err := updateACSUser(ctx, conn, state, plan)
	if err != nil {
		conn.TellWhileApplying(&resp.Diagnostics, state.notUpdated(done, plan, err))
	}
	resp.Diagnostics.Append(done.write(ctx, &resp.State, resp.Identity)...)
}

// Delete deletes the ACS user, or suspends the person where the deletion policy says so. Already gone is success.
func (r *ACSUserResource) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	var state acsUserModel
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	conn := r.connection.Require(&resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}

	if problem := conn.CheckWorkspace(ctx, state.tracked()); problem != nil {
		conn.TellWhileApplying(&resp.Diagnostics, problem)
		return
	}
	if state.DeletionPolicy.ValueString() != suspends {
		if err := deleteACSUser(ctx, conn, state); err != nil {
			conn.TellWhileApplying(&resp.Diagnostics, state.notDeleted(err))
		}
		return
	}
	isKept, err := retireACSUser(ctx, conn, state)
	if err != nil {
		conn.TellWhileApplying(&resp.Diagnostics, state.notRetired(err))
		return
	}
	if isKept {
		resp.Diagnostics.Append(state.kept())
	}
}
