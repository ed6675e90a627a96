// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package membership_test

import (
	"fmt"
	"math"
	"slices"
	"sync/atomic"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/seamapi/terraform-provider-seam/internal/fakeseam"
	"github.com/seamapi/terraform-provider-seam/internal/provider/providertest"
)

// everybody is a limit that no test reaches.
const everybody = 1000

// displayNames are the names of what was found, in its order.
func displayNames(found []providertest.Found) []string {
	var names []string
	for _, one := range found {
		names = append(names, one.DisplayName)
	}
	return names
}

// isFound checks which memberships were found, in which order.
func isFound(t *testing.T, found []providertest.Found, want ...string) {
	t.Helper()
	if got := displayNames(found); !slices.Equal(got, want) {
		t.Errorf("found %q, want %q", got, want)
	}
}

// populated is a world with memberships in two systems: of Jane, who has a user identity and an ACS user in each, and of
// two people more.
type populated struct {
	*providertest.World

	annex                string
	engineering, lobby   string
	annexLobby           string
	janeIdentity         string
	jane, bob, janeThere string
}

func newPopulated(t *testing.T) populated {
	t.Helper()
	w := providertest.NewWorld(t)
	p := populated{World: w, annex: w.AddSystem(w.WorkspaceID, "Annex"), lobby: w.Group("Lobby"), engineering: w.Group("Engineering")}
	p.annexLobby = w.AddGroup(p.annex, "Annex lobby")
	p.janeIdentity, p.jane = w.Person("Jane Doe")
	p.bob = w.User("Bob Roe")
	p.janeThere = w.AddUser(p.annex, fakeseam.User{FullName: "Jane Doe", UserIdentityID: p.janeIdentity})
	w.AddMember(p.lobby, p.jane)
	w.AddMember(p.engineering, p.jane)
	w.AddMember(p.engineering, p.bob)
	w.AddMember(p.annexLobby, p.janeThere)
	return p
}

