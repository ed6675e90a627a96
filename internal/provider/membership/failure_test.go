// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package membership_test

import (
	"net/http"
	"testing"
	"time"

	"github.com/seamapi/terraform-provider-seam/internal/fakeseam"
	"github.com/seamapi/terraform-provider-seam/internal/provider/providertest"
)

func TestAddWithoutAnAnswerThatWasMadeSucceeds(t *testing.T) {
	t.Parallel()
	for name, fault := range map[string]fakeseam.Fault{
		"connection closed": {CloseAfter: true},
		"connection reset":  {CloseAfter: true, Reset: true},
		"answer cut":        {CutAnswer: true},
		"answer too late":   {DelayAfter: 2 * time.Second},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
			group := w.Group("Engineering")
			identity, ann := w.Person("Ann Poe")
			jane := w.User("Jane Doe")
			terraform.Configure(w.ImpatientConfig(providertest.Membership("jane", group, jane), providertest.IdentityMembership("ann", group, identity)))

			w.Inject(providertest.PathAddACSUser, fault)
			w.Inject(providertest.PathAddIdentity, fault)
			terraform.Apply()
			w.HasMembers(t, group, jane, ann)
			terraform.NoChanges()
		})
	}
}

func TestAddThatWasNotMadeIsAnErrorWithoutState(t *testing.T) {
	t.Parallel()
	for name, fault := range map[string]fakeseam.Fault{
		"no permission":  {Status: http.StatusForbidden, Body: `{"error":{"type":"forbidden","message":"No."},"ok":false}`},
		"not acceptable": {Status: http.StatusBadRequest, Body: `{"error":{"type":"invalid_input","message":"No."},"ok":false}`},
		"rate limit":     {Status: http.StatusTooManyRequests},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
			group := w.Group("Engineering")
			identity := w.AddIdentity(w.WorkspaceID, fakeseam.Identity{FullName: "Ann Poe", EmailAddress: "ann@example.com"})
			jane := w.User("Jane Doe")
			terraform.Configure(w.ImpatientConfig(providertest.Membership("jane", group, jane), providertest.IdentityMembership("ann", group, identity)))

			w.Inject(providertest.PathAddACSUser, fault)
			w.Inject(providertest.PathAddIdentity, fault)
			terraform.MustFail("apply", "-auto-approve").Says(
				"Error: The user was not added to the access group", group, jane, identity, "nothing was saved to the state")
			w.HasMembers(t, group)
			terraform.StateIsEmpty()

			w.ClearFaults()
			terraform.Apply().Says("2 added, 0 changed, 0 destroyed")
			w.HasUsers(t, 2)
		})
	}
}

func TestAddThatNobodyCanTellOfIsTrackedAndRevokedByDestroy(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		add, lookup fakeseam.Fault
		made        bool
	}{
		"made, look-up fails":      {add: fakeseam.Fault{CloseAfter: true}, lookup: providertest.Outage(), made: true},
		"not made, look-up fails":  {add: fakeseam.Fault{CloseBefore: true}, lookup: providertest.Outage()},
		"made after we gave up":    {add: fakeseam.Fault{Delay: 3 * time.Second, DelayedChange: true}, made: true},
		"a gateway gave up":        {add: fakeseam.Fault{Status: http.StatusGatewayTimeout}},
		"connection closed":        {add: fakeseam.Fault{CloseBefore: true}},
		"connection reset":         {add: fakeseam.Fault{CloseBefore: true, Reset: true}},
		"bad gateway":              {add: providertest.Outage()},
		"unavailable":              {add: fakeseam.Fault{Status: http.StatusServiceUnavailable}},
		"another shape":            {add: fakeseam.Fault{Status: http.StatusOK, Body: `["ok"]`}},
		"made, look-up is garbled": {add: fakeseam.Fault{CloseAfter: true}, lookup: fakeseam.Fault{Status: 200, Body: "{}"}, made: true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
			group := w.Group("Engineering")
			identity, ann := w.Person("Ann Poe")
			jane := w.User("Jane Doe")
			terraform.Configure(w.ImpatientConfig(providertest.Membership("jane", group, jane), providertest.IdentityMembership("ann", group, identity)))

			w.Inject(providertest.PathAddACSUser, c.add)
			w.Inject(providertest.PathAddIdentity, c.add)
			// The identity's ACS user is found before the add: its own look-up fails by the ACS user only.
			c.lookup.Match = func(request fakeseam.Request) bool { return request.Body["user_identity_id"] == nil }
			w.Inject(providertest.PathGetUser, c.lookup)
			terraform.MustFail("apply", "-auto-approve").Says(
				"Error: It is not known whether the user was added to the access group", group, jane, ann, "kept in the state as tainted")
			terraform.Must("state", "list").Says(providertest.MembershipAddress("jane"), providertest.MembershipAddress("ann"))

			w.ClearFaults()
			if c.made {
				providertest.Eventually(t, "both are members", func() bool { return len(w.Members(group)) == 2 })
				w.HasMembers(t, group, jane, ann)
			}
			terraform.Destroy()
			w.HasMembers(t, group)
		})
	}
}

