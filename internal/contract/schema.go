// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package contract

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
)

// checkBody compares a body with a schema.
func (d *Document) checkBody(schema *openapi3.Schema, body []byte) []Violation {
	var value any
	if err := json.Unmarshal(body, &value); err != nil {
		return problem("the body %v", errNotJSON)
	}
	violations := d.compare(schema, value, nil)
	slices.SortFunc(violations, func(a, b Violation) int { return strings.Compare(a.String(), b.String()) })
	return slices.Compact(violations)
}

// compare compares a value, found under a path of names and indexes, with a schema.
func (d *Document) compare(schema *openapi3.Schema, value any, path []string) []Violation {
	return d.flatten(schema.VisitJSON(value, d.options...), path)
}

// flatten makes one violation out of each leaf of an error.
func (d *Document) flatten(err error, path []string) []Violation {
	switch err := err.(type) { //nolint:errorlint // Each level is looked at in turn: errors.As would find the first leaf alone.
	case nil:
		return nil
	case openapi3.MultiError:
		var violations []Violation
		for _, each := range err {
			violations = append(violations, d.flatten(each, path)...)
		}
		return violations
	case *openapi3.SchemaError:
		return d.explain(err, slices.Concat(path, err.JSONPointer()))
	default:
		return []Violation{{Field: fieldName(path), Problem: err.Error()}}
	}
}

// explain says what is wrong in one place.
func (d *Document) explain(err *openapi3.SchemaError, path []string) []Violation {
	switch err.SchemaField {
	case "required":
		return []Violation{{Field: fieldName(path), Problem: "missing"}}
	case "properties":
		return unknownFields(err, path)
	case "format":
		return []Violation{{Field: fieldName(path), Problem: "no " + err.Schema.Format}}
	case "oneOf":
		return d.explainVariant(err, path)
	default:
		return []Violation{{Field: fieldName(path), Problem: err.Reason}}
	}
}

func unknownFields(err *openapi3.SchemaError, path []string) []Violation {
	fields, _ := err.Value.(map[string]any)
	var violations []Violation
	for name := range fields {
		if err.Schema.Properties[name] == nil {
			violations = append(violations, Violation{Field: fieldName(append(slices.Clone(path), name)), Problem: "no such field"})
		}
	}
	return violations
}

// explainVariant says what is wrong with a value that may have one of several shapes. Where a field tells which one it is
// meant to have, it is compared with that one: what the others object to is nobody's business.
func (d *Document) explainVariant(err *openapi3.SchemaError, path []string) []Violation {
	fields, isObject := err.Value.(map[string]any)
	if err.Schema.Discriminator == nil || !isObject {
		return []Violation{{Field: fieldName(path), Problem: err.Reason}}
	}
	name := err.Schema.Discriminator.PropertyName
	for _, variant := range err.Schema.OneOf {
		if kind := variant.Value.Properties[name]; kind != nil && slices.Contains(kind.Value.Enum, fields[name]) {
			return d.compare(variant.Value, fields, path)
		}
	}
	return []Violation{{
		Field:   fieldName(append(slices.Clone(path), name)),
		Problem: fmt.Sprintf("%v is none of the values that the document knows", fields[name]),
	}}
}

// fieldName joins a path to a name that is the same for all elements of a list.
func fieldName(path []string) string {
	var name strings.Builder
	for _, part := range path {
		switch _, err := strconv.Atoi(part); {
		case err == nil:
			name.WriteString("[]")
		case name.Len() > 0:
			name.WriteString("." + part)
		default:
			name.WriteString(part)
		}
	}
	return name.String()
}
