// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"fmt"
	"maps"
	"strings"

	"github.com/seamapi/terraform-provider-seam/internal/fakeseam"
)

// world is a fake of the Seam API with one access system. Nobody is in any of its groups at first.
type world struct {
	fake        *fakeseam.Fake
	apiKey      string
	workspaceID string
	systemID    string
	groups      []string
	people      []person
	// newcomers is how many people there are whom Seam does not know.
	newcomers int
}

// person is a user identity with its ACS user.
type person struct {
	identityID, userID string
}

func newWorld(people, groups int) *world {
	fake := fakeseam.New()
	workspaceID := fake.AddWorkspace("Benchmark")
	w := &world{
		fake:        fake,
		apiKey:      fake.AddAPIKey(workspaceID),
		workspaceID: workspaceID,
		systemID:    fake.AddSystem(workspaceID, "Benchmark"),
	}
	for i := range groups {
		w.groups = append(w.groups, fake.AddGroup(w.systemID, fmt.Sprint("Group ", i)))
	}
	for i := range people {
		w.people = append(w.people, w.addPerson(fmt.Sprint("Member ", i)))
	}
	return w
}

// expecting is the world with people who are yet to come.
func (w *world) expecting(newcomers int) *world {
	w.newcomers = newcomers
	return w
}

func (w *world) addPerson(name string) person {
	emailAddress := strings.ReplaceAll(strings.ToLower(name), " ", ".") + "@example.com"
	identityID := w.fake.AddIdentity(w.workspaceID, fakeseam.Identity{FullName: name, EmailAddress: emailAddress})
	return person{identityID, w.fake.AddUser(w.systemID, fakeseam.User{FullName: name, EmailAddress: emailAddress, UserIdentityID: identityID})}
}

// fill adds others to the groups, the same to each, until every group has so many users.
func (w *world) fill(users int) {
	for i := range users - len(w.people)/len(w.groups) {
		other := w.addPerson(fmt.Sprint("Other ", i))
		for _, groupID := range w.groups {
			w.fake.AddMember(groupID, other.userID)
		}
	}
}

// blocks is a configuration, or a part of one, in Terraform's JSON.
type blocks = map[string]any

// memberships declares everybody in one of the groups, by an attribute that names a person.
func (w *world) memberships(attribute string, idOf func(person) string, further blocks) blocks {
	var ids []string
	for _, person := range w.people {
		ids = append(ids, idOf(person))
	}
	membership := blocks{
		"count":               len(ids),
		"acs_access_group_id": fmt.Sprintf("${local.groups[count.index %% %d]}", len(w.groups)),
		attribute:             "${local.people[count.index]}",
	}
	maps.Copy(membership, further)
	return blocks{
		"locals":   blocks{"groups": w.groups, "people": ids},
		"resource": blocks{"seam_acs_access_group_membership": blocks{"all": membership}},
	}
}

func membershipsByUser(w *world) blocks {
	return w.memberships("acs_user_id", func(p person) string { return p.userID }, nil)
}

func membershipsByIdentity(w *world) blocks {
	return w.memberships("user_identity_id", func(p person) string { return p.identityID }, nil)
}

func membershipsThatWait(w *world) blocks {
	return w.memberships("acs_user_id", func(p person) string { return p.userID }, blocks{"wait_for_sync": true})
}

// newPeople declares people from nothing to the door, each by the module of a person.
func newPeople(w *world) blocks {
	return blocks{
		"locals": blocks{"groups": w.groups},
		"module": blocks{"people": blocks{
			"source":              "./" + moduleDir,
			"count":               w.newcomers,
			"number":              "${count.index}",
			"acs_system_id":       w.systemID,
			"acs_access_group_id": fmt.Sprintf("${local.groups[count.index %% %d]}", len(w.groups)),
		}},
	}
}

// personModule is a user identity, an ACS user, and a membership in an access group. For each reference to one object of a
// resource, Terraform reads all of its objects; in this module there is only one.
func personModule() blocks {
	return blocks{
		"variable": blocks{"number": blocks{}, "acs_system_id": blocks{}, "acs_access_group_id": blocks{}},
		"resource": blocks{
			"seam_user_identity": blocks{"this": blocks{
				"full_name":     "Newcomer ${var.number}",
				"email_address": "newcomer.${var.number}@example.com",
			}},
			"seam_acs_user": blocks{"this": blocks{
				"acs_system_id":    "${var.acs_system_id}",
				"full_name":        "${seam_user_identity.this.full_name}",
				"email_address":    "${seam_user_identity.this.email_address}",
				"user_identity_id": "${seam_user_identity.this.user_identity_id}",
			}},
			"seam_acs_access_group_membership": blocks{"this": blocks{
				"acs_access_group_id": "${var.acs_access_group_id}",
				"acs_user_id":         "${seam_acs_user.this.acs_user_id}",
			}},
		},
	}
}

func wholeGroup(w *world) blocks {
	ids := map[string]string{}
	for i, person := range w.people {
		ids[fmt.Sprintf("Person %d", i)] = person.userID
	}
	return blocks{"resource": blocks{"seam_acs_access_group_members": blocks{"all": blocks{
		"acs_access_group_id": w.groups[0],
		"acs_user_ids":        ids,
	}}}}
}

func usersOfSystem(w *world) blocks {
	return blocks{"data": blocks{"seam_acs_users": blocks{"all": blocks{"acs_system_id": w.systemID}}}}
}
