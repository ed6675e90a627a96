// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"fmt"
	"time"
)

// row is a step with what was measured of it.
type row struct {
	step
	memberships int
	requests    int
	took        time.Duration
	// peak is the most memory that a process of the provider has held, in bytes. 0 where that is not known.
	peak int64
	// toPlan is the ratio to plan -refresh=false. 0 where that is yet to come.
	toPlan float64
	// toSlowedDown is the ratio to the same apply without latency plus what the latency adds at the least. 0 where there
	// is no such apply.
	toSlowedDown float64
}

// compare fills in the ratios of the last row, where what it is compared with is there already.
func compare(rows []row) {
	last := &rows[len(rows)-1]
	if len(rows) > planWithoutRefresh {
		last.toPlan = last.took.Seconds() / rows[planWithoutRefresh].took.Seconds()
	}
	if atOnce := rows[applyAtOnce]; last.name == atOnce.name && last.latency > 0 {
		slowedDown := atOnce.took + time.Duration(last.memberships)*last.latency/parallelism
		last.toSlowedDown = last.took.Seconds() / slowedDown.Seconds()
	}
}

// header explains the columns, and names them.
func header() string {
	return fmt.Sprintf(`N memberships by acs_user_id in %d access groups, with the real Terraform and the provider as processes of their own.
a: wall time as a multiple of plan -refresh=false. At N = 1000, a plan should stay under 1.5.
b: wall time as a multiple of the apply without latency + N x latency / %d. An apply should stay under 1.25.
Peak memory is that of the provider's largest process (VmHWM, on Linux only). It should stay under 100 MiB.

`, groupCount, parallelism) +
		fmt.Sprintf(format, "N", "command", "latency", "requests", "wall time", "a", "b", "peak memory")
}

const format = "%6s  %-27s  %7s  %8s  %9s  %5s  %5s  %11s\n"

// String returns the line of the table.
func (r row) String() string {
	return fmt.Sprintf(format, fmt.Sprint(r.memberships), r.name, r.latency, fmt.Sprint(r.requests),
		fmt.Sprintf("%.2f s", r.took.Seconds()), multiple(r.toPlan), multiple(r.toSlowedDown), mebibytes(r.peak))
}

func multiple(ratio float64) string {
	if ratio == 0 {
		return ""
	}
	return fmt.Sprintf("%.2f", ratio)
}

func mebibytes(size int64) string {
	if size == 0 {
		return "not known"
	}
	return fmt.Sprintf("%.0f MiB", float64(size)/(1<<20))
}
