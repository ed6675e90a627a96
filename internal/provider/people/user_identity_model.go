// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package people

import (
	"cmp"
	"context"
	"slices"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"golang.org/x/text/unicode/norm"

	"github.com/seamapi/terraform-provider-seam/internal/provider/connection"
	"github.com/seamapi/terraform-provider-seam/internal/seam"
)

type userIdentityModel struct {
	UserIdentityID  types.String `tfsdk:"user_identity_id"`
	UserIdentityKey types.String `tfsdk:"user_identity_key"`
	FullName        types.String `tfsdk:"full_name"`
	EmailAddress    types.String `tfsdk:"email_address"`
	PhoneNumber     types.String `tfsdk:"phone_number"`
	WorkspaceID     types.String `tfsdk:"workspace_id"`
}

// userIdentityIdentityModel is the resource identity, for Terraform 1.12 and later.
type userIdentityIdentityModel struct {
	UserIdentityID types.String `tfsdk:"user_identity_id"`
}

// newUserIdentityModel is a user identity as Seam has it.
func newUserIdentityModel(identity *seam.UserIdentity) userIdentityModel {
	return userIdentityModel{}.observed(identity)
}

// observed takes over what Seam says of the person now. What is the same in another spelling stays as it is in the state, so
// that a plan shows no difference where there is none.
func (m userIdentityModel) observed(identity *seam.UserIdentity) userIdentityModel {
	return userIdentityModel{
		UserIdentityID:  types.StringValue(identity.UserIdentityID),
		UserIdentityKey: text(identity.UserIdentityKey),
		FullName:        text(identity.FullName),
		EmailAddress:    emailAddress(m.EmailAddress, identity.EmailAddress),
		PhoneNumber:     text(identity.PhoneNumber),
		WorkspaceID:     types.StringValue(identity.WorkspaceID),
	}
}

// text is a text from Seam as Terraform writes it, in Unicode's composed form.
func text(fromSeam string) types.String {
	return connection.Text(norm.NFC.String(fromSeam))
}

// emailAddress is an address from Seam, in the spelling of the state if that is the same mailbox.
func emailAddress(state types.String, fromSeam string) types.String {
	if fromSeam != "" && seam.LowerASCII(state.ValueString()) == seam.LowerASCII(fromSeam) {
		return state
	}
	return text(fromSeam)
}

// profile is what is sent to make the person. What is not known yet is left out.
func (m userIdentityModel) profile() seam.UserIdentityProfile {
	return seam.UserIdentityProfile{
		UserIdentityKey: m.UserIdentityKey.ValueString(),
		FullName:        m.FullName.ValueString(),
		EmailAddress:    m.EmailAddress.ValueString(),
		PhoneNumber:     m.PhoneNumber.ValueString(),
	}
}

// created is the model once Seam has made the person.
func (m userIdentityModel) created(identity *seam.UserIdentity) userIdentityModel {
	m.UserIdentityID = types.StringValue(identity.UserIdentityID)
	m.WorkspaceID = types.StringValue(identity.WorkspaceID)
	return m
}

// changesTo is what has to be sent so that the person is as planned. What is planned as null is cleared.
func (m userIdentityModel) changesTo(plan userIdentityModel) seam.UserIdentityChanges {
	change := func(from, to types.String) seam.Change {
		if from.Equal(to) {
			return seam.Change{}
		}
		return seam.SetTo(to.ValueString())
	}
	return seam.UserIdentityChanges{
		UserIdentityKey: change(m.UserIdentityKey, plan.UserIdentityKey),
		FullName:        change(m.FullName, plan.FullName),
		EmailAddress:    change(m.EmailAddress, plan.EmailAddress),
		PhoneNumber:     change(m.PhoneNumber, plan.PhoneNumber),
	}
}

