// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package roster

import (
	"slices"

	"github.com/seamapi/terraform-provider-seam/internal/seam"
)

// The codes of warnings and pending mutations that a plan should say something about, as Seam's OpenAPI document lists them
// on ACS users and access groups. Others concern Seam's operators, or are told already.
const (
	acsUserInactive          = "acs_user_inactive"
	saltoKSUserNotSubscribed = "salto_ks_user_not_subscribed"
	beingDeleted             = "being_deleted"
	deleting                 = "deleting"
	deferringDeletion        = "deferring_deletion"
	unknownIssueWithGroup    = "unknown_issue_with_acs_access_group"
)

// isSuspended is the code for a user whom somebody has suspended, after the field of the same name.
const isSuspended = "is_suspended"

// warningsOf returns what a plan should say of an ACS user.
func warningsOf(user *seam.ACSUser) []seam.Issue {
	warnings := worthSaying(user.Warnings)
	if user.IsSuspended {
		warnings = append(warnings, seam.Issue{Code: isSuspended, Message: "The user is suspended and opens no door until that ends."})
	}
	return append(warnings, deletions(user.PendingMutations)...)
}

// IsGoing reports whether Seam says that the access group is being deleted, or will be.
func (g GroupFacts) IsGoing() bool {
	return slices.ContainsFunc(g.Warnings, func(warning seam.Issue) bool { return warning.Code != unknownIssueWithGroup })
}

func warningsOfGroup(group *seam.ACSAccessGroup) []seam.Issue {
	return append(worthSaying(group.Warnings), deletions(group.PendingMutations)...)
}

func worthSaying(warnings []seam.Issue) []seam.Issue {
	var kept []seam.Issue
	for _, warning := range warnings {
		switch warning.Code {
		case acsUserInactive, saltoKSUserNotSubscribed, beingDeleted, unknownIssueWithGroup:
			kept = append(kept, warning)
		}
	}
	return kept
}

func deletions(mutations []seam.PendingMutation) []seam.Issue {
	var found []seam.Issue
	for _, mutation := range mutations {
		switch mutation.Code {
		case deleting, deferringDeletion:
			found = append(found, seam.Issue{Code: mutation.Code, Message: mutation.Message, CreatedAt: mutation.CreatedAt})
		}
	}
	return found
}
