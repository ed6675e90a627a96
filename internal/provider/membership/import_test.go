// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package membership_test

import (
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/seamapi/terraform-provider-seam/internal/fakeseam"
	"github.com/seamapi/terraform-provider-seam/internal/provider/providertest"
)

// importForm is a way to import a membership by ID, and how the configuration names its person then.
type importForm struct {
	id    func(group, user, identity string) string
	block func(group, user, identity string) string
	// person is the line of the block that names the person.
	person func(user, identity string) string
}

func importForms() map[string]importForm {
	return map[string]importForm{
		"by ACS user": {
			id:     func(group, user, _ string) string { return group + "/" + user },
			block:  func(group, user, _ string) string { return providertest.Membership("jane", group, user) },
			person: func(user, _ string) string { return providertest.Line("acs_user_id", user) },
		},
		"by user identity": {
			id: func(group, _, identity string) string { return group + "/user_identity:" + identity },
			block: func(group, _, identity string) string {
				return providertest.IdentityMembership("jane", group, identity)
			},
			person: func(_, identity string) string { return providertest.Line("user_identity_id", identity) },
		},
	}
}

func TestImportIsFollowedByAnEmptyPlan(t *testing.T) {
	t.Parallel()
	for name, form := range importForms() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
			group := w.Group("Engineering")
			identity, user := w.Person("Jane Doe")
			w.AddMember(group, user)
			terraform.Configure(w.Config(form.block(group, user, identity)))

			terraform.Must("import", providertest.MembershipAddress("jane"), form.id(group, user, identity))
			terraform.NoChanges()
			terraform.Must("state", "show", providertest.MembershipAddress("jane")).Says(`acs_user_id = "`+user+`"`, `workspace_id = "`+w.WorkspaceID+`"`)
			w.Sent(t, providertest.PathAddACSUser, 0)
			w.Sent(t, providertest.PathAddIdentity, 0)

			terraform.Destroy()
			w.HasMembers(t, group)
			w.SentBodies(t, providertest.PathRemove, map[string]any{"acs_access_group_id": group, "acs_user_id": user})
		})
	}
}

func TestImportBlockImportsAndChangesNothing(t *testing.T) {
	t.Parallel()
	for name, form := range importForms() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
			group := w.Group("Engineering")
			identity, user := w.Person("Jane Doe")
			w.AddMember(group, user)
			terraform.Configure(w.Config(providertest.Import(providertest.MembershipAddress("jane"), form.id(group, user, identity)), form.block(group, user, identity)))

			plan := terraform.Plan()
			plan.Says("Plan: 1 to import, 0 to add, 0 to change, 0 to destroy")
			plan.Lacks("adopted")
			terraform.Apply().Says("1 imported, 0 added, 0 changed, 0 destroyed")
			terraform.NoChanges()
			w.HasMembers(t, group, user)
			w.Sent(t, providertest.PathAddACSUser, 0)
			w.Sent(t, providertest.PathAddIdentity, 0)
			w.Sent(t, providertest.PathRemove, 0)
		})
	}
}

func TestImportBlockGeneratesConfiguration(t *testing.T) {
	t.Parallel()
	for name, form := range importForms() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
			group := w.Group("Engineering")
			identity, user := w.Person("Jane Doe")
			otherID := identity
			if name == "by user identity" {
				// Older versions ask no provider what to generate.
				terraform.SkipBelow("1.14.0")
				otherID = user
			}
			w.AddMember(group, user)
			id := form.id(group, user, identity)
			// The import block names the provider, since Terraform 1.16.0 to 1.16.2 does not ask required_providers for that of a
			// block that has yet to be generated (hashicorp/terraform#39144). Once it is generated, Terraform refuses to read it.
			terraform.Configure(w.Config(providertest.Import(providertest.MembershipAddress("jane"), id, "provider = seam")))

			terraform.Plan("-generate-config-out=generated.tf").Says("Plan: 1 to import, 0 to add, 0 to change, 0 to destroy")
			generated, err := os.ReadFile(filepath.Join(terraform.Path, "generated.tf"))
			if err != nil {
				t.Fatal(err)
			}
			providertest.Says(t, string(generated),
				`resource "seam_acs_access_group_membership" "jane"`, `acs_access_group_id = "`+group+`"`, form.person(user, identity))
			providertest.Lacks(t, string(generated), "workspace_id", otherID)
			terraform.Configure(w.Config(providertest.Import(providertest.MembershipAddress("jane"), id)))
			terraform.Apply().Says("1 imported, 0 added, 0 changed, 0 destroyed")
			terraform.NoChanges()
		})
	}
}

