// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package people

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/seamapi/terraform-provider-seam/internal/provider/connection"
	"github.com/seamapi/terraform-provider-seam/internal/seam"
)

// maxNamedGroups bounds the access groups that a message names.
const maxNamedGroups = 10

// acsUserInactive is Seam's warning for somebody who opens no door now, for one of several reasons.
const acsUserInactive = "acs_user_inactive"

func (m acsUserModel) failure(summary, effect string) connection.Failure {
	return connection.Failure{Summary: summary, Subject: m.subject(), Effect: effect}
}

func (m acsUserModel) notCreated(err error) *connection.Problem {
	return m.failure("The ACS user was not created", "Nobody was created, and nothing was saved to the state.").Problem(err)
}

func (m acsUserModel) notLookedUp(err error) *connection.Problem {
	return m.failure("Seam did not say whether the ACS user exists already", "").Problem(err)
}

// perhapsCreated is for a create whose answer was lost, and whose ACS user was not found with certainty. Seam may make the
// person later still.
func (m acsUserModel) perhapsCreated(err error) *connection.Problem {
	next := "The next plan looks for the person by user identity, email address and phone number. If Seam has made the person by then, the plan " +
		"says so, with the import block to write."
	if len(m.declaredNames()) == 0 {
		next = "Nothing but the name tells this person from others. Before you apply again, look for the person in the Seam Console, or with the " +
			"seam_acs_user data source by full_name. If Seam has made the person, import them:\n\n" + importOf("seam_acs_user", "ID")
	}
	// Not one cause of many: what is next is about this person.
	return connection.Own(m.failure("It is not known whether the ACS user was created", "Nothing was saved to the state. "+next).Diagnostic(err))
}

func (m acsUserModel) createdButNotSuspended(err error) *connection.Problem {
	// Not one cause of many: without untaint, the next apply replaces this person.
	return connection.Own(m.failure("The ACS user was created, but not suspended",
		"The ACS user is kept in the state as tainted. Run terraform untaint with its address, and apply: that suspends the person. Memberships "+
			"that depend on it are not created in this run.").Diagnostic(err))
}

func (m acsUserModel) notRead(err error) *connection.Problem {
	return m.failure("The ACS user could not be read", "The state stays as it is.").Problem(err)
}

// notUpdated says what was done before the failure.
func (m acsUserModel) notUpdated(done, plan acsUserModel, err error) *connection.Problem {
	var changed []string
	if !done.IsSuspended.Equal(m.IsSuspended) {
		changed = append(changed, "is_suspended")
	}
	if !done.UserIdentityID.Equal(m.UserIdentityID) {
		changed = append(changed, "user_identity_id")
	}
	if _, isAny := done.changesFrom(m); isAny {
		changed = append(changed, "the profile")
	}
	effect := "Nothing of this update is known to be done. The next plan shows what is left to do."
	if len(changed) > 0 {
		effect = "Done before that, and saved to the state: " + strings.Join(changed, ", ") + ". The next plan shows what is left to do."
	}
	if plan.IsSuspended.ValueBool() && !done.IsSuspended.ValueBool() {
		effect += " The person is not known to be suspended: assume that they can still open doors."
	}
	return m.failure("The ACS user was not updated", effect).Problem(err)
}

func (m acsUserModel) notDeleted(err error) *connection.Problem {
	return m.failure("The ACS user was not deleted",
		"The ACS user stays in the state. Until Seam confirms the deletion, assume that the person can still open doors.").Problem(err)
}

func (m acsUserModel) notRetired(err error) *connection.Problem {
	return m.failure("The ACS user was not suspended",
		"The ACS user stays in the state. Until Seam confirms the suspension, assume that the person can still open doors.").Problem(err)
}

func (m acsUserModel) notImported(err error) *connection.Problem {
	return m.failure("The ACS user cannot be imported", "").Problem(err)
}

func (m acsUserModel) nothingToImport() diag.Diagnostic {
	return diag.NewErrorDiagnostic("The ACS user is being deleted", connection.Paragraphs(m.subject(),
		"Seam still shows this ACS user, but deletes it, or somebody has deleted it in the access system. There is nothing to import."))
}

