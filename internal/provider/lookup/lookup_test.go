// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package lookup

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/seamapi/terraform-provider-seam/internal/provider/connection"
	"github.com/seamapi/terraform-provider-seam/internal/seam"
)

// searchOf is a look-up by full name among users, with a search of one's own making.
func searchOf(wanted string, all []seam.ACSUser, find func(user seam.ACSUser, search string) bool) (search lookup[seam.ACSUser], asked *[]string) {
	asked = &[]string{}
	return lookup[seam.ACSUser]{
		conn:     &connection.Connection{},
		kind:     acsUserKind(),
		argument: "full_name",
		wanted:   wanted,
		field:    func(user seam.ACSUser) string { return user.FullName },
		same:     sameText,
		rule:     namesRule,
		list: func(_ context.Context, search string) ([]seam.ACSUser, error) {
			*asked = append(*asked, search)
			var found []seam.ACSUser
			for _, user := range all {
				if search == "" || find(user, search) {
					found = append(found, user)
				}
			}
			return found, nil
		},
		place: func(context.Context) (string, diag.Diagnostics) { return "the office", nil },
	}, asked
}

func contained(user seam.ACSUser, search string) bool {
	return strings.Contains(user.FullName, search) || strings.Contains(user.EmailAddress, search)
}

func emailAddressOf(user seam.ACSUser) string { return user.EmailAddress }

func TestLookupAsksOnceForWhatTheSearchFinds(t *testing.T) {
	t.Parallel()
	search, asked := searchOf("Jane Doe", []seam.ACSUser{{ACSUserID: "1", FullName: "Jane Doe"}}, contained)
	if found, diags := search.find(t.Context()); diags.HasError() || found.ACSUserID != "1" {
		t.Errorf("found %v, %v", found, diags)
	}
	if !slices.Equal(*asked, []string{"Jane Doe"}) {
		t.Errorf("asked %q", *asked)
	}
}

// Nothing says how Seam's search takes signs, so that the whole list has the last word.
func TestLookupFindsWhatTheSearchMisses(t *testing.T) {
	t.Parallel()
	search, asked := searchOf("Jane Doe", []seam.ACSUser{{ACSUserID: "1", FullName: "Jane Doe"}}, func(seam.ACSUser, string) bool { return false })
	if found, diags := search.find(t.Context()); diags.HasError() || found.ACSUserID != "1" {
		t.Errorf("found %v, %v", found, diags)
	}
	if !slices.Equal(*asked, []string{"Jane Doe", ""}) {
		t.Errorf("asked %q", *asked)
	}
}

// Nothing says that Seam's search takes capitals for small letters: one that does not would find only one of the two.
func TestOneEmailAddressInOtherCapitalsIsThatOfTwoPeople(t *testing.T) {
	t.Parallel()
	people := []seam.ACSUser{{ACSUserID: "1", EmailAddress: "jane@example.com"}, {ACSUserID: "2", EmailAddress: "Jane@example.com"}}
	for _, wanted := range []string{"jane@example.com", "Jane@example.com", "JANE@example.com"} {
		search, asked := searchOf("", people, contained)
		found, diags := search.byEmailAddress(wanted, emailAddressOf).find(t.Context())
		if len(diags) != 1 || diags[0].Summary() != "More than one ACS user has this email_address" {
			t.Errorf("%s is that of %v, with %v", wanted, found, diags)
		}
		if !slices.Equal(*asked, []string{""}) {
			t.Errorf("asked %q", *asked)
		}
	}
}

func TestEmailAddressesAreTheSameInOtherASCIICapitals(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"jane@example.com", "JANE@Example.COM", true},
		{"jané@example.com", "Jané@example.com", true},
		{"jané@example.com", "janÉ@example.com", false},
		{"kim@example.com", "\u212aim@example.com", false}, // the Kelvin sign
		{"jane@example.com", "jane@example.co", false},
	} {
		if got := sameEmailAddress(c.a, c.b); got != c.want {
			t.Errorf("%q and %q are the same: %v", c.a, c.b, got)
		}
	}
}

