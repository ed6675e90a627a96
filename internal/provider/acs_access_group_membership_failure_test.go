// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package provider_test

import (
	"net/http"
	"testing"
	"time"

	"github.com/seamapi/terraform-provider-seam/internal/fakeseam"
)

// outage is an answer of something between the provider and Seam.
func outage() fakeseam.Fault {
	return fakeseam.Fault{Status: http.StatusBadGateway, Body: "<html>Bad Gateway</html>", ContentType: "text/html"}
}

// impatient is a provider block for the house that sends nothing twice and waits a second.
func (h *house) impatient(blocks ...string) string {
	config := h.provider("max_retries = 0", `request_timeout = "1s"`)
	for _, block := range blocks {
		config += block
	}
	return config
}

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
			h, terraform := newHouse(t), newCLI(t)
			group := h.group("Engineering")
			identity, ann := h.person("Ann Poe")
			jane := h.user("Jane Doe")
			terraform.configure(h.impatient(membership("jane", group, jane), identityMembership("ann", group, identity)))

			h.Inject(pathAddACSUser, fault)
			h.Inject(pathAddIdentity, fault)
			terraform.apply()
			check(t, h.hasMembers(group, jane, ann))
			contains(t, terraform.must("plan"), "No changes.")
		})
	}
}

func TestAddThatWasNotMadeIsAnErrorWithoutState(t *testing.T) {
	t.Parallel()
	for name, fault := range map[string]fakeseam.Fault{
		"connection closed": {CloseBefore: true},
		"connection reset":  {CloseBefore: true, Reset: true},
		"bad gateway":       outage(),
		"unavailable":       {Status: http.StatusServiceUnavailable},
		"another shape":     {Status: http.StatusOK, Body: `["ok"]`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h, terraform := newHouse(t), newCLI(t)
			group := h.group("Engineering")
			identity := h.AddIdentity(h.workspace, fakeseam.Identity{FullName: "Ann Poe", EmailAddress: "ann@example.com"})
			jane := h.user("Jane Doe")
			terraform.configure(h.impatient(membership("jane", group, jane), identityMembership("ann", group, identity)))

			h.Inject(pathAddACSUser, fault)
			h.Inject(pathAddIdentity, fault)
			contains(t, terraform.mustFail("apply", "-auto-approve"),
				"Error: The user was not added to the access group", group, jane, identity, "nothing was saved to the state")
			check(t, h.hasMembers(group))
			if state := terraform.must("state", "list"); state != "" {
				t.Errorf("the state has %q", state)
			}

			h.ClearFaults()
			contains(t, terraform.apply(), "2 added, 0 changed, 0 destroyed")
			if users := h.Users(h.system); len(users) != 2 {
				t.Errorf("the system has %d ACS users, want Jane's and one for Ann", len(users))
			}
		})
	}
}

func TestAddThatNobodyCanTellOfIsTrackedAndRevokedByDestroy(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		add, lookup fakeseam.Fault
		made        bool
	}{
		"made, look-up fails":      {add: fakeseam.Fault{CloseAfter: true}, lookup: outage(), made: true},
		"not made, look-up fails":  {add: fakeseam.Fault{CloseBefore: true}, lookup: outage()},
		"made after we gave up":    {add: fakeseam.Fault{Delay: 3 * time.Second, DelayedChange: true}, made: true},
		"a gateway gave up":        {add: fakeseam.Fault{Status: http.StatusGatewayTimeout}},
		"made, look-up is garbled": {add: fakeseam.Fault{CloseAfter: true}, lookup: fakeseam.Fault{Status: 200, Body: "{}"}, made: true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h, terraform := newHouse(t), newCLI(t)
			group := h.group("Engineering")
			identity, ann := h.person("Ann Poe")
			jane := h.user("Jane Doe")
			terraform.configure(h.impatient(membership("jane", group, jane), identityMembership("ann", group, identity)))

			h.Inject(pathAddACSUser, c.add)
			h.Inject(pathAddIdentity, c.add)
			// The identity's ACS user is found before the add: its own look-up fails by the ACS user only.
			c.lookup.Match = func(request fakeseam.Request) bool { return request.Body["user_identity_id"] == nil }
			h.Inject(pathGetUser, c.lookup)
			contains(t, terraform.mustFail("apply", "-auto-approve"),
				"Error: It is not known whether the user was added to the access group", group, jane, ann, "kept in the state as tainted")
			contains(t, terraform.must("state", "list"), address("jane"), address("ann"))

			h.ClearFaults()
			if c.made {
				eventually(t, func() error { return h.hasMembers(group, jane, ann) })
			}
			terraform.must("destroy", "-auto-approve")
			check(t, h.hasMembers(group))
		})
	}
}

