// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package people

import (
	"cmp"
	"context"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/seamapi/terraform-provider-seam/internal/provider/connection"
	"github.com/seamapi/terraform-provider-seam/internal/seam"
)

// The values of deletion_policy. Null is deletes.
const (
	deletes  = "delete"
	suspends = "suspend"
)

type acsUserModel struct {
	ACSUserID      types.String `tfsdk:"acs_user_id"`
	ACSSystemID    types.String `tfsdk:"acs_system_id"`
	WorkspaceID    types.String `tfsdk:"workspace_id"`
	FullName       types.String `tfsdk:"full_name"`
	EmailAddress   types.String `tfsdk:"email_address"`
	PhoneNumber    types.String `tfsdk:"phone_number"`
	UserIdentityID types.String `tfsdk:"user_identity_id"`
	AccessSchedule types.Object `tfsdk:"access_schedule"`
	IsSuspended    types.Bool   `tfsdk:"is_suspended"`
	DeletionPolicy types.String `tfsdk:"deletion_policy"`
}

// acsUserIdentityModel is the resource identity of an ACS user, for Terraform 1.12 and later.
type acsUserIdentityModel struct {
	ACSUserID types.String `tfsdk:"acs_user_id"`
}

func (m acsUserModel) identity() acsUserIdentityModel {
	return acsUserIdentityModel{ACSUserID: m.ACSUserID}
}

// observed takes over what Seam says of the ACS user, with the changes that it has yet to push. An address or a schedule that
// is the same keeps the spelling of the state. The user identity may be an old ID of the one in the state: the caller has
// compared them.
func (m acsUserModel) observed(shown *seam.ACSUser, isSameIdentity bool) acsUserModel {
	user := intended(shown)
	m.ACSUserID = types.StringValue(user.ACSUserID)
	m.ACSSystemID = types.StringValue(user.ACSSystemID)
	m.FullName = text(cmp.Or(user.FullName, user.DisplayName))
	m.EmailAddress = emailAddress(m.EmailAddress, user.EmailAddress)
	m.PhoneNumber = text(user.PhoneNumber)
	if !isSameIdentity {
		m.UserIdentityID = connection.Text(user.UserIdentityID)
	}
	if observed := scheduleValue(user.AccessSchedule); !sameSchedule(m.AccessSchedule, observed) {
		m.AccessSchedule = observed
	}
	if !m.IsSuspended.IsNull() {
		m.IsSuspended = types.BoolValue(user.IsSuspended)
	}
	return m
}

// importedACSUser is an ACS user as an import puts it into the state. That somebody is suspended is declared as well, so that a
// configuration that is generated from it says so; that somebody is not is left unmanaged.
func importedACSUser(user *seam.ACSUser, workspaceID string) acsUserModel {
	m := acsUserModel{AccessSchedule: types.ObjectNull(scheduleTypes()), WorkspaceID: types.StringValue(workspaceID)}
	m = m.observed(user, false)
	if intended(user).IsSuspended {
		m.IsSuspended = types.BoolValue(true)
	}
	return m
}

// created returns the plan with the values that are known once Seam has made the ACS user.
func (m acsUserModel) created(user *seam.ACSUser, workspaceID string) acsUserModel {
	m.ACSUserID = types.StringValue(user.ACSUserID)
	m.WorkspaceID = types.StringValue(workspaceID)
	return m
}

// profile is the ACS user to be made.
func (m acsUserModel) profile() seam.ACSUserProfile {
	return seam.ACSUserProfile{
		ACSSystemID:    m.ACSSystemID.ValueString(),
		FullName:       m.FullName.ValueString(),
		EmailAddress:   m.EmailAddress.ValueString(),
		PhoneNumber:    m.PhoneNumber.ValueString(),
		UserIdentityID: m.UserIdentityID.ValueString(),
		AccessSchedule: wireSchedule(m.AccessSchedule),
	}
}

// changesFrom returns what an update of the profile has to send to come from a state to m, and whether that is anything.
func (m acsUserModel) changesFrom(state acsUserModel) (changes seam.ACSUserChanges, isAny bool) {
	if !m.FullName.Equal(state.FullName) {
		changes.FullName = m.FullName.ValueString()
	}
	if !m.EmailAddress.Equal(state.EmailAddress) {
		changes.EmailAddress = m.EmailAddress.ValueString()
	}
	if !m.PhoneNumber.Equal(state.PhoneNumber) {
		changes.PhoneNumber = m.PhoneNumber.ValueString()
	}
	if !sameSchedule(m.AccessSchedule, state.AccessSchedule) {
		changes.AccessSchedule = wireSchedule(m.AccessSchedule)
		changes.ClearsAccessSchedule = changes.AccessSchedule == nil
	}
	return changes, changes != seam.ACSUserChanges{}
}

// withProfileOf takes over what an update of the profile sets.
func (m acsUserModel) withProfileOf(other acsUserModel) acsUserModel {
	m.FullName, m.EmailAddress, m.PhoneNumber, m.AccessSchedule = other.FullName, other.EmailAddress, other.PhoneNumber, other.AccessSchedule
	return m
}

