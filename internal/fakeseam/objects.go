// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package fakeseam

import (
	"slices"
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
	entrances  []*acsEntrance
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
	entrances []*acsEntrance
	byHand    []mutation
}

type acsEntrance struct {
	troubles

	id        string
	serial    int
	name      string
	createdAt time.Time
	system    *acsSystem
}

// connectedAccountOf makes up the ID of a system's connected account, always the same for the same system.
func connectedAccountOf(acsSystemID string) string {
	return uuid.NewSHA1(uuid.MustParse(acsSystemID), []byte("connected_account")).String()
}

// dropGroup takes an access group, with all its memberships, out of its access system.
func (f *Fake) dropGroup(group *acsAccessGroup) {
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
