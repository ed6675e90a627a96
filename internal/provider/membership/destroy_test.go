// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package membership_test

import (
	"testing"

	"github.com/seamapi/terraform-provider-seam/internal/provider/providertest"
)

func TestDestroyOfSomebodyRemovedByHandSucceeds(t *testing.T) {
	t.Parallel()
	for name, leave := range map[string]func(w *providertest.World, group, user string){
		"membership removed": func(w *providertest.World, group, user string) { w.RemoveMember(group, user) },
		"ACS user deleted":   func(w *providertest.World, _, user string) { w.DeleteUser(user) },
		"group deleted":      func(w *providertest.World, group, _ string) { w.DeleteGroup(group) },
		"repeats are errors": func(w *providertest.World, group, user string) { w.SetStrictRepeats(true); w.RemoveMember(group, user) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
			group, user := w.Group("Engineering"), w.User("Jane Doe")
			terraform.Configure(w.Config(providertest.Membership("jane", group, user)))
			terraform.Apply()

			leave(w, group, user)
			terraform.Destroy("-refresh=false")
			terraform.StateIsEmpty()
		})
	}
}
