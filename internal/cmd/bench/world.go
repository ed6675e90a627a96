// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/seamapi/terraform-provider-seam/internal/fakeseam"
)

const groupCount = 10

// world is a fake of the Seam API with access groups and ACS users, and the configuration that joins them.
type world struct {
	fake        *fakeseam.Fake
	apiKey      string
	workspaceID string
	systemID    string
	groups      []string
	// users are those of the configuration: one for each membership.
	users []string
	// others are the users that the groups were filled with.
	others []string
}

// newWorld returns a world in which nobody is in any group yet.
func newWorld(memberships int) *world {
	fake := fakeseam.New()
	workspaceID := fake.AddWorkspace("Benchmark")
	w := &world{
		fake:        fake,
		apiKey:      fake.AddAPIKey(workspaceID),
		workspaceID: workspaceID,
		systemID:    fake.AddSystem(workspaceID, "Benchmark"),
	}
	for i := range groupCount {
		w.groups = append(w.groups, fake.AddGroup(w.systemID, fmt.Sprint("Group ", i)))
	}
	for i := range memberships {
		w.users = append(w.users, w.addUser(fmt.Sprint("Member ", i)))
	}
	return w
}

// addUser adds an ACS user with a user identity.
func (w *world) addUser(name string) string {
	emailAddress := strings.ReplaceAll(strings.ToLower(name), " ", ".") + "@example.com"
	identityID := w.fake.AddIdentity(w.workspaceID, fakeseam.Identity{FullName: name, EmailAddress: emailAddress})
	return w.fake.AddUser(w.systemID, fakeseam.User{FullName: name, EmailAddress: emailAddress, UserIdentityID: identityID})
}

// fill adds others to the groups, the same to each, until every group has so many users.
func (w *world) fill(users int) {
	for i := range users - len(w.users)/groupCount {
		w.others = append(w.others, w.addUser(fmt.Sprint("Other ", i)))
	}
	w.eachOther(w.fake.AddMember)
}

// empty removes the others from the groups.
func (w *world) empty() {
	w.eachOther(w.fake.RemoveMember)
}

func (w *world) eachOther(do func(groupID, userID string)) {
	for _, groupID := range w.groups {
		for _, userID := range w.others {
			do(groupID, userID)
		}
	}
}

// configuration declares the memberships, spread over the groups, as Terraform JSON.
func (w *world) configuration() ([]byte, error) {
	return json.Marshal(map[string]any{
		"terraform": map[string]any{"required_providers": map[string]any{"seam": map[string]any{"source": "seamapi/seam"}}},
		"locals":    map[string]any{"groups": w.groups, "users": w.users},
		"resource": map[string]any{"seam_acs_access_group_membership": map[string]any{"all": map[string]any{
			"count":               len(w.users),
			"acs_access_group_id": fmt.Sprintf("${local.groups[count.index %% %d]}", groupCount),
			"acs_user_id":         "${local.users[count.index]}",
		}}},
	})
}
