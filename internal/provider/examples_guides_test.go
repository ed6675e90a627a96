// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package provider_test

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// guideExamples has a directory for each guide with configurations in it. Every .tf file is one on its own, with the files
// of data beside it.
const guideExamples = examplesDir + "/guides/"

// testGuide applies a file of a guide, in the way that its name asks for.
func (b exampleBuilding) testGuide(t *testing.T, file string) {
	t.Helper()
	b.data = filesOf(t, filepath.Dir(file), ".csv")
	switch name := filepath.Base(file); {
	case file == csvGuide+"rows.tf", file == peopleGuide+"import-people.tf", file == peopleGuide+"moved.tf", file == offBoardingGuide+"import-leaver.tf":
		return // They go with others in their directories, and have tests there.
	case strings.HasPrefix(name, "import-"):
		b.testImportBlocks(t, read(t, file))
	case strings.HasPrefix(name, "check-"), strings.HasPrefix(name, "find-"), strings.HasPrefix(name, "list-"):
		b.testRead(t, read(t, file))
	case name == "moved.tf":
		b.testMoved(t, read(t, file))
	case name == "take-over.tf":
		b.testTakeOver(t, read(t, filepath.Join(filepath.Dir(file), "one.tf")), read(t, file))
	case strings.HasPrefix(file, csvGuide) && filepath.Ext(name) == ".tf":
		b.testApply(t, b.world.ProviderBlock(), read(t, csvGuide+"rows.tf"), read(t, file))
	case filepath.Ext(name) == ".tf":
		b.testApply(t, b.world.ProviderBlock(), read(t, file))
	case !slices.Contains(b.data, file):
		t.Error("there is no test for a file of this kind")
	}
}

// filesOf returns the files of a directory whose names end alike.
func filesOf(t *testing.T, dir, ending string) []string {
	t.Helper()
	return slices.DeleteFunc(filesUnder(t, dir), func(file string) bool { return !strings.HasSuffix(file, ending) })
}
