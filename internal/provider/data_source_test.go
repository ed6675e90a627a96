// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package provider_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/seamapi/terraform-provider-seam/internal/fakeseam"
)

// Paths of the Seam API that look-ups ask.
const (
	pathGetSystem      = "/acs/systems/get"
	pathListSystems    = "/acs/systems/list"
	pathGetGroup       = "/acs/access_groups/get"
	pathListACSUsers   = "/acs/users/list"
	pathGetIdentity    = "/user_identities/get"
	pathListIdentities = "/user_identities/list"
)

// values is what a data source has read: texts, booleans, lists and values, and nil for null.
type values map[string]any

// library is a process whose data sources are read.
type library struct {
	*process
	schemas map[string]*tfprotov6.Schema
}

// library starts a process that is configured for the house, with further settings, to read data sources in.
func (h *house) library(t *testing.T, settings attributes) *library {
	t.Helper()
	p := h.process(t, settings)
	schemas, err := p.server.GetProviderSchema(t.Context(), &tfprotov6.GetProviderSchemaRequest{})
	p.check(err)
	return &library{process: p, schemas: schemas.DataSourceSchemas}
}

// read validates the arguments of a data source, and reads it if they are right.
func (l *library) read(dataSource string, arguments attributes) (values, messages) {
	l.t.Helper()
	schema := l.schemas[dataSource]
	if schema == nil {
		l.t.Fatalf("there is no data source %s", dataSource)
	}
	config := l.encode(arguments.value(schema.ValueType()))
	validated, err := l.server.ValidateDataResourceConfig(l.t.Context(), &tfprotov6.ValidateDataResourceConfigRequest{TypeName: dataSource, Config: config})
	l.check(err)
	if said := messages(validated.Diagnostics); said.failed() {
		return nil, said
	}
	response, err := l.server.ReadDataSource(l.t.Context(), &tfprotov6.ReadDataSourceRequest{TypeName: dataSource, Config: config})
	l.check(err)
	said := messages(response.Diagnostics)
	if said.failed() {
		return nil, said
	}
	return valuesOf(l.decode(response.State, schema.ValueType())), said
}

// must reads a data source that has to succeed without a word.
func (l *library) must(dataSource string, arguments attributes) values {
	l.t.Helper()
	found, said := l.read(dataSource, arguments)
	if len(said) > 0 {
		l.t.Fatalf("%s %v says:\n%s", dataSource, arguments, said)
	}
	return found
}

// refuses reads a data source that has to end with one error, which says each of the phrases.
func (l *library) refuses(dataSource string, arguments attributes, phrases ...string) string {
	l.t.Helper()
	_, said := l.read(dataSource, arguments)
	if len(said) != 1 || !said.failed() {
		l.t.Fatalf("%s %v has %d messages, want one error:\n%s", dataSource, arguments, len(said), said)
	}
	contains(l.t, said.String(), phrases...)
	return said.String()
}

// list returns the field of each object in a list.
func (v values) list(name, field string) []any {
	var found []any
	for _, object := range v[name].([]any) {
		found = append(found, object.(values)[field])
	}
	return found
}

func valuesOf(value tftypes.Value) values {
	found := values{}
	for name, field := range fields(value) {
		found[name] = plainValue(field)
	}
	return found
}

// plainValue is a value as Go has it, with nil for null.
func plainValue(value tftypes.Value) any {
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
			all = append(all, plainValue(element))
		}
		return all
	default:
		return valuesOf(value)
	}
}

// dataSources are the arguments with which each data source reads something of a house with the given IDs.
func dataSources(system, group, user, identity string) map[string]attributes {
	return map[string]attributes{
		"seam_acs_system":               {"acs_system_id": system},
		"seam_acs_systems":              {},
		"seam_acs_access_group":         {"acs_access_group_id": group},
		"seam_acs_access_groups":        {},
		"seam_acs_access_group_members": {"acs_access_group_id": group},
		"seam_acs_user":                 {"acs_user_id": user},
		"seam_acs_users":                {},
		"seam_user_identity":            {"user_identity_id": identity},
		"seam_user_identities":          {},
		"seam_workspace":                {},
	}
}

