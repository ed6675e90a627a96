// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package provider_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/seamapi/terraform-provider-seam/internal/fakeseam"
	"github.com/seamapi/terraform-provider-seam/internal/provider/providertest"
)

const (
	csvGuide  = guideExamples + "memberships-from-csv/"
	csvModule = moduleExamples + "memberships-from-csv"
)

// savedByExcel is a CSV file as Excel saves it where numbers have decimal commas: with a byte-order mark, semicolons and
// Windows' line ends. The row without content is one that somebody has cleared.
func savedByExcel(rows ...string) string {
	return "\ufeff" + strings.Join(append([]string{"Email Address;Access_Group"}, rows...), "\r\n") + "\r\n;\r\n"
}

// csvRecipes are the ways to declare memberships from a CSV file, as configurations that read memberships.csv.
func csvRecipes(t *testing.T) map[string]func(terraform *providertest.CLI, b exampleBuilding) {
	t.Helper()
	recipes := map[string]func(*providertest.CLI, exampleBuilding){}
	for _, name := range []string{"by-email-address.tf", "by-user-identity.tf"} {
		recipes[name] = func(terraform *providertest.CLI, b exampleBuilding) {
			b.configure(t, terraform, b.world.ProviderBlock(), read(t, csvGuide+"rows.tf"), read(t, csvGuide+name))
		}
	}
	recipes["the module"] = func(terraform *providertest.CLI, b exampleBuilding) {
		source, err := filepath.Abs(csvModule)
		if err != nil {
			t.Fatal(err)
		}
		terraform.Configure(b.world.ProviderBlock() + fmt.Sprintf(`
			module "memberships" {
				source        = %q
				acs_system_id = %q
				csv           = file("${path.module}/memberships.csv")
			}`, source, b.System.ID))
		terraform.Must("get")
	}
	return recipes
}

func TestACSVFileAsExcelSavesItIsApplied(t *testing.T) {
	t.Parallel()
	for name, configure := range csvRecipes(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b, terraform := newExampleBuilding(t), providertest.NewCLI(t)
			frontDoor, garage := b.Groups[0].ID, b.Groups[1].ID
			annex := b.Fake.AddGroup(b.System.ID, "Annex; left, \"old\" wing")
			b.addTwins(t)
			configure(terraform, b)

			terraform.Write("memberships.csv", savedByExcel(
				"ADA@example.com ;front door", ` bruno@example.com;Garage`, `ada@example.com;"Annex; left, ""old"" wing"`,
			))
			terraform.Apply()
			b.world.HasMembers(t, frontDoor, b.Users[0].ID)
			b.world.HasMembers(t, garage, b.Users[1].ID)
			b.world.HasMembers(t, annex, b.Users[0].ID)

			b.Fake.ResetRequests()
			terraform.Write("memberships.csv",
				"access_group,email_address\n\"Annex; left, \"\"old\"\" wing\",ada@example.com\nGarage,bruno@example.com\nFront door,Ada@Example.com\n")
			terraform.NoChanges()
			terraform.Write("memberships.csv", savedByExcel("ada@example.com;Front door"))
			terraform.Apply()
			b.world.Sent(t, providertest.PathAddACSUser, 0)
			b.world.Sent(t, providertest.PathAddIdentity, 0)
			b.world.Sent(t, providertest.PathRemove, 2)
			b.world.HasMembers(t, frontDoor, b.Users[0].ID)
		})
	}
}

// addTwins adds two people who share an address, and two access groups that share a name.
func (b exampleBuilding) addTwins(t *testing.T) {
	t.Helper()
	for _, name := range []string{"Tam", "Tim"} {
		person := b.Fake.AddIdentity(b.WorkspaceID, fakeseam.Identity{FullName: name, EmailAddress: name[:1] + "@example.com"})
		b.Fake.AddUser(b.System.ID, fakeseam.User{FullName: name, EmailAddress: strings.ToLower(name[:1]) + "@example.com", UserIdentityID: person})
		b.Fake.AddGroup(b.System.ID, "Twins")
	}
}

func TestMistakesInACSVFileAreToldWhilePlanning(t *testing.T) {
	t.Parallel()
	mistakes := map[string]struct {
		csv  string
		says []string
	}{
		"no rows":      {savedByExcel(), []string{"It has no rows: every membership that was declared from it would end."}},
		"other column": {"E-mail;Access group\r\nada@example.com;Garage\r\n", []string{"needs the columns email_address and access_group, and has: access_group, e-mail"}},
		"half a row":   {savedByExcel("ada@example.com;"), []string{`Rows with an address or an access group only: ["","ada@example.com"]`}},
		"a row twice":  {savedByExcel("ada@example.com;Garage", "Ada@example.com;garage "), []string{"Rows that are there twice: ada@example.com in garage"}},
		"no such person, no such group, and twins": {savedByExcel("addy@example.com;Garage", "ada@example.com;Lobby", "t@example.com;Twins"), []string{
			"addy@example.com must be the email address of exactly one", "It is that of: nobody.",
			`"lobby" must be the name of exactly one access group. It is that of: none.`,
			"t@example.com must be the email address of exactly one", "It is that of: Tam", ", Tim",
			`"twins" must be the name of exactly one access group.`,
		}},
	}
	for name, configure := range csvRecipes(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b, terraform := newExampleBuilding(t), providertest.NewCLI(t)
			b.addTwins(t)
			configure(terraform, b)
			terraform.Write("memberships.csv", savedByExcel("ada@example.com;Garage"))
			terraform.Apply()
			b.Fake.ResetRequests()
			for _, mistake := range mistakes {
				terraform.Write("memberships.csv", mistake.csv)
				terraform.MustFail("apply", "-auto-approve").Says(mistake.says...)
			}
			b.world.SentNoWrite(t)
			b.world.HasMembers(t, b.Groups[1].ID, b.Users[0].ID)
		})
	}
}

func TestAnAccessGroupOfTwoSystemsIsToldApartByTheSystem(t *testing.T) {
	t.Parallel()
	b, terraform := newExampleBuilding(t), providertest.NewCLI(t)
	annex := b.Fake.AddSystem(b.WorkspaceID, "Annex")
	garage := b.Fake.AddGroup(annex, "Garage")
	csvRecipes(t)["by-user-identity.tf"](terraform, b)

	terraform.Write("memberships.csv", savedByExcel("ada@example.com;Garage"))
	terraform.MustFail("plan").Says(`"garage" must be the name of exactly one access group.`, "Garage in 12 Harbour Street", "Garage in Annex",
		"Add a column access_system")

	terraform.Write("memberships.csv", "\ufeffemail_address;access_system;access_group\r\nada@example.com;annex;Garage\r\nada@example.com;;Front door\r\n")
	terraform.Apply()
	if members := b.Fake.Members(garage); len(members) != 1 {
		t.Errorf("the annex's garage has the members %q", members)
	}
	b.world.HasMembers(t, b.Groups[0].ID, b.Users[0].ID)
	b.world.HasMembers(t, b.Groups[1].ID)
}

func TestGuideAndModuleReadACSVFileAlike(t *testing.T) {
	t.Parallel()
	if read(t, csvGuide+"rows.tf") != read(t, csvModule+"/rows.tf") {
		t.Error("the rows.tf of the guide and of the module differ")
	}
}
