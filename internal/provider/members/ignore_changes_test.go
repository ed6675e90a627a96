// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package members_test

import (
	"testing"

	"github.com/seamapi/terraform-provider-seam/internal/provider/providertest"
)

const ignoreACSUsers = "lifecycle { ignore_changes = [acs_user_ids] }"

// With ignore_changes, Terraform hands the provider whom the state has in the place of whom the configuration declares: Ann
// would be undeclared, and removed, though the configuration names her.
func TestIgnoreChangesNeverRemovesSomebodyWhomTheConfigurationNames(t *testing.T) {
	t.Parallel()
	w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
	group, jane, ann := w.Group("Engineering"), w.User("Jane Doe"), w.User("Ann Poe")
	terraform.Configure(w.Config(providertest.Members(group, map[string]string{"jane": jane}, ignoreACSUsers)))
	terraform.Apply()
	terraform.NoChanges()

	w.AddMember(group, ann)
	terraform.Configure(w.Config(providertest.Members(group, map[string]string{"jane": jane, "ann": ann}, ignoreACSUsers)))
	w.ResetRequests()
	terraform.MustFail("apply", "-auto-approve").IsOneError("Error: ignore_changes hides from the provider who is declared", group,
		"seam_acs_access_group_membership for each person instead")
	w.SentNoWrite(t)
	w.HasMembers(t, group, jane, ann)

	// Nor is a change hidden that somebody has made by hand.
	w.RemoveMember(group, ann)
	w.RemoveMember(group, jane)
	terraform.Configure(w.Config(providertest.Members(group, map[string]string{"jane": jane}, ignoreACSUsers)))
	terraform.MustFail("plan").IsOneError("Error: ignore_changes hides from the provider who is declared")
	terraform.Destroy("-refresh=false")
	w.HasMembers(t, group)
}

// Those who are undeclared are no configuration, so that ignoring them hides nothing.
func TestIgnoreChangesShowsInThePlanWhoIsUndeclared(t *testing.T) {
	t.Parallel()
	w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
	group, jane, eve := w.Group("Engineering"), w.User("Jane Doe"), w.User("Eve Moe")
	terraform.Configure(w.Config(providertest.Members(group, map[string]string{"jane": jane}, ignoreACSUsers)))
	terraform.Apply()
	w.AddMember(group, eve)
	terraform.Plan().Says(`- "Eve Moe" = "` + eve + `" -> null`)
}
