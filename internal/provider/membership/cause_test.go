// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package membership_test

import (
	"fmt"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/seamapi/terraform-provider-seam/internal/provider/providertest"
)

// crowdSize is how many memberships meet one cause.
const crowdSize = 300

// crowd is a resource block with memberships of many people in a group.
func crowd(w *providertest.World, group string) string {
	users := make([]string, crowdSize)
	for i := range users {
		users[i] = w.User(fmt.Sprintf("Person %d", i))
	}
	return providertest.MembershipBlock("crowd", group, "acs_user_id = each.value", "for_each = toset("+providertest.List(users)+")")
}

// isToldOnce checks that a command has told one cause at length, and no more than a summary and a line for each of the
// other objects.
func isToldOnce(t *testing.T, said providertest.Output, atLength string, others int) {
	t.Helper()
	text := providertest.Unwrapped(said.String())
	if told := strings.Count(text, atLength); told != 1 {
		t.Errorf("the cause is told at length %d times, want once:\n%.3000s", told, said)
	}
	if briefly := strings.Count(text, "Another error of this run tells the cause at length."); briefly != others {
		t.Errorf("the cause is told briefly %d times, want %d:\n%.3000s", briefly, others, said)
	}
}

func TestPlanTellsOneCauseOnce(t *testing.T) {
	t.Parallel()
	w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
	blocks := crowd(w, w.Group("Engineering"))
	terraform.Configure(w.Config(blocks))
	terraform.Apply()
	state := terraform.Must("state", "pull").String()
	nobody := httptest.NewServer(nil)
	nobody.Close()

	for name, c := range map[string]struct {
		config string
		says   []string
	}{
		"a wrong key": {
			config: providertest.ProviderBlock(providertest.Line("endpoint", w.URL), providertest.Line("api_key", "seam_test1_"+providertest.SecretPart)),
			says:   []string{"Error: Seam refused the credential", "the API key from api_key in the provider block", "revoked or mistyped"},
		},
		"another workspace's key": {
			config: providertest.ProviderBlock(providertest.Line("endpoint", w.URL), providertest.Line("api_key", w.AddAPIKey(w.AddWorkspace("Other")))),
			says:   []string{"Error: The credential opens another workspace", w.WorkspaceID, `("Other")`, "provider = seam.<alias>"},
		},
		"nobody listening": {
			config: providertest.ProviderBlock(providertest.Line("endpoint", nobody.URL), providertest.Line("api_key", w.APIKey), "max_retries = 0"),
			says:   []string{"Error: Seam did not answer", nobody.URL + " (endpoint in the provider block)"},
		},
	} {
		terraform.Configure(c.config + blocks)
		w.ResetRequests()
		said := terraform.MustFail("plan")
		said.IsOneError(c.says...)
		// Terraform's own line of each object that it refreshes does not count.
		if lines := strings.Count(said.String(), "\n") - strings.Count(said.String(), ": Refreshing state..."); lines > 120 {
			t.Errorf("%s: the plan has %d lines, want 120 at most", name, lines)
		}
		if sent := len(w.Requests()); sent > 1 {
			t.Errorf("%s: %d requests were sent, want the one for the workspace at most", name, sent)
		}
	}

	terraform.Configure(providertest.ProviderBlock(providertest.Line("endpoint", w.URL), providertest.Line("api_key", w.AddAPIKey(w.AddWorkspace("Third")))) + blocks)
	w.ResetRequests()
	said := terraform.MustFail("destroy", "-auto-approve", "-refresh=false")
	isToldOnce(t, said, "If this is no longer wanted in the state, use terraform state rm.", crowdSize-1)
	w.SentInAll(t, 2) // The workspace, in the walk that plans and in the one that applies.
	if now := terraform.Must("state", "pull").String(); now != state {
		t.Error("the state has changed")
	}
}

func TestApplyIntoAGroupThatIsGoneTellsItOnce(t *testing.T) {
	t.Parallel()
	w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
	group := w.Group("Engineering")
	terraform.Configure(w.Config(crowd(w, group)))
	terraform.Plan("-out=apply.tfplan")
	w.DeleteGroup(group)

	said := terraform.MustFail("apply", "apply.tfplan")
	isToldOnce(t, said, "Nobody was added, and nothing was saved to the state.", crowdSize-1)
	if briefly := strings.Count(said.String(), "Error: The user was not added to the access group: acs_access_group"); briefly != crowdSize {
		t.Errorf("%d memberships have a summary, want %d", briefly, crowdSize)
	}
	terraform.StateIsEmpty()
}
