// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package members_test

import (
	"net/http"
	"testing"

	"github.com/seamapi/terraform-provider-seam/internal/fakeseam"
	"github.com/seamapi/terraform-provider-seam/internal/provider/providertest"
)

// byIdentity declares user identities.
func byIdentity(group string, identities map[string]string) providertest.Attributes {
	return providertest.Attributes{"acs_access_group_id": group, "user_identity_ids": identities}
}

// oneRun refreshes an object, plans it and applies the plan, each as one run of Terraform does.
func oneRun(t *testing.T, w *providertest.World, made providertest.Object, config providertest.Attributes) (providertest.Object, providertest.Output) {
	t.Helper()
	p := w.ProcessOf(t, providertest.MembersType)
	read, said := p.Refresh(made)
	said.Succeeds()
	planned, said := p.Plan(read, config)
	said.Succeeds()
	return w.ProcessOf(t, providertest.MembersType).Apply(planned)
}

func TestAMergedIdentityIsTheSameMember(t *testing.T) {
	t.Parallel()
	for name, isUnknown := range map[string]bool{"old IDs resolve": false, "old IDs are not found": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := providertest.NewWorld(t)
			group := w.Group("Engineering")
			old, ann := w.Person("Ann Poe")
			config := byIdentity(group, map[string]string{"Ann Poe": old})
			made, said := w.ProcessOf(t, providertest.MembersType).Create(config)
			said.Succeeds()

			w.SetMergedIDsNotFound(isUnknown)
			kept := w.AddIdentity(w.WorkspaceID, fakeseam.Identity{FullName: "Ann Poe"})
			w.MergeIdentities(kept, old)
			w.ResetRequests()
			p := w.ProcessOf(t, providertest.MembersType)
			read, said := p.Refresh(made)
			said.IsSilent()
			planned, said := p.Plan(read, config)
			said.IsSilent()
			if !planned.Planned.State.Equal(made.State) {
				t.Errorf("planned is %s, want no change from %s", planned.Planned.State, made.State)
			}
			w.SentNoWrite(t)

			// A new object that declares the old ID adopts the person, and the ID of now is another name of the same one.
			moved, said := oneRun(t, w, read, byIdentity(group, map[string]string{"Ann Poe": kept}))
			said.Succeeds()
			w.HasMembers(t, group, ann)
			w.SentNoWrite(t)
			taken, said := w.ProcessOf(t, providertest.MembersType).Create(config)
			said.Succeeds()
			w.HasMembers(t, group, ann)
			w.Sent(t, providertest.PathRemove, 0)
			_, said = w.ProcessOf(t, providertest.MembersType).Destroy(taken)
			said.Succeeds()
			w.HasMembers(t, group)
			w.AddMember(group, ann)
			_, said = w.ProcessOf(t, providertest.MembersType).Destroy(moved)
			said.Succeeds()
			w.HasMembers(t, group)
		})
	}
}

func TestAnIdentityThatDoesNotExistProtectsNobody(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	group, jane, eve := w.Group("Engineering"), w.User("Jane Doe"), w.User("Eve Moe")
	made, said := w.ProcessOf(t, providertest.MembersType).Create(providertest.Attributes{"acs_access_group_id": group, "acs_user_ids": labelled(jane)})
	said.Succeeds()
	w.AddMember(group, eve)

	const nobody = "8aa3a7c8-31f7-4b0c-9e0a-52d1c6a4e7f0"
	config := providertest.Attributes{
		"acs_access_group_id": group, "acs_user_ids": labelled(jane), "user_identity_ids": map[string]string{"Nobody": nobody},
	}
	p := w.ProcessOf(t, providertest.MembersType)
	read, said := p.Refresh(made)
	said.Succeeds()
	planned, said := p.Plan(read, config)
	said.Says("Warning: Not everybody who is declared can be added to access group "+group, `"Nobody" = `+nobody)
	_, said = w.ProcessOf(t, providertest.MembersType).Apply(planned)
	said.Says("Error: Not all members were added or removed in access group "+group, "Not added: Nobody (user identity "+nobody+")")
	said.Lacks("Not removed")
	w.HasMembers(t, group, jane)
}

