// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package provider_test

import (
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/seamapi/terraform-provider-seam/internal/provider/providertest"
)

// TestCompatibilityTableSaysWhatThisTerraformDoes tries every row of the table in the README with the Terraform or the
// OpenTofu that runs the tests.
func TestCompatibilityTableSaysWhatThisTerraformDoes(t *testing.T) {
	t.Parallel()
	table := readCompatibility(t, readmeFile)
	w := providertest.NewWorld(t)
	group, user := w.Group("Engineering"), w.User("Jane Doe")
	w.AddMember(group, user)
	// Each try has the words with which a Terraform says that it does not know the thing.
	type try struct {
		run     func(*providertest.CLI) providertest.Output
		unknown string
	}
	tries := map[string]try{
		"The provider, its resources and data sources": {run: func(c *providertest.CLI) providertest.Output {
			c.Configure(w.Config(providertest.Membership("jane", group, user)))
			return c.Run("plan")
		}},
		"`import` blocks with a resource `identity`": {unknown: `"identity"`, run: func(c *providertest.CLI) providertest.Output {
			c.Configure(w.Config(providertest.ImportByIdentity(providertest.MembershipAddress("jane"), group, user), providertest.Membership("jane", group, user)))
			return c.Run("plan")
		}},
		"`terraform query`": {unknown: `"query"`, run: func(c *providertest.CLI) providertest.Output {
			return c.Run("query", "-help")
		}},
	}

	column := table.column(t, providertest.NewCLI(t).Must("version").String())
	for _, row := range table.rows {
		t.Run(row[0], func(t *testing.T) {
			t.Parallel()
			try, known := tries[row[0]]
			if !known {
				t.Fatal("nothing tries this row")
			}
			got, want := try.run(providertest.NewCLI(t)), row[column] == "yes"
			if got.Failed() == want {
				t.Errorf("it works: %t; the README says %q for %s:\n%s", !got.Failed(), row[column], table.header[column], got)
			}
			if !want {
				got.Says(try.unknown)
			}
		})
	}
	if len(table.rows) != len(tries) {
		t.Errorf("the table has %d rows, and %d are tried", len(table.rows), len(tries))
	}
}

func TestEveryVersionThatATestAsksForIsInTheCompatibilityTable(t *testing.T) {
	t.Parallel()
	columns := strings.Join(readCompatibility(t, readmeFile).header, "\n")
	asked := regexp.MustCompile(`\bSkipBelow\("(\d+)\.(\d+)"\)`)
	found := 0
	for _, file := range filesOf(t, ".", "_test.go") {
		for _, version := range asked.FindAllStringSubmatch(read(t, file), -1) {
			found++
			if column := "Terraform " + version[1] + "." + version[2]; !strings.Contains(columns, column) {
				t.Errorf("%s asks for %s, which the table in the README does not tell apart", file, column)
			}
		}
	}
	if found == 0 {
		t.Error("no test asks for a version")
	}
}

func TestIndexHasTheCompatibilityTableOfTheREADME(t *testing.T) {
	t.Parallel()
	if index, readme := readCompatibility(t, templatesDir+"/index.md.tmpl"), readCompatibility(t, readmeFile); !reflect.DeepEqual(index, readme) {
		t.Errorf("the index says\n%q\nand the README\n%q", index, readme)
	}
}

const readmeFile = "../../README.md"

// compatibility is the table that says what works with which Terraform, in the README and on the index page.
type compatibility struct {
	header []string
	rows   [][]string
}

func readCompatibility(t *testing.T, file string) compatibility {
	t.Helper()
	_, section, _ := strings.Cut(read(t, file), "\n## What works where\n")
	section, _, _ = strings.Cut(section, "\n## ")
	var lines [][]string
	for line := range strings.Lines(section) {
		line = strings.TrimSpace(line)
		if !strings.HasPrefix(line, "|") || strings.HasPrefix(line, "|---") {
			continue
		}
		cells := strings.Split(strings.Trim(line, "|"), "|")
		for i := range cells {
			cells[i] = strings.TrimSpace(cells[i])
		}
		lines = append(lines, cells)
	}
	if len(lines) < 2 {
		t.Fatalf("%s has no table of what works where:\n%s", file, section)
	}
	return compatibility{lines[0], lines[1:]}
}

// column returns the index of the column for a Terraform or OpenTofu, from what its version command prints: the last one
// whose first version is not newer.
func (c compatibility) column(t *testing.T, said string) int {
	t.Helper()
	number := regexp.MustCompile(`(?m)^(Terraform|OpenTofu) v?1\.(\d+)`)
	running := number.FindStringSubmatch(said)
	if running == nil {
		t.Fatalf("this is no version of Terraform or OpenTofu: %s", said)
	}
	minor := func(parts []string) int {
		n, err := strconv.Atoi(parts[2])
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	for i, heading := range slices.Backward(c.header) {
		parts := number.FindStringSubmatch(heading)
		if len(parts) > 1 && parts[1] == running[1] && minor(parts) <= minor(running) {
			return i
		}
	}
	t.Fatalf("the table has no column for %s", running[0])
	return 0
}
