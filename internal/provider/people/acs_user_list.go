// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package people

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/list/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/seamapi/terraform-provider-seam/internal/provider/connection"
	"github.com/seamapi/terraform-provider-seam/internal/seam"
)

var _ list.ListResourceWithConfigure = (*ACSUserListResource)(nil)

// ACSUserListResource finds existing ACS users, for terraform query.
type ACSUserListResource struct {
	connection connection.Optional
}

// NewACSUserListResource makes the list resource.
func NewACSUserListResource() list.ListResource {
	return &ACSUserListResource{}
}

// Metadata names the list resource. Terraform requires the name of the resource that it finds.
func (*ACSUserListResource) Metadata(_ context.Context, req resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_acs_user"
}

// ListResourceConfigSchema describes what a query can be narrowed to.
func (*ACSUserListResource) ListResourceConfigSchema(_ context.Context, _ list.ListResourceSchemaRequest, resp *list.ListResourceSchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Finds the ACS users that exist, with `terraform query` (Terraform 1.14 or later): those of one access system, of one " +
			"person, or all that the credential can see.",
		Attributes: map[string]schema.Attribute{
			"acs_system_id": schema.StringAttribute{
				Optional:            true,
				MarkdownDescription: "ID of an access system: finds its ACS users. Filters are combined.",
				Validators:          []validator.String{connection.IsUUID()},
			},
			"user_identity_id": schema.StringAttribute{
				Optional:            true,
				MarkdownDescription: "ID of a user identity: finds the ACS users of the person.",
				Validators:          []validator.String{connection.IsUUID()},
			},
			"search": schema.StringAttribute{
				Optional:            true,
				MarkdownDescription: "Part of a name, an email address, a phone number or an ID of the ACS users that are found.",
				Validators:          []validator.String{isNotEmpty()},
			},
		},
	}
}

// Configure takes over the provider's connection.
func (r *ACSUserListResource) Configure(_ context.Context, req resource.ConfigureRequest, _ *resource.ConfigureResponse) {
	r.connection = connection.From(req.ProviderData)
}

// acsUserListModel is the config block of a list block.
type acsUserListModel struct {
	ACSSystemID    types.String `tfsdk:"acs_system_id"`
	UserIdentityID types.String `tfsdk:"user_identity_id"`
	Search         types.String `tfsdk:"search"`
}

// List finds all ACS users before it streams the first one, so that an error comes without any results.
func (r *ACSUserListResource) List(ctx context.Context, req list.ListRequest, stream *list.ListResultsStream) {
	var config acsUserListModel
	diags := req.Config.Get(ctx, &config)
	conn := r.connection.Require(&diags)
	if diags.HasError() {
		stream.Results = list.ListResultsStreamDiagnostics(diags)
		return
	}

	users, err := conn.Directory.ACSUsers(ctx, seam.ACSUserFilter{
		ACSSystemID:    config.ACSSystemID.ValueString(),
		UserIdentityID: config.UserIdentityID.ValueString(),
		Search:         config.Search.ValueString(),
	})
	if err == nil && len(users) == 0 && !config.ACSSystemID.IsNull() {
		// Of an access system that Seam does not know, the list is empty.
		_, err = conn.Directory.ACSSystem(ctx, config.ACSSystemID.ValueString())
	}
	if err != nil {
		stream.Results = list.ListResultsStreamDiagnostics(diag.Diagnostics{connection.Failure{
			Summary: "The ACS users could not be listed", Subject: config.subject(),
		}.Diagnostic(err)})
		return
	}
	stream.Results = slices.Values(acsUserResults(ctx, req, users))
}

// acsUserResults are the ACS users as they would be imported, by name. Those on their way out cannot be.
func acsUserResults(ctx context.Context, req list.ListRequest, users []seam.ACSUser) []list.ListResult {
	users = slices.DeleteFunc(slices.Clone(users), func(user seam.ACSUser) bool { return user.IsLeaving() })
	slices.SortFunc(users, func(a, b seam.ACSUser) int {
		return cmp.Or(strings.Compare(a.DisplayName, b.DisplayName), strings.Compare(a.ACSUserID, b.ACSUserID))
	})
	var results []list.ListResult
	users, refused := declarableACSUsers(users)
	if len(refused) > 0 {
		results = append(results, list.ListResult{Diagnostics: diag.Diagnostics{leftOut("ACS users", refused)}})
	}
	if limit := int(min(req.Limit, math.MaxInt32)); len(users) > limit {
		// Terraform stops reading at the limit, so the warning comes first.
		results = append(results, list.ListResult{Diagnostics: diag.Diagnostics{moreACSUsersThan(limit)}})
		users = users[:limit]
	}
	for i := range users {
		result := req.NewListResult(ctx)
		result.DisplayName = seam.OneLine(cmp.Or(users[i].DisplayName, users[i].ACSUserID))
		state := importedACSUser(&users[i], users[i].WorkspaceID)
		result.Diagnostics.Append(result.Identity.Set(ctx, state.identity())...)
		if req.IncludeResource {
			result.Diagnostics.Append(result.Resource.Set(ctx, state)...)
		}
		results = append(results, result)
	}
	return results
}

// declarableACSUsers returns those who can be declared, and a line for each who cannot.
func declarableACSUsers(users []seam.ACSUser) (declarable []seam.ACSUser, refused []string) {
	for i := range users {
		if reason := importedACSUser(&users[i], users[i].WorkspaceID).refusal(); reason != "" {
			refused = append(refused, connection.Named(seam.OneLine(users[i].DisplayName), users[i].ACSUserID)+": "+reason)
			continue
		}
		declarable = append(declarable, users[i])
	}
	return declarable, refused
}

func (m acsUserListModel) subject() string {
	var lines []string
	for name, value := range map[string]types.String{"acs_system_id": m.ACSSystemID, "user_identity_id": m.UserIdentityID, "search": m.Search} {
		if !value.IsNull() {
			lines = append(lines, name+": "+value.ValueString())
		}
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}

func moreACSUsersThan(limit int) diag.Diagnostic {
	return diag.NewWarningDiagnostic("There are more ACS users than were listed",
		fmt.Sprintf("Only the first %d are listed, in the order of their names. Set a higher limit in the list block, or a filter in its config block.", limit))
}
