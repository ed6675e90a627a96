// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package people_test

import (
	"fmt"
	"testing"

	"github.com/seamapi/terraform-provider-seam/internal/fakeseam"
	"github.com/seamapi/terraform-provider-seam/internal/provider/providertest"
)

// awkwardNames are names that a configuration has to quote, or that Terraform writes in another way than Seam.
func awkwardNames() []string {
	return []string{
		`Quote "Q" Back\slash`, "Dollar ${var.x} $${y}", "Percent %{ if true }x%{ endif } %%{z}", "New\nLine\r\nTwo\tTab", "<<EOT\nEOT\n",
		"Zoë Ångström 李小龍 👩‍🚀", "Ange\u0301lique", " Blank around ", "Twin", "Twin", providertest.Hostile,
	}
}

// awkward is a world with people as real systems have them: 30 ACS users and 20 user identities that can be declared.
func awkward(t *testing.T) *providertest.World {
	t.Helper()
	w := providertest.NewWorld(t)
	declare := func(person fakeseam.Identity) string {
		identity := w.AddIdentity(w.WorkspaceID, person)
		return w.AddUser(w.ACSSystemID, fakeseam.User{
			FullName: person.FullName, EmailAddress: person.EmailAddress, PhoneNumber: person.PhoneNumber, UserIdentityID: identity,
		})
	}
	for i, name := range awkwardNames() {
		declare(fakeseam.Identity{FullName: name, EmailAddress: fmt.Sprintf("Person%d@Example.com", i)})
	}
	declare(fakeseam.Identity{FullName: "No Address", Key: "no \"address\" ${key}\n"})
	declare(fakeseam.Identity{FullName: "Phone Only", PhoneNumber: "+15551230001"})
	declare(fakeseam.Identity{EmailAddress: "no.name@example.com"})
	declare(fakeseam.Identity{PhoneNumber: "+15551230002"})
	w.SetSuspended(declare(fakeseam.Identity{FullName: "Suspended", EmailAddress: "suspended@example.com"}), true)
	w.AddUserError(declare(fakeseam.Identity{FullName: "Troubled", Key: "troubled"}), "failed_to_update_on_acs_system", "Refused.")
	kept := w.AddIdentity(w.WorkspaceID, fakeseam.Identity{FullName: "Kept", Key: "kept"})
	away := w.AddIdentity(w.WorkspaceID, fakeseam.Identity{FullName: "Merged Away", Key: "away"})
	w.AddUser(w.ACSSystemID, fakeseam.User{FullName: "Merged Away", UserIdentityID: away})
	w.MergeIdentities(kept, away)
	w.AddIdentity(w.WorkspaceID, fakeseam.Identity{FullName: "Without an ACS user", EmailAddress: "nowhere@example.com"})
	w.AddIdentity(w.WorkspaceID, fakeseam.Identity{Key: "Key alone"})

	for _, address := range []string{"shared@example.com", "Shared@example.com"} {
		w.AddUser(w.ACSSystemID, fakeseam.User{FullName: "Not linked", EmailAddress: address, PhoneNumber: "+15551230009"})
	}
	w.AddUser(w.ACSSystemID, fakeseam.User{FullName: "Formal Name", DisplayName: "Nickname"})
	w.AddUser(w.ACSSystemID, fakeseam.User{EmailAddress: "address.alone@example.com"})
	madeACSUser(t, w, jane(w, schedule(farStart, farEnd)))
	madeACSUser(t, w, jane(w, schedule(farStart, ""), providertest.Attributes{"email_address": "for.good@example.com"}))
	w.AddUserMutation(w.User("Deferred"), "deferring_creation")
	w.AddUserMutation(w.User("Being made"), "creating")
	changes := []providertest.Attributes{
		{"full_name": "Pending Name", "email_address": "pending@example.com"}, {"is_suspended": true}, schedule(farStart, farEnd), {"phone_number": "+15551230010"},
	}
	configs, made := make([]providertest.Attributes, len(changes)), make([]providertest.Object, len(changes))
	for i := range changes {
		configs[i] = jane(w, providertest.Attributes{"email_address": fmt.Sprintf("changing%d@example.com", i)})
		made[i] = madeACSUser(t, w, configs[i])
	}
	w.HoldChanges()
	for i, change := range changes {
		byHand(t, w, made[i], jane(w, configs[i], change))
	}
	return w
}

