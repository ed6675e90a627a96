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

// The paths of the Seam API that the story's changes are sent to.
const (
	pathCreateIdentity = "/user_identities/create"
	pathDeleteIdentity = "/user_identities/delete"
	pathCreateUser     = "/acs/users/create"
	pathDeleteUser     = "/acs/users/delete"
	pathSuspend        = "/acs/users/suspend"
	pathAdd            = "/acs/users/add_to_access_group"
	pathRemove         = "/acs/users/remove_from_access_group"
)

// step is one Terraform command of the story, and what must be true after it.
type step struct {
	text string
	// byHand is what somebody does behind Terraform's back before the command. Nil means nothing.
	byHand  func(fakeseam.Building)
	command []string
	// says are phrases that Terraform must print.
	says []string
	// doors is who must be able to open which door afterwards.
	doors doors
	// changes counts the calls that Terraform must make to change something.
	changes calls
}

// story returns the steps in order.
func story() []step {
	apply := func(variables ...string) []string {
		command := []string{"apply", "-auto-approve"}
		for _, variable := range variables {
			command = append(command, "-var="+variable)
		}
		return command
	}
	const ada, bruno, chidi, gesa = "Ada Lindqvist", "Bruno Costa", "Chidi Okafor", "Gesa Brandt"
	const moved, suspended, gone = "gesa_works_at=Roof terrace", "gesa_is_suspended=true", "gesa_works_here=false"
	staff := doors{"Main entrance": {ada, bruno}}
	hired := doors{"Main entrance": {ada, bruno, gesa}, "Garage gate": {gesa}}

	return []step{
		{
			text:    "Gesa Brandt is hired. One apply makes her user identity, her ACS user and her membership in Garage; Front door gets exactly two members, Ada and Bruno.",
			command: apply(),
			says:    []string{"Apply complete! Resources: 4 added, 0 changed, 0 destroyed."},
			doors:   hired,
			changes: calls{pathCreateIdentity: 1, pathCreateUser: 1, pathAdd: 3},
		},
		{
			text:    "Everything is as declared, so there is nothing to do.",
			command: []string{"plan"},
			says:    []string{"No changes."},
			doors:   hired,
		},
		{
			text:    "Somebody lets Chidi Okafor in through the front door by hand. The plan shows him leaving, by name.",
			byHand:  func(b fakeseam.Building) { b.Fake.AddMember(b.Groups[0].ID, b.Users[2].ID) },
			command: []string{"plan", "-out=tfplan"},
			says:    []string{`- "` + chidi + `"`, "Plan: 0 to add, 1 to change, 0 to destroy."},
			doors:   doors{"Main entrance": {ada, bruno, chidi, gesa}, "Garage gate": {gesa}},
		},
		{
			text:    "An apply does what its plan shows, and nothing else.",
			command: []string{"apply", "tfplan"},
			says:    []string{"Apply complete! Resources: 0 added, 1 changed, 0 destroyed."},
			doors:   hired,
			changes: calls{pathRemove: 1},
		},
		{
			text:    "Somebody takes Gesa out of Garage by hand, so that both of its doors are shut to her. The next apply repairs that.",
			byHand:  func(b fakeseam.Building) { b.Fake.RemoveMember(b.Groups[1].ID, newcomer(b)) },
			command: apply(),
			says:    []string{"A membership is gone", "Apply complete! Resources: 1 added, 0 changed, 0 destroyed."},
			doors:   hired,
			changes: calls{pathAdd: 1},
		},
		{
			text:    "Gesa moves from Garage to Roof terrace: one value changes. The main entrance came with Garage, so that goes too.",
			command: apply(moved),
			says:    []string{"Apply complete! Resources: 1 added, 0 changed, 1 destroyed."},
			doors:   doors{"Main entrance": {ada, bruno}, "Terrace door": {gesa}},
			changes: calls{pathAdd: 1, pathRemove: 1},
		},
		{
			text:    "Her card is stolen. Suspending her shuts every door at once, and keeps everything else.",
			command: apply(moved, suspended),
			says:    []string{"is_suspended", "Apply complete! Resources: 0 added, 1 changed, 0 destroyed."},
			doors:   staff,
			changes: calls{pathSuspend: 1},
		},
		{
			text:    "She leaves. What was declared of her goes, in the right order.",
			command: apply(gone),
			says:    []string{"Apply complete! Resources: 0 added, 0 changed, 3 destroyed."},
			doors:   staff,
			changes: calls{pathRemove: 1, pathDeleteUser: 1, pathDeleteIdentity: 1},
		},
		{
			text:    "Destroying the rest revokes the two memberships of Front door.",
			command: []string{"destroy", "-auto-approve", "-var=" + gone},
			says:    []string{"Destroy complete! Resources: 1 destroyed."},
			doors:   doors{},
			changes: calls{pathRemove: 2},
		},
	}
}

// newcomer returns the ACS user that the building did not have at first.
func newcomer(b fakeseam.Building) string {
	users := b.Fake.Users(b.System.ID)
	return users[slices.IndexFunc(users, func(id string) bool {
		return !slices.ContainsFunc(b.Users, func(user fakeseam.Named) bool { return user.ID == id })
	})]
}

// check compares what happened with what the step tells.
func (s step) check(output string, got doors, changed calls) error {
	for _, phrase := range s.says {
		if !strings.Contains(output, phrase) {
			return fmt.Errorf("terraform did not say %q", phrase)
		}
	}
	if !maps.EqualFunc(got, s.doors, slices.Equal) {
		return fmt.Errorf("the doors are opened by %v, and should be by %v", got, s.doors)
	}
	if !maps.Equal(changed, s.changes) {
		return fmt.Errorf("the changes sent are %v, and should be %v", changed, s.changes)
	}
	return nil
}

const closing = `Every step did what it said: Gesa Brandt was hired, moved, suspended and deleted, a stranger left by name, and all memberships are revoked.

To try a configuration of your own on the same building, see "Try it without an account" in README.md.`
