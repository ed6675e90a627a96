// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

// Package connection is what a configured provider hands to its resources and data sources: the roster and the directory
// of its workspace, and the checks and messages that all of them share.
package connection

import (
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/seamapi/terraform-provider-seam/internal/directory"
	"github.com/seamapi/terraform-provider-seam/internal/par"
	"github.com/seamapi/terraform-provider-seam/internal/roster"
	"github.com/seamapi/terraform-provider-seam/internal/seam"
)

// Connection is a configured provider's access to Seam. Everything of one provider configuration shares it.
type Connection struct {
	Roster    *roster.Roster
	Directory *directory.Directory
	// Turns are taken by the changes to whole groups and by the look-ups for them, of all groups together.
	Turns par.Turns
	// Client makes the changes to people. Whoever sends one tells the directory: [crowd.People.NotePeopleChange].
	Client *seam.Client
	// Declared has the people whom planned objects declare.
	Declared Declared
	// Validated has what the configurations of whole groups say.
	Validated Validated

	groupNames par.Cache[struct{}, map[string]string]
	users      par.Cache[string, userAnswer]
	told       told
	// toldByLookUps is apart from told: a data source in a check block only warns, and the error of a resource must not
	// be left out for it.
	toldByLookUps told
	// toldOfGroups and toldOfSystems have the access groups and systems whose warnings a plan has looked at.
	toldOfGroups  told
	toldOfSystems told
}

// New returns a connection that sends its requests through a client.
func New(client *seam.Client) *Connection {
	members := roster.New(client)
	return &Connection{
		Roster:    members,
		Directory: directory.New(client, members),
		Turns:     par.NewTurns(par.AtATime),
		Client:    client,
	}
}

// Optional is a connection once the provider is configured, and the reason why there is none before that: Terraform
// validates without configuring the provider, and plans while values of the provider block are unknown. The zero value has
// no connection.
type Optional struct {
	connection *Connection
	// missing is the attribute of the provider block whose value is not known yet, or empty.
	missing string
}

// Established returns the connection of a configured provider.
func Established(connection *Connection) Optional {
	return Optional{connection: connection}
}

// Pending returns no connection, because the value of an attribute of the provider block is not known yet.
func Pending(attribute string) Optional {
	return Optional{missing: attribute}
}

// From reads the data that the provider has handed to a resource or data source, which is nil until it is configured.
func From(providerData any) Optional {
	optional, _ := providerData.(Optional)
	return optional
}

// Get returns the connection, and whether there is one.
func (o Optional) Get() (connection *Connection, isEstablished bool) {
	return o.connection, o.connection != nil
}

// Require returns the connection. Without one it returns nil and adds an error that says what is missing.
func (o Optional) Require(diags *diag.Diagnostics) *Connection {
	if o.connection == nil {
		diags.Append(o.notConfigured())
	}
	return o.connection
}

func (o Optional) notConfigured() diag.Diagnostic {
	missing := "a value in the provider block"
	if o.missing != "" {
		missing = o.missing + " in the provider block"
	}
	return diag.NewErrorDiagnostic("The provider is not configured yet",
		fmt.Sprintf("The provider cannot reach Seam, because %s is not known yet. Give it a value that is known while planning, or first "+
			"apply the resources that it depends on, with -target.", missing))
}
