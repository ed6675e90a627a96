// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package membership_test

import (
	"fmt"
	"net/http"
	"testing"

	"github.com/seamapi/terraform-provider-seam/internal/fakeseam"
	"github.com/seamapi/terraform-provider-seam/internal/provider/providertest"
)

// nobody is an ID that Seam does not know.
const nobody = "8aa3a7c8-31f7-4b0c-9e0a-52d1c6a4e7f0"

// byUser is a membership that is declared by ACS user.
func byUser(group, user string) providertest.Attributes {
	return providertest.Attributes{"acs_access_group_id": group, "acs_user_id": user}
}

// tracked is a membership in the state, and a process that has refreshed it.
func tracked(t *testing.T, w *providertest.World, wanted providertest.Attributes) (*providertest.Process, providertest.Object) {
	t.Helper()
	made, said := w.Process(t).Create(wanted)
	said.Succeeds()
	p := w.Process(t)
	read, said := p.Refresh(made)
	said.Succeeds()
	w.ResetRequests()
	return p, read
}

func TestReplacementThatMeetsAMemberSaysWhomItAdopts(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		wanted func(group, other, user, member string) providertest.Attributes
		says   string
	}{
		"another person": {
			wanted: func(group, _, _, member string) providertest.Attributes { return byUser(group, member) },
			says:   "Warning: John Roe is in the access group Engineering already, and the membership will be adopted",
		},
		"another group": {
			wanted: func(_, other, user, _ string) providertest.Attributes { return byUser(other, user) },
			says:   "Warning: Jane Doe is in the access group Sales already, and the membership will be adopted",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := providertest.NewWorld(t)
			group, other := w.Group("Engineering"), w.Group("Sales")
			user, member := w.User("Jane Doe"), w.User("John Roe")
			w.AddMember(group, member)
			w.AddMember(other, user)
			p, state := tracked(t, w, byUser(group, user))

			planned, said := p.Plan(state, c.wanted(group, other, user, member))
			said.Succeeds()
			said.Says(c.says, "destroying it later revokes it", "write a moved block")
			if len(planned.ReplacedFor) != 1 {
				t.Errorf("it is replaced for %q, want one attribute", planned.ReplacedFor)
			}
			// Terraform plans the object that comes instead in a second pass.
			_, said = p.PlanReplacement(planned)
			said.IsSilent()
			w.SentNoWrite(t)
		})
	}
}

func TestThreeAdoptionsNameThreePeople(t *testing.T) {
	t.Parallel()
	w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
	group := w.Group("Engineering")
	var blocks []string
	for i, name := range []string{"Ann Poe", "Ben Low", "Cleo Fox"} {
		user := w.User(name)
		w.AddMember(group, user)
		blocks = append(blocks, providertest.Membership(fmt.Sprint("person", i), group, user))
	}
	terraform.Configure(w.Config(blocks...))
	terraform.Plan().Says("Warning: Ann Poe is in the", "Warning: Ben Low is in the", "Warning: Cleo Fox is in the")
}

func TestThreeUsersWithAProblemAreNamed(t *testing.T) {
	t.Parallel()
	w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
	group := w.Group("Engineering")
	var blocks []string
	for i, name := range []string{"Ann Poe", "Ben Low", "Cleo Fox"} {
		user := w.User(name)
		w.AddWarning(user, "acs_user_inactive", "The user is inactive.")
		w.AddUserError(user, "failed_to_update_on_acs_system", "The system did not take the update.")
		blocks = append(blocks, providertest.Membership(fmt.Sprint("person", i), group, user))
	}
	terraform.Configure(w.Config(blocks...))
	terraform.Apply()
	plan := terraform.Plan()
	for _, name := range []string{"Ann Poe", "Ben Low", "Cleo Fox"} {
		plan.Says("Warning: Seam warns about "+name, "Warning: The access system reports a problem with "+name)
	}
}

func TestUnknownGroupIsToldOnce(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	p := w.Process(t)
	_, said := p.Plan(providertest.Object{}, byUser(nobody, w.User("Jane Doe")))
	said.Succeeds()
	said.Says("Warning: There is no such access group", nobody, "nobody can be added to it", "Check the ID")
	for range 3 {
		_, said = p.Plan(providertest.Object{}, byUser(nobody, w.User("Jane Doe")))
		said.IsSilent()
	}
}

