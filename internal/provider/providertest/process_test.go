// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package providertest_test

import (
	"testing"

	"github.com/seamapi/terraform-provider-seam/internal/provider/providertest"
)

func TestProcessPlansAppliesRefreshesAndDestroys(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	group, user := w.Group("Engineering"), w.User("Jane Doe")
	config := providertest.Attributes{"acs_access_group_id": group, "acs_user_id": user}

	p := w.Process(t)
	planned, said := p.Plan(providertest.Object{}, config)
	said.Succeeds()
	if got := planned.Planned.Attribute("workspace_id"); got != providertest.Unknown {
		t.Errorf("workspace_id is planned as %q, want %q", got, providertest.Unknown)
	}
	made, said := p.Apply(planned)
	said.IsSilent()
	if got, want := made.Pair(), group+"/"+user; got != want {
		t.Errorf("the identity is %s, want %s", got, want)
	}
	w.HasMembers(t, group, user)

	read, said := w.Process(t).Refresh(made)
	said.IsSilent()
	if !read.Exists() || !read.State.Equal(made.State) {
		t.Errorf("refreshed, it is %s, want %s", read.State, made.State)
	}
	left, said := w.Process(t).Destroy(read)
	said.IsSilent()
	if left.Exists() {
		t.Errorf("destroyed, it is %s", left.State)
	}
	w.HasMembers(t, group)
}

func TestProcessPlansAReplacementInTwoPasses(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	group := w.Group("Engineering")
	jane, _ := w.Person("Jane Doe")
	john, _ := w.Person("John Roe")
	made, said := w.Process(t).Create(providertest.Attributes{"acs_access_group_id": group, "user_identity_id": jane})
	said.Succeeds()

	p := w.Process(t)
	first, said := p.Plan(made, providertest.Attributes{"acs_access_group_id": group, "user_identity_id": john})
	said.IsSilent()
	if len(first.ReplacedFor) != 1 {
		t.Fatalf("it is replaced for %q, want one attribute", first.ReplacedFor)
	}
	second, said := p.PlanReplacement(first)
	said.IsSilent()
	if got := second.Planned.Attribute("acs_user_id"); got != providertest.Unknown {
		t.Errorf("acs_user_id is planned as %q, want %q", got, providertest.Unknown)
	}
}

func TestProcessReadsWhatADataSourceFinds(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	user := w.User("Jane Doe")
	p := w.Process(t)
	if got := p.MustRead("seam_acs_users", nil).Each("acs_users", "acs_user_id"); len(got) != 1 || got[0] != user {
		t.Errorf("found %v, want %s", got, user)
	}
	p.MustFailToRead("seam_acs_user", providertest.Attributes{"acs_user_id": "jane"}, `"jane" is not a UUID`)
}
