// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package connection

import (
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/seamapi/terraform-provider-seam/internal/seam"
)

const (
	// IfRenamed is the advice in a message that may be caused by a renamed block.
	IfRenamed = "If the block was renamed or moved, write a moved block instead, so that Terraform keeps the object that it has."
	// StillOpens is what a failed removal means for the doors.
	StillOpens = "Until Seam confirms that a user was removed, assume that the user can still open the group's doors."

	// ReplacementWouldRevoke is why a replacement that is certain to fail is an error while planning.
	ReplacementWouldRevoke = "Replacing the membership would revoke the access that it gives now, and then fail. To destroy everything as it " +
		"is, use -refresh=false."

	checkID = "Check the ID. An ID from another workspace is not found either, so check that the credential is the right one."
)

// MembersNotListed is the problem of an access group whose list of members Seam did not answer with. The attribute
// acs_access_group_id names it.
func MembersNotListed(subject, acsAccessGroupID string, err error) *Problem {
	return Failure{
		Summary:          "Seam did not say who is in the access group",
		Subject:          subject,
		Attribute:        path.Root("acs_access_group_id"),
		ACSAccessGroupID: acsAccessGroupID,
	}.Problem(err)
}

// UnknownGroup is the warning in a plan for an access group that Seam does not know.
func UnknownGroup(subject string) diag.Diagnostic {
	return diag.NewAttributeWarningDiagnostic(path.Root("acs_access_group_id"), "There is no such access group",
		Paragraphs(subject, "Seam does not know this access group, so nobody can be added to it. "+checkID))
}

// PlannedIntoUnknownGroup is [UnknownGroup] as a problem that all memberships planned into the group have in common.
func PlannedIntoUnknownGroup(subject, acsAccessGroupID string) *Problem {
	return &Problem{full: UnknownGroup(subject), cause: "planned into unknown access group " + acsAccessGroupID}
}

// ReplacedIntoUnknownGroup is the error in a plan that replaces a membership by one in an access group that Seam does not
// know. All such replacements have it in common.
func ReplacedIntoUnknownGroup(subject, acsAccessGroupID string) *Problem {
	return &Problem{
		full: diag.NewAttributeErrorDiagnostic(path.Root("acs_access_group_id"), "There is no such access group",
			Paragraphs(subject, "Seam does not know this access group, so nobody can be added to it. "+ReplacementWouldRevoke, checkID)),
		cause: "replaced into unknown access group " + acsAccessGroupID,
	}
}

// IssueLines lists the errors or warnings that Seam shows on an object, one per line, fit for a terminal.
func IssueLines(issues []seam.Issue) string {
	lines := make([]string, len(issues))
	for i, issue := range issues {
		lines[i] = seam.OneLine(issue.Code + ": " + issue.Message)
	}
	return strings.Join(lines, "\n")
}
