// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package fakeseam

import (
	"fmt"
	"slices"
	"time"
)

// The kinds of pending mutation that [Fake.AddPendingMutation] takes, each in Seam's words on the ACS user and on the
// access group.
const (
	// Adding is updating_group_membership and updating_user_membership from null: Seam is pushing an addition.
	Adding = "adding"
	// Removing is updating_group_membership and updating_user_membership to null: Seam is pushing a removal.
	Removing = "removing"
	// DeferredAdding is deferring_group_membership_update and deferring_user_membership_update with the variant adding:
	// an addition is scheduled, maybe days away.
	DeferredAdding = "deferred_adding"
	// DeferredRemoving is the same with the variant removing.
	DeferredRemoving = "deferred_removing"
)

// mutation is one pending change, as it shows in pending_mutations: of a membership, or, where either user or group is
// nil, of the other one itself.
type mutation struct {
	// kind is one of those above, or the mutation_code of a change of an ACS user or an access group itself.
	kind  string
	user  *acsUser
	group *acsAccessGroup
	at    time.Time
	// from and to are those of a change that no other object has a part in, nil where it has none.
	from, to map[string]any
}

// AddPendingMutation shows a change as pending on the ACS user and on the access group, until
// [Fake.ClearPendingMutations]. It only shows it: the membership itself stays as it is.
func (f *Fake) AddPendingMutation(userID, groupID, kind string) {
	if !slices.Contains([]string{Adding, Removing, DeferredAdding, DeferredRemoving}, kind) {
		panic(fmt.Sprintf("fakeseam: no pending mutation is called %q", kind))
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	user, group := must(f.users, userID), must(f.groups, groupID)
	m := mutation{kind: kind, user: user, group: group, at: f.now()}
	user.byHand = append(user.byHand, m)
	user.encoded = nil
	group.byHand = append(group.byHand, m)
}

// AddUserMutation shows a change of an ACS user itself as pending, until [Fake.ClearPendingMutations]: "creating",
// "deferring_creation" or "deleting".
func (f *Fake) AddUserMutation(userID, code string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	user := must(f.users, userID)
	user.byHand = append(user.byHand, mutation{kind: code, user: user, at: f.now()})
	user.encoded = nil
}

// AddGroupMutation shows a change of an access group itself as pending, as long as the group exists: "creating",
// "deleting" or "deferring_deletion".
func (f *Fake) AddGroupMutation(groupID, code string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	group := must(f.groups, groupID)
	group.byHand = append(group.byHand, mutation{kind: code, group: group, at: f.now()})
}

// ClearPendingMutations ends what [Fake.AddPendingMutation] and [Fake.AddUserMutation] show for an ACS user.
func (f *Fake) ClearPendingMutations(userID string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	clearByHand(must(f.users, userID))
}

func clearByHand(user *acsUser) {
	for _, m := range user.byHand {
		if m.group == nil {
			continue
		}
		m.group.byHand = slices.DeleteFunc(m.group.byHand, func(m mutation) bool { return m.user == user })
	}
	user.byHand = nil
	user.encoded = nil
}

// SetSyncDelay makes changes of memberships and ACS users that are accepted from now on stay pending for d before the access
// system has them. 0, the default, means not at all.
func (f *Fake) SetSyncDelay(d time.Duration) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.behaviour.syncDelay = d
}

// HoldChanges makes changes of memberships and ACS users that are accepted from now on stay pending until
// [Fake.ReleaseChanges].
func (f *Fake) HoldChanges() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.behaviour.hold = true
}

// ReleaseChanges pushes all held changes to the access system and ends the holding.
func (f *Fake) ReleaseChanges() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.behaviour.hold = false
	f.push(time.Time.IsZero)
}

// mutation shows an unpushed change of a membership.
func (m *membership) mutation() mutation {
	kind := Removing
	if m.accepted {
		kind = Adding
	}
	return mutation{kind: kind, user: m.user, group: m.group, at: m.changedAt}
}

// mutationsOfUser returns the pending_mutations of an ACS user, oldest first.
func mutationsOfUser(user *acsUser) []map[string]any {
	mutations := slices.Concat(user.byHand, user.mutations())
	for _, m := range user.unpushed {
		mutations = append(mutations, m.mutation())
	}
	return inOrder(mutations, mutation.ofUser)
}

// mutationsOfGroup returns the pending_mutations of an access group, oldest first.
func (f *Fake) mutationsOfGroup(group *acsAccessGroup) []map[string]any {
	mutations := slices.Clone(group.byHand)
	for _, m := range f.unpushed {
		if m.group == group {
			mutations = append(mutations, m.mutation())
		}
	}
	return inOrder(mutations, mutation.ofGroup)
}

func inOrder(mutations []mutation, encode func(mutation) map[string]any) []map[string]any {
	slices.SortStableFunc(mutations, func(a, b mutation) int { return a.at.Compare(b.at) })
	encoded := make([]map[string]any, len(mutations))
	for i, m := range mutations {
		encoded[i] = encode(m)
	}
	return encoded
}

func (m mutation) ofUser() map[string]any {
	if m.group == nil {
		return m.alone()
	}
	return m.object("updating_group_membership", "deferring_group_membership_update", "acs_access_group_id", m.group.id)
}

func (m mutation) ofGroup() map[string]any {
	if m.user == nil {
		return m.alone()
	}
	return m.object("updating_user_membership", "deferring_user_membership_update", "acs_user_id", m.user.id)
}

// alone is a change that no other object has a part in.
func (m mutation) alone() map[string]any {
	object := map[string]any{
		"mutation_code": m.kind,
		"message":       "Seam is bringing this change to the access system.",
		"created_at":    timestamp(m.at),
	}
	if m.to != nil {
		object["from"], object["to"] = m.from, m.to
	}
	return object
}

// object is the pending mutation in the words of one of its two sides, which names the other by its ID.
func (m mutation) object(updating, deferring, idName, id string) map[string]any {
	object := map[string]any{"created_at": timestamp(m.at)}
	switch m.kind {
	case Adding, Removing:
		object["mutation_code"] = updating
		object["message"] = "Seam is pushing a membership change to the access system."
		from, to := map[string]any{idName: nil}, map[string]any{idName: id}
		if m.kind == Removing {
			from, to = to, from
		}
		object["from"], object["to"] = from, to
	case DeferredAdding, DeferredRemoving:
		object["mutation_code"] = deferring
		object["message"] = "A scheduled membership change is pending."
		object[idName] = id
		object["variant"] = "adding"
		if m.kind == DeferredRemoving {
			object["variant"] = "removing"
		}
	}
	return object
}
