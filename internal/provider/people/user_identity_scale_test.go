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
	singly     = 20
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

func person(at int) providertest.Attributes {
	return providertest.Attributes{"user_identity_key": fmt.Sprint("key-", at), "full_name": fmt.Sprint("Person ", at)}
}

// TestAThousandPeopleCostNoRequestEach counts requests: one for the workspace, twenty for the first twenty, and the list.
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
	w.SentInAll(t, 1+singly+1)

	w.ResetRequests()
	p = process(t, w)
	made := make([]providertest.Object, manyPeople)
	tenAtATime(manyPeople, func(at int) {
		object, said := p.Apply(planned[at])
		said.IsSilent()
		made[at] = object
	})
	w.Sent(t, providertest.PathCreateIdentity, manyPeople)
	w.Sent(t, providertest.PathGetIdentity, singly)
	if lists := len(w.RequestsTo(providertest.PathListIdentities)); lists > pages {
		t.Errorf("the list took %d requests", lists)
	}

	w.ResetRequests()
	p = process(t, w)
	tenAtATime(manyPeople, func(at int) {
		read, said := p.Refresh(made[at])
		said.IsSilent()
		_, said = p.Plan(read, person(at))
		said.IsSilent()
	})
	w.SentInAll(t, 1+singly+pages)
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
	w.Sent(t, providertest.PathGetIdentity, singly)
	w.Sent(t, providertest.PathListIdentities, 1)
	w.Sent(t, providertest.PathListUsers, singly+1)
	w.Sent(t, providertest.PathListSystems, 1)
}
