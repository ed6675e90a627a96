// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package provider_test

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

const (
	examplesDir        = "../../examples"
	templatesDir       = "../../templates"
	docsDir            = "../../docs"
	membershipExamples = examplesDir + "/resources/seam_acs_access_group_membership"
	dataSourceExamples = examplesDir + "/data-sources/"
	membersExamples    = examplesDir + "/resources/seam_acs_access_group_members"
	acsUserExamples    = examplesDir + "/resources/seam_acs_user"
	identityExamples   = examplesDir + "/resources/seam_user_identity"
	moduleExamples     = examplesDir + "/modules/"
)

// TestExamples applies every file under examples, each in a building of its own. An example of a new kind fails here
// until it is told how to be tested.
func TestExamples(t *testing.T) {
	t.Parallel()
	for _, file := range filesUnder(t, examplesDir) {
		t.Run(strings.TrimPrefix(file, examplesDir+"/"), func(t *testing.T) {
			t.Parallel()
			if strings.HasPrefix(file, moduleExamples) || strings.HasPrefix(file, mockExamples) || filepath.Dir(file) == completeExample {
				return // These work together, and have tests of their own.
			}
			b := newExampleBuilding(t)
			switch name := filepath.Base(file); {
			case name == "provider.tf":
				b.testApply(t, b.world.ProviderBlock(), read(t, file), read(t, membershipExamples+"/resource.tf"))
			case file == examplesDir+"/provider/person.tf":
				b.testApply(t, b.world.ProviderBlock(), read(t, file))
			case name == "provider-personal-access-token.tf":
				b.testApply(t, b.withoutCredential(), read(t, file), read(t, membershipExamples+"/resource.tf"))
			case strings.HasPrefix(file, dataSourceExamples):
				b.testRead(t, read(t, file))
			case strings.HasSuffix(name, ".tfquery.hcl"):
				b.testQuery(t, read(t, file))
			case strings.HasPrefix(file, guideExamples):
				b.testGuide(t, file)
			case filepath.Dir(file) == acsUserExamples:
				b.testACSUser(t, file)
			case filepath.Dir(file) == identityExamples:
				b.testUserIdentity(t, file)
			case filepath.Dir(file) != membershipExamples && filepath.Dir(file) != membersExamples:
				t.Error("there is no test for an example in this directory")
			case file == membershipExamples+"/import.sh":
				b.testImportCommands(t, read(t, file), read(t, membershipExamples+"/resource.tf"), read(t, membershipExamples+"/by-user-identity.tf"))
			case file == membersExamples+"/import.sh":
				b.testImportCommands(t, read(t, file), read(t, membersExamples+"/resource.tf"))
			case strings.HasPrefix(name, "import-by-"):
				b.testImportBlocks(t, read(t, file))
			case name == "moved.tf":
				b.testMoved(t, read(t, file))
			case file == membershipExamples+"/removed.tf":
				b.testRemoved(t, read(t, file), read(t, membershipExamples+"/resource.tf"), b.Users[0].ID)
			case file == membersExamples+"/removed.tf":
				b.testRemoved(t, read(t, file), read(t, membersExamples+"/resource.tf"), b.Users[0].ID, b.Users[1].ID)
			case filepath.Ext(name) == ".tf":
				b.testApply(t, b.world.ProviderBlock(), read(t, file))
			default:
				t.Error("there is no test for an example of this kind")
			}
		})
	}
}

// TestConfigurationInProseApplies applies every configuration that the README and the templates of the documentation
// hold themselves.
func TestConfigurationInProseApplies(t *testing.T) {
	t.Parallel()
	fence := regexp.MustCompile("(?ms)^```(?:hcl|terraform)\n(.*?)^```$")
	for _, file := range append(filesUnder(t, templatesDir), "../../README.md") {
		for i, block := range fence.FindAllStringSubmatch(read(t, file), -1) {
			t.Run(fmt.Sprintf("%s/%d", filepath.Base(file), i), func(t *testing.T) {
				t.Parallel()
				b := newExampleBuilding(t)
				b.testApply(t, b.world.ProviderBlock(), block[1])
			})
		}
	}
}

// TestSecretVariablesOfExamplesAreEphemeral keeps examples from teaching how a credential gets into a plan file.
func TestSecretVariablesOfExamplesAreEphemeral(t *testing.T) {
	t.Parallel()
	secrets := 0
	for _, file := range filesUnder(t, examplesDir) {
		for _, block := range regexp.MustCompile(`(?ms)^variable .*?^}`).FindAllString(read(t, file), -1) {
			if !strings.Contains(block, "sensitive = true") {
				continue
			}
			secrets++
			if !strings.Contains(block, "ephemeral = true") {
				t.Errorf("%s: the credential ends in plan files:\n%s", file, block)
			}
		}
	}
	if secrets == 0 {
		t.Error("no example has a credential in a variable")
	}
}

func TestREADMEHasAnExample(t *testing.T) {
	t.Parallel()
	if !strings.Contains(read(t, "../../README.md"), "\n```hcl\n") {
		t.Error("the README has no block of HCL to copy")
	}
}

func TestEveryExampleIsInTheDocumentation(t *testing.T) {
	t.Parallel()
	var templates strings.Builder
	for _, file := range filesUnder(t, templatesDir) {
		templates.WriteString(read(t, file))
	}
	for _, file := range filesUnder(t, examplesDir) {
		if strings.HasPrefix(file, dataSourceExamples) {
			showsItself(t, file)
			continue
		}
		if strings.HasPrefix(file, moduleExamples) || filepath.Dir(file) == completeExample {
			hasLink(t, templates.String(), filepath.Dir(file))
			continue
		}
		if name := strings.TrimPrefix(file, "../../"); !strings.Contains(templates.String(), `"`+name+`"`) {
			t.Errorf("no template shows %s", name)
		}
	}
}

// hasLink checks that the documentation leads to a directory of examples that stand together.
func hasLink(t *testing.T, templates, dir string) {
	t.Helper()
	if link := "https://github.com/seamapi/terraform-provider-seam/tree/main/" + strings.TrimPrefix(dir, "../../"); !strings.Contains(templates, "("+link+")") {
		t.Errorf("no template links to %s", link)
	}
}

// showsItself checks that the page of a data source has its example, which it does without a template.
func showsItself(t *testing.T, file string) {
	t.Helper()
	dataSource := strings.TrimPrefix(filepath.Base(filepath.Dir(file)), "seam_")
	if page := read(t, "../../docs/data-sources/"+dataSource+".md"); !strings.Contains(page, strings.TrimSpace(read(t, file))) {
		t.Errorf("the page of seam_%s does not show %s", dataSource, filepath.Base(file))
	}
}

// filesUnder returns the paths of all files under a directory.
func filesUnder(t *testing.T, dir string) []string {
	t.Helper()
	var files []string
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() {
			files = append(files, filepath.ToSlash(path))
		}
		return err
	})
	if err != nil || len(files) == 0 {
		t.Fatalf("there are %d files under %s: %v", len(files), dir, err)
	}
	return files
}

func read(t *testing.T, file string) string {
	t.Helper()
	content, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}
