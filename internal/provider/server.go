// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package provider

import (
	"context"
	"fmt"
	"os"
	"runtime/debug"
	"sync/atomic"

	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6/tf6server"

	"github.com/seamapi/terraform-provider-seam/internal/provider/lookup"
	"github.com/seamapi/terraform-provider-seam/internal/provider/membership"
)

// The provider's heap is a few MiB for most configurations, where collecting garbage often would cost more time than
// everything else. While it reads long lists of users, the heap grows with what is garbage right away: from memoryLimit on
// the collector works as hard as it may.
const (
	gcPercent   = 400
	memoryLimit = 64 << 20
)

// membershipType is the resource of a single membership.
const membershipType = "seam_acs_access_group_membership"

// Serve serves the provider under its registry address until Terraform stops it, or in debug mode until it is interrupted. It
// returns an error if the server does not start.
func Serve(address, version string, isDebug bool) error {
	server, err := NewServer(version)
	if err != nil {
		return err
	}
	if err := silenceLogs(os.Getenv, os.Setenv); err != nil {
		return err
	}
	debug.SetGCPercent(gcPercent)
	debug.SetMemoryLimit(memoryLimit)
	var options []tf6server.ServeOpt
	if isDebug {
		options = append(options, tf6server.WithManagedDebug())
	}
	return tf6server.Serve(address, func() tfprotov6.ProviderServer { return server }, options...)
}

// NewServer returns the provider as a server of the plugin protocol.
//
// The framework keeps the context of every call until the process ends, and with it the call's loggers and its request: about
// 16 KiB each, for several calls per membership. Ten thousand memberships would take most of a gigabyte. So the calls that
// Terraform makes for each object get a context that releases everything when the call is over.
func NewServer(version string) (tfprotov6.ProviderServer, error) {
	framework := providerserver.NewProtocol6(New(version)())()
	served, ok := framework.(served)
	if !ok {
		return nil, fmt.Errorf("the framework's %T serves no list resources", framework)
	}
	return &server{served}, nil
}

// served is what the framework's server has to implement.
type served interface {
	tfprotov6.ProviderServer
	tfprotov6.ListResourceServer
}

type server struct {
	served
}

// The methods below have the names of the protocol's calls.

func (s *server) GetProviderSchema(ctx context.Context, req *tfprotov6.GetProviderSchemaRequest) (*tfprotov6.GetProviderSchemaResponse, error) {
	resp, err := s.served.GetProviderSchema(ctx, req)
	if resp != nil && resp.ServerCapabilities != nil {
		// The framework (1.19) serves the call, and does not say so.
		resp.ServerCapabilities.GenerateResourceConfig = true
	}
	return resp, err
}

func (s *server) ValidateResourceConfig(ctx context.Context, req *tfprotov6.ValidateResourceConfigRequest) (*tfprotov6.ValidateResourceConfigResponse, error) {
	return call(ctx, req, s.served.ValidateResourceConfig)
}

func (s *server) UpgradeResourceState(ctx context.Context, req *tfprotov6.UpgradeResourceStateRequest) (*tfprotov6.UpgradeResourceStateResponse, error) {
	return call(ctx, req, s.served.UpgradeResourceState)
}

func (s *server) UpgradeResourceIdentity(ctx context.Context, req *tfprotov6.UpgradeResourceIdentityRequest) (*tfprotov6.UpgradeResourceIdentityResponse, error) {
	return call(ctx, req, s.served.UpgradeResourceIdentity)
}

func (s *server) ReadResource(ctx context.Context, req *tfprotov6.ReadResourceRequest) (*tfprotov6.ReadResourceResponse, error) {
	return call(ctx, req, s.served.ReadResource)
}

func (s *server) PlanResourceChange(ctx context.Context, req *tfprotov6.PlanResourceChangeRequest) (*tfprotov6.PlanResourceChangeResponse, error) {
	return call(ctx, req, s.served.PlanResourceChange)
}

func (s *server) ApplyResourceChange(ctx context.Context, req *tfprotov6.ApplyResourceChangeRequest) (*tfprotov6.ApplyResourceChangeResponse, error) {
	return call(ctx, req, s.served.ApplyResourceChange)
}

func (s *server) ImportResourceState(ctx context.Context, req *tfprotov6.ImportResourceStateRequest) (*tfprotov6.ImportResourceStateResponse, error) {
	return call(ctx, req, s.served.ImportResourceState)
}

func (s *server) GenerateResourceConfig(ctx context.Context, req *tfprotov6.GenerateResourceConfigRequest) (*tfprotov6.GenerateResourceConfigResponse, error) {
	resp, err := call(ctx, req, s.served.GenerateResourceConfig)
	if err != nil || req.TypeName != membershipType || resp.Config == nil {
		return resp, err
	}
	// The framework generates whatever can be configured, and has no way for a resource to say otherwise.
	resp.Config, err = membership.WithOnePerson(ctx, resp.Config)
	return resp, err
}

func (s *server) ValidateDataResourceConfig(ctx context.Context, req *tfprotov6.ValidateDataResourceConfigRequest) (*tfprotov6.ValidateDataResourceConfigResponse, error) {
	return call(ctx, req, s.served.ValidateDataResourceConfig)
}

func (s *server) ReadDataSource(ctx context.Context, req *tfprotov6.ReadDataSourceRequest) (*tfprotov6.ReadDataSourceResponse, error) {
	ctx, list := lookup.WithList(ctx)
	resp, err := call(ctx, req, s.served.ReadDataSource)
	if err != nil {
		return resp, err
	}
	return resp, list.PutInto(resp.State)
}

// call makes one call with a context that releases everything once the call is over.
func call[Request, Response any](ctx context.Context, req *Request, framework func(context.Context, *Request) (*Response, error)) (*Response, error) {
	callContext, end := newCallContext(ctx)
	defer end()
	return framework(callContext, req)
}

// callContext is the context of one call. It has the values of its parent until the call is over, and is canceled with its
// parent. It has no deadline: Terraform sets none.
type callContext struct {
	context.Context

	parent atomic.Pointer[context.Context]
}

func newCallContext(parent context.Context) (_ context.Context, end func()) {
	alone, cancel := context.WithCancelCause(context.Background())
	ctx := &callContext{Context: alone}
	ctx.parent.Store(&parent)
	endWithParent := context.AfterFunc(parent, func() { cancel(context.Cause(parent)) })
	return ctx, func() {
		endWithParent()
		ctx.parent.Store(nil)
		cancel(nil)
	}
}

// Value returns the parent's value for a key. The context package's own keys are looked up in this context first, so that
// contexts derived from it are canceled without a goroutine.
func (c *callContext) Value(key any) any {
	if own := c.Context.Value(key); own != nil {
		return own
	}
	if parent := c.parent.Load(); parent != nil {
		return (*parent).Value(key)
	}
	return nil
}