// importsWithoutAChange checks that what a query has found is imported by the configuration that is generated for it, and that
// nothing else is planned.
func importsWithoutAChange(t *testing.T, w *providertest.World, resourceType, id string, want int) []providertest.Found {
	t.Helper()
	found, said := w.ProcessOf(t, resourceType).Query(nil, 1000)
	said.IsSilent()
	if len(found) != want {
		t.Fatalf("%d are found, want %d", len(found), want)
	}
	p := w.ProcessOf(t, resourceType)
	for _, one := range found {
		providertest.IsFitForATerminal(t, one.DisplayName)
		imported, said := p.ImportIdentity(providertest.Attributes{id: one.IdentityAttribute(id)})
		said.Succeeds()
		read, said := p.Refresh(imported)
		said.Succeeds()
		generated, said := p.GenerateConfig(one.Object)
		said.IsSilent()
		config := providertest.Attributes(generated.Values())
		if times, hasSchedule := config["access_schedule"].(providertest.Values); hasSchedule {
			config["access_schedule"] = providertest.Attributes(times)
		}
		p.Validate(config).IsSilent()
		planned, said := p.Plan(read, config)
		said.IsSilent()
		if !planned.Planned.State.Equal(read.State) || !read.State.Equal(one.State) || planned.ReplacedFor != nil {
			t.Errorf("found %s, read %s, planned %s", one.State, read.State, planned.Planned.State)
		}
	}
	return found
}

func TestQueryOfAwkwardPeopleFindsWhatImportsWithoutAChange(t *testing.T) {
	t.Parallel()
	for _, listing := range []fakeseam.Listing{fakeseam.ListAtOnce, fakeseam.ListWhenSynced} {
		w := awkward(t)
		w.SetListing(listing)
		w.ResetRequests()
		importsWithoutAChange(t, w, providertest.UserIdentityType, "user_identity_id", 20)
		suspended, scheduled := 0, 0
		for _, user := range importsWithoutAChange(t, w, acsUserType, "acs_user_id", 30) {
			if user.Values()["is_suspended"] == true {
				suspended++
			}
			if user.Values()["access_schedule"] != nil {
				scheduled++
			}
		}
		// One of each is pending.
		if suspended != 2 || scheduled != 3 {
			t.Errorf("%d are suspended, want 2; %d have a schedule, want 3", suspended, scheduled)
		}
		sentChanges(t, w)
		w.SentNoWrite(t)
	}
}

// What a system has been told by others need not be what the provider takes. One value of it would keep the whole generated
// configuration from being planned.
func TestQueryLeavesOutWhoseValuesCannotBeDeclared(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	w.AddIdentity(w.WorkspaceID, fakeseam.Identity{FullName: "Fine", Key: "fine"})
	blank := w.AddIdentity(w.WorkspaceID, fakeseam.Identity{FullName: " ", Key: "blank"})
	w.AddIdentity(w.WorkspaceID, fakeseam.Identity{FullName: providertest.Hostile, PhoneNumber: "555\x1b[2K\n1234"})
	found, said := process(t, w).Query(nil, 1000)
	said.Succeeds()
	said.Says("Warning: Some user identities have a value that cannot be declared", `full_name: it is empty`, blank, `phone_number: "555\x1b[2K\n1234" is not a phone number in E.164`, "query again")
	said.ShowsHostile()
	checkFound(t, found, "Fine")

	w.User("Fine")
	w.User(" ")
	w.AddUser(w.ACSSystemID, fakeseam.User{FullName: "Odd Mail", EmailAddress: `"odd mail"@example.com`})
	w.AddUser(w.ACSSystemID, fakeseam.User{FullName: "Odd Phone", PhoneNumber: "555 1234"})
	found, said = w.ProcessOf(t, acsUserType).Query(nil, 1000)
	said.Succeeds()
	said.Says("Warning: Some ACS users have a value that cannot be declared", "full_name: it is empty", `email_address: "\"odd mail\"@example.com" is not an email address`,
		"Odd Phone (", "phone_number: \"555 1234\" is not a phone number", "query again")
	checkFound(t, found, "Fine")
}

func TestTerraformQueryOfAwkwardPeopleGeneratesPureImports(t *testing.T) {
	t.Parallel()
	w, terraform := awkward(t), providertest.NewCLI(t)
	terraform.SkipBelow("1.14")
	terraform.Configure(w.ProviderBlock())
	terraform.Write("people.tfquery.hcl", `
list "seam_user_identity" "people" {
  provider = seam
  limit    = 1000
}

list "seam_acs_user" "users" {
  provider = seam
  limit    = 1000
}
`)
	terraform.Must("query", "-generate-config-out=people.tf")
	w.ResetRequests()
	terraform.Plan("-out=plan").Says("Plan: 50 to import, 0 to add, 0 to change, 0 to destroy.")
	terraform.Must("apply", "plan").Says("50 imported, 0 added, 0 changed, 0 destroyed.")
	terraform.NoChanges()
	sentChanges(t, w)
	w.SentNoWrite(t)
}
