// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package fakeseam

import (
	"fmt"
	"strings"
	"time"
)

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

// text returns a string field, and "" where it is null or not given.
func (p params) text(name string) string {
	text, _ := p[name].(string)
	return text
}

// id returns a UUID field in the lowercase in which objects are known, and "" where it is not given.
func (p params) id(name string) string {
	return strings.ToLower(p.text(name))
}

// texts returns a list of strings, nil where it is not given.
func (p params) texts(name string) []string {
	elements, _ := p[name].([]any)
	var texts []string
	for _, element := range elements {
		text, _ := element.(string)
		texts = append(texts, text)
	}
	return texts
}

// ids returns a list of UUIDs in lowercase, nil where it is not given.
func (p params) ids(name string) []string {
	ids := p.texts(name)
	for i, id := range ids {
		ids[i] = strings.ToLower(id)
	}
	return ids
}

// time returns a time field, and the zero time where it is null or not given.
func (p params) time(name string) time.Time {
	t, _ := time.Parse(time.RFC3339, p.text(name))
	return t
}

// isBefore reports whether a time is before the one in a field, or the field is not given.
func (p params) isBefore(name string, t time.Time) bool {
	return !p.has(name) || t.Before(p.time(name))
}

// has reports whether a field is given, be it as null.
func (p params) has(name string) bool {
	_, given := p[name]
	return given
}

// read validates a decoded body. The checks and their wording are those of zod, with which Seam's fake validates.
func (in input) read(body any) (params, *apiError) {
	object, isObject := body.(map[string]any)
	if !isObject {
		return nil, invalidInput(issue{message: expected("object", body)})
	}
	issues := checkFields(in.fields, object, "")
	p := params{}
	for _, field := range in.fields {
		if value, given := object[field.name]; given {
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
	switch {
	case p.has(first) && p.has(second):
		return []issue{{message: fmt.Sprintf("You can only provide one of %s or %s", first, second)}}
	case !p.has(first) && !p.has(second):
		return []issue{{message: fmt.Sprintf("Either %s or %s is required", first, second)}}
	default:
		return nil
	}
}
