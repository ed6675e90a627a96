// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package providertest

import (
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

// DataSources returns the schemas of the data sources by their names.
func (p *Process) DataSources() map[string]*tfprotov6.Schema {
	return p.schemas.DataSourceSchemas
}

// ValidateDataSource validates the arguments of a data source.
func (p *Process) ValidateDataSource(dataSource string, arguments Attributes) Output {
	p.t.Helper()
	response, err := p.Server.ValidateDataResourceConfig(p.t.Context(), &tfprotov6.ValidateDataResourceConfigRequest{
		TypeName: dataSource, Config: p.arguments(dataSource, arguments),
	})
	p.check(err)
	return p.said(response.Diagnostics)
}

// Read validates the arguments of a data source, and reads it if they are right.
func (p *Process) Read(dataSource string, arguments Attributes) (Values, Output) {
	p.t.Helper()
	if said := p.ValidateDataSource(dataSource, arguments); said.failed {
		return nil, said
	}
	response, err := p.Server.ReadDataSource(p.t.Context(), &tfprotov6.ReadDataSourceRequest{
		TypeName: dataSource, Config: p.arguments(dataSource, arguments),
	})
	p.check(err)
	said := p.said(response.Diagnostics)
	if said.failed {
		return nil, said
	}
	return valuesOf(p.decode(response.State, p.DataSources()[dataSource].ValueType())), said
}

// MustRead reads a data source that has to succeed without a word.
func (p *Process) MustRead(dataSource string, arguments Attributes) Values {
	p.t.Helper()
	found, said := p.Read(dataSource, arguments)
	if said.text != "" {
		p.t.Fatalf("%s %v says:\n%s", dataSource, arguments, said)
	}
	return found
}

// MustFailToRead reads a data source that has to end with one error and nothing else, which says each of the phrases.
func (p *Process) MustFailToRead(dataSource string, arguments Attributes, phrases ...string) Output {
	p.t.Helper()
	_, said := p.Read(dataSource, arguments)
	if !said.failed {
		p.t.Fatalf("%s %v says:\n%s\nwant an error", dataSource, arguments, said)
	}
	said.IsOneError(phrases...)
	said.Lacks("Warning: ")
	return said
}

func (p *Process) arguments(dataSource string, arguments Attributes) *tfprotov6.DynamicValue {
	p.t.Helper()
	schema := p.DataSources()[dataSource]
	if schema == nil {
		p.t.Fatalf("there is no data source %s", dataSource)
	}
	return p.encode(arguments.value(schema.ValueType()))
}
