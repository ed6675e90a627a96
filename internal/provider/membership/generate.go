// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package membership

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// WithOnePerson returns a configuration that the framework has generated from the state of a membership, without the ACS user
// where it has the user identity too: exactly one of the two is configured.
func WithOnePerson(ctx context.Context, generated *tfprotov6.DynamicValue) (*tfprotov6.DynamicValue, error) {
	var described resource.SchemaResponse
	NewResource().Schema(ctx, resource.SchemaRequest{}, &described)
	schemaType := described.Schema.Type().TerraformType(ctx)
	config, err := generated.Unmarshal(schemaType)
	if err != nil {
		return nil, fmt.Errorf("reading the generated configuration: %w", err)
	}
	var attributes map[string]tftypes.Value
	if err := config.As(&attributes); err != nil {
		return nil, fmt.Errorf("reading the generated configuration: %w", err)
	}
	if attributes["user_identity_id"].IsNull() {
		return generated, nil
	}
	attributes["acs_user_id"] = tftypes.NewValue(tftypes.String, nil)
	changed, err := tfprotov6.NewDynamicValue(schemaType, tftypes.NewValue(schemaType, attributes))
	return &changed, err
}
