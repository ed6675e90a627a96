// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package fakeseam

import (
	"fmt"
	"strings"
)

// issue is one complaint about the input.
type issue struct {
	// field is the path of a field, as in "acs_system_ids.0". Empty means the body as a whole.
	field   string
	message string
}

const required = "Required"

// invalidInput is the error for one or more issues, each told in the message and, at the place of its field, under
// validation_errors.
func invalidInput(issues ...issue) *apiError {
	var messages []string
	root := newFieldErrors()
	for _, i := range issues {
		messages = append(messages, i.String())
		at := root
		if i.field != "" {
			for name := range strings.SplitSeq(i.field, ".") {
				at = at.under(name)
			}
		}
		said, _ := at["_errors"].([]string)
		at["_errors"] = append(said, i.message)
	}
	message := strings.Join(messages, ", ")
	if len(messages) > 1 {
		message = fmt.Sprintf("%d Input Errors: %s", len(messages), message)
	}
	err := badRequest("invalid_input", message)
	err.validationErrors = root
	return err
}

// fieldErrors are the complaints about one field, under "_errors", and those about its own fields, under their names.
type fieldErrors map[string]any

func newFieldErrors() fieldErrors {
	return fieldErrors{"_errors": []string{}}
}

func (e fieldErrors) under(name string) fieldErrors {
	inner, known := e[name].(fieldErrors)
	if !known {
		inner = newFieldErrors()
		e[name] = inner
	}
	return inner
}

func (i issue) String() string {
	switch {
	case i.field == "":
		return i.message
	case i.message == required:
		return i.field + " is required"
	default:
		return fmt.Sprintf("%s for %q", i.message, i.field)
	}
}
