// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package providertest

import (
	"fmt"
	"maps"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/seamapi/terraform-provider-seam/internal/provider"
)

// Process is the provider as one walk of Terraform has it: configured once, with a memory of its own, and spoken to in
// the plugin protocol, the way Terraform 1.12 and later speak it. It tells what no Terraform command shows, such as
// identities, and it costs no Terraform process. A test of more than one walk makes a process for each.
//
// A process has objects of one resource type. Its data sources can be read whatever that is.
type Process struct {
	// Server is the provider itself.
	Server tfprotov6.ProviderServer
	// Identity is the identity of the process's objects.
	Identity *tfprotov6.ResourceIdentitySchema

	t            *testing.T
	resourceType string
	schemas      *tfprotov6.GetProviderSchemaResponse
}

// Change is what the provider plans for an object.
type Change struct {
	Planned Object
	// ReplacedFor names the attributes that force a replacement: then the change is not applied as it is, but as a
	// destroy and a create.
	ReplacedFor []string

	prior  Object
	config tftypes.Value
}

// Process starts a process that is configured for the world, with further settings, and has memberships.
func (w *World) Process(t *testing.T, settings ...Attributes) *Process {
	t.Helper()
	return w.ProcessOf(t, MembershipType, settings...)
}

// ProcessOf is Process with objects of another type.
func (w *World) ProcessOf(t *testing.T, resourceType string, settings ...Attributes) *Process {
	t.Helper()
	p, said := w.StartProcess(t, resourceType, settings...)
	said.Succeeds()
	return p
}

// StartProcess is ProcessOf for a test in which the provider may refuse to be configured.
func (w *World) StartProcess(t *testing.T, resourceType string, settings ...Attributes) (*Process, Output) {
	t.Helper()
	server, err := provider.NewServer("test")
	if err != nil {
		t.Fatal(err)
	}
	schemas, err := server.GetProviderSchema(t.Context(), &tfprotov6.GetProviderSchemaRequest{})
	if err != nil {
		t.Fatal(err)
	}
	identities, err := server.GetResourceIdentitySchemas(t.Context(), &tfprotov6.GetResourceIdentitySchemasRequest{})
	if err != nil {
		t.Fatal(err)
	}
	p := &Process{t: t, resourceType: resourceType, Server: server, schemas: schemas, Identity: identities.IdentitySchemas[resourceType]}

	all := Attributes{"endpoint": w.URL, "api_key": w.APIKey}
	for _, further := range settings {
		maps.Copy(all, further)
	}
	response, err := server.ConfigureProvider(t.Context(), &tfprotov6.ConfigureProviderRequest{
		TerraformVersion: "1.12.0",
		Config:           p.encode(all.value(schemas.Provider.ValueType())),
	})
	p.check(err)
	said := p.said(response.Diagnostics)
	return p, said
}

// Of is the same process with objects of another type.
func (p *Process) Of(resourceType string) *Process {
	p.t.Helper()
	identities, err := p.Server.GetResourceIdentitySchemas(p.t.Context(), &tfprotov6.GetResourceIdentitySchemasRequest{})
	p.check(err)
	other := *p
	other.resourceType, other.Identity = resourceType, identities.IdentitySchemas[resourceType]
	return &other
}

// Validate validates the configuration of an object.
func (p *Process) Validate(config Attributes) Output {
	p.t.Helper()
	response, err := p.Server.ValidateResourceConfig(p.t.Context(), &tfprotov6.ValidateResourceConfigRequest{
		TypeName: p.resourceType, Config: p.encode(config.value(p.schema().ValueType())),
	})
	p.check(err)
	return p.said(response.Diagnostics)
}

// Plan plans the configuration for an object, or for none.
func (p *Process) Plan(prior Object, config Attributes) (Change, Output) {
	p.t.Helper()
	configured := config.value(p.schema().ValueType())
	return p.planChange(prior, configured, p.proposed(prior.State, configured))
}

// PlanReplacement plans the object that comes in the place of another one, as Terraform does once a change has turned out
// to be a replacement: without a state, and with the private data of the first plan.
func (p *Process) PlanReplacement(first Change) (Change, Output) {
	p.t.Helper()
	return p.planChange(Object{private: first.Planned.private}, first.config, p.proposed(tftypes.Value{}, first.config))
}

// PlanDestroy plans the end of an object.
func (p *Process) PlanDestroy(prior Object) (Change, Output) {
	p.t.Helper()
	return p.planChange(prior, p.none(), p.none())
}

