// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package lookup_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/seamapi/terraform-provider-seam/internal/fakeseam"
	"github.com/seamapi/terraform-provider-seam/internal/provider/providertest"
)

func TestMain(m *testing.M) {
	os.Exit(providertest.Main(m))
}

// dataSources are the arguments with which each data source reads something of a world with the given IDs.
func dataSources(system, group, user, identity, entrance string) map[string]providertest.Attributes {
	return map[string]providertest.Attributes{
		"seam_acs_system":               {"acs_system_id": system},
		"seam_acs_systems":              {},
		"seam_acs_access_group":         {"acs_access_group_id": group},
		"seam_acs_access_groups":        {},
		"seam_acs_access_group_members": {"acs_access_group_id": group},
		"seam_acs_entrance":             {"acs_entrance_id": entrance},
		"seam_acs_entrances":            {"acs_access_group_id": group},
		"seam_acs_user":                 {"acs_user_id": user},
		"seam_acs_users":                {},
		"seam_user_identity":            {"user_identity_id": identity},
		"seam_user_identities":          {},
		"seam_workspace":                {},
	}
}

func TestEachDataSourceIsThere(t *testing.T) {
	t.Parallel()
	want := dataSources("", "", "", "", "")
	for name := range providertest.NewWorld(t).Process(t).DataSources() {
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
	for name, schema := range providertest.NewWorld(t).Process(t).DataSources() {
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
	schemas := providertest.NewWorld(t).Process(t).DataSources()
	for alone, lists := range map[string][]string{
		"seam_acs_system":       {"seam_acs_systems.acs_systems"},
		"seam_acs_access_group": {"seam_acs_access_groups.acs_access_groups"},
		"seam_acs_entrance":     {"seam_acs_entrances.acs_entrances"},
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
	type attributes = providertest.Attributes
	w := providertest.NewWorld(t)
	const id, mail = "40000000-0000-4000-8000-000000000001", "jane@example.com"
	for name, c := range map[string]struct {
		dataSource string
		arguments  attributes
		says       []string
	}{
		"no system": {"seam_acs_system", nil, []string{
			"It is not clear which access system is meant", "by one of: acs_system_id; name.", "None of these arguments has a value.",
		}},
		"a system twice": {"seam_acs_system", attributes{"acs_system_id": id, "name": "Head Office"}, []string{
			"It is not clear which access system is meant", "The configuration has acs_system_id and name.",
		}},
		"a group by name alone": {"seam_acs_access_group", attributes{"name": "Engineering"}, []string{
			"one of: acs_access_group_id; acs_system_id and name.", "The configuration has name.",
		}},
		"a group by its system alone": {"seam_acs_access_group", attributes{"acs_system_id": id}, []string{"The configuration has acs_system_id."}},
		"a group by ID and name":      {"seam_acs_access_group", attributes{"acs_access_group_id": id, "name": "Engineering"}, []string{"has acs_access_group_id and name."}},
		"no entrance": {"seam_acs_entrance", nil, []string{
			"It is not clear which entrance is meant", "one of: acs_entrance_id; acs_system_id and name.",
		}},
		"an entrance by name alone":  {"seam_acs_entrance", attributes{"name": "Lobby"}, []string{"The configuration has name."}},
		"an entrance by ID and name": {"seam_acs_entrance", attributes{"acs_entrance_id": id, "name": "Lobby"}, []string{"has acs_entrance_id and name."}},
		"entrances by two filters":   {"seam_acs_entrances", attributes{"acs_user_id": id, "user_identity_id": id}, []string{"cannot be configured together"}},
		"entrances of a group and a system": {"seam_acs_entrances", attributes{"acs_system_id": id, "acs_access_group_id": id}, []string{
			"cannot be configured together", "acs_system_id", "acs_access_group_id",
		}},
		"entrances of what is no ID": {"seam_acs_entrances", attributes{"acs_access_group_id": "Engineering"}, []string{"acs_access_group_id: ", "is not a UUID"}},
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
		"an empty name":               {"seam_acs_system", attributes{"name": ""}, []string{"This value cannot be looked up", "name: it is empty; leave it out or give it a value."}},
		"blanks around an address":    {"seam_user_identity", attributes{"email_address": mail + "\n"}, []string{"email_address: ", "has leading or trailing whitespace: use \"jane@example.com\""}},
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
			w.Process(t).MustFailToRead(c.dataSource, c.arguments, c.says...)
		})
	}
}

// Terraform validates again once it knows a value, and before it reads.
func TestArgumentsThatAreNotKnownYetAreNotRefused(t *testing.T) {
	t.Parallel()
	p := providertest.NewWorld(t).Process(t)
	const dataSource = "seam_acs_user"
	for name, arguments := range map[string]providertest.Attributes{
		"one is missing":  {"email_address": tftypes.UnknownValue},
		"one is too many": {"acs_user_id": tftypes.UnknownValue, "acs_system_id": tftypes.UnknownValue, "email_address": "jane@example.com"},
	} {
		t.Log(name)
		p.ValidateDataSource(dataSource, arguments).IsSilent()
	}
}

func TestDataSourcesSayWhatTheProviderLacks(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	p := w.Process(t, providertest.Attributes{"api_key": tftypes.UnknownValue})
	const id = "40000000-0000-4000-8000-000000000001"
	for name, arguments := range dataSources(id, id, id, id, id) {
		p.MustFailToRead(name, arguments, "The provider is not configured yet", "api_key in the provider block is not known yet")
	}
	w.SentInAll(t, 0)
}

func TestDataSourcesSayWhatSeamRefuses(t *testing.T) {
	t.Parallel()
	const id = "40000000-0000-4000-8000-000000000001"
	for name, arguments := range dataSources(id, id, id, id, id) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := providertest.NewWorld(t)
			key := "seam_revoked1_" + providertest.SecretPart
			w.SetAPIKey(w.WorkspaceID, key)
			p := w.Process(t, providertest.Attributes{"api_key": key, "max_retries": 0})
			if name == "seam_workspace" {
				// Its answer is that of Configure.
				p.MustRead(name, arguments)
				return
			}
			w.Inject("", fakeseam.Fault{Status: 401, Times: 1})
			said := p.MustFailToRead(name, arguments, "the credential was refused", "401 Unauthorized", "Check the provider's credential")
			said.Lacks(providertest.SecretPart)
			w.ClearFaults()
			w.ResetRequests()

			w.Inject("", providertest.Outage())
			p.MustFailToRead(name, arguments,
				"502 Bad Gateway", "an HTML page", "Seam or something in between has a problem. Run it again later.")
			w.SentInAll(t, 1)
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
			w := providertest.NewWorld(t)
			w.SetNotFoundStatus(c.status)
			key := w.AddAPIKey(w.AddWorkspace("Elsewhere"))
			system, group := w.ACSSystemID, w.Group("Engineering")
			identity, user := w.Person("Jane Doe")
			entrance := w.Entrance("Main entrance")
			if !c.foreign {
				system, group, user, identity, entrance = testMissing, testMissing, testMissing, testMissing, testMissing
			}
			p := w.Process(t, providertest.Attributes{"api_key": key})
			for name, arguments := range dataSources(system, group, user, identity, entrance) {
				if len(arguments) == 0 {
					continue
				}
				p.MustFailToRead(name, arguments, " not found", c.says, "_not_found", "request ID",
					"An ID from another workspace is not found either, so check that the credential is the right one.")
			}
			p.MustFailToRead("seam_user_identity", providertest.Attributes{"user_identity_key": "employee-7"},
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
		{"seam_acs_entrances", "acs_system_id", "The access system could not be read: acs_system not found"},
		{"seam_acs_entrances", "acs_access_group_id", "The access group could not be read: acs_access_group not found"},
		{"seam_acs_entrances", "acs_user_id", "The ACS user could not be read: acs_user not found"},
		{"seam_acs_entrances", "user_identity_id", "The user identity could not be read: user_identity not found"},
		{"seam_acs_users", "acs_system_id", "The access system could not be read: acs_system not found"},
		{"seam_acs_users", "user_identity_id", "The user identity could not be read: user_identity not found"},
		{"seam_acs_access_group_members", "acs_access_group_id", "The access group could not be read: acs_access_group not found"},
	} {
		t.Run(c.dataSource+" by "+c.argument, func(t *testing.T) {
			t.Parallel()
			w := providertest.NewWorld(t)
			w.SetForeignAnswer(200)
			workspace := w.AddWorkspace("Elsewhere")
			system := w.AddSystem(workspace, "Warehouse")
			id := map[string]string{
				"acs_system_id":       system,
				"acs_access_group_id": w.AddGroup(system, "Engineering"),
				"acs_user_id":         w.AddUser(system, fakeseam.User{FullName: "Jane Doe"}),
				"user_identity_id":    w.AddIdentity(workspace, fakeseam.Identity{FullName: "Jane Doe"}),
			}[c.argument]
			w.Process(t).MustFailToRead(c.dataSource, providertest.Attributes{c.argument: id}, c.says, c.argument+": "+id)
		})
	}
}

func TestListsThatAreEmptyAreEmptyAndNotNull(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	p := w.Process(t)
	group, user := w.Group("Engineering"), w.User("Jane Doe")
	identity := w.AddIdentity(w.WorkspaceID, fakeseam.Identity{FullName: "Alan Turing"})
	empty := w.AddSystem(w.WorkspaceID, "Warehouse")
	for _, c := range []struct {
		dataSource, list string
		arguments        providertest.Attributes
	}{
		{"seam_acs_access_groups", "acs_access_groups", providertest.Attributes{"acs_user_id": user}},
		{"seam_acs_access_groups", "acs_access_groups", providertest.Attributes{"acs_system_id": empty}},
		{"seam_acs_access_groups", "acs_access_groups", providertest.Attributes{"search": "nothing of that name"}},
		{"seam_acs_entrances", "acs_entrances", providertest.Attributes{}},
		{"seam_acs_entrances", "acs_entrances", providertest.Attributes{"acs_system_id": empty}},
		{"seam_acs_entrances", "acs_entrances", providertest.Attributes{"acs_access_group_id": group}},
		{"seam_acs_entrances", "acs_entrances", providertest.Attributes{"acs_user_id": user}},
		{"seam_acs_entrances", "acs_entrances", providertest.Attributes{"user_identity_id": identity}},
		{"seam_acs_users", "acs_users", providertest.Attributes{"user_identity_id": identity}},
		{"seam_user_identities", "user_identities", providertest.Attributes{"search": "nobody of that name"}},
		{"seam_acs_access_group_members", "acs_users", providertest.Attributes{"acs_access_group_id": group}},
	} {
		if got := p.MustRead(c.dataSource, c.arguments)[c.list]; !slices.Equal(got.([]any), []any{}) {
			t.Errorf("%s %v has %v", c.dataSource, c.arguments, got)
		}
	}
}

// A refused look-up is told at length once, however many data sources meet the same cause.
func TestOneCauseOfManyLookUpsIsToldAtLengthOnce(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	p := w.Process(t, providertest.Attributes{"max_retries": 0})
	w.Inject("", fakeseam.Fault{Status: 429})
	p.MustFailToRead("seam_acs_access_group", providertest.Attributes{"acs_system_id": w.ACSSystemID, "name": "Lobby"},
		"The access groups could not be listed: rate limit exceeded", "name: Lobby", "429 Too Many Requests", "Run it again later")
	p.MustFailToRead("seam_acs_user", providertest.Attributes{"acs_system_id": w.ACSSystemID, "email_address": "jane@example.com"},
		"The ACS users could not be listed: rate limit exceeded", "email_address: jane@example.com. Another error of this run tells the cause at length.").
		Lacks("429", "Run it again later")
	p.MustFailToRead("seam_acs_systems", nil, "The access systems could not be listed: rate limit exceeded", "Another error of this run tells the cause").
		Lacks("429", ". Another")
	w.ClearFaults()
	w.Inject("", providertest.Outage())
	p.MustFailToRead("seam_acs_users", nil, "502 Bad Gateway")
}
