// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package providertest

import (
	"fmt"
	"maps"
	"slices"

	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// Unknown is how a value reads that is not known yet.
const Unknown = "(known after apply)"

// Attributes are values by their names: strings, numbers, booleans, maps of strings, Attributes for a block, or
// tftypes.UnknownValue. What is left out is null.
type Attributes map[string]any

// value is the attributes as an object of a type.
func (a Attributes) value(typ tftypes.Type) tftypes.Value {
	values := map[string]tftypes.Value{}
	for name, typ := range typ.(tftypes.Object).AttributeTypes {
		switch value := a[name].(type) {
		case Attributes:
			values[name] = value.value(typ)
		case map[string]string:
			values[name] = mapOf(value)
		default:
			values[name] = tftypes.NewValue(typ, value)
		}
	}
	return tftypes.NewValue(typ, values)
}

// mapOf is a map of strings, in which "" is not known.
func mapOf(elements map[string]string) tftypes.Value {
	values := map[string]tftypes.Value{}
	for key, element := range elements {
		values[key] = tftypes.NewValue(tftypes.String, element)
		if element == "" {
			values[key] = tftypes.NewValue(tftypes.String, tftypes.UnknownValue)
		}
	}
	return tftypes.NewValue(tftypes.Map{ElementType: tftypes.String}, values)
}

// Object is a resource as Terraform keeps it from one call to the next. The zero object is none.
type Object struct {
	State    tftypes.Value
	Identity tftypes.Value
	private  []byte
}

// Exists reports whether there is an object.
func (o Object) Exists() bool {
	return !o.State.IsNull()
}

// Attribute reads a string of the state: "" is null.
func (o Object) Attribute(name string) string {
	return text(fields(o.State)[name])
}

// IdentityAttribute reads a string of the identity: "" is null.
func (o Object) IdentityAttribute(name string) string {
	return text(fields(o.Identity)[name])
}

// Pair is the identity of a membership as access group and ACS user.
func (o Object) Pair() string {
	return o.IdentityAttribute("acs_access_group_id") + "/" + o.IdentityAttribute("acs_user_id")
}

// Values reads all attributes of the state.
func (o Object) Values() Values {
	return valuesOf(o.State)
}

// Map reads a map of strings of the state.
func (o Object) Map(name string) map[string]string {
	var elements map[string]tftypes.Value
	if err := fields(o.State)[name].As(&elements); err != nil {
		panic(err)
	}
	values := map[string]string{}
	for key, element := range elements {
		values[key] = text(element)
	}
	return values
}

// IDs reads the values of a map of strings of the state, sorted.
func (o Object) IDs(name string) []string {
	return slices.Sorted(maps.Values(o.Map(name)))
}

// Values is what a data source has read: texts, booleans, lists and Values, and nil for null.
type Values map[string]any

// Each returns a field of each object in a list.
func (v Values) Each(list, field string) []any {
	var found []any
	for _, object := range v[list].([]any) {
		found = append(found, object.(Values)[field])
	}
	return found
}

func valuesOf(value tftypes.Value) Values {
	found := Values{}
	for name, field := range fields(value) {
		found[name] = plain(field)
	}
	return found
}

// plain is a value as Go has it, with nil for null.
func plain(value tftypes.Value) any {
	switch {
	case value.IsNull():
		return nil
	case value.Type().Is(tftypes.String):
		return text(value)
	case value.Type().Is(tftypes.Bool):
		var content bool
		if err := value.As(&content); err != nil {
			panic(err)
		}
		return content
	case value.Type().Is(tftypes.List{}):
		var elements []tftypes.Value
		if err := value.As(&elements); err != nil {
			panic(err)
		}
		all := []any{}
		for _, element := range elements {
			all = append(all, plain(element))
		}
		return all
	default:
		return valuesOf(value)
	}
}

func text(value tftypes.Value) string {
	if !value.IsKnown() {
		return Unknown
	}
	var content *string
	if err := value.As(&content); err != nil || content == nil {
		return ""
	}
	return *content
}

func fields(value tftypes.Value) map[string]tftypes.Value {
	found := map[string]tftypes.Value{}
	if value.IsNull() || !value.IsKnown() {
		return found
	}
	if err := value.As(&found); err != nil {
		panic(fmt.Sprintf("%s is no object: %v", value, err))
	}
	return found
}
