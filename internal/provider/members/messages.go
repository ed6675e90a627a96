// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package members

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/seamapi/terraform-provider-seam/internal/provider/connection"
	"github.com/seamapi/terraform-provider-seam/internal/roster"
)

const duplicateGroupSummary = "Two resources declare the members of one access group"

// subject names the group in a message.
func (m model) subject() string {
	if m.ACSAccessGroupID.IsUnknown() {
		return "Access group: not known yet"
	}
	return "Access group: " + m.group()
}

func (m model) paragraphs(paragraphs ...string) string {
	return connection.Paragraphs(append([]string{m.subject()}, paragraphs...)...)
}

// summary has the group at its end. Terraform shows one warning of those with the same summary and counts the others, and a
// warning that names people has to be shown.
func (m model) summary(summary string) string {
	return summary + " " + m.group()
}

// names has a line for each of the members, in the order of their names.
func names(members []roster.GroupMember) string {
	lines := make([]string, len(members))
	for i, member := range members {
		lines[i] = nameOf(member)
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}

func nameOf(member roster.GroupMember) string {
	id := member.Person.ACSUserID
	if id == "" {
		id = "user identity " + member.Person.UserIdentityID
	}
	if member.DisplayName == "" {
		return id
	}
	return fmt.Sprintf("%s (%s)", member.DisplayName, id)
}

func (m model) empty() diag.Diagnostic {
	attribute := path.Root("acs_user_ids")
	if m.ACSUserIDs.IsNull() {
		attribute = path.Root("user_identity_ids")
	}
	return diag.NewAttributeErrorDiagnostic(attribute, "Nobody is declared to be in the access group", m.paragraphs(
		"Applying this would remove everybody from the group. An expression that yields nothing by mistake looks the same, so nothing is done.",
		"If nobody is to be in the group, set allow_empty = true. Otherwise correct the expression."))
}

func (m model) removal(members []roster.GroupMember) diag.Diagnostic {
	return diag.NewWarningDiagnostic(m.summary("Undeclared users will be removed from access group"), m.paragraphs(
		"These users are in the group and are not declared. Applying this removes them:", names(members),
		"To keep somebody in the group, declare the user."))
}

func (m model) perhapsRemoval(members []roster.GroupMember) diag.Diagnostic {
	return diag.NewWarningDiagnostic(m.summary("Undeclared users may be removed from access group"), m.paragraphs(
		"Not everybody who is declared is known yet. Applying this removes those of the following users who turn out not to be:",
		names(members)))
}

func (m model) removedOnCreate(members []roster.GroupMember) diag.Diagnostic {
	return diag.NewWarningDiagnostic(m.summary("Undeclared users were removed from access group"), m.paragraphs(
		"These users were in the group and are not declared, so they were removed in Seam:", names(members),
		"Those whom the plan did not name joined the group after it was made."))
}

func (m model) removedOnUpdate(members []roster.GroupMember) diag.Diagnostic {
	return diag.NewWarningDiagnostic(m.summary("Undeclared users were removed from access group"), m.paragraphs(
		"These users joined the group after the state was refreshed for the plan. They are not declared, so they were removed in Seam:",
		names(members)))
}

func (m model) stay(members []roster.GroupMember) diag.Diagnostic {
	return diag.NewWarningDiagnostic(m.summary("Undeclared users will stay in access group"), m.paragraphs(
		"Destroying this removes the users whom it declares. These users are in the group without being declared, and will stay:",
		names(members)))
}

func (m model) kept(members []roster.GroupMember) diag.Diagnostic {
	return diag.NewWarningDiagnostic(m.summary("Users were kept, since another resource holds their membership now, in access group"), m.paragraphs(
		"This run has given these users a membership by another resource, so they were not removed:", names(members)))
}

func (m model) duplicate() diag.Diagnostic {
	return diag.NewAttributeErrorDiagnostic(path.Root("acs_access_group_id"), duplicateGroupSummary, m.paragraphs(
		"Another resource of this configuration declares all members of this very group. Each would remove the users of the other.",
		"Write all users into one of the two blocks, and remove the other. "+connection.IfRenamed+" To destroy everything as it is, use -refresh=false."))
}

func (m model) heldTwice() diag.Diagnostic {
	return diag.NewWarningDiagnostic(duplicateGroupSummary, m.paragraphs(
		"Two objects in the state hold all members of this group. Each removes the users of the other.",
		"Write all users into one of the two blocks, and take the other out of the state without destroying it: with a removed block that has "+
			"destroy = false, or with terraform state rm.",
		"Where they are one block, a replacement was cut off: the next apply destroys what is left of the old object, which removes the users "+
			"from the group, and the one after it adds them again. Apply until the plan is empty."))
}

func (m model) unknownRemovals() diag.Diagnostic {
	return diag.NewAttributeWarningDiagnostic(path.Root("acs_access_group_id"), "Users may be removed from an access group that is not known yet",
		"Whoever is in the group and is not declared will be removed when this is applied. Who that is cannot be told before the group is "+
			"known. To see it first, apply what the ID depends on with -target, and plan again.")
}

func (m model) gone() diag.Diagnostic {
	return diag.NewWarningDiagnostic("An access group is gone", m.paragraphs(
		"Seam no longer knows this access group, though its members were applied before. Where the configuration still has it, applying fails "+
			"until acs_access_group_id names a group that exists."))
}

func (m model) notImported(err error) diag.Diagnostic {
	return connection.Failure{Summary: "The members of the access group cannot be imported", Subject: m.subject()}.Diagnostic(err)
}

func (m model) notChanged(err error) diag.Diagnostic {
	return connection.Failure{
		Summary:   "The members of the access group were not changed",
		Subject:   m.subject(),
		Effect:    "Nobody was added or removed, and the state stays as it was.",
		Attribute: path.Root("acs_access_group_id"),
	}.Diagnostic(err)
}

func (m model) notRemoved(err error) diag.Diagnostic {
	return connection.Failure{
		Summary: "The members of the access group were not removed",
		Subject: m.subject(),
		Effect:  "Nobody was removed, and the state stays as it was. " + connection.StillOpens,
	}.Diagnostic(err)
}

func (m model) nothingChanged(changes groupChanges) diag.Diagnostic {
	return diag.NewErrorDiagnostic("The members of the access group were not changed", m.paragraphs(
		changes.lines(), "Nobody was added or removed, and nothing was saved to the state.", changes.next()))
}

func (m model) partlyCreated(changes groupChanges) diag.Diagnostic {
	return diag.NewWarningDiagnostic(m.summary("Not all members were added or removed in access group"), m.paragraphs(changes.lines(),
		"Everything else was done, and the group's members are in the state. The next plan shows what is left to do: apply again. "+
			changes.doors(), changes.next()))
}

func (m model) partlyUpdated(changes groupChanges) diag.Diagnostic {
	return diag.NewErrorDiagnostic(m.summary("Not all members were added or removed in access group"), m.paragraphs(changes.lines(),
		"Everything else was done, and the state has what was done. The next plan goes on from there. "+changes.doors(), changes.next()))
}

func (m model) partlyRemoved(changes groupChanges) diag.Diagnostic {
	return diag.NewErrorDiagnostic(m.summary("Not all members were removed from access group"), m.paragraphs(changes.lines(),
		"All others were removed. The group's members stay in the state, and the next destroy goes on from there. "+changes.doors(), changes.next()))
}

// lines names everybody whose membership was not changed, each with what Seam said.
func (c groupChanges) lines() string {
	return connection.Paragraphs(
		failureLines("Not added:", c.notAdded),
		failureLines("Perhaps added:", c.perhapsAdded),
		failureLines("Not removed:", c.notRemoved),
	)
}

func failureLines(heading string, failures []failedChange) string {
	if len(failures) == 0 {
		return ""
	}
	lines := make([]string, len(failures))
	for i, failed := range failures {
		lines[i] = nameOf(failed.member) + ": " + failed.err.Error()
	}
	slices.Sort(lines)
	return heading + "\n" + strings.Join(lines, "\n")
}

// doors says what follows for the doors where somebody was not removed.
func (c groupChanges) doors() string {
	if len(c.notRemoved) == 0 {
		return ""
	}
	return connection.StillOpens
}

// next says what to do about the failures, each advice once.
func (c groupChanges) next() string {
	var advice []string
	for _, failed := range c.failures() {
		if errors.Is(failed.err, errPerhapsDeclared) {
			continue
		}
		if next := connection.NextStep(failed.err); !slices.Contains(advice, next) {
			advice = append(advice, next)
		}
	}
	return strings.Join(advice, "\n")
}

// standingWarnings tells what a person should know about the declared members.
func (m model) standingWarnings(declared declaration, members []roster.GroupMember) diag.Diagnostics {
	var diags diag.Diagnostics
	var leaving []roster.GroupMember
	var troubled []string
	for _, member := range members {
		if !declared.has(member.Person) {
			continue
		}
		if member.Standing == roster.LeavingLater {
			leaving = append(leaving, member)
		}
		if len(member.Errors) > 0 {
			troubled = append(troubled, nameOf(member)+"\n"+connection.IssueLines(member.Errors))
		}
	}
	if len(leaving) > 0 {
		diags.AddWarning(m.summary("Declared members are scheduled to be removed from access group"), m.paragraphs(
			"Somebody has scheduled the removal of these users from the access group:", names(leaving),
			"Until then they are members, and nothing is planned; afterwards the next plan will add them again."))
	}
	if len(troubled) > 0 {
		diags.AddWarning(m.summary("The access system reports a problem with declared members of access group"), m.paragraphs(strings.Join(troubled, "\n\n"),
			"They are members in Seam, but that may not have reached the doors. Look at the users in the Seam Console."))
	}
	return diags
}
