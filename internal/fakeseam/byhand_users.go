// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package fakeseam

import "slices"

// Users returns the sorted IDs of the ACS users in an access system.
func (f *Fake) Users(systemID string) []string {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.settle()
	system := must(f.systems, systemID)
	var ids []string
	for _, user := range system.workspace.users {
		if user.system == system {
			ids = append(ids, user.id)
		}
	}
	slices.Sort(ids)
	return ids
}

// DeleteUser deletes an ACS user with all its memberships. Its user identity stays.
func (f *Fake) DeleteUser(userID string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.dropUser(must(f.users, userID))
}

// RecreateUser deletes an ACS user and makes it anew, as access systems do, and returns its new ID. It is linked to the
// same user identity, and is a member of the same access groups where keepsMemberships is set, and of none otherwise.
func (f *Fake) RecreateUser(userID string, keepsMemberships bool) string {
	f.mu.Lock()
	defer f.mu.Unlock()
	old := must(f.users, userID)
	identity, groups := old.identity, groupsOf(old)
	f.dropUser(old)
	made := &acsUser{id: newID(f.users, ""), shown: old.shown, profile: old.profile}
	f.addUser(old.system, made)
	if identity != nil {
		link(identity, made)
	}
	if keepsMemberships {
		for _, group := range groups {
			f.setMembershipByHand(group, made, true)
		}
	}
	return made.id
}

// SetSuspended suspends an ACS user, or ends that.
func (f *Fake) SetSuspended(userID string, on bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	user := must(f.users, userID)
	changed := user.profile
	changed.isSuspended = on
	changeUserByHand(user, changed)
}

// groupsOf returns the access groups that Seam has an ACS user in.
func groupsOf(user *acsUser) []*acsAccessGroup {
	var groups []*acsAccessGroup
	for _, group := range user.system.workspace.groups {
		if m := group.members[user]; m != nil && m.accepted {
			groups = append(groups, group)
		}
	}
	return groups
}
