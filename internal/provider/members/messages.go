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

// summary ends with the group. Terraform shows one warning of each summary and counts the others, and a warning that names
// people has to be shown.
func (m model) summary(summary string) string {
	return summary + " " + m.group()
}

// names lists the members, sorted, one per line.
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
		"Applying this would remove everybody from the group. An expression that is empty by mistake looks the same, so this is an error.",
		"To empty the group on purpose, set allow_empty = true. Otherwise correct the expression."))
}

func (m model) removal(members []roster.GroupMember) diag.Diagnostic {
	return diag.NewWarningDiagnostic(m.summary("Undeclared users will be removed from access group"), m.paragraphs(
		"These users are in the group and are not declared. Applying this removes them:", names(members),
		"To keep a user in the group, declare the user."))
}

func (m model) perhapsRemoval(members []roster.GroupMember) diag.Diagnostic {
	return diag.NewWarningDiagnostic(m.summary("Undeclared users may be removed from access group"), m.paragraphs(
		"Some of the declared users are not known yet. Applying this removes each of these users who turns out not to be declared:",
		names(members)))
}

func (m model) removedOnCreate(members []roster.GroupMember) diag.Diagnostic {
	return diag.NewWarningDiagnostic(m.summary("Undeclared users were removed from access group"), m.paragraphs(
		"These users were in the group and are not declared, so they were removed in Seam:", names(members),
		"Users whom the plan does not name joined the group after it was made."))
}

func (m model) removedOnUpdate(members []roster.GroupMember) diag.Diagnostic {
	return diag.NewWarningDiagnostic(m.summary("Undeclared users were removed from access group"), m.paragraphs(
		"These users joined the group after the state was refreshed for the plan. They are not declared, so they were removed in Seam:",
		names(members)))
}

func (m model) stay(members []roster.GroupMember) diag.Diagnostic {
	return diag.NewWarningDiagnostic(m.summary("Undeclared users will stay in access group"), m.paragraphs(
		"Destroying this removes the users that it declares. These users are in the group without being declared, and will stay:",
		names(members)))
}

func (m model) kept(members []roster.GroupMember) diag.Diagnostic {
	return diag.NewWarningDiagnostic(m.summary("Users were kept, since another resource holds their membership now, in access group"), m.paragraphs(
		"Another resource took over the memberships of these users in the same run, so they were not removed:", names(members)))
}

func (m model) duplicate() diag.Diagnostic {
	return diag.NewAttributeErrorDiagnostic(path.Root("acs_access_group_id"), duplicateGroupSummary, m.paragraphs(
		"Another resource in this configuration declares all members of the same group. Each would remove the users of the other.",
		"Declare all users in one of the two blocks, and remove the other. "+connection.IfRenamed+" To destroy everything as it is, use -refresh=false."))
}

func (m model) heldTwice() diag.Diagnostic {
	return diag.NewWarningDiagnostic(duplicateGroupSummary, m.paragraphs(
		"Two objects in the state hold all members of this group. Each removes the users of the other.",
		"If they belong to two blocks, declare all users in one of them, and remove the other from the state without destroying it: with a "+
			"removed block that has destroy = false, or with terraform state rm.",
		"If they belong to one block, a replacement was interrupted: the next apply destroys the old object, which removes the users from the "+
			"group, and the one after it adds them again. Apply until the plan is empty."))
}

func (m model) unknownRemovals() diag.Diagnostic {
	return diag.NewAttributeWarningDiagnostic(path.Root("acs_access_group_id"), "Users may be removed from an access group that is not known yet",
		"Users who are in the group and not declared will be removed when this is applied. They cannot be named before the group is known. "+
			"To see them first, apply what the ID depends on with -target, then plan again.")
}

func (m model) gone() diag.Diagnostic {
	return diag.NewWarningDiagnostic("An access group is gone", m.paragraphs(
		"Seam no longer knows this access group. If it is still in the configuration, applying fails until acs_access_group_id names a group "+
			"that exists."))
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
		"Everything else was done and is in the state. The next plan continues from there. "+changes.doors(), changes.next()))
}

func (m model) partlyRemoved(changes groupChanges) diag.Diagnostic {
	return diag.NewErrorDiagnostic(m.summary("Not all members were removed from access group"), m.paragraphs(changes.lines(),
		"All others were removed. The group's members stay in the state, and the next destroy continues from there. "+changes.doors(), changes.next()))
}

// lines lists everybody whose membership was not changed, each with the error.
func (c groupChanges) lines() string {
	return connection.Paragraphs(
		failureLines("Not added:", c.notAdded),
		failureLines("Possibly added:", c.perhapsAdded),
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

// doors says what it means for the doors that somebody was not removed.
func (c groupChanges) doors() string {
	if len(c.notRemoved) == 0 {
		return ""
	}
	return connection.StillOpens
}

// next says what to do about the failures, without repeating itself.
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

// standingWarnings are the warnings about declared members.
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
			"The removal of these users from the access group is scheduled:", names(leaving),
			"Until then they remain members, and nothing is planned. After that, the next plan adds them again."))
	}
	if len(troubled) > 0 {
		diags.AddWarning(m.summary("The access system reports a problem with declared members of access group"), m.paragraphs(strings.Join(troubled, "\n\n"),
			"They are members in Seam, but their memberships may not have reached the doors. Look at the users in the Seam Console."))
	}
	return diags
}
