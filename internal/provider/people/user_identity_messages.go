// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package people

import (
	"context"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/seamapi/terraform-provider-seam/internal/provider/connection"
	"github.com/seamapi/terraform-provider-seam/internal/seam"
)

const (
	identityGoneSummary = "A user identity is gone"
	nothingCreated      = "Nobody was created, and nothing was saved to the state."
)

// subject names the person in a message, by what is known of them.
func (m userIdentityModel) subject() string {
	var lines []string
	for _, name := range []struct{ label, value string }{
		{"User identity", m.UserIdentityID.ValueString()},
		{"Full name", m.FullName.ValueString()},
		{"User identity key", m.UserIdentityKey.ValueString()},
		{"Email address", m.EmailAddress.ValueString()},
		{"Phone number", m.PhoneNumber.ValueString()},
	} {
		if name.value != "" {
			lines = append(lines, name.label+": "+seam.OneLine(name.value))
		}
	}
	return strings.Join(lines, "\n")
}

// subjectOf names a user identity that Seam has answered with.
func subjectOf(identity *seam.UserIdentity) string {
	return newUserIdentityModel(identity).subject()
}

func (m userIdentityModel) nameless() diag.Diagnostic {
	return diag.NewAttributeErrorDiagnostic(path.Root("user_identity_key"), "The user identity has no name that is its own", m.subject()+
		"\n\nuser_identity_key, email_address and phone_number are all null, so the person could not be found again. Set at least one of them.")
}

// exists refuses to create somebody who is there already.
func (m userIdentityModel) exists(existing *seam.UserIdentity) diag.Diagnostic {
	taken := m.taken(existing)
	if len(taken) == 0 {
		taken = []string{"user_identity_key"}
	}
	return diag.NewAttributeErrorDiagnostic(path.Root(taken[0]),
		fmt.Sprintf("There is a user identity with this %s already: %s", strings.Join(taken, " and "), identityName(existing)),
		connection.Paragraphs(m.subject(), "Seam has:\n"+subjectOf(existing),
			"A destroy deletes a user identity with everything that hangs on it, so one that exists is not taken over without a word. To manage this "+
				"person with the block, import them with the block's own name:",
			importOf("seam_user_identity", existing.UserIdentityID),
			"If it is somebody else, correct the "+taken[0]+". "+connection.IfRenamed+" If the block is tainted, terraform untaint keeps the person."))
}

func (m userIdentityModel) duplicate(attribute string) diag.Diagnostic {
	next := "Remove one of the two blocks, or correct the " + attribute + ". " + connection.IfRenamed
	if attribute == "user_identity_id" {
		next = "Two objects are this person. If an import block makes the second one, remove that with its resource block. Otherwise take one of the two out " +
			"of the state without destroying it: with a removed block that has destroy = false, or with terraform state rm."
	}
	return diag.NewAttributeErrorDiagnostic(path.Root(attribute), "Two resources declare the same user identity", connection.Paragraphs(m.subject(),
		"Another resource of this configuration has the same "+attribute+", which is unique in the workspace. Destroying either of them would "+
			"delete the person whom the other one declares.",
		next+" To destroy everything as it is, use -refresh=false."))
}

func (m userIdentityModel) notLookedUp(err error) *connection.Problem {
	return connection.Failure{
		Summary: "Seam did not say whether the user identity exists already", Subject: m.subject(), Effect: nothingCreated,
	}.Problem(err)
}

func (m userIdentityModel) notCreated(err error) *connection.Problem {
	return connection.Failure{Summary: "The user identity was not created", Subject: m.subject(), Effect: nothingCreated}.Problem(err)
}

// refused is a create that Seam has not carried out. If somebody has the key, the address or the number since the plan, it
// says who.
func (m userIdentityModel) refused(ctx context.Context, conn *connection.Connection, err error) *connection.Problem {
	if seam.IsRefused(err) {
		if found, lookUpErr := conn.Directory.UserIdentitiesLikeAnew(ctx, m.profile()); lookUpErr == nil && len(found) > 0 {
			return connection.Own(m.exists(found[0]))
		}
	}
	return m.notCreated(err)
}

