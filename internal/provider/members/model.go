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

// identityModel is what makes a group's members the same object for Terraform 1.12 and later.
type identityModel struct {
	ACSAccessGroupID types.String `tfsdk:"acs_access_group_id"`
}

func (m model) group() string {
	return m.ACSAccessGroupID.ValueString()
}

// tracked is the group as an object of the state.
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

// observed is the model with those who are in the group: the declared ones where they are declared, and the others as
// undeclared.
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

// joinedSince returns those of the members whom neither the state nor the declaration that it was applied with knows.
func (m model) joinedSince(declared declaration, members []roster.GroupMember) []roster.GroupMember {
	undeclared := newDeclaration(m.UndeclaredACSUserIDs.known(), nil)
	return undeclared.others(m.declaration().others(declared.others(members)))
}

// identity is the group whose members these are.
func (m model) identity() identityModel {
	return identityModel{ACSAccessGroupID: m.ACSAccessGroupID}
}

// write puts the members into the state. Terraform below 1.12 keeps no identity and sends none; the framework wants one
// back all the same.
func (m model) write(ctx context.Context, state *tfsdk.State, identity *tfsdk.ResourceIdentity) diag.Diagnostics {
	diags := state.Set(ctx, m)
	diags.Append(identity.Set(ctx, m.identity())...)
	return diags
}

// setLike is a set of IDs, or null where there are none and the set before was null too: an attribute that the
// configuration leaves out stays out.
func setLike(before idSet, ids []string) idSet {
	if before.IsNull() && len(ids) == 0 {
		return nullIDSet()
	}
	return idSetOf(ids)
}
