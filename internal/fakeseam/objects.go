// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package fakeseam

import (
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"
)

// workspace holds its objects in the order in which they were made.
type workspace struct {
	id         string
	name       string
	production bool
	systems    []*acsSystem
	groups     []*acsAccessGroup
	users      []*acsUser
	identities []*userIdentity
}

type acsSystem struct {
	troubles

	id                 string
	connectedAccountID string
	name               string
	createdAt          time.Time
	workspace          *workspace
	userCount          int
	groupCount         int
	// byContact finds ACS users by email address and phone number, as add_user has to.
	byContact map[string][]*acsUser
}

type acsAccessGroup struct {
	troubles

	id        string
	name      string
	createdAt time.Time
	system    *acsSystem
	members   map[*acsUser]*membership
	byHand    []mutation
}

type acsUser struct {
	profile
	troubles

	id     string
	serial int
	// shown is the display name, empty where it follows from the profile.
	shown     string
	createdAt time.Time
	system    *acsSystem
	identity  *userIdentity
	unpushed  []*membership
	byHand    []mutation
	// encoded is the object as JSON, nil after a change. A group of ten thousand is listed often and changes seldom.
	encoded []byte
}

// profile is what can be changed of an ACS user.
type profile struct {
	fullName     string
	emailAddress string
	phoneNumber  string
	isSuspended  bool
}

// connectedAccountOf makes up the ID of a system's connected account, always the same for the same system.
func connectedAccountOf(acsSystemID string) string {
	return uuid.NewSHA1(uuid.MustParse(acsSystemID), []byte("connected_account")).String()
}

// contacts are the keys of a person in acsSystem.byContact. Email addresses are compared regardless of case.
func contacts(emailAddress, phoneNumber string) []string {
	var keys []string
	if emailAddress != "" {
		keys = append(keys, "email:"+strings.ToLower(emailAddress))
	}
	if phoneNumber != "" {
		keys = append(keys, "phone:"+phoneNumber)
	}
	return keys
}

// addUser puts a new ACS user into an access system.
func (f *Fake) addUser(system *acsSystem, user *acsUser) {
	user.system = system
	user.serial = f.nextSerial()
	user.createdAt = f.now()
	f.users[user.id] = user
	system.userCount++
	system.workspace.users = append(system.workspace.users, user)
	for _, contact := range contacts(user.emailAddress, user.phoneNumber) {
		system.byContact[contact] = append(system.byContact[contact], user)
	}
}

// deleteUser takes an ACS user out of its access system, of every group, and off its identity.
func (f *Fake) deleteUser(user *acsUser) {
	system := user.system
	delete(f.users, user.id)
	system.userCount--
	system.workspace.users = without(system.workspace.users, user)
	for _, contact := range contacts(user.emailAddress, user.phoneNumber) {
		system.byContact[contact] = without(system.byContact[contact], user)
	}
	unlink(user)
	clearByHand(user)
	for _, group := range system.workspace.groups {
		f.dropMembership(group, user)
	}
}

// deleteGroup takes an access group, with all its memberships, out of its access system.
func (f *Fake) deleteGroup(group *acsAccessGroup) {
	for user := range group.members {
		f.dropMembership(group, user)
	}
	for _, user := range group.system.workspace.users {
		if len(user.byHand) > 0 {
			user.byHand = slices.DeleteFunc(user.byHand, func(m mutation) bool { return m.group == group })
			user.encoded = nil
		}
	}
	delete(f.groups, group.id)
	group.system.groupCount--
	group.system.workspace.groups = without(group.system.workspace.groups, group)
}

func without[T comparable](elements []T, element T) []T {
	if i := slices.Index(elements, element); i >= 0 {
		return slices.Delete(elements, i, i+1)
	}
	return elements
}
