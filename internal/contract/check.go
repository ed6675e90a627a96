// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package contract

import (
	"encoding/json"
	"fmt"
	"mime"
	"net/http"
	"strings"
)

// Request is what a client sent.
type Request struct {
	Method string
	// Path is without the endpoint and without a query, as in "/acs/users/get".
	Path   string
	Header http.Header
	Body   []byte
}

// Answer is what the API answered.
type Answer struct {
	Status int
	Header http.Header
	Body   []byte
}

// Violation is one way in which a request or an answer goes against the document.
type Violation struct {
	// Field is where in the body, as in "acs_users[].display_name"; empty where it is not about the body's fields.
	Field   string
	Problem string
}

// String is the field and the problem in one line.
func (v Violation) String() string {
	if v.Field == "" {
		return v.Problem
	}
	return v.Field + ": " + v.Problem
}

func problem(format string, arguments ...any) []Violation {
	return []Violation{{Problem: fmt.Sprintf(format, arguments...)}}
}

// CheckRequest returns how a request goes against the document: its path, method, credential and content type, and the
// fields of its body, of which none may be missing, unknown or malformed.
func (d *Document) CheckRequest(r Request) []Violation {
	path := d.api.Paths.Value(r.Path)
	switch {
	case path == nil:
		return problem("the path is none of the operations in openapi.json")
	case r.Method != http.MethodPost:
		return problem("the method is %s, not POST", r.Method)
	case !strings.HasPrefix(r.Header.Get("Authorization"), "Bearer "):
		return problem("there is no bearer token in the header Authorization")
	case len(r.Body) > 0 && !isJSON(r.Header):
		return problem("the content type is %q, not application/json", r.Header.Get("Content-Type"))
	}
	schema := requestSchema(path.Post)
	if schema == nil {
		return checkEmpty(r.Body)
	}
	body := r.Body
	if len(body) == 0 {
		body = []byte("{}")
	}
	violations := d.checkBody(schema.Value, body)
	if len(violations) == 0 {
		return checkPerson(r.Path, body)
	}
	return violations
}

// CheckAnswer returns how an answer of a path goes against the document: its status, its content type, and the fields of
// its body, of which none may be missing, unknown or malformed.
func (d *Document) CheckAnswer(path string, a Answer) []Violation {
	described := d.api.Paths.Value(path)
	if described == nil {
		return problem("the path is none of the operations in openapi.json")
	}
	response := described.Post.Responses.Status(a.Status)
	switch {
	case response == nil && !undescribed(a.Status):
		return problem("the status %d is neither described nor a known gap", a.Status)
	case a.Status >= http.StatusInternalServerError:
		return nil
	case !isJSON(a.Header):
		return problem("the content type is %q, not application/json", a.Header.Get("Content-Type"))
	case a.Status >= http.StatusBadRequest:
		return d.checkBody(d.failure, a.Body)
	}
	violations := d.checkBody(jsonSchema(response.Value.Content).Value, a.Body)
	return append(violations, checkOK(a.Body)...)
}

// Describes says in a few words what the document has to say about the status of an answer.
func (d *Document) Describes(path string, status int) string {
	described := d.api.Paths.Value(path)
	if described == nil {
		return "no such path"
	}
	response := described.Post.Responses.Status(status)
	switch {
	case response == nil:
		return fmt.Sprintf("%d is not described", status)
	case jsonSchema(response.Value.Content) == nil:
		return fmt.Sprintf("%d, body not described", status)
	default:
		return fmt.Sprintf("%d, body described", status)
	}
}

func isJSON(header http.Header) bool {
	mediaType, _, err := mime.ParseMediaType(header.Get("Content-Type"))
	return err == nil && mediaType == "application/json"
}

// checkEmpty checks a body of which the document describes nothing.
func checkEmpty(body []byte) []Violation {
	fields, err := object(body)
	if len(body) > 0 && err != nil {
		return problem("the body %v", err)
	}
	var violations []Violation
	for name := range fields {
		violations = append(violations, Violation{Field: name, Problem: "no such field"})
	}
	return violations
}

// checkPerson checks that a valid body names a person in one way, where the path has it name one.
func checkPerson(path string, body []byte) []Violation {
	first, second, isNamed := personNames(path)
	if !isNamed {
		return nil
	}
	fields, err := object(body)
	if err != nil {
		return problem("the body %v", err)
	}
	_, byFirst := fields[first]
	_, bySecond := fields[second]
	if byFirst == bySecond {
		return []Violation{{Field: first + ", " + second, Problem: "exactly one of them is required"}}
	}
	return nil
}

func checkOK(body []byte) []Violation {
	if fields, err := object(body); err == nil && fields["ok"] == false {
		return []Violation{{Field: "ok", Problem: "a success does not say false"}}
	}
	return nil
}

func object(body []byte) (map[string]any, error) {
	var fields map[string]any
	if err := json.Unmarshal(body, &fields); err != nil {
		return nil, errNotJSON
	}
	return fields, nil
}
