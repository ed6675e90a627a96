// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package people_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/seamapi/terraform-provider-seam/internal/provider/providertest"
)

// wholePerson is a person from nothing to the door, in a configuration without an ID. The memberships name the person by a
// line of their own.
const wholePerson = `
data "seam_acs_system" "head_office" {
  name = "Head Office"
}

data "seam_acs_access_group" "this" {
  for_each      = toset(["Lab", "Gym"])
  acs_system_id = data.seam_acs_system.head_office.acs_system_id
  name          = each.key
}

resource "seam_user_identity" "jane" {
  full_name     = "Jane Doe"
  email_address = "jane@example.com"
}

resource "seam_acs_user" "jane" {
  acs_system_id    = data.seam_acs_system.head_office.acs_system_id
  full_name        = seam_user_identity.jane.full_name
  email_address    = seam_user_identity.jane.email_address
  user_identity_id = seam_user_identity.jane.user_identity_id
}

resource "seam_acs_access_group_membership" "jane" {
  for_each            = data.seam_acs_access_group.this
  acs_access_group_id = each.value.acs_access_group_id
  %s
}
`

func TestWholePersonIsMadeAndDestroyedInOneApplyEach(t *testing.T) {
	t.Parallel()
	for name, person := range map[string]string{
		"by ACS user":      "acs_user_id = seam_acs_user.jane.acs_user_id",
		"by user identity": "user_identity_id = seam_acs_user.jane.user_identity_id",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
			lab, gym := w.Group("Lab"), w.Group("Gym")
			terraform.Configure(w.Config(fmt.Sprintf(wholePerson, person)))

			terraform.Apply().Says("4 added, 0 changed, 0 destroyed")
			w.HasUsers(t, 1)
			w.HasMembers(t, lab, w.Users(w.ACSSystemID)...)
			w.HasMembers(t, gym, w.Users(w.ACSSystemID)...)
			w.Sent(t, providertest.PathCreateIdentity, 1)
			sentChanges(t, w, pathCreateUser)
			if added := len(w.RequestsTo(providertest.PathAddACSUser)) + len(w.RequestsTo(providertest.PathAddIdentity)); added != 2 {
				t.Errorf("%d adds were sent, want 2", added)
			}
			terraform.NoChanges()

			w.ResetRequests()
			terraform.Destroy().Says("loses 2 memberships (Gym, Lab) and all credentials", "4 destroyed")
			w.HasUsers(t, 0)
			sentChanges(t, w, pathDeleteUser)
			w.Sent(t, providertest.PathRemove, 2)
			w.Sent(t, providertest.PathDeleteIdentity, 1)
			terraform.StateIsEmpty()
		})
	}
}

func acsUserBlock(w *providertest.World, lines ...string) string {
	return fmt.Sprintf("resource \"seam_acs_user\" \"jane\" {\n  acs_system_id = %q\n  full_name = \"Jane Doe\"\n  %s\n}\n", w.ACSSystemID, strings.Join(lines, "\n  "))
}

func TestTerraformTakesWhatIsPlannedForAnACSUser(t *testing.T) {
	t.Parallel()
	w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
	const address = "seam_acs_user.jane"
	email := `email_address = "jane@example.com"`
	configure := func(lines ...string) { terraform.Configure(w.Config(acsUserBlock(w, append(lines, email)...))) }

	configure(`access_schedule = { starts_at = "2090-01-31T09:00:00Z", ends_at = "2091-01-31T09:00:00Z" }`)
	terraform.Apply()
	configure(`access_schedule = { starts_at = "2090-01-31T10:00:00+01:00", ends_at = "2091-01-31T09:00:00.0Z" }`)
	terraform.NoChanges()

	w.ResetRequests()
	configure(`access_schedule = { starts_at = "2090-01-31T10:00:00+01:00", ends_at = "2092-01-31T09:00:00Z" }`, "is_suspended = true")
	terraform.Apply()
	sentChanges(t, w, pathSuspendUser, pathUpdateUser)
	terraform.NoChanges()

	configure("is_suspended = true")
	terraform.Apply()
	if actions := terraform.PlannedActions()[address]; !actions.NoOp() {
		t.Errorf("planned is %q", actions)
	}

	// A replacement in the same access system deletes the person before it looks for them.
	w.ResetRequests()
	terraform.Apply("-replace=" + address).Says("1 added, 0 changed, 1 destroyed")
	sentChanges(t, w, pathDeleteUser, pathCreateUser, pathSuspendUser)
	w.HasUsers(t, 1)

	w.ResetRequests()
	configure("is_suspended = true", `deletion_policy = "suspend"`)
	terraform.Apply()
	terraform.Destroy().Says("Jane Doe will be suspended, not deleted", "Jane Doe was suspended and kept")
	w.HasUsers(t, 1)
	terraform.StateIsEmpty()

	terraform.MustFail("plan").Says("Jane Doe exists in the access system already", w.Users(w.ACSSystemID)[0])
	terraform.Configure(w.Config(providertest.Import(address, w.Users(w.ACSSystemID)[0]), acsUserBlock(w, email, "is_suspended = true")))
	terraform.Apply().Says("1 imported, 0 added, 0 changed, 0 destroyed")
}

func TestACSUserThatCannotBeIsRefusedBeforeAnyRequest(t *testing.T) {
	t.Parallel()
	w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
	for line, says := range map[string]string{
		`email_address = "jane"`:                                 "is not an email address",
		`phone_number = "0123"`:                                  "is not a phone number in E.164 format",
		`user_identity_id = "jane"`:                              "is not a UUID",
		`deletion_policy = "keep"`:                               `value must be one of: ["delete" "suspend"]`,
		`access_schedule = { starts_at = "tomorrow" }`:           "is not a time in RFC 3339 format",
		`access_schedule = { ends_at = "2030-01-31T09:00:00Z" }`: `"starts_at" is required`,
		`access_schedule = { starts_at = "2030-01-31T09:00:00Z", ends_at = "2030-01-31T10:00:00+01:00" }`: "The schedule ends before it starts",
	} {
		terraform.Configure(w.Config(acsUserBlock(w, line)))
		terraform.MustFail("validate").Says(says)
	}
	w.SentInAll(t, 0)
}
