// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package provider_test

import (
	"fmt"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tftypes"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfversion"

	"github.com/seamapi/terraform-provider-seam/internal/fakeseam"
)

func TestResourceIdentityIsTheAccessGroupAndTheACSUser(t *testing.T) {
	t.Parallel()
	p := newHouse(t).process(t, nil)

	required := map[string]bool{}
	for _, attribute := range p.identity.IdentityAttributes {
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
	h := newHouse(t)
	group := h.group("Engineering")
	_, user := h.person("Jane Doe")
	h.AddMember(group, user)
	p := h.process(t, nil)

	imported, said := p.importIdentity(attributes{"acs_access_group_id": group, "acs_user_id": user})
	succeeded(t, said)
	read, said := p.read(imported)
	succeeded(t, said)
	for _, o := range []object{imported, read} {
		isMembership(t, o, group, user)
		if got := o.attribute("user_identity_id"); got != "" {
			t.Errorf("user_identity_id is %q, want null: the identity names the ACS user", got)
		}
		if got := o.attribute("workspace_id"); got != h.workspace {
			t.Errorf("workspace_id is %q, want %s", got, h.workspace)
		}
	}

	planned, said := h.process(t, nil).plan(read, attributes{"acs_access_group_id": group, "acs_user_id": user})
	succeeded(t, said)
	if !planned.planned.state.Equal(read.state) {
		t.Errorf("planned is %s, want no change of %s", planned.planned.state, read.state)
	}
	isMembership(t, planned.planned, group, user)
	check(t, h.sent(pathAddACSUser, 0), h.sent(pathAddIdentity, 0), h.sent(pathRemove, 0))
}

func TestImportByEitherIDHasTheSameIdentity(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	group := h.group("Engineering")
	identity, user := h.person("Jane Doe")
	h.AddMember(group, user)

	for id, userIdentityID := range map[string]string{
		group + "/" + user:                   "",
		group + "/user_identity:" + identity: identity,
	} {
		p := h.process(t, nil)
		imported, said := p.importID(id)
		succeeded(t, said)
		read, said := p.read(imported)
		succeeded(t, said)
		for _, o := range []object{imported, read} {
			isMembership(t, o, group, user)
			if got := o.attribute("user_identity_id"); got != userIdentityID {
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
			h := newHouse(t)
			imported, said := h.process(t, nil).importIdentity(attributes{"acs_access_group_id": c.group, "acs_user_id": c.user})
			refuses(t, said.String(), "Error: The resource identity is not valid", c.says)
			if imported.exists() {
				t.Errorf("imported is %s", imported.state)
			}
			if sent := h.Requests(); len(sent) != 0 {
				t.Errorf("%d requests were sent", len(sent))
			}
		})
	}
}

func TestImportWithoutAnIDIsOneError(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	_, said := h.process(t, nil).importID("")
	refuses(t, said.String(), "Error: The import ID is not valid", `"" names no membership`)
}

func TestImportByIdentityOfNoMemberIsOneError(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	group, user := h.group("Engineering"), h.user("Jane Doe")

	imported, said := h.process(t, nil).importIdentity(attributes{"acs_access_group_id": group, "acs_user_id": user})
	refuses(t, said.String(), "Error: There is no such membership to import", group, user)
	if imported.exists() {
		t.Errorf("imported is %s", imported.state)
	}
}

func TestIdentityStaysThroughTheLifeOfAMembership(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	group := h.group("Engineering")
	identity, user := h.person("Jane Doe")
	byUser := attributes{"acs_access_group_id": group, "acs_user_id": user}
	byIdentity := attributes{"acs_access_group_id": group, "user_identity_id": identity}

	for name, c := range map[string]struct{ created, changed attributes }{
		"by ACS user":      {byUser, byIdentity},
		"by user identity": {byIdentity, byUser},
	} {
		made, said := h.process(t, nil).create(c.created)
		succeeded(t, said)
		isMembership(t, made, group, user)

		p := h.process(t, nil)
		read, said := p.read(made)
		succeeded(t, said)
		isMembership(t, read, group, user)
		planned, said := p.plan(read, c.changed)
		succeeded(t, said)
		isMembership(t, planned.planned, group, user)
		if len(planned.replacedFor) != 0 {
			t.Errorf("%s: the other ID replaces for %q", name, planned.replacedFor)
		}
		changed, said := p.apply(planned)
		succeeded(t, said)
		isMembership(t, changed, group, user)

		p = h.process(t, nil)
		read, said = p.read(changed)
		succeeded(t, said)
		isMembership(t, read, group, user)
		left, said := p.destroy(read)
		succeeded(t, said)
		if left.exists() {
			t.Errorf("%s: left is %s", name, left.state)
		}
		check(t, h.hasMembers(group))
	}
}

func TestAnotherPersonReplacesWhateverTheIdentity(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	group, jane, john := h.group("Engineering"), h.user("Jane Doe"), h.user("John Roe")
	made, said := h.process(t, nil).create(attributes{"acs_access_group_id": group, "acs_user_id": jane})
	succeeded(t, said)

	planned, said := h.process(t, nil).plan(made, attributes{"acs_access_group_id": group, "acs_user_id": john})
	succeeded(t, said)
	if got := strings.Join(planned.replacedFor, " "); !strings.Contains(got, "acs_user_id") {
		t.Errorf("replaced for %q, want acs_user_id", got)
	}
}

func TestObjectOfAnOlderTerraformGetsItsIdentityWhenRead(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	group, user := h.group("Engineering"), h.user("Jane Doe")
	made, said := h.process(t, nil).create(attributes{"acs_access_group_id": group, "acs_user_id": user})
	succeeded(t, said)

	made.identity = tftypes.Value{}
	read, said := h.process(t, nil).read(made)
	succeeded(t, said)
	isMembership(t, read, group, user)
}

func TestMembershipRemovedByHandIsReadAsGoneWithAnIdentity(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	group, user := h.group("Engineering"), h.user("Jane Doe")
	made, said := h.process(t, nil).create(attributes{"acs_access_group_id": group, "acs_user_id": user})
	succeeded(t, said)

	h.RemoveMember(group, user)
	read, said := h.process(t, nil).read(made)
	succeeded(t, said)
	if read.exists() {
		t.Errorf("read is %s, want none", read.state)
	}
}

// Where Seam does not name the ACS user that it linked or created, the membership is kept by its user identity.
func TestMembershipWhoseACSUserIsNotKnownKeepsTheIdentityItHas(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	group := h.group("Engineering")
	identity := h.AddIdentity(h.workspace, fakeseam.Identity{FullName: "Jane Doe", EmailAddress: "jane@example.com"})
	h.Inject(pathGetUser, fakeseam.Fault{
		Status: http.StatusNotFound,
		Body:   `{"error": {"type": "acs_user_not_found", "message": "acs_user not found"}, "ok": false}`,
	})
	made, said := h.process(t, nil).create(attributes{"acs_access_group_id": group, "user_identity_id": identity})
	succeeded(t, said)
	h.ClearFaults()

	p := h.process(t, nil)
	read, said := p.read(made)
	succeeded(t, said)
	for _, o := range []object{made, read} {
		isMembership(t, o, group, "")
	}
	left, said := p.destroy(read)
	succeeded(t, said)
	if left.exists() {
		t.Errorf("left is %s", left.state)
	}
	check(t, h.hasMembers(group))
}

func TestUnknownCredentialPlansACreateThroughTheProtocol(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	group, user := h.group("Engineering"), h.user("Jane Doe")

	planned, said := h.process(t, attributes{"api_key": tftypes.UnknownValue}).plan(object{}, attributes{"acs_access_group_id": group, "acs_user_id": user})
	succeeded(t, said)
	if got := planned.planned.attribute("workspace_id"); got != unknown {
		t.Errorf("workspace_id is planned as %q, want %s", got, unknown)
	}
}

func TestTerraformImportsByIdentity(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	group := h.group("Engineering")
	_, user := h.person("Jane Doe")
	h.AddMember(group, user)
	config := h.config(importByIdentity(group, user), membership("jane", group, user))

	resource.UnitTest(t, resource.TestCase{
		TerraformVersionChecks:   []tfversion.TerraformVersionCheck{tfversion.SkipBelow(tfversion.Version1_12_0)},
		ProtoV6ProviderFactories: factories(),
		Steps: []resource.TestStep{
			{
				Config: config,
				ConfigPlanChecks: resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{
					plancheck.ExpectResourceAction(address("jane"), plancheck.ResourceActionNoop),
				}},
				ConfigStateChecks: []statecheck.StateCheck{
					statecheck.ExpectIdentity(address("jane"), map[string]knownvalue.Check{
						"acs_access_group_id": knownvalue.StringExact(group),
						"acs_user_id":         knownvalue.StringExact(user),
					}),
				},
				Check: h.requests(pathAddACSUser, 0),
			},
			{
				Config:           config,
				ConfigPlanChecks: resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{plancheck.ExpectEmptyPlan()}},
			},
			{
				Config:          h.config(membership("jane", group, user)),
				ResourceName:    address("jane"),
				ImportState:     true,
				ImportStateKind: resource.ImportBlockWithResourceIdentity,
			},
			{
				Config:          h.provider(),
				ResourceName:    address("jane"),
				ImportState:     true,
				ImportStateKind: resource.ImportBlockWithResourceIdentity,
				GenerateConfig:  true,
			},
		},
		CheckDestroy: h.revokedBy(map[string]any{"acs_access_group_id": group, "acs_user_id": user}, group),
	})
}

