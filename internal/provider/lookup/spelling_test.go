// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package lookup_test

import (
	"fmt"
	"testing"

	"github.com/seamapi/terraform-provider-seam/internal/fakeseam"
	"github.com/seamapi/terraform-provider-seam/internal/provider/providertest"
)

const composed, decomposed = "Caf\u00e9", "Cafe\u0301"

// Terraform writes every string of a configuration in NFC, and a configuration cannot have blanks around a name. Access
// systems have both.
func TestNameIsFoundHoweverSeamWritesIt(t *testing.T) {
	t.Parallel()
	for name, inSeam := range map[string]string{
		"decomposed": decomposed, "composed": composed,
		"a blank behind it": composed + " ", "blanks around it": "\u00a0" + decomposed + "\t", "a byte-order mark": "\ufeff" + composed,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := providertest.NewWorld(t)
			system := w.AddSystem(w.WorkspaceID, inSeam)
			group, entrance := w.Group(inSeam), w.Entrance(inSeam)
			user := w.AddUser(w.ACSSystemID, fakeseam.User{FullName: inSeam})
			p := w.Process(t)
			for _, c := range []struct {
				dataSource, argument, idName, id string
				inSystem                         bool
			}{
				{"seam_acs_system", "name", "acs_system_id", system, false},
				{"seam_acs_access_group", "name", "acs_access_group_id", group, true},
				{"seam_acs_entrance", "name", "acs_entrance_id", entrance, true},
				{"seam_acs_user", "full_name", "acs_user_id", user, true},
			} {
				arguments := providertest.Attributes{c.argument: composed}
				if c.inSystem {
					arguments["acs_system_id"] = w.ACSSystemID
				}
				found := p.MustRead(c.dataSource, arguments)
				if found[c.idName] != c.id || found[c.argument] != composed {
					t.Errorf("%s finds %v", c.dataSource, found)
				}
			}
		})
	}
}

// Seam's search may compare bytes, and would find only one of the two.
func TestOneNameInTwoSpellingsIsThatOfTwoGroups(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	first, second := w.Group(composed), w.Group(decomposed)
	w.Process(t).MustFailToRead("seam_acs_access_group", providertest.Attributes{"acs_system_id": w.ACSSystemID, "name": composed},
		"More than one access group has this name", first, second)
}

func TestNameInASCIIIsSearchedForWithoutTheWholeList(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	w.Group("Lobby ")
	w.ResetRequests()
	w.Process(t).MustRead("seam_acs_access_group", providertest.Attributes{"acs_system_id": w.ACSSystemID, "name": "Lobby"})
	w.SentBodies(t, providertest.PathListGroups, map[string]any{"acs_system_id": w.ACSSystemID, "search": "Lobby"})
}

func TestAddressThatTwoOthersShareIsNoMatterToALookUp(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	jane := w.AddUser(w.ACSSystemID, fakeseam.User{EmailAddress: "Jane@example.com"})
	twice := "shared@example.com"
	w.AddUser(w.ACSSystemID, fakeseam.User{FullName: "Reception", EmailAddress: twice})
	w.AddUser(w.ACSSystemID, fakeseam.User{FullName: "Cleaners", EmailAddress: twice})
	p := w.Process(t)
	// What two others share is nothing to Jane.
	found := p.MustRead("seam_acs_user", providertest.Attributes{"acs_system_id": w.ACSSystemID, "email_address": "jane@example.com"})
	if found["acs_user_id"] != jane {
		t.Errorf("it is %v", found)
	}
	p.MustFailToRead("seam_acs_user", providertest.Attributes{"acs_system_id": w.ACSSystemID, "email_address": twice},
		"More than one ACS user has this email_address")
}

// The nearest address is in the message, however many others begin alike.
func TestMistypedAddressNamesTheNearest(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	for i := range 200 {
		w.AddUser(w.ACSSystemID, fakeseam.User{FullName: fmt.Sprintf("Person %d", i), EmailAddress: fmt.Sprintf("p%04d@example.com", i)})
	}
	for _, wrong := range []string{"p019@example.com", "p00019@example.com", "p0O19@example.com", "p0019@exmaple.com"} {
		w.Process(t).MustFailToRead("seam_acs_user", providertest.Attributes{"acs_system_id": w.ACSSystemID, "email_address": wrong},
			"There is no ACS user with this email_address", "Similar, but not the same:", "p0019@example.com")
	}
}
