// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package provider_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/seamapi/terraform-provider-seam/internal/fakeseam"
	"github.com/seamapi/terraform-provider-seam/internal/provider/providertest"
)

const (
	peopleGuide    = guideExamples + "people-from-csv/"
	emergencyGuide = guideExamples + "emergency-stop/"
)

// peopleFromCSV configures the guide's configuration over a table.
func peopleFromCSV(t *testing.T, b exampleBuilding, terraform *providertest.CLI, table string) {
	t.Helper()
	b.configure(t, terraform, b.world.ProviderBlock(), read(t, peopleGuide+"people.tf"))
	terraform.Write("people.csv", table)
}

func TestPeopleJoinMoveAndLeaveByTheTable(t *testing.T) {
	t.Parallel()
	b, terraform := newExampleBuilding(t), providertest.NewCLI(t)
	const heading = "Email Address,Full name,Access groups,Status\r\n"
	peopleFromCSV(t, b, terraform, "\ufeff"+heading+"Gesa@example.com, Gesa Brandt,Front door; Garage,Active\r\n,,,\r\n")
	terraform.Apply().Says("4 added, 0 changed, 0 destroyed")
	terraform.NoChanges()

	peopleFromCSV(t, b, terraform, heading+"gesa@example.com,Gesa Brandt,Front door;Roof terrace,suspended\n")
	terraform.Apply().Says("1 added, 1 changed, 1 destroyed")
	terraform.NoChanges()

	peopleFromCSV(t, b, terraform, heading+"gesa@example.com,Gesa Brandt,,active\nines@example.com,Ines Alvarez,,active\n")
	terraform.Plan().Says("Warning: Gesa Brandt gets access back")
	terraform.Apply()
	peopleFromCSV(t, b, terraform, heading+"ines@example.com,Ines Alvarez,,active\n")
	terraform.Apply().Says("0 added, 0 changed, 2 destroyed")
	if users := b.Fake.Users(b.System.ID); len(users) != len(b.Users)+1 {
		t.Errorf("the access system has the ACS users %q", users)
	}
}

func TestTableOfPeopleThatIsWrongIsAnErrorWhilePlanning(t *testing.T) {
	t.Parallel()
	const heading = "email_address,full_name,access_groups,status\n"
	for name, c := range map[string]struct{ table, says string }{
		"nobody":           {heading, "people.csv has no rows"},
		"another status":   {heading + "gesa@example.com,Gesa Brandt,,activ\n", "It is neither for gesa@example.com."},
		"no status":        {heading + "gesa@example.com,Gesa Brandt,,\n", "It is neither for gesa@example.com."},
		"a column less":    {"email_address,full_name,access_groups\ngesa@example.com,Gesa Brandt,\n", "people.csv has no column status."},
		"semicolons":       {"email_address;full_name;access_groups;status\ngesa@example.com;Gesa Brandt;;active\n", "Are its columns separated by commas?"},
		"one person twice": {heading + "gesa@example.com,Gesa Brandt,,active\nGesa@example.com,Gesa Brandt,,active\n", "Duplicate object key"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b, terraform := newExampleBuilding(t), providertest.NewCLI(t)
			peopleFromCSV(t, b, terraform, c.table)
			terraform.MustFail("plan").Says(c.says)
		})
	}
}

func TestRecordOfALeaverWhoseRowStaysIsKept(t *testing.T) {
	t.Parallel()
	b, terraform := newExampleBuilding(t), providertest.NewCLI(t)
	table := read(t, peopleGuide+"people.csv")
	peopleFromCSV(t, b, terraform, table)
	terraform.Apply()
	before := b.Fake.Users(b.System.ID)

	left := strings.Replace(table, "hugo@example.com,Hugo Martins,Front door,active", "hugo@example.com,Hugo Martins,,suspended", 1)
	peopleFromCSV(t, b, terraform, left)
	b.Fake.ResetRequests()
	terraform.Apply().Says("0 added, 1 changed, 1 destroyed")
	b.world.Sent(t, "/acs/users/suspend", 1)
	if after := b.Fake.Users(b.System.ID); len(after) != len(before) {
		t.Errorf("the access system has the ACS users %q, and had %q", after, before)
	}
}

func TestNewAddressInTheTableKeepsThePerson(t *testing.T) {
	t.Parallel()
	b, terraform := newExampleBuilding(t), providertest.NewCLI(t)
	table := read(t, peopleGuide+"people.csv")
	peopleFromCSV(t, b, terraform, table)
	terraform.Apply()
	before := b.Fake.Users(b.System.ID)

	b.configure(t, terraform, b.world.ProviderBlock(), read(t, peopleGuide+"people.tf"), read(t, peopleGuide+"moved.tf"))
	terraform.Write("people.csv", strings.Replace(table, "gesa@example.com", "gesa.holm@example.com", 1))
	terraform.Apply().Says("0 added, 2 changed, 0 destroyed")
	if after := b.Fake.Users(b.System.ID); !slices.Equal(after, before) {
		t.Errorf("the access system has the ACS users %q, and had %q", after, before)
	}
	terraform.NoChanges()
}

func TestPeopleOfTheTableWhoExistAreImportedTogether(t *testing.T) {
	t.Parallel()
	b, terraform := newExampleBuilding(t), providertest.NewCLI(t)
	before := b.Fake.Users(b.System.ID)
	b.Fake.AddMember(b.Groups[0].ID, b.Users[0].ID)
	b.Fake.AddUser(b.System.ID, fakeseam.User{FullName: "Somebody without an address"})
	table := "email_address,full_name,access_groups,status\nada@example.com,Ada Lindqvist,Front door,active\n" +
		"bruno@example.com,Bruno Costa,Garage,active\ngesa@example.com,Gesa Brandt,Garage,active\n"
	peopleFromCSV(t, b, terraform, table)
	terraform.MustFail("plan").Says("already")

	terraform.Write("import-people.tf", read(t, peopleGuide+"import-people.tf"))
	terraform.Apply().Says("4 imported, 5 added, 4 changed, 0 destroyed", "Ada Lindqvist is in the access group Front door already")
	terraform.Write("import-people.tf", "")
	terraform.NoChanges()
	if after := b.Fake.Users(b.System.ID); len(after) != len(before)+2 {
		t.Errorf("the access system has the ACS users %q, and had %q", after, before)
	}
}

func TestEmergencyStopSuspendsOnePersonAndNothingElse(t *testing.T) {
	t.Parallel()
	b, terraform := newExampleBuilding(t), providertest.NewCLI(t)
	b.configure(t, terraform, b.world.ProviderBlock(), read(t, emergencyGuide+"suspended.tf"))
	terraform.Apply()
	b.Fake.ResetRequests()
	terraform.Apply(`-var=suspended=["gesa@example.com"]`, `-target=seam_acs_user.person["gesa@example.com"]`).
		Says("is_suspended", "false -> true", "0 added, 1 changed, 0 destroyed")
	b.world.Sent(t, "/acs/users/suspend", 1)
	terraform.MustFail("plan", `-var=suspended=["nobody@example.com"]`).Says("These are not people of this configuration: nobody@example.com.")
	terraform.Plan().Says("Warning: Gesa Brandt gets access back", "true -> false")
}
