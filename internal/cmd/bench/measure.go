// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"context"
	"fmt"
	"io"
	"net/http/httptest"
	"time"
)

const (
	latency       = 50 * time.Millisecond
	usersPerGroup = 10_000
	// parallelism is how many resources Terraform works on at once by default.
	parallelism = 10
)

// step is one Terraform command to measure.
type step struct {
	name    string
	latency time.Duration
	// prepare is what happens to the fake before the command, nil for nothing.
	prepare func(*world)
	command []string
}

// The first two steps are what the others are compared with.
const (
	applyAtOnce = iota
	planWithoutRefresh
)

// steps returns the commands in their order. One plan finds so many users in each group.
func steps(users int) []step {
	return []step{
		applyAtOnce:        {name: "apply", command: []string{"apply", "-auto-approve"}},
		planWithoutRefresh: {name: "plan -refresh=false", latency: latency, command: []string{"plan", "-refresh=false"}},
		{name: "plan", latency: latency, command: []string{"plan"}},
		{
			name:    fmt.Sprintf("plan, %d users per group", users),
			latency: latency,
			prepare: func(w *world) { w.fill(users) },
			command: []string{"plan"},
		},
		{name: "destroy", latency: latency, prepare: (*world).empty, command: []string{"destroy", "-auto-approve"}},
		{name: "apply", latency: latency, command: []string{"apply", "-auto-approve"}},
	}
}

// measure runs the steps with so many memberships, and writes the line of each as it ends.
func measure(ctx context.Context, out io.Writer, terraform terraform, memberships, users int) error {
	world := newWorld(memberships)
	server := httptest.NewServer(world.fake)
	defer server.Close()
	terraform, err := terraform.in(world, server.URL)
	if err != nil {
		return err
	}
	var rows []row
	for _, step := range steps(users) {
		measured, err := take(ctx, step, terraform, world)
		if err != nil {
			return fmt.Errorf("%s of %d memberships: %w", step.name, memberships, err)
		}
		rows = append(rows, measured)
		compare(rows)
		if _, err := io.WriteString(out, rows[len(rows)-1].String()); err != nil {
			return err
		}
	}
	return nil
}

// take takes one step.
func take(ctx context.Context, step step, terraform terraform, world *world) (row, error) {
	if step.prepare != nil {
		step.prepare(world)
	}
	world.fake.SetLatency(step.latency)
	world.fake.ResetRequests()
	took, peak, err := terraform.measure(ctx, step.command...)
	requests := len(world.fake.Requests())
	return row{step: step, memberships: len(world.users), requests: requests, took: took, peak: peak}, err
}
