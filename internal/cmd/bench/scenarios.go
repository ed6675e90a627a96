// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"fmt"
	"slices"
	"time"
)

// latency is how long the fake takes to answer a request, where it takes its time.
const latency = 50 * time.Millisecond

// scenario is a configuration, and the Terraform commands that are measured with it.
type scenario struct {
	name string
	// sizes are the numbers of people that it is measured with.
	sizes []int
	// objects is how many objects Terraform has for each of the people, where it is not one.
	objects int
	// idle says that a provider that does nothing takes the place of this one.
	idle bool
	// floor is the name of the scenario with an idle provider that this one is compared with, if there is one.
	floor string
	// world makes a fake of the Seam API for a number of people.
	world func(n int) *world
	// configuration is what Terraform is given of a world, in Terraform's JSON.
	configuration func(*world) blocks
	// module is the module that the configuration calls, nil if it calls none.
	module func() blocks
	steps  []step
}

// step is one Terraform command. Each step begins where the one before it has ended.
type step struct {
	// name is what the table calls it: the command, and what is special about it behind a comma.
	name    string
	latency time.Duration
	// prepare is what happens to the fake before the command, nil for nothing.
	prepare func(*world)
}

const (
	floorOfMemberships = "floor: memberships"
	floorOfGroup       = "floor: whole group"
	floorOfPeople      = "floor: people"
)

// scenarios returns all scenarios, each behind the one that it is compared with. One plan finds so many users in each group;
// an access system takes so long until a change has reached it.
func scenarios(usersPerGroup int, push time.Duration) []scenario {
	idle := []step{{name: "apply"}, {name: "plan"}, {name: "destroy"}}
	life := []step{
		{name: "apply"},
		{name: "plan"},
		{name: "plan", latency: latency},
		{name: "destroy"},
		{name: "apply", latency: latency},
		{name: "destroy", latency: latency},
	}
	// As in a pipeline, which applies what somebody has looked at.
	saved := slices.Concat(life, []step{
		{name: "plan -out=saved", latency: latency},
		{name: "apply saved", latency: latency},
	})
	crowded := []step{
		{name: "apply"},
		{
			name:    fmt.Sprintf("plan, %d users per group", usersPerGroup),
			latency: latency,
			prepare: func(w *world) { w.fill(usersPerGroup) },
		},
	}
	// All of them at once, so that the whole apply takes little longer than the access system.
	waiting := []step{{name: "apply -parallelism=100", latency: latency, prepare: func(w *world) { w.fake.SetSyncDelay(push) }}}

	some, many, whole := []int{100, 1_000}, []int{100, 1_000, 5_000}, []int{1_000, 3_000, 10_000}
	tenGroups := func(n int) *world { return newWorld(n, 10) }
	oneGroup := func(n int) *world { return newWorld(n, 1) }
	newcomers := func(n int) *world { return newWorld(0, 10).expecting(n) }
	return []scenario{
		{name: floorOfMemberships, sizes: many, idle: true, world: tenGroups, configuration: membershipsByUser, steps: idle},
		{name: "memberships", sizes: many, floor: floorOfMemberships, world: tenGroups, configuration: membershipsByUser, steps: life},
		{name: "memberships by identity", sizes: some, floor: floorOfMemberships, world: tenGroups, configuration: membershipsByIdentity, steps: saved},
		{name: "memberships in large groups", sizes: many, world: tenGroups, configuration: membershipsByUser, steps: crowded},
		{name: floorOfPeople, sizes: some, objects: 3, idle: true, world: newcomers, configuration: newPeople, module: personModule, steps: idle},
		{name: "people", sizes: some, objects: 3, floor: floorOfPeople, world: newcomers, configuration: newPeople, module: personModule, steps: life},
		{name: floorOfGroup, sizes: whole, idle: true, world: oneGroup, configuration: wholeGroup, steps: idle},
		{name: "whole group", sizes: whole, floor: floorOfGroup, world: oneGroup, configuration: wholeGroup, steps: life},
		{name: "users data source", sizes: []int{1_000, 10_000}, world: oneGroup, configuration: usersOfSystem, steps: []step{{name: "plan", latency: latency}}},
		{name: "wait_for_sync", sizes: []int{100}, world: oneGroup, configuration: membershipsThatWait, steps: waiting},
	}
}
