// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package members

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/seamapi/terraform-provider-seam/internal/provider/connection"
	"github.com/seamapi/terraform-provider-seam/internal/roster"
)

type model struct {
	ACSAccessGroupID     types.String `tfsdk:"acs_access_group_id"`
	ACSUserIDs           types.Map    `tfsdk:"acs_user_ids"`
	UserIdentityIDs      types.Map    `tfsdk:"user_identity_ids"`
	AllowEmpty           types.Bool   `tfsdk:"allow_empty"`
	UndeclaredACSUserIDs types.Map    `tfsdk:"undeclared_acs_user_ids"`
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
	return connection.Tracked{Subject: m.subject(), WorkspaceID: m.WorkspaceID.ValueString(), ACSAccessGroupID: m.group()}
}

// declaration is who is declared, as far as it is known.
func (m model) declaration() declaration {
	return declaration{ACSUserIDs: known(m.ACSUserIDs), UserIdentityIDs: known(m.UserIdentityIDs)}
}

// written is who is declared, and how, for comparison.
func (m model) written() string {
	return text(m.ACSUserIDs) + text(m.UserIdentityIDs)
}

// isDeclarationKnown reports whether it is known who is declared.
func (m model) isDeclarationKnown() bool {
	return isWhollyKnown(m.ACSUserIDs) && isWhollyKnown(m.UserIdentityIDs)
}

// leaving is who leaves the group when the plan for this state is applied: those whom the state declares and the plan does
// not, and those who are in the group undeclared. The plan shows each of them, and nobody else leaves.
func (m model) leaving(plan model) (declared, undeclared declaration) {
	planned := plan.declaration()
	return m.declaration().without(planned), declaration{ACSUserIDs: known(m.UndeclaredACSUserIDs)}.without(planned)
}

// hasWhatIsPlanned reports whether the group of this state is as planned already: then the plan has other labels at most.
func (m model) hasWhatIsPlanned(plan model) bool {
	declared, undeclared := m.leaving(plan)
	return declared.isNobody() && undeclared.isNobody() && plan.declaration().without(m.declaration()).isNobody()
}

// observed is the model with those who are in the group: the declared ones under their labels, and the others as undeclared.
func (m model) observed(declared declaration, s *sight) model {
	present := s.present(declared)
	m.ACSUserIDs = mapLike(m.ACSUserIDs, present.ACSUserIDs)
	m.UserIdentityIDs = mapLike(m.UserIdentityIDs, present.UserIdentityIDs)
	m.UndeclaredACSUserIDs = mapOf(byName(s.undeclared(declared.people())))
	return m
}

// undeclared are those who are in the group undeclared, by the names in the state.
func (m model) undeclared() []roster.GroupMember {
	var members []roster.GroupMember
	for name, acsUserID := range known(m.UndeclaredACSUserIDs) {
		person := roster.Person{ACSUserID: acsUserID}
		members = append(members, roster.GroupMember{Membership: roster.Membership{Person: person, Standing: roster.Member}, DisplayName: name})
	}
	return members
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

// known has those elements of a map that are known.
func known(m types.Map) map[string]string {
	elements := m.Elements()
	values := make(map[string]string, len(elements))
	for label, element := range elements {
		if id, isString := element.(types.String); isString && !id.IsUnknown() && !id.IsNull() {
			values[label] = id.ValueString()
		}
	}
	return values
}

// isWhollyKnown reports whether a map and all its elements are known.
func isWhollyKnown(m types.Map) bool {
	return !m.IsUnknown() && len(known(m)) == len(m.Elements())
}

// text is a map as text, the same for equal maps. The framework's own (1.19) copies the map for each of its elements.
func text(m types.Map) string {
	if m.IsNull() || m.IsUnknown() {
		return m.String()
	}
	return fmt.Sprintf("%q", m.Elements())
}

func mapOf(values map[string]string) types.Map {
	elements := make(map[string]attr.Value, len(values))
	for label, value := range values {
		elements[label] = types.StringValue(value)
	}
	return types.MapValueMust(types.StringType, elements)
}

// mapLike is a map of IDs, or null where there are none and the map before was null too: an attribute that the
// configuration leaves out stays out.
func mapLike(before types.Map, values map[string]string) types.Map {
	if before.IsNull() && len(values) == 0 {
		return types.MapNull(types.StringType)
	}
	return mapOf(values)
}
