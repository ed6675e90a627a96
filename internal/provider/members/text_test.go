// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package members_test

import (
	"encoding/json"
	"net/http"
	"testing"

	"github.com/seamapi/terraform-provider-seam/internal/fakeseam"
	"github.com/seamapi/terraform-provider-seam/internal/provider/providertest"
)

func TestTextFromOutsideIsOneLineInMessages(t *testing.T) {
	t.Parallel()
	const hostile = providertest.Hostile
	message, err := json.Marshal(hostile)
	if err != nil {
		t.Fatal(err)
	}
	refused := fakeseam.Fault{Status: http.StatusBadRequest, Body: `{"error":{"type":"invalid_input","message":` + string(message) + `},"ok":false}`}
	for name, say := range map[string]func(t *testing.T, w *providertest.World, group, jane, eve string) providertest.Output{
		"a group with people in it": func(t *testing.T, w *providertest.World, group, jane, eve string) providertest.Output {
			t.Helper()
			w.AddMember(group, eve)
			_, said := w.ProcessOf(t, providertest.MembersType).Plan(providertest.Object{}, config(group, jane))
			return said
		},
		"a create that is refused": func(t *testing.T, w *providertest.World, group, jane, _ string) providertest.Output {
			t.Helper()
			w.Inject(providertest.PathAddACSUser, refused)
			_, said := w.ProcessOf(t, providertest.MembersType).Create(config(group, jane))
			return said
		},
		"an update that is refused": func(t *testing.T, w *providertest.World, group, jane, eve string) providertest.Output {
			t.Helper()
			made := create(t, w, config(group, jane))
			w.Inject(providertest.PathAddACSUser, refused)
			_, said := oneRun(t, w, made, config(group, jane, eve))
			return said
		},
		"a refresh that is refused": func(t *testing.T, w *providertest.World, group, jane, _ string) providertest.Output {
			t.Helper()
			made := create(t, w, config(group, jane))
			w.Inject(providertest.PathListMembers, refused)
			_, said := w.ProcessOf(t, providertest.MembersType).Refresh(made)
			return said
		},
		"a member with a problem": func(t *testing.T, w *providertest.World, group, _, eve string) providertest.Output {
			t.Helper()
			made := create(t, w, config(group, eve))
			w.AddUserError(eve, "failed_to_update_on_acs_system", hostile)
			_, said := w.ProcessOf(t, providertest.MembersType).Refresh(made)
			return said
		},
		"a newcomer to a group that is about to go": func(t *testing.T, w *providertest.World, group, jane, eve string) providertest.Output {
			t.Helper()
			made := create(t, w, config(group, jane))
			w.AddWarning(group, "being_deleted", hostile)
			_, said := w.ProcessOf(t, providertest.MembersType).Plan(made, config(group, jane, eve))
			said.Says("being_deleted: Eve [1A [2K Nobody will be removed")
			return said
		},
		"a destroy that leaves somebody": func(t *testing.T, w *providertest.World, group, jane, eve string) providertest.Output {
			t.Helper()
			made := create(t, w, config(group, jane))
			w.AddMember(group, eve)
			read, said := w.ProcessOf(t, providertest.MembersType).Refresh(made)
			said.Succeeds()
			_, said = w.ProcessOf(t, providertest.MembersType).PlanDestroy(read)
			return said
		},
		"an import of a group that is refused": func(t *testing.T, w *providertest.World, group, _, _ string) providertest.Output {
			t.Helper()
			w.Inject(providertest.PathListMembers, refused)
			_, said := w.ProcessOf(t, providertest.MembersType).ImportID(group)
			return said
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := providertest.NewWorld(t)
			say(t, w, w.Group(hostile), w.User("Jane Doe"), w.User(hostile)).ShowsHostile()
		})
	}
}

// The names are the keys of maps, which a plan shows.
func TestNamesFromOutsideAreOneLineInTheState(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	group, jane, eve := w.Group("Engineering"), w.User("Jane Doe"), w.User(providertest.Hostile)
	made := create(t, w, config(group, jane))
	w.AddMember(group, eve)
	read, said := w.ProcessOf(t, providertest.MembersType).Refresh(made)
	said.Succeeds()
	imported, said := w.ProcessOf(t, providertest.MembersType).ImportID(group)
	said.Succeeds()
	for _, names := range []map[string]string{read.Map("undeclared_acs_user_ids"), imported.Map("acs_user_ids")} {
		if len(names) == 0 {
			t.Error("nobody is named")
		}
		for name := range names {
			providertest.IsFitForATerminal(t, name)
		}
	}
}

func config(group string, users ...string) providertest.Attributes {
	return providertest.Attributes{"acs_access_group_id": group, "acs_user_ids": labelled(users...)}
}

func create(t *testing.T, w *providertest.World, config providertest.Attributes) providertest.Object {
	t.Helper()
	made, said := w.ProcessOf(t, providertest.MembersType).Create(config)
	said.Succeeds()
	return made
}
