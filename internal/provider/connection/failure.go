// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package connection

import (
	"errors"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/seamapi/terraform-provider-seam/internal/roster"
	"github.com/seamapi/terraform-provider-seam/internal/seam"
)

// Failure is a failed request to Seam, in the words of a message.
type Failure struct {
	// Summary says what did not happen.
	Summary string
	// Subject names the object that it did not happen to; it may be empty.
	Subject string
	// Effect says what that means for the state and for the doors; it may be empty.
	Effect string
	// Attribute is the attribute that the request was about; it may be empty.
	Attribute path.Path
	// ACSAccessGroupID is the access group that the object is in, so that one that is gone is told once for all of them. It
	// may be empty.
	ACSAccessGroupID string
}

// Diagnostic returns the failure as an error diagnostic, with Seam's own words and the next step. It points at the attribute
// only if the configuration can be at fault.
func (f Failure) Diagnostic(err error) diag.Diagnostic {
	because, next := explain(err)
	summary := f.Summary
	if because != "" {
		summary += ": " + because
	}
	detail := Paragraphs(f.Subject, err.Error(), f.Effect, next)
	if len(f.Attribute.Steps()) == 0 || !seam.IsNotFound(err) && !seam.IsRefused(err) {
		return diag.NewErrorDiagnostic(summary, detail)
	}
	return diag.NewAttributeErrorDiagnostic(f.Attribute, summary, detail)
}

// Paragraphs joins paragraphs, and leaves out those that are empty.
func Paragraphs(paragraphs ...string) string {
	var kept []string
	for _, paragraph := range paragraphs {
		if paragraph != "" {
			kept = append(kept, paragraph)
		}
	}
	return strings.Join(kept, "\n\n")
}

// NextStep says what to do about a failed request to Seam.
func NextStep(err error) string {
	_, next := explain(err)
	return next
}

// explain says in a few words why a request to Seam failed, or nothing if that is not known, and what to do about it.
func explain(err error) (because, next string) {
	switch {
	case errors.Is(err, roster.ErrWorkspaceChanged):
		return "the credential opens another workspace now",
			"Nothing is concluded from what looks gone there. Use one credential throughout, then run it again."
	case errors.Is(err, roster.ErrContradiction):
		return "Seam contradicts itself", "Nothing is concluded from either answer. Run it again."
	}
	answer := &seam.Error{}
	_ = errors.As(err, &answer)
	switch seam.Classify(err) {
	case seam.Canceled:
		return "the run was interrupted", "Run it again."
	case seam.Unauthorized:
		return "the credential was refused",
			"Check the provider's credential: it may have been revoked, or may not be allowed to do this."
	case seam.NotSeam:
		return "not a Seam API response", "Check the provider's endpoint: something other than the Seam API answered."
	case seam.NotFound:
		return strings.ReplaceAll(answer.Type, "_not_found", " not found"),
			checkID
	case seam.RateLimited:
		return "rate limit exceeded",
			"Every attempt exceeded Seam's rate limit. Run it again later, with a lower -parallelism or a higher max_retries."
	case seam.Broken:
		return "", "Seam or something in between has a problem. Run it again later." + support("it persists", answer.RequestID)
	case seam.Refused:
		return "", "Correct what the message names." + support("the cause is unclear", answer.RequestID)
	default:
		return "Seam did not answer", "Check that this machine reaches the Seam API, then run it again."
	}
}

// support names the last resort, if there is a request ID to give to Seam's support.
func support(condition, requestID string) string {
	if requestID == "" {
		return ""
	}
	return fmt.Sprintf(" If %s, Seam's support can look up the request ID %s.", condition, requestID)
}