func TestRemovalThatFailsKeepsTheState(t *testing.T) {
	t.Parallel()
	w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
	group, jane := w.Group("Engineering"), w.User("Jane Doe")
	terraform.Configure(w.ImpatientConfig(providertest.Membership("jane", group, jane)))
	terraform.Apply()

	for name, fault := range map[string]fakeseam.Fault{
		"bad gateway":       providertest.Outage(),
		"connection closed": {CloseBefore: true},
		"no permission":     {Status: http.StatusForbidden, Body: `{"error":{"type":"forbidden","message":"No."},"ok":false}`},
		"not acceptable":    {Status: http.StatusBadRequest, Body: `{"error":{"type":"invalid_input","message":"No."},"ok":false}`},
		"rate limit":        {Status: http.StatusTooManyRequests},
		"another shape":     {Status: http.StatusOK, Body: `["ok"]`},
	} {
		t.Log(name)
		w.Inject(providertest.PathRemove, fault)
		terraform.MustFail("destroy", "-auto-approve").Says("Error: The user was not removed from the access group", group, jane, "stays in the state")
		terraform.Must("state", "list").Says(providertest.MembershipAddress("jane"))
		w.HasMembers(t, group, jane)
		w.ClearFaults()
	}
	terraform.Destroy()
	w.HasMembers(t, group)
}

func TestRemovalWithoutAnAnswerThatWasMadeSucceeds(t *testing.T) {
	t.Parallel()
	for name, fault := range map[string]fakeseam.Fault{
		"connection closed": {CloseAfter: true},
		"answer cut":        {CutAnswer: true},
		"answer too late":   {DelayAfter: 2 * time.Second},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
			group, jane := w.Group("Engineering"), w.User("Jane Doe")
			terraform.Configure(w.ImpatientConfig(providertest.Membership("jane", group, jane)))
			terraform.Apply()

			w.Inject(providertest.PathRemove, fault)
			terraform.Destroy()
			w.HasMembers(t, group)
		})
	}
}

func TestRefreshThatFailsKeepsTheState(t *testing.T) {
	t.Parallel()
	w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
	group, jane := w.Group("Engineering"), w.User("Jane Doe")
	terraform.Configure(w.ImpatientConfig(providertest.Membership("jane", group, jane)))
	terraform.Apply()

	w.Inject(providertest.PathListMembers, providertest.Outage())
	terraform.MustFail("plan").Says("Error: Seam did not say who is in the access group", group, "502", "an HTML page")
	terraform.Must("state", "list").Says(providertest.MembershipAddress("jane"))

	w.Inject(providertest.PathGetWorkspace, providertest.Outage())
	terraform.MustFail("plan").IsOneError("Error: Seam did not say which workspace the credential opens", "502", "an HTML page")
	terraform.Must("state", "list").Says(providertest.MembershipAddress("jane"))
}

func TestRepeatedAddThatIsAnErrorIsAnAdoption(t *testing.T) {
	t.Parallel()
	w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
	w.SetStrictRepeats(true)
	group := w.Group("Engineering")
	identity, ann := w.Person("Ann Poe")
	jane := w.User("Jane Doe")
	w.AddMember(group, jane)
	w.AddMember(group, ann)
	terraform.Configure(w.Config(providertest.Membership("jane", group, jane), providertest.IdentityMembership("ann", group, identity)))

	terraform.Apply().Says("2 added, 0 changed, 0 destroyed")
	terraform.Destroy()
	w.HasMembers(t, group)
}

func TestUnknownPersonIsAnErrorThatNamesThePair(t *testing.T) {
	t.Parallel()
	const nobody = "8aa3a7c8-31f7-4b0c-9e0a-52d1c6a4e7f0"
	for _, status := range []int{http.StatusNotFound, http.StatusBadRequest} {
		w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
		w.SetNotFoundStatus(status)
		group := w.Group("Engineering")
		terraform.Configure(w.Config(providertest.Membership("jane", group, nobody)))

		terraform.MustFail("apply", "-auto-approve").Says("Error: The user was not added to the access group",
			"acs_user_id = \""+nobody+"\"", group, nobody, "acs_user_not_found", "request ID", "Check the ID")
		terraform.StateIsEmpty()
	}
}