func TestGeneratedConfigurationNamesThePersonOnce(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	group := w.Group("Engineering")
	identity, user := w.Person("Jane Doe")
	w.AddMember(group, user)
	for id, want := range map[string]providertest.Attributes{
		group + "/" + user:                   {"acs_user_id": user, "user_identity_id": ""},
		group + "/user_identity:" + identity: {"acs_user_id": "", "user_identity_id": identity},
	} {
		p := w.Process(t)
		imported, said := p.ImportID(id)
		said.Succeeds()
		read, said := p.Refresh(imported)
		said.Succeeds()
		config, said := p.GenerateConfig(read)
		said.IsSilent()
		for attribute, value := range want {
			if got := config.Attribute(attribute); got != value {
				t.Errorf("%s: %s is %q, want %q", id, attribute, got, value)
			}
		}
		if got := config.Attribute("acs_access_group_id"); got != group || config.Attribute("workspace_id") != "" {
			t.Errorf("%s: generated is %s", id, config.State)
		}
	}
}

func TestImportThatNamesNoMembershipIsOneErrorAndNothingInTheState(t *testing.T) {
	t.Parallel()
	const unknownID = "8aa3a7c8-31f7-4b0c-9e0a-52d1c6a4e7f0"
	for name, c := range map[string]struct {
		id   func(w *providertest.World, group, user, identity string) string
		says []string
	}{
		"no slash": {
			id:   func(_ *providertest.World, group, _, _ string) string { return group },
			says: []string{"Error: The import ID is not valid", "is not an import ID", "use <acs_access_group_id>/<acs_user_id>"},
		},
		"group no UUID": {
			id: func(_ *providertest.World, _, user, _ string) string { return "engineering/" + user },
			says: []string{"Error: The import ID is not valid", `the access group before the slash: "engineering" is not a UUID`,
				"The seam_acs_access_group data source finds the ID of an access group by name."},
		},
		"ACS user in capital letters": {
			id:   func(_ *providertest.World, group, user, _ string) string { return group + "/" + strings.ToUpper(user) },
			says: []string{"Error: The import ID is not valid", "the ACS user after the slash: ", "has capital letters"},
		},
		"user identity no UUID": {
			id: func(_ *providertest.World, group, _, _ string) string { return group + "/user_identity:jane" },
			says: []string{"Error: The import ID is not valid", `the user identity after user_identity:: "jane" is not a UUID`,
				"The seam_user_identity data source finds"},
		},
		"ACS user's name": {
			id:   func(_ *providertest.World, group, _, _ string) string { return group + "/Jane Doe" },
			says: []string{"Error: The import ID is not valid", `"Jane Doe" is not a UUID`, "The seam_acs_user data source finds the ID of an ACS user"},
		},
		"absent membership": {
			id:   func(_ *providertest.World, group, user, _ string) string { return group + "/" + user },
			says: []string{"Error: There is no such membership to import", `("Acme") the user is not in the access group`},
		},
		"absent membership of a user identity": {
			id: func(_ *providertest.World, group, _, identity string) string {
				return group + "/user_identity:" + identity
			},
			says: []string{"Error: There is no such membership to import", `("Acme") the user is not in the access group`},
		},
		"unknown group": {
			id: func(_ *providertest.World, _, user, _ string) string { return unknownID + "/" + user },
			says: []string{"Error: The membership cannot be imported", "acs_access_group_not_found", "request ID", "Check the ID",
				"The seam_acs_access_group data source finds"},
		},
		"unknown ACS user": {
			id: func(_ *providertest.World, group, _, _ string) string { return group + "/" + unknownID },
			says: []string{"Error: There is no such membership to import", "ACS user: " + unknownID, "Check both IDs",
				"does not know " + unknownID + " as the ID of an ACS user", "The seam_acs_user data source finds"},
		},
		"unknown user identity": {
			id: func(_ *providertest.World, group, _, _ string) string { return group + "/user_identity:" + unknownID },
			says: []string{"Error: There is no such membership to import", "User identity: " + unknownID, "Check both IDs",
				"does not know " + unknownID + " as the ID of a user identity", "The seam_user_identity data source finds"},
		},
		"user identity without an ACS user": {
			id: func(w *providertest.World, group, _, _ string) string {
				return group + "/user_identity:" + w.AddIdentity(w.WorkspaceID, fakeseam.Identity{FullName: "Ann Poe", EmailAddress: "ann@example.com"})
			},
			says: []string{"Error: There is no such membership to import", "User identity: ", "Check both IDs"},
		},
		"user identity given as an ACS user": {
			id: func(_ *providertest.World, group, _, identity string) string { return group + "/" + identity },
			says: []string{"Error: There is no such membership to import", "ACS user: ",
				"is the ID of a user identity, not of an ACS user: import it by the ID ", "/user_identity:"},
		},
		"ACS user given as a user identity": {
			id: func(_ *providertest.World, group, user, _ string) string { return group + "/user_identity:" + user },
			says: []string{"Error: There is no such membership to import", "User identity: ",
				"is the ID of an ACS user, not of a user identity: import it by the ID "},
		},
		"access group given as an ACS user": {
			id: func(_ *providertest.World, group, _, _ string) string { return group + "/" + group },
			says: []string{"Error: There is no such membership to import", "is the ID of an access group, not of an ACS user",
				"The seam_acs_user data source finds"},
		},
		"IDs the wrong way round": {
			id: func(_ *providertest.World, group, user, _ string) string { return user + "/" + group },
			says: []string{"Error: The membership cannot be imported", "acs_access_group_not_found",
				"is the ID of an ACS user, not of an access group. The seam_acs_access_group data source finds"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
			group := w.Group("Engineering")
			identity, user := w.Person("Jane Doe")
			id := c.id(w, group, user, identity)

			terraform.Configure(w.Config(providertest.Membership("jane", group, user)))
			terraform.MustFail("import", providertest.MembershipAddress("jane"), id).IsOneError(c.says...)
			terraform.Configure(w.Config(providertest.Import(providertest.MembershipAddress("jane"), id), providertest.Membership("jane", group, user)))
			terraform.MustFail("apply", "-auto-approve").IsOneError(c.says...)

			terraform.StateIsEmpty()
			w.HasMembers(t, group)
			w.Sent(t, providertest.PathAddACSUser, 0)
			w.Sent(t, providertest.PathAddIdentity, 0)
			// Configure asks for the workspace, in each of the two commands.
			if sent := len(w.Requests()) - len(w.RequestsTo(providertest.PathGetWorkspace)); strings.Contains(c.says[0], "import ID") && sent != 0 {
				t.Errorf("%d requests were sent for an ID that is malformed", sent)
			}
		})
	}
}

