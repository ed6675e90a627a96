// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package members

import (
	"context"
	"reflect"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/seamapi/terraform-provider-seam/internal/roster"
)

// private is an object's private data.
type private map[string][]byte

func (p private) GetKey(_ context.Context, key string) ([]byte, diag.Diagnostics) { return p[key], nil }

func (p private) SetKey(_ context.Context, key string, value []byte) diag.Diagnostics {
	p[key] = value
	return nil
}

func member(acsUserID, userIdentityID string) roster.GroupMember {
	person := roster.Person{ACSUserID: acsUserID, UserIdentityID: userIdentityID}
	return roster.GroupMember{Membership: roster.Membership{Person: person, Standing: roster.Member}}
}

func TestDeclarationIsKeptInPrivateData(t *testing.T) {
	t.Parallel()
	for _, declared := range []declaration{
		newDeclaration(nil, nil),
		newDeclaration([]string{"ada", "bob"}, nil),
		newDeclaration(nil, []string{"ada-identity"}),
	} {
		data := private{}
		declared.store(t.Context(), data)
		kept, diags := storedDeclaration(t.Context(), data, model{ACSUserIDs: idSetOf([]string{"state"})})
		if diags.HasError() || !reflect.DeepEqual(kept, declared) {
			t.Errorf("kept is %v, want %v", kept, declared)
		}
	}
}

func TestDeclarationThatNobodyHasKeptIsThatOfTheState(t *testing.T) {
	t.Parallel()
	state := model{ACSUserIDs: idSetOf([]string{"ada"}), UserIdentityIDs: nullIDSet()}
	kept, _ := storedDeclaration(t.Context(), private{}, state)
	if want := newDeclaration([]string{"ada"}, nil); !reflect.DeepEqual(kept, want) {
		t.Errorf("kept is %v, want %v", kept, want)
	}
}

func TestEverybodyIsEachPersonOnce(t *testing.T) {
	t.Parallel()
	declared := newDeclaration([]string{"ada", "bob"}, []string{"ada-identity", "cleo-identity", "dan-identity"})
	members := []roster.GroupMember{member("ada", "ada-identity"), member("dan", "dan-identity"), member("eve", "eve-identity")}
	want := []roster.GroupMember{
		members[0], members[1],
		absent(roster.Person{ACSUserID: "bob"}), absent(roster.Person{UserIdentityID: "cleo-identity"}),
	}
	if got := declared.everybody(members); !reflect.DeepEqual(got, want) {
		t.Errorf("everybody is %v, want %v", got, want)
	}
	if got := declared.others(members); !reflect.DeepEqual(got, members[2:]) {
		t.Errorf("the others are %v, want %v", got, members[2:])
	}
	if declared.isComplete(members) || !newDeclaration([]string{"ada"}, []string{"ada-identity"}).isComplete(members) {
		t.Error("who is missing is not told from who is there")
	}
}

func TestMembersAreObservedWhereTheyAreDeclared(t *testing.T) {
	t.Parallel()
	declared := newDeclaration([]string{"ada", "bob"}, []string{"ada-identity", "cleo-identity"})
	members := []roster.GroupMember{
		member("ada", "ada-identity"), member("cleo", "cleo-identity"), member("cleo2", "cleo-identity"), member("eve", ""),
	}
	m := model{ACSUserIDs: nullIDSet(), UserIdentityIDs: nullIDSet()}.observed(declared, members)
	for name, sets := range map[string][2]idSet{
		"acs_user_ids":            {m.ACSUserIDs, idSetOf([]string{"ada"})},
		"user_identity_ids":       {m.UserIdentityIDs, idSetOf([]string{"ada-identity", "cleo-identity"})},
		"undeclared_acs_user_ids": {m.UndeclaredACSUserIDs, idSetOf([]string{"eve"})},
	} {
		if !sets[0].Equal(sets[1]) {
			t.Errorf("%s is %s, want %s", name, sets[0], sets[1])
		}
	}
	m = model{ACSUserIDs: idSetOf([]string{"ada"}), UserIdentityIDs: nullIDSet()}.observed(declared, nil)
	if !m.ACSUserIDs.Equal(idSetOf(nil)) || !m.UserIdentityIDs.IsNull() {
		t.Error("a set that is configured is empty where nobody is there, and one that is not stays null")
	}
}
