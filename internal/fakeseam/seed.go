// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package fakeseam

import (
	"fmt"
	"strings"

	"github.com/google/uuid"
)

// User is what an ACS user is seeded with. An empty field is one that the ACS user does not have; an empty ID is made up.
type User struct {
	ID       string
	FullName string
	// DisplayName is the full name, the email address or the phone number where it is empty, as in Seam.
	DisplayName string
	// EmailAddress may be none: answers with such a one break the OpenAPI document, and are marked like faults.
	EmailAddress   string
	PhoneNumber    string
	UserIdentityID string
}

// Identity is what a user identity is seeded with. An empty field is one that the identity does not have; an empty ID is
// made up.
type Identity struct {
	ID       string
	FullName string
	// DisplayName and EmailAddress are as those of a [User].
	DisplayName  string
	EmailAddress string
	PhoneNumber  string
	// Key is the user_identity_key.
	Key string
}

// AddWorkspace makes a sandbox workspace and returns its ID.
func (f *Fake) AddWorkspace(name string) string {
	return f.addWorkspace("", name)
}

// SetProduction makes a workspace one that is no sandbox.
func (f *Fake) SetProduction(workspaceID string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	must(f.workspaces, workspaceID).production = true
}

// AddAPIKey makes an API key of a workspace and returns it.
func (f *Fake) AddAPIKey(workspaceID string) string {
	key := "seam_" + secret()
	f.SetAPIKey(workspaceID, key)
	return key
}

// SetAPIKey makes a chosen string an API key of a workspace, beside those that it has. The key of another workspace opens
// this one from then on.
func (f *Fake) SetAPIKey(workspaceID, key string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.apiKeys[key] = must(f.workspaces, workspaceID)
}

// AddPersonalAccessToken makes a personal access token and returns it. With the header seam-workspace it opens every
// workspace.
func (f *Fake) AddPersonalAccessToken() string {
	f.mu.Lock()
	defer f.mu.Unlock()
	token := "seam_at_" + secret()
	f.personalAccessTokens[token] = true
	return token
}

// AddSystem makes an access system in a workspace and returns its ID.
func (f *Fake) AddSystem(workspaceID, name string) string {
	return f.addSystem("", workspaceID, name)
}

// AddGroup makes an access group in an access system and returns its ID.
func (f *Fake) AddGroup(systemID, name string) string {
	return f.addGroup("", systemID, name)
}

// AddEntrance makes an entrance of an access system and returns its ID. No access group opens it yet.
func (f *Fake) AddEntrance(systemID, name string) string {
	return f.addEntrance("", systemID, name)
}

// AddUser makes an ACS user in an access system and returns its ID.
func (f *Fake) AddUser(systemID string, user User) string {
	f.mu.Lock()
	defer f.mu.Unlock()
	system := must(f.systems, systemID)
	f.noteAddress(user.EmailAddress)
	made := &acsUser{
		id:      newID(f.users, user.ID),
		shown:   user.DisplayName,
		profile: profile{fullName: user.FullName, emailAddress: user.EmailAddress, phoneNumber: user.PhoneNumber},
	}
	f.addUser(system, made)
	if user.UserIdentityID != "" {
		link(must(f.identities, user.UserIdentityID), made)
	}
	return made.id
}

// AddIdentity makes a user identity in a workspace and returns its ID.
func (f *Fake) AddIdentity(workspaceID string, identity Identity) string {
	f.mu.Lock()
	defer f.mu.Unlock()
	owner := must(f.workspaces, workspaceID)
	f.noteAddress(identity.EmailAddress)
	made := f.addIdentity(owner, identity.ID, person{
		key: identity.Key, fullName: identity.FullName, emailAddress: identity.EmailAddress, phoneNumber: identity.PhoneNumber,
	})
	made.shown = identity.DisplayName
	return made.id
}

func (f *Fake) addWorkspace(id, name string) string {
	f.mu.Lock()
	defer f.mu.Unlock()
	made := &workspace{id: newID(f.workspaces, id), name: name}
	f.workspaces[made.id] = made
	return made.id
}

func (f *Fake) addSystem(id, workspaceID, name string) string {
	f.mu.Lock()
	defer f.mu.Unlock()
	owner := must(f.workspaces, workspaceID)
	id = newID(f.systems, id)
	made := &acsSystem{
		id:                 id,
		connectedAccountID: connectedAccountOf(id),
		name:               name,
		createdAt:          f.now(),
		workspace:          owner,
		byContact:          map[string][]*acsUser{},
	}
	f.systems[id] = made
	owner.systems = append(owner.systems, made)
	return id
}

func (f *Fake) addGroup(id, systemID, name string) string {
	f.mu.Lock()
	defer f.mu.Unlock()
	system := must(f.systems, systemID)
	made := &acsAccessGroup{
		id:        newID(f.groups, id),
		name:      name,
		createdAt: f.now(),
		system:    system,
		members:   map[*acsUser]*membership{},
	}
	f.groups[made.id] = made
	system.groupCount++
	system.workspace.groups = append(system.workspace.groups, made)
	return made.id
}

func (f *Fake) addEntrance(id, systemID, name string) string {
	f.mu.Lock()
	defer f.mu.Unlock()
	system := must(f.systems, systemID)
	made := &acsEntrance{id: newID(f.entrances, id), serial: f.nextSerial(), name: name, createdAt: f.now(), system: system}
	f.entrances[made.id] = made
	system.workspace.entrances = append(system.workspace.entrances, made)
	return made.id
}

// newID returns id, or a made-up one where it is empty, and panics where it is taken or no lowercase UUID.
func newID[T any](taken map[string]*T, id string) string {
	if id == "" {
		return uuid.NewString()
	}
	if parsed, err := uuid.Parse(id); err != nil || parsed.String() != id {
		panic(fmt.Sprintf("fakeseam: %q is no lowercase UUID", id))
	}
	if taken[id] != nil {
		panic(fmt.Sprintf("fakeseam: the ID %s is taken", id))
	}
	return id
}

// must returns the object with an ID that a test has given.
func must[T any](objects map[string]*T, id string) *T {
	object := objects[id]
	if object == nil {
		panic(fmt.Sprintf("fakeseam: nothing of that kind has the ID %q", id))
	}
	return object
}

func secret() string {
	return strings.ReplaceAll(uuid.NewString(), "-", "")
}
