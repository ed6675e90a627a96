// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package roster

import (
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

// Membership is one person's place in one access group.
type Membership struct {
	Person   Person
	Standing Standing
	// Errors are the access system's own complaints about the ACS user, such as a failed push.
	Errors []seam.Issue
}

// change is a pending mutation, read as a change of one membership.
type change struct {
	to Standing
	at time.Time
}

// standing is what a listing and the pending changes say together. Where several changes are pending, the newest is
// what Seam is going to end with.
func standing(listed bool, changes []change) Standing {
	if len(changes) > 0 {
		newest := changes[0]
		for _, next := range changes[1:] {
			if !next.at.Before(newest.at) {
				newest = next
			}
		}
		return newest.to
	}
	if listed {
		return Member
	}
	return Absent
}

// changesOfUser reads an ACS user's pending mutations for what they say about its membership in a group.
func changesOfUser(pending []seam.PendingMutation, acsAccessGroupID string) []change {
	var changes []change
	for _, mutation := range pending {
		switch mutation.Code {
		case seam.UpdatingGroupMembership:
			changes = appendMove(changes, mutation, acsAccessGroupID, mutation.FromACSAccessGroupID, mutation.ToACSAccessGroupID)
		case seam.DeferringGroupMembershipUpdate:
			changes = appendDeferred(changes, mutation, mutation.ACSAccessGroupID == acsAccessGroupID)
		}
	}
	return changes
}

// changesOfGroup reads an access group's pending mutations for what they say about an ACS user's membership in it.
func changesOfGroup(group *seam.ACSAccessGroup, acsUserID string) []change {
	var changes []change
	for _, mutation := range group.PendingMutations {
		switch mutation.Code {
		case seam.UpdatingUserMembership:
			changes = appendMove(changes, mutation, acsUserID, mutation.FromACSUserID, mutation.ToACSUserID)
		case seam.DeferringUserMembershipUpdate:
			changes = appendDeferred(changes, mutation, mutation.ACSUserID == acsUserID)
		}
	}
	return changes
}

func appendMove(changes []change, mutation seam.PendingMutation, id, from, to string) []change {
	switch id {
	case to:
		return append(changes, change{to: Joining, at: mutation.CreatedAt})
	case from:
		return append(changes, change{to: Leaving, at: mutation.CreatedAt})
	default:
		return changes
	}
}

func appendDeferred(changes []change, mutation seam.PendingMutation, concerned bool) []change {
	switch {
	case concerned && mutation.Variant == seam.Removing:
		return append(changes, change{to: LeavingLater, at: mutation.CreatedAt})
	case concerned && mutation.Variant == seam.Adding:
		return append(changes, change{to: Joining, at: mutation.CreatedAt})
	default:
		return changes
	}
}
