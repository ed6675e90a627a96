// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package people

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/seamapi/terraform-provider-seam/internal/seam"
)

func adaModel() userIdentityModel {
	return userIdentityModel{
		UserIdentityID:  types.StringValue("5"),
		UserIdentityKey: types.StringValue("ada"),
		FullName:        types.StringValue("Ada Lindqvist"),
		EmailAddress:    types.StringValue("Ada@example.com"),
		PhoneNumber:     types.StringValue("+14155550100"),
		WorkspaceID:     types.StringValue("1"),
	}
}

func adaInSeam() *seam.UserIdentity {
	return &seam.UserIdentity{
		UserIdentityID: "5", UserIdentityKey: "ada", WorkspaceID: "1", DisplayName: "Ada L.", FullName: "Ada Lindqvist",
		EmailAddress: "ada@EXAMPLE.com", PhoneNumber: "+14155550100", CreatedAt: "2030-01-01T00:00:00.000Z",
	}
}

func TestWhatSeamHasInAnotherSpellingStaysAsItIs(t *testing.T) {
	t.Parallel()
	state, identity := adaModel(), adaInSeam()
	state.FullName = types.StringValue("Zo\u00EB")
	identity.FullName = "Zoe\u0308"
	if got := state.observed(identity); got != state {
		t.Errorf("observed is %v, want %v", got, state)
	}
}

func TestWhatSeamLacksIsNull(t *testing.T) {
	t.Parallel()
	got := adaModel().observed(&seam.UserIdentity{UserIdentityID: "5", WorkspaceID: "1"})
	want := userIdentityModel{UserIdentityID: types.StringValue("5"), WorkspaceID: types.StringValue("1")}
	if got != want {
		t.Errorf("observed is %v, want %v", got, want)
	}
}

func TestChangesAreThoseOfThePlan(t *testing.T) {
	t.Parallel()
	plan := adaModel()
	if got := adaModel().changesTo(plan); got != (seam.UserIdentityChanges{}) {
		t.Errorf("changes are %v, want none", got)
	}
	plan.FullName, plan.EmailAddress = types.StringNull(), types.StringValue("ada@example.com")
	want := seam.UserIdentityChanges{FullName: seam.SetTo(""), EmailAddress: seam.SetTo("ada@example.com")}
	if got := adaModel().changesTo(plan); got != want {
		t.Errorf("changes are %v, want %v", got, want)
	}
}

func TestAPersonIsRecognisedAsJustMadeByEveryValue(t *testing.T) {
	t.Parallel()
	made := time.Date(2030, 1, 1, 0, 0, 0, 0, time.UTC)
	for name, c := range map[string]struct {
		edit  func(*seam.UserIdentity)
		began time.Time
		want  bool
	}{
		"as planned":         {func(*seam.UserIdentity) {}, made.Add(-time.Second), true},
		"clocks that differ": {func(*seam.UserIdentity) {}, made.Add(clockSkew), true},
		"made before":        {func(*seam.UserIdentity) {}, made.Add(clockSkew + time.Second), false},
		"no time":            {func(i *seam.UserIdentity) { i.CreatedAt = "yesterday" }, made, false},
		"another name":       {func(i *seam.UserIdentity) { i.FullName = "Ada" }, made, false},
		"another key":        {func(i *seam.UserIdentity) { i.UserIdentityKey = "ADA" }, made, false},
		"another address":    {func(i *seam.UserIdentity) { i.EmailAddress = "ada@example.org" }, made, false},
		"without a number":   {func(i *seam.UserIdentity) { i.PhoneNumber = "" }, made, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			identity := adaInSeam()
			c.edit(identity)
			plan := adaModel()
			plan.UserIdentityID, plan.WorkspaceID = types.StringUnknown(), types.StringUnknown()
			if got := plan.isMadeAs(identity, c.began); got != c.want {
				t.Errorf("isMadeAs is %t", got)
			}
		})
	}
}

func TestAnExistingPersonIsToldByTheAttributesThatTheyHave(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		existing seam.UserIdentity
		want     []string
	}{
		"all":        {*adaInSeam(), []string{"user_identity_key", "email_address", "phone_number"}},
		"merged key": {seam.UserIdentity{UserIdentityKey: "king", MergedUserIdentityKeys: []string{"ada"}}, []string{"user_identity_key"}},
		"nothing":    {seam.UserIdentity{FullName: "Ada Lindqvist"}, nil},
	} {
		if got := adaModel().taken(&c.existing); !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: taken is %q, want %q", name, got, c.want)
		}
	}
}

func TestErrorsOfAPersonAreTold(t *testing.T) {
	t.Parallel()
	identity := adaInSeam()
	if told := adaModel().issues(identity); len(told) != 0 {
		t.Errorf("told is %v", told)
	}
	identity.Errors = []seam.Issue{{Code: "issue_with_acs_user", Message: "The \x1b[31mdoor\u202E is stuck."}}
	told := adaModel().issues(identity)
	if len(told) != 1 || told[0].Summary() != "Seam reports a problem with Ada Lindqvist" ||
		!strings.Contains(told[0].Detail(), "issue_with_acs_user: The [31mdoor is stuck.") {
		t.Errorf("told is %v", told)
	}
}

func TestTextFromSeamIsOneLineInEveryMessage(t *testing.T) {
	t.Parallel()
	const hostile = "Ada\n\x1b[2JError: \u202Egone"
	existing := &seam.UserIdentity{
		UserIdentityID: "5", UserIdentityKey: hostile, DisplayName: hostile, FullName: hostile, EmailAddress: hostile, PhoneNumber: hostile,
	}
	m := newUserIdentityModel(existing)
	for _, told := range []interface {
		Summary() string
		Detail() string
	}{
		m.exists(existing), m.duplicate("email_address"), m.gone(), m.beingDeleted(), m.merged(existing), m.mergedAndChanged(existing), m.mergedAndKept(existing),
		m.goesWith(existing, nil), m.importedElsewhere(existing), m.importedTooLate(), m.nameless(),
		m.perhapsCreated(&seam.Error{}, []*seam.UserIdentity{existing}).Full(),
	} {
		text := told.Summary() + told.Detail()
		if strings.ContainsAny(text, "\x1b\u202E") || strings.Contains(text, "Ada\n") || strings.Contains(told.Summary(), "\n") {
			t.Errorf("there is text from outside in %q", text)
		}
	}
}

func TestAddressesAndNumbersAreChecked(t *testing.T) {
	t.Parallel()
	for text, isValid := range map[string]bool{
		"ada@example.com": true, "a+b@x": true, "ada": false, "@example.com": false, "ada@": false, "a@b@c": false, "Ada <ada@example.com>": false, "": false,
	} {
		if err := checkEmailAddress(text); (err == nil) != isValid {
			t.Errorf("address %q: %v", text, err)
		}
	}
	for text, isValid := range map[string]bool{
		"+14155550100": true, "+123456789012345": true, "+1234567890123456": false, "14155550100": false, "+1 415 555 0100": false, "+": false, "+0123": false, "": false,
	} {
		if err := checkPhoneNumber(text); (err == nil) != isValid {
			t.Errorf("number %q: %v", text, err)
		}
	}
}
