// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package people_test

import (
	"testing"

	"github.com/seamapi/terraform-provider-seam/internal/fakeseam"
	"github.com/seamapi/terraform-provider-seam/internal/provider/providertest"
)

// existingAda adds the person of ada() by hand.
func existingAda(w *providertest.World) string {
	return w.AddIdentity(w.WorkspaceID, fakeseam.Identity{
		FullName: "Ada Lindqvist", Key: "ada", EmailAddress: "ada@example.com", PhoneNumber: "+14155550100",
	})
}

func TestImportIsFollowedByAnEmptyPlan(t *testing.T) {
	t.Parallel()
	for name, imported := range map[string]func(p *providertest.Process, id string) (providertest.Object, providertest.Output){
		"by ID": func(p *providertest.Process, id string) (providertest.Object, providertest.Output) {
			return p.ImportID(id)
		},
		"by key": func(p *providertest.Process, _ string) (providertest.Object, providertest.Output) {
			return p.ImportID("key:ada")
		},
		"by identity": func(p *providertest.Process, id string) (providertest.Object, providertest.Output) {
			return p.ImportIdentity(providertest.Attributes{"user_identity_id": id})
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := providertest.NewWorld(t)
			existing := existingAda(w)
			p := process(t, w)
			object, said := imported(p, existing)
			said.IsSilent()
			has(t, object, ada())
			if id(object) != existing || object.IdentityAttribute("user_identity_id") != existing || object.Attribute("workspace_id") != w.WorkspaceID {
				t.Errorf("imported is %s", object.State)
			}
			read, said := p.Refresh(object)
			said.IsSilent()
			planned, said := p.Plan(read, ada())
			said.IsSilent()
			if !planned.Planned.State.Equal(object.State) {
				t.Errorf("planned is %s for %s", planned.Planned.State, object.State)
			}
			w.SentNoWrite(t)
		})
	}
}

func TestImportOfNobody(t *testing.T) {
	t.Parallel()
	const unknown = "50000000-0000-4000-8000-000000000001"
	w := providertest.NewWorld(t)
	foreign := w.AddIdentity(w.AddWorkspace("Elsewhere"), fakeseam.Identity{FullName: "Ada", Key: "ada"})
	for importID, says := range map[string]string{
		unknown:      "The user identity cannot be imported: user_identity not found",
		foreign:      "The user identity cannot be imported: user_identity not found",
		"key:ada":    "The user identity cannot be imported: user_identity not found",
		"key:":       `there is no user_identity_key after "key:"`,
		"ada":        `"ada" is not a UUID`,
		"":           "Use <user_identity_id> or key:<user_identity_key>",
		"key: ada\n": "User identity key: ada",
	} {
		object, said := process(t, w).ImportID(importID)
		said.IsOneError(says)
		if object.Exists() {
			t.Errorf("%q imports %s", importID, object.State)
		}
	}
	_, said := process(t, w).ImportIdentity(providertest.Attributes{"user_identity_id": "ADA"})
	said.IsOneError("The resource identity is not valid")
}

func TestImportOfSomebodyWhoWasMergedNamesTheOther(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	old := existingAda(w)
	kept := w.AddIdentity(w.WorkspaceID, fakeseam.Identity{FullName: "Ada King", Key: "king"})
	w.MergeIdentities(kept, old)
	for _, importID := range []string{old, "key:ada"} {
		_, said := process(t, w).ImportID(importID)
		said.IsOneError("The user identity was merged into another one", "Import the other one instead: its ID is "+kept)
	}
}

func TestImportOfSomebodyWhoIsBeingDeleted(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	existing := existingAda(w)
	w.AddWarning(existing, "being_deleted", "Soon.")
	_, said := process(t, w).ImportID(existing)
	said.IsOneError("The user identity is being deleted")
}
