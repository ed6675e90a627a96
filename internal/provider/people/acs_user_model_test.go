// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package people

import (
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/seamapi/terraform-provider-seam/internal/seam"
)

func TestObservedTakesWhatIsPendingForTheTruth(t *testing.T) {
	t.Parallel()
	text := func(text string) *string { return &text }
	shown := &seam.ACSUser{
		ACSUserID: "u", ACSSystemID: "s", FullName: "Old", EmailAddress: "old@example.com", PhoneNumber: "+1", IsSuspended: true,
		AccessSchedule: &seam.AccessSchedule{StartsAt: "2030-01-01T00:00:00Z"},
		PendingMutations: []seam.PendingMutation{
			{Code: seam.UpdatingUserInformation, ToFullName: text("New"), ToPhoneNumber: text("")},
			{Code: seam.UpdatingAccessSchedule},
			{Code: seam.UpdatingSuspensionState, ToIsSuspended: false},
			{Code: "brand_new"},
		},
	}
	got := acsUserModel{IsSuspended: types.BoolValue(true), AccessSchedule: types.ObjectNull(scheduleTypes())}.observed(shown, false)
	if got.FullName.ValueString() != "New" || got.EmailAddress.ValueString() != "old@example.com" || !got.PhoneNumber.IsNull() ||
		!got.AccessSchedule.IsNull() || got.IsSuspended.ValueBool() {
		t.Errorf("observed is %+v", got)
	}
	if shown.FullName != "Old" || shown.AccessSchedule == nil || !shown.IsSuspended {
		t.Errorf("what Seam shows was edited: %+v", shown)
	}
}

func TestObservedCallsSomebodyWithoutANameWhatSeamCallsThem(t *testing.T) {
	t.Parallel()
	got := acsUserModel{}.observed(&seam.ACSUser{DisplayName: "jane@example.com"}, false)
	if got.FullName.ValueString() != "jane@example.com" {
		t.Errorf("observed is %+v", got)
	}
}

func TestSchedulesAreTheSameWhereTheirMomentsAre(t *testing.T) {
	t.Parallel()
	value := func(startsAt, endsAt string) types.Object {
		return scheduleValue(&seam.AccessSchedule{StartsAt: startsAt, EndsAt: endsAt})
	}
	none := types.ObjectNull(scheduleTypes())
	for _, test := range []struct {
		a, b types.Object
		want bool
	}{
		{none, none, true},
		{none, value("2030-01-01T00:00:00Z", ""), false},
		{types.ObjectUnknown(scheduleTypes()), none, false},
		{value("2030-01-01T00:00:00Z", ""), value("2030-01-01T01:00:00.000+01:00", ""), true},
		{value("2030-01-01T00:00:00Z", ""), value("2030-01-01T00:00:00Z", "2031-01-01T00:00:00Z"), false},
		{value("2030-01-01T00:00:00Z", "2031-01-01T00:00:00Z"), value("2030-01-01T00:00:00Z", "2031-01-01T00:00:01Z"), false},
		{value("soon", ""), value("later", ""), false},
	} {
		if got := sameSchedule(test.a, test.b); got != test.want {
			t.Errorf("%s and %s are the same: %t, want %t", test.a, test.b, got, test.want)
		}
		if got := sameSchedule(test.b, test.a); got != test.want {
			t.Errorf("%s and %s are the same: %t, want %t", test.b, test.a, got, test.want)
		}
	}
}

func TestOnlyAnACSUserThatWasMadeJustNowAsPlannedIsTheOneOfALostAnswer(t *testing.T) {
	t.Parallel()
	began := time.Date(2030, 1, 1, 12, 0, 0, 0, time.UTC)
	plan := acsUserModel{FullName: types.StringValue("Jane Doe"), EmailAddress: types.StringValue("Jane@example.com"), UserIdentityID: types.StringValue("i"),
		AccessSchedule: types.ObjectNull(scheduleTypes())}
	for name, test := range map[string]struct {
		change func(*seam.ACSUser)
		want   bool
	}{
		"made since":        {func(*seam.ACSUser) {}, true},
		"by a slower clock": {func(u *seam.ACSUser) { u.CreatedAt = "2030-01-01T11:59:30.000Z" }, true},
		"made before":       {func(u *seam.ACSUser) { u.CreatedAt = "2030-01-01T11:50:00.000Z" }, false},
		"made nobody knows": {func(u *seam.ACSUser) { u.CreatedAt = "" }, false},
		"another name":      {func(u *seam.ACSUser) { u.FullName = "Jane Roe" }, false},
		"another address":   {func(u *seam.ACSUser) { u.EmailAddress = "roe@example.com" }, false},
		"a number":          {func(u *seam.ACSUser) { u.PhoneNumber = "+1" }, false},
		"a schedule":        {func(u *seam.ACSUser) { u.AccessSchedule = &seam.AccessSchedule{StartsAt: "2030-01-01T00:00:00Z"} }, false},
		"another identity":  {func(u *seam.ACSUser) { u.UserIdentityID = "j" }, false},
		"no identity":       {func(u *seam.ACSUser) { u.UserIdentityID = "" }, false},
		"on the way out":    {func(u *seam.ACSUser) { u.Warnings = []seam.Issue{{Code: "being_deleted"}} }, false},
		"on the way in":     {func(u *seam.ACSUser) { u.PendingMutations = []seam.PendingMutation{{Code: "creating"}} }, true},
	} {
		user := &seam.ACSUser{FullName: "Jane Doe", EmailAddress: "jane@example.com", UserIdentityID: "i", CreatedAt: "2030-01-01T12:00:01.000Z"}
		test.change(user)
		if got := plan.isMadeAs(user, began); got != test.want {
			t.Errorf("%s: %t, want %t", name, got, test.want)
		}
	}
}

func TestTimesAreSentInUTC(t *testing.T) {
	t.Parallel()
	got := wireSchedule(scheduleValue(&seam.AccessSchedule{StartsAt: "2030-01-01T01:00:00.5+01:00"}))
	if *got != (seam.AccessSchedule{StartsAt: "2030-01-01T00:00:00.5Z"}) {
		t.Errorf("sent is %+v", got)
	}
}

func TestWhatIsNoTimeIsRefused(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"", "tomorrow", "2030-01-01", "2030-01-01T00:00:00"} {
		if checkTime(text) == nil {
			t.Errorf("%q is accepted", text)
		}
	}
}