func TestEachDataSourceIsThere(t *testing.T) {
	t.Parallel()
	want := dataSources("", "", "", "")
	for name := range newHouse(t).library(t, nil).schemas {
		if _, wanted := want[name]; !wanted {
			t.Errorf("no test reads %s", name)
		}
		delete(want, name)
	}
	for name := range want {
		t.Errorf("there is no data source %s", name)
	}
}

func TestEachAttributeOfADataSourceHasASentenceThatHelps(t *testing.T) {
	t.Parallel()
	for name, schema := range newHouse(t).library(t, nil).schemas {
		described(t, name, schema.Block.Description)
		eachAttribute(schema.Block.Attributes, func(attribute *tfprotov6.SchemaAttribute) {
			described(t, name+"."+attribute.Name, attribute.Description)
		})
	}
}

func described(t *testing.T, what, description string) {
	t.Helper()
	if len(strings.Fields(description)) < 3 || !strings.HasSuffix(description, ".") {
		t.Errorf("%s has the description %q, want a sentence", what, description)
	}
}

func eachAttribute(attributes []*tfprotov6.SchemaAttribute, do func(*tfprotov6.SchemaAttribute)) {
	for _, attribute := range attributes {
		do(attribute)
		if attribute.NestedType != nil {
			eachAttribute(attribute.NestedType.Attributes, do)
		}
	}
}

// One definition: what an object has alone, it has in a list, and the other way round.
func TestObjectsAreTheSameAloneAndInLists(t *testing.T) {
	t.Parallel()
	schemas := newHouse(t).library(t, nil).schemas
	for alone, lists := range map[string][]string{
		"seam_acs_system":       {"seam_acs_systems.acs_systems"},
		"seam_acs_access_group": {"seam_acs_access_groups.acs_access_groups"},
		"seam_acs_user":         {"seam_acs_users.acs_users", "seam_acs_access_group_members.acs_users"},
		"seam_user_identity":    {"seam_user_identities.user_identities"},
	} {
		for _, list := range lists {
			dataSource, attribute, _ := strings.Cut(list, ".")
			nested := schemas[dataSource].ValueType().(tftypes.Object).AttributeTypes[attribute].(tftypes.List).ElementType
			if object := schemas[alone].ValueType(); !object.Equal(nested) {
				t.Errorf("%s is %s, and in %s it is %s", alone, object, list, nested)
			}
		}
	}
}

