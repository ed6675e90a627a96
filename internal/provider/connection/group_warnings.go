// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package connection

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/seamapi/terraform-provider-seam/internal/roster"
	"github.com/seamapi/terraform-provider-seam/internal/seam"
)

// TellOfGroup warns, while planning to add people to an access group, that the group is about to be deleted or that Seam has
// trouble with it. The first object of a process that adds people to the group tells it. All groups together cost one
// request, and an error costs no more than the warning.
func (c *Connection) TellOfGroup(ctx context.Context, acsAccessGroupID string, diags *diag.Diagnostics) {
	if !c.isToTellOf(acsAccessGroupID) {
		return
	}
	if group, err := c.Roster.Group(ctx, acsAccessGroupID); err == nil {
		diags.Append(warningsOfGroup(group)...)
	}
}

// TellOfReadGroup is [Connection.TellOfGroup] for an access group that has been read already, and costs nothing.
func (c *Connection) TellOfReadGroup(group *seam.ACSAccessGroup, diags *diag.Diagnostics) {
	if c.isToTellOf(group.ACSAccessGroupID) {
		diags.Append(warningsOfGroup(roster.FactsOf(group))...)
	}
}

// isToTellOf reports whether the process is planning, and nobody has told of the access group before.
func (c *Connection) isToTellOf(acsAccessGroupID string) bool {
	return !c.Roster.HasWritten() && c.toldOfGroups.isFirst(acsAccessGroupID)
}

func warningsOfGroup(group roster.GroupFacts) diag.Diagnostics {
	if len(group.Warnings) == 0 {
		return nil
	}
	named := Named(seam.OneLine(group.Name), group.ACSAccessGroupID)
	// The name is in the summary, since Terraform folds warnings of one summary into one.
	summary := fmt.Sprintf("Seam warns about access group %s", named)
	next := "Whoever is added to the group is a member in Seam, but that may not reach the doors. Look at the group in the Seam Console."
	if group.IsGoing() {
		summary = fmt.Sprintf("Access group %s is about to be deleted", named)
		next = "Whoever is added to the group loses the access again when the group goes. Find out in the Seam Console why it goes: an Access " +
			"Grant deletes the groups that it has made once it ends. To give access that lasts, declare people in a group that stays."
	}
	return diag.Diagnostics{diag.NewAttributeWarningDiagnostic(path.Root("acs_access_group_id"), summary,
		Paragraphs("Access group: "+named, IssueLines(group.Warnings), next))}
}
