// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package membership_test

import (
	"net/http"
	"reflect"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/seamapi/terraform-provider-seam/internal/fakeseam"
	"github.com/seamapi/terraform-provider-seam/internal/provider/providertest"
)

func TestResourceIdentityIsTheAccessGroupAndTheACSUser(t *testing.T) {
	t.Parallel()
	p := providertest.NewWorld(t).Process(t)

	required := map[string]bool{}
	for _, attribute := range p.Identity.IdentityAttributes {
		if !attribute.Type.Is(tftypes.String) || attribute.Description == "" {
			t.Errorf("%s is a %s described as %q, want a string with a description", attribute.Name, attribute.Type, attribute.Description)
		}
		required[attribute.Name] = attribute.RequiredForImport && !attribute.OptionalForImport
	}
	if len(required) != 2 || !required["acs_access_group_id"] || !required["acs_user_id"] {
		t.Errorf("required for an import are %v, want acs_access_group_id and acs_user_id", required)
	}
}

func TestImportByIdentityIsReadAndPlannedWithoutAChange(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	group := w.Group("Engineering")
	_, user := w.Person("Jane Doe")
	w.AddMember(group, user)
	p := w.Process(t)

	imported, said := p.ImportIdentity(providertest.Attributes{"acs_access_group_id": group, "acs_user_id": user})
	said.Succeeds()
	read, said := p.Refresh(imported)
	said.Succeeds()
	for _, o := range []providertest.Object{imported, read} {
		isMembership(t, o, group, user)
		if got := o.Attribute("user_identity_id"); got != "" {
			t.Errorf("user_identity_id is %q, want null: the identity names the ACS user", got)
		}
		if got := o.Attribute("workspace_id"); got != w.WorkspaceID {
			t.Errorf("workspace_id is %q, want %s", got, w.WorkspaceID)
		}
	}

	planned, said := w.Process(t).Plan(read, providertest.Attributes{"acs_access_group_id": group, "acs_user_id": user})
	said.Succeeds()
	if !planned.Planned.State.Equal(read.State) {
		t.Errorf("planned is %s, want no change of %s", planned.Planned.State, read.State)
	}
	isMembership(t, planned.Planned, group, user)
	w.Sent(t, providertest.PathAddACSUser, 0)
	w.Sent(t, providertest.PathAddIdentity, 0)
	w.Sent(t, providertest.PathRemove, 0)
}

func TestImportByEitherIDHasTheSameIdentity(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	group := w.Group("Engineering")
	identity, user := w.Person("Jane Doe")
	w.AddMember(group, user)

	for id, userIdentityID := range map[string]string{
		group + "/" + user:                   "",
		group + "/user_identity:" + identity: identity,
	} {
		p := w.Process(t)
		imported, said := p.ImportID(id)
		said.Succeeds()
		read, said := p.Refresh(imported)
		said.Succeeds()
		for _, o := range []providertest.Object{imported, read} {
			isMembership(t, o, group, user)
			if got := o.Attribute("user_identity_id"); got != userIdentityID {
				t.Errorf("%s: user_identity_id is %q, want %q", id, got, userIdentityID)
			}
		}
	}
}

func TestImportByMalformedIdentityIsOneErrorAndNoRequest(t *testing.T) {
	t.Parallel()
	const id = "8aa3a7c8-31f7-4b0c-9e0a-52d1c6a4e7f0"
	for name, c := range map[string]struct {
		group, user any
		says        string
	}{
		"group no UUID":                 {"engineering", id, `acs_access_group_id: "engineering" is not a UUID`},
		"group empty":                   {"", id, "acs_access_group_id: it is empty"},
		"group null":                    {nil, id, "acs_access_group_id: it is empty"},
		"group in capital letters":      {strings.ToUpper(id), id, "acs_access_group_id: "},
		"group with a person":           {id + "/" + id, id, "acs_access_group_id: "},
		"ACS user no UUID":              {id, "jane", `acs_user_id: "jane" is not a UUID`},
		"ACS user empty":                {id, "", "acs_user_id: it is empty"},
		"ACS user null":                 {id, nil, "acs_user_id: it is empty"},
		"ACS user in capital letters":   {id, strings.ToUpper(id), "acs_user_id: "},
		"user identity as the ACS user": {id, "user_identity:" + id, `acs_user_id: "user_identity:` + id + `" is not a UUID`},
		"both no UUIDs":                 {"engineering", "jane", `acs_access_group_id: "engineering" is not a UUID`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := providertest.NewWorld(t)
			p := w.Process(t)
			w.ResetRequests()
			imported, said := p.ImportIdentity(providertest.Attributes{"acs_access_group_id": c.group, "acs_user_id": c.user})
			said.IsOneError("Error: The resource identity is not valid", c.says)
			if imported.Exists() {
				t.Errorf("imported is %s", imported.State)
			}
			w.SentInAll(t, 0)
		})
	}
}

