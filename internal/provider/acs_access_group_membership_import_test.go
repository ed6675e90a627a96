// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package provider_test

import (
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/seamapi/terraform-provider-seam/internal/fakeseam"
)

// importForm is a way to import a membership by ID, and how the configuration names its person then.
type importForm struct {
	id    func(group, user, identity string) string
	block func(group, user, identity string) string
}

func importForms() map[string]importForm {
	return map[string]importForm{
		"by ACS user": {
			id:    func(group, user, _ string) string { return group + "/" + user },
			block: func(group, user, _ string) string { return membership("jane", group, user) },
		},
		"by user identity": {
			id:    func(group, _, identity string) string { return group + "/user_identity:" + identity },
			block: func(group, _, identity string) string { return identityMembership("jane", group, identity) },
		},
	}
}

func TestImportIsFollowedByAnEmptyPlan(t *testing.T) {
	t.Parallel()
	for name, form := range importForms() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h, terraform := newHouse(t), newCLI(t)
			group := h.group("Engineering")
			identity, user := h.person("Jane Doe")
			h.AddMember(group, user)
			terraform.configure(h.config(form.block(group, user, identity)))

			terraform.must("import", address("jane"), form.id(group, user, identity))
			contains(t, terraform.must("plan"), "No changes.")
			contains(t, terraform.must("state", "show", address("jane")), `acs_user_id = "`+user+`"`, `workspace_id = "`+h.workspace+`"`)
			check(t, h.sent(pathAddACSUser, 0), h.sent(pathAddIdentity, 0))

			terraform.must("destroy", "-auto-approve")
			check(t, h.hasMembers(group), h.sentBodies(pathRemove, map[string]any{"acs_access_group_id": group, "acs_user_id": user}))
		})
	}
}

func TestImportBlockImportsAndChangesNothing(t *testing.T) {
	t.Parallel()
	for name, form := range importForms() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h, terraform := newHouse(t), newCLI(t)
			group := h.group("Engineering")
			identity, user := h.person("Jane Doe")
			h.AddMember(group, user)
			terraform.configure(h.config(importBlock(form.id(group, user, identity)), form.block(group, user, identity)))

			plan := terraform.must("plan")
			contains(t, plan, "Plan: 1 to import, 0 to add, 0 to change, 0 to destroy")
			lacks(t, plan, "Warning: A membership that exists already")
			contains(t, terraform.apply(), "1 imported, 0 added, 0 changed, 0 destroyed")
			contains(t, terraform.must("plan"), "No changes.")
			check(t, h.hasMembers(group, user), h.sent(pathAddACSUser, 0), h.sent(pathAddIdentity, 0), h.sent(pathRemove, 0))
		})
	}
}

func TestImportBlockGeneratesConfiguration(t *testing.T) {
	t.Parallel()
	h, terraform := newHouse(t), newCLI(t)
	group := h.group("Engineering")
	_, user := h.person("Jane Doe")
	h.AddMember(group, user)
	// The import block names the provider, since Terraform 1.16.0 to 1.16.2 does not ask required_providers for that of a
	// block that has yet to be generated (hashicorp/terraform#39144). Once it is generated, Terraform refuses to read it.
	terraform.configure(h.config(importBlock(group+"/"+user, "provider = seam")))

	contains(t, terraform.must("plan", "-generate-config-out=generated.tf"), "Plan: 1 to import, 0 to add, 0 to change, 0 to destroy")
	generated, err := os.ReadFile(filepath.Join(terraform.dir, "generated.tf"))
	if err != nil {
		t.Fatal(err)
	}
	contains(t, string(generated),
		`resource "seam_acs_access_group_membership" "jane"`, `acs_access_group_id = "`+group+`"`, `acs_user_id = "`+user+`"`)
	lacks(t, string(generated), "workspace_id")
	terraform.configure(h.config(importBlock(group + "/" + user)))
	contains(t, terraform.apply(), "1 imported, 0 added, 0 changed, 0 destroyed")
	contains(t, terraform.must("plan"), "No changes.")
}

