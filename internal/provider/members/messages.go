// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package members

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/seamapi/terraform-provider-seam/internal/provider/connection"
	"github.com/seamapi/terraform-provider-seam/internal/roster"
	"github.com/seamapi/terraform-provider-seam/internal/seam"
)

const duplicateGroupSummary = "Two resources declare the members of one access group"

// subject names the group in a message.
func (m model) subject() string {
	if m.ACSAccessGroupID.IsUnknown() {
		return "Access group: not known yet"
	}
	return "Access group: " + m.group()
}

// subjectOf names the group where Seam has said what it is called.
func subjectOf(group *seam.ACSAccessGroup) string {
	return "Access group: " + groupName(group)
}

func groupName(group *seam.ACSAccessGroup) string {
	return fmt.Sprintf("%s (%s)", seam.OneLine(cmp.Or(group.DisplayName, group.Name)), group.ACSAccessGroupID)
}

func (m model) paragraphs(paragraphs ...string) string {
	return connection.Paragraphs(append([]string{m.subject()}, paragraphs...)...)
}

// summary has the group at its end. Terraform shows one warning of those with the same summary and counts the others, and a
// warning that names people has to be shown.
func (m model) summary(summary string) string {
	return summary + " " + m.group()
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

// takeover refuses a create in a group with people in it whom nobody declares.
func (m model) takeover(group *seam.ACSAccessGroup, others []roster.GroupMember) diag.Diagnostic {
	return diag.NewAttributeErrorDiagnostic(path.Root("acs_access_group_id"),
		fmt.Sprintf("There are people in access group %s whom the configuration does not declare", groupName(group)),
		connection.Paragraphs(subjectOf(group), "These people are in the group:\n"+nameList(others),
			"A create removes nobody. To take the group over, write this beside the resource block, with the block's own name, and plan again: the "+
				"plan then shows each of them leaving. (For a block that has been replaced with -replace, plan without it first.)",
			fmt.Sprintf("  import {\n    to = seam_acs_access_group_members.NAME\n    id = %q\n  }", m.group()),
			"To keep somebody in the group, declare them. To leave everybody else alone, use seam_acs_access_group_membership for each person."))
}

func (m model) perhapsTakeover(group *seam.ACSAccessGroup, others []roster.GroupMember) diag.Diagnostic {
	return diag.NewAttributeWarningDiagnostic(path.Root("acs_access_group_id"),
		m.summary("There may be people whom the configuration does not declare in access group"),
		connection.Paragraphs(subjectOf(group), "Not everybody who is declared is known yet. These people are in the group:\n"+nameList(others),
			"Applying this removes nobody. The plan after it removes those of them who are not declared, once the group is imported: the apply "+
				"may stop and ask for that."))
}

func (m model) groupNotKnown() diag.Diagnostic {
	return diag.NewAttributeWarningDiagnostic(path.Root("acs_access_group_id"), "An access group is not known yet",
		"Who is in the group cannot be told before it is known. Applying this removes nobody. If there are people in the group whom the "+
			"configuration does not declare, the plan after it removes them, once the group is imported: the apply may stop and ask for that. To see "+
			"them first, apply what the ID depends on with -target, and plan again.")
}

// left names those whom the plan did not show leaving.
func (m model) left(members []roster.GroupMember) diag.Diagnostic {
	return diag.NewWarningDiagnostic(m.summary("The next plan will remove people from access group"), m.paragraphs(
		"These people are in the group without being declared, and the plan did not show them leaving, so they were left in it:\n"+nameList(members),
		"The next plan shows each of them leaving. To keep somebody in the group, declare them."))
}

func (m model) ofAccessGrant(group *seam.ACSAccessGroup) diag.Diagnostic {
	return diag.NewAttributeErrorDiagnostic(path.Root("acs_access_group_id"),
		fmt.Sprintf("Access group %s cannot be owned as a whole", groupName(group)),
		connection.Paragraphs(subjectOf(group),
			"Seam deletes this group once nothing uses it any more (deferring_deletion): an Access Grant has made it, and adds and removes its members. "+
				"Owning it as a whole would take the access away that the Access Grant gives.",
			"Change the Access Grant instead, or name a group of the access system."))
}

func (m model) notTakenOver(err error) diag.Diagnostic {
	return connection.Failure{
		Summary:   "The members cannot be moved to another access group",
		Subject:   m.subject(),
		Effect:    "Applying this would remove everybody from the group that they are in.",
		Attribute: path.Root("acs_access_group_id"),
	}.Diagnostic(err)
}

func (m model) changesIgnored() diag.Diagnostic {
	return diag.NewErrorDiagnostic("ignore_changes hides from the provider who is declared", m.paragraphs(
		"Because of lifecycle ignore_changes, Terraform puts whom the state has in the place of whom the configuration declares. The two differ, and this "+
			"resource removes whoever is not declared: it could remove people whom the configuration names.",
		"Take acs_user_ids and user_identity_ids out of ignore_changes. If others add people to the group as well, use "+
			"seam_acs_access_group_membership for each person instead: it leaves everybody else alone. To destroy everything as it is, use -refresh=false."))
}

func (m model) besideMemberships() diag.Diagnostic {
	return diag.NewAttributeErrorDiagnostic(path.Root("acs_access_group_id"), "Two resources decide about the members of one access group", m.paragraphs(
		"A seam_acs_access_group_membership of this configuration is in this very group, which this resource owns as a whole. Each would undo what the "+
			"other does, at every apply.",
		"Either declare the person here, and remove the membership's block; or declare every person by a seam_acs_access_group_membership, and remove this "+
			"block. To leave somebody in the group while a block goes, write a removed block with destroy = false. To destroy everything as it is, use "+
			"-refresh=false."))
}

func (m model) declaredTwice(lines []string) diag.Diagnostic {
	return diag.NewWarningDiagnostic(m.summary("Somebody is declared twice in access group"), m.paragraphs(
		"Each of these is one person, and one member of the group:\n"+strings.Join(lines, "\n"),
		"Taking out one of the two changes nothing: the person stays in the group as long as the other is there."))
}

func (m model) unknownPeople(lines []string) diag.Diagnostic {
	return diag.NewWarningDiagnostic(m.summary("Not everybody who is declared can be added to access group"), m.paragraphs(
		strings.Join(lines, "\n"),
		"They cannot be added to the group; everybody else is added and removed as planned. Check the IDs. An ID from another workspace is not found either."))
}

// whoStays names those who stay in the group when the object is destroyed.
func (m model) whoStays(kept record) diag.Diagnostics {
	let := newPeople()
	for acsUserID := range kept.Granted {
		let.add(roster.Person{ACSUserID: acsUserID})
	}
	staying := let.others(m.undeclared())
	if len(staying) == 0 {
		return nil
	}
	return diag.Diagnostics{diag.NewWarningDiagnostic(m.summary("Undeclared people will stay in access group"), m.paragraphs(
		"Destroying this removes the people whom it declares. These are in the group without being declared, and will stay:\n"+nameList(staying)))}
}

func (m model) kept(members []roster.GroupMember) diag.Diagnostic {
	return diag.NewWarningDiagnostic(m.summary("People were kept, since another resource holds their membership now, in access group"), m.paragraphs(
		"This run has given these people a membership by another resource, so they were not removed:\n"+nameList(members)))
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

func (m model) gone() diag.Diagnostic {
	return diag.NewWarningDiagnostic("An access group is gone", m.paragraphs(
		"Seam no longer knows this access group, though its members were applied before. Where the configuration still has it, applying fails "+
			"until acs_access_group_id names a group that exists."))
}

// notListed tells, while planning, that Seam did not say who is in the group.
func (m model) notListed(conn *connection.Connection, err error) diag.Diagnostics {
	var diags diag.Diagnostics
	conn.TellWhilePlanning(&diags, connection.MembersNotListed(m.subject(), m.group(), err))
	return diags
}

func (m model) notImported(err error) diag.Diagnostic {
	return connection.Failure{Summary: "The members of the access group cannot be imported", Subject: m.subject()}.Diagnostic(err)
}

func (m model) notChanged(err error) *connection.Problem {
	return connection.Failure{
		Summary:          "The members of the access group were not changed",
		Subject:          m.subject(),
		Effect:           "Nobody was added or removed, and the state stays as it was.",
		Attribute:        path.Root("acs_access_group_id"),
		ACSAccessGroupID: m.group(),
	}.Problem(err)
}

func (m model) notRemoved(err error) *connection.Problem {
	return connection.Failure{
		Summary: "The members of the access group were not removed",
		Subject: m.subject(),
		Effect:  "Nobody was removed, and the state stays as it was. " + connection.StillOpens,
	}.Problem(err)
}

func (m model) nothingChanged(changes *groupChanges) diag.Diagnostic {
	return diag.NewErrorDiagnostic("The members of the access group were not changed", m.paragraphs(
		changes.lines(), "Nobody was added or removed, and nothing was saved to the state.", changes.next()))
}

func (m model) partlyCreated(changes *groupChanges) diag.Diagnostic {
	return diag.NewWarningDiagnostic(m.summary("Not all members were added or removed in access group"), m.paragraphs(changes.lines(),
		"Everything else was done, and the group's members are in the state. The next plan shows what is left to do: apply again. "+
			changes.doors(), changes.next()))
}

func (m model) partlyUpdated(changes *groupChanges) diag.Diagnostic {
	return diag.NewErrorDiagnostic(m.summary("Not all members were added or removed in access group"), m.paragraphs(changes.lines(),
		"Everything else was done, and the state has what was done. The next plan continues from there. "+changes.doors(), changes.next()))
}

func (m model) partlyRemoved(changes *groupChanges) diag.Diagnostic {
	return diag.NewErrorDiagnostic(m.summary("Not all members were removed from access group"), m.paragraphs(changes.lines(),
		"All others were removed. The group's members stay in the state, and the next destroy continues from there. "+changes.doors(), changes.next()))
}

// lines names everybody whose membership was not changed, each with what Seam said.
func (c *groupChanges) lines() string {
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
		lines[i] = "  " + nameOf(failed.member) + ": " + failed.err.Error()
	}
	slices.Sort(lines)
	return heading + "\n" + strings.Join(lines, "\n")
}

// doors says what follows for the doors where somebody was not removed.
func (c *groupChanges) doors() string {
	if len(c.notRemoved) == 0 {
		return ""
	}
	return connection.StillOpens
}

// next says what to do about the failures, each advice once.
func (c *groupChanges) next() string {
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
func (m model) standingWarnings(declared declaration, s *sight) diag.Diagnostics {
	var diags diag.Diagnostics
	var leaving []roster.GroupMember
	var troubled []string
	for _, member := range declared.everybody(s.members) {
		if member.Standing == roster.LeavingLater {
			leaving = append(leaving, member)
		}
		if len(member.Errors) > 0 {
			troubled = append(troubled, nameOf(member)+"\n"+connection.IssueLines(member.Errors))
		}
	}
	if len(leaving) > 0 {
		diags.AddWarning(m.summary("Declared members are scheduled to be removed from access group"), m.paragraphs(
			"Somebody has scheduled the removal of these people from the access group:\n"+nameList(leaving),
			"Until then they are members, and nothing is planned; afterwards the next plan will add them again."))
	}
	if len(troubled) > 0 {
		diags.AddWarning(m.summary("The access system reports a problem with declared members of access group"), m.paragraphs(strings.Join(troubled, "\n\n"),
			"They are members in Seam, but that may not have reached the doors. Look at the users in the Seam Console."))
	}
	return diags
}
