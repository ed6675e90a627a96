// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package fakeseam

import (
	"slices"
	"time"
)

// membership is one ACS user's place in one access group. There is none where neither Seam nor the access system has one.
type membership struct {
	group *acsAccessGroup
	user  *acsUser
	// accepted is what Seam was told last; synced is what the access system itself has. Where they differ, a change is
	// pending.
	accepted, synced bool
	changedAt        time.Time
	// pushAt is when a pending change reaches the access system. Zero means when changes are released.
	pushAt time.Time
}

// setMembership accepts a change as the API does. It reports false where there was nothing to change.
func (f *Fake) setMembership(group *acsAccessGroup, user *acsUser, member bool) bool {
	m := group.members[user]
	if m == nil {
		m = &membership{group: group, user: user}
	}
	if m.accepted == member {
		return false
	}
	m.accepted = member
	m.changedAt = f.now()
	switch {
	case f.behaviour.hold:
		m.pushAt = time.Time{}
	case f.behaviour.syncDelay > 0:
		m.pushAt = m.changedAt.Add(f.behaviour.syncDelay)
	default:
		m.synced = member
	}
	f.file(m)
	return true
}

// setMembershipByHand makes a change in Seam and in the access system at once.
func (f *Fake) setMembershipByHand(group *acsAccessGroup, user *acsUser, member bool) {
	m := group.members[user]
	if m == nil {
		m = &membership{group: group, user: user}
	}
	m.accepted, m.synced, m.changedAt = member, member, f.now()
	f.file(m)
}

func (f *Fake) dropMembership(group *acsAccessGroup, user *acsUser) {
	if m := group.members[user]; m != nil {
		m.accepted, m.synced = false, false
		f.file(m)
	}
}

// file puts a changed membership where it is looked for: in its group, and among the unpushed changes.
func (f *Fake) file(m *membership) {
	if m.accepted || m.synced {
		m.group.members[m.user] = m
	} else {
		delete(m.group.members, m.user)
	}
	if m.accepted == m.synced && len(m.user.unpushed) == 0 {
		return
	}
	f.unpushed = without(f.unpushed, m)
	m.user.unpushed = without(m.user.unpushed, m)
	if m.accepted != m.synced {
		f.unpushed = append(f.unpushed, m)
		m.user.unpushed = append(m.user.unpushed, m)
	}
	m.user.encoded = nil
}

// settle pushes the changes whose time has come. Everything that looks at memberships or ACS users calls it first, so that
// no goroutine is needed to let time pass.
func (f *Fake) settle() {
	if len(f.unpushed)+len(f.unpushedUsers) == 0 {
		return
	}
	now := f.now()
	f.push(func(pushAt time.Time) bool { return !pushAt.IsZero() && !now.Before(pushAt) })
}

// push brings the changes to the access system whose time is due.
func (f *Fake) push(due func(pushAt time.Time) bool) {
	for _, user := range slices.Clone(f.unpushedUsers) {
		if due(user.pushAt) {
			f.pushUser(user)
		}
	}
	for _, m := range slices.Clone(f.unpushed) {
		if due(m.pushAt) {
			m.synced = m.accepted
			f.file(m)
		}
	}
}

// lists reports whether Seam lists a membership, which is nil where there is none.
func (f *Fake) lists(m *membership) bool {
	if m == nil {
		return false
	}
	if f.behaviour.listing == ListWhenSynced {
		return m.synced
	}
	return m.accepted
}