func TestImportThatNamesNoMembershipIsOneErrorAndNothingInTheState(t *testing.T) {
	t.Parallel()
	const unknownID = "8aa3a7c8-31f7-4b0c-9e0a-52d1c6a4e7f0"
	for name, c := range map[string]struct {
		id   func(h *house, group, user, identity string) string
		says []string
	}{
		"no slash": {
			id:   func(_ *house, group, _, _ string) string { return group },
			says: []string{"Error: The import ID is not valid", "names no membership", "write <acs_access_group_id>/<acs_user_id>"},
		},
		"group no UUID": {
			id:   func(_ *house, _, user, _ string) string { return "engineering/" + user },
			says: []string{"Error: The import ID is not valid", `the access group before the slash: "engineering" is not a UUID`},
		},
		"ACS user in capital letters": {
			id:   func(_ *house, group, user, _ string) string { return group + "/" + strings.ToUpper(user) },
			says: []string{"Error: The import ID is not valid", "the ACS user after the slash: ", "has capital letters"},
		},
		"user identity no UUID": {
			id:   func(_ *house, group, _, _ string) string { return group + "/user_identity:jane" },
			says: []string{"Error: The import ID is not valid", `the user identity after user_identity:: "jane" is not a UUID`},
		},
		"absent membership": {
			id:   func(_ *house, group, user, _ string) string { return group + "/" + user },
			says: []string{"Error: There is no such membership to import", `("Acme") the user is not in the access group`},
		},
		"absent membership of a user identity": {
			id:   func(_ *house, group, _, identity string) string { return group + "/user_identity:" + identity },
			says: []string{"Error: There is no such membership to import", `("Acme") the user is not in the access group`},
		},
		"unknown group": {
			id:   func(_ *house, _, user, _ string) string { return unknownID + "/" + user },
			says: []string{"Error: The membership cannot be imported", "acs_access_group_not_found", "request ID", "Check the ID"},
		},
		"unknown ACS user": {
			id:   func(_ *house, group, _, _ string) string { return group + "/" + unknownID },
			says: []string{"Error: There is no such membership to import", "ACS user: " + unknownID, "Check both IDs"},
		},
		"unknown user identity": {
			id:   func(_ *house, group, _, _ string) string { return group + "/user_identity:" + unknownID },
			says: []string{"Error: There is no such membership to import", "User identity: " + unknownID, "Check both IDs"},
		},
		"user identity without an ACS user": {
			id: func(h *house, group, _, _ string) string {
				return group + "/user_identity:" + h.AddIdentity(h.workspace, fakeseam.Identity{FullName: "Ann Poe", EmailAddress: "ann@example.com"})
			},
			says: []string{"Error: There is no such membership to import", "User identity: ", "Check both IDs"},
		},
		"user identity given as an ACS user": {
			id:   func(_ *house, group, _, identity string) string { return group + "/" + identity },
			says: []string{"Error: There is no such membership to import", "ACS user: ", "Check both IDs"},
		},
		"IDs the wrong way round": {
			id:   func(_ *house, group, user, _ string) string { return user + "/" + group },
			says: []string{"Error: The membership cannot be imported", "acs_access_group_not_found"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h, terraform := newHouse(t), newCLI(t)
			group := h.group("Engineering")
			identity, user := h.person("Jane Doe")
			id := c.id(h, group, user, identity)

			terraform.configure(h.config(membership("jane", group, user)))
			refuses(t, terraform.mustFail("import", address("jane"), id), c.says...)
			terraform.configure(h.config(importBlock(id), membership("jane", group, user)))
			refuses(t, terraform.mustFail("apply", "-auto-approve"), c.says...)

			isEmpty(t, terraform)
			check(t, h.hasMembers(group), h.sent(pathAddACSUser, 0), h.sent(pathAddIdentity, 0))
			if strings.Contains(c.says[0], "import ID") && len(h.Requests()) != 0 {
				t.Errorf("%d requests were sent for an ID that is malformed", len(h.Requests()))
			}
		})
	}
}

func TestImportFromAnotherWorkspaceIsOneErrorHoweverSeamAnswers(t *testing.T) {
	t.Parallel()
	const looksUnknown = "An ID of another workspace looks unknown too"
	for _, c := range []struct {
		status int
		form   string
		says   string
	}{
		{http.StatusNotFound, "by ACS user", looksUnknown},
		{http.StatusNotFound, "by user identity", looksUnknown},
		{http.StatusBadRequest, "by ACS user", "acs_access_group does not belong to this workspace"},
		{http.StatusBadRequest, "by user identity", "acs_access_group does not belong to this workspace"},
		{http.StatusOK, "by ACS user", `("Other") the user is not in the access group`},
		{http.StatusOK, "by user identity", looksUnknown},
	} {
		t.Run(fmt.Sprintf("%s, %d", c.form, c.status), func(t *testing.T) {
			t.Parallel()
			h, terraform, form := newHouse(t), newCLI(t), importForms()[c.form]
			group := h.group("Engineering")
			identity, user := h.person("Jane Doe")
			h.AddMember(group, user)
			h.SetForeignAnswer(c.status)
			h.key = h.AddAPIKey(h.AddWorkspace("Other"))
			terraform.configure(h.config(form.block(group, user, identity)))

			refuses(t, terraform.mustFail("import", address("jane"), form.id(group, user, identity)), c.says, "Access group: "+group)
			isEmpty(t, terraform)
		})
	}
}

func TestImportWithAKeyThatIsNoneIsOneError(t *testing.T) {
	t.Parallel()
	h, terraform := newHouse(t), newCLI(t)
	group, user := h.group("Engineering"), h.user("Jane Doe")
	h.AddMember(group, user)
	h.key = "seam_test1_" + secretPart
	terraform.configure(h.config(membership("jane", group, user)))

	refuses(t, terraform.mustFail("import", address("jane"), group+"/"+user),
		"Error: The membership cannot be imported", "401 Unauthorized", "Check the provider's credential")
	isEmpty(t, terraform)
}

// importBlock is an import block for jane, with further lines in it.
func importBlock(id string, lines ...string) string {
	return fmt.Sprintf("import {\n  to = %s\n  id = %q\n  %s\n}\n", address("jane"), id, strings.Join(lines, "\n  "))
}

// isEmpty checks that there is nothing in the state, if there is one at all.
func isEmpty(t *testing.T, terraform *cli) {
	t.Helper()
	if listed := terraform.run("state", "list"); listed.ok && listed.output != "" {
		t.Errorf("the state has %q", listed.output)
	}
}
