// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package connection

import (
	"errors"
	"fmt"
	"strings"
	"sync"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/seamapi/terraform-provider-seam/internal/roster"
	"github.com/seamapi/terraform-provider-seam/internal/seam"
)

// Problem is what kept the provider from doing something with one object. Many objects can have one for the same cause,
// such as a rate limit or an access group that is gone: then [Connection.TellWhilePlanning] and
// [Connection.TellWhileApplying] tell the cause at length once.
type Problem struct {
	full diag.Diagnostic
	// brief is all that is told where another object has told the cause.
	brief diag.Diagnostic
	// cause is the same for all objects that have it in common. It is empty where the problem is this object's own.
	cause string
}

// Own is a problem that no other object has for the same cause.
func Own(full diag.Diagnostic) *Problem {
	return &Problem{full: full}
}

// Full is the problem at length.
func (p *Problem) Full() diag.Diagnostic {
	return p.full
}

// Problem returns the failure with err as what caused it.
func (f Failure) Problem(err error) *Problem {
	full := f.Diagnostic(err)
	return &Problem{full: full, brief: brief(full.Summary(), f.Subject), cause: f.causeOf(err)}
}

// causeOf names what other objects meet as well where err is what one has met.
func (f Failure) causeOf(err error) string {
	switch {
	case errors.Is(err, roster.ErrWorkspaceChanged):
		return "workspace changed"
	case errors.Is(err, roster.ErrContradiction):
		return ""
	}
	kind := seam.Classify(err)
	switch kind {
	case seam.NotFound:
		if IsGroupUnknown(err) && f.ACSAccessGroupID != "" {
			return "unknown access group " + f.ACSAccessGroupID
		}
		return ""
	case seam.Refused:
		return ""
	case seam.Broken:
		if isSuccess(err) {
			// An answer that is not one to the question is about that question.
			return ""
		}
	}
	return string(kind)
}

// isSuccess reports whether the status of what Seam answered says that it is a success.
func isSuccess(err error) bool {
	var answer *seam.Error
	return errors.As(err, &answer) && answer.Status >= 200 && answer.Status < 300
}

// IsGroupUnknown reports whether Seam does not know the access group that a request names.
func IsGroupUnknown(err error) bool {
	var answer *seam.Error
	return seam.IsNotFound(err) && errors.As(err, &answer) && strings.HasPrefix(answer.Type, "acs_access_group")
}

func brief(summary, subject string) diag.Diagnostic {
	const elsewhere = "Another error of this run tells the cause at length."
	if subject == "" {
		return diag.NewErrorDiagnostic(summary, elsewhere)
	}
	return diag.NewErrorDiagnostic(summary, fmt.Sprintf("%s. %s", strings.ReplaceAll(subject, "\n", ", "), elsewhere))
}

// told has the causes that objects of this process have told at length.
type told struct {
	mu     sync.Mutex
	causes map[string]bool
}

// isFirst reports whether nobody has told the cause before, and notes that it is told.
func (t *told) isFirst(cause string) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.causes == nil {
		t.causes = map[string]bool{}
	}
	isFirst := !t.causes[cause]
	t.causes[cause] = true
	return isFirst
}

// TellWhilePlanning tells what an object has met in Read or ModifyPlan. It says nothing where another object has told the
// cause: that one's error has ended the walk, so nothing that is kept in silence looks done. The caller returns, and leaves
// state and plan as they are; diags need not have an error.
//
// A data source uses [Connection.TellWhileLookingUp]: in a check block its error is a warning, and a walk that only warns
// goes on.
func (c *Connection) TellWhilePlanning(diags *diag.Diagnostics, problem *Problem) {
	if problem.cause == "" || c.told.isFirst(problem.cause) {
		diags.Append(problem.full)
	}
}

// TellWhileApplying tells what an object has met in Create, Update or Delete, and in ImportState, which has to end with an
// object or an error. Where another object has told the cause, it is the summary and a line.
func (c *Connection) TellWhileApplying(diags *diag.Diagnostics, problem *Problem) {
	if problem.cause == "" || c.told.isFirst(problem.cause) {
		diags.Append(problem.full)
		return
	}
	diags.Append(problem.brief)
}

// TellWhileLookingUp tells what a data source has met in Read, which has to end with an object or an error. Where another
// data source has told the cause, it is the summary and a line. What resources have told does not count, and resources do
// not rely on it.
func (c *Connection) TellWhileLookingUp(diags *diag.Diagnostics, problem *Problem) {
	if problem.cause == "" || c.toldByLookUps.isFirst(problem.cause) {
		diags.Append(problem.full)
		return
	}
	diags.Append(problem.brief)
}