// perhapsCreated is a create of which nobody knows whether Seam has carried it out, with those who have the person's key,
// address or number now.
func (m userIdentityModel) perhapsCreated(err error, found []*seam.UserIdentity) *connection.Problem {
	effect := []string{"Seam may have created the person, or may still do so. Nothing was saved to the state, and nothing was sent twice. Run it again: " +
		"if the person is there by then, the plan says so, with the ID to import."}
	for _, identity := range found {
		effect = append(effect, "Seam has now:\n"+subjectOf(identity), "If this is the person, import them with the block's own name:",
			importOf("seam_user_identity", identity.UserIdentityID))
	}
	return connection.Own(connection.Failure{
		Summary: "It is not known whether the user identity was created", Subject: m.subject(), Effect: strings.Join(effect, "\n\n"),
	}.Diagnostic(err))
}

func (m userIdentityModel) notRead(err error) *connection.Problem {
	return connection.Failure{Summary: "The user identity cannot be read", Subject: m.subject()}.Problem(err)
}

func (m userIdentityModel) perhapsGone(err error) *connection.Problem {
	return connection.Failure{Summary: "It is not certain that this is gone", Subject: m.subject()}.Problem(err)
}

func (m userIdentityModel) gone() diag.Diagnostic {
	return diag.NewWarningDiagnostic(identityGoneSummary, m.subject()+
		"\n\nSeam no longer knows this person. If they are still in the configuration, the plan creates them again, without their former "+
		"ACS users and credentials.")
}

func (m userIdentityModel) beingDeleted() diag.Diagnostic {
	return diag.NewWarningDiagnostic(identityGoneSummary, m.subject()+
		"\n\nSeam is deleting this person (being_deleted). If they are still in the configuration, the plan creates them again, which Seam may refuse "+
		"until it has deleted the former one.")
}

// issues tells the errors that Seam shows on the person.
func (m userIdentityModel) issues(identity *seam.UserIdentity) diag.Diagnostics {
	if len(identity.Errors) == 0 {
		return nil
	}
	return diag.Diagnostics{diag.NewWarningDiagnostic("Seam reports a problem with "+m.personName(),
		m.subject()+"\n\n"+connection.IssueLines(identity.Errors)+"\n\nLook at the person in the Seam Console.")}
}

// mergedInto says who has taken the person's place.
func (m userIdentityModel) mergedInto(kept *seam.UserIdentity) string {
	return connection.Paragraphs(m.subject(), "This user identity was merged into another one, which has its ACS users now:\n"+subjectOf(kept))
}

func (m userIdentityModel) merged(kept *seam.UserIdentity) diag.Diagnostic {
	return diag.NewWarningDiagnostic(m.personName()+" was merged into another user identity", connection.Paragraphs(m.mergedInto(kept),
		"The state is kept as it is. For this block neither an update nor a delete is sent, since it would be the other one's.",
		"Take the block out of the state, with a removed block that has destroy = false or with terraform state rm. If the other user identity is "+
			"not declared yet, import it: its ID is "+seam.OneLine(kept.UserIdentityID)+"."))
}

func (m userIdentityModel) mergedAndChanged(kept *seam.UserIdentity) diag.Diagnostic {
	return diag.NewErrorDiagnostic(m.personName()+" was merged into another user identity, and cannot be changed", connection.Paragraphs(m.mergedInto(kept),
		"The change is not sent, since it would change the other one.",
		"Take the block out of the state, with terraform state rm or with a removed block that has destroy = false. To manage the other user "+
			"identity with it, import that: its ID is "+seam.OneLine(kept.UserIdentityID)+"."))
}

