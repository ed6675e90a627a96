// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package people_test

import (
	"net/http"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/seamapi/terraform-provider-seam/internal/fakeseam"
	"github.com/seamapi/terraform-provider-seam/internal/provider/providertest"
)

func TestAnExistingPersonIsAnErrorWhilePlanningWithTheImport(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		config    providertest.Attributes
		attribute string
	}{
		"same key":                {providertest.Attributes{"user_identity_key": "ada"}, "user_identity_key"},
		"same address":            {providertest.Attributes{"email_address": "ada@example.com"}, "email_address"},
		"address in another case": {providertest.Attributes{"user_identity_key": "new", "email_address": "ADA@Example.com"}, "email_address"},
		"same number":             {providertest.Attributes{"user_identity_key": "new", "phone_number": "+14155550100"}, "phone_number"},
		"everything":              {ada(), "user_identity_key and email_address and phone_number"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := providertest.NewWorld(t)
			existing := w.AddIdentity(w.WorkspaceID, fakeseam.Identity{
				FullName: "Ada Lindqvist", Key: "ada", EmailAddress: "ada@example.com", PhoneNumber: "+14155550100",
			})
			_, said := process(t, w).Plan(providertest.Object{}, c.config)
			said.IsOneError("There is a user identity with this "+c.attribute+" already: Ada Lindqvist", "User identity: "+existing+" Full name: Ada Lindqvist",
				`import { to = seam_user_identity.NAME id = "`+existing+`" }`, "terraform import seam_user_identity.NAME "+existing,
				`'seam_user_identity.NAME["KEY"]'`)
			w.SentNoWrite(t)
		})
	}
}

func TestAPersonWhoIsMerelyAlikeIsNobody(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	w.AddIdentity(w.WorkspaceID, fakeseam.Identity{
		FullName: "Ada Lindqvist", Key: "ada.2", EmailAddress: "klara.ada@example.com", PhoneNumber: "+141555501001",
	})
	w.AddIdentity(w.AddWorkspace("Elsewhere"), fakeseam.Identity{FullName: "Ada Lindqvist", Key: "ada", EmailAddress: "ada@example.com"})
	made, said := process(t, w).Create(ada())
	said.IsSilent()
	has(t, made, ada())
}

func TestANewPersonCostsOneRequestWhateverNamesTheyGoBy(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	p := process(t, w)
	planned, said := p.Plan(providertest.Object{}, ada())
	said.IsSilent()
	w.Sent(t, providertest.PathListIdentities, 1)
	w.SentInAll(t, 2) // The workspace, and the list.
	_, said = p.Apply(planned)
	said.IsSilent()
	w.SentInAll(t, 3)
}

func TestAPersonWhoIsBeingDeletedIsLeftToSeam(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	existing := w.AddIdentity(w.WorkspaceID, fakeseam.Identity{FullName: "Ada", Key: "ada"})
	w.AddWarning(existing, "being_deleted", "Soon.")
	p := process(t, w)
	planned, said := p.Plan(providertest.Object{}, ada())
	said.IsSilent()
	_, said = p.Apply(planned)
	said.IsOneError("There is a user identity with this user_identity_key already")
}

func TestAPersonWhoseNamesWereUnknownIsCheckedBeforeAnythingIsSent(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	existing := w.AddIdentity(w.WorkspaceID, fakeseam.Identity{FullName: "Ada", Key: "ada"})
	unknown := with(ada(), providertest.Attributes{"user_identity_key": tftypes.UnknownValue})
	p := process(t, w)
	_, said := p.Plan(providertest.Object{}, unknown)
	said.IsSilent()

	p = process(t, w)
	_, said = p.Plan(providertest.Object{}, providertest.Attributes{"full_name": "Ada", "user_identity_key": tftypes.UnknownValue})
	said.IsSilent()
	w.Sent(t, providertest.PathGetIdentity, 0)

	// What Terraform applies once the value is known.
	p = process(t, w)
	change, said := p.Plan(providertest.Object{}, providertest.Attributes{"user_identity_key": "new"})
	said.Succeeds()
	w.AddIdentity(w.WorkspaceID, fakeseam.Identity{FullName: "Bob", Key: "new"})
	_, said = process(t, w).Apply(change)
	said.IsOneError("There is a user identity with this user_identity_key already: Bob")
	said.Lacks(existing)
	w.SentNoWrite(t)
}

