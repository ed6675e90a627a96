// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package people_test

import (
	"fmt"
	"sync"
	"testing"

	"github.com/seamapi/terraform-provider-seam/internal/fakeseam"
	"github.com/seamapi/terraform-provider-seam/internal/provider/providertest"
)

// A thousand people are in two pages.
const (
	manyPeople = 1000
	pages      = 2
)

// tenAtATime calls do for so many, as Terraform does.
func tenAtATime(count int, do func(at int)) {
	var working sync.WaitGroup
	turns := make(chan struct{}, 10)
	for at := range count {
		turns <- struct{}{}
		working.Go(func() {
			defer func() { <-turns }()
			do(at)
		})
	}
	working.Wait()
}

// sentAtMost checks how many requests were sent since the last reset. Whoever is the only one to ask for a while is asked for
// singly rather than in a second page.
func sentAtMost(t *testing.T, w *providertest.World, most int) {
	t.Helper()
	perPath := map[string]int{}
	for _, request := range w.Requests() {
		perPath[request.Path]++
	}
	if sent := len(w.Requests()); sent > most {
		t.Errorf("%d requests were sent, want at most %d: %v", sent, most, perPath)
	}
}

func person(at int) providertest.Attributes {
	return providertest.Attributes{"user_identity_key": fmt.Sprint("key-", at), "full_name": fmt.Sprint("Person ", at)}
}

// TestAThousandPeopleCostNoRequestEach counts requests: one for the workspace, and the pages of the list.
func TestAThousandPeopleCostNoRequestEach(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)

	p := process(t, w)
	planned := make([]providertest.Change, manyPeople)
	tenAtATime(manyPeople, func(at int) {
		change, said := p.Plan(providertest.Object{}, person(at))
		said.IsSilent()
		planned[at] = change
	})
	// Nobody is there yet, so the list has one page.
	w.SentInAll(t, 1+1)

	w.ResetRequests()
	p = process(t, w)
	made := make([]providertest.Object, manyPeople)
	tenAtATime(manyPeople, func(at int) {
		object, said := p.Apply(planned[at])
		said.IsSilent()
		made[at] = object
	})
	w.Sent(t, providertest.PathCreateIdentity, manyPeople)
	w.Sent(t, providertest.PathGetIdentity, 0)
	w.Sent(t, providertest.PathListIdentities, 1)

	w.ResetRequests()
	p = process(t, w)
	tenAtATime(manyPeople, func(at int) {
		read, said := p.Refresh(made[at])
		said.IsSilent()
		_, said = p.Plan(read, person(at))
		said.IsSilent()
	})
	sentAtMost(t, w, 1+pages+1)
}

func TestARefreshOfPeopleWithIdentityACSUserAndMembershipCostsThePagesAndTheGroups(t *testing.T) {
	t.Parallel()
	const people, groups = 600, 3
	w := providertest.NewWorld(t)
	var groupIDs []string
	for at := range groups {
		groupIDs = append(groupIDs, w.Group(fmt.Sprint("Group ", at)))
	}
	p := process(t, w)
	identities, users, memberships := make([]providertest.Object, people), make([]providertest.Object, people), make([]providertest.Object, people)
	tenAtATime(people, func(at int) {
		identityID, userID := w.Person(fmt.Sprint("Person ", at))
		w.AddMember(groupIDs[at%groups], userID)
		identities[at], _ = p.ImportID(identityID)
		users[at], _ = p.Of(acsUserType).ImportID(userID)
		memberships[at], _ = p.Of(providertest.MembershipType).ImportID(groupIDs[at%groups] + "/user_identity:" + identityID)
	})

	w.ResetRequests()
	p = process(t, w)
	tenAtATime(people, func(at int) {
		for resourceType, object := range map[string]providertest.Object{
			providertest.UserIdentityType: identities[at], acsUserType: users[at], providertest.MembershipType: memberships[at],
		} {
			_, said := p.Of(resourceType).Refresh(object)
			said.Succeeds()
		}
	})
	w.Sent(t, providertest.PathListIdentities, pages)
	w.Sent(t, providertest.PathListUsers, pages)
	sentAtMost(t, w, 2*pages+groups+2)
}

func TestThePlanOfManyDestroysCostsNoRequestEach(t *testing.T) {
	t.Parallel()
	const people = 60
	w := providertest.NewWorld(t)
	p := process(t, w)
	made := make([]providertest.Object, people)
	for at := range made {
		object, said := p.Create(person(at))
		said.Succeeds()
		made[at] = object
		w.AddUser(w.ACSSystemID, fakeseam.User{FullName: fmt.Sprint("Person ", at), UserIdentityID: id(object)})
	}
	w.ResetRequests()
	p = process(t, w)
	tenAtATime(people, func(at int) {
		_, said := p.PlanDestroy(made[at])
		said.Says(fmt.Sprintf("Destroying Person %d deletes a person with 1 ACS user", at), "Head Office")
	})
	w.Sent(t, providertest.PathGetIdentity, 0)
	w.Sent(t, providertest.PathListIdentities, 1)
	w.Sent(t, providertest.PathListUsers, 1)
	w.Sent(t, providertest.PathListSystems, 1)
}
