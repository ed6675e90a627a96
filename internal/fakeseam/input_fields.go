// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package fakeseam

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/google/uuid"
)

// fieldKind is what a field of a request's body may hold, as the OpenAPI document says it.
type fieldKind int

const (
	// idField holds a UUID.
	idField fieldKind = iota
	// textField holds any string.
	textField
	// nonEmptyField holds a string that is not empty.
	nonEmptyField
	// emailField holds an email address.
	emailField
	// phoneField holds a phone number in E.164 format, which the document says in its prose.
	phoneField
	// timeField holds a date and time in UTC: Seam's fake takes no offset, which the document would allow.
	timeField
	// limitField holds an integer above 0.
	limitField
	// listField holds a list.
	listField
	// objectField holds an object.
	objectField
)

// field is one field of a request's body, or of an object in it.
type field struct {
	name     string
	kind     fieldKind
	required bool
	nullable bool
	// element is the kind of a list's elements, which has from least to most of them. A most of 0 is no bound.
	element     fieldKind
	least, most int
	// fields are those of an object.
	fields []field
}

// checkFields returns what is wrong with the fields of an object, which has a path of its own within another object.
func checkFields(fields []field, object map[string]any, path string) []issue {
	var issues []issue
	for _, f := range fields {
		value, given := object[f.name]
		switch {
		case !given && f.required:
			issues = append(issues, issue{path + f.name, required})
		case !given, value == nil && f.nullable:
		default:
			issues = append(issues, f.check(value, path+f.name)...)
		}
	}
	return issues
}

// check returns what is wrong with a value that is given.
func (f field) check(value any, path string) []issue {
	switch f.kind {
	case listField:
		return f.checkList(value, path)
	case objectField:
		object, isObject := value.(map[string]any)
		if !isObject {
			return []issue{{path, expected("object", value)}}
		}
		return checkFields(f.fields, object, path+".")
	}
	if message := f.kind.check(value); message != "" {
		return []issue{{path, message}}
	}
	return nil
}

func (f field) checkList(value any, path string) []issue {
	elements, isList := value.([]any)
	switch {
	case !isList:
		return []issue{{path, expected("array", value)}}
	case len(elements) < f.least:
		return []issue{{path, fmt.Sprintf("Array must contain at least %d element(s)", f.least)}}
	case f.most > 0 && len(elements) > f.most:
		return []issue{{path, fmt.Sprintf("Array must contain at most %d element(s)", f.most)}}
	}
	var issues []issue
	for i, element := range elements {
		if message := f.element.check(element); message != "" {
			issues = append(issues, issue{path + "." + strconv.Itoa(i), message})
		}
	}
	return issues
}

// check returns what is wrong with a single value, or "".
func (k fieldKind) check(value any) string {
	if k == limitField {
		return checkLimit(value)
	}
	text, isText := value.(string)
	switch {
	case !isText:
		return expected("string", value)
	case k == idField && !isUUID(text):
		return "Invalid uuid"
	case k == nonEmptyField && text == "":
		return "String must contain at least 1 character(s)"
	case k == emailField && !isEmailAddress(text):
		return "Invalid email"
	case k == phoneField && !isPhoneNumber(text):
		return "Phone number must be in E.164 format: +14155552671"
	case k == timeField && !isTime(text):
		return "Invalid datetime"
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

func isEmailAddress(text string) bool {
	local, domain, found := strings.Cut(text, "@")
	return found && local != "" && strings.Contains(domain, ".") && !strings.Contains(domain, "@") && !isOdd(text)
}

func isPhoneNumber(text string) bool {
	digits, found := strings.CutPrefix(text, "+")
	isOther := func(r rune) bool { return r < '0' || r > '9' }
	return found && len(digits) >= 2 && len(digits) <= 15 && digits[0] != '0' && !strings.ContainsFunc(digits, isOther)
}

func isTime(text string) bool {
	_, err := time.Parse(time.RFC3339, text)
	return err == nil && strings.HasSuffix(text, "Z")
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
