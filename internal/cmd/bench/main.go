// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

// Command bench measures the provider with many memberships: it builds it, starts a fake of the Seam API that takes its
// time to answer, and has the real Terraform plan, apply and destroy there. It prints a table and saves it. It has to run
// inside the provider's module.
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
	"strconv"
	"strings"
	"syscall"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := run(ctx, os.Args[1:], os.Stdout, os.Stderr, usersPerGroup)
	stop()
	if err != nil && !errors.Is(err, flag.ErrHelp) {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

// run measures each number of memberships that the arguments name, the last plan of each with so many users in every
// group.
func run(ctx context.Context, args []string, stdout, stderr io.Writer, users int) (err error) {
	flags := flag.NewFlagSet("bench", flag.ContinueOnError)
	flags.SetOutput(stderr)
	sizes := flags.String("n", "100,1000,5000", "numbers of memberships, separated by commas")
	path := flags.String("o", filepath.Join("bin", "bench.txt"), "file to save the table in")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if flags.NArg() > 0 {
		return fmt.Errorf("unexpected argument %q", flags.Arg(0))
	}
	numbers, err := parseNumbers(*sizes)
	if err != nil {
		return err
	}

	dir, err := os.MkdirTemp("", "seam-bench-")
	if err != nil {
		return fmt.Errorf("making a working directory: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	terraform, err := newTerraform(ctx, dir)
	if err != nil {
		return err
	}
	saved, err := create(*path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, saved.Close()) }()

	out := io.MultiWriter(stdout, saved)
	_, err = io.WriteString(out, header())
	for _, memberships := range numbers {
		if err == nil {
			err = measure(ctx, out, terraform, memberships, users)
		}
	}
	if err != nil {
		return err
	}
	_, err = fmt.Fprintln(stdout, "\nThis table is saved in", *path)
	return err
}

// parseNumbers reads positive numbers that are separated by commas.
func parseNumbers(text string) ([]int, error) {
	var numbers []int
	for _, field := range strings.Split(text, ",") {
		number, err := strconv.Atoi(field)
		if err != nil || number <= 0 {
			return nil, fmt.Errorf("%q is no number of memberships", field)
		}
		numbers = append(numbers, number)
	}
	return numbers, nil
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
