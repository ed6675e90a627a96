// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"fmt"
	"io"
)

// check is something that has to be true of a release.
type check struct {
	claim  string
	verify func() error
}

// report tells what was verified, a line each.
type report struct {
	out io.Writer
}

// verify goes through checks, and stops at the first that fails.
func (r report) verify(checks ...check) error {
	for _, check := range checks {
		if err := check.verify(); err != nil {
			r.line("FAILED", check.claim)
			return fmt.Errorf("not so: %s: %w", check.claim, err)
		}
		r.line("ok", check.claim)
	}
	return nil
}

// unchecked tells what could not be verified here.
func (r report) unchecked(claim string) {
	r.line("NOT CHECKED", claim)
}

func (r report) heading(text string) {
	_, _ = fmt.Fprintf(r.out, "\n%s\n", text)
}

// line writes a line. Whoever does not read it still gets the verdict, by the program's exit status.
func (r report) line(verdict, claim string) {
	_, _ = fmt.Fprintf(r.out, "  %-12s %s\n", verdict, claim)
}
