// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	_ "embed"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/seamapi/terraform-provider-seam/internal/fakeseam"
)

const configurationName = "building.tf"

//go:embed building.tf
var configuration string

// The paths of the Seam API that change who is in a group.
const (
	pathAddACSUser      = "/acs/users/add_to_access_group"
	pathAddUserIdentity = "/acs/access_groups/add_user"
	pathRemove          = "/acs/users/remove_from_access_group"
)

// step is one Terraform command of the story, and what must be true after it.
type step struct {
	name string
	text string
	// byHand is what somebody does behind Terraform's back before the command. Nil means nothing.
	byHand  func(fakeseam.Building)
	command []string
	// says is a phrase that Terraform must print.
	says string
	// members is who must be in the groups afterwards.
	members members
	// changes counts the calls that Terraform must make to the paths that change something.
	changes calls
}

// story returns the steps in order.
func story() []step {
	nobody := members{}
	everyone := members{
		"Front door":   {"Ada Lindqvist", "Bruno Costa", "Chidi Okafor", "Dana Weiss"},
		"Garage":       {"Elif Demir", "Farid Haddad"},
		"Roof terrace": {"Dana Weiss"},
	}
	withoutBruno := maps.Clone(everyone)
	withoutBruno["Front door"] = []string{"Ada Lindqvist", "Chidi Okafor", "Dana Weiss"}

	return []step{
		{
			name:    "Plan",
			text:    "Terraform compares the configuration with Seam and says what it would do. It changes nothing yet.",
			command: []string{"plan", "-out=tfplan"},
			says:    "Plan: 7 to add, 0 to change, 0 to destroy.",
			members: nobody,
		},
		{
			name:    "Apply",
			text:    "Terraform does what it planned. Elif and Farid have no ACS user here yet: Seam creates one for each.",
			command: []string{"apply", "tfplan"},
			says:    "Apply complete! Resources: 7 added, 0 changed, 0 destroyed.",
			members: everyone,
			changes: calls{pathAddACSUser: 4, pathAddUserIdentity: 3},
		},
		{
			name:    "Plan again",
			text:    "Everything is as declared, so there is nothing to do.",
			command: []string{"plan"},
			says:    "No changes.",
			members: everyone,
		},
		{
			name: "Drift",
			text: "Somebody takes Bruno Costa out of the group Front door by hand. The next plan notices that he is missing.",
			byHand: func(b fakeseam.Building) {
				frontDoor, bruno := b.Groups[0], b.Users[1]
				b.Fake.RemoveMember(frontDoor.ID, bruno.ID)
			},
			command: []string{"plan", "-out=tfplan"},
			says:    "Plan: 1 to add, 0 to change, 0 to destroy.",
			members: withoutBruno,
		},
		{
			name:    "Repair",
			text:    "Applying that plan lets Bruno in again and touches nobody else.",
			command: []string{"apply", "tfplan"},
			says:    "Apply complete! Resources: 1 added, 0 changed, 0 destroyed.",
			members: everyone,
			changes: calls{pathAddACSUser: 1},
		},
		{
			name: "Destroy",
			text: "Destroying the memberships revokes them, with one call each to " + pathRemove + ".\n" +
				"(Terraform first prints every attribute of what it will destroy. Those lines are left out here.)",
			command: []string{"destroy", "-auto-approve"},
			says:    "Destroy complete! Resources: 7 destroyed.",
			members: nobody,
			changes: calls{pathRemove: 7},
		},
	}
}

// check compares what happened with what the step tells.
func (s step) check(output string, got members, counted calls) error {
	if !strings.Contains(output, s.says) {
		return fmt.Errorf("terraform did not say %q", s.says)
	}
	if !maps.EqualFunc(got, s.members, slices.Equal) {
		return fmt.Errorf("the members are %v, and should be %v", got, s.members)
	}
	for _, path := range []string{pathAddACSUser, pathAddUserIdentity, pathRemove} {
		if counted[path] != s.changes[path] {
			return fmt.Errorf("%s was called %d times, and should be called %d times", path, counted[path], s.changes[path])
		}
	}
	return nil
}

const closing = `All went as told: 7 memberships granted, 1 repaired, and all 7 revoked through
` + pathRemove + `.

To try a configuration of your own on the same building: go run ./internal/cmd/fakeseam`
