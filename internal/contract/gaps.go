// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package contract

import (
	"encoding/json"
	"net/http"

	"github.com/getkin/kin-openapi/openapi3"
)

// Gap is something about the API that the document leaves open, although it is known from elsewhere.
type Gap struct {
	// What the document leaves open.
	What string
	// Instead is what the checks demand in its place.
	Instead string
	// Reason says where that is known from.
	Reason string

	// statuses are those that the document does not describe.
	statuses []int
}

const newerReason = "Version 1.1038.0 of the document, in Seam's public repository, has it; npm has no version that does."

// Gaps returns every gap of the document that the checks know of. There are no other exceptions.
func Gaps() []Gap {
	return []Gap{
		{
			What:    "An answer with status 400 or 401 has no described body.",
			Instead: "`ok` is false; `error` has `type` and `message`, maybe `validation_errors` and `data`; the content type is JSON.",
			Reason:  "Seam's fake answers so; `data` is what Seam's JavaScript client knows besides.",
		},
		{
			What:     "An answer with status 404 is not described, and no operation says what an unknown ID is answered with.",
			Instead:  "The same shape as with status 400.",
			Reason:   "Seam's fake answers 404 with a type that ends in `_not_found`.",
			statuses: []int{http.StatusNotFound},
		},
		{
			What:     "An answer with status 409 is not described, and no operation says what a value is answered with that somebody else has.",
			Instead:  "The same shape as with status 400.",
			Reason:   "Seam's fake answers 409 to an access code that there is already.",
			statuses: []int{http.StatusConflict},
		},
		{
			What:     "An answer with status 405 is not described.",
			Instead:  "The same shape as with status 400.",
			Reason:   "Seam's fake answers it to a method that the document does not describe. The client never sends one.",
			statuses: []int{http.StatusMethodNotAllowed},
		},
		{
			What:     "Answers with status 5xx are not described.",
			Instead:  "Nothing: they come from a server in trouble, or from a proxy before it.",
			Reason:   "In an outage, Seam's fake answers 503 with an empty body.",
			statuses: []int{500, 502, 503, 504},
		},
		{
			What:    "That a person is named by one of `acs_user_id` and `user_identity_id`, or of `user_identity_id` and `user_identity_key`, stands in descriptions alone.",
			Instead: "A request has exactly one of the two.",
			Reason:  "“You can only provide one of acs_user_id or user_identity_id.” Without either there is nobody to add, remove, get, change or link.",
		},
		{
			What:    "A success has `ok`, of type boolean.",
			Instead: "`ok` is true.",
			Reason:  "Seam's fake says there whether the status is a success.",
		},
		{
			What:    "`/workspaces/get` has no described request body.",
			Instead: "The body is an empty object or nothing.",
			Reason:  "Seam's fake takes either. The client sends an empty object, as to every path without input.",
		},
		{
			What:    "No request needs a body, not even where fields of it are required.",
			Instead: "No body counts as an empty object.",
			Reason:  "A required field is of no use in an optional body.",
		},
		{
			What:    "`/user_identities/merge` is not described, nor are `merged_user_identity_ids` and `merged_user_identity_keys` of a user identity.",
			Instead: "The path and both fields are as `newer.json` has them; neither field is ever missing.",
			Reason:  newerReason,
		},
		{
			What:    "The warning `unknown_issue_with_acs_system` of an access system is not described.",
			Instead: "It has the shape of the other warnings.",
			Reason:  newerReason,
		},
		{
			What:    "Objects may have fields that are not described.",
			Instead: "Neither a request nor an answer of our fake has one.",
			Reason:  "A misspelt optional field would otherwise go unnoticed.",
		},
	}
}

// undescribed reports whether a gap explains why the document does not describe a status.
func undescribed(status int) bool {
	for _, gap := range Gaps() {
		for _, known := range gap.statuses {
			if status == known {
				return true
			}
		}
	}
	return false
}

// personNames returns the two fields of which the requests to a path name a person by exactly one, if they do.
func personNames(path string) (first, second string, isNamed bool) {
	switch path {
	case "/acs/access_groups/add_user",
		"/acs/users/delete",
		"/acs/users/get",
		"/acs/users/list_accessible_entrances",
		"/acs/users/remove_from_access_group",
		"/acs/users/suspend",
		"/acs/users/unsuspend",
		"/acs/users/update":
		return "acs_user_id", "user_identity_id", true
	case "/user_identities/add_acs_user":
		return "user_identity_id", "user_identity_key", true
	default:
		return "", "", false
	}
}

// failureSchema is the shape of an answer to a request that was refused.
func failureSchema() (*openapi3.Schema, error) {
	const shape = `{
		"type": "object",
		"required": ["error", "ok"],
		"additionalProperties": false,
		"properties": {
			"ok": {"type": "boolean", "enum": [false]},
			"error": {
				"type": "object",
				"required": ["type", "message"],
				"additionalProperties": false,
				"properties": {
					"type": {"type": "string", "minLength": 1},
					"message": {"type": "string", "minLength": 1},
					"data": {"type": "object"},
					"validation_errors": {"type": "object"}
				}
			}
		}
	}`
	var schema openapi3.Schema
	if err := json.Unmarshal([]byte(shape), &schema); err != nil {
		return nil, err
	}
	return &schema, nil
}
