// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package membership_test

import (
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/seamapi/terraform-provider-seam/internal/fakeseam"
	"github.com/seamapi/terraform-provider-seam/internal/provider/providertest"
)

// atOnce is how many resources Terraform works on by default.
const atOnce = 10

// The adds are made after Terraform has ended: nobody can tell by then, so all of them have to be in the state.
func TestInterruptedApplyTracksWhatItMayHaveAdded(t *testing.T) {
	t.Parallel()
	w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
	group, config := crew(w)
	terraform.Configure(config)

	reached, release := w.HoldAll(atOnce, providertest.PathAddACSUser, providertest.PathAddIdentity)
	t.Cleanup(release)
	apply := terraform.Start("apply", "-auto-approve")
	apply.Await(reached)
	output := apply.Interrupt()
	output.Says("Error: It is not known whether the user was added to the access group: the run was interrupted", "kept in the state as tainted")
	w.HasMembers(t, group)

	release()
	w.ClearFaults()
	providertest.Eventually(t, "all are members", func() bool { return len(w.Members(group)) == atOnce })
	terraform.Destroy()
	w.HasMembers(t, group)
}

func TestInterruptedDestroyKeepsWhatItMayHaveLeft(t *testing.T) {
	t.Parallel()
	w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
	group, jane := w.Group("Engineering"), w.User("Jane Doe")
	terraform.Configure(w.Config(providertest.Membership("jane", group, jane)))
	terraform.Apply()

	reached, release := w.HoldAll(1, providertest.PathRemove)
	t.Cleanup(release)
	destroy := terraform.Start("destroy", "-auto-approve")
	destroy.Await(reached)
	destroy.Interrupt().Says("Error: The user was not removed from the access group: the run was interrupted", "stays in the state")
	terraform.Must("state", "list").Says(providertest.MembershipAddress("jane"))

	release()
	w.ClearFaults()
	terraform.Destroy()
	w.HasMembers(t, group)
}

// The pause is longer than a test may take.
func TestInterruptEndsThePauseAfterARateLimit(t *testing.T) {
	t.Parallel()
	w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
	group, jane := w.Group("Engineering"), w.User("Jane Doe")
	terraform.Configure(w.Config(providertest.Membership("jane", group, jane)))

	w.Inject(providertest.PathAddACSUser, fakeseam.Fault{Status: http.StatusTooManyRequests, Header: http.Header{"Retry-After": {"60"}}})
	log := filepath.Join(terraform.Path, "log")
	terraform.Env = append(terraform.Env, "TF_LOG=INFO", "TF_LOG_PATH="+log)
	apply := terraform.Start("apply", "-auto-approve")
	providertest.Eventually(t, "a wait is logged", func() bool {
		logged, err := os.ReadFile(log)
		return err == nil && strings.Contains(string(logged), "retrying a request to Seam")
	})
	apply.Interrupt().Says("Error: The user was not added to the access group: the run was interrupted", "nothing was saved to the state")
	w.HasMembers(t, group)
	w.Sent(t, providertest.PathAddACSUser, 1)
	terraform.StateIsEmpty()
}