// The plan was made before the identity got another ACS user.
func TestDestroyRemovesTheACSUserThatWasAddedAndTheOneOfNow(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	group := w.Group("Engineering")
	identity, ann := w.Person("Ann Poe")
	made, said := w.ProcessOf(t, providertest.MembersType).Create(byIdentity(group, map[string]string{"Ann Poe": identity}))
	said.Succeeds()

	now := w.User("Ann Poe")
	w.UnlinkUser(ann)
	w.LinkUser(now, identity)
	w.AddMember(group, now)
	_, said = w.ProcessOf(t, providertest.MembersType).Destroy(made)
	said.Succeeds()
	w.HasMembers(t, group)
}

func TestAnIdentityWithAnotherACSUserIsMendedByTheNextApply(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	group := w.Group("Engineering")
	identity, ann := w.Person("Ann Poe")
	config := byIdentity(group, map[string]string{"Ann Poe": identity})
	made, said := w.ProcessOf(t, providertest.MembersType).Create(config)
	said.Succeeds()

	// Her former ACS user is Mallory's by now.
	mallory := w.AddIdentity(w.WorkspaceID, fakeseam.Identity{FullName: "Mallory Smith"})
	now := w.User("Ann Poe")
	w.LinkUser(ann, mallory)
	w.LinkUser(now, identity)
	p := w.ProcessOf(t, providertest.MembersType)
	read, said := p.Refresh(made)
	said.Succeeds()
	wantIDs(t, read, "user_identity_ids")
	wantIDs(t, read, "undeclared_acs_user_ids", ann)
	// A destroy owes her former ACS user the way out.
	destroyed, said := p.PlanDestroy(read)
	said.IsSilent()
	mended, said := oneRun(t, w, read, config)
	said.Succeeds()
	w.HasMembers(t, group, now)
	wantIDs(t, mended, "user_identity_ids", identity)

	w.AddMember(group, ann)
	_, said = w.ProcessOf(t, providertest.MembersType).Apply(destroyed)
	said.Succeeds()
	w.HasMembers(t, group)
}

func TestAMemberWhoIsTakenOutOfTheConfigurationIsRemovedByEveryName(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	group, jane := w.Group("Engineering"), w.User("Jane Doe")
	identity, ann := w.Person("Ann Poe")
	both := providertest.Attributes{
		"acs_access_group_id": group, "acs_user_ids": labelled(jane), "user_identity_ids": map[string]string{"Ann Poe": identity},
	}
	made, said := w.ProcessOf(t, providertest.MembersType).Create(both)
	said.Succeeds()
	planned, said := w.ProcessOf(t, providertest.MembersType).Plan(made, providertest.Attributes{"acs_access_group_id": group, "acs_user_ids": labelled(jane)})
	said.Succeeds()

	// The list does not say any more whose ACS user it is.
	w.UnlinkUser(ann)
	_, said = w.ProcessOf(t, providertest.MembersType).Apply(planned)
	said.Succeeds()
	w.HasMembers(t, group, jane)
}

// One answer alone proves nothing.
func TestAGroupThatItsListAloneDoesNotKnowIsNotGone(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	group, jane := w.Group("Engineering"), w.User("Jane Doe")
	made, said := w.ProcessOf(t, providertest.MembersType).Create(providertest.Attributes{"acs_access_group_id": group, "acs_user_ids": labelled(jane)})
	said.Succeeds()
	w.Inject(providertest.PathListMembers, fakeseam.Fault{
		Status: http.StatusNotFound, Body: `{"error":{"type":"acs_access_group_not_found","message":"acs_access_group not found"},"ok":false}`,
	})
	for name, run := range map[string]func(p *providertest.Process) (providertest.Object, providertest.Output){
		"refresh": func(p *providertest.Process) (providertest.Object, providertest.Output) { return p.Refresh(made) },
		"destroy": func(p *providertest.Process) (providertest.Object, providertest.Output) { return p.Destroy(made) },
	} {
		left, said := run(w.ProcessOf(t, providertest.MembersType))
		if !said.Failed() || !left.Exists() {
			t.Errorf("%s takes the group for gone:\n%s", name, said)
		}
		said.Says("contradicts itself")
	}
	w.HasMembers(t, group, jane)
}
