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

// AddEntranceToGroup lets the members of an access group open an entrance.
func (f *Fake) AddEntranceToGroup(groupID, entranceID string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	group, entrance := must(f.groups, groupID), must(f.entrances, entranceID)
	if !slices.Contains(group.entrances, entrance) {
		group.entrances = append(group.entrances, entrance)
	}
}

// RemoveEntranceFromGroup ends that.
func (f *Fake) RemoveEntranceFromGroup(groupID, entranceID string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	group := must(f.groups, groupID)
	group.entrances = without(group.entrances, must(f.entrances, entranceID))
}

// DeleteGroup deletes an access group with all its memberships.
func (f *Fake) DeleteGroup(groupID string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.dropGroup(must(f.groups, groupID))
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
