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
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/seamapi/terraform-provider-seam/internal/provider/connection"
	"github.com/seamapi/terraform-provider-seam/internal/seam"
)

var _ list.ListResourceWithConfigure = (*UserIdentityListResource)(nil)

// UserIdentityListResource finds existing user identities, for terraform query.
type UserIdentityListResource struct {
	connection connection.Optional
}

// NewUserIdentityListResource makes the list resource.
func NewUserIdentityListResource() list.ListResource {
	return &UserIdentityListResource{}
}

// Metadata names the list resource. Terraform requires the name of the resource that it finds.
func (*UserIdentityListResource) Metadata(_ context.Context, req resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_user_identity"
}

// ListResourceConfigSchema describes what a query can be narrowed to.
func (*UserIdentityListResource) ListResourceConfigSchema(_ context.Context, _ list.ListResourceSchemaRequest, resp *list.ListResourceSchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Finds the user identities that exist, with `terraform query` (Terraform 1.14 or later): those who have an ACS user in one " +
			"access system, those whom a search finds, or all that the credential can see.",
		Attributes: map[string]schema.Attribute{
			"acs_system_id": schema.StringAttribute{
				Optional:            true,
				MarkdownDescription: "ID of an access system: finds the user identities that have an ACS user in it.",
				Validators:          []validator.String{connection.IsUUID()},
			},
			"search": schema.StringAttribute{
				Optional:            true,
				MarkdownDescription: "Finds the user identities that have this text in their name, email address, phone number or ID.",
				Validators:          []validator.String{isNotEmpty()},
			},
		},
	}
}

// Configure takes over the provider's connection.
func (r *UserIdentityListResource) Configure(_ context.Context, req resource.ConfigureRequest, _ *resource.ConfigureResponse) {
	r.connection = connection.From(req.ProviderData)
}

// userIdentityListModel is the config block of a list block. Without a filter it finds everybody.
type userIdentityListModel struct {
	ACSSystemID types.String `tfsdk:"acs_system_id"`
	Search      types.String `tfsdk:"search"`
}

// List finds all user identities before it streams the first one, so that an error comes without any results.
func (r *UserIdentityListResource) List(ctx context.Context, req list.ListRequest, stream *list.ListResultsStream) {
	var config userIdentityListModel
	diags := req.Config.Get(ctx, &config)
	conn := r.connection.Require(&diags)
	if diags.HasError() {
		stream.Results = list.ListResultsStreamDiagnostics(diags)
		return
	}
	found, err := config.find(ctx, conn)
	if err != nil {
		stream.Results = list.ListResultsStreamDiagnostics(diag.Diagnostics{config.notListed(err)})
		return
	}

	var results []list.ListResult
	identities, nameless, refused := declarable(found)
	if nameless > 0 {
		results = append(results, list.ListResult{Diagnostics: diag.Diagnostics{notDeclarable(nameless)}})
	}
	if len(refused) > 0 {
		results = append(results, list.ListResult{Diagnostics: diag.Diagnostics{leftOut("user identities", refused)}})
	}
	if limit := int(min(req.Limit, math.MaxInt32)); len(identities) > limit {
		// Terraform stops reading at the limit, so the warning comes first.
		results = append(results, list.ListResult{Diagnostics: diag.Diagnostics{moreUserIdentitiesThanListed(limit)}})
		identities = identities[:limit]
	}
	for i := range identities {
		results = append(results, userIdentityListResult(ctx, req, &identities[i]))
	}
	stream.Results = slices.Values(results)
}

// find asks for the user identities of the filters, and keeps them in the order of their names.
func (m userIdentityListModel) find(ctx context.Context, conn *connection.Connection) ([]seam.UserIdentity, error) {
	answer, err := conn.Directory.UserIdentities(ctx, seam.UserIdentityFilter{Search: m.Search.ValueString()})
	if err != nil {
		return nil, err
	}
	identities := slices.Clone(answer)
	if acsSystemID := m.ACSSystemID.ValueString(); acsSystemID != "" {
		hasUser, err := identitiesIn(ctx, conn, acsSystemID)
		if err != nil {
			return nil, err
		}
		identities = slices.DeleteFunc(identities, func(identity seam.UserIdentity) bool { return !hasUser[identity.UserIdentityID] })
	}
	slices.SortFunc(identities, func(a, b seam.UserIdentity) int {
		return cmp.Or(
			cmp.Compare(strings.ToLower(identityName(&a)), strings.ToLower(identityName(&b))),
			cmp.Compare(identityName(&a), identityName(&b)),
			cmp.Compare(a.UserIdentityID, b.UserIdentityID),
		)
	})
	return identities, nil
}

// identitiesIn returns who has an ACS user in an access system. One that Seam does not know satisfies [seam.IsNotFound].
func identitiesIn(ctx context.Context, conn *connection.Connection, acsSystemID string) (map[string]bool, error) {
	users, err := conn.Directory.ACSUsers(ctx, seam.ACSUserFilter{ACSSystemID: acsSystemID})
	if err != nil {
		return nil, err
	}
	if len(users) == 0 {
		// An access system that does not exist has no ACS users either.
		if _, err := conn.Directory.ACSSystem(ctx, acsSystemID); err != nil {
			return nil, err
		}
	}
	hasUser := map[string]bool{}
	for i := range users {
		hasUser[users[i].UserIdentityID] = true
	}
	return hasUser, nil
}

// declarable returns those who can be declared, how many cannot since they have neither a key, an address nor a number, and a
// line for each who cannot for another reason. Whoever is being deleted is left out.
func declarable(identities []seam.UserIdentity) (declarable []seam.UserIdentity, nameless int, refused []string) {
	for i := range identities {
		identity := &identities[i]
		state := newUserIdentityModel(identity)
		switch reason := state.refusal(); {
		case isBeingDeleted(identity):
		case state.isNameless():
			nameless++
		case reason != "":
			refused = append(refused, connection.Named(identityName(identity), identity.UserIdentityID)+": "+reason)
		default:
			declarable = append(declarable, *identity)
		}
	}
	return declarable, nameless, refused
}

// userIdentityListResult is a user identity as it would be imported.
func userIdentityListResult(ctx context.Context, req list.ListRequest, identity *seam.UserIdentity) list.ListResult {
	result := req.NewListResult(ctx)
	state := newUserIdentityModel(identity)
	result.DisplayName = identityName(identity)
	result.Diagnostics.Append(result.Identity.Set(ctx, state.identity())...)
	if req.IncludeResource {
		result.Diagnostics.Append(result.Resource.Set(ctx, state)...)
	}
	return result
}

func (m userIdentityListModel) notListed(err error) diag.Diagnostic {
	f := connection.Failure{Summary: "The user identities could not be listed"}
	if id := m.ACSSystemID.ValueString(); id != "" {
		f.Subject, f.Attribute = "Access system: "+id, path.Root("acs_system_id")
	}
	return f.Diagnostic(err)
}

func notDeclarable(count int) diag.Diagnostic {
	return diag.NewWarningDiagnostic("Some user identities cannot be declared", fmt.Sprintf("%d user identities have neither a user_identity_key, an "+
		"email_address nor a phone_number, and are left out: a seam_user_identity needs at least one of them. Give them one in Seam, and query again.", count))
}

func moreUserIdentitiesThanListed(limit int) diag.Diagnostic {
	return diag.NewWarningDiagnostic("There are more user identities than were listed",
		fmt.Sprintf("Only the first %d are listed, in the order of their names. Set a higher limit in the list block, or a filter in its config block.", limit))
}
