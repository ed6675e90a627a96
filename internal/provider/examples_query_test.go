// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package provider_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-testing/tfversion"
)

// testQuery runs each list block of the example, and expects that it finds something.
func (b exampleBuilding) testQuery(t *testing.T, example string) {
	t.Helper()
	b.addMembers()
	h := &house{Fake: b.Fake, url: b.url, key: b.apiKey}
	blocks := regexp.MustCompile(`(?ms)^list "`+membershipType+`" "\w+" {\n.*?^}$`).FindAllString(example, -1)
	if len(blocks) != strings.Count(example, "list \"") || len(blocks) == 0 {
		t.Fatalf("%d blocks are understood in:\n%s", len(blocks), example)
	}
	var names []string
	for _, block := range blocks {
		config := attributes{}
		for _, filter := range regexp.MustCompile(`(\w+) += "(\S+)"`).FindAllStringSubmatch(block, -1) {
			config[filter[1]] = filter[2]
		}
		found, said := h.process(t, nil).query(config, everybody)
		succeeded(t, said)
		if len(found) == 0 {
			t.Errorf("nothing is found by:\n%s", block)
		}
		names = append(names, displayNames(found)...)
	}
	t.Run("by Terraform", func(t *testing.T) {
		t.Parallel()
		terraform := newCLI(t)
		terraform.skipBelow(tfversion.Version1_14_0)
		terraform.configure(b.withAPIKey())
		terraform.write("example.tfquery.hcl", example)
		contains(t, terraform.must("query"), names...)
	})
}

// TestPageOfAListResourceHasItsSchema holds the page to the schema: it is written by hand, since Terraform below 1.14 knows no list
// resources that the generator could ask it for.
func TestPageOfAListResourceHasItsSchema(t *testing.T) {
	t.Parallel()
	server, err := factories()["seam"]()
	if err != nil {
		t.Fatal(err)
	}
	schemas, err := server.GetProviderSchema(t.Context(), &tfprotov6.GetProviderSchemaRequest{})
	if err != nil {
		t.Fatal(err)
	}
	for name, schema := range schemas.ListResourceSchemas {
		page := read(t, templatesDir+"/list-resources/"+strings.TrimPrefix(name, "seam_")+".md.tmpl")
		if !strings.Contains(plain(page), schema.Block.Description) {
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
