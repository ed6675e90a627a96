// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package directory

import (
	"fmt"
	"slices"
	"testing"

	"github.com/seamapi/terraform-provider-seam/internal/par"
	"github.com/seamapi/terraform-provider-seam/internal/seam"
)

func (f *fakeAPI) checkMemberships(t *testing.T, limit int, want ...string) {
	t.Helper()
	memberships, err := f.directory().Memberships(t.Context(), MembershipFilter{}, limit)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, membership := range memberships {
		got = append(got, membership.UserName()+" in "+membership.GroupName())
	}
	if !slices.Equal(got, want) {
		t.Errorf("memberships are %q, want %q", got, want)
	}
}

func TestMembershipsAreInTheOrderOfTheirNamesHoweverManyGroupsThereAre(t *testing.T) {
	t.Parallel()
	api := &fakeAPI{isGone: true, listed: map[string][]string{}}
	var want []string
	for i := range 2*par.AtATime + 1 {
		id, name := fmt.Sprintf("group-%02d", 99-i), fmt.Sprintf("Floor %02d", i)
		api.groups = append([]seam.ACSAccessGroup{{ACSAccessGroupID: id, Name: name}}, api.groups...)
		api.listed[id] = []string{"bob", "ada"}
		want = append(want, "ada in "+name, "bob in "+name)
	}
	api.checkMemberships(t, len(want), want...)
	api.checkMemberships(t, 3, want[:3]...)
}

func TestMembershipsAreInTheOrderOfListsWhichIsThatOfNamesInAnyCase(t *testing.T) {
	t.Parallel()
	api := &fakeAPI{
		groups: []seam.ACSAccessGroup{
			{ACSAccessGroupID: "1", Name: "Garage", DisplayName: "A garage"}, {ACSAccessGroupID: "2", Name: "annex"},
			{ACSAccessGroupID: "3", DisplayName: "front door"},
		},
		listed: map[string][]string{"1": {"ada"}, "2": {"Bob", "ada", "Ada"}, "3": {"ada"}},
	}
	api.checkMemberships(t, 10, "Ada in annex", "ada in annex", "Bob in annex", "ada in front door", "ada in Garage")
}

func TestMembershipsOfSomebodyWhoVanishedMeanwhileAreNone(t *testing.T) {
	t.Parallel()
	api := &fakeAPI{
		isGone: true,
		groups: []seam.ACSAccessGroup{{ACSAccessGroupID: "lobby", PendingMutations: []seam.PendingMutation{
			{Code: seam.UpdatingUserMembership, ToACSUserID: "cleo-id"},
		}}},
		listed: map[string][]string{"lobby": {"ada"}},
	}
	api.checkMemberships(t, 10, "ada in access group lobby")
}

func TestMembershipsNameAPersonByWhatIsKnown(t *testing.T) {
	t.Parallel()
	for want, user := range map[string]seam.ACSUser{
		"Ada":             {ACSUserID: "ada", DisplayName: "Ada", FullName: "Ada Lindqvist", EmailAddress: "ada@example.com"},
		"Ada Lindqvist":   {ACSUserID: "ada", FullName: "Ada Lindqvist", EmailAddress: "ada@example.com"},
		"ada@example.com": {ACSUserID: "ada", EmailAddress: "ada@example.com", PhoneNumber: "+15550100"},
		"+15550100":       {ACSUserID: "ada", PhoneNumber: "+15550100"},
		"ACS user ada":    {ACSUserID: "ada"},
	} {
		if got := (NamedMembership{User: &user}).UserName(); got != want {
			t.Errorf("the name is %q, want %q", got, want)
		}
	}
}