func TestTwoBlocksForOnePersonAreAnError(t *testing.T) {
	t.Parallel()
	for attribute, other := range map[string]providertest.Attributes{
		"user_identity_key": {"user_identity_key": "ada"},
		"email_address":     {"email_address": "ADA@example.com"},
		"phone_number":      {"phone_number": "+14155550100"},
	} {
		t.Run(attribute, func(t *testing.T) {
			t.Parallel()
			w := providertest.NewWorld(t)
			p := process(t, w)
			_, said := p.Plan(providertest.Object{}, ada())
			said.IsSilent()
			_, said = p.Plan(providertest.Object{}, other)
			said.IsOneError("Two resources declare the same user identity", "the same "+attribute)
			_, said = p.Plan(providertest.Object{}, providertest.Attributes{"user_identity_key": "bob", "full_name": "Ada Lindqvist"})
			said.IsSilent()
		})
	}
}

func TestTwoBlocksThatHaveOnePersonInTheStateAreAnError(t *testing.T) {
	t.Parallel()
	w, made := created(t, ada())
	p := process(t, w)
	_, said := p.Plan(made, ada())
	said.IsSilent()
	_, said = p.Plan(made, with(ada(), providertest.Attributes{"user_identity_key": "b", "email_address": "b@example.com", "phone_number": nil}))
	said.IsOneError("Two resources declare the same user identity", "the same user_identity_id", "without destroying it")
	_, said = p.Plan(made, ada())
	said.IsOneError("Two resources declare the same user identity", "the same user_identity_id", "without destroying it")
	said.Lacks("Remove one of the two blocks")
	w.SentNoWrite(t)
}

func TestAReplacedPersonIsNotTakenForAStranger(t *testing.T) {
	t.Parallel()
	w, made := created(t, ada())
	p := process(t, w)
	first, said := p.Plan(made, ada())
	said.IsSilent()
	_, said = p.PlanReplacement(first)
	said.IsSilent()
	w.SentNoWrite(t)
}

// TestAReplacedPersonMeetsSomebodyElseWhilePlanning is about an address that another person has: the first one would be deleted
// before the create of the second is refused.
func TestAReplacedPersonMeetsSomebodyElseWhilePlanning(t *testing.T) {
	t.Parallel()
	w, made := created(t, ada())
	w.AddIdentity(w.WorkspaceID, fakeseam.Identity{FullName: "Bob", EmailAddress: "bob@example.com"})
	p := process(t, w)
	first, _ := p.Plan(made, with(ada(), providertest.Attributes{"email_address": "bob@example.com"}))
	_, said := p.PlanReplacement(first)
	said.Says("Error: ", "Bob", "exists")
	w.SentNoWrite(t)
}

func TestAPersonWithoutANameOfTheirOwnIsRefused(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	p := process(t, w)
	_, said := p.Plan(providertest.Object{}, providertest.Attributes{"full_name": "Ada"})
	said.IsOneError("The user identity has no name that is its own", "Set at least one of them")
	w.SentInAll(t, 1)
}

// validated is what the schema says of a configuration.
func validated(t *testing.T, config providertest.Attributes) []*tfprotov6.Diagnostic {
	t.Helper()
	w := providertest.NewWorld(t)
	p := process(t, w)
	typ := p.Resources()[providertest.UserIdentityType].ValueType()
	values := map[string]tftypes.Value{}
	for name, attribute := range typ.(tftypes.Object).AttributeTypes {
		values[name] = tftypes.NewValue(attribute, config[name])
	}
	encoded, err := tfprotov6.NewDynamicValue(typ, tftypes.NewValue(typ, values))
	if err != nil {
		t.Fatal(err)
	}
	response, err := p.Server.ValidateResourceConfig(t.Context(), &tfprotov6.ValidateResourceConfigRequest{
		TypeName: providertest.UserIdentityType, Config: &encoded,
	})
	if err != nil {
		t.Fatal(err)
	}
	return response.Diagnostics
}

func TestTheSchemaRefusesEachMistakeOnce(t *testing.T) {
	t.Parallel()
	for name, config := range map[string]providertest.Attributes{
		"nothing":        {},
		"name alone":     {"full_name": "Ada"},
		"empty key":      {"user_identity_key": ""},
		"empty name":     {"user_identity_key": "ada", "full_name": " "},
		"no address":     {"email_address": "ada"},
		"number in bits": {"phone_number": "+1 415 555 0100"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if told := validated(t, config); len(told) != 1 {
				t.Errorf("there are %d diagnostics: %v", len(told), told)
			}
		})
	}
	if told := validated(t, ada()); len(told) != 0 {
		t.Errorf("there are diagnostics: %v", told)
	}
}

func TestOneCauseIsToldOnceWhilePlanning(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	p := impatient(t, w)
	w.Inject(providertest.PathListIdentities, fakeseam.Fault{Status: http.StatusBadGateway})
	_, said := p.Plan(providertest.Object{}, providertest.Attributes{"user_identity_key": "ada"})
	said.IsOneError("Seam did not say whether the user identity exists already", "User identity key: ada", "502")
	_, said = p.Plan(providertest.Object{}, providertest.Attributes{"user_identity_key": "bob"})
	said.IsSilent()
}
