// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package membership_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/seamapi/terraform-provider-seam/internal/provider/providertest"
)

// interruptWhileHeld interrupts a command while requests to the paths are under way, as many as Terraform works on, and lets
// them go on once the provider has been told to stop.
func interruptWhileHeld(t *testing.T, w *providertest.World, terraform *providertest.CLI, command string, paths ...string) providertest.Output {
	t.Helper()
	log := filepath.Join(terraform.Path, "log")
	reached, release := w.HoldAll(atOnce, paths...)
	t.Cleanup(release)
	running := terraform.With("TF_LOG=TRACE", "TF_LOG_PATH="+log).Start(command, "-auto-approve")
	running.Await(reached)
	running.Signal()
	providertest.Eventually(t, "the provider is told to stop", func() bool {
		logged, err := os.ReadFile(log)
		return err == nil && strings.Contains(string(logged), "tf_rpc=StopProvider")
	})
	release()
	return running.Ends()
}

// stateHas checks that the state has as many memberships as there are members, none of them tainted, and each of a member as
// far as its ACS user is known.
func stateHas(t *testing.T, w *providertest.World, terraform *providertest.CLI, group string, count int) {
	t.Helper()
	members := w.Members(group)
	if len(members) != count {
		t.Errorf("%d are members, want %d", len(members), count)
	}
	resources := terraform.State().Values.RootModule.Resources
	if len(resources) != count {
		t.Errorf("the state has %d memberships, want %d", len(resources), count)
	}
	for _, resource := range resources {
		user, isKnown := resource.AttributeValues["acs_user_id"].(string)
		if resource.Tainted || isKnown && !slices.Contains(members, user) {
			t.Errorf("%s is tainted (%t), or %q is no member", resource.Address, resource.Tainted, user)
		}
	}
}

func TestAnInterruptedApplyHasWhatWasAnsweredAndStartsNothing(t *testing.T) {
	t.Parallel()
	w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
	group, config := crew(w)
	terraform.Configure(config)

	output := interruptWhileHeld(t, w, terraform, "apply", providertest.PathAddACSUser, providertest.PathAddIdentity)
	output.Lacks("tainted")
	sent := len(w.RequestsTo(providertest.PathAddACSUser)) + len(w.RequestsTo(providertest.PathAddIdentity))
	if sent != atOnce {
		t.Errorf("%d adds were sent, want the %d that were under way", sent, atOnce)
	}
	stateHas(t, w, terraform, group, atOnce)

	w.ClearFaults()
	w.ResetRequests()
	terraform.Apply()
	isComplete(t, w, group)
	sent = len(w.RequestsTo(providertest.PathAddACSUser)) + len(w.RequestsTo(providertest.PathAddIdentity))
	if sent != crewSize-atOnce {
		t.Errorf("%d adds were sent, want the %d that were left", sent, crewSize-atOnce)
	}
	w.Sent(t, providertest.PathRemove, 0)
}

func TestAnInterruptedDestroyHasWhatWasNotSent(t *testing.T) {
	t.Parallel()
	w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
	group, config := crew(w)
	terraform.Configure(config)
	terraform.Apply()

	interruptWhileHeld(t, w, terraform, "destroy", providertest.PathRemove)
	w.Sent(t, providertest.PathRemove, atOnce)
	stateHas(t, w, terraform, group, crewSize-atOnce)

	w.ClearFaults()
	w.ResetRequests()
	terraform.Destroy()
	w.HasMembers(t, group)
	w.Sent(t, providertest.PathRemove, crewSize-atOnce)
}

// Nothing is answered, and a request may take longer than a command of these tests: what ends the command is the interrupt.
func TestAnInterruptedRunEndsThoughNothingIsAnswered(t *testing.T) {
	t.Parallel()
	for command, path := range map[string]string{"apply": providertest.PathAddACSUser, "destroy": providertest.PathRemove} {
		t.Run(command, func(t *testing.T) {
			t.Parallel()
			w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
			group, jane := w.Group("Engineering"), w.User("Jane Doe")
			terraform.Configure(w.ProviderBlock(`request_timeout = "10m"`) + providertest.Membership("jane", group, jane))
			if command == "destroy" {
				terraform.Apply()
			}
			reached, release := w.HoldAll(1, path)
			t.Cleanup(release)
			running := terraform.Start(command, "-auto-approve")
			running.Await(reached)
			running.Interrupt().Says("the run was interrupted")
			w.Sent(t, path, 1)
			terraform.Must("state", "list").Says(providertest.MembershipAddress("jane"))
		})
	}
}
