// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package membership

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/seamapi/terraform-provider-seam/internal/provider/connection"
	"github.com/seamapi/terraform-provider-seam/internal/roster"
	"github.com/seamapi/terraform-provider-seam/internal/seam"
)

// Summaries of what is only news are constant: Terraform shows one warning of each summary and counts the others. What is for
// a decision has the names in its summary.
const (
	duplicateSummary = "Two resources declare the same membership"
	goneSummary      = "A membership is gone"
	keptSummary      = "A membership was kept, since another resource holds it now"
)

func (m model) notAdded(err error) *connection.Problem {
	if errors.Is(err, roster.ErrClaimed) {
		return connection.Own(m.duplicate())
	}
	return connection.Failure{
		Summary:          "The user was not added to the access group",
		Subject:          m.subject(),
		Effect:           "Nobody was added, and nothing was saved to the state.",
		Attribute:        m.blamed(err),
		ACSAccessGroupID: m.ACSAccessGroupID.ValueString(),
	}.Problem(err)
}

func (m model) perhapsAdded(err error) *connection.Problem {
	return connection.Failure{
		Summary: "It is not known whether the user was added to the access group",
		Subject: m.subject(),
		Effect: "Seam may have made the membership, so it is kept in the state as tainted: the next apply replaces it, and a destroy " +
			"revokes it.",
	}.Problem(err)
}

func (m model) notRemoved(err error) *connection.Problem {
	return connection.Failure{
		Summary: "The user was not removed from the access group",
		Subject: m.subject(),
		Effect:  "The membership stays in the state. " + connection.StillOpens,
	}.Problem(err)
}

// blamed is the attribute that an error from the Seam API is about.
func (m model) blamed(err error) path.Path {
	var answer *seam.Error
	if errors.As(err, &answer) && strings.Contains(answer.Type, "acs_access_group") {
		return path.Root("acs_access_group_id")
	}
	return m.personPath()
}

func (m model) withoutACSUser() diag.Diagnostic {
	return diag.NewAttributeWarningDiagnostic(path.Root("user_identity_id"), "The ACS user of the user identity is not known", m.subject()+
		"\n\nThe user was added to the access group, but Seam did not return the ACS user. The membership is tracked by the user identity, and "+
		"acs_user_id is null. The next plan fills it in; nothing has to be done.")
}

// notImported is about an import that Seam refused. groupKind is what the ID of the access group belongs to, where Seam does
// not know it as one.
func (m model) notImported(err error, groupKind connection.Kind) *connection.Problem {
	failure := connection.Failure{
		Summary:          "The membership cannot be imported",
		Subject:          m.subject(),
		ACSAccessGroupID: m.ACSAccessGroupID.ValueString(),
	}
	if connection.IsGroupUnknown(err) {
		failure.Effect = connection.AnAccessGroup.DataSource() + "."
		if groupKind != "" {
			failure.Effect = fmt.Sprintf("%s is the ID of %s, not of an access group. %s", m.ACSAccessGroupID.ValueString(), groupKind, failure.Effect)
		}
	}
	return failure.Problem(err)
}

func (m model) personNotRead(err error) *connection.Problem {
	return connection.Failure{
		Summary:          "Seam did not say whether the person exists",
		Subject:          m.subject(),
		Attribute:        m.personPath(),
		ACSAccessGroupID: m.ACSAccessGroupID.ValueString(),
	}.Problem(err)
}

// nothingToImport is about an import of somebody who is not in the access group. The ID of the person may belong to
// something else.
func (m model) nothingToImport(workspace *seam.Workspace, actual connection.Kind) diag.Diagnostic {
	id, expected := m.personID()
	next := "Check both IDs. To add the user, apply without the import."
	switch {
	case actual == connection.AUserIdentity && actual != expected:
		next = fmt.Sprintf("%s is the ID of %s, not of %s: import it by the ID %s/%s%s.", id, actual, expected,
			m.ACSAccessGroupID.ValueString(), userIdentityPrefix, id)
	case actual == connection.AnACSUser && actual != expected:
		next = fmt.Sprintf("%s is the ID of %s, not of %s: import it by the ID %s/%s.", id, actual, expected, m.ACSAccessGroupID.ValueString(), id)
	case actual == connection.AnAccessGroup:
		next = fmt.Sprintf("%s is the ID of %s, not of %s. %s.", id, actual, expected, expected.DataSource())
	case actual == "":
		next = fmt.Sprintf("Seam does not know %s as the ID of %s. Check both IDs. %s.", id, expected, expected.DataSource())
	}
	return diag.NewErrorDiagnostic("There is no such membership to import", connection.Paragraphs(m.subject(),
		fmt.Sprintf("In workspace %s (%q) the user is not in the access group.", workspace.WorkspaceID, seam.OneLine(workspace.Name)), next))
}