func TestImportWithoutAnIDIsOneError(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	_, said := w.Process(t).ImportID("")
	said.IsOneError("Error: The import ID is not valid", `"" is not an import ID`)
}

func TestImportByIdentityOfNoMemberIsOneError(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	group, user := w.Group("Engineering"), w.User("Jane Doe")

	imported, said := w.Process(t).ImportIdentity(providertest.Attributes{"acs_access_group_id": group, "acs_user_id": user})
	said.IsOneError("Error: There is no such membership to import", group, user)
	if imported.Exists() {
		t.Errorf("imported is %s", imported.State)
	}
}

func TestIdentityStaysThroughTheLifeOfAMembership(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	group := w.Group("Engineering")
	identity, user := w.Person("Jane Doe")
	byUser := providertest.Attributes{"acs_access_group_id": group, "acs_user_id": user}
	byIdentity := providertest.Attributes{"acs_access_group_id": group, "user_identity_id": identity}

	for name, c := range map[string]struct{ created, changed providertest.Attributes }{
		"by ACS user":      {byUser, byIdentity},
		"by user identity": {byIdentity, byUser},
	} {
		made, said := w.Process(t).Create(c.created)
		said.Succeeds()
		isMembership(t, made, group, user)

		p := w.Process(t)
		read, said := p.Refresh(made)
		said.Succeeds()
		isMembership(t, read, group, user)
		planned, said := p.Plan(read, c.changed)
		said.Succeeds()
		isMembership(t, planned.Planned, group, user)
		if len(planned.ReplacedFor) != 0 {
			t.Errorf("%s: the other ID replaces for %q", name, planned.ReplacedFor)
		}
		changed, said := p.Apply(planned)
		said.Succeeds()
		isMembership(t, changed, group, user)

		p = w.Process(t)
		read, said = p.Refresh(changed)
		said.Succeeds()
		isMembership(t, read, group, user)
		left, said := p.Destroy(read)
		said.Succeeds()
		if left.Exists() {
			t.Errorf("%s: left is %s", name, left.State)
		}
		w.HasMembers(t, group)
	}
}

func TestAnotherPersonReplacesWhateverTheIdentity(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	group, jane, john := w.Group("Engineering"), w.User("Jane Doe"), w.User("John Roe")
	made, said := w.Process(t).Create(providertest.Attributes{"acs_access_group_id": group, "acs_user_id": jane})
	said.Succeeds()

	planned, said := w.Process(t).Plan(made, providertest.Attributes{"acs_access_group_id": group, "acs_user_id": john})
	said.Succeeds()
	if got := strings.Join(planned.ReplacedFor, " "); !strings.Contains(got, "acs_user_id") {
		t.Errorf("replaced for %q, want acs_user_id", got)
	}
}

func TestObjectOfAnOlderTerraformGetsItsIdentityWhenRead(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	group, user := w.Group("Engineering"), w.User("Jane Doe")
	made, said := w.Process(t).Create(providertest.Attributes{"acs_access_group_id": group, "acs_user_id": user})
	said.Succeeds()

	made.Identity = tftypes.Value{}
	read, said := w.Process(t).Refresh(made)
	said.Succeeds()
	isMembership(t, read, group, user)
}

func TestMembershipRemovedByHandIsReadAsGoneWithAnIdentity(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	group, user := w.Group("Engineering"), w.User("Jane Doe")
	made, said := w.Process(t).Create(providertest.Attributes{"acs_access_group_id": group, "acs_user_id": user})
	said.Succeeds()

	w.RemoveMember(group, user)
	read, said := w.Process(t).Refresh(made)
	said.Succeeds()
	if read.Exists() {
		t.Errorf("read is %s, want none", read.State)
	}
}