// has reports whether Seam shows the profile that m declares.
func (m acsUserModel) has(user *seam.ACSUser) bool {
	observed := m.observed(user, true)
	return observed.FullName.Equal(m.FullName) && observed.EmailAddress.Equal(m.EmailAddress) &&
		observed.PhoneNumber.Equal(m.PhoneNumber) && observed.AccessSchedule.Equal(m.AccessSchedule)
}

// isMadeAs reports whether an ACS user is exactly as planned, and was made since a create began.
func (m acsUserModel) isMadeAs(user *seam.ACSUser, began time.Time) bool {
	made, err := time.Parse(time.RFC3339, user.CreatedAt)
	// Seam may have linked somebody for whom no user identity is declared.
	isLinked := m.UserIdentityID.IsNull() || user.UserIdentityID == m.UserIdentityID.ValueString()
	return err == nil && !made.Before(began.Add(-clockSkew)) && !user.IsLeaving() && isLinked && m.has(user)
}

// tracked is the ACS user as an object of the state.
func (m acsUserModel) tracked() connection.Tracked {
	return connection.Tracked{Subject: m.subject(), WorkspaceID: m.WorkspaceID.ValueString()}
}

// subject names the ACS user in a message, by what is known of it.
func (m acsUserModel) subject() string {
	who := seam.OneLine(m.FullName.ValueString())
	if id := m.ACSUserID.ValueString(); id != "" {
		who = connection.Named(who, id)
	}
	var lines []string
	for _, line := range [][2]string{
		{"ACS user", who}, {"Access system", m.ACSSystemID.ValueString()}, {"User identity", seam.OneLine(m.UserIdentityID.ValueString())},
	} {
		if line[1] != "" {
			lines = append(lines, line[0]+": "+line[1])
		}
	}
	return strings.Join(lines, "\n")
}

// write sets state and identity. The framework requires an identity in every response, even for Terraform below 1.12, which
// does not store it.
func (m acsUserModel) write(ctx context.Context, state *tfsdk.State, identity *tfsdk.ResourceIdentity) diag.Diagnostics {
	diags := state.Set(ctx, m)
	diags.Append(identity.Set(ctx, m.identity())...)
	return diags
}

// intended is an ACS user as it will be once the changes that Seam has accepted are pushed. Seam may show them at once, or
// only then.
func intended(shown *seam.ACSUser) seam.ACSUser {
	user := *shown
	for i := range user.PendingMutations {
		mutation := &user.PendingMutations[i]
		switch mutation.Code {
		case seam.UpdatingUserInformation:
			replaceText(&user.FullName, mutation.ToFullName)
			replaceText(&user.EmailAddress, mutation.ToEmailAddress)
			replaceText(&user.PhoneNumber, mutation.ToPhoneNumber)
		case seam.UpdatingAccessSchedule:
			user.AccessSchedule = mutation.ToAccessSchedule
		case seam.UpdatingSuspensionState:
			user.IsSuspended = mutation.ToIsSuspended
		}
	}
	return user
}

func replaceText(text, by *string) {
	if by != nil {
		*text = *by
	}
}

func scheduleTypes() map[string]attr.Type {
	return map[string]attr.Type{"starts_at": types.StringType, "ends_at": types.StringType}
}

func scheduleValue(schedule *seam.AccessSchedule) types.Object {
	if schedule == nil {
		return types.ObjectNull(scheduleTypes())
	}
	return types.ObjectValueMust(scheduleTypes(), map[string]attr.Value{
		"starts_at": connection.Text(schedule.StartsAt), "ends_at": connection.Text(schedule.EndsAt),
	})
}

// wireSchedule is a schedule of a configuration as Seam takes it, or nil where there is none.
func wireSchedule(schedule types.Object) *seam.AccessSchedule {
	if schedule.IsNull() || schedule.IsUnknown() {
		return nil
	}
	return &seam.AccessSchedule{StartsAt: wireTime(timeOf(schedule, "starts_at")), EndsAt: wireTime(timeOf(schedule, "ends_at"))}
}

// wireTime is a time of a configuration in UTC, since Seam may refuse another offset. Null is empty.
func wireTime(moment types.String) string {
	parsed, err := time.Parse(time.RFC3339, moment.ValueString())
	if err != nil {
		return moment.ValueString()
	}
	return parsed.UTC().Format(time.RFC3339Nano)
}

func timeOf(schedule types.Object, name string) types.String {
	value, isString := schedule.Attributes()[name].(types.String)
	if !isString {
		return types.StringNull()
	}
	return value
}

// sameSchedule reports whether two schedules start and end at the same moments, however these are written.
func sameSchedule(a, b types.Object) bool {
	if a.IsUnknown() || b.IsUnknown() || a.IsNull() || b.IsNull() {
		return a.Equal(b)
	}
	return sameTime(timeOf(a, "starts_at"), timeOf(b, "starts_at")) && sameTime(timeOf(a, "ends_at"), timeOf(b, "ends_at"))
}

func sameTime(a, b types.String) bool {
	if a.Equal(b) {
		return true
	}
	first, firstErr := time.Parse(time.RFC3339, a.ValueString())
	second, secondErr := time.Parse(time.RFC3339, b.ValueString())
	return firstErr == nil && secondErr == nil && first.Equal(second)
}
