// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package people_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/seamapi/terraform-provider-seam/internal/fakeseam"
	"github.com/seamapi/terraform-provider-seam/internal/provider/providertest"
)

const adaAddress = providertest.UserIdentityType + ".ada"

// block is a resource block with these lines.
func block(name string, lines ...string) string {
	return fmt.Sprintf("resource %q %q {\n  %s\n}\n", providertest.UserIdentityType, name, strings.Join(lines, "\n  "))
}

func TestTerraformCreatesChangesAndDestroysAPerson(t *testing.T) {
	t.Parallel()
	w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
	key := providertest.Line("user_identity_key", "ada")
	terraform.Configure(w.Config(block("ada", key, providertest.Line("full_name", "Ada Lindqvist"))))
	terraform.Apply().Says("1 added, 0 changed, 0 destroyed")
	terraform.NoChanges()

	terraform.Configure(w.Config(block("ada", key, providertest.Line("email_address", "ada@example.com"))))
	terraform.Plan().Says("will be updated in-place", "- full_name", "+ email_address", "Plan: 0 to add, 1 to change, 0 to destroy")
	terraform.Apply().Says("0 added, 1 changed, 0 destroyed")
	terraform.NoChanges()

	terraform.Plan("-destroy").Says("Destroying ada@example.com deletes a person with no ACS user")
	terraform.Apply("-replace=" + adaAddress).Says("1 added, 0 changed, 1 destroyed")
	w.Sent(t, providertest.PathCreateIdentity, 2)
	w.Sent(t, providertest.PathDeleteIdentity, 1)
	w.ResetRequests()
	terraform.Destroy()
	terraform.StateIsEmpty()
	w.Sent(t, providertest.PathDeleteIdentity, 1)
}

func TestTerraformRefusesAnExistingPersonAndImportsThem(t *testing.T) {
	t.Parallel()
	w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
	existing := w.AddIdentity(w.WorkspaceID, fakeseam.Identity{FullName: "Ada Lindqvist", Key: "ada"})
	ada := block("ada", providertest.Line("user_identity_key", "ada"), providertest.Line("full_name", "Ada Lindqvist"))
	terraform.Configure(w.Config(ada))
	terraform.MustFail("plan").Says("There is a user identity with this user_identity_key already: Ada Lindqvist", existing)

	terraform.Configure(w.Config(providertest.Import(adaAddress, "key:ada"), ada))
	terraform.Apply().Says("1 imported, 0 added, 0 changed, 0 destroyed")
	terraform.NoChanges()
	w.SentNoWrite(t)
}

// TestTerraformFindsTwoBlocksForOnePersonThatWereUnknownWhilePlanning sees that the second one sends nothing.
func TestTerraformFindsTwoBlocksForOnePersonThatWereUnknownWhilePlanning(t *testing.T) {
	t.Parallel()
	w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
	key := "user_identity_key = terraform_data.key.output"
	terraform.Configure(w.Config("resource \"terraform_data\" \"key\" {\n  input = \"ada\"\n}\n", block("ada", key), block("same", key)))
	terraform.MustFail("apply", "-auto-approve").IsOneError("Two resources declare the same user identity", "the same user_identity_key")
	w.Sent(t, providertest.PathCreateIdentity, 1)
}

func TestTerraformRefusesARenamedBlockAndTakesAMovedOne(t *testing.T) {
	t.Parallel()
	w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
	key := providertest.Line("user_identity_key", "ada")
	terraform.Configure(w.Config(block("ada", key)))
	terraform.Apply()
	w.ResetRequests()
	terraform.Configure(w.Config(block("lindqvist", key)))
	terraform.MustFail("plan").Says("There is a user identity with this user_identity_key already", "write a moved block instead")
	terraform.Configure(w.Config(block("lindqvist", key), "moved {\n  from = "+adaAddress+"\n  to = seam_user_identity.lindqvist\n}\n"))
	terraform.Apply().Says("0 added, 0 changed, 0 destroyed")
	w.SentNoWrite(t)
}

func TestTerraformQueryGeneratesPeopleThatImportWithoutAChange(t *testing.T) {
	t.Parallel()
	w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
	terraform.SkipBelow("1.14")
	for i := range 30 {
		w.AddIdentity(w.WorkspaceID, fakeseam.Identity{FullName: fmt.Sprintf("Person %02d", i), EmailAddress: fmt.Sprintf("p%d@example.com", i)})
	}
	terraform.Configure(w.Config())
	terraform.Write("people.tfquery.hcl", fmt.Sprintf("list %q \"all\" {\n  provider = seam\n}\n", providertest.UserIdentityType))
	terraform.Must("query", "-generate-config-out=generated.tf").Says("Person 00", "Person 29")
	terraform.Plan().Says("Plan: 30 to import, 0 to add, 0 to change, 0 to destroy.")
	terraform.Apply().Says("30 imported, 0 added, 0 changed, 0 destroyed")
	terraform.NoChanges()
	w.SentNoWrite(t)
}

func TestAnInterruptedApplyTracksThePersonWhomItHasMade(t *testing.T) {
	t.Parallel()
	w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
	terraform.Configure(w.Config(block("ada", providertest.Line("user_identity_key", "ada"))))
	reached := w.Halt(providertest.Moment{Nth: 1, Made: true}, providertest.PathCreateIdentity)
	apply := terraform.Start("apply", "-auto-approve")
	apply.Await(reached)
	apply.Interrupt()
	w.ClearFaults()
	terraform.Must("state", "list").Says(adaAddress)
	terraform.NoChanges()
	w.Sent(t, providertest.PathCreateIdentity, 1)
}
