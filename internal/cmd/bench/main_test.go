// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"io"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"
)

func TestTheTableIsPrintedAndSaved(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "new", "table.txt")
	var out strings.Builder
	if err := run(t.Context(), []string{"-n", "20", "-o", path}, &out, io.Discard, 30); err != nil {
		t.Fatal(err)
	}
	saved, err := os.ReadFile(path)
	if err != nil || out.String() != string(saved)+"\nThis table is saved in "+path+"\n" {
		t.Errorf("saved is %q, %v, and printed\n%s", saved, err, out.String())
	}

	var names []string
	isPeakKnown := false
	for _, line := range regexp.MustCompile(`(?m)^ {4}20 .*$`).FindAllString(string(saved), -1) {
		fields := regexp.MustCompile(` {2,}`).Split(strings.TrimSpace(line), -1)
		name, latency, requests, peak := fields[1], fields[2], fields[3], fields[len(fields)-1]
		names = append(names, name+" "+latency)
		sent, err := strconv.Atoi(requests)
		if most := requestsAtMost(name); err != nil || sent > most || sent == 0 && most > 0 {
			t.Errorf("%s sent %s requests, want at most %d", name, requests, most)
		}
		isPeakKnown = isPeakKnown || peak != "not known"
	}
	// A process can be gone before the watch has looked at it, but not all of them.
	if isPeakKnown != (runtime.GOOS == "linux") {
		t.Errorf("that a peak of memory is known is %t:\n%s", isPeakKnown, saved)
	}
	const want = "apply 0s, plan -refresh=false 50ms, plan 50ms, plan, 30 users per group 50ms, destroy 50ms, apply 50ms"
	if got := strings.Join(names, ", "); got != want {
		t.Errorf("the rows are %s", got)
	}
}

// requestsAtMost is what a command may send for 20 memberships in 10 groups, over all its processes.
func requestsAtMost(name string) int {
	switch {
	case name == "plan -refresh=false":
		return 0
	case strings.HasPrefix(name, "plan"):
		return 10 + 1
	default:
		return 20 + 2*10 + 2
	}
}

func TestWhatCannotBeMeasuredIsRefused(t *testing.T) {
	t.Parallel()
	for arguments, want := range map[string]string{
		"-n 100,many": `"many" is no number of memberships`,
		"-n 0":        `"0" is no number of memberships`,
		"100":         `unexpected argument "100"`,
	} {
		err := run(t.Context(), strings.Fields(arguments), io.Discard, io.Discard, 30)
		if err == nil || err.Error() != want {
			t.Errorf("of %s the error is %v, want %s", arguments, err, want)
		}
	}
}

func TestRatios(t *testing.T) {
	t.Parallel()
	rows := []row{{step: steps(30)[applyAtOnce], memberships: 200, took: 4 * time.Second}}
	compare(rows)
	rows = append(rows, row{step: step{name: "plan -refresh=false", latency: latency}, memberships: 200, took: 2 * time.Second})
	compare(rows)
	rows = append(rows, row{step: step{name: "apply", latency: latency}, memberships: 200, took: 10 * time.Second})
	compare(rows)
	for i, want := range []row{{}, {toPlan: 1}, {toPlan: 5, toSlowedDown: 2}} {
		if got := rows[i]; got.toPlan != want.toPlan || got.toSlowedDown != want.toSlowedDown {
			t.Errorf("row %d has the ratios %v and %v", i, got.toPlan, got.toSlowedDown)
		}
	}
}

func TestPeakMemoryIsThatOfTheProgram(t *testing.T) {
	t.Parallel()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	if peak := watchMemory(self).stop(); (peak > 1<<20) != (runtime.GOOS == "linux") {
		t.Errorf("of this process it is %d", peak)
	}
	if peak := watchMemory(self + "-other").stop(); peak != 0 {
		t.Errorf("of a program that does not run it is %d", peak)
	}
}
