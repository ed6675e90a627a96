// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package people

import (
	"context"
	"time"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/identityschema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/seamapi/terraform-provider-seam/internal/provider/connection"
	"github.com/seamapi/terraform-provider-seam/internal/seam"
)

var (
	_ resource.ResourceWithConfigure   = (*UserIdentityResource)(nil)
	_ resource.ResourceWithIdentity    = (*UserIdentityResource)(nil)
	_ resource.ResourceWithImportState = (*UserIdentityResource)(nil)
	_ resource.ResourceWithModifyPlan  = (*UserIdentityResource)(nil)
)

// UserIdentityResource makes, changes and deletes a person across access systems.
type UserIdentityResource struct {
	connection connection.Optional
}

// NewUserIdentityResource makes the resource.
func NewUserIdentityResource() resource.Resource {
	return &UserIdentityResource{}
}

// Metadata names the resource type.
func (r *UserIdentityResource) Metadata(_ context.Context, req resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_user_identity"
}

// Schema describes the attributes of a user identity.
func (r *UserIdentityResource) Schema(_ context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	computed := func(description string) schema.StringAttribute {
		return schema.StringAttribute{
			Computed: true, MarkdownDescription: description, PlanModifiers: []planmodifier.String{stringplanmodifier.UseStateForUnknown()},
		}
	}
	resp.Schema = schema.Schema{
		MarkdownDescription: "Creates a user identity in Seam: a person across access systems. Every attribute can change in place. Destroying it " +
			"deletes the person in Seam, with their ACS users, credentials and client sessions in every access system.",
		Attributes: map[string]schema.Attribute{
			"user_identity_key": schema.StringAttribute{
				Optional: true,
				MarkdownDescription: "Your own key for the person, such as an employee number. It is unique in the workspace. At least one of " +
					"`user_identity_key`, `email_address` and `phone_number` is required, so that the person can be found.",
				Validators: []validator.String{
					isNotEmpty(),
					stringvalidator.AtLeastOneOf(path.MatchRoot("user_identity_key"), path.MatchRoot("email_address"), path.MatchRoot("phone_number")),
				},
			},
			"full_name": schema.StringAttribute{
				Optional:            true,
				MarkdownDescription: "Full name of the person.",
				Validators:          []validator.String{isNotEmpty()},
			},
			"email_address": schema.StringAttribute{
				Optional: true,
				MarkdownDescription: "Email address of the person, unique in the workspace in any case of its letters. Seam links ACS users that " +
					"have the same address.",
				Validators: []validator.String{isEmailAddress()},
			},
			"phone_number": schema.StringAttribute{
				Optional:            true,
				MarkdownDescription: "Phone number of the person in E.164 format, such as `+14155550100`. It is unique in the workspace.",
				Validators:          []validator.String{isPhoneNumber()},
			},
			"user_identity_id": computed("ID of the user identity."),
			"workspace_id": computed("ID of the workspace that the user identity was created in. A credential for another workspace is rejected " +
				"before anything is changed or deleted."),
		},
	}
}

// IdentitySchema describes the resource identity.
func (r *UserIdentityResource) IdentitySchema(_ context.Context, _ resource.IdentitySchemaRequest, resp *resource.IdentitySchemaResponse) {
	resp.IdentitySchema = identityschema.Schema{
		Attributes: map[string]identityschema.Attribute{
			"user_identity_id": identityschema.StringAttribute{RequiredForImport: true, Description: "ID of the user identity."},
		},
	}
}

// Configure takes over the provider's connection.
func (r *UserIdentityResource) Configure(_ context.Context, req resource.ConfigureRequest, _ *resource.ConfigureResponse) {
	r.connection = connection.From(req.ProviderData)
}

// Create makes the person, who is in the state as soon as Seam has them.
func (r *UserIdentityResource) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	var plan userIdentityModel
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	conn := r.connection.Require(&resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	// What was not known while planning is known now.
	if problem := plan.checkAbsent(ctx, conn, ""); problem != nil {
		conn.TellWhileApplying(&resp.Diagnostics, problem)
		return
	}

	identity, problem := createUserIdentity(ctx, conn, plan)
	if problem != nil {
		conn.TellWhileApplying(&resp.Diagnostics, problem)
		return
	}
	resp.Diagnostics.Append(plan.created(identity).write(ctx, &resp.State, resp.Identity)...)
}

// createUserIdentity makes a person who was not there before. Where the answer does not tell, somebody who is exactly the
// planned person and was made since is that one.
func createUserIdentity(ctx context.Context, conn *connection.Connection, plan userIdentityModel) (*seam.UserIdentity, *connection.Problem) {
	conn.Directory.NotePeopleChange()
	began := time.Now()
	identity, err := conn.Client.CreateUserIdentity(ctx, plan.profile())
	if err == nil {
		conn.Directory.NotePeopleChange(identity.UserIdentityID)
		return identity, nil
	}
	if seam.Outcome(err) == seam.NotApplied {
		return nil, plan.refused(ctx, conn, err)
	}
	ctx, cancel := afterInterrupt(ctx)
	defer cancel()
	found, lookUpErr := conn.Directory.UserIdentitiesLikeAnew(ctx, plan.profile())
	if lookUpErr != nil {
		return nil, plan.perhapsCreated(err, nil)
	}
	isOurs := len(found) == 1 && plan.isMadeAs(found[0], began) && !conn.Directory.HasChangedPerson(found[0].UserIdentityID)
	if !isOurs {
		return nil, plan.perhapsCreated(err, found)
	}
	conn.Directory.NotePeopleChange(found[0].UserIdentityID)
	return found[0], nil
}