// exists is the error for a person who is in the access system already.
func (m acsUserModel) exists(user *seam.ACSUser) diag.Diagnostic {
	name := seam.OneLine(cmp.Or(user.DisplayName, user.FullName, user.ACSUserID))
	attribute, matches := "user_identity_id", "user identity"
	switch {
	case user.UserIdentityID != "" && user.UserIdentityID == m.UserIdentityID.ValueString():
	case user.PhoneNumber != "" && user.PhoneNumber == m.PhoneNumber.ValueString():
		attribute, matches = "phone_number", "phone number"
	case user.EmailAddress != "" && seam.LowerASCII(user.EmailAddress) == seam.LowerASCII(m.EmailAddress.ValueString()):
		attribute, matches = "email_address", "email address"
	}
	return diag.NewAttributeErrorDiagnostic(path.Root(attribute), name+" exists in the access system already", connection.Paragraphs(
		m.subject(),
		fmt.Sprintf("The access system has an ACS user with the same %s: %s. It is not taken over silently, since destroying this resource deletes "+
			"the person.", matches, connection.Named(name, user.ACSUserID)),
		"To manage this ACS user with Terraform, import it:\n\n"+importOf("seam_acs_user", user.ACSUserID),
		connection.IfRenamed+" If the block is tainted, terraform untaint keeps the person."))
}

func (m acsUserModel) declaredTwice() diag.Diagnostic {
	return diag.NewErrorDiagnostic("Two resources declare the same ACS user", connection.Paragraphs(m.subject(),
		"Another seam_acs_user of this configuration has the same user identity, email address or phone number in this access system. Destroying "+
			"either of them would delete the person.",
		"Remove one of the two blocks. "+connection.IfRenamed+" To destroy everything as it is, use -refresh=false."))
}

func (m acsUserModel) heldTwice() diag.Diagnostic {
	return diag.NewWarningDiagnostic("Two resources hold the same ACS user", connection.Paragraphs(m.subject(),
		"Two objects in the state are this ACS user. Destroying either of them deletes the person.",
		"Remove one of them from the state without destroying it: with a removed block that has destroy = false, or with terraform state rm."))
}

func (m acsUserModel) notCleared(attribute, value string) diag.Diagnostic {
	return diag.NewAttributeErrorDiagnostic(path.Root(attribute), "Seam cannot clear "+attribute+" of an ACS user", connection.Paragraphs(m.subject(),
		fmt.Sprintf("The ACS user has the %s %q, and the configuration has none.", attribute, seam.OneLine(value)),
		fmt.Sprintf("Write it into the configuration, or put %s into lifecycle ignore_changes. To have an ACS user without it, make a new one with "+
			"terraform apply -replace once the configuration has the old value again; the person loses memberships and credentials until these are made anew. To destroy everything as it is, use -refresh=false.", attribute)))
}

func (m acsUserModel) notOpenEnded() diag.Diagnostic {
	return diag.NewAttributeErrorDiagnostic(path.Root("access_schedule").AtName("ends_at"),
		"Seam cannot set a schedule without an end on an existing ACS user", connection.Paragraphs(m.subject(),
			"Seam takes a schedule that does not end only when it makes the ACS user.",
			"Set ends_at, even to a time that is far away; or leave out access_schedule, so that the person has access at all times."))
}

// gone tells why the ACS user leaves the state: Seam does not know it, or shows that it is on its way out.
func (m acsUserModel) gone(user *seam.ACSUser) diag.Diagnostic {
	why := "Seam no longer knows this ACS user, though this resource was applied before."
	if user != nil {
		why = "Seam is deleting this ACS user, or somebody has deleted it in the access system."
		if issues := slices.Concat(user.Errors, user.Warnings); len(issues) > 0 {
			why += "\n\n" + connection.IssueLines(issues)
		}
	}
	return diag.NewWarningDiagnostic("An ACS user is gone", connection.Paragraphs(m.subject(), why,
		"Where the configuration still has it, the plan makes the person anew. Memberships and credentials are gone with it."))
}

