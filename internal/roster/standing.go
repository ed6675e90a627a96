// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package roster

import (
	"slices"
	"time"

	"github.com/seamapi/terraform-provider-seam/internal/seam"
)

// Standing is where a person stands with an access group.
type Standing int

const (
	// Absent means that Seam neither lists the person in the group nor is about to.
	Absent Standing = iota
	// Leaving means that Seam has accepted the removal and is pushing it to the access system. Until then the door opens.
	Leaving
	// Joining means that Seam has accepted the person, and the access system is yet to be told, now or at a set time.
	Joining
	// Member means that the person is listed, with nothing pending.
	Member
	// LeavingLater means that the removal of a member is scheduled for a later time.
	LeavingLater
)

// Present reports whether Seam has the membership or is about to. A removal that is only scheduled leaves it present:
// it may be days away, and a plan that granted again every day until then would tell nobody the truth.
func (s Standing) Present() bool {
	return s == Joining || s == Member || s == LeavingLater
}

// Pushed reports whether the access system has the membership, with no addition on its way.
func (s Standing) Pushed() bool {
	return s == Member || s == LeavingLater
}

// Creation is how far an ACS user has got in the access system.
type Creation int

const (
	// Created means that the access system has the user, as far as Seam says.
	Created Creation = iota
	// Creating means that Seam is pushing the user to the access system. Until then no membership of the user opens a door.
	Creating
	// CreationDeferred means that the access system gets the user only once a credential is issued to it, which may never
	// happen.
	CreationDeferred
)

// The mutation codes that are about the ACS user itself, as Seam's OpenAPI document lists them under its pending_mutations.
const (
	creating          = "creating"
	deferringCreation = "deferring_creation"
)

func creationOf(user *seam.ACSUser) Creation {
	creation := Created
	for _, mutation := range user.PendingMutations {
		switch mutation.Code {
		case creating:
			return Creating
		case deferringCreation:
			creation = CreationDeferred
		}
	}
	return creation
}

// change is a pending mutation, read as a change of one membership.
type change struct {
	to Standing
	at time.Time
}

// GroupChanges are the pending changes that an access group shows itself, by the ACS users whom they add or remove.
type GroupChanges struct {
	acsAccessGroupID string
	byUser           map[string][]change
}

// ChangesOf reads the pending changes of a group.
func ChangesOf(group *seam.ACSAccessGroup) GroupChanges {
	changes := GroupChanges{acsAccessGroupID: group.ACSAccessGroupID, byUser: map[string][]change{}}
	for _, mutation := range group.PendingMutations {
		switch mutation.Code {
		case seam.UpdatingUserMembership:
			changes.add(mutation.FromACSUserID, Leaving, mutation)
			changes.add(mutation.ToACSUserID, Joining, mutation)
		case seam.DeferringUserMembershipUpdate:
			changes.add(mutation.ACSUserID, deferred(mutation), mutation)
		}
	}
	return changes
}

func (c GroupChanges) add(acsUserID string, to Standing, mutation seam.PendingMutation) {
	if acsUserID != "" && to != Absent {
		c.byUser[acsUserID] = append(c.byUser[acsUserID], change{to: to, at: mutation.CreatedAt})
	}
}

// Standing is where an ACS user stands with the group, which lists the user or not, by what is pending on both.
func (c GroupChanges) Standing(user *seam.ACSUser, isListed bool) Standing {
	return newestStanding(isListed, slices.Concat(changesOfUser(user, c.acsAccessGroupID), c.byUser[user.ACSUserID]))
}

// newestStanding is what a list and the pending changes say together. Of several changes, the newest is what Seam is going
// to end with.
func newestStanding(isListed bool, changes []change) Standing {
	if len(changes) > 0 {
		newest := changes[0]
		for _, next := range changes[1:] {
			if !next.at.Before(newest.at) {
				newest = next
			}
		}
		return newest.to
	}
	if isListed {
		return Member
	}
	return Absent
}

// changesOfUser reads an ACS user's pending mutations for what they say about its membership in a group.
func changesOfUser(user *seam.ACSUser, acsAccessGroupID string) []change {
	var changes []change
	for _, mutation := range user.PendingMutations {
		to := Absent
		switch {
		case mutation.Code == seam.UpdatingGroupMembership && mutation.ToACSAccessGroupID == acsAccessGroupID:
			to = Joining
		case mutation.Code == seam.UpdatingGroupMembership && mutation.FromACSAccessGroupID == acsAccessGroupID:
			to = Leaving
		case mutation.Code == seam.DeferringGroupMembershipUpdate && mutation.ACSAccessGroupID == acsAccessGroupID:
			to = deferred(mutation)
		}
		if to != Absent {
			changes = append(changes, change{to: to, at: mutation.CreatedAt})
		}
	}
	return changes
}

// deferred is where a change leads that is scheduled for later.
func deferred(mutation seam.PendingMutation) Standing {
	switch mutation.Variant {
	case seam.Adding:
		return Joining
	case seam.Removing:
		return LeavingLater
	default:
		return Absent
	}
}
