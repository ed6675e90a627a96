// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

// Command floor is a provider that does nothing, with the schemas of this provider and served as the framework does by
// default. The time that Terraform takes with it is that of Terraform and the framework.
package main

import (
	"context"
	"fmt"
	"os"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	seam "github.com/seamapi/terraform-provider-seam/internal/provider"
)

func main() {
	serve := func() provider.Provider { return floor{seam.New("floor")()} }
	err := providerserver.Serve(context.Background(), serve, providerserver.ServeOpts{Address: "registry.terraform.io/seamapi/seam"})
	if err != nil {
		fmt.Fprintln(os.Stderr, "floor:", err)
		os.Exit(1)
	}
}

// floor has the schema of a provider and idle resources in place of its own.
type floor struct {
	provider.Provider
}

func (floor) Configure(context.Context, provider.ConfigureRequest, *provider.ConfigureResponse) {}

func (floor) DataSources(context.Context) []func() datasource.DataSource {
	return nil
}

func (f floor) Resources(ctx context.Context) []func() resource.Resource {
	var all []func() resource.Resource
	for _, newResource := range f.Provider.Resources(ctx) {
		all = append(all, func() resource.Resource { return idle{newResource()} })
	}
	return all
}

// idle has the schema of a resource and leaves everything as it was planned.
type idle struct {
	resource.Resource
}

func (idle) Create(_ context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	var err error
	if resp.State.Raw, err = known(req.Plan.Raw); err != nil {
		resp.Diagnostics.AddError("The plan cannot be saved", err.Error())
	}
}

func (idle) Read(context.Context, resource.ReadRequest, *resource.ReadResponse) {}

func (idle) Update(_ context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	var err error
	if resp.State.Raw, err = known(req.Plan.Raw); err != nil {
		resp.Diagnostics.AddError("The plan cannot be saved", err.Error())
	}
}

func (idle) Delete(context.Context, resource.DeleteRequest, *resource.DeleteResponse) {}

// anyID is the ID of everything that would get one. Other resources may need it.
const anyID = "00000000-0000-0000-0000-000000000000"

// known returns a planned value with an ID in place of every unknown string, and null in place of everything else that is
// unknown.
func known(planned tftypes.Value) (tftypes.Value, error) {
	return tftypes.Transform(planned, func(_ *tftypes.AttributePath, value tftypes.Value) (tftypes.Value, error) {
		switch {
		case value.IsKnown():
			return value, nil
		case value.Type().Is(tftypes.String):
			return tftypes.NewValue(tftypes.String, anyID), nil
		default:
			return tftypes.NewValue(value.Type(), nil), nil
		}
	})
}
