// Copyright (c) Seam Labs, Inc.
// SPDX-License-Identifier: MPL-2.0

package provider

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/seamapi/terraform-provider-seam/internal/roster"
	"github.com/seamapi/terraform-provider-seam/internal/seam"
)

type acsAccessGroupMembersModel struct {
	ACSAccessGroupID     types.String `tfsdk:"acs_access_group_id"`
	ACSUserIDs           types.Set    `tfsdk:"acs_user_ids"`
	UserIdentityIDs      types.Set    `tfsdk:"user_identity_ids"`
	AllowEmpty           types.Bool   `tfsdk:"allow_empty"`
	UndeclaredACSUserIDs types.Set    `tfsdk:"undeclared_acs_user_ids"`
	WorkspaceID          types.String `tfsdk:"workspace_id"`
}

// acsAccessGroupMembersIdentityModel is what makes a group's members the same object for Terraform 1.12 and later.
type acsAccessGroupMembersIdentityModel struct {
	ACSAccessGroupID types.String `tfsdk:"acs_access_group_id"`
}

func (m acsAccessGroupMembersModel) group() string {
	return m.ACSAccessGroupID.ValueString()
}

// isOf reports whether the group is in the workspace.
func (m acsAccessGroupMembersModel) isOf(workspace *seam.Workspace) bool {
	return m.WorkspaceID.ValueString() == workspace.WorkspaceID
}

// declaration is who is declared, as far as it is known.
func (m acsAccessGroupMembersModel) declaration() declaration {
	return newDeclaration(knownElements(m.ACSUserIDs), knownElements(m.UserIdentityIDs))
}

// isDeclarationKnown reports whether it is known who is declared.
func (m acsAccessGroupMembersModel) isDeclarationKnown() bool {
	return isWhollyKnown(m.ACSUserIDs) && isWhollyKnown(m.UserIdentityIDs)
}

// declaresNobody reports whether nobody is declared, as far as it is known.
func (m acsAccessGroupMembersModel) declaresNobody() bool {
	return len(knownElements(m.ACSUserIDs))+len(knownElements(m.UserIdentityIDs)) == 0
}

// observed is the model with those who are in the group: the declared ones where they are declared, and the others as
// undeclared.
func (m acsAccessGroupMembersModel) observed(declared declaration, members []roster.GroupMember) acsAccessGroupMembersModel {
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
	m.UndeclaredACSUserIDs = setOf(undeclared)
	return m
}

// joinedSince returns those of the members whom neither the state nor the declaration that it was applied with knows.
func (m acsAccessGroupMembersModel) joinedSince(declared declaration, members []roster.GroupMember) []roster.GroupMember {
	undeclared := newDeclaration(knownElements(m.UndeclaredACSUserIDs), nil)
	return undeclared.others(m.declaration().others(declared.others(members)))
}

// identity is the group whose members these are.
func (m acsAccessGroupMembersModel) identity() acsAccessGroupMembersIdentityModel {
	return acsAccessGroupMembersIdentityModel{ACSAccessGroupID: m.ACSAccessGroupID}
}

// write puts the members into the state. Terraform below 1.12 keeps no identity and sends none; the framework wants one
// back all the same.
func (m acsAccessGroupMembersModel) write(ctx context.Context, state *tfsdk.State, identity *tfsdk.ResourceIdentity) diag.Diagnostics {
	diags := state.Set(ctx, m)
	diags.Append(identity.Set(ctx, m.identity())...)
	return diags
}

// setLike is a set of strings, or null where there are none and the set before was null too: an attribute that the
// configuration leaves out stays out.
func setLike(before types.Set, elements []string) types.Set {
	if before.IsNull() && len(elements) == 0 {
		return types.SetNull(types.StringType)
	}
	return setOf(elements)
}

func setOf(elements []string) types.Set {
	values := make([]attr.Value, len(elements))
	for i, element := range elements {
		values[i] = types.StringValue(element)
	}
	return types.SetValueMust(types.StringType, values)
}

// knownElements returns the strings of a set that are known.
func knownElements(set types.Set) []string {
	var elements []string
	for _, element := range set.Elements() {
		if text, isString := element.(types.String); isString && !text.IsNull() && !text.IsUnknown() {
			elements = append(elements, text.ValueString())
		}
	}
	return elements
}

func isWhollyKnown(set types.Set) bool {
	return !set.IsUnknown() && len(knownElements(set)) == len(set.Elements())
}