func TestImportFromAnotherWorkspaceIsOneErrorHoweverSeamAnswers(t *testing.T) {
	t.Parallel()
	const looksUnknown = "An ID from another workspace is not found either"
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
			w, terraform, form := providertest.NewWorld(t), providertest.NewCLI(t), importForms()[c.form]
			group := w.Group("Engineering")
			identity, user := w.Person("Jane Doe")
			w.AddMember(group, user)
			w.SetForeignAnswer(c.status)
			w.APIKey = w.AddAPIKey(w.AddWorkspace("Other"))
			terraform.Configure(w.Config(form.block(group, user, identity)))

			terraform.MustFail("import", providertest.MembershipAddress("jane"), form.id(group, user, identity)).IsOneError(c.says, "Access group: "+group)
			terraform.StateIsEmpty()
		})
	}
}

func TestImportWithAKeyThatIsNoneIsOneError(t *testing.T) {
	t.Parallel()
	w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
	group, user := w.Group("Engineering"), w.User("Jane Doe")
	w.AddMember(group, user)
	w.APIKey = "seam_test1_" + providertest.SecretPart
	terraform.Configure(w.Config(providertest.Membership("jane", group, user)))

	terraform.MustFail("import", providertest.MembershipAddress("jane"), group+"/"+user).IsOneError(
		"Error: Seam refused the credential", "401 Unauthorized", "the API key from api_key in the provider block")
	terraform.StateIsEmpty()
}