func (m userIdentityModel) mergedAndKept(kept *seam.UserIdentity) diag.Diagnostic {
	return diag.NewWarningDiagnostic(m.personName()+" was merged into another user identity, which is not deleted", connection.Paragraphs(m.mergedInto(kept),
		"Destroying this takes it out of the state and sends nothing. The other user identity stays, with its ACS users and credentials."))
}

func (m userIdentityModel) notChanged(err error) *connection.Problem {
	effect := "The state stays as it was."
	if seam.Outcome(err) != seam.NotApplied {
		effect += " Seam may have made the change: the next plan tells."
	}
	return connection.Failure{Summary: "The user identity was not changed", Subject: m.subject(), Effect: effect}.Problem(err)
}

// updateFailed is a change that failed. If Seam has refused it because another person has the key, the address or the number,
// it says who.
func (m userIdentityModel) updateFailed(ctx context.Context, conn *connection.Connection, plan userIdentityModel, err error) *connection.Problem {
	if !seam.IsRefused(err) || seam.Outcome(err) != seam.NotApplied {
		return m.notChanged(err)
	}
	found, lookUpErr := conn.Directory.UserIdentitiesLikeAnew(ctx, plan.profile())
	if lookUpErr != nil {
		return m.notChanged(err)
	}
	for _, other := range found {
		if taken := plan.taken(other); m.isMergedInto(other) && len(taken) > 0 {
			return connection.Own(connection.Failure{
				Summary:   fmt.Sprintf("Another user identity has this %s: %s", strings.Join(taken, " and "), identityName(other)),
				Subject:   m.subject(),
				Effect:    "Seam has:\n" + subjectOf(other) + "\n\nNothing was changed, and the state stays as it was.",
				Attribute: path.Root(taken[0]),
			}.Diagnostic(err))
		}
	}
	return m.notChanged(err)
}

func (m userIdentityModel) notDeleted(err error) *connection.Problem {
	effect := "The user identity stays in the state. Until Seam confirms that the person was deleted, assume that they can still open their doors."
	return connection.Failure{Summary: "The user identity was not deleted", Subject: m.subject(), Effect: effect}.Problem(err)
}

// goesWith tells while planning what a destroy takes along. The systems are those of the ACS users, where Seam says them.
func (m userIdentityModel) goesWith(identity *seam.UserIdentity, systems []string) diag.Diagnostic {
	users := fmt.Sprintf("%d ACS users", len(identity.ACSUserIDs))
	switch len(identity.ACSUserIDs) {
	case 0:
		users = "no ACS user"
	case 1:
		users = "1 ACS user"
	}
	var in string
	if len(systems) > 0 {
		in = ", in these access systems:\n- " + strings.Join(systems, "\n- ")
	}
	return diag.NewWarningDiagnostic(fmt.Sprintf("Destroying %s deletes a person with %s", m.personName(), users), connection.Paragraphs(m.subject(),
		"The user identity has "+users+in+".",
		"Seam deletes these with the user identity, and with them the person's memberships, credentials and client sessions in every access system. "+
			"None of it can be brought back.",
		"To keep the person in Seam, and only stop managing them, write a removed block with destroy = false."))
}

func (m userIdentityModel) notImported(err error) *connection.Problem {
	return connection.Failure{Summary: "The user identity cannot be imported", Subject: m.subject()}.Problem(err)
}

func (m userIdentityModel) importedElsewhere(kept *seam.UserIdentity) diag.Diagnostic {
	return diag.NewErrorDiagnostic("The user identity was merged into another one", connection.Paragraphs(m.mergedInto(kept),
		"Import the other one instead: its ID is "+seam.OneLine(kept.UserIdentityID)+"."))
}

func (m userIdentityModel) importedTooLate() diag.Diagnostic {
	return diag.NewErrorDiagnostic("The user identity is being deleted", m.subject()+
		"\n\nSeam is deleting this person (being_deleted), so there is nothing to import. To create them again, apply without the import.")
}
