// Copyright (c) Seam Labs, Inc.
// SPDX-License-Identifier: MPL-2.0

package provider

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/seamapi/terraform-provider-seam/internal/seam"
)

// searchOf is a look-up by email address among users, with a search of one's own making.
func searchOf(wanted string, all []seam.ACSUser, find func(user seam.ACSUser, search string) bool) (search lookup[seam.ACSUser], asked *[]string) {
	asked = &[]string{}
	return lookup[seam.ACSUser]{
		kind:     acsUserKind(),
		argument: "email_address",
		wanted:   wanted,
		field:    func(user seam.ACSUser) string { return user.EmailAddress },
		same:     strings.EqualFold,
		rule:     emailsRule,
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
	return strings.Contains(user.EmailAddress, search)
}

func TestLookupAsksOnceForWhatTheSearchFinds(t *testing.T) {
	t.Parallel()
	search, asked := searchOf("jane@example.com", []seam.ACSUser{{ACSUserID: "1", EmailAddress: "jane@example.com"}}, contained)
	if found, diags := search.find(t.Context()); diags.HasError() || found.ACSUserID != "1" {
		t.Errorf("found %v, %v", found, diags)
	}
	if !slices.Equal(*asked, []string{"jane@example.com"}) {
		t.Errorf("asked %q", *asked)
	}
}

// Nothing says that Seam's search takes capitals for small letters, so that the whole list has the last word.
func TestLookupFindsWhatASearchWithCapitalsMisses(t *testing.T) {
	t.Parallel()
	search, asked := searchOf("Jane@Example.com", []seam.ACSUser{{ACSUserID: "1", EmailAddress: "jane@example.com"}}, contained)
	if found, diags := search.find(t.Context()); diags.HasError() || found.ACSUserID != "1" {
		t.Errorf("found %v, %v", found, diags)
	}
	if !slices.Equal(*asked, []string{"Jane@Example.com", ""}) {
		t.Errorf("asked %q", *asked)
	}
}

// While pages are read, a change can move somebody from one to the next.
func TestSomebodyOnTwoPagesIsOnePerson(t *testing.T) {
	t.Parallel()
	jane := seam.ACSUser{ACSUserID: "1", EmailAddress: "jane@example.com"}
	search, _ := searchOf("jane@example.com", []seam.ACSUser{jane, jane}, contained)
	if found, diags := search.find(t.Context()); diags.HasError() || found.ACSUserID != "1" {
		t.Errorf("found %v, %v", found, diags)
	}
}

// A search that finds everybody, as one would that Seam does not know, picks nobody.
func TestLookupDoesNotTrustTheSearch(t *testing.T) {
	t.Parallel()
	all := []seam.ACSUser{{ACSUserID: "1", DisplayName: "John", EmailAddress: "john@example.com"}, {ACSUserID: "2", DisplayName: "Nobody"}}
	search, _ := searchOf("jane@example.com", all, func(seam.ACSUser, string) bool { return true })
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
		search, _ := searchOf("jane@example.com", nil, contained)
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

	search, _ := searchOf("jane@example.com", []seam.ACSUser{{ACSUserID: "1", EmailAddress: "jane@example.com"}, {ACSUserID: "2", EmailAddress: "jane@example.com"}}, contained)
	search.place = func(context.Context) (string, diag.Diagnostics) {
		return "", diag.Diagnostics{workspaceNotRead(errors.New("offline"))}
	}
	if _, diags := search.find(t.Context()); len(diags) != 1 || !strings.Contains(diags[0].Summary(), "which workspace") {
		t.Errorf("the place: %v", diags)
	}
}

func TestNearIsOtherCapitalsSignsOrAPart(t *testing.T) {
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
