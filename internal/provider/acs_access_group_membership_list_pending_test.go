// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package provider_test

import (
	"fmt"
	"testing"

	"github.com/seamapi/terraform-provider-seam/internal/fakeseam"
)

func TestQueryCountsWhoIsJoiningAndNotWhoIsLeaving(t *testing.T) {
	t.Parallel()
	filters := map[string]func(group, user, identity string) attributes{
		"nothing":      func(_, _, _ string) attributes { return nil },
		"access group": func(group, _, _ string) attributes { return attributes{"acs_access_group_id": group} },
		"ACS user":     func(_, user, _ string) attributes { return attributes{"acs_user_id": user} },
		"identity":     func(_, _, identity string) attributes { return attributes{"user_identity_id": identity} },
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
				h := newHouse(t)
				group := h.group("Engineering")
				identity, user := h.person("Jane Doe")
				if c.isListed {
					h.AddMember(group, user)
				}
				if c.kind != "" {
					h.AddPendingMutation(user, group, c.kind)
				}

				found, said := h.process(t, nil).query(config(group, user, identity), everybody)
				succeeded(t, said)
				if !c.isFound {
					isFound(t, found)
					return
				}
				isFound(t, found, "Jane Doe in Engineering")
				// What is found can be imported.
				_, said = h.process(t, nil).importID(group + "/" + user)
				succeeded(t, said)
			})
		}
	}
}

func TestQueryAsksForTenWhoAreJoiningAtATime(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	group := h.group("Engineering")
	for i := range 20 {
		h.AddPendingMutation(h.user(fmt.Sprintf("Person %02d", i)), group, fakeseam.Adding)
	}
	h.meet(t, pathGetUser, 10)

	found, said := h.process(t, attributes{"max_retries": 0}).query(attributes{"acs_access_group_id": group}, everybody)
	succeeded(t, said)
	if len(found) != 20 || h.MaxInFlight() != 10 {
		t.Errorf("found %d memberships with at most %d requests in flight, want 20 with 10", len(found), h.MaxInFlight())
	}
}

func TestQueryAsksForManyWhoAreJoiningWithOneList(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	group := h.group("Engineering")
	for i := range 120 {
		h.AddPendingMutation(h.user(fmt.Sprintf("Person %03d", i)), group, fakeseam.Adding)
	}
	found, said := h.process(t, nil).query(attributes{"acs_access_group_id": group}, 3)
	if said.failed() {
		t.Fatal(said)
	}
	isFound(t, found, "Person 000 in Engineering", "Person 001 in Engineering", "Person 002 in Engineering")
	check(t, h.sent(pathListACSUsers, 1), h.sent(pathGetUser, 0), h.sent(pathListUsers, 1))
}

func TestQueryPassesOverAnAccessGroupThatIsDeletedMeanwhile(t *testing.T) {
	t.Parallel()
	p := newPopulated(t)
	p.Inject(pathListUsers, fakeseam.Fault{
		Match:  func(request fakeseam.Request) bool { return request.Body["acs_access_group_id"] == p.engineering },
		Status: 404,
		Body:   `{"error":{"type":"acs_access_group_not_found","message":"acs_access_group not found"},"ok":false}`,
	})
	found, said := p.process(t, nil).query(attributes{"acs_system_id": p.system}, everybody)
	succeeded(t, said)
	isFound(t, found, "Jane Doe in Lobby")

	found, said = p.process(t, nil).query(attributes{"acs_access_group_id": p.engineering}, everybody)
	refuses(t, said.String(), "acs_access_group not found", p.engineering)
	isFound(t, found)
}