func TestTerraformRefusesAMalformedIdentity(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	group, user := h.group("Engineering"), h.user("Jane Doe")

	resource.UnitTest(t, resource.TestCase{
		TerraformVersionChecks:   []tfversion.TerraformVersionCheck{tfversion.SkipBelow(tfversion.Version1_12_0)},
		ProtoV6ProviderFactories: factories(),
		Steps: []resource.TestStep{{
			Config:      h.config(importByIdentity(group, "jane"), membership("jane", group, user)),
			ExpectError: regexp.MustCompile(`The resource identity is not valid[\s\S]*acs_user_id: "jane" is not a UUID`),
		}},
	})
}

func importByIdentity(group, user string) string {
	return fmt.Sprintf("import {\n  to = %s\n  identity = {\n    acs_access_group_id = %q\n    acs_user_id = %q\n  }\n}\n", address("jane"), group, user)
}

// isMembership checks that state and identity name the pair.
func isMembership(t *testing.T, o object, group, user string) {
	t.Helper()
	if got, want := o.attribute("acs_access_group_id")+"/"+o.attribute("acs_user_id"), group+"/"+user; got != want {
		t.Errorf("the state names %s, want %s", got, want)
	}
	if got, want := o.names(), group+"/"+user; got != want {
		t.Errorf("the identity names %s, want %s", got, want)
	}
}
