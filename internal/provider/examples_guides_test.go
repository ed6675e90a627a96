// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package provider_test

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/seamapi/terraform-provider-seam/internal/fakeseam"
	"github.com/seamapi/terraform-provider-seam/internal/provider/providertest"
)

// guideExamples has a directory for each guide with configurations in it. Every .tf file is one on its own, with the files
// of data beside it.
const guideExamples = examplesDir + "/guides/"

// testGuide applies a file of a guide, in the way that its name asks for.
func (b exampleBuilding) testGuide(t *testing.T, file string) {
	t.Helper()
	b.data = filesOf(t, filepath.Dir(file), ".csv")
	switch name := filepath.Base(file); {
	case strings.HasPrefix(name, "import-"):
		b.testImportBlocks(t, read(t, file))
	case strings.HasPrefix(name, "check-"):
		b.testRead(t, read(t, file))
	case name == "moved.tf":
		b.testMoved(t, read(t, file))
	case name == "take-over.tf":
		b.testTakeOver(t, read(t, filepath.Join(filepath.Dir(file), "one.tf")), read(t, file))
	case file == csvGuide+"rows.tf":
		return // It is half of each of the others in its directory.
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

// TestCheckOfOffBoardingSeesWhatIsLeft runs the proof at the end of the guide while somebody who has left is in an access
// group, or is about to be.
func TestCheckOfOffBoardingSeesWhatIsLeft(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		isListed bool
		kind     string
		says     string
	}{
		"a member":              {isListed: true, says: "still in Front door"},
		"an addition pending":   {kind: fakeseam.Adding, says: "about to join"},
		"an addition scheduled": {kind: fakeseam.DeferredAdding, says: "about to join"},
		"a removal pending":     {kind: fakeseam.Removing},
		"nothing":               {},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newExampleBuilding(t)
			group, bruno := b.Groups[0].ID, b.Users[1].ID
			if c.isListed {
				b.Fake.AddMember(group, bruno)
			}
			if c.kind != "" {
				b.Fake.AddPendingMutation(bruno, group, c.kind)
			}
			terraform := providertest.NewCLI(t)
			terraform.Configure(b.world.ProviderBlock() + read(t, guideExamples+"off-boarding/check-access-groups.tf"))
			output := terraform.Plan()
			if c.says == "" {
				output.Lacks("Bruno has left")
				return
			}
			output.Says("Check block assertion failed", "Bruno has left", c.says)
		})
	}
}