func (p *Process) planChange(prior Object, config, proposed tftypes.Value) (Change, Output) {
	p.t.Helper()
	response, err := p.Server.PlanResourceChange(p.t.Context(), &tfprotov6.PlanResourceChangeRequest{
		TypeName:         p.resourceType,
		PriorState:       p.encode(p.stateOf(prior)),
		PriorPrivate:     prior.private,
		PriorIdentity:    p.identityOf(prior),
		ProposedNewState: p.encode(proposed),
		Config:           p.encode(config),
	})
	p.check(err)
	planned := Change{
		prior:   prior,
		config:  config,
		Planned: p.object(response.PlannedState, response.PlannedIdentity, response.PlannedPrivate),
	}
	for _, path := range response.RequiresReplace {
		planned.ReplacedFor = append(planned.ReplacedFor, path.String())
	}
	return planned, p.said(response.Diagnostics)
}

// Apply carries out a change. As Terraform does, it takes no other result than the one that was planned, unless there is
// an error.
func (p *Process) Apply(c Change) (Object, Output) {
	p.t.Helper()
	response, err := p.Server.ApplyResourceChange(p.t.Context(), &tfprotov6.ApplyResourceChangeRequest{
		TypeName:        p.resourceType,
		PriorState:      p.encode(p.stateOf(c.prior)),
		PlannedState:    p.encode(p.stateOf(c.Planned)),
		PlannedPrivate:  c.Planned.private,
		PlannedIdentity: p.identityOf(c.Planned),
		Config:          p.encode(c.config),
	})
	p.check(err)
	applied, said := p.object(response.NewState, response.NewIdentity, response.Private), p.said(response.Diagnostics)
	if !said.failed && !isPlanned(applied.State, c.Planned.State) {
		p.t.Errorf("the result is %s, but planned was %s", applied.State, c.Planned.State)
	}
	return applied, said
}

// isPlanned reports whether a result has every value that was known when it was planned.
func isPlanned(result, planned tftypes.Value) bool {
	if planned.IsNull() || result.IsNull() {
		return planned.IsNull() == result.IsNull()
	}
	got := fields(result)
	for name, want := range fields(planned) {
		if want.IsFullyKnown() && !want.Equal(got[name]) {
			return false
		}
	}
	return true
}

// Create plans an object and makes it.
func (p *Process) Create(config Attributes) (Object, Output) {
	p.t.Helper()
	planned, said := p.Plan(Object{}, config)
	if said.failed {
		return Object{}, said
	}
	made, saidOnApply := p.Apply(planned)
	return made, said.and(saidOnApply)
}

// Destroy plans the end of an object and carries it out. What is left is the object if that failed.
func (p *Process) Destroy(prior Object) (Object, Output) {
	p.t.Helper()
	planned, said := p.PlanDestroy(prior)
	if said.failed {
		return prior, said
	}
	left, saidOnApply := p.Apply(planned)
	return left, said.and(saidOnApply)
}

// Refresh reads an object anew.
func (p *Process) Refresh(current Object) (Object, Output) {
	p.t.Helper()
	response, err := p.Server.ReadResource(p.t.Context(), &tfprotov6.ReadResourceRequest{
		TypeName:        p.resourceType,
		CurrentState:    p.encode(p.stateOf(current)),
		CurrentIdentity: p.identityOf(current),
		Private:         current.private,
	})
	p.check(err)
	return p.object(response.NewState, response.NewIdentity, response.Private), p.said(response.Diagnostics)
}

// ImportID imports an object by its import ID.
func (p *Process) ImportID(id string) (Object, Output) {
	p.t.Helper()
	return p.imported(&tfprotov6.ImportResourceStateRequest{TypeName: p.resourceType, ID: id})
}

// ImportIdentity imports an object by its resource identity.
func (p *Process) ImportIdentity(identity Attributes) (Object, Output) {
	p.t.Helper()
	named := Object{Identity: identity.value(p.Identity.ValueType())}
	return p.imported(&tfprotov6.ImportResourceStateRequest{TypeName: p.resourceType, Identity: p.identityOf(named)})
}

func (p *Process) imported(request *tfprotov6.ImportResourceStateRequest) (Object, Output) {
	p.t.Helper()
	response, err := p.Server.ImportResourceState(p.t.Context(), request)
	p.check(err)
	if len(response.ImportedResources) == 0 {
		return Object{}, p.said(response.Diagnostics)
	}
	imported := response.ImportedResources[0]
	return p.object(imported.State, imported.Identity, imported.Private), p.said(response.Diagnostics)
}

// GenerateConfig generates the configuration of an imported object, which is in the state of the object that it returns.
func (p *Process) GenerateConfig(imported Object) (Object, Output) {
	p.t.Helper()
	response, err := p.Server.GenerateResourceConfig(p.t.Context(), &tfprotov6.GenerateResourceConfigRequest{
		TypeName: p.resourceType, State: p.encode(p.stateOf(imported)),
	})
	p.check(err)
	return p.object(response.Config, nil, nil), p.said(response.Diagnostics)
}

