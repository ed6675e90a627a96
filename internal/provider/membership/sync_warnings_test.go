// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package membership_test

import (
	"testing"

	"github.com/seamapi/terraform-provider-seam/internal/provider/providertest"
)

func TestTimeoutsBelowASecondAreRefused(t *testing.T) {
	t.Parallel()
	w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
	for timeout, isRefused := range map[string]bool{"0s": true, "-5m": true, "999ms": true, "1s": false} {
		terraform.Configure(w.Config(providertest.Membership("jane", w.Group("Engineering"), w.User("Jane Doe"),
			"wait_for_sync = true", "timeouts {\n    delete = \""+timeout+"\"\n  }")))
		if !isRefused {
			terraform.Must("validate")
			continue
		}
		terraform.MustFail("validate").IsOneError("Error: The timeout is too short", `timeouts.delete: "`+timeout+`" is less than 1s`)
	}
}

func TestTimeoutsWithoutAWaitAreAWarning(t *testing.T) {
	t.Parallel()
	w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
	const warning = "Warning: The timeouts of a membership do nothing without wait_for_sync"
	timeouts := "timeouts {\n    create = \"5m\"\n  }"
	group, user := w.Group("Engineering"), w.User("Jane Doe")
	terraform.Configure(w.Config(providertest.Membership("jane", group, user, timeouts)))
	terraform.Must("validate").Says(warning)
	terraform.Configure(w.Config(providertest.Membership("jane", group, user, "wait_for_sync = true", timeouts)))
	terraform.Must("validate").Lacks(warning)
}

func TestWaitForSyncDoesNotWaitForAUserWhoseCreationIsDeferred(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	group, user := w.Group("Engineering"), w.User("Jane Doe")
	w.AddUserMutation(user, "deferring_creation")
	_, said := w.Process(t).Create(providertest.Attributes{"acs_access_group_id": group, "acs_user_id": user, "wait_for_sync": true})
	said.Succeeds()
	said.Says("Warning: The access system does not have the ACS user yet", "Jane Doe ("+user+")", "deferring_creation")
	w.HasMembers(t, group, user)
}

func TestReadNamesEachPersonWhomSeamWarnsAbout(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	group := w.Group("Engineering")
	p := w.Process(t)
	for name, trouble := range map[string]func(user string){
		"Ada Lovelace": func(user string) { w.AddWarning(user, "acs_user_inactive", "The user is inactive.") },
		"Bob Moran":    func(user string) { w.AddWarning(user, "salto_ks_user_not_subscribed", "The user is not subscribed.") },
		"Cay Horst":    func(user string) { w.SetSuspended(user, true) },
	} {
		user := w.User(name)
		made, said := p.Create(providertest.Attributes{"acs_access_group_id": group, "acs_user_id": user})
		said.Succeeds()
		trouble(user)
		read, said := w.Process(t).Refresh(made)
		said.Says("Warning: Seam warns about "+name, "Engineering ("+group+")", name+" ("+user+")")
		if !read.Exists() {
			t.Errorf("%s has left the state", name)
		}
	}
}
