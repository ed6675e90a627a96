// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package provider_test

import (
	"testing"

	"github.com/seamapi/terraform-provider-seam/internal/provider/providertest"
)

const doorsGuide = guideExamples + "who-can-open-this-door/"

func TestGuideListsPeopleByDoorAndDoorsByPerson(t *testing.T) {
	t.Parallel()
	b, terraform := newExampleBuilding(t), providertest.NewCLI(t)
	garage, roofTerrace, ada, bruno := b.Groups[1].ID, b.Groups[2].ID, b.Users[0].ID, b.Users[1].ID
	b.Fake.AddMember(garage, ada)
	b.Fake.AddMember(roofTerrace, bruno)
	b.Fake.AddMember(roofTerrace, ada)
	b.Fake.AddMember(garage, b.Users[2].ID)
	b.Fake.SetSuspended(b.Users[2].ID, true)
	b.configure(t, terraform, b.world.ProviderBlock(), read(t, doorsGuide+"list-doors-and-people.tf"))
	terraform.Apply()
	terraform.Must("output", "-json", "people_by_door").Says(
		`{"Garage gate":["Ada Lindqvist (ada@example.com)"],"Main entrance":["Ada Lindqvist (ada@example.com)"],` +
			`"Terrace door":["Ada Lindqvist (ada@example.com)","Bruno Costa (bruno@example.com)"]}`)
	terraform.Must("output", "-json", "doors_by_person").Says(
		`{"Ada Lindqvist (ada@example.com)":["Garage gate","Main entrance","Terrace door"],"Bruno Costa (bruno@example.com)":["Terrace door"]}`)

	b.Fake.RemoveMember(garage, ada)
	terraform.Apply()
	terraform.Must("output", "-json", "people_by_door").Says(`"Garage gate":[]`)
}

func TestGuideFindsTheDoorsOfAPerson(t *testing.T) {
	t.Parallel()
	b, terraform := newExampleBuilding(t), providertest.NewCLI(t)
	b.Fake.AddMember(b.Groups[1].ID, b.Users[0].ID)
	b.configure(t, terraform, b.world.ProviderBlock(), read(t, doorsGuide+"find-doors-of-person.tf"))
	terraform.Apply()
	terraform.Must("output", "-json", "doors_of_ada").Says(`["Garage gate","Main entrance"]`)
}

// TestCheckOfDoorsNamesTheDoor runs the check of the guide after somebody has changed what an access group opens.
func TestCheckOfDoorsNamesTheDoor(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		change func(exampleBuilding)
		says   []string
		lacks  string
	}{
		"one door more": {
			func(b exampleBuilding) { b.Fake.AddEntranceToGroup(b.Groups[0].ID, b.Entrances[2].ID) },
			[]string{"Check block assertion failed", "More is open than this configuration says: Terrace door is opened by Front door."},
			"Less is open",
		},
		"a new door": {
			func(b exampleBuilding) {
				b.Fake.AddEntranceToGroup(b.Groups[1].ID, b.Fake.AddEntrance(b.System.ID, "Server room"))
			},
			[]string{"Check block assertion failed", "More is open than this configuration says: Server room is opened by Garage."},
			"Less is open",
		},
		"a new group": {
			func(b exampleBuilding) {
				b.Fake.AddEntranceToGroup(b.Fake.AddGroup(b.System.ID, "Cleaners"), b.Entrances[2].ID)
			},
			[]string{"Check block assertion failed", "More is open than this configuration says: Terrace door is opened by Cleaners."},
			"Less is open",
		},
		"one door less": {
			func(b exampleBuilding) { b.Fake.RemoveEntranceFromGroup(b.Groups[1].ID, b.Entrances[0].ID) },
			[]string{"Check block assertion failed", "Less is open than this configuration says: Main entrance is not opened by Garage."},
			"More is open",
		},
		"nothing": {func(exampleBuilding) {}, nil, "is open"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b, terraform := newExampleBuilding(t), providertest.NewCLI(t)
			c.change(b)
			b.configure(t, terraform, b.world.ProviderBlock(), read(t, doorsGuide+"check-doors.tf"))
			output := terraform.Plan()
			output.Says(c.says...)
			output.Lacks(c.lacks, "Error")
		})
	}
}

// TestCheckOfAnEntranceListsWhatElseTheGroupOpens runs the check in the example of the data source.
func TestCheckOfAnEntranceListsWhatElseTheGroupOpens(t *testing.T) {
	t.Parallel()
	b, terraform := newExampleBuilding(t), providertest.NewCLI(t)
	b.configure(t, terraform, b.world.ProviderBlock(), read(t, dataSourceExamples+"seam_acs_entrances/data-source.tf"))
	terraform.Plan().Lacks("Check block assertion failed")
	b.Fake.AddEntranceToGroup(b.Groups[0].ID, b.Entrances[2].ID)
	terraform.Plan().Says("Check block assertion failed", "The access group opens Main entrance, Terrace door.")
}