// eventually waits until a check holds that depends on something that goes on by itself.
func eventually(t *testing.T, check func() error) {
	t.Helper()
	deadline := time.Now().Add(30 * time.Second)
	for err := check(); err != nil; err = check() {
		if time.Now().After(deadline) {
			t.Fatal(err)
		}
		time.Sleep(20 * time.Millisecond)
	}
}

func TestRemovalThatFailsKeepsTheState(t *testing.T) {
	t.Parallel()
	h, terraform := newHouse(t), newCLI(t)
	group, jane := h.group("Engineering"), h.user("Jane Doe")
	terraform.configure(h.impatient(membership("jane", group, jane)))
	terraform.apply()

	for name, fault := range map[string]fakeseam.Fault{
		"bad gateway":       outage(),
		"connection closed": {CloseBefore: true},
		"no permission":     {Status: http.StatusForbidden, Body: `{"error":{"type":"forbidden","message":"No."},"ok":false}`},
		"not acceptable":    {Status: http.StatusBadRequest, Body: `{"error":{"type":"invalid_input","message":"No."},"ok":false}`},
		"rate limit":        {Status: http.StatusTooManyRequests},
		"another shape":     {Status: http.StatusOK, Body: `["ok"]`},
	} {
		h.Inject(pathRemove, fault)
		output := terraform.mustFail("destroy", "-auto-approve")
		contains(t, output, "Error: The user was not removed from the access group", group, jane, "stays in the state")
		contains(t, terraform.must("state", "list"), address("jane"))
		if err := h.hasMembers(group, jane); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		h.ClearFaults()
	}
	terraform.must("destroy", "-auto-approve")
	check(t, h.hasMembers(group))
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
			h, terraform := newHouse(t), newCLI(t)
			group, jane := h.group("Engineering"), h.user("Jane Doe")
			terraform.configure(h.impatient(membership("jane", group, jane)))
			terraform.apply()

			h.Inject(pathRemove, fault)
			terraform.must("destroy", "-auto-approve")
			check(t, h.hasMembers(group))
		})
	}
}

func TestRefreshThatFailsKeepsTheState(t *testing.T) {
	t.Parallel()
	h, terraform := newHouse(t), newCLI(t)
	group, jane := h.group("Engineering"), h.user("Jane Doe")
	terraform.configure(h.impatient(membership("jane", group, jane)))
	terraform.apply()

	h.Inject(pathListUsers, outage())
	contains(t, terraform.mustFail("plan"), "Error: Seam did not say who is in the access group", group, "502", "an HTML page")
	contains(t, terraform.must("state", "list"), address("jane"))

	h.Inject(pathGetWorkspace, outage())
	contains(t, terraform.mustFail("plan"), "Error: Seam did not say who is in the access group", group, "502", "an HTML page")
}

func TestRepeatedAddThatIsAnErrorIsAnAdoption(t *testing.T) {
	t.Parallel()
	h, terraform := newHouse(t), newCLI(t)
	h.SetStrictRepeats(true)
	group := h.group("Engineering")
	identity, ann := h.person("Ann Poe")
	jane := h.user("Jane Doe")
	h.AddMember(group, jane)
	h.AddMember(group, ann)
	terraform.configure(h.config(membership("jane", group, jane), identityMembership("ann", group, identity)))

	contains(t, terraform.apply(), "2 added, 0 changed, 0 destroyed")
	terraform.must("destroy", "-auto-approve")
	check(t, h.hasMembers(group))
}

func TestUnknownPersonIsAnErrorThatNamesThePair(t *testing.T) {
	t.Parallel()
	const nobody = "8aa3a7c8-31f7-4b0c-9e0a-52d1c6a4e7f0"
	for _, status := range []int{http.StatusNotFound, http.StatusBadRequest} {
		h, terraform := newHouse(t), newCLI(t)
		h.SetNotFoundStatus(status)
		group := h.group("Engineering")
		terraform.configure(h.config(membership("jane", group, nobody)))

		contains(t, terraform.mustFail("apply", "-auto-approve"), "Error: The user was not added to the access group",
			"acs_user_id = \""+nobody+"\"", group, nobody, "acs_user_not_found", "request ID", "Check the ID")
		if state := terraform.must("state", "list"); state != "" {
			t.Errorf("the state has %q", state)
		}
	}
}
