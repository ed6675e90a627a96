// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package members

import (
	"reflect"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/seamapi/terraform-provider-seam/internal/roster"
)

func member(acsUserID, userIdentityID string) roster.GroupMember {
	person := roster.Person{ACSUserID: acsUserID, UserIdentityID: userIdentityID}
	return roster.GroupMember{Membership: roster.Membership{Person: person, Standing: roster.Member}}
}

func named(m roster.GroupMember, name string) roster.GroupMember {
	m.DisplayName = name
	return m
}

// family declares Ada and Dan by both IDs, Bob by ACS user, and Cleo by user identity. Ada has two labels.
func family() declaration {
	return declaration{
		ACSUserIDs:      map[string]string{"Ada": "ada", "Lovelace": "ada", "Bob": "bob"},
		UserIdentityIDs: map[string]string{"Ada": "ada-identity", "Cleo": "cleo-identity", "Dan": "dan-identity"},
	}
}

func TestEverybodyIsEachPersonOnce(t *testing.T) {
	t.Parallel()
	members := []roster.GroupMember{member("ada", "ada-identity"), named(member("dan", "dan-identity"), "Dan Poe"), member("eve", "eve-identity")}
	want := []roster.GroupMember{
		named(members[0], "Ada"), members[1],
		absent(roster.Person{ACSUserID: "bob"}, "Bob"), absent(roster.Person{UserIdentityID: "cleo-identity"}, "Cleo"),
	}
	if got := family().everybody(members); !reflect.DeepEqual(got, want) {
		t.Errorf("everybody is %v, want %v", got, want)
	}
	if got := family().people().others(members); !reflect.DeepEqual(got, members[2:]) {
		t.Errorf("the others are %v, want %v", got, members[2:])
	}
	if got := newSight(members).missing(family()); !reflect.DeepEqual(got, declaration{
		ACSUserIDs: map[string]string{"Bob": "bob"}, UserIdentityIDs: map[string]string{"Cleo": "cleo-identity"},
	}) {
		t.Errorf("missing are %v", got)
	}
}

func TestWhoIsDeclaredTwiceIsNamedByTheLabels(t *testing.T) {
	t.Parallel()
	if got, want := sharedIDs("acs_user_ids", family().ACSUserIDs), []string{`  "Ada", "Lovelace" in acs_user_ids: ada`}; !reflect.DeepEqual(got, want) {
		t.Errorf("shared are %q, want %q", got, want)
	}
	members := []roster.GroupMember{named(member("ada", "ada-identity"), "Ada Poe"), member("dan", "dan-identity")}
	want := []string{`  "Ada" in acs_user_ids and "Ada" in user_identity_ids: Ada Poe (ada)`}
	if got := inBothMaps(family(), members); !reflect.DeepEqual(got, want) {
		t.Errorf("in both maps are %q, want %q", got, want)
	}
}

func TestMembersAreObservedWhereTheyAreDeclared(t *testing.T) {
	t.Parallel()
	s := newSight([]roster.GroupMember{
		member("ada", "ada-identity"), member("cleo", "cleo-identity"), member("cleo2", "cleo-identity"), named(member("eve", ""), "Eve Moe"),
		member("dan", "merged-identity"),
	})
	s.acsUserOf["dan-identity"], s.identityOf["dan"] = "dan", "dan-identity"
	none := types.MapNull(types.StringType)
	m := model{ACSUserIDs: none, UserIdentityIDs: none}.observed(family(), s)
	for name, maps := range map[string][2]types.Map{
		"acs_user_ids":            {m.ACSUserIDs, mapOf(map[string]string{"Ada": "ada", "Lovelace": "ada"})},
		"user_identity_ids":       {m.UserIdentityIDs, mapOf(family().UserIdentityIDs)},
		"undeclared_acs_user_ids": {m.UndeclaredACSUserIDs, mapOf(map[string]string{"Eve Moe": "eve"})},
	} {
		if !maps[0].Equal(maps[1]) {
			t.Errorf("%s is %s, want %s", name, maps[0], maps[1])
		}
	}
	m = model{ACSUserIDs: mapOf(map[string]string{"Ada": "ada"}), UserIdentityIDs: none}.observed(family(), newSight(nil))
	if !m.ACSUserIDs.Equal(mapOf(nil)) || !m.UserIdentityIDs.IsNull() {
		t.Error("a map that is configured is empty where nobody is there, and one that is not stays null")
	}
}

func TestAPlanRemovesWhomTheStateHasAndItselfHasNot(t *testing.T) {
	t.Parallel()
	state := model{
		ACSUserIDs:           mapOf(map[string]string{"Ada": "ada", "Bob": "bob"}),
		UserIdentityIDs:      mapOf(map[string]string{"Cleo": "cleo-identity"}),
		UndeclaredACSUserIDs: mapOf(map[string]string{"Eve Moe": "eve", "Dan Poe": "dan"}),
	}
	plan := model{ACSUserIDs: mapOf(map[string]string{"Lovelace": "ada", "Dan": "dan"}), UserIdentityIDs: types.MapNull(types.StringType)}
	declared, undeclared := state.leaving(plan)
	if want := (declaration{map[string]string{"Bob": "bob"}, map[string]string{"Cleo": "cleo-identity"}}); !reflect.DeepEqual(declared, want) {
		t.Errorf("leaving are %v, want %v", declared, want)
	}
	if want := (declaration{map[string]string{"Eve Moe": "eve"}, map[string]string{}}); !reflect.DeepEqual(undeclared, want) {
		t.Errorf("leaving undeclared are %v, want %v", undeclared, want)
	}
}

func TestAMapIsWhollyKnownWhereNoIDIsMissing(t *testing.T) {
	t.Parallel()
	partly := types.MapValueMust(types.StringType, mapOf(map[string]string{"Ada": "ada"}).Elements())
	unknown := mapOf(map[string]string{"Ada": "ada"}).Elements()
	unknown["Bob"] = types.StringUnknown()
	for _, test := range []struct {
		ids  types.Map
		want bool
	}{
		{types.MapNull(types.StringType), true},
		{mapOf(nil), true},
		{partly, true},
		{types.MapValueMust(types.StringType, unknown), false},
		{types.MapUnknown(types.StringType), false},
	} {
		if got := isWhollyKnown(test.ids); got != test.want {
			t.Errorf("%s is wholly known: %t", test.ids, got)
		}
	}
}
