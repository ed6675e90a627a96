// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"
)

// parallelism is how many resources Terraform works on at once by default.
const parallelism = 10

// row is one step of a scenario, with what was measured of it.
type row struct {
	scenario string
	// floor is the scenario that this one is compared with.
	floor string
	n     int
	// objects is how many objects there are in all.
	objects int
	step    step

	requests int
	took     time.Duration
	usage    usage
}

// table is in Markdown, and is written a row at a time.
type table struct {
	out  io.Writer
	rows []row
}

// begin writes what the columns mean, and their names.
func (t *table) begin() error {
	_, err := fmt.Fprintf(t.out, `The real Terraform, with the provider and a fake of the Seam API in processes of their own.

- N: how many people there are. Each is one object of Terraform's, or one element of a whole group or of a list; in the
  scenarios of people, each is three objects: a user identity, an ACS user and a membership.
- × floor: the time as a multiple of what a provider that does nothing takes, without latency.
- × ideal: the time as a multiple of the same command without latency + objects × latency / %d, or + latency for a plan.
- × N/10: the time as a multiple of the same with a tenth of N.
- CPU is what the provider's processes take for each object, in user and in system mode.
- Memory is the peak of the largest of them.

| scenario | N | command | latency | requests | time | × floor | × ideal | × N/10 | CPU per object | memory |
|---|--:|---|--:|--:|--:|--:|--:|--:|--:|--:|
`, parallelism)
	return err
}

// add writes a row. What it is compared with has to be there already.
func (t *table) add(r row) error {
	t.rows = append(t.rows, r)
	cells := []string{
		r.scenario,
		strconv.Itoa(r.n),
		r.step.name,
		r.step.latency.String(),
		strconv.Itoa(r.requests),
		fmt.Sprintf("%.2f s", r.took.Seconds()),
		multiple(r.took, t.took(r.floor, r.n, r.step.name, 0)),
		multiple(r.took, t.ideal(r)),
		multiple(r.took, t.tenth(r)),
		fmt.Sprintf("%.2f ms", r.usage.CPU.Seconds()*1e3/float64(r.objects)),
		fmt.Sprintf("%.0f MiB", float64(r.usage.Peak)/(1<<20)),
	}
	_, err := fmt.Fprintf(t.out, "| %s |\n", strings.Join(cells, " | "))
	return err
}

// took returns how long a step of a scenario took, or 0 if it was not measured.
func (t *table) took(scenario string, n int, name string, latency time.Duration) time.Duration {
	for _, r := range t.rows {
		if r.scenario == scenario && r.n == n && r.step.name == name && r.step.latency == latency {
			return r.took
		}
	}
	return 0
}

// ideal is the least that a step with latency could take, after what it took without. It is 0 if that was not measured.
func (t *table) ideal(r row) time.Duration {
	atOnce := t.took(r.scenario, r.n, r.step.name, 0)
	if r.step.latency == 0 || atOnce == 0 {
		return 0
	}
	if r.step.name == "plan" {
		return atOnce + r.step.latency
	}
	return atOnce + time.Duration(r.objects)*r.step.latency/parallelism
}

// tenth is what the same step took with a tenth of the objects. It is 0 if that was not measured.
func (t *table) tenth(r row) time.Duration {
	if r.n%10 != 0 {
		return 0
	}
	return t.took(r.scenario, r.n/10, r.step.name, r.step.latency)
}

// multiple is a ratio, or nothing if there is nothing to compare with.
func multiple(took, of time.Duration) string {
	if of == 0 {
		return ""
	}
	return fmt.Sprintf("%.2f", took.Seconds()/of.Seconds())
}
