// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package provider_test

import (
	"fmt"
	"math"
	"slices"
	"sync/atomic"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
	"github.com/hashicorp/terraform-plugin-testing/tfversion"

	"github.com/seamapi/terraform-provider-seam/internal/fakeseam"
)

// everybody is a limit that no test reaches.
const everybody = 1000

// finding is one membership that a query has found.
type finding struct {
	object

	displayName string
}

// query finds memberships, with their states, as terraform query does when it generates configuration.
func (p *process) query(config attributes, limit int64) ([]finding, messages) {
	p.t.Helper()
	schemas, err := p.server.GetProviderSchema(p.t.Context(), &tfprotov6.GetProviderSchemaRequest{})
	p.check(err)
	configured := p.encode(config.value(schemas.ListResourceSchemas[membershipType].ValueType()))
	server, lists := p.server.(tfprotov6.ListResourceServer)
	if !lists {
		p.t.Fatal("the provider lists nothing")
	}
	validated, err := server.ValidateListResourceConfig(p.t.Context(), &tfprotov6.ValidateListResourceConfigRequest{
		TypeName: membershipType, Config: configured,
	})
	p.check(err)
	said := messages(validated.Diagnostics)
	if said.failed() {
		return nil, said
	}
	stream, err := server.ListResource(p.t.Context(), &tfprotov6.ListResourceRequest{
		TypeName: membershipType, Config: configured, IncludeResource: true, Limit: limit,
	})
	p.check(err)
	var found []finding
	for result := range stream.Results {
		said = append(said, result.Diagnostics...)
		if result.Identity != nil {
			found = append(found, finding{object: p.object(result.Resource, result.Identity, nil), displayName: result.DisplayName})
		}
	}
	return found, said
}

// displayNames are the names of what was found, in its order.
func displayNames(found []finding) []string {
	var names []string
	for _, one := range found {
		names = append(names, one.displayName)
	}
	return names
}

// isFound checks which memberships were found, in which order.
func isFound(t *testing.T, found []finding, want ...string) {
	t.Helper()
	if got := displayNames(found); !slices.Equal(got, want) {
		t.Errorf("found %q, want %q", got, want)
	}
}

// populated is a house with memberships in two systems: of Jane, who has a user identity and an ACS user in each, and of
// two people more.
type populated struct {
	*house

	annex                string
	engineering, lobby   string
	annexLobby           string
	janeIdentity         string
	jane, bob, janeThere string
}

func newPopulated(t *testing.T) populated {
	t.Helper()
	h := newHouse(t)
	p := populated{house: h, annex: h.AddSystem(h.workspace, "Annex"), lobby: h.group("Lobby"), engineering: h.group("Engineering")}
	p.annexLobby = h.AddGroup(p.annex, "Annex lobby")
	p.janeIdentity, p.jane = h.person("Jane Doe")
	p.bob = h.user("Bob Roe")
	p.janeThere = h.AddUser(p.annex, fakeseam.User{FullName: "Jane Doe", UserIdentityID: p.janeIdentity})
	h.AddMember(p.lobby, p.jane)
	h.AddMember(p.engineering, p.jane)
	h.AddMember(p.engineering, p.bob)
	h.AddMember(p.annexLobby, p.janeThere)
	return p
}

// addThirtyMembers adds ten members to each of three access groups by hand, and returns them in the order in which a query
// finds them.
func (h *house) addThirtyMembers() []string {
	var members []string
	for _, name := range []string{"Cellar", "Engineering", "Lobby"} {
		group := h.group(name)
		for i := range 10 {
			user := h.user(fmt.Sprintf("Person %d", i))
			h.AddMember(group, user)
			members = append(members, group+"/"+user)
		}
	}
	return members
}

func TestQueryFindsTheMembershipsOfAFilterByTheirNames(t *testing.T) {
	t.Parallel()
	const janeInAnnexLobby, janeInLobby = "Jane Doe in Annex lobby", "Jane Doe in Lobby"
	const bobInEngineering, janeInEngineering = "Bob Roe in Engineering", "Jane Doe in Engineering"
	for name, c := range map[string]struct {
		config func(p populated) attributes
		found  []string
		// requests are those sent, by their paths.
		requests map[string]int
	}{
		"nothing": {
			config:   func(populated) attributes { return nil },
			found:    []string{janeInAnnexLobby, bobInEngineering, janeInEngineering, janeInLobby},
			requests: map[string]int{pathListGroups: 1, pathListUsers: 3},
		},
		"access system": {
			config:   func(p populated) attributes { return attributes{"acs_system_id": p.system} },
			found:    []string{bobInEngineering, janeInEngineering, janeInLobby},
			requests: map[string]int{pathListGroups: 1, pathListUsers: 2},
		},
		"access group": {
			config:   func(p populated) attributes { return attributes{"acs_access_group_id": p.engineering} },
			found:    []string{bobInEngineering, janeInEngineering},
			requests: map[string]int{"/acs/access_groups/get": 1, pathListUsers: 1},
		},
		"ACS user": {
			config:   func(p populated) attributes { return attributes{"acs_user_id": p.jane} },
			found:    []string{janeInEngineering, janeInLobby},
			requests: map[string]int{pathGetUser: 1, pathListGroups: 1},
		},
		"user identity": {
			config:   func(p populated) attributes { return attributes{"user_identity_id": p.janeIdentity} },
			found:    []string{janeInAnnexLobby, janeInEngineering, janeInLobby},
			requests: map[string]int{"/acs/users/list": 1, pathListGroups: 2},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := newPopulated(t)
			found, said := p.process(t, nil).query(c.config(p), everybody)
			succeeded(t, said)
			isFound(t, found, c.found...)
			total := 0
			for path, times := range c.requests {
				check(t, p.sent(path, times))
				total += times
			}
			if got := len(p.Requests()); got != total {
				t.Errorf("%d requests were sent, want %d", got, total)
			}
		})
	}
}