func TestBadArgumentsAreRefusedOnce(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	const id, mail = "40000000-0000-4000-8000-000000000001", "jane@example.com"
	for name, c := range map[string]struct {
		dataSource string
		arguments  attributes
		says       []string
	}{
		"no system": {"seam_acs_system", nil, []string{
			"It is not clear which access system is meant", "named by one of: acs_system_id; name.", "None of these arguments has a value.",
		}},
		"a system twice": {"seam_acs_system", attributes{"acs_system_id": id, "name": "Head Office"}, []string{
			"It is not clear which access system is meant", "The configuration has acs_system_id and name.",
		}},
		"a group by name alone": {"seam_acs_access_group", attributes{"name": "Engineering"}, []string{
			"one of: acs_access_group_id; acs_system_id and name.", "The configuration has name.",
		}},
		"a group by its system alone": {"seam_acs_access_group", attributes{"acs_system_id": id}, []string{"The configuration has acs_system_id."}},
		"a group by ID and name":      {"seam_acs_access_group", attributes{"acs_access_group_id": id, "name": "Engineering"}, []string{"has acs_access_group_id and name."}},
		"no user": {"seam_acs_user", nil, []string{
			"It is not clear which ACS user is meant", "acs_user_id; acs_system_id and email_address; acs_system_id and phone_number; " +
				"acs_system_id and full_name; acs_system_id and user_identity_id.",
		}},
		"a user without a system":     {"seam_acs_user", attributes{"email_address": mail}, []string{"The configuration has email_address."}},
		"a user by two things":        {"seam_acs_user", attributes{"acs_system_id": id, "email_address": mail, "full_name": "Jane Doe"}, []string{"has acs_system_id and email_address and full_name."}},
		"a user by ID and system":     {"seam_acs_user", attributes{"acs_user_id": id, "acs_system_id": id}, []string{"has acs_system_id and acs_user_id."}},
		"no identity":                 {"seam_user_identity", nil, []string{"one of: user_identity_id; user_identity_key; email_address; phone_number."}},
		"an identity by two things":   {"seam_user_identity", attributes{"user_identity_key": "7", "email_address": mail}, []string{"has email_address and user_identity_key."}},
		"an ID in capitals":           {"seam_acs_system", attributes{"acs_system_id": "AAAAAAAA-0000-4000-8000-000000000001"}, []string{"acs_system_id: ", "Seam writes IDs in lowercase"}},
		"a name for an ID":            {"seam_acs_access_group_members", attributes{"acs_access_group_id": "Engineering"}, []string{"is not a UUID"}},
		"an empty name":               {"seam_acs_system", attributes{"name": ""}, []string{"This cannot be looked up", "name: it is empty; leave it out, or give it a value."}},
		"blanks around an address":    {"seam_user_identity", attributes{"email_address": mail + "\n"}, []string{"email_address: ", "has blanks around it: use \"jane@example.com\""}},
		"a blank search":              {"seam_acs_users", attributes{"search": " "}, []string{"search: it is empty"}},
		"a filter that is no ID":      {"seam_acs_access_groups", attributes{"acs_user_id": "jane"}, []string{"acs_user_id: ", "is not a UUID"}},
		"an empty address in a list":  {"seam_acs_users", attributes{"user_identity_email_address": ""}, []string{"user_identity_email_address: it is empty"}},
		"an empty number in a list":   {"seam_acs_users", attributes{"user_identity_phone_number": ""}, []string{"user_identity_phone_number: it is empty"}},
		"an empty search of people":   {"seam_user_identities", attributes{"search": ""}, []string{"search: it is empty"}},
		"an empty name in a system":   {"seam_acs_access_group", attributes{"acs_system_id": id, "name": ""}, []string{"name: it is empty"}},
		"an empty number of a person": {"seam_acs_user", attributes{"acs_system_id": id, "phone_number": ""}, []string{"phone_number: it is empty"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h.library(t, nil).refuses(c.dataSource, c.arguments, c.says...)
		})
	}
}

// Terraform validates again once it knows a value, and before it reads.
func TestArgumentsThatAreNotKnownYetAreNotRefused(t *testing.T) {
	t.Parallel()
	library := newHouse(t).library(t, nil)
	const dataSource = "seam_acs_user"
	for name, arguments := range map[string]attributes{
		"one is missing":  {"email_address": tftypes.UnknownValue},
		"one is too many": {"acs_user_id": tftypes.UnknownValue, "acs_system_id": tftypes.UnknownValue, "email_address": "jane@example.com"},
	} {
		config := library.encode(arguments.value(library.schemas[dataSource].ValueType()))
		response, err := library.server.ValidateDataResourceConfig(t.Context(), &tfprotov6.ValidateDataResourceConfigRequest{TypeName: dataSource, Config: config})
		library.check(err)
		if len(response.Diagnostics) > 0 {
			t.Errorf("%s: %s", name, messages(response.Diagnostics))
		}
	}
}

func TestDataSourcesSayWhatTheProviderLacks(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	library := h.library(t, attributes{"api_key": tftypes.UnknownValue})
	const id = "40000000-0000-4000-8000-000000000001"
	for name, arguments := range dataSources(id, id, id, id) {
		library.refuses(name, arguments, "The provider is not configured yet", "api_key in the provider block is not known yet")
	}
	if requests := h.Requests(); len(requests) > 0 {
		t.Errorf("%d requests were sent", len(requests))
	}
}

func TestDataSourcesSayWhatSeamRefuses(t *testing.T) {
	t.Parallel()
	const id = "40000000-0000-4000-8000-000000000001"
	for name, arguments := range dataSources(id, id, id, id) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := newHouse(t)
			said := h.library(t, attributes{"api_key": "seam_wrong1_" + secretPart}).refuses(name, arguments,
				"the credential was refused", "401 Unauthorized", "request ID", "Check the provider's credential")
			lacks(t, said, secretPart)
			h.ResetRequests()

			h.Inject("", outage())
			h.library(t, attributes{"max_retries": 0}).refuses(name, arguments,
				"502 Bad Gateway", "an HTML page", "Seam or something in between has a problem. Run it again later.")
			if requests := h.Requests(); len(requests) != 1 {
				t.Errorf("%d requests were sent, want the one that failed", len(requests))
			}
		})
	}
}