// addThirtyMembers adds ten members to each of three access groups by hand, and returns them in the order in which a query
// finds them.
func addThirtyMembers(w *providertest.World) []string {
	var members []string
	for _, name := range []string{"Cellar", "Engineering", "Lobby"} {
		group := w.Group(name)
		for i := range 10 {
			user := w.User(fmt.Sprintf("Person %d", i))
			w.AddMember(group, user)
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
		config func(p populated) providertest.Attributes
		found  []string
		// requests are those sent, by their paths.
		requests map[string]int
	}{
		"nothing": {
			config:   func(populated) providertest.Attributes { return nil },
			found:    []string{janeInAnnexLobby, bobInEngineering, janeInEngineering, janeInLobby},
			requests: map[string]int{providertest.PathListGroups: 1, providertest.PathListMembers: 3},
		},
		"access system": {
			config: func(p populated) providertest.Attributes {
				return providertest.Attributes{"acs_system_id": p.ACSSystemID}
			},
			found:    []string{bobInEngineering, janeInEngineering, janeInLobby},
			requests: map[string]int{providertest.PathListGroups: 1, providertest.PathListMembers: 2},
		},
		"access group": {
			config: func(p populated) providertest.Attributes {
				return providertest.Attributes{"acs_access_group_id": p.engineering}
			},
			found:    []string{bobInEngineering, janeInEngineering},
			requests: map[string]int{providertest.PathGetGroup: 1, providertest.PathListMembers: 1},
		},
		"ACS user": {
			config:   func(p populated) providertest.Attributes { return providertest.Attributes{"acs_user_id": p.jane} },
			found:    []string{janeInEngineering, janeInLobby},
			requests: map[string]int{providertest.PathGetUser: 1, providertest.PathListGroups: 1},
		},
		"user identity": {
			config: func(p populated) providertest.Attributes {
				return providertest.Attributes{"user_identity_id": p.janeIdentity}
			},
			found:    []string{janeInAnnexLobby, janeInEngineering, janeInLobby},
			requests: map[string]int{providertest.PathListUsers: 1, providertest.PathListGroups: 2},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := newPopulated(t)
			found, said := p.Process(t).Query(c.config(p), everybody)
			said.Succeeds()
			isFound(t, found, c.found...)
			total := 1 // Configure asks for the workspace.
			for path, times := range c.requests {
				p.Sent(t, path, times)
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
	w := providertest.NewWorld(t)
	want := addThirtyMembers(w)

	found, said := w.Process(t).Query(providertest.Attributes{"acs_system_id": w.ACSSystemID}, everybody)
	said.Succeeds()
	if len(found) != len(want) {
		t.Fatalf("found %d memberships, want %d", len(found), len(want))
	}
	w.ResetRequests()
	planning := w.Process(t)
	for i, one := range found {
		if one.Pair() != want[i] {
			t.Errorf("found %s in place %d, want %s", one.Pair(), i, want[i])
		}
		pair := providertest.Attributes{"acs_access_group_id": one.Attribute("acs_access_group_id"), "acs_user_id": one.Attribute("acs_user_id")}
		imported, said := planning.ImportIdentity(pair)
		said.Succeeds()
		if !imported.State.Equal(one.State) {
			t.Errorf("the query has the state %s, the import %s", one.State, imported.State)
		}
		read, said := planning.Refresh(imported)
		said.Succeeds()
		planned, said := planning.Plan(read, pair)
		said.Succeeds()
		said.IsSilent()
		if !planned.Planned.State.Equal(read.State) || len(planned.ReplacedFor) > 0 {
			t.Errorf("the plan is %s for %s", planned.Planned.State, read.State)
		}
	}
	w.Sent(t, providertest.PathListMembers, 3)
	w.Sent(t, providertest.PathAddACSUser, 0)
	w.Sent(t, providertest.PathAddIdentity, 0)
	w.Sent(t, providertest.PathRemove, 0)
}

func TestTerraformQueryGeneratesConfigurationThatImportsWithoutAChange(t *testing.T) {
	t.Parallel()
	w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
	terraform.SkipBelow("1.14")
	addThirtyMembers(w)
	terraform.Configure(w.Config())
	terraform.Write("memberships.tfquery.hcl", fmt.Sprintf(
		"list %q \"all\" {\n  provider = seam\n  config {\n    acs_system_id = %q\n  }\n}\n", providertest.MembershipType, w.ACSSystemID))

	terraform.Must("query", "-generate-config-out=generated.tf").Says("Person 0 in Cellar", "Person 9 in Lobby")
	terraform.Plan().Says("Plan: 30 to import, 0 to add, 0 to change, 0 to destroy.")
	terraform.Apply().Says("30 imported, 0 added, 0 changed, 0 destroyed")
	terraform.NoChanges()
	w.Sent(t, providertest.PathAddACSUser, 0)
	w.Sent(t, providertest.PathAddIdentity, 0)
	w.Sent(t, providertest.PathRemove, 0)
}

func TestQueryStopsAtTheLimitAndSaysThatThereAreMore(t *testing.T) {
	t.Parallel()
	const more = "Warning: There are more memberships than were listed\n\nOnly the first 12 are listed"
	w := providertest.NewWorld(t)
	user := w.User("Jane Doe")
	var want []string
	for i := range 25 {
		name := fmt.Sprintf("Floor %02d", 24-i)
		w.AddMember(w.Group(name), user)
		want = append([]string{"Jane Doe in " + name}, want...)
	}

	found, said := w.Process(t).Query(nil, 12)
	said.Succeeds()
	isFound(t, found, want[:12]...)
	said.Says(providertest.Unwrapped(more))
	// The access groups are listed ten at a time.
	w.Sent(t, providertest.PathListGroups, 1)
	w.Sent(t, providertest.PathListMembers, 20)

	for _, limit := range []int64{25, math.MaxInt64} {
		found, said = w.Process(t).Query(nil, limit)
		isFound(t, found, want...)
		said.IsSilent()
	}
}

// meet lets each request to a path wait until as many as given are there, which fewer at a time never are. Up to two
// rounds of them may come.
func meet(t *testing.T, w *providertest.World, path string, atATime int32) {
	t.Helper()
	var arrived atomic.Int32
	rounds := []chan struct{}{make(chan struct{}), make(chan struct{})}
	w.Inject(path, fakeseam.Fault{Match: func(fakeseam.Request) bool {
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

func TestQueryListsThreeAccessGroupsAtATime(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	user := w.User("Jane Doe")
	for i := range 6 {
		w.AddMember(w.Group(fmt.Sprintf("Floor %02d", i)), user)
	}
	meet(t, w, providertest.PathListMembers, 3)

	found, said := w.Process(t, providertest.Attributes{"max_retries": 0}).Query(nil, everybody)
	said.Succeeds()
	if len(found) != 6 || w.MaxInFlight() != 3 {
		t.Errorf("found %d memberships with at most %d requests in flight, want 6 with 3", len(found), w.MaxInFlight())
	}
}

func TestQueryOrdersTheSameNamesByTheirIDs(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	groups := []string{w.Group("Lobby"), w.Group("Lobby")}
	users := []string{w.User("Jane Doe"), w.User("Jane Doe")}
	slices.Sort(groups)
	slices.Sort(users)
	var want []string
	for _, group := range groups {
		for _, user := range users {
			w.AddMember(group, user)
			want = append(want, group+"/"+user)
		}
	}

	found, said := w.Process(t).Query(nil, everybody)
	said.Succeeds()
	var got []string
	for _, one := range found {
		got = append(got, one.Pair())
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
		config providertest.Attributes
		path   string
		fault  fakeseam.Fault
		says   []string
	}{
		"unknown access group": {
			config: providertest.Attributes{"acs_access_group_id": nobody},
			says:   []string{"The memberships could not be listed: acs_access_group not found", "acs_access_group_id: " + nobody, "Check the ID"},
		},
		"unknown access system": {
			config: providertest.Attributes{"acs_system_id": nobody},
			says:   []string{"The memberships could not be listed: acs_system not found", "acs_system_id: " + nobody, "Check the ID"},
		},
		"unknown ACS user": {
			config: providertest.Attributes{"acs_user_id": nobody},
			says:   []string{"The memberships could not be listed: acs_user not found", "acs_user_id: " + nobody, "Check the ID"},
		},
		"unknown user identity": {
			config: providertest.Attributes{"user_identity_id": nobody},
			says:   []string{"The memberships could not be listed: user_identity not found", "user_identity_id: " + nobody, "Check the ID"},
		},
		"outage at the list of groups": {
			path:  providertest.PathListGroups,
			fault: outage,
			says:  []string{"The memberships could not be listed", "503", "Run it again later"},
		},
		"outage at one of the groups": {
			path:  providertest.PathListMembers,
			fault: fakeseam.Fault{Status: 503, Times: 1},
			says:  []string{"The memberships could not be listed", "503", "Run it again later"},
		},
		"both a group and a user": {
			config: providertest.Attributes{"acs_access_group_id": nobody, "acs_user_id": nobody},
			says:   []string{"Memberships are found by one filter at a time", "has both acs_access_group_id and acs_user_id"},
		},
		"no UUID": {
			config: providertest.Attributes{"acs_system_id": "head-office"},
			says:   []string{"This is not a valid ID", `acs_system_id: "head-office" is not a UUID`},
		},
		"empty": {
			config: providertest.Attributes{"acs_system_id": ""},
			says:   []string{"This is not a valid ID", "acs_system_id: it is empty"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := newPopulated(t)
			if c.path != "" {
				p.Inject(c.path, c.fault)
			}
			found, said := p.Process(t, providertest.Attributes{"max_retries": 0}).Query(c.config, everybody)
			said.IsOneError(c.says...)
			isFound(t, found)
		})
	}
}

func TestQueryOfSomebodyInNoAccessGroupFindsNothing(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	w.Group("Engineering")
	identity, user := w.Person("Jane Doe")
	alone := w.AddIdentity(w.WorkspaceID, fakeseam.Identity{FullName: "Ann Poe"})
	for _, config := range []providertest.Attributes{nil, {"acs_system_id": w.AddSystem(w.WorkspaceID, "Annex")}, {"acs_user_id": user}, {"user_identity_id": identity}, {"user_identity_id": alone}} {
		found, said := w.Process(t).Query(config, everybody)
		said.Succeeds()
		isFound(t, found)
	}
}

func TestQueryWithoutACredentialYetSaysWhatIsMissing(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	_, said := w.Process(t, providertest.Attributes{"api_key": tftypes.UnknownValue}).Query(nil, everybody)
	said.IsOneError("The provider is not configured yet", "api_key in the provider block is not known yet")
}