// TestQueryFindsWhatImportsWithoutAChange is terraform query -generate-config-out and the plan of what it generates, said
// in the plugin protocol: an import by identity, and a configuration that names the pair.
func TestQueryFindsWhatImportsWithoutAChange(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	want := h.addThirtyMembers()

	found, said := h.process(t, nil).query(attributes{"acs_system_id": h.system}, everybody)
	succeeded(t, said)
	if len(found) != len(want) {
		t.Fatalf("found %d memberships, want %d", len(found), len(want))
	}
	h.ResetRequests()
	planning := h.process(t, nil)
	for i, one := range found {
		if one.names() != want[i] {
			t.Errorf("found %s in place %d, want %s", one.names(), i, want[i])
		}
		pair := attributes{"acs_access_group_id": one.attribute("acs_access_group_id"), "acs_user_id": one.attribute("acs_user_id")}
		imported, said := planning.importIdentity(pair)
		succeeded(t, said)
		if !imported.state.Equal(one.state) {
			t.Errorf("the query has the state %s, the import %s", one.state, imported.state)
		}
		read, said := planning.read(imported)
		succeeded(t, said)
		planned, said := planning.plan(read, pair)
		succeeded(t, said)
		if len(said) > 0 || !planned.planned.state.Equal(read.state) || len(planned.replacedFor) > 0 {
			t.Errorf("the plan is %s for %s:\n%s", planned.planned.state, read.state, said)
		}
	}
	check(t, h.sent(pathListUsers, 3), h.sent(pathAddACSUser, 0), h.sent(pathAddIdentity, 0), h.sent(pathRemove, 0))
}

func TestTerraformQueryGeneratesConfigurationThatImportsWithoutAChange(t *testing.T) {
	t.Parallel()
	h, terraform := newHouse(t), newCLI(t)
	terraform.skipBelow(tfversion.Version1_14_0)
	h.addThirtyMembers()
	terraform.configure(h.config())
	terraform.write("memberships.tfquery.hcl", fmt.Sprintf(
		"list %q \"all\" {\n  provider = seam\n  config {\n    acs_system_id = %q\n  }\n}\n", membershipType, h.system))

	contains(t, terraform.must("query", "-generate-config-out=generated.tf"), "Person 0 in Cellar", "Person 9 in Lobby")
	contains(t, terraform.must("plan"), "Plan: 30 to import, 0 to add, 0 to change, 0 to destroy.")
	contains(t, terraform.apply(), "30 imported, 0 added, 0 changed, 0 destroyed")
	contains(t, terraform.must("plan"), "No changes.")
	check(t, h.sent(pathAddACSUser, 0), h.sent(pathAddIdentity, 0), h.sent(pathRemove, 0))
}

func TestQueryStopsAtTheLimitAndSaysThatThereAreMore(t *testing.T) {
	t.Parallel()
	const more = "Warning: There are more memberships than were listed\n\nOnly the first 12 are listed"
	h := newHouse(t)
	user := h.user("Jane Doe")
	var want []string
	for i := range 25 {
		name := fmt.Sprintf("Floor %02d", 24-i)
		h.AddMember(h.group(name), user)
		want = append([]string{"Jane Doe in " + name}, want...)
	}

	found, said := h.process(t, nil).query(nil, 12)
	succeeded(t, said)
	isFound(t, found, want[:12]...)
	contains(t, said.String(), plain(more))
	// The access groups are listed ten at a time.
	check(t, h.sent(pathListGroups, 1), h.sent(pathListUsers, 20))

	for _, limit := range []int64{25, math.MaxInt64} {
		found, said = h.process(t, nil).query(nil, limit)
		isFound(t, found, want...)
		if len(said) > 0 {
			t.Errorf("a query that finds no more than the limit of %d says:\n%s", limit, said)
		}
	}
}

