// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package members_test

import (
	"fmt"
	"testing"

	"github.com/seamapi/terraform-provider-seam/internal/provider/providertest"
)

// TestGroupsTellOneCauseOnce has the objects of three groups meet one cause in a run.
func TestGroupsTellOneCauseOnce(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	var made []providertest.Object
	for i := range 3 {
		object, said := w.ProcessOf(t, providertest.MembersType).Create(providertest.Attributes{
			"acs_access_group_id": w.Group(fmt.Sprintf("Group %d", i)), "acs_user_ids": labelled(w.User(fmt.Sprintf("Person %d", i))),
		})
		said.Succeeds()
		made = append(made, object)
	}
	elsewhere := func() *providertest.Process {
		return w.ProcessOf(t, providertest.MembersType, providertest.Attributes{"api_key": w.AddAPIKey(w.AddWorkspace("Other"))})
	}
	outOfOrder := func() *providertest.Process {
		p := w.ProcessOf(t, providertest.MembersType, providertest.Attributes{"max_retries": 0})
		w.Inject(providertest.PathListMembers, providertest.Outage())
		return p
	}
	const another = "Error: The credential opens another workspace"

	for _, c := range []struct {
		name         string
		process      func() *providertest.Process
		act          func(*providertest.Process, providertest.Object) (providertest.Object, providertest.Output)
		first, other []string
	}{
		{
			name:    "a refresh in another workspace",
			process: elsewhere,
			act:     (*providertest.Process).Refresh,
			first:   []string{another, "terraform state rm"},
		},
		{
			name:    "a destroy in another workspace",
			process: elsewhere,
			act:     (*providertest.Process).Destroy,
			first:   []string{another, "terraform state rm"},
			other:   []string{another, "Another error of this run tells the cause at length."},
		},
		{
			name:    "a refresh without an answer",
			process: outOfOrder,
			act:     (*providertest.Process).Refresh,
			first:   []string{"Error: Seam did not say who is in the access group", "Run it again later."},
		},
		{
			name:    "a destroy without an answer",
			process: outOfOrder,
			act:     (*providertest.Process).Destroy,
			first:   []string{"Error: The members of the access group were not removed", "Run it again later."},
			other:   []string{"Error: The members of the access group were not removed", "Another error of this run tells the cause at length."},
		},
	} {
		p := c.process()
		for i, object := range made {
			kept, said := c.act(p, object)
			switch {
			case i == 0:
				said.IsOneError(c.first...)
			case c.other == nil:
				said.IsSilent()
			default:
				said.IsOneError(c.other...)
				said.Lacks("terraform state rm", "Run it again later.")
			}
			if !kept.State.Equal(object.State) {
				t.Errorf("%s: the state is %s, want %s", c.name, kept.State, object.State)
			}
		}
	}
}
