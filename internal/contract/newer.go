// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package contract

import (
	_ "embed" // for the additions
	"fmt"

	"github.com/getkin/kin-openapi/openapi3"
)

// newer is an OpenAPI document with what Seam's document has gained since the version at npm, as far as it is in use. Each
// addition is one of the [Gaps].
//
//go:embed newer.json
var newer []byte

// addNewer adds the paths and the properties of newer.json to a document. It fails where the document has them already:
// then newer.json has to lose them.
func addNewer(api *openapi3.T) error {
	additions, err := openapi3.NewLoader().LoadFromData(newer)
	if err != nil {
		return fmt.Errorf("reading newer.json: %w", err)
	}
	for path, item := range additions.Paths.Map() {
		if api.Paths.Value(path) != nil {
			return fmt.Errorf("newer.json: openapi.json has %s as well", path)
		}
		api.Paths.Set(path, item)
	}
	for name, addition := range additions.Components.Schemas {
		if err := extend(api.Components.Schemas[name].Value, addition.Value); err != nil {
			return fmt.Errorf("newer.json: %s: %w", name, err)
		}
	}
	return nil
}

// extend adds properties to an object's schema, and variants to a list that it has.
func extend(schema, addition *openapi3.Schema) error {
	for name, property := range addition.Properties {
		switch known := schema.Properties[name]; {
		case known == nil:
			schema.Properties[name] = property
		case property.Value.Items != nil && len(property.Value.Items.Value.OneOf) > 0:
			variants := known.Value.Items.Value
			variants.OneOf = append(variants.OneOf, property.Value.Items.Value.OneOf...)
		default:
			return fmt.Errorf("openapi.json has %s as well", name)
		}
	}
	schema.Required = append(schema.Required, addition.Required...)
	return nil
}
