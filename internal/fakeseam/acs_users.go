// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package fakeseam

import (
	"strings"
	"time"
)

type acsUser struct {
	// profile is what Seam was told last; synced is what the access system has.
	profile
	troubles

	synced profile

	id     string
	serial int
	// shown is the display name, empty where it follows from the profile.
	shown     string
	createdAt time.Time
	system    *acsSystem
	identity  *userIdentity
	unpushed  []*membership
	byHand    []mutation

	// stage, changedAt and pushAt are those of a change that is on its way to the access system. A pushAt of zero means
	// when changes are released.
	stage             stage
	changedAt, pushAt time.Time
	// encoded is the object as JSON, nil after a change. A group of ten thousand is listed often and changes seldom.
	encoded []byte
}

// profile is what can be changed of an ACS user.
type profile struct {
	fullName     string
	emailAddress string
	phoneNumber  string
	schedule     schedule
	isSuspended  bool
}

// schedule is when an ACS user has access, as timestamps. The zero schedule is none, and one without an end is for good.
type schedule struct {
	startsAt, endsAt string
}

// stage is what the access system has yet to do with an ACS user.
type stage int

const (
	settled stage = iota
	creating
	updating
	deleting
)

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

func (p profile) contacts() []string {
	return contacts(p.emailAddress, p.phoneNumber)
}

// addUser puts a new ACS user into an access system, in Seam and in the access system itself.
func (f *Fake) addUser(system *acsSystem, user *acsUser) {
	user.system = system
	user.serial = f.nextSerial()
	user.createdAt = f.now()
	user.synced = user.profile
	f.users[user.id] = user
	system.userCount++
	system.workspace.users = append(system.workspace.users, user)
	user.addContacts()
}

// dropUser takes an ACS user out of its access system, of every group, and off its identity.
func (f *Fake) dropUser(user *acsUser) {
	system := user.system
	delete(f.users, user.id)
	system.userCount--
	system.workspace.users = without(system.workspace.users, user)
	f.unpushedUsers = without(f.unpushedUsers, user)
	user.dropContacts()
	unlink(user)
	clearByHand(user)
	for _, group := range system.workspace.groups {
		f.dropMembership(group, user)
	}
}

func (u *acsUser) addContacts() {
	for _, contact := range u.contacts() {
		u.system.byContact[contact] = append(u.system.byContact[contact], u)
	}
}

func (u *acsUser) dropContacts() {
	for _, contact := range u.contacts() {
		u.system.byContact[contact] = without(u.system.byContact[contact], u)
	}
}