// Resources returns the schemas of the resources by their names.
func (p *Process) Resources() map[string]*tfprotov6.Schema {
	return p.schemas.ResourceSchemas
}

// ListResources returns the schemas of the list resources by their names.
func (p *Process) ListResources() map[string]*tfprotov6.Schema {
	return p.schemas.ListResourceSchemas
}

// Found is one object that a query has found.
type Found struct {
	Object

	DisplayName string
}

// Query finds objects of the process's type, with their states, as terraform query does when it generates configuration.
func (p *Process) Query(config Attributes, limit int64) ([]Found, Output) {
	p.t.Helper()
	configured := p.encode(config.value(p.schemas.ListResourceSchemas[p.resourceType].ValueType()))
	server, lists := p.Server.(tfprotov6.ListResourceServer)
	if !lists {
		p.t.Fatal("the provider lists nothing")
	}
	validated, err := server.ValidateListResourceConfig(p.t.Context(), &tfprotov6.ValidateListResourceConfigRequest{
		TypeName: p.resourceType, Config: configured,
	})
	p.check(err)
	said := p.said(validated.Diagnostics)
	if said.failed {
		return nil, said
	}
	stream, err := server.ListResource(p.t.Context(), &tfprotov6.ListResourceRequest{
		TypeName: p.resourceType, Config: configured, IncludeResource: true, Limit: limit,
	})
	p.check(err)
	var found []Found
	for result := range stream.Results {
		said = said.and(p.said(result.Diagnostics))
		if result.Identity != nil {
			found = append(found, Found{Object: p.object(result.Resource, result.Identity, nil), DisplayName: result.DisplayName})
		}
	}
	return found, said
}

// said is what the provider has said, as a command shows it.
func (p *Process) said(diagnostics []*tfprotov6.Diagnostic) Output {
	var shown strings.Builder
	failed := false
	for _, diagnostic := range diagnostics {
		kind := "Warning"
		if diagnostic.Severity == tfprotov6.DiagnosticSeverityError {
			kind, failed = "Error", true
		}
		fmt.Fprintf(&shown, "%s: %s\n\n%s\n\n", kind, diagnostic.Summary, diagnostic.Detail)
	}
	return Output{t: p.t, text: shown.String(), failed: failed}
}

// proposed is what Terraform proposes: what is configured, and the prior value of what is left to the provider.
func (p *Process) proposed(prior, config tftypes.Value) tftypes.Value {
	// The configuration itself stays as it is: what is proposed is another value.
	before, proposed := fields(prior), maps.Clone(fields(config))
	for _, attribute := range p.schema().Block.Attributes {
		if value, existed := before[attribute.Name]; existed && attribute.Computed && proposed[attribute.Name].IsNull() {
			proposed[attribute.Name] = value
		}
	}
	return tftypes.NewValue(p.schema().ValueType(), proposed)
}

func (p *Process) schema() *tfprotov6.Schema {
	return p.schemas.ResourceSchemas[p.resourceType]
}

func (p *Process) none() tftypes.Value {
	return tftypes.NewValue(p.schema().ValueType(), nil)
}

func (p *Process) stateOf(o Object) tftypes.Value {
	if !o.Exists() {
		return p.none()
	}
	return o.State
}

func (p *Process) identityOf(o Object) *tfprotov6.ResourceIdentityData {
	if o.Identity.IsNull() {
		return nil
	}
	return &tfprotov6.ResourceIdentityData{IdentityData: p.encode(o.Identity)}
}

func (p *Process) object(state *tfprotov6.DynamicValue, identity *tfprotov6.ResourceIdentityData, private []byte) Object {
	p.t.Helper()
	o := Object{State: p.decode(state, p.schema().ValueType()), private: private}
	if identity != nil {
		o.Identity = p.decode(identity.IdentityData, p.Identity.ValueType())
	}
	return o
}

func (p *Process) encode(value tftypes.Value) *tfprotov6.DynamicValue {
	p.t.Helper()
	encoded, err := tfprotov6.NewDynamicValue(value.Type(), value)
	p.check(err)
	return &encoded
}

func (p *Process) decode(encoded *tfprotov6.DynamicValue, typ tftypes.Type) tftypes.Value {
	p.t.Helper()
	if encoded == nil {
		return tftypes.Value{}
	}
	value, err := encoded.Unmarshal(typ)
	p.check(err)
	return value
}

func (p *Process) check(err error) {
	p.t.Helper()
	if err != nil {
		p.t.Fatal(err)
	}
}