// A search that finds everybody, as one would that Seam does not know, picks nobody.
func TestLookupDoesNotTrustTheSearch(t *testing.T) {
	t.Parallel()
	all := []seam.ACSUser{{ACSUserID: "1", DisplayName: "John", EmailAddress: "john@example.com"}, {ACSUserID: "2", DisplayName: "Nobody"}}
	search, _ := searchOf("Jane Doe", all, func(seam.ACSUser, string) bool { return true })
	found, diags := search.find(t.Context())
	if len(diags) != 1 || found.ACSUserID != "" {
		t.Fatalf("found %v, %v", found, diags)
	}
	if detail := diags[0].Detail(); !strings.Contains(detail, "Looked for in: the office") || !strings.Contains(detail, "john@example.com") {
		t.Errorf("the detail is %s", detail)
	}
}

func TestLookupTellsWhatFailed(t *testing.T) {
	t.Parallel()
	outage := &seam.Error{Path: "/acs/users/list", Status: 503, Message: "an empty answer"}
	for name, fails := range map[string]func(search string) bool{
		"the search": func(search string) bool { return search != "" },
		"the list":   func(search string) bool { return search == "" },
	} {
		search, _ := searchOf("Jane Doe", nil, contained)
		search.list = func(_ context.Context, text string) ([]seam.ACSUser, error) {
			if fails(text) {
				return nil, outage
			}
			return nil, nil
		}
		if _, diags := search.find(t.Context()); len(diags) != 1 || diags[0].Summary() != "The ACS users could not be listed" {
			t.Errorf("%s: %v", name, diags)
		}
	}

	search, _ := searchOf("Jane Doe", []seam.ACSUser{{ACSUserID: "1", FullName: "Jane Doe"}, {ACSUserID: "2", FullName: "Jane Doe"}}, contained)
	search.place = func(context.Context) (string, diag.Diagnostics) {
		return "", diag.Diagnostics{acsSystemKind().notRead("acs_system_id", "office", errors.New("offline")).Full()}
	}
	if _, diags := search.find(t.Context()); len(diags) != 1 || !strings.Contains(diags[0].Summary(), "access system could not be read") {
		t.Errorf("the place: %v", diags)
	}
}

func TestNearIsOtherCapitalsSignsAPartOrAnEditOrTwo(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"Front door", "front door", true},
		{"Front door", "Front-Door", true},
		{"Front door", "Front door (main)", true},
		{"Front door (main)", "Front door", true},
		{"+15555550100", "+1 (555) 555-0100", true},
		{"Ünal", "ünal", true},
		{"Ünal", "u\u0308nal", true},
		{"p0019@example.com", "p019@example.com", true},
		{"p019@example.com", "p0019@example.com", true},
		{"jnae@example.com", "jane@example.com", true},
		{"Enginering", "Engineering", true},
		{"Robb", "Roby", true},
		{"Ann", "Ana", false},
		{"p0019@example.com", "p2220@example.com", false},
		{"Front door", "Front door of the building across the street", false},
		{"Front door", "Garage", false},
		{"Front door", "", false},
		{"", "", false},
		{"---", "Front door", false},
	} {
		if got := isNear(c.a, c.b); got != c.want {
			t.Errorf("%q and %q are near: %v", c.a, c.b, got)
		}
	}
}

func TestListsAreSortedByNameAndLeaveTheirSourceAlone(t *testing.T) {
	t.Parallel()
	source := []seam.ACSUser{
		{ACSUserID: "4", DisplayName: "jane"}, {ACSUserID: "3", DisplayName: "Zoe"}, {ACSUserID: "2", DisplayName: "Jane"},
		{ACSUserID: "1", DisplayName: "Jane"}, {ACSUserID: "5", FullName: "Ada"},
	}
	before := slices.Clone(source)
	var ids []string
	for _, user := range acsUserKind().sorted(source) {
		ids = append(ids, user.ACSUserID)
	}
	if want := []string{"5", "1", "2", "4", "3"}; !slices.Equal(ids, want) {
		t.Errorf("the order is %q, want %q", ids, want)
	}
	if source[0].ACSUserID != before[0].ACSUserID || source[4].ACSUserID != before[4].ACSUserID {
		t.Error("the source has another order now")
	}
}