func TestIDsThatSeamDoesNotKnowAreErrors(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		foreign bool
		status  int
		says    string
	}{
		"nowhere":                    {false, 404, "404 Not Found"},
		"nowhere, answered with 400": {false, 400, "400 Bad Request"},
		"in another workspace":       {true, 404, "404 Not Found"},
		"in another one, with 400":   {true, 400, "400 Bad Request"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := newHouse(t)
			h.SetNotFoundStatus(c.status)
			key := h.AddAPIKey(h.AddWorkspace("Elsewhere"))
			system, group := h.system, h.group("Engineering")
			identity, user := h.person("Jane Doe")
			if !c.foreign {
				system, group, user, identity = testMissing, testMissing, testMissing, testMissing
			}
			library := h.library(t, attributes{"api_key": key})
			for name, arguments := range dataSources(system, group, user, identity) {
				if len(arguments) == 0 {
					continue
				}
				library.refuses(name, arguments, " not found", c.says, "_not_found", "request ID",
					"An ID of another workspace looks unknown too, so check that the credential is the right one.")
			}
			library.refuses("seam_user_identity", attributes{"user_identity_key": "employee-7"},
				"The user identity could not be read: user_identity not found", "user_identity_key: employee-7")
		})
	}
}

// testMissing is an ID that belongs to nothing.
const testMissing = "99999999-0000-4000-8000-000000000009"

// An ID that lists nothing may be a wrong one, or one of another workspace, and a for_each over nobody removes everybody.
func TestListsOfUnknownIDsAreErrorsAndNotEmpty(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		dataSource, argument, says string
	}{
		{"seam_acs_access_groups", "acs_system_id", "The access system could not be read: acs_system not found"},
		{"seam_acs_access_groups", "acs_user_id", "The ACS user could not be read: acs_user not found"},
		{"seam_acs_access_groups", "user_identity_id", "The user identity could not be read: user_identity not found"},
		{"seam_acs_users", "acs_system_id", "The access system could not be read: acs_system not found"},
		{"seam_acs_users", "user_identity_id", "The user identity could not be read: user_identity not found"},
		{"seam_acs_access_group_members", "acs_access_group_id", "The access group could not be read: acs_access_group not found"},
	} {
		t.Run(c.dataSource+" by "+c.argument, func(t *testing.T) {
			t.Parallel()
			h := newHouse(t)
			h.SetForeignAnswer(200)
			elsewhere := h.AddSystem(h.AddWorkspace("Elsewhere"), "Warehouse")
			id := testMissing
			if c.argument == "acs_access_group_id" {
				id = h.AddGroup(elsewhere, "Engineering")
			}
			h.library(t, nil).refuses(c.dataSource, attributes{c.argument: id}, c.says, c.argument+": "+id)
		})
	}
}

func TestListsThatAreEmptyAreEmptyAndNotNull(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	library := h.library(t, nil)
	group, user := h.group("Engineering"), h.user("Jane Doe")
	identity := h.AddIdentity(h.workspace, fakeseam.Identity{FullName: "Alan Turing"})
	empty := h.AddSystem(h.workspace, "Warehouse")
	for _, c := range []struct {
		dataSource, list string
		arguments        attributes
	}{
		{"seam_acs_access_groups", "acs_access_groups", attributes{"acs_user_id": user}},
		{"seam_acs_access_groups", "acs_access_groups", attributes{"acs_system_id": empty}},
		{"seam_acs_access_groups", "acs_access_groups", attributes{"search": "nothing of that name"}},
		{"seam_acs_users", "acs_users", attributes{"user_identity_id": identity}},
		{"seam_user_identities", "user_identities", attributes{"search": "nobody of that name"}},
		{"seam_acs_access_group_members", "acs_users", attributes{"acs_access_group_id": group}},
	} {
		if got := library.must(c.dataSource, c.arguments)[c.list]; !slices.Equal(got.([]any), []any{}) {
			t.Errorf("%s %v has %v", c.dataSource, c.arguments, got)
		}
	}
}