// Read refreshes the person, and removes them from the state once they are confirmed to be gone.
func (r *UserIdentityResource) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	var state userIdentityModel
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

	identity, err := conn.Directory.CurrentUserIdentity(ctx, state.UserIdentityID.ValueString())
	switch {
	case seam.IsNotFound(err):
		if err := confirmIdentityGone(ctx, conn, state.UserIdentityID.ValueString()); err != nil {
			conn.TellWhilePlanning(&resp.Diagnostics, state.perhapsGone(err))
			return
		}
		resp.Diagnostics.Append(state.gone())
		resp.State.RemoveResource(ctx)
	case err != nil:
		conn.TellWhilePlanning(&resp.Diagnostics, state.notRead(err))
	case state.isMergedInto(identity):
		resp.Diagnostics.Append(state.merged(identity))
	case isBeingDeleted(identity):
		resp.Diagnostics.Append(state.beingDeleted())
		resp.State.RemoveResource(ctx)
	default:
		now := state.observed(identity)
		resp.Diagnostics.Append(now.issues(identity)...)
		resp.Diagnostics.Append(now.write(ctx, &resp.State, resp.Identity)...)
	}
}

// Update sends what has changed. Until Seam has accepted it, the state stays as it was.
func (r *UserIdentityResource) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	var plan, state userIdentityModel
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

	// An ID that was merged leads to somebody else, who must not be changed.
	id := state.UserIdentityID.ValueString()
	identity, err := conn.Directory.UserIdentityAnew(ctx, id)
	switch {
	case err != nil:
		conn.TellWhileApplying(&resp.Diagnostics, state.notChanged(err))
		return
	case state.isMergedInto(identity):
		resp.Diagnostics.Append(state.mergedAndChanged(identity))
		return
	}
	conn.Directory.NotePeopleChange(id)
	if err := updateUserIdentity(ctx, conn, state, plan); err != nil {
		conn.TellWhileApplying(&resp.Diagnostics, state.updateFailed(ctx, conn, plan, err))
		return
	}
	resp.Diagnostics.Append(plan.write(ctx, &resp.State, resp.Identity)...)
}

// updateUserIdentity sends what has changed. Where the answer does not tell whether the person was changed, they are looked up.
func updateUserIdentity(ctx context.Context, conn *connection.Connection, state, plan userIdentityModel) error {
	id := state.UserIdentityID.ValueString()
	err := conn.Client.UpdateUserIdentity(ctx, id, state.changesTo(plan))
	if err == nil || seam.Outcome(err) == seam.NotApplied {
		return err
	}
	ctx, cancel := afterInterrupt(ctx)
	defer cancel()
	now, lookUpErr := conn.Directory.UserIdentityAnew(ctx, id)
	if lookUpErr == nil && plan.observed(now) == plan {
		return nil
	}
	return err
}

// Delete deletes the person. Somebody who is gone already is no error, and one who was merged is left alone.
func (r *UserIdentityResource) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	var state userIdentityModel
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	conn := r.connection.Require(&resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	if problem := conn.CheckWorkspace(ctx, state.tracked()); problem != nil {
		conn.TellWhileApplying(&resp.Diagnostics, problem)
		return
	}

	// An ID that was merged leads to somebody else, who must not be deleted.
	id := state.UserIdentityID.ValueString()
	identity, err := conn.Directory.UserIdentityAnew(ctx, id)
	if err == nil && state.isMergedInto(identity) {
		resp.Diagnostics.Append(state.mergedAndKept(identity))
		return
	}
	if err == nil && !isBeingDeleted(identity) {
		conn.Directory.NotePeopleChange(append(identity.ACSUserIDs, id)...)
		err = deleteUserIdentity(ctx, conn, id)
	}
	resp.Diagnostics.Append(state.deleted(ctx, conn, err)...)
}

// deleteUserIdentity deletes a person. Where the answer does not tell, they are looked up.
func deleteUserIdentity(ctx context.Context, conn *connection.Connection, userIdentityID string) error {
	err := conn.Client.DeleteUserIdentity(ctx, userIdentityID)
	if err == nil || seam.Outcome(err) == seam.NotApplied {
		return err
	}
	ctx, cancel := afterInterrupt(ctx)
	defer cancel()
	left, lookUpErr := conn.Directory.UserIdentityAnew(ctx, userIdentityID)
	if seam.IsNotFound(lookUpErr) || lookUpErr == nil && left.UserIdentityID == userIdentityID && isBeingDeleted(left) {
		return lookUpErr
	}
	return err
}

// deleted tells how a delete ended: nobody there is success, in the right workspace.
func (m userIdentityModel) deleted(ctx context.Context, conn *connection.Connection, err error) diag.Diagnostics {
	var diags diag.Diagnostics
	switch {
	case seam.IsNotFound(err):
		if err := confirmIdentityGone(ctx, conn, m.UserIdentityID.ValueString()); err != nil {
			conn.TellWhileApplying(&diags, m.notDeleted(err))
		}
	case err != nil:
		conn.TellWhileApplying(&diags, m.notDeleted(err))
	}
	return diags
}
