// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package connection

import (
	"context"
	"fmt"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/seamapi/terraform-provider-seam/internal/roster"
	"github.com/seamapi/terraform-provider-seam/internal/seam"
)

// TellOfGroup warns, while planning to add people to an access group, that the group is about to be deleted, or that Seam has
// trouble with it or with its access system. The first object of a process that adds people to the group tells it. All groups
// together cost one request, as do all access systems, and an error costs no more than the warning.
func (c *Connection) TellOfGroup(ctx context.Context, acsAccessGroupID string, diags *diag.Diagnostics) {
	if !c.isToTellOf(acsAccessGroupID) {
		return
	}
	if group, err := c.Roster.Group(ctx, acsAccessGroupID); err == nil {
		c.tellOf(ctx, group, diags)
	}
}

// TellOfReadGroup is [Connection.TellOfGroup] for an access group that has been read already.
func (c *Connection) TellOfReadGroup(ctx context.Context, group *seam.ACSAccessGroup, diags *diag.Diagnostics) {
	if c.isToTellOf(group.ACSAccessGroupID) {
		c.tellOf(ctx, roster.FactsOf(group), diags)
	}
}

func (c *Connection) tellOf(ctx context.Context, group roster.GroupFacts, diags *diag.Diagnostics) {
	diags.Append(warningsOfGroup(group)...)
	if !c.toldOfSystems.isFirst(group.ACSSystemID) {
		return
	}
	systems, err := c.Directory.ACSSystems(ctx, seam.ACSSystemFilter{})
	if err != nil {
		return
	}
	for i := range systems {
		if systems[i].ACSSystemID == group.ACSSystemID {
			diags.Append(warningsOfSystem(&systems[i])...)
		}
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

// unknownIssueWithSystem is Seam's warning for an access system that it cannot read: what it shows of the system's users and
// access groups may be out of date. Its other warnings are about the system's settings.
const unknownIssueWithSystem = "unknown_issue_with_acs_system"

func warningsOfSystem(system *seam.ACSSystem) diag.Diagnostics {
	isUnrelated := func(warning seam.Issue) bool { return warning.Code != unknownIssueWithSystem }
	warnings := slices.DeleteFunc(slices.Clone(system.Warnings), isUnrelated)
	if len(warnings) == 0 {
		return nil
	}
	named := Named(seam.OneLine(system.Name), system.ACSSystemID)
	return diag.Diagnostics{diag.NewWarningDiagnostic("Seam warns about access system "+named, Paragraphs("Access system: "+named, IssueLines(warnings),
		"What Seam shows of its users and access groups may be out of date, and so may this plan. Changes may not reach the doors. Seam tries again by "+
			"itself. If the warning stays, look at the access system in the Seam Console."))}
}
