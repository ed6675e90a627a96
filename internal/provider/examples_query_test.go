// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package provider_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/seamapi/terraform-provider-seam/internal/provider/providertest"
)

// testQuery runs each list block of the example, and expects that it finds something.
func (b exampleBuilding) testQuery(t *testing.T, example string) {
	t.Helper()
	b.addMembers()
	blocks := regexp.MustCompile(`(?ms)^list "(\w+)" "\w+" {\n.*?^}$`).FindAllStringSubmatch(example, -1)
	if len(blocks) != strings.Count(example, "list \"") || len(blocks) == 0 {
		t.Fatalf("%d blocks are understood in:\n%s", len(blocks), example)
	}
	var names []string
	for _, block := range blocks {
		config := providertest.Attributes{}
		for _, filter := range regexp.MustCompile(`(\w+) += "(\S+)"`).FindAllStringSubmatch(block[0], -1) {
			config[filter[1]] = filter[2]
		}
		found, said := b.world.ProcessOf(t, block[1]).Query(config, 1000)
		said.Succeeds()
		if len(found) == 0 {
			t.Errorf("nothing is found by:\n%s", block[0])
		}
		for _, one := range found {
			names = append(names, one.DisplayName)
		}
	}
	t.Run("by Terraform", func(t *testing.T) {
		t.Parallel()
		terraform := providertest.NewCLI(t)
		terraform.SkipBelow("1.14")
		terraform.Configure(b.world.ProviderBlock())
		terraform.Write("example.tfquery.hcl", example)
		terraform.Must("query").Says(names...)
	})
}

// TestPageOfAListResourceHasItsSchema holds the page to the schema: it is written by hand, since Terraform below 1.14 knows no list
// resources that the generator could ask it for.
func TestPageOfAListResourceHasItsSchema(t *testing.T) {
	t.Parallel()
	for name, schema := range providertest.NewWorld(t).Process(t).ListResources() {
		page := read(t, templatesDir+"/list-resources/"+strings.TrimPrefix(name, "seam_")+".md.tmpl")
		if !strings.Contains(providertest.Unwrapped(page), schema.Block.Description) {
			t.Errorf("the page of %s does not say %q", name, schema.Block.Description)
		}
		for _, attribute := range schema.Block.Attributes {
			line := "\n- `" + attribute.Name + "` (String) " + attribute.Description + "\n"
			if !strings.Contains(page, line) {
				t.Errorf("the page of %s has no line %q", name, line)
			}
		}
	}
}
