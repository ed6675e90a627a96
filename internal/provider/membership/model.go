// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package membership

import (
	"cmp"
	"context"

	"github.com/hashicorp/terraform-plugin-framework-timeouts/resource/timeouts"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/seamapi/terraform-provider-seam/internal/provider/connection"
	"github.com/seamapi/terraform-provider-seam/internal/roster"
	"github.com/seamapi/terraform-provider-seam/internal/seam"
)

type model struct {
	ACSAccessGroupID types.String   `tfsdk:"acs_access_group_id"`
	ACSUserID        types.String   `tfsdk:"acs_user_id"`
	UserIdentityID   types.String   `tfsdk:"user_identity_id"`
	WorkspaceID      types.String   `tfsdk:"workspace_id"`
	WaitForSync      types.Bool     `tfsdk:"wait_for_sync"`
	Timeouts         timeouts.Value `tfsdk:"timeouts"`

	// names are for messages alone.
	names connection.Names
}

// identityModel is the resource identity that an import names.
type identityModel struct {
	ACSAccessGroupID types.String `tfsdk:"acs_access_group_id"`
	ACSUserID        types.String `tfsdk:"acs_user_id"`
}

// source is a configuration, a plan or a state.
type source interface {
	Get(ctx context.Context, target any) diag.Diagnostics
}

// get reads a membership. It reads an object: for a struct, the framework (1.19) compiles a regular expression for each
// field each time, which took a sixth of the provider's time in a refresh.
func get(ctx context.Context, from source, m *model) diag.Diagnostics {
	var object types.Object
	diags := from.Get(ctx, &object)
	attributes := object.Attributes()
	m.ACSAccessGroupID, _ = attributes["acs_access_group_id"].(types.String)
	m.ACSUserID, _ = attributes["acs_user_id"].(types.String)
	m.UserIdentityID, _ = attributes["user_identity_id"].(types.String)
	m.WorkspaceID, _ = attributes["workspace_id"].(types.String)
	m.WaitForSync, _ = attributes["wait_for_sync"].(types.Bool)
	m.Timeouts, _ = attributes["timeouts"].(timeouts.Value)
	return diags
}

// person is the member, by the IDs that are known.
func (m model) person() roster.Person {
	return roster.Person{ACSUserID: m.ACSUserID.ValueString(), UserIdentityID: m.UserIdentityID.ValueString()}
}

// key names the membership to the roster.
func (m model) key() roster.Key {
	return m.keyOf(m.person())
}

// keyOf names the membership of a person in the model's access group.
func (m model) keyOf(person roster.Person) roster.Key {
	return roster.Key{ACSAccessGroupID: m.ACSAccessGroupID.ValueString(), Person: person}
}

// observed takes over what Seam says of the person now: the ACS user that a declared user identity has, and the identity to
// which that ACS user belongs, so that a plan shows where this is not the declared one.
func (m model) observed(declared, now roster.Person) model {
	if declared.UserIdentityID == "" {
		return m
	}
	m.ACSUserID = connection.Text(now.ACSUserID)
	m.UserIdentityID = connection.Text(now.UserIdentityID)
	return m
}

// tracked is the membership as an object of the state.
func (m model) tracked() connection.Tracked {
	return connection.Tracked{
		Subject:          m.subject(),
		WorkspaceID:      m.WorkspaceID.ValueString(),
		ACSAccessGroupID: m.ACSAccessGroupID.ValueString(),
	}
}

// known reports whether the group and the person are known.
func (m model) known() bool {
	return !m.ACSAccessGroupID.IsUnknown() && m.person() != roster.Person{}
}

// stillHeld reports whether the state should keep the membership. A membership with wait_for_sync is kept until the door no
// longer opens, so that a refresh after a destroy that timed out does not drop it.
func (m model) stillHeld(membership roster.Membership) bool {
	return membership.Standing.Present() || membership.Standing == roster.Leaving && m.WaitForSync.ValueBool()
}

// granted returns the membership with the values that are known once it is granted. An ACS user that Seam did not return
// stays null: the user identity is enough to find and revoke the membership.
func (m model) granted(grant roster.Grant, workspaceID string) model {
	m.ACSUserID = connection.Text(grant.ACSUserID)
	m.WorkspaceID = types.StringValue(workspaceID)
	return m
}

