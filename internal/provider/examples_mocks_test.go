// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package provider_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/seamapi/terraform-provider-seam/internal/provider/providertest"
)

const mockExamples = examplesDir + "/mocks/"

// TestREADMEExamplePassesTerraformTestWithMocks runs the test of the guide on the configuration of the README, with nobody to
// answer a request.
func TestREADMEExamplePassesTerraformTestWithMocks(t *testing.T) {
	t.Parallel()
	if os.Getenv("TF_ACC_PROVIDER_HOST") == "registry.opentofu.org" {
		t.Skip("the guide says that the mock file is for Terraform")
	}
	terraform := providertest.NewCLI(t)
	example := regexp.MustCompile("(?ms)^```hcl\n(.*?)^```$").FindStringSubmatch(read(t, "../../README.md"))
	if example == nil {
		t.Fatal("the README has no example")
	}
	terraform.Configure(example[1])
	terraform.Write("memberships.tftest.hcl", read(t, mockExamples+"memberships.tftest.hcl"))
	if err := os.Mkdir(filepath.Join(terraform.Path, "mocks"), 0o700); err != nil {
		t.Fatal(err)
	}
	terraform.MustFail("test").Says("is not a UUID")
	terraform.Write("mocks/seam.tfmock.hcl", read(t, mockExamples+"seam.tfmock.hcl"))
	terraform.Must("test").Says("1 passed, 0 failed")
}

// TestEveryComputedIDHasAMock holds the mock file to the schema: an ID without a default is mocked as random letters, which the
// provider refuses wherever another block refers to it.
func TestEveryComputedIDHasAMock(t *testing.T) {
	t.Parallel()
	mocks := map[string]string{}
	for _, block := range regexp.MustCompile(`(?ms)^(mock_\w+ "\w+") {\n(.*?)^}`).FindAllStringSubmatch(read(t, mockExamples+"seam.tfmock.hcl"), -1) {
		mocks[block[1]] = block[2]
	}
	process := providertest.NewWorld(t).Process(t)
	for kind, schemas := range map[string]map[string]*tfprotov6.Schema{"mock_data": process.DataSources(), "mock_resource": process.Resources()} {
		for name, schema := range schemas {
			block := kind + ` "` + name + `"`
			for _, attribute := range schema.Block.Attributes {
				if !attribute.Computed || !strings.HasSuffix(attribute.Name, "_id") {
					continue
				}
				if !regexp.MustCompile(`\b` + attribute.Name + ` += "[0-9a-f]{8}-`).MatchString(mocks[block]) {
					t.Errorf("%s has no default for %s", block, attribute.Name)
				}
			}
		}
	}
}