// taken returns the attributes by which an existing user identity is the planned person, in the order of the schema.
func (m userIdentityModel) taken(existing *seam.UserIdentity) []string {
	var taken []string
	if key := m.UserIdentityKey.ValueString(); key != "" &&
		(existing.UserIdentityKey == key || slices.Contains(existing.MergedUserIdentityKeys, key)) {
		taken = append(taken, "user_identity_key")
	}
	if address := m.EmailAddress.ValueString(); address != "" && seam.LowerASCII(address) == seam.LowerASCII(existing.EmailAddress) {
		taken = append(taken, "email_address")
	}
	if number := m.PhoneNumber.ValueString(); number != "" && number == existing.PhoneNumber {
		taken = append(taken, "phone_number")
	}
	return taken
}

// isMadeAs reports whether an existing user identity is exactly the planned person, and was made after a create began.
func (m userIdentityModel) isMadeAs(existing *seam.UserIdentity, began time.Time) bool {
	made, err := time.Parse(time.RFC3339, existing.CreatedAt)
	if err != nil || made.Before(began.Add(-clockSkew)) || isBeingDeleted(existing) {
		return false
	}
	return m.observed(existing) == m.created(existing)
}

// names are what no two objects of a configuration may have in common, with the attribute of each.
func (m userIdentityModel) names() (names []string, attributes map[string]string) {
	attributes = map[string]string{}
	for _, name := range []struct{ attribute, value string }{
		{"user_identity_id", m.UserIdentityID.ValueString()},
		{"user_identity_key", m.UserIdentityKey.ValueString()},
		{"email_address", seam.LowerASCII(m.EmailAddress.ValueString())},
		{"phone_number", m.PhoneNumber.ValueString()},
	} {
		if name.value != "" {
			text := "user identity by " + name.attribute + ": " + name.value
			names = append(names, text)
			attributes[text] = name.attribute
		}
	}
	return names, attributes
}

// isNameless reports whether the person turns out to have neither a key, an address nor a number.
func (m userIdentityModel) isNameless() bool {
	return m.UserIdentityKey.IsNull() && m.EmailAddress.IsNull() && m.PhoneNumber.IsNull()
}

// isMergedInto reports whether Seam has answered with another user identity than the state's: the one that this one was merged
// into.
func (m userIdentityModel) isMergedInto(identity *seam.UserIdentity) bool {
	return identity.UserIdentityID != m.UserIdentityID.ValueString()
}

// isBeingDeleted reports whether a user identity is on its way out.
func isBeingDeleted(identity *seam.UserIdentity) bool {
	return slices.ContainsFunc(identity.Warnings, func(warning seam.Issue) bool { return warning.Code == "being_deleted" })
}

// personName is what people call the person, fit for a terminal.
func (m userIdentityModel) personName() string {
	return seam.OneLine(cmp.Or(m.FullName.ValueString(), m.EmailAddress.ValueString(), m.PhoneNumber.ValueString(),
		m.UserIdentityKey.ValueString(), m.UserIdentityID.ValueString()))
}

// identityName is what people call a user identity, fit for a terminal.
func identityName(identity *seam.UserIdentity) string {
	return seam.OneLine(cmp.Or(identity.DisplayName, identity.FullName, identity.EmailAddress, identity.PhoneNumber, identity.UserIdentityKey))
}

// tracked is the person as an object of the state.
func (m userIdentityModel) tracked() connection.Tracked {
	return connection.Tracked{Subject: m.subject(), WorkspaceID: m.WorkspaceID.ValueString()}
}

// identity is the resource identity of the person.
func (m userIdentityModel) identity() userIdentityIdentityModel {
	return userIdentityIdentityModel{UserIdentityID: m.UserIdentityID}
}

// write sets state and identity. The framework requires an identity in every response, even for Terraform below 1.12, which
// does not store it.
func (m userIdentityModel) write(ctx context.Context, state *tfsdk.State, identity *tfsdk.ResourceIdentity) diag.Diagnostics {
	diags := state.Set(ctx, m)
	diags.Append(identity.Set(ctx, m.identity())...)
	return diags
}
