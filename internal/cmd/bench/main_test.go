// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"
)

// The table for 20 objects has every scenario, in which nothing sends more requests than it has to and every command is
// metered. It is saved as it is printed.
func TestEveryScenarioIsMeasured(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "new", "table.md")
	var out strings.Builder
	if err := run(t.Context(), []string{"-n", "20", "-o", path}, &out, io.Discard, scenarios(30, time.Second)); err != nil {
		t.Fatal(err)
	}
	saved, err := os.ReadFile(path)
	if err != nil || out.String() != string(saved)+"\nThis table is saved in "+path+"\n" {
		t.Errorf("saved is %q, %v, and printed\n%s", saved, err, out.String())
	}

	const life = "apply 0s, plan 0s, plan 50ms, destroy 0s, apply 50ms, destroy 50ms"
	// The plan and the apply both look for new people, in one list, and for their access system, in those of groups and access systems.
	const newPeople = 2 * 3
	for scenario, want := range map[string]struct {
		commands string
		// plan and apply are how many requests they may send at most.
		plan, apply int
	}{
		"floor: memberships":          {"apply 0s, plan 0s, destroy 0s", 0, 0},
		"memberships":                 {life, 10 + 1, 20 + 2*10 + 2 + newPeople},
		"memberships by identity":     {life + ", plan -out=saved 50ms, apply saved 50ms", 10 + 1, 20 + 2*10 + 2 + newPeople},
		"memberships in large groups": {"apply 0s, plan, 30 users per group 50ms", 10 + 1, 20 + 2*10 + 2 + newPeople},
		"floor: people":               {"apply 0s, plan 0s, destroy 0s", 0, 0},
		// The plan of a destroy asks for the ACS users of each user identity, and for the access groups of each ACS user.
		"people":             {life, 1 + 10 + 2, 3*20 + 2*20 + 24},
		"floor: whole group": {"apply 0s, plan 0s, destroy 0s", 0, 0},
		// The plan and the apply both ask for the workspace, the members, the group, the access systems and the system's users.
		"whole group":       {life, 1 + 1, 20 + 2*5},
		"users data source": {"plan 50ms", 1 + 1, 0},
		"wait_for_sync":     {"apply -parallelism=100 50ms", 0, 20 * 10},
	} {
		var commands []string
		for _, row := range rowsOf(string(saved), scenario) {
			commands = append(commands, row["command"]+" "+row["latency"])
			most := want.apply
			switch {
			case row["command"] == "plan -out=saved":
				most = 10 + 1 + newPeople/2
			case row["command"] == "apply saved":
				most = 20 + 10 + 5
			case strings.HasPrefix(row["command"], "plan"):
				most = want.plan
			}
			if sent, err := strconv.Atoi(row["requests"]); err != nil || sent > most || sent == 0 && most > 0 {
				t.Errorf("%s, %s sent %s requests, want at most %d", scenario, row["command"], row["requests"], most)
			}
			if !between(row["CPU per object"], "ms", 0.1, 500) || !between(row["memory"], "MiB", 5, 500) {
				t.Errorf("%s, %s used %s and %s", scenario, row["command"], row["CPU per object"], row["memory"])
			}
			isCompared := regexp.MustCompile(`^(memberships|memberships by identity|people|whole group)$`).MatchString(scenario) && !strings.HasSuffix(row["command"], "saved")
			if hasFloor := row["× floor"] != ""; hasFloor != isCompared {
				t.Errorf("%s, %s is %q times its floor", scenario, row["command"], row["× floor"])
			}
		}
		if got := strings.Join(commands, ", "); got != want.commands {
			t.Errorf("%s has the rows %s, want %s", scenario, got, want.commands)
		}
	}
}

// rowsOf reads the rows of a scenario by their columns.
func rowsOf(table, scenario string) []map[string]string {
	var columns []string
	var rows []map[string]string
	for line := range strings.Lines(table) {
		cells := strings.Split(strings.TrimSpace(line), "|")
		if len(cells) < 3 {
			continue
		}
		for i := range cells {
			cells[i] = strings.TrimSpace(cells[i])
		}
		if columns == nil {
			columns = cells
		}
		if cells[1] != scenario {
			continue
		}
		row := map[string]string{}
		for i, column := range columns {
			row[column] = cells[i]
		}
		rows = append(rows, row)
	}
	return rows
}

