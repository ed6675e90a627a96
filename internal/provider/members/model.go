// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package members

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/seamapi/terraform-provider-seam/internal/provider/connection"
	"github.com/seamapi/terraform-provider-seam/internal/roster"
)

type model struct {
	ACSAccessGroupID     types.String `tfsdk:"acs_access_group_id"`
	ACSUserIDs           idSet        `tfsdk:"acs_user_ids"`
	UserIdentityIDs      idSet        `tfsdk:"user_identity_ids"`
	AllowEmpty           types.Bool   `tfsdk:"allow_empty"`
	UndeclaredACSUserIDs idSet        `tfsdk:"undeclared_acs_user_ids"`
	WorkspaceID          types.String `tfsdk:"workspace_id"`
}

// identityModel is the resource identity of a group's members, for Terraform 1.12 and later.
type identityModel struct {
	ACSAccessGroupID types.String `tfsdk:"acs_access_group_id"`
}

func (m model) group() string {
	return m.ACSAccessGroupID.ValueString()
}

// tracked is the group as an object in the state.
func (m model) tracked() connection.Tracked {
	return connection.Tracked{Subject: m.subject(), WorkspaceID: m.WorkspaceID.ValueString()}
}

// declaration is who is declared, as far as it is known.
func (m model) declaration() declaration {
	return newDeclaration(m.ACSUserIDs.known(), m.UserIdentityIDs.known())
}

// isDeclarationKnown reports whether it is known who is declared.
func (m model) isDeclarationKnown() bool {
	return m.ACSUserIDs.isWhollyKnown() && m.UserIdentityIDs.isWhollyKnown()
}

// declaresNobody reports whether nobody is declared, as far as it is known.
func (m model) declaresNobody() bool {
	return len(m.ACSUserIDs.known())+len(m.UserIdentityIDs.known()) == 0
}

// observed returns the model with those who are in the group: declared members in the sets that declare them, and all others
// as undeclared.
func (m model) observed(declared declaration, members []roster.GroupMember) model {
	var acsUserIDs, userIdentityIDs, undeclared []string
	for _, member := range members {
		person := member.Person
		if declared.acsUserIDs[person.ACSUserID] {
			acsUserIDs = append(acsUserIDs, person.ACSUserID)
		}
		if declared.userIdentityIDs[person.UserIdentityID] {
			userIdentityIDs = append(userIdentityIDs, person.UserIdentityID)
		}
		if !declared.has(person) {
			undeclared = append(undeclared, person.ACSUserID)
		}
	}
	m.ACSUserIDs = setLike(m.ACSUserIDs, acsUserIDs)
	m.UserIdentityIDs = setLike(m.UserIdentityIDs, userIdentityIDs)
	m.UndeclaredACSUserIDs = idSetOf(undeclared)
	return m
}

// joinedSince returns the members who are neither in the state nor in the declaration that it was applied with.
func (m model) joinedSince(declared declaration, members []roster.GroupMember) []roster.GroupMember {
	undeclared := newDeclaration(m.UndeclaredACSUserIDs.known(), nil)
	return undeclared.others(m.declaration().others(declared.others(members)))
}

// identity is the resource identity of the group's members.
func (m model) identity() identityModel {
	return identityModel{ACSAccessGroupID: m.ACSAccessGroupID}
}

// write sets state and identity. The framework requires an identity in every response, even for Terraform below 1.12, which
// does not store it.
func (m model) write(ctx context.Context, state *tfsdk.State, identity *tfsdk.ResourceIdentity) diag.Diagnostics {
	diags := state.Set(ctx, m)
	diags.Append(identity.Set(ctx, m.identity())...)
	return diags
}

// setLike returns a set of IDs. It is null if there are none and the set was null before: an attribute that is not configured
// stays null.
func setLike(before idSet, ids []string) idSet {
	if before.IsNull() && len(ids) == 0 {
		return nullIDSet()
	}
	return idSetOf(ids)
}
