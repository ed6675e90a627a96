// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package provider_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	tfjson "github.com/hashicorp/terraform-json"
	"github.com/hashicorp/terraform-plugin-testing/config"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfversion"

	"github.com/seamapi/terraform-provider-seam/internal/contract"
	"github.com/seamapi/terraform-provider-seam/internal/fakeseam"
)

const (
	examplesDir        = "../../examples"
	templatesDir       = "../../templates"
	docsDir            = "../../docs"
	membershipExamples = examplesDir + "/resources/seam_acs_access_group_membership"
	dataSourceExamples = examplesDir + "/data-sources/"
	membersExamples    = examplesDir + "/resources/seam_acs_access_group_members"
)

// TestExamples applies every file under examples, each in a building of its own. An example of a new kind fails here
// until it is told how to be tested.
func TestExamples(t *testing.T) {
	t.Parallel()
	for _, file := range filesUnder(t, examplesDir) {
		t.Run(strings.TrimPrefix(file, examplesDir+"/"), func(t *testing.T) {
			t.Parallel()
			b := newExampleBuilding(t)
			switch name := filepath.Base(file); {
			case name == "provider.tf":
				b.testApply(t, b.withAPIKey(), read(t, file), read(t, membershipExamples+"/resource.tf"))
			case name == "provider-personal-access-token.tf":
				b.testApply(t, b.withoutCredential(), read(t, file), read(t, membershipExamples+"/resource.tf"))
			case strings.HasPrefix(file, dataSourceExamples):
				b.testRead(t, read(t, file))
			case strings.HasSuffix(name, ".tfquery.hcl"):
				b.testQuery(t, read(t, file))
			case strings.HasPrefix(file, guideExamples):
				b.testGuide(t, file)
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
				b.testApply(t, b.withAPIKey(), read(t, file))
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
				b.testApply(t, b.withAPIKey(), block[1])
			})
		}
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
		if name := strings.TrimPrefix(file, "../../"); !strings.Contains(templates.String(), `"`+name+`"`) {
			t.Errorf("no template shows %s", name)
		}
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

// exampleBuilding is the building that the examples are written for: their IDs are its own.
type exampleBuilding struct {
	fakeseam.Building
	url    string
	apiKey string
	token  string
	// data are the files that examples read, which stand beside them.
	data []string
}

func newExampleBuilding(t *testing.T) exampleBuilding {
	t.Helper()
	building := fakeseam.NewBuilding()
	server := httptest.NewServer(contract.Handler(t, building.Fake))
	t.Cleanup(server.Close)
	return exampleBuilding{
		Building: building,
		url:      server.URL,
		apiKey:   building.Fake.AddAPIKey(building.WorkspaceID),
		token:    building.Fake.AddPersonalAccessToken(),
	}
}

// withAPIKey is a provider block for the building with its API key.
func (b exampleBuilding) withAPIKey() string {
	return fmt.Sprintf("provider \"seam\" {\n  endpoint = %q\n  api_key = %q\n}\n", b.url, b.apiKey)
}

// withoutCredential is a provider block for the building, for an example that brings a credential along.
func (b exampleBuilding) withoutCredential() string {
	return fmt.Sprintf("provider \"seam\" {\n  endpoint = %q\n}\n", b.url)
}

// step applies examples as they are. What has to differ in a test is in an override file, which Terraform merges into
// them: the provider block, and the address under which the testing framework serves providers.
func (b exampleBuilding) step(t *testing.T, providerBlock string, examples ...string) resource.TestStep {
	t.Helper()
	dir := t.TempDir()
	write := func(name, content string) {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for i, example := range examples {
		write(fmt.Sprintf("example%d.tf", i), example)
	}
	for _, file := range b.data {
		write(filepath.Base(file), read(t, file))
	}
	write("test_override.tf", "terraform {\n  required_providers {\n    seam = { source = \"hashicorp/seam\" }\n  }\n}\n"+providerBlock)
	return resource.TestStep{
		ProtoV6ProviderFactories: factories(),
		ConfigDirectory:          config.StaticDirectory(dir),
		ConfigVariables:          config.Variables{"seam_personal_access_token": config.StringVariable(b.token)},
	}
}

// testApply applies examples, which the framework then plans again to see that nothing is left to do, and destroys them.
func (b exampleBuilding) testApply(t *testing.T, providerBlock string, examples ...string) {
	t.Helper()
	applied := b.step(t, providerBlock, examples...)
	destroyed := applied
	applied.ConfigStateChecks = []statecheck.StateCheck{stateCheck(b.membersAsInState)}
	destroyed.Destroy = true
	resource.UnitTest(t, resource.TestCase{Steps: []resource.TestStep{applied, destroyed}})
	check(t, b.hasMembers(nil))
}

// testRead applies the example of a data source, which may declare memberships as well, and destroys them.
func (b exampleBuilding) testRead(t *testing.T, example string) {
	t.Helper()
	applied := b.step(t, b.withAPIKey(), example)
	applied.ConfigStateChecks = []statecheck.StateCheck{stateCheck(func(state *tfjson.State) error { return b.hasMembers(b.membershipsIn(state)) })}
	destroyed := applied
	destroyed.ConfigStateChecks, destroyed.Destroy = nil, true
	resource.UnitTest(t, resource.TestCase{Steps: []resource.TestStep{applied, destroyed}})
	check(t, b.hasMembers(nil))
}

// testMoved applies the example on top of what it moves, and expects that Seam hears nothing of it.
func (b exampleBuilding) testMoved(t *testing.T, example string) {
	t.Helper()
	from := regexp.MustCompile(`from = ` + membershipType + `\.(\w+)\n`).FindStringSubmatch(example)
	if from == nil {
		t.Fatalf("nothing is moved in:\n%s", example)
	}
	before := b.step(t, b.withAPIKey(), membership(from[1], b.Groups[0].ID, b.Users[0].ID))
	moved := b.step(t, b.withAPIKey(), example)
	moved.PreConfig = b.Fake.ResetRequests
	moved.ConfigPlanChecks.PreApply = []plancheck.PlanCheck{plancheck.ExpectEmptyPlan()}
	moved.ConfigStateChecks = []statecheck.StateCheck{stateCheck(b.membersAsInState), stateCheck(b.wroteNothing)}
	destroyed := b.step(t, b.withAPIKey(), example)
	destroyed.Destroy = true
	resource.UnitTest(t, resource.TestCase{Steps: []resource.TestStep{before, moved, destroyed}})
	check(t, b.hasMembers(nil))
}

// testRemoved applies the example on top of the object that it takes out of the state, and expects that these members of the
// first group stay in Seam, also when everything is destroyed afterwards.
func (b exampleBuilding) testRemoved(t *testing.T, example, applied string, members ...string) {
	t.Helper()
	before := b.step(t, b.withAPIKey(), applied)
	before.ConfigStateChecks = []statecheck.StateCheck{stateCheck(b.membersAsInState)}
	removed := b.step(t, b.withAPIKey(), example)
	removed.ConfigStateChecks = []statecheck.StateCheck{stateCheck(b.hasNoMembership)}
	destroyed := removed
	destroyed.Destroy = true
	resource.UnitTest(t, resource.TestCase{Steps: []resource.TestStep{before, removed, destroyed}})
	check(t, b.hasMembers(map[string][]string{b.Groups[0].ID: members}))
}

// testImportBlocks applies the example where Seam has the memberships already, and expects that they are imported.
func (b exampleBuilding) testImportBlocks(t *testing.T, example string) {
	t.Helper()
	b.addMembers()
	var versions []tfversion.TerraformVersionCheck
	if strings.Contains(example, "identity = {") {
		versions = append(versions, tfversion.SkipBelow(tfversion.Version1_12_0))
	}
	imported := b.step(t, b.withAPIKey(), example)
	imported.ConfigStateChecks = []statecheck.StateCheck{stateCheck(b.wroteNothing)}
	destroyed := imported
	destroyed.Destroy, destroyed.ConfigStateChecks = true, nil
	resource.UnitTest(t, resource.TestCase{TerraformVersionChecks: versions, Steps: []resource.TestStep{imported, destroyed}})
}

// testImportCommands runs the commands of the example one after the other, and expects an empty plan of what is imported at
// the end.
func (b exampleBuilding) testImportCommands(t *testing.T, example string, imports ...string) {
	t.Helper()
	b.addMembers()
	commands := regexp.MustCompile(`(?m)^terraform import (\S+) (\S+)$`).FindAllStringSubmatch(example, -1)
	if len(commands) != strings.Count(example, "terraform import") || len(commands) == 0 {
		t.Fatalf("%d commands are understood in:\n%s", len(commands), example)
	}
	planned := b.step(t, b.withAPIKey(), imports...)
	var steps []resource.TestStep
	for _, command := range commands {
		imported := planned
		imported.ImportState, imported.ImportStatePersist = true, true
		imported.ResourceName, imported.ImportStateId = command[1], command[2]
		steps = append(steps, imported)
	}
	planned.PlanOnly = true
	resource.UnitTest(t, resource.TestCase{Steps: append(steps, planned)})
	check(t, b.hasMembers(nil))
}

// addMembers makes the first two people members of the first group by hand.
func (b exampleBuilding) addMembers() {
	for _, user := range b.Users[:2] {
		b.Fake.AddMember(b.Groups[0].ID, user.ID)
	}
}

// stateCheck makes a statecheck.StateCheck of a function.
type stateCheck func(*tfjson.State) error

func (c stateCheck) CheckState(_ context.Context, req statecheck.CheckStateRequest, resp *statecheck.CheckStateResponse) {
	resp.Error = c(req.State)
}

// membershipsIn returns the ACS users that a state has in each access group.
func (b exampleBuilding) membershipsIn(state *tfjson.State) map[string][]string {
	memberships := map[string][]string{}
	if state.Values == nil || state.Values.RootModule == nil {
		return memberships
	}
	for _, instance := range state.Values.RootModule.Resources {
		if instance.Mode != tfjson.ManagedResourceMode {
			continue
		}
		group := fmt.Sprint(instance.AttributeValues["acs_access_group_id"])
		if instance.Type == membershipType {
			memberships[group] = append(memberships[group], fmt.Sprint(instance.AttributeValues["acs_user_id"]))
			continue
		}
		acsUserIDs, _ := instance.AttributeValues["acs_user_ids"].([]any)
		for _, id := range acsUserIDs {
			memberships[group] = append(memberships[group], fmt.Sprint(id))
		}
		userIdentityIDs, _ := instance.AttributeValues["user_identity_ids"].([]any)
		for _, id := range userIdentityIDs {
			memberships[group] = append(memberships[group], b.userOf(fmt.Sprint(id)))
		}
	}
	return memberships
}

// userOf returns the ACS user of a user identity.
func (b exampleBuilding) userOf(userIdentityID string) string {
	for i, user := range b.Users {
		if b.Identities[i].ID == userIdentityID {
			return user.ID
		}
	}
	return ""
}

// membersAsInState checks that the state has memberships, and Seam has the same ones.
func (b exampleBuilding) membersAsInState(state *tfjson.State) error {
	memberships := b.membershipsIn(state)
	if len(memberships) == 0 {
		return errors.New("the state has no membership")
	}
	return b.hasMembers(memberships)
}

func (b exampleBuilding) hasNoMembership(state *tfjson.State) error {
	if memberships := b.membershipsIn(state); len(memberships) > 0 {
		return fmt.Errorf("the state has the memberships %v", memberships)
	}
	return nil
}

// hasMembers checks who is in the building's groups.
func (b exampleBuilding) hasMembers(want map[string][]string) error {
	for _, group := range b.Groups {
		slices.Sort(want[group.ID])
		if members := b.Fake.Members(group.ID); !slices.Equal(members, want[group.ID]) {
			return fmt.Errorf("the members of %s are %q, want %q", group.Name, members, want[group.ID])
		}
	}
	return nil
}

// wroteNothing checks that Seam was not asked to change anything since the last reset.
func (b exampleBuilding) wroteNothing(*tfjson.State) error {
	for _, path := range []string{pathAddACSUser, pathAddIdentity, pathRemove} {
		if requests := b.Fake.RequestsTo(path); len(requests) > 0 {
			return fmt.Errorf("%s got %d requests", path, len(requests))
		}
	}
	return nil
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
