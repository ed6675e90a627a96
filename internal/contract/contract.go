// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

// Package contract holds what this repository says about the Seam API to what Seam itself publishes about it: its OpenAPI
// document (npm @seamapi/types) and its own fake of the API (npm @seamapi/fake-seam-connect).
//
// The package checks requests and answers against the document, reduced to the operations in use and committed as
// openapi.json. The acceptance tests of the provider run every exchange through [Handler]. The tests behind the build tag
// "contract" need Node: they renew nothing, and fail where openapi.json or EXCHANGES.md is out of step, where our fake
// answers otherwise than Seam's, or where the provider does not work on Seam's fake.
package contract

import (
	"context"
	_ "embed" // for the document
	"errors"
	"fmt"
	"slices"
	"sync"

	"github.com/getkin/kin-openapi/openapi3"
)

//go:embed openapi.json
var published []byte

// Document is Seam's OpenAPI document, reduced to the operations in use. It is safe for use by many goroutines.
type Document struct {
	api     *openapi3.T
	failure *openapi3.Schema
	options []openapi3.SchemaValidationOption
}

// Load returns the document that is committed in this package. It fails where that is no valid OpenAPI document.
func Load() (*Document, error) { return load() }

// Reading the document takes longer than most tests that need it. It is read once, and never changed afterwards.
var load = sync.OnceValues(read) //nolint:gochecknoglobals // A constant that takes a moment to compute.

func read() (*Document, error) {
	api, err := openapi3.NewLoader().LoadFromData(published)
	if err != nil {
		return nil, fmt.Errorf("reading openapi.json: %w", err)
	}
	if err := addNewer(api); err != nil {
		return nil, err
	}
	failure, err := failureSchema()
	if err != nil {
		return nil, fmt.Errorf("reading the schema of errors: %w", err)
	}
	document := &Document{api: api, failure: failure, options: []openapi3.SchemaValidationOption{
		openapi3.MultiErrors(),
		openapi3.EnableFormatValidation(),
		openapi3.WithStringFormatValidator("uuid", openapi3.NewRegexpFormatValidator(openapi3.FormatOfStringForUUIDOfRFC9562)),
		openapi3.WithStringFormatValidator("email", openapi3.NewRegexpFormatValidator(openapi3.FormatOfStringForEmail)),
		openapi3.WithStringFormatValidator("uri", openapi3.NewRegexpFormatValidator(`^https?://[^\s/]+`)),
	}}
	document.close()
	if err := api.Validate(context.Background()); err != nil {
		return nil, fmt.Errorf("openapi.json is no OpenAPI document: %w", err)
	}
	return document, nil
}

// Source says which version of which package the document is from.
func (d *Document) Source() string {
	source, _ := d.api.Info.Extensions["x-reduced-from"].(string)
	return source
}

// Paths returns the paths of the operations in use, sorted.
func (d *Document) Paths() []string {
	return slices.Sorted(slices.Values(d.api.Paths.Keys()))
}

// close makes every object of the document refuse fields that it does not name. The document leaves that open.
func (d *Document) close() {
	for _, schema := range d.api.Components.Schemas {
		closeSchema(schema)
	}
	for _, path := range d.api.Paths.Map() {
		closeSchema(requestSchema(path.Post))
		for _, response := range path.Post.Responses.Map() {
			closeSchema(jsonSchema(response.Value.Content))
		}
	}
}

func closeSchema(ref *openapi3.SchemaRef) {
	if ref == nil {
		return
	}
	schema := ref.Value
	if schema.AdditionalProperties.Has != nil || schema.AdditionalProperties.Schema != nil {
		return
	}
	if len(schema.Properties) > 0 {
		schema.AdditionalProperties.Has = openapi3.Ptr(false)
	}
	closeSchema(schema.Items)
	for _, property := range schema.Properties {
		closeSchema(property)
	}
	for _, variant := range slices.Concat(schema.OneOf, schema.AnyOf, schema.AllOf) {
		closeSchema(variant)
	}
}

// requestSchema returns the schema of an operation's request, nil where it takes none.
func requestSchema(operation *openapi3.Operation) *openapi3.SchemaRef {
	if operation.RequestBody == nil {
		return nil
	}
	return jsonSchema(operation.RequestBody.Value.Content)
}

// jsonSchema returns the schema of a JSON body, nil where there is none.
func jsonSchema(content openapi3.Content) *openapi3.SchemaRef {
	media := content.Get("application/json")
	if media == nil {
		return nil
	}
	return media.Schema
}

// errNotJSON is why a body cannot be compared to a schema.
var errNotJSON = errors.New("is no JSON")
