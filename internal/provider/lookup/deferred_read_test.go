// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package lookup_test

import (
	"fmt"
	"testing"

	"github.com/seamapi/terraform-provider-seam/internal/fakeseam"
	"github.com/seamapi/terraform-provider-seam/internal/provider/providertest"
)

// Terraform reads a data source while applying where an argument is not known before, or where it depends on something
// that changes. What it planned with by then, such as a configured email address, has to come true.
func TestDataSourceIsReadOnceItsArgumentsAreKnown(t *testing.T) {
	t.Parallel()
	w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
	group := w.Group("Engineering")
	jane := w.AddUser(w.ACSSystemID, fakeseam.User{FullName: "Jane Doe", EmailAddress: "Jane@Example.com"})
	terraform.Configure(w.Config(fmt.Sprintf(`
resource "terraform_data" "name" {
  input = "Engineering"
}

data "seam_acs_access_group" "later" {
  acs_system_id = %[1]q
  name          = terraform_data.name.output
}

data "seam_acs_user" "later" {
  acs_system_id = %[1]q
  email_address = "jane@example.com"
  depends_on    = [terraform_data.name]
}

resource "terraform_data" "address" {
  input = data.seam_acs_user.later.email_address
}

resource "seam_acs_access_group_membership" "jane" {
  acs_access_group_id = data.seam_acs_access_group.later.acs_access_group_id
  acs_user_id         = data.seam_acs_user.later.acs_user_id
}
`, w.ACSSystemID)))

	terraform.Plan().Says("(config refers to values not yet known)", `+ input = "jane@example.com"`)
	w.Sent(t, providertest.PathListGroups, 0)
	w.Sent(t, providertest.PathListUsers, 0)
	terraform.Apply()
	w.HasMembers(t, group, jane)
	terraform.NoChanges()
}