// Where Seam does not name the ACS user that it linked or created, the membership is kept by its user identity.
func TestMembershipWhoseACSUserWasNotKnownFindsItOnRead(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	group := w.Group("Engineering")
	identity := w.AddIdentity(w.WorkspaceID, fakeseam.Identity{FullName: "Jane Doe", EmailAddress: "jane@example.com"})
	w.Inject(providertest.PathGetUser, fakeseam.Fault{
		Status: http.StatusNotFound,
		Body:   `{"error": {"type": "acs_user_not_found", "message": "acs_user not found"}, "ok": false}`,
	})
	made, said := w.Process(t).Create(providertest.Attributes{"acs_access_group_id": group, "user_identity_id": identity})
	said.Succeeds()
	w.ClearFaults()

	p := w.Process(t)
	read, said := p.Refresh(made)
	said.Succeeds()
	isMembership(t, made, group, "")
	members := w.Members(group)
	if len(members) != 1 {
		t.Fatalf("the members are %q, want one", members)
	}
	isMembership(t, read, group, members[0])
	left, said := p.Destroy(read)
	said.Succeeds()
	if left.Exists() {
		t.Errorf("left is %s", left.State)
	}
	w.HasMembers(t, group)
}

func TestUnknownCredentialPlansACreateThroughTheProtocol(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	group, user := w.Group("Engineering"), w.User("Jane Doe")

	planned, said := w.Process(t, providertest.Attributes{"api_key": tftypes.UnknownValue}).Plan(providertest.Object{}, providertest.Attributes{"acs_access_group_id": group, "acs_user_id": user})
	said.Succeeds()
	if got := planned.Planned.Attribute("workspace_id"); got != providertest.Unknown {
		t.Errorf("workspace_id is planned as %q, want %s", got, providertest.Unknown)
	}
}

func TestTerraformImportsByIdentity(t *testing.T) {
	t.Parallel()
	w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
	terraform.SkipBelow("1.12")
	group := w.Group("Engineering")
	_, user := w.Person("Jane Doe")
	w.AddMember(group, user)
	jane := providertest.MembershipAddress("jane")
	imported := providertest.ImportByIdentity(jane, group, user)
	terraform.Configure(w.Config(imported, providertest.Membership("jane", group, user)))

	if action := terraform.PlannedActions()[jane]; !action.NoOp() {
		t.Errorf("the plan has %v for the membership, want nothing but the import", action)
	}
	terraform.Apply().Says("1 imported, 0 added, 0 changed, 0 destroyed")
	identity := terraform.State().Values.RootModule.Resources[0].IdentityValues
	if want := map[string]any{"acs_access_group_id": group, "acs_user_id": user}; !reflect.DeepEqual(identity, want) {
		t.Errorf("the identity is %v, want %v", identity, want)
	}
	terraform.NoChanges()

	// As in TestImportBlockGeneratesConfiguration, the import block names the provider until the configuration is there.
	terraform.Must("state", "rm", jane)
	terraform.Configure(w.Config(providertest.ImportByIdentity(jane, group, user, "provider = seam")))
	terraform.Plan("-generate-config-out=generated.tf").Says("Plan: 1 to import, 0 to add, 0 to change, 0 to destroy")
	terraform.Configure(w.Config(imported))
	terraform.Apply().Says("1 imported, 0 added, 0 changed, 0 destroyed")
	terraform.NoChanges()
	w.SentNoWrite(t)

	terraform.Destroy()
	w.HasMembers(t, group)
	w.SentBodies(t, providertest.PathRemove, map[string]any{"acs_access_group_id": group, "acs_user_id": user})
}

func TestTerraformRefusesAMalformedIdentity(t *testing.T) {
	t.Parallel()
	w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
	terraform.SkipBelow("1.12")
	group, user := w.Group("Engineering"), w.User("Jane Doe")
	terraform.Configure(w.Config(
		providertest.ImportByIdentity(providertest.MembershipAddress("jane"), group, "jane"), providertest.Membership("jane", group, user)))
	terraform.MustFail("plan").IsOneError("Error: The resource identity is not valid", `acs_user_id: "jane" is not a UUID`)
}

// isMembership checks that state and identity name the pair.
func isMembership(t *testing.T, o providertest.Object, group, user string) {
	t.Helper()
	if got, want := o.Attribute("acs_access_group_id")+"/"+o.Attribute("acs_user_id"), group+"/"+user; got != want {
		t.Errorf("the state names %s, want %s", got, want)
	}
	if got, want := o.Pair(), group+"/"+user; got != want {
		t.Errorf("the identity names %s, want %s", got, want)
	}
}