func TestReplacementIntoAnUnknownGroupIsAnErrorWhilePlanning(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	group, user := w.Group("Engineering"), w.User("Jane Doe")
	other, said := w.Process(t).Create(byUser(group, w.User("John Roe")))
	said.Succeeds()
	p, state := tracked(t, w, byUser(group, user))

	_, said = p.Plan(state, byUser(nobody, user))
	said.IsOneError("Error: There is no such access group", nobody, "would revoke the access that it gives now", "Check the ID", "-refresh=false")
	// The error has ended the walk: the cause is told once.
	_, said = p.Plan(other, byUser(nobody, other.Attribute("acs_user_id")))
	said.IsSilent()
	w.SentNoWrite(t)
	w.HasMembers(t, group, user, other.Attribute("acs_user_id"))
}

func TestNewMembershipOfSomebodyWhoDoesNotExist(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		attribute string
		id        func(w *providertest.World, group, user, identity string) string
		says      []string
	}{
		"unknown ACS user": {
			attribute: "acs_user_id",
			id:        func(*providertest.World, string, string, string) string { return nobody },
			says:      []string{nobody + " is not the ID of an ACS user Access group: ", "mistyped", "deleted", "seam_acs_user data source"},
		},
		"deleted ACS user": {
			attribute: "acs_user_id",
			id: func(w *providertest.World, _, user, _ string) string {
				w.DeleteUser(user)
				return user
			},
			says: []string{" is not the ID of an ACS user Access group: ", "deleted"},
		},
		"unknown user identity": {
			attribute: "user_identity_id",
			id:        func(*providertest.World, string, string, string) string { return nobody },
			says:      []string{nobody + " is not the ID of a user identity Access group: ", "seam_user_identity data source"},
		},
		"user identity given as an ACS user": {
			attribute: "acs_user_id",
			id:        func(_ *providertest.World, _, _, identity string) string { return identity },
			says: []string{" is not the ID of an ACS user, but of a user identity Access group: ",
				"This is the ID of a user identity: write it to user_identity_id."},
		},
		"ACS user given as a user identity": {
			attribute: "user_identity_id",
			id:        func(_ *providertest.World, _, user, _ string) string { return user },
			says: []string{" is not the ID of a user identity, but of an ACS user Access group: ",
				"This is the ID of an ACS user: write it to acs_user_id."},
		},
		"access group given as an ACS user": {
			attribute: "acs_user_id",
			id:        func(_ *providertest.World, group, _, _ string) string { return group },
			says:      []string{" is not the ID of an ACS user, but of an access group Access group: ", "seam_acs_user data source"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := providertest.NewWorld(t)
			group := w.Group("Engineering")
			member := w.User("John Roe")
			identity, user := w.Person("Jane Doe")
			wanted := providertest.Attributes{"acs_access_group_id": group, c.attribute: c.id(w, group, user, identity)}
			p, state := tracked(t, w, byUser(group, member))

			_, said := p.Plan(state, wanted)
			said.IsOneError(append(c.says, "Engineering ("+group+")", "would revoke the access that it gives now")...)
			w.SentNoWrite(t)
			w.HasMembers(t, group, member)

			_, said = w.Process(t).Plan(providertest.Object{}, wanted)
			said.Succeeds()
			said.Says(append(c.says, "Warning: "+wanted[c.attribute].(string), "Applying fails for this membership.")...)
			_, said = w.Process(t).Create(wanted)
			said.Says("Error: The user was not added to the access group")
			w.HasMembers(t, group, member)
		})
	}
}

func TestNewMembershipOfAnACSUserOfAnotherAccessSystem(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	group, member := w.Group("Engineering"), w.User("John Roe")
	elsewhere := w.AddUser(w.AddSystem(w.WorkspaceID, "Warehouse"), fakeseam.User{FullName: "Jane Doe"})
	wanted := providertest.Attributes{"acs_access_group_id": group, "acs_user_id": elsewhere}
	p, state := tracked(t, w, byUser(group, member))

	_, said := p.Plan(state, wanted)
	said.IsOneError("Jane Doe is an ACS user of another access system", "Engineering ("+group+")", "would revoke the access that it gives now")
	w.SentNoWrite(t)
	w.HasMembers(t, group, member)

	_, said = w.Process(t).Plan(providertest.Object{}, wanted)
	said.Succeeds()
	said.Says("Warning: Jane Doe is an ACS user of another access system", "Applying fails for this membership.")
}

