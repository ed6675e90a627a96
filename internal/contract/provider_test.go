// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

//go:build contract

package contract_test

import (
	"fmt"
	"regexp"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/terraform"

	"github.com/seamapi/terraform-provider-seam/internal/fakeseam"
	"github.com/seamapi/terraform-provider-seam/internal/provider"
)

const membershipAddress = "seam_acs_access_group_membership.this"

// site is Seam's fake with a building in it, for the provider.
type site struct {
	fakeseam.Building
	t   *testing.T
	url string
}

const siteKey = "seam_contract1_TheKeyOfTheSite"

func newSite(t *testing.T) *site {
	t.Helper()
	b := fakeseam.NewBuilding()
	return &site{Building: b, t: t, url: servePassThrough(t, contentOf(b, siteKey, true))}
}

// membership is a configuration with one membership and a key.
func (s *site) membership(key, groupID, userID string) string {
	return fmt.Sprintf(`
provider "seam" {
  endpoint = %q
  api_key  = %q
}

resource "seam_acs_access_group_membership" "this" {
  acs_access_group_id = %q
  acs_user_id         = %q
}
`, s.url, key, groupID, userID)
}

// members checks who is in a group.
func (s *site) members(groupID string, want ...string) resource.TestCheckFunc {
	return func(*terraform.State) error {
		listed := send(s.t, s.url, exchange{path: "/acs/access_groups/list_users", body: fields("acs_access_group_id", groupID)}, siteKey)
		got := regexp.MustCompile(`"acs_user_id":"([^"]+)"`).FindAllSubmatch(listed.body, -1)
		if len(got) != len(want) {
			return fmt.Errorf("the members are %q, want %q", got, want)
		}
		for i, match := range got {
			if string(match[1]) != want[i] {
				return fmt.Errorf("the members are %q, want %q", got, want)
			}
		}
		return nil
	}
}

// run runs the steps with the provider and the real Terraform, and destroys what is left.
func (s *site) run(steps ...resource.TestStep) {
	s.t.Helper()
	resource.UnitTest(s.t, resource.TestCase{
		ProtoV6ProviderFactories: map[string]func() (tfprotov6.ProviderServer, error){
			"seam": func() (tfprotov6.ProviderServer, error) { return provider.NewServer("test") },
		},
		Steps:        steps,
		CheckDestroy: s.members(s.Groups[0].ID),
	})
}

func TestProviderOnSeamsFakeGrantsReplacesAndRevokes(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	group, ada, bruno := s.Groups[0].ID, s.Users[0].ID, s.Users[1].ID
	s.run(
		resource.TestStep{
			Config: s.membership(siteKey, group, ada),
			Check: resource.ComposeAggregateTestCheckFunc(
				resource.TestCheckResourceAttr(membershipAddress, "acs_access_group_id", group),
				resource.TestCheckResourceAttr(membershipAddress, "acs_user_id", ada),
				resource.TestCheckResourceAttr(membershipAddress, "workspace_id", s.WorkspaceID),
				s.members(group, ada),
			),
		},
		resource.TestStep{Config: s.membership(siteKey, group, ada), PlanOnly: true},
		resource.TestStep{
			ResourceName: membershipAddress, ImportState: true, ImportStateId: group + "/" + ada, ImportStateVerify: true,
			ImportStateVerifyIdentifierAttribute: "acs_user_id",
		},
		resource.TestStep{Config: s.membership(siteKey, group, bruno), Check: s.members(group, bruno)},
		resource.TestStep{Config: s.membership(siteKey, group, bruno), Destroy: true, Check: s.members(group)},
	)
}

func TestProviderOnSeamsFakeRepairsAndAdopts(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	group, ada := s.Groups[0].ID, s.Users[0].ID
	byHand := func(path string) func() {
		return func() {
			send(t, s.url, exchange{path: path, body: fields("acs_access_group_id", group, "acs_user_id", ada)}, siteKey)
		}
	}
	s.run(
		resource.TestStep{PreConfig: byHand(pathAdd), Config: s.membership(siteKey, group, ada), Check: s.members(group, ada)},
		resource.TestStep{PreConfig: byHand(pathRemove), Config: s.membership(siteKey, group, ada), Check: s.members(group, ada)},
	)
}

func TestProviderOnSeamsFakeReportsRefusals(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		config func(*site) string
		want   string
	}{
		"unknown user": {
			func(s *site) string { return s.membership(siteKey, s.Groups[0].ID, unknown) }, `404 Not Found:\s+acs_user_not_found`,
		},
		"unknown access group": {
			func(s *site) string { return s.membership(siteKey, unknown, s.Users[0].ID) }, `404 Not Found:\s+acs_access_group_not_found`,
		},
		"no UUID": {
			func(s *site) string { return s.membership(siteKey, "acs_access_group1", s.Users[0].ID) }, `is not a UUID`,
		},
		"wrong key": {
			func(s *site) string { return s.membership("seam_wrong1_key", s.Groups[0].ID, s.Users[0].ID) }, `Seam\s+did\s+not\s+say\s+which\s+workspace\s+the\s+credential\s+opens[\s\S]*400\s+Bad\s+Request`,
		},
		"key of another kind": {
			func(s *site) string { return s.membership("seam_at1_token", s.Groups[0].ID, s.Users[0].ID) }, `the\s+API\s+key\s+is\s+a\s+personal\s+access\s+token`,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newSite(t)
			s.run(resource.TestStep{Config: c.config(s), ExpectError: regexp.MustCompile(c.want)})
		})
	}
}
