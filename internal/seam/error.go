// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package seam

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
)

// Error is how every method of a Client fails.
type Error struct {
	// Path of the API, such as /acs/users/get.
	Path string
	// Status of the last answer: 0 where there was none.
	Status int
	// Type and Message are Seam's own words. Of an answer that is not Seam's JSON, Type is empty and Message says what
	// it was instead.
	Type    string
	Message string
	// ValidationErrors says which fields of the request Seam refused, sorted by field.
	ValidationErrors []ValidationError
	// RequestID is what Seam's support asks for: the header seam-request-id of the last answer.
	RequestID string
	// Attempts that were made: 0 where the call was refused before it was sent.
	Attempts int
	// Certainty is what is known of a change that failed; see Outcome.
	Certainty Certainty
	// Err is the cause on this side of the network: no answer, one that broke off or makes no sense, or the end of the
	// context. Nil where the answer says it all.
	//
	// What a Client puts into Type, Message, ValidationErrors, RequestID and Err came from outside. It has been made fit for
	// a terminal as by OneLine, and the credential has been taken out.
	Err error

	// isOffTopic says that Type is of an object which the request does not name. Nothing is concluded from that.
	isOffTopic bool
}

// ValidationError is what Seam objects to in one field of a request. An empty Field stands for the request as a whole.
type ValidationError struct {
	Field   string
	Message string
}

// Error tells path, status, type, message, request ID and cause in one line.
func (e *Error) Error() string {
	parts := []string{e.Path}
	if e.Status != 0 {
		parts = append(parts, statusText(e.Status))
	}
	if e.Type != "" {
		parts = append(parts, e.Type)
	}
	if e.Message != "" {
		parts = append(parts, e.Message)
	}
	for _, field := range e.ValidationErrors {
		parts = append(parts, strings.TrimPrefix(field.Field+": "+field.Message, ": "))
	}
	if e.Err != nil {
		parts = append(parts, e.Err.Error())
	}
	text := strings.Join(parts, ": ")
	if e.Attempts > 1 {
		text += fmt.Sprintf(" (after %d attempts)", e.Attempts)
	}
	if e.RequestID != "" {
		text += fmt.Sprintf(" (request ID %s)", e.RequestID)
	}
	return text
}

// Unwrap returns the cause on this side of the network, so that errors.Is finds the end of a context.
func (e *Error) Unwrap() error { return e.Err }

func statusText(status int) string {
	return strings.TrimSpace(fmt.Sprintf("%d %s", status, http.StatusText(status)))
}

// Certainty is how much is known of a change that failed. Its zero value is the doubtful one.
type Certainty int

const (
	// InDoubt means that an attempt was written and not refused with a 4xx other than 408: it was answered with a 5xx, a
	// redirect or what makes no sense, or not at all. Any of these can come at once from something on the way to Seam, while
	// Seam goes on and commits the change seconds later. So looking for the change afterwards proves that it was made, and
	// never that it was not.
	InDoubt Certainty = iota
	// NotApplied means that the change was not made: it was never written to a connection, or every attempt that was
	// written was refused with a 4xx other than 408.
	NotApplied
)

// String returns the name of the constant.
func (c Certainty) String() string {
	switch c {
	case InDoubt:
		return "InDoubt"
	case NotApplied:
		return "NotApplied"
	default:
		return fmt.Sprintf("Certainty(%d)", int(c))
	}
}

// Outcome tells what is known of a change that failed with err, over all attempts of the call: the worst of them
// counts, whatever the last one was answered. An error that is not from a Client leaves the change InDoubt.
func Outcome(err error) Certainty {
	var failure *Error
	if errors.As(err, &failure) {
		return failure.Certainty
	}
	return InDoubt
}

// unsent is the error of a call that was refused before it was sent.
func unsent(path string, cause error) *Error {
	return &Error{Path: path, Certainty: NotApplied, Err: cause}
}

// readBody fills in what the body of a failed call says. It may be Seam's error as JSON, a proxy's HTML page, plain text
// or nothing.
func (e *Error) readBody(body []byte) {
	var envelope struct {
		Error struct {
			Type             string          `json:"type"`
			Message          string          `json:"message"`
			ValidationErrors json.RawMessage `json:"validation_errors"`
		} `json:"error"`
	}
	err := json.Unmarshal(body, &envelope)
	trimmed := bytes.TrimSpace(body)
	switch {
	case err == nil && envelope.Error.Type+envelope.Error.Message != "":
		e.Type = envelope.Error.Type
		e.Message = envelope.Error.Message
		e.ValidationErrors = validationErrors(envelope.Error.ValidationErrors)
	case len(trimmed) == 0:
		e.Message = "an empty answer"
	case trimmed[0] == '<':
		e.Message = "an HTML page instead of a Seam API response"
	case e.Status < 300:
		// A success of another shape may hold people's names.
	default:
		e.Message = string(body)
	}
}

const (
	maxValidationErrors = 20
	// maxFieldDepth bounds the fields within fields, since each level is read once for each level above it.
	maxFieldDepth = 20
)

// validationErrors reads the tree that Seam sends: each field is an object with its messages in _errors and its own
// fields beside it. Whatever has another shape is left out, and what is beyond maxValidationErrors or maxFieldDepth.
func validationErrors(tree json.RawMessage, fields ...string) []ValidationError {
	var branches map[string]json.RawMessage
	if len(fields) > maxFieldDepth || json.Unmarshal(tree, &branches) != nil {
		return nil
	}
	var found []ValidationError
	for _, name := range slices.Sorted(maps.Keys(branches)) {
		if name != "_errors" {
			found = append(found, validationErrors(branches[name], append(fields, name)...)...)
			continue
		}
		var messages []string
		if json.Unmarshal(branches[name], &messages) != nil {
			continue
		}
		for _, message := range messages {
			found = append(found, ValidationError{Field: strings.Join(fields, "."), Message: message})
		}
	}
	return found[:min(len(found), maxValidationErrors)]
}
