// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package fakeseam

import "slices"

// AddMember makes an ACS user a member by hand: in Seam and in the access system at once, without a request.
func (f *Fake) AddMember(groupID, userID string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.setMembershipByHand(must(f.groups, groupID), must(f.users, userID), true)
}

// RemoveMember ends a membership by hand: in Seam and in the access system at once, without a request. It does nothing
// to somebody who is no member.
func (f *Fake) RemoveMember(groupID, userID string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.setMembershipByHand(must(f.groups, groupID), must(f.users, userID), false)
}

// DeleteUser deletes an ACS user with all its memberships. Its user identity stays.
func (f *Fake) DeleteUser(userID string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.deleteUser(must(f.users, userID))
}

// DeleteGroup deletes an access group with all its memberships.
func (f *Fake) DeleteGroup(groupID string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.deleteGroup(must(f.groups, groupID))
}

// AddUserError puts an error into an ACS user's errors. The OpenAPI document knows the codes deleted_externally,
// salto_ks_subscription_limit_exceeded, failed_to_create_on_acs_system, failed_to_update_on_acs_system,
// failed_to_delete_on_acs_system and latch_conflict_with_resident_user.
func (f *Fake) AddUserError(userID, code, message string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	user := must(f.users, userID)
	user.errors = append(user.errors, userError{code: code, message: message, at: f.now()})
	user.encoded = nil
}

// Members returns the sorted IDs of the ACS users that Seam has in a group, whether or not the access system has been
// told yet. A group that does not exist has none.
func (f *Fake) Members(groupID string) []string {
	return f.membersWhere(groupID, func(m *membership) bool { return m.accepted })
}

// SyncedMembers returns the sorted IDs of the ACS users that the access system itself has in a group: those for whom
// the door opens. A group that does not exist has none.
func (f *Fake) SyncedMembers(groupID string) []string {
	return f.membersWhere(groupID, func(m *membership) bool { return m.synced })
}

// Users returns the sorted IDs of the ACS users in an access system.
func (f *Fake) Users(systemID string) []string {
	f.mu.Lock()
	defer f.mu.Unlock()
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

func (f *Fake) membersWhere(groupID string, match func(*membership) bool) []string {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.settle()
	group := f.groups[groupID]
	if group == nil {
		return nil
	}
	var ids []string
	for user, m := range group.members {
		if match(m) {
			ids = append(ids, user.id)
		}
	}
	slices.Sort(ids)
	return ids
}
