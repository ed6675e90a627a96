// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package lookup_test

import (
	"fmt"
	"reflect"
	"testing"

	"github.com/seamapi/terraform-provider-seam/internal/fakeseam"
	"github.com/seamapi/terraform-provider-seam/internal/provider/providertest"
)

// lists checks a field of each object in a list, in order.
func lists(t *testing.T, found providertest.Values, list, field string, want ...any) {
	t.Helper()
	if got := found.Each(list, field); len(got)+len(want) > 0 && !reflect.DeepEqual(got, want) {
		t.Errorf("%s of %s are %v, want %v", field, list, got, want)
	}
}

func TestACSUsersAreFilteredAndSorted(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	other := w.AddSystem(w.WorkspaceID, "Warehouse")
	identity := w.AddIdentity(w.WorkspaceID, fakeseam.Identity{FullName: "Jane Doe", EmailAddress: "jane@example.com", PhoneNumber: "+15550100"})
	zoe := w.User("Zoe Adams")
	jane := w.AddUser(w.ACSSystemID, fakeseam.User{FullName: "jane doe", UserIdentityID: identity})
	elsewhere := w.AddUser(other, fakeseam.User{FullName: "Jane Doe", UserIdentityID: identity})
	alan := w.User("Alan Turing")

	p := w.Process(t)
	w.ResetRequests()
	for _, c := range []struct {
		arguments providertest.Attributes
		want      []any
	}{
		{providertest.Attributes{}, []any{alan, elsewhere, jane, zoe}},
		{providertest.Attributes{"acs_system_id": w.ACSSystemID}, []any{alan, jane, zoe}},
		{providertest.Attributes{"user_identity_id": identity}, []any{elsewhere, jane}},
		{providertest.Attributes{"user_identity_email_address": "jane@example.com"}, []any{elsewhere, jane}},
		{providertest.Attributes{"user_identity_phone_number": "+15550100", "acs_system_id": other}, []any{elsewhere}},
		{providertest.Attributes{"search": "a", "acs_system_id": w.ACSSystemID}, []any{alan, jane, zoe}},
		{providertest.Attributes{"search": "turing"}, []any{alan}},
	} {
		lists(t, p.MustRead("seam_acs_users", c.arguments), "acs_users", "acs_user_id", c.want...)
	}
	w.Sent(t, providertest.PathListUsers, 7)
}

func TestEveryPageOfACSUsersIsRead(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	for i := range 1001 {
		w.User(fmt.Sprintf("Person %04d", i))
	}
	w.ResetRequests()
	users := w.Process(t).MustRead("seam_acs_users", nil).Each("acs_users", "full_name")
	if len(users) != 1001 || users[0] != "Person 0000" || users[1000] != "Person 1000" {
		t.Errorf("%d ACS users are listed, from %v to %v", len(users), users[0], users[len(users)-1])
	}
	w.Sent(t, providertest.PathListUsers, 3)
}

func TestTheSameQuestionIsAskedOnce(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	group := w.Group("Engineering")
	identity, user := w.Person("Jane Doe")
	w.AddMember(group, user)
	entrance := w.Entrance("Main entrance")
	w.AddEntranceToGroup(group, entrance)
	w.ResetRequests()
	p := w.Process(t)
	questions := dataSources(w.ACSSystemID, group, user, identity, entrance)
	for range 3 {
		for name, arguments := range questions {
			p.MustRead(name, arguments)
		}
	}
	if all := w.Requests(); len(all) != len(questions) {
		t.Errorf("%d requests were sent for %d questions", len(all), len(questions))
	}
}
