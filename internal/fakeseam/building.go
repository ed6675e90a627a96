// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package fakeseam

// Building is a small building to try things on: one access system with three access groups and three entrances, four ACS
// users, and two people more who have a user identity but no ACS user yet. Nobody is in any group. Every building has the
// same IDs.
type Building struct {
	// Fake is the API that the building is seeded into. It knows no credential yet.
	Fake        *Fake
	WorkspaceID string
	// System is the access system.
	System Named
	// Groups are the access groups.
	Groups []Named
	// Entrances are the doors. Each access group opens the one in its own place; whoever may use the garage can use the main
	// entrance as well.
	Entrances []Named
	// Users are the people with an ACS user; each has a user identity as well.
	Users []Named
	// Identities are the user identities of all six people: those of Users in the same order, then the two without an
	// ACS user.
	Identities []Named
}

// Named is an object's ID with the name that a person knows it by.
type Named struct {
	ID   string
	Name string
}

// NewBuilding returns a new building, seeded into a fake of its own.
func NewBuilding() Building {
	b := Building{
		Fake:        New(),
		WorkspaceID: "10000000-0000-4000-8000-000000000001",
		System:      Named{"20000000-0000-4000-8000-000000000001", "12 Harbour Street"},
		Groups: []Named{
			{"30000000-0000-4000-8000-000000000001", "Front door"},
			{"30000000-0000-4000-8000-000000000002", "Garage"},
			{"30000000-0000-4000-8000-000000000003", "Roof terrace"},
		},
		Entrances: []Named{
			{"60000000-0000-4000-8000-000000000001", "Main entrance"},
			{"60000000-0000-4000-8000-000000000002", "Garage gate"},
			{"60000000-0000-4000-8000-000000000003", "Terrace door"},
		},
		Users: []Named{
			{"40000000-0000-4000-8000-000000000001", "Ada Lindqvist"},
			{"40000000-0000-4000-8000-000000000002", "Bruno Costa"},
			{"40000000-0000-4000-8000-000000000003", "Chidi Okafor"},
			{"40000000-0000-4000-8000-000000000004", "Dana Weiss"},
		},
		Identities: []Named{
			{"50000000-0000-4000-8000-000000000001", "Ada Lindqvist"},
			{"50000000-0000-4000-8000-000000000002", "Bruno Costa"},
			{"50000000-0000-4000-8000-000000000003", "Chidi Okafor"},
			{"50000000-0000-4000-8000-000000000004", "Dana Weiss"},
			{"50000000-0000-4000-8000-000000000005", "Elif Demir"},
			{"50000000-0000-4000-8000-000000000006", "Farid Haddad"},
		},
	}
	b.seed()
	return b
}

func (b Building) seed() {
	emailAddresses := []string{
		"ada@example.com", "bruno@example.com", "chidi@example.com",
		"dana@example.com", "elif@example.com", "farid@example.com",
	}
	b.Fake.addWorkspace(b.WorkspaceID, "Harbour Street")
	b.Fake.addSystem(b.System.ID, b.WorkspaceID, b.System.Name)
	for _, group := range b.Groups {
		b.Fake.addGroup(group.ID, b.System.ID, group.Name)
	}
	for i, entrance := range b.Entrances {
		b.Fake.addEntrance(entrance.ID, b.System.ID, entrance.Name)
		b.Fake.AddEntranceToGroup(b.Groups[i].ID, entrance.ID)
	}
	b.Fake.AddEntranceToGroup(b.Groups[1].ID, b.Entrances[0].ID)
	for i, person := range b.Identities {
		b.Fake.AddIdentity(b.WorkspaceID, Identity{ID: person.ID, FullName: person.Name, EmailAddress: emailAddresses[i]})
	}
	for i, person := range b.Users {
		b.Fake.AddUser(b.System.ID, User{
			ID:             person.ID,
			FullName:       person.Name,
			EmailAddress:   emailAddresses[i],
			UserIdentityID: b.Identities[i].ID,
		})
	}
}