// keptBy returns the membership with the ACS user whom a revocation has kept, if it has left the membership as it was. Where
// the recorded ACS user was removed, the one that the user identity has now is in the group on behalf of another object alone.
func (m model) keptBy(revocation roster.Revocation) (model, bool) {
	for _, person := range revocation.Kept {
		if person.ACSUserID == m.ACSUserID.ValueString() || len(revocation.Removed) == 0 {
			m.ACSUserID = connection.Text(person.ACSUserID)
			return m, true
		}
	}
	return m, false
}

// identity is the resource identity of the membership, for Terraform 1.12 and later. It is an object for the reason that get
// has.
func (m model) identity() types.Object {
	return types.ObjectValueMust(
		map[string]attr.Type{"acs_access_group_id": types.StringType, "acs_user_id": types.StringType},
		map[string]attr.Value{"acs_access_group_id": m.ACSAccessGroupID, "acs_user_id": m.ACSUserID},
	)
}

// personID is the ID by which the person is named, and what it has to belong to.
func (m model) personID() (string, connection.Kind) {
	if id := m.ACSUserID.ValueString(); id != "" {
		return id, connection.AnACSUser
	}
	return m.UserIdentityID.ValueString(), connection.AUserIdentity
}

// personPath is the attribute by which the configuration names the person.
func (m model) personPath() path.Path {
	if m.UserIdentityID.IsNull() {
		return path.Root("acs_user_id")
	}
	return path.Root("user_identity_id")
}

// named is the membership with the names of its ends, for a message.
func (m model) named(ctx context.Context, conn *connection.Connection) model {
	m.names = conn.Names(ctx, m.key())
	return m
}

// namedAfter is named where Seam has answered with an error about the membership. Where Seam does not answer, more
// questions would only take longer to fail.
func (m model) namedAfter(ctx context.Context, conn *connection.Connection, err error) model {
	if seam.IsNotFound(err) || seam.IsRefused(err) {
		return m.named(ctx, conn)
	}
	return m
}

// subject names the membership in a message.
func (m model) subject() string {
	subject := "Access group: " + connection.Named(m.names.Group, m.ACSAccessGroupID.ValueString())
	userIdentityID := m.UserIdentityID.ValueString()
	if id := m.ACSUserID.ValueString(); id != "" {
		subject += "\nACS user: " + connection.Named(m.names.Person, id)
	} else if userIdentityID != "" {
		return subject + "\nUser identity: " + connection.Named(m.names.Person, userIdentityID)
	}
	if userIdentityID != "" {
		subject += "\nUser identity: " + userIdentityID
	}
	return subject
}

// personName is what people call the person, or the ID where Seam does not say it.
func (m model) personName() string {
	return cmp.Or(m.names.Person, m.ACSUserID.ValueString(), m.UserIdentityID.ValueString())
}

// groupName is what people call the access group, or the ID where Seam does not say it.
func (m model) groupName() string {
	return cmp.Or(m.names.Group, m.ACSAccessGroupID.ValueString())
}

// write sets state and identity. The framework requires an identity in every response, even for Terraform below 1.12, which
// does not store it.
func (m model) write(ctx context.Context, state *tfsdk.State, identity *tfsdk.ResourceIdentity) diag.Diagnostics {
	diags := state.Set(ctx, m)
	diags.Append(identity.Set(ctx, m.identity())...)
	return diags
}

// writeImported sets the attributes of an empty state. Those that only a configuration has, such as timeouts, stay null.
func (m model) writeImported(ctx context.Context, state attributeSetter) diag.Diagnostics {
	diags := state.SetAttribute(ctx, path.Root("acs_access_group_id"), m.ACSAccessGroupID)
	diags.Append(state.SetAttribute(ctx, path.Root("acs_user_id"), m.ACSUserID)...)
	diags.Append(state.SetAttribute(ctx, path.Root("user_identity_id"), m.UserIdentityID)...)
	diags.Append(state.SetAttribute(ctx, path.Root("workspace_id"), m.WorkspaceID)...)
	return diags
}

// attributeSetter is the state in an import or in a list result.
type attributeSetter interface {
	SetAttribute(ctx context.Context, attribute path.Path, value any) diag.Diagnostics
}