func TestNewPersonCostsOneListAndAllGroupsAndSystemsOneEach(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	group, other := w.Group("Engineering"), w.Group("Sales")
	identity, user := w.Person("Jane Doe")
	unlinked := w.AddIdentity(w.WorkspaceID, fakeseam.Identity{FullName: "Ann Poe"})
	for name, test := range map[string]struct {
		wanted     providertest.Attributes
		identities int
	}{
		"by ACS user":             {byUser(group, user), 0},
		"by user identity":        {byIdentity(group, identity), 0},
		"by an unlinked identity": {byIdentity(group, unlinked), 1},
	} {
		p := w.Process(t)
		w.ResetRequests()
		_, said := p.Plan(providertest.Object{}, test.wanted)
		said.IsSilent()
		w.Sent(t, providertest.PathListMembers, 1)
		// The list of groups says which access system it is, that of access systems whether Seam can keep up with it.
		w.Sent(t, providertest.PathListGroups, 1)
		w.Sent(t, providertest.PathListSystems, 1)
		w.Sent(t, providertest.PathListUsers, 1)
		w.Sent(t, providertest.PathListIdentities, test.identities)
		w.SentInAll(t, 4+test.identities)
		if t.Failed() {
			t.Fatal(name)
		}

		test.wanted["acs_access_group_id"] = other
		_, said = p.Plan(providertest.Object{}, test.wanted)
		said.IsSilent()
		w.Sent(t, providertest.PathListMembers, 2)
		w.SentInAll(t, 5+test.identities)
	}
}

func TestPersonInTheStateCostsNothing(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	group := w.Group("Engineering")
	identity, user := w.Person("Jane Doe")
	for _, wanted := range []providertest.Attributes{byUser(group, user), byIdentity(group, identity)} {
		p, state := tracked(t, w, wanted)
		_, said := p.Plan(state, wanted)
		said.IsSilent()
		w.SentInAll(t, 0)
		_, said = w.Process(t).Destroy(state)
		said.Succeeds()
	}
}

func TestManyNewPeopleCostOneListOfTheirAccessSystem(t *testing.T) {
	t.Parallel()
	const people = 60
	w := providertest.NewWorld(t)
	group, other := w.Group("Engineering"), w.Group("Sales")
	p := w.Process(t)
	var wanted []providertest.Attributes
	for i := range people {
		identity, user := w.Person(fmt.Sprint("Person ", i))
		wanted = append(wanted, byUser(group, user), byIdentity(other, identity))
	}
	w.ResetRequests()
	for _, attributes := range wanted {
		_, said := p.Plan(providertest.Object{}, attributes)
		said.IsSilent()
	}
	w.Sent(t, providertest.PathListMembers, 2)
	w.Sent(t, providertest.PathListGroups, 1)
	w.Sent(t, providertest.PathListUsers, 1)
	w.Sent(t, providertest.PathListSystems, 1)
	w.SentInAll(t, 5)
}

func TestAdoptionIsToldByThePlanAlone(t *testing.T) {
	t.Parallel()
	for name, isReplacement := range map[string]bool{"create": false, "replacement": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := providertest.NewWorld(t)
			group, member := w.Group("Engineering"), w.User("Jane Doe")
			w.AddMember(group, member)
			p, prior := w.Process(t), providertest.Object{}
			if isReplacement {
				p, prior = tracked(t, w, byUser(group, w.User("John Roe")))
			}
			_, said := p.Plan(prior, byUser(group, member))
			said.Says("Warning: Jane Doe is in the access group Engineering already")

			applying := w.Process(t)
			_, said = applying.Create(byUser(w.Group("Sales"), member))
			said.Succeeds()
			w.ResetRequests()
			planned, said := applying.Plan(prior, byUser(group, member))
			said.IsSilent()
			w.SentInAll(t, 0)
			if !isReplacement {
				_, said = applying.Apply(planned)
				said.IsSilent()
				w.Sent(t, providertest.PathListMembers, 0)
			}
		})
	}
}

func TestPersonOfWhomSeamDoesNotSayWhilePlanning(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	group := w.Group("Engineering")
	_, state := tracked(t, w, byUser(group, w.User("Ann Poe")))
	p := w.Process(t, providertest.Attributes{"max_retries": 0})
	w.Inject(providertest.PathListUsers, fakeseam.Fault{Status: http.StatusServiceUnavailable})

	// The add of a create will tell.
	_, said := p.Plan(providertest.Object{}, byUser(group, w.User("Jane Doe")))
	said.IsSilent()
	// A replacement would revoke first.
	_, said = p.Plan(state, byUser(group, w.User("John Roe")))
	said.IsOneError("Error: Seam did not say whether the person exists", "503", group)
	w.SentNoWrite(t)
}