// between tells whether a quantity with a unit is in a range.
func between(text, unit string, least, most float64) bool {
	number, err := strconv.ParseFloat(strings.TrimSuffix(text, " "+unit), 64)
	return err == nil && least <= number && number <= most
}

func TestScenariosAreChosen(t *testing.T) {
	t.Parallel()
	all := scenarios(30, time.Second)
	for names, want := range map[string]string{
		"":            "10 [100 1000 5000]",
		"memberships": "4 [100 1000 5000]",
		"^whole":      "1 [1000 3000 10000]",
	} {
		chosen, err := choose(all, names, "")
		if got := fmt.Sprint(len(chosen), " ", chosen[0].sizes); err != nil || got != want {
			t.Errorf("%q chooses %s, %v, want %s", names, got, err, want)
		}
	}
	chosen, err := choose(all, "", "7,70")
	if err != nil || fmt.Sprint(chosen[0].sizes, chosen[9].sizes) != "[7 70] [7 70]" {
		t.Errorf("the sizes are %v, %v", chosen[0].sizes, err)
	}
}

func TestWhatCannotBeMeasuredIsRefused(t *testing.T) {
	t.Parallel()
	for arguments, want := range map[string]string{
		"-n 100,many": `"many" is not a number of people`,
		"-n 0":        `"0" is not a number of people`,
		"-run nobody": `no scenario matches "nobody"`,
		"-run (":      "error parsing regexp: missing closing ): `(`",
		"100":         `unexpected argument "100"`,
	} {
		err := run(t.Context(), strings.Fields(arguments), io.Discard, io.Discard, scenarios(30, time.Second))
		if err == nil || err.Error() != want {
			t.Errorf("of %s the error is %v, want %s", arguments, err, want)
		}
	}
}

func TestRowsAreComparedWithThoseBeforeThem(t *testing.T) {
	t.Parallel()
	rows := []struct {
		row  row
		want string // × floor, × ideal, × N/10
	}{
		{row{scenario: "floor", n: 200, objects: 200, step: step{name: "apply"}, took: 2 * time.Second}, " |  | "},
		{row{scenario: "some", floor: "floor", n: 20, objects: 20, step: step{name: "apply"}, took: time.Second}, " |  | "},
		{row{scenario: "some", floor: "floor", n: 200, objects: 200, step: step{name: "apply"}, took: 4 * time.Second}, "2.00 |  | 4.00"},
		{row{scenario: "some", floor: "floor", n: 200, objects: 200, step: step{name: "apply", latency: latency}, took: 10 * time.Second}, "5.00 | 2.00 | "},
		{row{scenario: "some", floor: "floor", n: 200, objects: 200, step: step{name: "plan"}, took: 950 * time.Millisecond}, " |  | "},
		{row{scenario: "some", floor: "floor", n: 200, objects: 200, step: step{name: "plan", latency: latency}, took: 2 * time.Second}, " | 2.00 | "},
		// Three objects for each of N.
		{row{scenario: "people", floor: "floor", n: 200, objects: 600, step: step{name: "apply"}, took: 2 * time.Second}, "1.00 |  | "},
		{row{scenario: "people", floor: "floor", n: 200, objects: 600, step: step{name: "apply", latency: latency}, took: 10 * time.Second}, "5.00 | 2.00 | "},
		{row{scenario: "other", floor: "floor", n: 205, objects: 205, step: step{name: "apply", latency: latency}, took: time.Second}, " |  | "},
	}
	var out strings.Builder
	table := table{out: &out}
	for _, r := range rows {
		out.Reset()
		if err := table.add(r.row); err != nil {
			t.Fatal(err)
		}
		if want := fmt.Sprintf(" | %.2f s | %s | 0.00 ms | ", r.row.took.Seconds(), r.want); !strings.Contains(out.String(), want) {
			t.Errorf("want %q in the row\n%s", want, out.String())
		}
	}
}
