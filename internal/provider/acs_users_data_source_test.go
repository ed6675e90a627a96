// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package provider_test

import (
	"fmt"
	"reflect"
	"testing"

	"github.com/seamapi/terraform-provider-seam/internal/fakeseam"
)

// lists checks a field of each object in a list, in order.
func lists(t *testing.T, found values, list, field string, want ...any) {
	t.Helper()
	if got := found.list(list, field); len(got)+len(want) > 0 && !reflect.DeepEqual(got, want) {
		t.Errorf("%s of %s are %v, want %v", field, list, got, want)
	}
}

func TestACSUsersAreFilteredAndSorted(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	other := h.AddSystem(h.workspace, "Warehouse")
	identity := h.AddIdentity(h.workspace, fakeseam.Identity{FullName: "Jane Doe", EmailAddress: "jane@example.com", PhoneNumber: "+15550100"})
	zoe := h.user("Zoe Adams")
	jane := h.AddUser(h.system, fakeseam.User{FullName: "jane doe", UserIdentityID: identity})
	elsewhere := h.AddUser(other, fakeseam.User{FullName: "Jane Doe", UserIdentityID: identity})
	alan := h.user("Alan Turing")

	library := h.library(t, nil)
	h.ResetRequests()
	for _, c := range []struct {
		arguments attributes
		want      []any
	}{
		{attributes{}, []any{alan, elsewhere, jane, zoe}},
		{attributes{"acs_system_id": h.system}, []any{alan, jane, zoe}},
		{attributes{"user_identity_id": identity}, []any{elsewhere, jane}},
		{attributes{"user_identity_email_address": "jane@example.com"}, []any{elsewhere, jane}},
		{attributes{"user_identity_phone_number": "+15550100", "acs_system_id": other}, []any{elsewhere}},
		{attributes{"search": "a", "acs_system_id": h.system}, []any{alan, jane, zoe}},
		{attributes{"search": "turing"}, []any{alan}},
	} {
		lists(t, library.must("seam_acs_users", c.arguments), "acs_users", "acs_user_id", c.want...)
	}
	check(t, h.sent(pathListACSUsers, 7))
}

func TestEveryPageOfACSUsersIsRead(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	for i := range 1001 {
		h.user(fmt.Sprintf("Person %04d", i))
	}
	h.ResetRequests()
	users := h.library(t, nil).must("seam_acs_users", nil).list("acs_users", "full_name")
	if len(users) != 1001 || users[0] != "Person 0000" || users[1000] != "Person 1000" {
		t.Errorf("%d ACS users are listed, from %v to %v", len(users), users[0], users[len(users)-1])
	}
	check(t, h.sent(pathListACSUsers, 3))
}

func TestTheSameQuestionIsAskedOnce(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	group := h.group("Engineering")
	identity, user := h.person("Jane Doe")
	h.AddMember(group, user)
	h.ResetRequests()
	library := h.library(t, nil)
	questions := dataSources(h.system, group, user, identity)
	for range 3 {
		for name, arguments := range questions {
			library.must(name, arguments)
		}
	}
	if all := h.Requests(); len(all) != len(questions) {
		t.Errorf("%d requests were sent for %d questions", len(all), len(questions))
	}
}
