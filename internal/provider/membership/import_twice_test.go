// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package membership_test

import (
	"testing"

	"github.com/seamapi/terraform-provider-seam/internal/provider/providertest"
)

func TestImportOfAMembershipThatTheStateHasIsOneError(t *testing.T) {
	t.Parallel()
	for form, id := range map[string]func(user, identity string) string{
		"by ACS user":      func(user, _ string) string { return user },
		"by user identity": func(_, identity string) string { return "user_identity:" + identity },
	} {
		for _, order := range []string{"the import is read first", "the state is read first", "nothing is refreshed"} {
			t.Run(form+", "+order, func(t *testing.T) {
				t.Parallel()
				w := providertest.NewWorld(t)
				group := w.Group("Engineering")
				identity, user := w.Person("Jane Doe")
				state, said := w.Process(t).Create(byUser(group, user))
				said.Succeeds()
				p := w.Process(t)
				w.ResetRequests()

				imported, said := p.ImportID(group + "/" + id(user, identity))
				said.IsSilent()
				switch order {
				case "the import is read first":
					_, said = p.Refresh(imported)
					said.IsSilent()
					_, said = p.Refresh(state)
				case "the state is read first":
					_, said = p.Refresh(state)
					said.IsSilent()
					_, said = p.Refresh(imported)
				default:
					_, said = p.Plan(state, byUser(group, user))
					said.IsSilent()
					imported, said = p.Refresh(imported)
					said.IsSilent()
					_, said = p.Plan(imported, byUser(group, user))
				}
				said.IsOneError("Error: Two resources declare the same membership", "Engineering ("+group+")", "Jane Doe ("+user+")", "moved block")
				w.SentNoWrite(t)
			})
		}
	}
}

func TestImportOfOneMembershipTwiceIsOneError(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	group, user := w.Group("Engineering"), w.User("Jane Doe")
	w.AddMember(group, user)
	p := w.Process(t)
	for _, check := range []func(providertest.Output){
		providertest.Output.IsSilent,
		func(said providertest.Output) {
			said.IsOneError("Error: Two resources declare the same membership", group, user)
		},
	} {
		imported, said := p.ImportID(group + "/" + user)
		said.IsSilent()
		_, said = p.Refresh(imported)
		check(said)
	}
}

func TestImportToASecondAddressIsRefusedByTerraform(t *testing.T) {
	t.Parallel()
	w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
	group, user := w.Group("Engineering"), w.User("Jane Doe")
	first, second := providertest.Membership("first", group, user), providertest.Membership("second", group, user)
	importSecond := providertest.Import(providertest.MembershipAddress("second"), group+"/"+user)
	terraform.Configure(w.Config(first))
	terraform.Apply()
	w.ResetRequests()

	for _, config := range []string{w.Config(first, second, importSecond), w.Config(second, importSecond)} {
		terraform.Configure(config)
		terraform.MustFail("apply", "-auto-approve").IsOneError("Error: Two resources declare the same membership", "Remove the import block")
	}
	w.SentNoWrite(t)
	w.HasMembers(t, group, user)
}
