// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package fakeseam

import (
	"fmt"
	"math"
	"strings"

	"github.com/google/uuid"
)

// fieldKind is what a field of a request's body may hold, as the OpenAPI document says it.
type fieldKind int

const (
	// idField holds a UUID.
	idField fieldKind = iota
	// textField holds any string.
	textField
	// searchField holds a string that is not empty.
	searchField
	// limitField holds an integer above 0.
	limitField
	// cursorField holds a string or null.
	cursorField
)

type field struct {
	name     string
	kind     fieldKind
	required bool
}

// input is what a route takes. Fields that it does not name are ignored, as in Seam's fake.
type input struct {
	fields []field
	// either names two fields of which exactly one has to be given.
	either [2]string
	// needsBody marks a route that takes no body for an empty text, unless the content type makes it JSON. Elsewhere it
	// is an empty object.
	needsBody bool
}

// body is what a request has to say to a route.
func (in input) body(request *Request) any {
	if in.needsBody && len(request.RawBody) == 0 && !request.isJSON() {
		return ""
	}
	return request.parsed
}

// params are a request's fields after validation.
type params map[string]any

// text returns a string field, and "" where it is not given.
func (p params) text(name string) string {
	text, _ := p[name].(string)
	return text
}

// id returns a UUID field in the lowercase in which objects are known, and "" where it is not given.
func (p params) id(name string) string {
	return strings.ToLower(p.text(name))
}

// issue is one complaint about the input. An empty field name means the body as a whole.
type issue struct {
	field   string
	message string
}

const required = "Required"

// read validates a decoded body. The checks and their wording are those of zod, with which Seam's fake validates.
func (in input) read(body any) (params, *apiError) {
	object, isObject := body.(map[string]any)
	if !isObject {
		return nil, invalidInput(issue{message: expected("object", body)})
	}
	p := params{}
	var issues []issue
	for _, field := range in.fields {
		value, given := object[field.name]
		switch message := field.check(value, given); {
		case message != "":
			issues = append(issues, issue{field.name, message})
		case given:
			p[field.name] = value
		}
	}
	if len(issues) == 0 {
		issues = in.checkEither(p)
	}
	if len(issues) > 0 {
		return nil, invalidInput(issues...)
	}
	return p, nil
}

func (in input) checkEither(p params) []issue {
	first, second := in.either[0], in.either[1]
	if first == "" {
		return nil
	}
	_, hasFirst := p[first]
	_, hasSecond := p[second]
	switch {
	case hasFirst && hasSecond:
		return []issue{{message: fmt.Sprintf("You can only provide one of %s or %s", first, second)}}
	case !hasFirst && !hasSecond:
		return []issue{{message: fmt.Sprintf("Either %s or %s is required", first, second)}}
	default:
		return nil
	}
}

// check returns what is wrong with a value, or "".
func (f field) check(value any, given bool) string {
	if !given {
		if f.required {
			return required
		}
		return ""
	}
	switch f.kind {
	case limitField:
		return checkLimit(value)
	case cursorField:
		if value == nil {
			return ""
		}
	}
	return f.checkText(value)
}

func (f field) checkText(value any) string {
	text, isText := value.(string)
	switch {
	case !isText:
		return expected("string", value)
	case f.kind == idField && !isUUID(text):
		return "Invalid uuid"
	case f.kind == searchField && text == "":
		return "String must contain at least 1 character(s)"
	default:
		return ""
	}
}

func checkLimit(value any) string {
	number, isNumber := value.(float64)
	switch {
	case !isNumber:
		return expected("number", value)
	case number != math.Trunc(number):
		return "Expected integer, received float"
	case number <= 0:
		return "Number must be greater than 0"
	default:
		return ""
	}
}

// isUUID accepts either case but no other spelling of a UUID.
func isUUID(text string) bool {
	parsed, err := uuid.Parse(text)
	return err == nil && strings.EqualFold(parsed.String(), text)
}

func expected(want string, value any) string {
	return fmt.Sprintf("Expected %s, received %s", want, jsonType(value))
}

func jsonType(value any) string {
	switch value.(type) {
	case nil:
		return "null"
	case string:
		return "string"
	case float64:
		return "number"
	case bool:
		return "boolean"
	case []any:
		return "array"
	default:
		return "object"
	}
}

// invalidInput is the error for one or more issues, each told in the message and under validation_errors.
func invalidInput(issues ...issue) *apiError {
	var messages []string
	wholeErrors := []string{}
	fieldErrors := map[string]any{}
	for _, i := range issues {
		messages = append(messages, i.String())
		if i.field == "" {
			wholeErrors = append(wholeErrors, i.message)
		} else {
			fieldErrors[i.field] = map[string]any{"_errors": []string{i.message}}
		}
	}
	fieldErrors["_errors"] = wholeErrors

	message := strings.Join(messages, ", ")
	if len(messages) > 1 {
		message = fmt.Sprintf("%d Input Errors: %s", len(messages), message)
	}
	err := badRequest("invalid_input", message)
	err.validationErrors = fieldErrors
	return err
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
