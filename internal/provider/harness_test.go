// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package provider_test

import (
	"fmt"
	"net/http/httptest"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-testing/terraform"

	"github.com/seamapi/terraform-provider-seam/internal/contract"
	"github.com/seamapi/terraform-provider-seam/internal/fakeseam"
	"github.com/seamapi/terraform-provider-seam/internal/provider"
)

// Paths of the Seam API that the tests count.
const (
	pathAddACSUser   = "/acs/users/add_to_access_group"
	pathAddIdentity  = "/acs/access_groups/add_user"
	pathRemove       = "/acs/users/remove_from_access_group"
	pathListUsers    = "/acs/access_groups/list_users"
	pathListGroups   = "/acs/access_groups/list"
	pathGetUser      = "/acs/users/get"
	pathGetWorkspace = "/workspaces/get"
)

// house is a fake Seam with one workspace and one access system in it, served on loopback. Every exchange with it is held
// to Seam's OpenAPI document.
type house struct {
	*fakeseam.Fake
	url       string
	workspace string
	key       string
	system    string
}

func newHouse(t *testing.T) *house {
	t.Helper()
	fake := fakeseam.New()
	server := httptest.NewServer(contract.Handler(t, fake))
	t.Cleanup(server.Close)
	h := &house{Fake: fake, url: server.URL, workspace: fake.AddWorkspace("Acme")}
	h.key = fake.AddAPIKey(h.workspace)
	h.system = fake.AddSystem(h.workspace, "Head Office")
	return h
}

// group adds an access group to the house's system.
func (h *house) group(name string) string {
	return h.AddGroup(h.system, name)
}

// user adds an ACS user to the house's system.
func (h *house) user(name string) string {
	return h.AddUser(h.system, fakeseam.User{FullName: name})
}

// person adds a user identity and its ACS user in the house's system.
func (h *house) person(name string) (userIdentityID, acsUserID string) {
	userIdentityID = h.AddIdentity(h.workspace, fakeseam.Identity{FullName: name})
	acsUserID = h.AddUser(h.system, fakeseam.User{FullName: name, UserIdentityID: userIdentityID})
	return userIdentityID, acsUserID
}

// provider is a provider block for the house, with further lines in it.
func (h *house) provider(lines ...string) string {
	return fmt.Sprintf("provider \"seam\" {\n  endpoint = %q\n  api_key = %q\n  %s\n}\n", h.url, h.key, strings.Join(lines, "\n  "))
}

// config is a provider block for the house and what stands below it.
func (h *house) config(blocks ...string) string {
	return h.provider() + strings.Join(blocks, "\n")
}

// membership is a resource block with a membership by ACS user, and further lines in it.
func membership(name, group, user string, lines ...string) string {
	return membershipBlock(name, group, fmt.Sprintf("acs_user_id = %q", user), lines)
}

// identityMembership is a resource block with a membership by user identity.
func identityMembership(name, group, identity string) string {
	return membershipBlock(name, group, fmt.Sprintf("user_identity_id = %q", identity), nil)
}

func membershipBlock(name, group, person string, lines []string) string {
	return fmt.Sprintf("resource \"seam_acs_access_group_membership\" %q {\n  acs_access_group_id = %q\n  %s\n  %s\n}\n",
		name, group, person, strings.Join(lines, "\n  "))
}

// createBeforeDestroy is a line for a resource block.
const createBeforeDestroy = "lifecycle { create_before_destroy = true }"

// address is where a membership block stands in the state.
func address(name string) string {
	return "seam_acs_access_group_membership." + name
}

func factories() map[string]func() (tfprotov6.ProviderServer, error) {
	return map[string]func() (tfprotov6.ProviderServer, error){
		"seam": func() (tfprotov6.ProviderServer, error) { return provider.NewServer("test") },
	}
}

// hasMembers checks who is in a group.
func (h *house) hasMembers(group string, users ...string) error {
	slices.Sort(users)
	if members := h.Members(group); !slices.Equal(members, users) {
		return fmt.Errorf("the members of group %s are %q, want %q", group, members, users)
	}
	return nil
}

// sent checks how many requests a path got since the last reset.
func (h *house) sent(path string, want int) error {
	if got := len(h.RequestsTo(path)); got != want {
		return fmt.Errorf("%s got %d requests, want %d", path, got, want)
	}
	return nil
}

// sentBodies checks the bodies of the requests that a path got since the last reset.
func (h *house) sentBodies(path string, want ...map[string]any) error {
	var got []map[string]any
	for _, request := range h.RequestsTo(path) {
		got = append(got, request.Body)
	}
	if !reflect.DeepEqual(got, want) {
		return fmt.Errorf("%s got the bodies %v, want %v", path, got, want)
	}
	return nil
}

// members is a check of a test step for who is in a group.
func (h *house) members(group string, users ...string) func(*terraform.State) error {
	return func(*terraform.State) error { return h.hasMembers(group, users...) }
}

// requests is a check of a test step for how many requests a path got since the last reset.
func (h *house) requests(path string, want int) func(*terraform.State) error {
	return func(*terraform.State) error { return h.sent(path, want) }
}
