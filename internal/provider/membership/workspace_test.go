// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package membership_test

import (
	"fmt"
	"testing"

	"github.com/seamapi/terraform-provider-seam/internal/provider/providertest"
)

func TestKeyOfAnotherWorkspaceKeepsTheState(t *testing.T) {
	t.Parallel()
	for _, status := range []int{404, 400, 200} {
		t.Run(fmt.Sprint(status), func(t *testing.T) {
			t.Parallel()
			w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
			group, user := w.Group("Engineering"), w.User("Jane Doe")
			identity, ann := w.Person("Ann Poe")
			blocks := providertest.Membership("jane", group, user) + providertest.IdentityMembership("ann", group, identity)
			terraform.Configure(w.Config(blocks))
			terraform.Apply()
			state := terraform.Must("state", "pull")

			other := w.AddWorkspace("Other")
			w.SetForeignAnswer(status)
			w.APIKey = w.AddAPIKey(other)
			terraform.Configure(w.Config(blocks))
			w.ResetRequests()
			for _, command := range [][]string{
				{"plan"},
				{"apply", "-auto-approve"},
				{"destroy", "-auto-approve"},
				{"destroy", "-auto-approve", "-refresh=false"},
			} {
				terraform.MustFail(command...).Says("Error: The credential opens another workspace", w.WorkspaceID, other)
				if now := terraform.Must("state", "pull"); now != state {
					t.Errorf("after %v the state is\n%s\nwant\n%s", command, now, state)
				}
			}
			w.HasMembers(t, group, user, ann)
			w.Sent(t, providertest.PathRemove, 0)
			w.Sent(t, providertest.PathAddACSUser, 0)
			w.Sent(t, providertest.PathAddIdentity, 0)
		})
	}
}

func TestWrongKeyKeepsTheState(t *testing.T) {
	t.Parallel()
	w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
	group, user := w.Group("Engineering"), w.User("Jane Doe")
	terraform.Configure(w.Config(providertest.Membership("jane", group, user)))
	terraform.Apply()
	state := terraform.Must("state", "pull")

	w.APIKey = "seam_no_such_key"
	terraform.Configure(w.Config(providertest.Membership("jane", group, user)))
	for _, command := range [][]string{{"plan"}, {"destroy", "-auto-approve"}, {"destroy", "-auto-approve", "-refresh=false"}} {
		terraform.MustFail(command...).IsOneError("401", "does not accept the API key from api_key in the provider block", "revoked or mistyped", "request ID")
	}
	if now := terraform.Must("state", "pull"); now != state {
		t.Errorf("the state is\n%s\nwant\n%s", now, state)
	}
	w.HasMembers(t, group, user)
}
