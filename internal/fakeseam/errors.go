// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package fakeseam

import (
	"fmt"
	"net/http"
)

// apiError is an error as Seam answers it: {"error": {"type", "message", "validation_errors"?}, "ok": false}.
type apiError struct {
	status           int
	errorType        string
	message          string
	validationErrors map[string]any
	// foreign marks an object of another workspace, which SetForeignAnswer may have answered otherwise.
	foreign bool
}

func (e *apiError) answer() answer {
	body := map[string]any{"type": e.errorType, "message": e.message}
	if e.validationErrors != nil {
		body["validation_errors"] = e.validationErrors
	}
	return newAnswer(e.status, jsonContentType, encode(map[string]any{"error": body, "ok": false}))
}

func unauthorized(errorType, message string) *apiError {
	return &apiError{status: http.StatusUnauthorized, errorType: errorType, message: message}
}

func badRequest(errorType, message string) *apiError {
	return &apiError{status: http.StatusBadRequest, errorType: errorType, message: message}
}

// kind is a kind of object, in the spelling that Seam's error types begin with.
type kind string

const (
	acsUserKind        kind = "acs_user"
	acsAccessGroupKind kind = "acs_access_group"
	acsSystemKind      kind = "acs_system"
	acsEntranceKind    kind = "acs_entrance"
	userIdentityKind   kind = "user_identity"
)

// notFound answers an ID that belongs to nothing.
func (f *Fake) notFound(k kind) *apiError {
	return &apiError{status: f.behaviour.notFound, errorType: string(k) + "_not_found", message: string(k) + " not found"}
}

// conflict answers what would give two objects the same value in a field that has to differ. Seam does not document it; the
// type is in the style of others that Seam's fake has.
func (f *Fake) conflict(k kind, field string) *apiError {
	return &apiError{
		status:    f.behaviour.conflict,
		errorType: string(k) + "_already_exists",
		message:   fmt.Sprintf("There is a %s with this %s already", k, field),
	}
}

// foreign answers an ID that belongs to an object of another workspace.
func (f *Fake) foreign(k kind) *apiError {
	if f.behaviour.foreign == http.StatusBadRequest {
		return badRequest("invalid_input", string(k)+" does not belong to this workspace")
	}
	err := f.notFound(k)
	err.foreign = true
	return err
}
