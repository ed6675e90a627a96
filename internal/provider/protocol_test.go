// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package provider_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/seamapi/terraform-provider-seam/internal/provider"
)

// membershipType is the type that a process has objects of where nothing else is said.
const membershipType = "seam_acs_access_group_membership"

// process is the provider as one walk of Terraform has it: configured once, with a memory of its own, and spoken to in
// the plugin protocol, the way Terraform 1.12 and later speak it. It tells what no Terraform command shows, such as
// identities, and it costs no Terraform process. A test of more than one walk makes a process for each.
type process struct {
	t        *testing.T
	typ      string
	server   tfprotov6.ProviderServer
	schema   *tfprotov6.Schema
	identity *tfprotov6.ResourceIdentitySchema
}

// attributes are values by their names: strings, numbers, booleans, lists of strings for a set, attributes for a block, or
// tftypes.UnknownValue. What is left out is null.
type attributes map[string]any

// object is a membership as Terraform keeps it from one call to the next. The zero object is none.
type object struct {
	state    tftypes.Value
	identity tftypes.Value
	private  []byte
}

// change is what the provider plans for an object.
type change struct {
	prior   object
	config  tftypes.Value
	planned object
	// replacedFor names the attributes that force a replacement: then the change is not applied as it is, but as a
	// destroy and a create.
	replacedFor []string
}

// messages are the errors and warnings of one call.
type messages []*tfprotov6.Diagnostic

// unknown is how a value reads that is not known yet.
const unknown = "(known after apply)"

// process starts a process that is configured for the house, with further settings, and has memberships.
func (h *house) process(t *testing.T, settings attributes) *process {
	t.Helper()
	return h.processOf(t, membershipType, settings)
}

// processOf is process with objects of another type.
func (h *house) processOf(t *testing.T, typ string, settings attributes) *process {
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
	p := &process{t: t, typ: typ, server: server, schema: schemas.ResourceSchemas[typ], identity: identities.IdentitySchemas[typ]}

	all := attributes{"endpoint": h.url, "api_key": h.key}
	maps.Copy(all, settings)
	response, err := server.ConfigureProvider(t.Context(), &tfprotov6.ConfigureProviderRequest{
		TerraformVersion: "1.12.0",
		Config:           p.encode(all.value(schemas.Provider.ValueType())),
	})
	if err != nil {
		t.Fatal(err)
	}
	succeeded(t, response.Diagnostics)
	return p
}

// plan plans the configuration for an object, or for none.
func (p *process) plan(prior object, config attributes) (change, messages) {
	p.t.Helper()
	configured := config.value(p.schema.ValueType())
	return p.planChange(prior, configured, p.proposed(prior.state, configured))
}

// planDestroy plans the end of an object.
func (p *process) planDestroy(prior object) (change, messages) {
	p.t.Helper()
	return p.planChange(prior, p.none(), p.none())
}

func (p *process) planChange(prior object, config, proposed tftypes.Value) (change, messages) {
	p.t.Helper()
	response, err := p.server.PlanResourceChange(p.t.Context(), &tfprotov6.PlanResourceChangeRequest{
		TypeName:         p.typ,
		PriorState:       p.encode(p.stateOf(prior)),
		PriorPrivate:     prior.private,
		PriorIdentity:    p.identityOf(prior),
		ProposedNewState: p.encode(proposed),
		Config:           p.encode(config),
	})
	p.check(err)
	planned := change{
		prior:   prior,
		config:  config,
		planned: p.object(response.PlannedState, response.PlannedIdentity, response.PlannedPrivate),
	}
	for _, path := range response.RequiresReplace {
		planned.replacedFor = append(planned.replacedFor, path.String())
	}
	return planned, response.Diagnostics
}

// apply carries out a change. As Terraform does, it takes no other result than the one that was planned, unless there is
// an error.
func (p *process) apply(c change) (object, messages) {
	p.t.Helper()
	response, err := p.server.ApplyResourceChange(p.t.Context(), &tfprotov6.ApplyResourceChangeRequest{
		TypeName:        p.typ,
		PriorState:      p.encode(p.stateOf(c.prior)),
		PlannedState:    p.encode(p.stateOf(c.planned)),
		PlannedPrivate:  c.planned.private,
		PlannedIdentity: p.identityOf(c.planned),
		Config:          p.encode(c.config),
	})
	p.check(err)
	applied, said := p.object(response.NewState, response.NewIdentity, response.Private), messages(response.Diagnostics)
	if !said.failed() && !isPlanned(applied.state, c.planned.state) {
		p.t.Errorf("the result is %s, but planned was %s", applied.state, c.planned.state)
	}
	return applied, said
}

// create plans an object and makes it.
func (p *process) create(config attributes) (object, messages) {
	p.t.Helper()
	planned, said := p.plan(object{}, config)
	if said.failed() {
		return object{}, said
	}
	made, saidOnApply := p.apply(planned)
	return made, append(said, saidOnApply...)
}

// destroy plans the end of an object and carries it out. What is left is the object if that failed.
func (p *process) destroy(prior object) (object, messages) {
	p.t.Helper()
	planned, said := p.planDestroy(prior)
	if said.failed() {
		return prior, said
	}
	left, saidOnApply := p.apply(planned)
	return left, append(said, saidOnApply...)
}

