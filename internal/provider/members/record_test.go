// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package members

import (
	"context"
	"reflect"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/seamapi/terraform-provider-seam/internal/roster"
)

// private is an object's private data.
type private map[string][]byte

func (p private) GetKey(_ context.Context, key string) ([]byte, diag.Diagnostics) { return p[key], nil }

func (p private) SetKey(_ context.Context, key string, value []byte) diag.Diagnostics {
	p[key] = value
	return nil
}

func TestRecordIsKeptInPrivateData(t *testing.T) {
	t.Parallel()
	granted := newRecord(family())
	granted.Granted["cleo"] = "cleo-identity"
	for _, r := range []record{newRecord(declaration{}), newRecord(family()), granted} {
		data := private{}
		r.store(t.Context(), data)
		kept, diags := storedRecord(t.Context(), data, model{ACSUserIDs: mapOf(map[string]string{"x": "state"})})
		if diags.HasError() || !reflect.DeepEqual(kept, r) {
			t.Errorf("kept is %v, want %v", kept, r)
		}
	}
}

func TestRecordThatNobodyHasKeptIsThatOfTheState(t *testing.T) {
	t.Parallel()
	state := model{ACSUserIDs: mapOf(map[string]string{"Ada": "ada"}), UserIdentityIDs: types.MapNull(types.StringType)}
	kept, _ := storedRecord(t.Context(), private{}, state)
	if want := newRecord(declaration{map[string]string{"Ada": "ada"}, map[string]string{}}); !reflect.DeepEqual(kept, want) {
		t.Errorf("kept is %v, want %v", kept, want)
	}
	if _, diags := storedRecord(t.Context(), private{recordKey: []byte("[]")}, state); !diags.HasError() {
		t.Error("a record that cannot be read is no error")
	}
}

func TestRecordHasTheACSUsersOfUserIdentitiesOfNowAndThoseStillThere(t *testing.T) {
	t.Parallel()
	declared := declaration{UserIdentityIDs: map[string]string{"Ada": "ada-identity", "Bob": "bob-identity", "Cleo": "cleo-identity"}}
	before := record{Declared: declared, Granted: map[string]string{
		"old-ada": "ada-identity", "gone-ada": "ada-identity", "bob": "bob-identity", "cleo": "cleo-identity", "dan": "", "gone-dan": "",
	}}
	s := newSight([]roster.GroupMember{member("new-ada", "ada-identity"), member("old-ada", "eve-identity"), member("cleo2", "x"), member("dan", "")})
	s.acsUserOf["cleo-identity"], s.identityOf["cleo2"] = "cleo2", "cleo-identity"
	want := map[string]string{"new-ada": "ada-identity", "old-ada": "ada-identity", "bob": "bob-identity", "cleo2": "cleo-identity", "dan": ""}
	if got := before.seen(s).Granted; !reflect.DeepEqual(got, want) {
		t.Errorf("granted are %v, want %v", got, want)
	}

	// A destroy removes all of them, each once.
	everybody := newPeople()
	for _, member := range before.everybody(s.members) {
		if everybody.acsUserIDs[member.Person.ACSUserID] {
			t.Errorf("%v is there twice", member)
		}
		everybody.add(member.Person)
	}
	for acsUserID := range before.Granted {
		if !everybody.acsUserIDs[acsUserID] {
			t.Errorf("%s is left out", acsUserID)
		}
	}
}