// whyGone tells why the membership leaves the state: the group, the person or only the membership is gone.
func (m model) whyGone(membership roster.Membership, err error) diag.Diagnostic {
	switch {
	case connection.IsGroupUnknown(err):
		return m.goneWithGroup()
	case membership.IsUserUnknown, membership.Person.ACSUserID == "":
		return m.goneWithUser()
	default:
		return m.gone()
	}
}

func (m model) goneWithGroup() diag.Diagnostic {
	return diag.NewWarningDiagnostic("Memberships are gone with their access group", m.subject()+
		"\n\nSeam no longer knows this access group, though this resource was applied before. Where the configuration still has it, applying "+
		"fails until acs_access_group_id names a group that exists.")
}

func (m model) goneWithUser() diag.Diagnostic {
	detail := "The ACS user was deleted in the access system, and is in no access group any more. Where the configuration still has it, " +
		"applying fails until acs_user_id names an ACS user that exists."
	if !m.UserIdentityID.IsNull() {
		detail = "The user identity has no ACS user in the access system any more: it was deleted or unlinked, and is in no access group. Where " +
			"the configuration still has the user identity, the plan adds it to the group again, and Seam makes the person anew in the access system."
	}
	return diag.NewWarningDiagnostic("The ACS user of a membership is gone", m.subject()+"\n\n"+detail)
}

func (m model) gone() diag.Diagnostic {
	return diag.NewWarningDiagnostic(goneSummary, m.subject()+
		"\n\nThe user is no longer in the access group. If the membership is still in the configuration, the plan adds the user again.")
}

func (m model) adopted() diag.Diagnostic {
	return diag.NewAttributeWarningDiagnostic(m.personPath(),
		fmt.Sprintf("%s is in the access group %s already, and the membership will be adopted", m.personName(), m.groupName()), m.subject()+
			"\n\nApplying this adopts the existing membership, and destroying it later revokes it. If the resource is tainted or replaced with "+
			"-replace, it is the resource's own membership.\n\n"+connection.IfRenamed)
}

// unknownPerson is about somebody who does not exist. The ID that the configuration has may belong to something else.
func (m model) unknownPerson(actual connection.Kind, isReplacement bool) diag.Diagnostic {
	id, expected := m.personID()
	summary := fmt.Sprintf("%s is not the ID of %s", id, expected)
	because := fmt.Sprintf("Seam knows no such ID: it was mistyped, belongs to another workspace, or was deleted. %s.", expected.DataSource())
	switch actual {
	case connection.AnACSUser, connection.AUserIdentity:
		summary += ", but of " + string(actual)
		because = fmt.Sprintf("This is the ID of %s: write it to %s.", actual, actual.Attribute())
	case connection.AnAccessGroup:
		summary += ", but of " + string(actual)
		because = fmt.Sprintf("This is the ID of %s. %s.", actual, expected.DataSource())
	}
	return m.willFail(summary, because, isReplacement)
}

// ofOtherSystem is about an ACS user whom no group of this access system can have.
func (m model) ofOtherSystem(isReplacement bool) diag.Diagnostic {
	return m.willFail(m.personName()+" is an ACS user of another access system", "An ACS user is a person's record in one access system, and can be in the access "+
		"groups of that one only. Look the person up in the access system of the access group with the seam_acs_user data source, or name them by "+
		"user_identity_id.", isReplacement)
}

// willFail is about a person who certainly cannot be added. For a replacement it is an error: the access that it gives up would
// be gone by then.
func (m model) willFail(summary, because string, isReplacement bool) diag.Diagnostic {
	if isReplacement {
		return diag.NewAttributeErrorDiagnostic(m.personPath(), summary,
			connection.Paragraphs(m.subject(), because, connection.ReplacementWouldRevoke))
	}
	return diag.NewAttributeWarningDiagnostic(m.personPath(), summary,
		connection.Paragraphs(m.subject(), because, "Applying fails for this membership."))
}

func (m model) duplicate() diag.Diagnostic {
	return diag.NewAttributeErrorDiagnostic(m.personPath(), duplicateSummary, m.subject()+
		"\n\nAnother resource in this configuration declares the same membership, perhaps by the person's other ID. Destroying either of them "+
		"would revoke the access that the other one declares.\n\nRemove one of the two blocks. "+connection.IfRenamed+" To destroy everything "+
		"as it is, use -refresh=false.")
}

func (m model) inOwnedGroup() diag.Diagnostic {
	return diag.NewAttributeErrorDiagnostic(path.Root("acs_access_group_id"), "Two resources decide about the members of one access group", m.subject()+
		"\n\nA seam_acs_access_group_members of this configuration owns this group as a whole. Each would undo what the other does, at every "+
		"apply.\n\nEither declare the person there, and remove this block; or declare every person by a seam_acs_access_group_membership, and "+
		"remove the other block. To leave somebody in the group while a block goes, write a removed block with destroy = false. To destroy "+
		"everything as it is, use -refresh=false.")
}