// meet lets each request to a path wait until as many as given are there, which fewer at a time never are. Up to two
// rounds of them may come.
func (h *house) meet(t *testing.T, path string, atATime int32) {
	t.Helper()
	var arrived atomic.Int32
	rounds := []chan struct{}{make(chan struct{}), make(chan struct{})}
	h.Inject(path, fakeseam.Fault{Match: func(fakeseam.Request) bool {
		place := arrived.Add(1) - 1
		round := rounds[place/atATime]
		if place%atATime == atATime-1 {
			close(round)
		}
		select {
		case <-round:
		case <-t.Context().Done():
		}
		return false
	}})
}

func TestQueryListsTenAccessGroupsAtATime(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	user := h.user("Jane Doe")
	for i := range 20 {
		h.AddMember(h.group(fmt.Sprintf("Floor %02d", i)), user)
	}
	h.meet(t, pathListUsers, 10)

	found, said := h.process(t, attributes{"max_retries": 0}).query(nil, everybody)
	succeeded(t, said)
	if len(found) != 20 || h.MaxInFlight() != 10 {
		t.Errorf("found %d memberships with at most %d requests in flight, want 20 with 10", len(found), h.MaxInFlight())
	}
}

func TestQueryOrdersTheSameNamesByTheirIDs(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	groups := []string{h.group("Lobby"), h.group("Lobby")}
	users := []string{h.user("Jane Doe"), h.user("Jane Doe")}
	slices.Sort(groups)
	slices.Sort(users)
	var want []string
	for _, group := range groups {
		for _, user := range users {
			h.AddMember(group, user)
			want = append(want, group+"/"+user)
		}
	}

	found, said := h.process(t, nil).query(nil, everybody)
	succeeded(t, said)
	var got []string
	for _, one := range found {
		got = append(got, one.names())
	}
	if !slices.Equal(got, want) {
		t.Errorf("found %q, want %q", got, want)
	}
}

func TestQueryThatFailsIsOneErrorAndFindsNothing(t *testing.T) {
	t.Parallel()
	const nobody = "8aa3a7c8-31f7-4b0c-9e0a-52d1c6a4e7f0"
	outage := fakeseam.Fault{Status: 503}
	for name, c := range map[string]struct {
		config attributes
		path   string
		fault  fakeseam.Fault
		says   []string
	}{
		"unknown access group": {
			config: attributes{"acs_access_group_id": nobody},
			says:   []string{"The memberships could not be listed: acs_access_group not found", "acs_access_group_id: " + nobody, "Check the ID"},
		},
		"unknown access system": {
			config: attributes{"acs_system_id": nobody},
			says:   []string{"The memberships could not be listed: acs_system not found", "acs_system_id: " + nobody, "Check the ID"},
		},
		"unknown ACS user": {
			config: attributes{"acs_user_id": nobody},
			says:   []string{"The memberships could not be listed: acs_user not found", "acs_user_id: " + nobody, "Check the ID"},
		},
		"unknown user identity": {
			config: attributes{"user_identity_id": nobody},
			says:   []string{"The memberships could not be listed: user_identity not found", "user_identity_id: " + nobody, "Check the ID"},
		},
		"outage at the list of groups": {
			path:  pathListGroups,
			fault: outage,
			says:  []string{"The memberships could not be listed", "503", "Run it again later"},
		},
		"outage at one of the groups": {
			path:  pathListUsers,
			fault: fakeseam.Fault{Status: 503, Times: 1},
			says:  []string{"The memberships could not be listed", "503", "Run it again later"},
		},
		"both a group and a user": {
			config: attributes{"acs_access_group_id": nobody, "acs_user_id": nobody},
			says:   []string{"Memberships are found by one filter at a time", "has both acs_access_group_id and acs_user_id"},
		},
		"no UUID": {
			config: attributes{"acs_system_id": "head-office"},
			says:   []string{"This is not a valid ID", `acs_system_id: "head-office" is not a UUID`},
		},
		"empty": {
			config: attributes{"acs_system_id": ""},
			says:   []string{"This is not a valid ID", "acs_system_id: it is empty"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := newPopulated(t)
			if c.path != "" {
				p.Inject(c.path, c.fault)
			}
			found, said := p.process(t, attributes{"max_retries": 0}).query(c.config, everybody)
			refuses(t, said.String(), c.says...)
			isFound(t, found)
		})
	}
}

func TestQueryOfSomebodyInNoAccessGroupFindsNothing(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.group("Engineering")
	identity, user := h.person("Jane Doe")
	alone := h.AddIdentity(h.workspace, fakeseam.Identity{FullName: "Ann Poe"})
	for _, config := range []attributes{nil, {"acs_system_id": h.AddSystem(h.workspace, "Annex")}, {"acs_user_id": user}, {"user_identity_id": identity}, {"user_identity_id": alone}} {
		found, said := h.process(t, nil).query(config, everybody)
		succeeded(t, said)
		isFound(t, found)
	}
}

func TestQueryWithoutACredentialYetSaysWhatIsMissing(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	_, said := h.process(t, attributes{"api_key": tftypes.UnknownValue}).query(nil, everybody)
	refuses(t, said.String(), "The provider is not configured yet", "api_key in the provider block is not known yet")
}
