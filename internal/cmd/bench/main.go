// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

// Command bench measures the provider: it builds it, starts a fake of the Seam API that takes its time to answer, and has the
// real Terraform plan, apply and destroy there, beside a provider that does nothing. It prints a table and saves it. It has
// to run inside the provider's module, on a Unix system.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"syscall"
	"time"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := run(ctx, os.Args[1:], os.Stdout, os.Stderr, scenarios(10_000, 20*time.Second))
	stop()
	if err != nil && !errors.Is(err, flag.ErrHelp) {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

// run measures those of the scenarios that the arguments ask for.
func run(ctx context.Context, args []string, stdout, stderr io.Writer, scenarios []scenario) (err error) {
	flags := flag.NewFlagSet("bench", flag.ContinueOnError)
	flags.SetOutput(stderr)
	sizes := flags.String("n", "", "numbers of people for every scenario, separated by commas, in place of its own")
	names := flags.String("run", "", "regular expression for the names of the scenarios to measure")
	path := flags.String("o", filepath.Join("bin", "bench.md"), "file to save the table in")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if flags.NArg() > 0 {
		return fmt.Errorf("unexpected argument %q", flags.Arg(0))
	}
	chosen, err := choose(scenarios, *names, *sizes)
	if err != nil {
		return err
	}

	dir, err := os.MkdirTemp("", "seam-bench-")
	if err != nil {
		return fmt.Errorf("making a working directory: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	bench, err := newBench(ctx, dir)
	if err != nil {
		return err
	}
	saved, err := create(*path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, saved.Close()) }()

	table := table{out: io.MultiWriter(stdout, saved)}
	if err := table.begin(); err != nil {
		return err
	}
	for _, scenario := range chosen {
		for _, n := range scenario.sizes {
			if err := bench.measure(ctx, scenario, n, &table); err != nil {
				return fmt.Errorf("%s, N = %d: %w", scenario.name, n, err)
			}
		}
	}
	_, err = fmt.Fprintln(stdout, "\nThis table is saved in", *path)
	return err
}

// choose returns the scenarios with a name that matches an expression. Numbers separated by commas replace their sizes.
func choose(scenarios []scenario, names, sizes string) ([]scenario, error) {
	matching, err := regexp.Compile(names)
	if err != nil {
		return nil, err
	}
	var numbers []int
	for field := range strings.SplitSeq(sizes, ",") {
		number, err := strconv.Atoi(field)
		if sizes != "" && (err != nil || number <= 0) {
			return nil, fmt.Errorf("%q is not a number of people", field)
		}
		numbers = append(numbers, number)
	}
	var chosen []scenario
	for _, scenario := range scenarios {
		if !matching.MatchString(scenario.name) {
			continue
		}
		if sizes != "" {
			scenario.sizes = numbers
		}
		chosen = append(chosen, scenario)
	}
	if len(chosen) == 0 {
		return nil, fmt.Errorf("no scenario matches %q", names)
	}
	return chosen, nil
}

// create makes a file, and the directory that it lies in.
func create(path string) (*os.File, error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o750); err != nil {
		return nil, fmt.Errorf("making a directory for the table: %w", err)
	}
	file, err := os.Create(path) //nolint:gosec // Where to save the table is for the user to say.
	if err != nil {
		return nil, fmt.Errorf("making a file for the table: %w", err)
	}
	return file, nil
}
