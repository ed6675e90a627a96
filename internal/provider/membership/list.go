// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package membership

import (
	"context"
	"fmt"
	"math"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/list/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/seamapi/terraform-provider-seam/internal/directory"
	"github.com/seamapi/terraform-provider-seam/internal/provider/connection"
	"github.com/seamapi/terraform-provider-seam/internal/seam"
)

var (
	_ list.ListResourceWithConfigure      = (*ListResource)(nil)
	_ list.ListResourceWithValidateConfig = (*ListResource)(nil)
)

// ListResource finds existing memberships, for terraform query.
type ListResource struct {
	connection connection.Optional
}

// NewListResource makes the list resource.
func NewListResource() list.ListResource {
	return &ListResource{}
}

// Metadata names the list resource. Terraform requires the name of the resource that it finds.
func (*ListResource) Metadata(_ context.Context, req resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_acs_access_group_membership"
}

// ListResourceConfigSchema describes what a query can be narrowed to.
func (*ListResource) ListResourceConfigSchema(_ context.Context, _ list.ListResourceSchemaRequest, resp *list.ListResourceSchemaResponse) {
	filter := func(description string) schema.StringAttribute {
		return schema.StringAttribute{Optional: true, MarkdownDescription: description, Validators: []validator.String{connection.IsUUID()}}
	}
	resp.Schema = schema.Schema{
		MarkdownDescription: "Finds the memberships that exist, with `terraform query` (Terraform 1.14 or later): those of one access group, of " +
			"one access system or of one person, or all that the credential can see.",
		Attributes: map[string]schema.Attribute{
			"acs_access_group_id": filter("ID of an access group: finds its memberships. At most one of the four attributes is given."),
			"acs_system_id":       filter("ID of an access system: finds the memberships in all its access groups."),
			"acs_user_id":         filter("ID of an ACS user: finds the memberships of the person in this access system."),
			"user_identity_id":    filter("ID of a user identity: finds the memberships of the person in all access systems."),
		},
	}
}

// Configure takes over the provider's connection.
func (r *ListResource) Configure(_ context.Context, req resource.ConfigureRequest, _ *resource.ConfigureResponse) {
	r.connection = connection.From(req.ProviderData)
}

// ValidateListResourceConfig rejects more than one filter.
func (*ListResource) ValidateListResourceConfig(ctx context.Context, req list.ValidateConfigRequest, resp *list.ValidateConfigResponse) {
	var config listModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	if given := config.given(); len(given) > 1 {
		resp.Diagnostics.AddAttributeError(path.Root(given[1].attribute), "Memberships are found by one filter at a time",
			fmt.Sprintf("The config block has both %s and %s. Remove one of them, or write a list block for each.",
				given[0].attribute, given[1].attribute))
	}
}

// List finds all memberships before it streams the first one, so that an error comes without any results. It asks for one
// more than the limit, to tell whether there are more.
func (r *ListResource) List(ctx context.Context, req list.ListRequest, stream *list.ListResultsStream) {
	var config listModel
	diags := req.Config.Get(ctx, &config)
	conn := r.connection.Require(&diags)
	if diags.HasError() {
		stream.Results = list.ListResultsStreamDiagnostics(diags)
		return
	}

	limit := int(min(req.Limit, math.MaxInt32))
	memberships, err := conn.Directory.Memberships(ctx, config.filter(), limit+1)
	if err != nil {
		stream.Results = list.ListResultsStreamDiagnostics(diag.Diagnostics{config.notListed(err)})
		return
	}

	var results []list.ListResult
	if len(memberships) > limit {
		// Terraform stops reading at the limit, so the warning comes first.
		results = append(results, list.ListResult{Diagnostics: diag.Diagnostics{moreThanListed(limit)}})
		memberships = memberships[:limit]
	}
	for _, membership := range memberships {
		results = append(results, listResult(ctx, req, membership))
	}
	stream.Results = slices.Values(results)
}

// listResult is a membership as it would be imported.
func listResult(ctx context.Context, req list.ListRequest, membership directory.NamedMembership) list.ListResult {
	result := req.NewListResult(ctx)
	result.DisplayName = seam.OneLine(membership.UserName()) + " in " + seam.OneLine(membership.GroupName())
	state := model{
		ACSAccessGroupID: types.StringValue(membership.Group.ACSAccessGroupID),
		ACSUserID:        types.StringValue(membership.User.ACSUserID),
		WorkspaceID:      connection.Text(membership.Group.WorkspaceID),
	}
	result.Diagnostics.Append(result.Identity.Set(ctx, state.identity())...)
	if req.IncludeResource {
		result.Diagnostics.Append(state.writeImported(ctx, result.Resource)...)
	}
	return result
}

// listModel is the config block of a list block. Without a filter it finds all memberships.
type listModel struct {
	ACSAccessGroupID types.String `tfsdk:"acs_access_group_id"`
	ACSSystemID      types.String `tfsdk:"acs_system_id"`
	ACSUserID        types.String `tfsdk:"acs_user_id"`
	UserIdentityID   types.String `tfsdk:"user_identity_id"`
}

// idFilter is an attribute that memberships are found by.
type idFilter struct {
	attribute string
	id        types.String
}

// given returns the filters that are configured.
func (m listModel) given() []idFilter {
	filters := []idFilter{
		{"acs_access_group_id", m.ACSAccessGroupID},
		{"acs_system_id", m.ACSSystemID},
		{"acs_user_id", m.ACSUserID},
		{"user_identity_id", m.UserIdentityID},
	}
	return slices.DeleteFunc(filters, func(filter idFilter) bool { return filter.id.IsNull() })
}

func (m listModel) filter() directory.MembershipFilter {
	return directory.MembershipFilter{
		ACSAccessGroupID: m.ACSAccessGroupID.ValueString(),
		ACSSystemID:      m.ACSSystemID.ValueString(),
		ACSUserID:        m.ACSUserID.ValueString(),
		UserIdentityID:   m.UserIdentityID.ValueString(),
	}
}

// notListed is the error for memberships that could not be listed.
func (m listModel) notListed(err error) diag.Diagnostic {
	f := connection.Failure{Summary: "The memberships could not be listed"}
	if given := m.given(); len(given) > 0 {
		f.Subject = given[0].attribute + ": " + given[0].id.ValueString()
		f.Attribute = path.Root(given[0].attribute)
	}
	return f.Diagnostic(err)
}

func moreThanListed(limit int) diag.Diagnostic {
	return diag.NewWarningDiagnostic("There are more memberships than were listed",
		fmt.Sprintf("Only the first %d are listed, in the order of the names of access group and person. Set a higher limit in the list block, "+
			"or a filter in its config block.", limit))
}
