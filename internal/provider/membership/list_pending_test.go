// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package membership_test

import (
	"fmt"
	"testing"

	"github.com/seamapi/terraform-provider-seam/internal/fakeseam"
	"github.com/seamapi/terraform-provider-seam/internal/provider/providertest"
)

func TestQueryCountsWhoIsJoiningAndNotWhoIsLeaving(t *testing.T) {
	t.Parallel()
	filters := map[string]func(group, user, identity string) providertest.Attributes{
		"nothing": func(_, _, _ string) providertest.Attributes { return nil },
		"access group": func(group, _, _ string) providertest.Attributes {
			return providertest.Attributes{"acs_access_group_id": group}
		},
		"ACS user": func(_, user, _ string) providertest.Attributes { return providertest.Attributes{"acs_user_id": user} },
		"identity": func(_, _, identity string) providertest.Attributes {
			return providertest.Attributes{"user_identity_id": identity}
		},
	}
	for name, c := range map[string]struct {
		isListed bool
		kind     string
		isFound  bool
	}{
		"being added":           {kind: fakeseam.Adding, isFound: true},
		"added and listed":      {isListed: true, kind: fakeseam.Adding, isFound: true},
		"addition scheduled":    {kind: fakeseam.DeferredAdding, isFound: true},
		"being removed":         {isListed: true, kind: fakeseam.Removing},
		"removed, not listed":   {kind: fakeseam.Removing},
		"removal scheduled":     {isListed: true, kind: fakeseam.DeferredRemoving, isFound: true},
		"member, nothing pends": {isListed: true, isFound: true},
	} {
		for filter, config := range filters {
			t.Run(name+", by "+filter, func(t *testing.T) {
				t.Parallel()
				w := providertest.NewWorld(t)
				group := w.Group("Engineering")
				identity, user := w.Person("Jane Doe")
				if c.isListed {
					w.AddMember(group, user)
				}
				if c.kind != "" {
					w.AddPendingMutation(user, group, c.kind)
				}

				found, said := w.Process(t).Query(config(group, user, identity), everybody)
				said.Succeeds()
				if !c.isFound {
					isFound(t, found)
					return
				}
				isFound(t, found, "Jane Doe in Engineering")
				// What is found can be imported.
				_, said = w.Process(t).ImportID(group + "/" + user)
				said.Succeeds()
			})
		}
	}
}

func TestQueryAsksForTenWhoAreJoiningAtATime(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	// Of more people in one access system, the list of that system would be read.
	for _, system := range []string{w.ACSSystemID, w.AddSystem(w.WorkspaceID, "Warehouse")} {
		group := w.AddGroup(system, "Engineering")
		for i := range 10 {
			w.AddPendingMutation(w.AddUser(system, fakeseam.User{FullName: fmt.Sprintf("Person %02d", i)}), group, fakeseam.Adding)
		}
	}
	meet(t, w, providertest.PathGetUser, 10)

	found, said := w.Process(t, providertest.Attributes{"max_retries": 0}).Query(providertest.Attributes{}, everybody)
	said.Succeeds()
	if len(found) != 20 || w.MaxInFlight() != 10 {
		t.Errorf("found %d memberships with at most %d requests in flight, want 20 with 10", len(found), w.MaxInFlight())
	}
}

func TestQueryAsksForManyWhoAreJoiningWithOneList(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	group := w.Group("Engineering")
	for i := range 120 {
		w.AddPendingMutation(w.User(fmt.Sprintf("Person %03d", i)), group, fakeseam.Adding)
	}
	found, said := w.Process(t).Query(providertest.Attributes{"acs_access_group_id": group}, 3)
	if said.Failed() {
		t.Fatal(said)
	}
	isFound(t, found, "Person 000 in Engineering", "Person 001 in Engineering", "Person 002 in Engineering")
	w.Sent(t, providertest.PathListUsers, 1)
	w.Sent(t, providertest.PathGetUser, 0)
	w.Sent(t, providertest.PathListMembers, 1)
}

func TestQueryPassesOverAnAccessGroupThatIsDeletedMeanwhile(t *testing.T) {
	t.Parallel()
	p := newPopulated(t)
	p.Inject(providertest.PathListMembers, fakeseam.Fault{
		Match:  func(request fakeseam.Request) bool { return request.Body["acs_access_group_id"] == p.engineering },
		Status: 404,
		Body:   `{"error":{"type":"acs_access_group_not_found","message":"acs_access_group not found"},"ok":false}`,
	})
	found, said := p.Process(t).Query(providertest.Attributes{"acs_system_id": p.ACSSystemID}, everybody)
	said.Succeeds()
	isFound(t, found, "Jane Doe in Lobby")

	found, said = p.Process(t).Query(providertest.Attributes{"acs_access_group_id": p.engineering}, everybody)
	said.IsOneError("acs_access_group not found", p.engineering)
	isFound(t, found)
}
