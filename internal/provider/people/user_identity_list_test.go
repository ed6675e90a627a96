// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package people_test

import (
	"fmt"
	"net/http"
	"slices"
	"testing"

	"github.com/seamapi/terraform-provider-seam/internal/fakeseam"
	"github.com/seamapi/terraform-provider-seam/internal/provider/providertest"
)

// checkFound checks who was found, in which order.
func checkFound(t *testing.T, found []providertest.Found, want ...string) {
	t.Helper()
	var names []string
	for _, one := range found {
		names = append(names, one.DisplayName)
	}
	if !slices.Equal(names, want) {
		t.Errorf("found %q, want %q", names, want)
	}
}

// populated is a world with two people who have ACS users in different systems, and one who has none.
func populated(t *testing.T) (w *providertest.World, warehouse string) {
	t.Helper()
	w = providertest.NewWorld(t)
	warehouse = w.AddSystem(w.WorkspaceID, "Warehouse")
	existingAda(w)
	bob := w.AddIdentity(w.WorkspaceID, fakeseam.Identity{FullName: "bob", Key: "bob"})
	cleo := w.AddIdentity(w.WorkspaceID, fakeseam.Identity{FullName: "Cleo", EmailAddress: "cleo@example.com"})
	w.AddUser(w.ACSSystemID, fakeseam.User{FullName: "Bob", UserIdentityID: bob})
	w.AddUser(w.ACSSystemID, fakeseam.User{FullName: "Nobody"})
	w.AddUser(warehouse, fakeseam.User{FullName: "Cleo", UserIdentityID: cleo})
	return w, warehouse
}

func TestQueryFindsPeopleByTheirNames(t *testing.T) {
	t.Parallel()
	w, warehouse := populated(t)
	for _, c := range []struct {
		config   providertest.Attributes
		want     []string
		requests int
	}{
		{nil, []string{"Ada Lindqvist", "bob", "Cleo"}, 2},
		{providertest.Attributes{"search": "example.com"}, []string{"Ada Lindqvist", "Cleo"}, 2},
		{providertest.Attributes{"acs_system_id": w.ACSSystemID}, []string{"bob"}, 3},
		{providertest.Attributes{"acs_system_id": warehouse, "search": "bob"}, nil, 3},
	} {
		w.ResetRequests()
		found, said := process(t, w).Query(c.config, 1000)
		said.IsSilent()
		checkFound(t, found, c.want...)
		w.SentInAll(t, c.requests)
	}
}

func TestQueryFindsWhatImportsWithoutAChange(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	for i := range 30 {
		w.AddIdentity(w.WorkspaceID, fakeseam.Identity{FullName: fmt.Sprintf("Person %02d", i), EmailAddress: fmt.Sprintf("P%d@example.com", i)})
	}
	w.AddIdentity(w.WorkspaceID, fakeseam.Identity{Key: "key alone"})
	found, said := process(t, w).Query(nil, 1000)
	said.IsSilent()
	if len(found) != 31 {
		t.Fatalf("found %d", len(found))
	}
	w.ResetRequests()
	p := process(t, w)
	for _, one := range found {
		imported, said := p.ImportIdentity(providertest.Attributes{"user_identity_id": one.IdentityAttribute("user_identity_id")})
		said.IsSilent()
		if !imported.State.Equal(one.State) {
			t.Errorf("the query has the state %s, the import %s", one.State, imported.State)
		}
		read, said := p.Refresh(imported)
		said.IsSilent()
		planned, said := p.Plan(read, generated(one.Object))
		said.IsSilent()
		if !planned.Planned.State.Equal(read.State) {
			t.Errorf("planned is %s for %s", planned.Planned.State, read.State)
		}
	}
	// The list, and the workspace.
	w.SentInAll(t, 2)
}

// generated is the configuration that Terraform generates for an object: what is not computed and not null.
func generated(o providertest.Object) providertest.Attributes {
	config := providertest.Attributes{}
	for _, name := range []string{"user_identity_key", "full_name", "email_address", "phone_number"} {
		if value := o.Attribute(name); value != "" {
			config[name] = value
		}
	}
	return config
}

func TestQueryStopsAtTheLimitAndSaysThatThereAreMore(t *testing.T) {
	t.Parallel()
	w, _ := populated(t)
	found, said := process(t, w).Query(nil, 2)
	said.Succeeds()
	said.Says("There are more user identities than were listed", "Only the first 2 are listed")
	checkFound(t, found, "Ada Lindqvist", "bob")
	_, said = process(t, w).Query(nil, 3)
	said.IsSilent()
}

func TestQueryLeavesOutWhoCannotBeDeclared(t *testing.T) {
	t.Parallel()
	w, _ := populated(t)
	w.AddIdentity(w.WorkspaceID, fakeseam.Identity{FullName: "Name Alone"})
	w.AddWarning(w.AddIdentity(w.WorkspaceID, fakeseam.Identity{FullName: "Leaver", Key: "leaver"}), "being_deleted", "Soon.")
	found, said := process(t, w).Query(nil, 1000)
	said.Succeeds()
	said.Says("Some user identities cannot be declared", "1 user identities")
	checkFound(t, found, "Ada Lindqvist", "bob", "Cleo")
}

func TestQueryFails(t *testing.T) {
	t.Parallel()
	w, _ := populated(t)
	_, said := process(t, w).Query(providertest.Attributes{"acs_system_id": "20000000-0000-4000-8000-000000000001"}, 1000)
	said.IsOneError("The user identities could not be listed", "Access system: 20000000-0000-4000-8000-000000000001")
	w.Inject(providertest.PathListIdentities, fakeseam.Fault{Status: http.StatusBadGateway})
	found, said := impatient(t, w).Query(nil, 1000)
	said.IsOneError("The user identities could not be listed", "502")
	checkFound(t, found)
}