// issues tells what the access system reports of the ACS user, such as that it never got the person.
func (m acsUserModel) issues(user *seam.ACSUser) diag.Diagnostics {
	var diags diag.Diagnostics
	if len(user.Errors) > 0 {
		diags.AddWarning("The access system reports a problem with "+m.name(), connection.Paragraphs(m.subject(), connection.IssueLines(user.Errors),
			"Seam has the ACS user, but the access system may not have what is declared here. Look at the user in the Seam Console."))
	}
	warnings := slices.DeleteFunc(slices.Clone(user.Warnings), func(warning seam.Issue) bool {
		// Whoever is suspended as declared is no news.
		return m.IsSuspended.ValueBool() && warning.Code == acsUserInactive
	})
	if len(warnings) > 0 {
		diags.AddWarning("Seam warns about "+m.name(), connection.Paragraphs(m.subject(), connection.IssueLines(warnings),
			"Look at the user in the Seam Console."))
	}
	return diags
}

func (m acsUserModel) willBeDeleted(losses string) diag.Diagnostic {
	return diag.NewWarningDiagnostic("Deleting "+m.name()+" takes memberships and credentials along", connection.Paragraphs(m.subject(),
		"The person is deleted in the access system, and loses "+losses+".",
		`To keep the record and only suspend the person, set is_suspended = true and leave the block in. Or apply deletion_policy = "suspend" first, which keeps the `+
			`record as long as the user identity is not destroyed as well.`))
}

// lossesIn says what somebody in these access groups loses with the ACS user.
func lossesIn(groups []seam.ACSAccessGroup) string {
	if len(groups) == 0 {
		return "all credentials; there are no memberships"
	}
	var names []string
	for i := range groups[:min(len(groups), maxNamedGroups)] {
		names = append(names, seam.OneLine(cmp.Or(groups[i].Name, groups[i].DisplayName, groups[i].ACSAccessGroupID)))
	}
	slices.Sort(names)
	if more := len(groups) - len(names); more > 0 {
		names = append(names, fmt.Sprintf("and %d more", more))
	}
	if len(groups) == 1 {
		return "the membership in " + names[0] + " and all credentials"
	}
	return fmt.Sprintf("%d memberships (%s) and all credentials", len(groups), strings.Join(names, ", "))
}

func (m acsUserModel) willBeSuspended() diag.Diagnostic {
	return diag.NewWarningDiagnostic(m.name()+" will be suspended, not deleted", connection.Paragraphs(m.subject(),
		"The resource has deletion_policy = \"suspend\": destroying it suspends the person and keeps the record in the access system, with its "+
			"credentials and with those memberships that Terraform does not destroy. Terraform then no longer knows the ACS user.", m.goesWithIdentity()))
}

func (m acsUserModel) kept() diag.Diagnostic {
	return diag.NewWarningDiagnostic(m.name()+" was suspended and kept", connection.Paragraphs(m.subject(),
		"The person is suspended in Seam. The record stays in the access system, and is no longer in the state. To manage it again, import it:\n\n"+
			importOf("seam_acs_user", m.ACSUserID.ValueString()), m.goesWithIdentity()))
}

// goesWithIdentity says what keeps a record from being kept.
func (m acsUserModel) goesWithIdentity() string {
	if m.UserIdentityID.ValueString() == "" {
		return ""
	}
	return "If the user identity of the person is destroyed as well, Seam deletes this record with it."
}

// accessGivenBack is the warning in a plan for somebody who is suspended, maybe by hand and for a reason.
func (m acsUserModel) accessGivenBack() diag.Diagnostic {
	return diag.NewWarningDiagnostic(m.name()+" gets access back", connection.Paragraphs(m.subject(),
		"The person is suspended, and the configuration has is_suspended = false: the apply ends the suspension. If somebody has suspended the "+
			"person by hand, set is_suspended = true, or leave it out."))
}

// name is what the person is called in a summary. Terraform folds warnings of one summary into one.
func (m acsUserModel) name() string {
	return seam.OneLine(cmp.Or(m.FullName.ValueString(), m.ACSUserID.ValueString()))
}