// read refreshes an object.
func (p *process) read(current object) (object, messages) {
	p.t.Helper()
	response, err := p.server.ReadResource(p.t.Context(), &tfprotov6.ReadResourceRequest{
		TypeName:        p.typ,
		CurrentState:    p.encode(p.stateOf(current)),
		CurrentIdentity: p.identityOf(current),
		Private:         current.private,
	})
	p.check(err)
	return p.object(response.NewState, response.NewIdentity, response.Private), response.Diagnostics
}

// importID imports an object by its import ID.
func (p *process) importID(id string) (object, messages) {
	p.t.Helper()
	return p.imported(&tfprotov6.ImportResourceStateRequest{TypeName: p.typ, ID: id})
}

// importIdentity imports an object by its resource identity.
func (p *process) importIdentity(identity attributes) (object, messages) {
	p.t.Helper()
	named := object{identity: identity.value(p.identity.ValueType())}
	return p.imported(&tfprotov6.ImportResourceStateRequest{TypeName: p.typ, Identity: p.identityOf(named)})
}

func (p *process) imported(request *tfprotov6.ImportResourceStateRequest) (object, messages) {
	p.t.Helper()
	response, err := p.server.ImportResourceState(p.t.Context(), request)
	p.check(err)
	if len(response.ImportedResources) == 0 {
		return object{}, response.Diagnostics
	}
	imported := response.ImportedResources[0]
	return p.object(imported.State, imported.Identity, imported.Private), response.Diagnostics
}

// proposed is what Terraform proposes: what is configured, and the prior value of what is left to the provider.
func (p *process) proposed(prior, config tftypes.Value) tftypes.Value {
	before, proposed := fields(prior), fields(config)
	for _, attribute := range p.schema.Block.Attributes {
		if value, existed := before[attribute.Name]; existed && attribute.Computed && proposed[attribute.Name].IsNull() {
			proposed[attribute.Name] = value
		}
	}
	return tftypes.NewValue(p.schema.ValueType(), proposed)
}

func (p *process) none() tftypes.Value {
	return tftypes.NewValue(p.schema.ValueType(), nil)
}

func (p *process) stateOf(o object) tftypes.Value {
	if !o.exists() {
		return p.none()
	}
	return o.state
}

func (p *process) identityOf(o object) *tfprotov6.ResourceIdentityData {
	if o.identity.IsNull() {
		return nil
	}
	return &tfprotov6.ResourceIdentityData{IdentityData: p.encode(o.identity)}
}

func (p *process) object(state *tfprotov6.DynamicValue, identity *tfprotov6.ResourceIdentityData, private []byte) object {
	p.t.Helper()
	o := object{state: p.decode(state, p.schema.ValueType()), private: private}
	if identity != nil {
		o.identity = p.decode(identity.IdentityData, p.identity.ValueType())
	}
	return o
}

func (p *process) encode(value tftypes.Value) *tfprotov6.DynamicValue {
	p.t.Helper()
	encoded, err := tfprotov6.NewDynamicValue(value.Type(), value)
	p.check(err)
	return &encoded
}

func (p *process) decode(encoded *tfprotov6.DynamicValue, typ tftypes.Type) tftypes.Value {
	p.t.Helper()
	if encoded == nil {
		return tftypes.Value{}
	}
	value, err := encoded.Unmarshal(typ)
	p.check(err)
	return value
}

func (p *process) check(err error) {
	p.t.Helper()
	if err != nil {
		p.t.Fatal(err)
	}
}

// value is the attributes as an object of a type.
func (a attributes) value(typ tftypes.Type) tftypes.Value {
	values := map[string]tftypes.Value{}
	for name, typ := range typ.(tftypes.Object).AttributeTypes {
		switch value := a[name].(type) {
		case attributes:
			values[name] = value.value(typ)
		case []string:
			values[name] = set(value)
		default:
			values[name] = tftypes.NewValue(typ, value)
		}
	}
	return tftypes.NewValue(typ, values)
}

// set is a set of strings, in which "" is not known.
func set(elements []string) tftypes.Value {
	values := make([]tftypes.Value, len(elements))
	for i, element := range elements {
		values[i] = tftypes.NewValue(tftypes.String, element)
		if element == "" {
			values[i] = tftypes.NewValue(tftypes.String, tftypes.UnknownValue)
		}
	}
	return tftypes.NewValue(tftypes.Set{ElementType: tftypes.String}, values)
}

// exists reports whether there is an object.
func (o object) exists() bool {
	return !o.state.IsNull()
}

// attribute reads a string of the state: "" is null.
func (o object) attribute(name string) string {
	return text(fields(o.state)[name])
}

// names is the resource identity as access group and ACS user.
func (o object) names() string {
	identity := fields(o.identity)
	return text(identity["acs_access_group_id"]) + "/" + text(identity["acs_user_id"])
}

func text(value tftypes.Value) string {
	if !value.IsKnown() {
		return unknown
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

// failed reports whether there is an error among the messages.
func (m messages) failed() bool {
	return slices.ContainsFunc(m, func(message *tfprotov6.Diagnostic) bool {
		return message.Severity == tfprotov6.DiagnosticSeverityError
	})
}

// String is the messages as a command shows them.
func (m messages) String() string {
	var shown strings.Builder
	for _, message := range m {
		kind := "Warning"
		if message.Severity == tfprotov6.DiagnosticSeverityError {
			kind = "Error"
		}
		fmt.Fprintf(&shown, "%s: %s\n\n%s\n\n", kind, message.Summary, message.Detail)
	}
	return shown.String()
}

// succeeded checks that a call had no error.
func succeeded(t *testing.T, said messages) {
	t.Helper()
	if said.failed() {
		t.Fatalf("there is an error:\n%s", said)
	}
}