func (m model) heldTwice() diag.Diagnostic {
	return diag.NewWarningDiagnostic(duplicateSummary, m.subject()+
		"\n\nTwo objects in the state hold this membership. Destroying either of them revokes it, and the next apply grants it again for the "+
		"other.\n\nIf they belong to two blocks, remove one from the state without destroying it: with a removed block that has destroy = "+
		"false, or with terraform state rm. If they belong to one block, a replacement was interrupted: apply until the plan is empty. "+
		"terraform state rm would remove both.")
}

func (m model) importedTwice() diag.Diagnostic {
	return diag.NewErrorDiagnostic(duplicateSummary, m.subject()+
		"\n\nAn import block imports this membership, though another object holds it already: destroying either of the two would revoke "+
		"the access that the other one declares.\n\nRemove the import block, together with the resource block that it names. "+connection.IfRenamed+
		" Or take the other object out of the state first, in a run of its own: with a removed block that has destroy = false.")
}

func (m model) kept() diag.Diagnostic {
	return diag.NewWarningDiagnostic(keptSummary, m.subject()+
		"\n\nAnother resource took over this membership in the same run, so it was not removed: the user stays in the access group.")
}

// standingWarnings are the warnings about a membership that exists.
func (m model) standingWarnings(membership roster.Membership) diag.Diagnostics {
	var diags diag.Diagnostics
	switch membership.Standing {
	case roster.LeavingLater:
		diags.AddWarning("A membership is scheduled to be removed", m.subject()+
			"\n\nThe removal of this user from the access group is scheduled. Until then the membership remains, and nothing is planned. After "+
			"that, the next plan adds the user again.")
	case roster.Leaving:
		diags.AddWarning("A membership is being removed", m.subject()+
			"\n\nSeam is removing the user from the access system, where the door still opens. The membership has wait_for_sync, so it stays in "+
			"the state until that is done.")
	}
	if len(membership.Errors) > 0 {
		diags.AddWarning("The access system reports a problem with "+m.personName(), m.subject()+"\n\n"+connection.IssueLines(membership.Errors)+
			"\n\nThe membership exists in Seam, but it may not have reached the doors. Look at the user in the Seam Console.")
	}
	if len(membership.Warnings) > 0 {
		// The name is in the summary, since Terraform folds warnings of one summary into one.
		diags.AddWarning("Seam warns about "+m.personName(), m.subject()+"\n\n"+connection.IssueLines(membership.Warnings)+
			"\n\nThe membership exists in Seam, but it may open no door. Look at the user in the Seam Console.")
	}
	return diags
}

func (m model) creationDeferred() diag.Diagnostic {
	return diag.NewWarningDiagnostic("The access system does not have the ACS user yet", m.subject()+
		"\n\nSeam has accepted the membership, and creates the user in the access system only once a credential is issued to it "+
		"(deferring_creation). That may never happen, so wait_for_sync does not wait for it. Until then the user opens no door.")
}

func (m model) additionNotSynced(timeout time.Duration, membership roster.Membership, err error) diag.Diagnostic {
	detail := []string{m.subject(), "Seam has accepted the membership, but the access system did not have it within " + timeout.String() + "."}
	if !errors.Is(err, context.DeadlineExceeded) {
		detail = append(detail, "Waiting was cut short: "+err.Error())
	}
	if len(membership.Errors) > 0 {
		detail = append(detail, connection.IssueLines(membership.Errors))
	}
	if membership.Standing.Present() {
		detail = append(detail, "The door may not open yet. Nothing needs to be applied again. To wait longer, raise create in the timeouts block.")
	} else {
		detail = append(detail, "The door may not open yet. The next plan shows whether the user has to be added again.")
	}
	return diag.NewWarningDiagnostic("The access system does not have the membership yet", strings.Join(detail, "\n\n"))
}

func (m model) removalNotSynced(timeout time.Duration, membership roster.Membership, err error) diag.Diagnostic {
	const effect = "The user was removed in Seam, but it is not known whether the access system has done so too: the door may still open. The " +
		"membership stays in the state."
	if !errors.Is(err, context.DeadlineExceeded) {
		return connection.Failure{Summary: "It is not known whether the access system has removed the user", Subject: m.subject(), Effect: effect}.Diagnostic(err)
	}
	detail := []string{m.subject(), "The user was removed in Seam, but the access system had not done so within " + timeout.String() +
		": the door still opens. The membership stays in the state."}
	if len(membership.Errors) > 0 {
		detail = append(detail, connection.IssueLines(membership.Errors))
	}
	detail = append(detail, "Run it again to keep waiting, or raise delete in the timeouts block. If it persists, look at the user in the Seam Console.")
	return diag.NewErrorDiagnostic("The access system has not removed the user yet", strings.Join(detail, "\n\n"))
}
