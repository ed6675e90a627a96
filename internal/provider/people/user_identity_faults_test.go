// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package people_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/seamapi/terraform-provider-seam/internal/fakeseam"
	"github.com/seamapi/terraform-provider-seam/internal/provider/providertest"
)

// faults are the ways in which a request goes wrong.
func faults() map[string]fakeseam.Fault {
	all := lostAnswers()
	all["closed before"] = fakeseam.Fault{CloseBefore: true}
	all["reset before"] = fakeseam.Fault{CloseBefore: true, Reset: true}
	all["too late before"] = fakeseam.Fault{Delay: 2 * time.Second}
	all["made too late"] = fakeseam.Fault{Delay: 2 * time.Second, DelayedChange: true}
	all["another shape"] = fakeseam.Fault{Body: `["ok"]`}
	all["nothing but ok"] = fakeseam.Fault{Body: `{"ok":false}`}
	all["502 and made later"] = fakeseam.Fault{Status: 502, HoldCommit: true}
	all["504 and made soon"] = fakeseam.Fault{Status: 504, CommitAfter: 1}
	all["closed and made later"] = fakeseam.Fault{HoldCommit: true}
	all["502 with HTML"] = providertest.Outage()
	for _, status := range []int{400, 401, 408, 429, 500} {
		all[fmt.Sprint(status)] = fakeseam.Fault{Status: status, Body: `{"error":{"type":"odd","message":"Oh."},"ok":false}`}
	}
	return all
}

// eachFault runs a test under each fault: of one request to each path, which is sent again where it may be, and of all requests
// from then on, none of which is.
func eachFault(t *testing.T, test func(t *testing.T, retries int, inject func(*providertest.World)), paths ...string) {
	t.Helper()
	for name, fault := range faults() {
		t.Run(name+"/all", func(t *testing.T) {
			t.Parallel()
			test(t, 0, func(w *providertest.World) { w.Inject("*", fault) })
		})
		fault.Times = 1
		for _, path := range paths {
			t.Run(name+path, func(t *testing.T) {
				t.Parallel()
				test(t, 1, func(w *providertest.World) { w.Inject(path, fault) })
			})
		}
	}
}

// spoilt is a process that is configured before a fault begins.
func spoilt(t *testing.T, w *providertest.World, retries int, inject func(*providertest.World)) *providertest.Process {
	t.Helper()
	p := w.ProcessOf(t, providertest.UserIdentityType, providertest.Attributes{"max_retries": retries, "request_timeout": "1s"})
	inject(w)
	return p
}

// settle ends all faults, and carries out what is still under way.
func settle(w *providertest.World) {
	w.ClearFaults()
	w.ReleaseCommits()
}

// whoIsThere returns the IDs of all user identities.
func whoIsThere(t *testing.T, w *providertest.World) []string {
	t.Helper()
	found, said := process(t, w).Query(nil, 1000)
	said.Succeeds()
	var ids []string
	for _, one := range found {
		ids = append(ids, id(one.Object))
	}
	return ids
}

func TestUnderAnyFaultNobodyIsCreatedTwiceOrUntoldOf(t *testing.T) {
	t.Parallel()
	eachFault(t, func(t *testing.T, retries int, inject func(*providertest.World)) {
		t.Helper()
		w := providertest.NewWorld(t)
		planned, said := process(t, w).Plan(providertest.Object{}, ada())
		said.IsSilent()
		p := spoilt(t, w, retries, inject)
		made, said := p.Apply(planned)
		settle(w)
		there := whoIsThere(t, w)
		switch {
		case len(there) > 1:
			t.Errorf("the person was created %d times", len(there))
		case made.Exists() == said.Failed():
			t.Errorf("made is %s, and it was said:\n%s", made.State, said)
		case made.Exists() && (len(there) != 1 || there[0] != id(made)):
			t.Errorf("made is %s, and there is %q", id(made), there)
		case !made.Exists():
			_, said := process(t, w).Plan(providertest.Object{}, ada())
			if said.Failed() != (len(there) == 1) {
				t.Errorf("there is %q, and the next plan says:\n%s", there, said)
			}
		}
	}, providertest.PathCreateIdentity, providertest.PathGetIdentity, providertest.PathListIdentities)
}

func TestUnderAnyFaultAChangeIsMadeOrTold(t *testing.T) {
	t.Parallel()
	eachFault(t, func(t *testing.T, retries int, inject func(*providertest.World)) {
		t.Helper()
		w, made := created(t, ada())
		config := with(ada(), providertest.Attributes{"full_name": "Ada King", "phone_number": nil})
		planned, said := process(t, w).Plan(made, config)
		said.IsSilent()
		p := spoilt(t, w, retries, inject)
		left, said := p.Apply(planned)
		settle(w)
		now, saidNow := process(t, w).Refresh(left)
		saidNow.IsSilent()
		if said.Failed() {
			has(t, left, ada())
		} else {
			has(t, left, config)
			has(t, now, config)
		}
	}, providertest.PathUpdateIdentity, providertest.PathGetIdentity)
}

func TestUnderAnyFaultNobodyLeavesTheStateWhoIsStillThere(t *testing.T) {
	t.Parallel()
	eachFault(t, func(t *testing.T, retries int, inject func(*providertest.World)) {
		t.Helper()
		w, made := created(t, ada())
		w.AddIdentity(w.WorkspaceID, fakeseam.Identity{FullName: "Bob", Key: "bob"})
		planned := destroyOf(t, w, made)
		p := spoilt(t, w, retries, inject)
		left, said := p.Apply(planned)
		settle(w)
		there := whoIsThere(t, w)
		if left.Exists() != said.Failed() || !left.Exists() && len(there) != 1 || len(there) == 0 {
			t.Errorf("left is %s, there is %q, and it was said:\n%s", left.State, there, said)
		}
	}, providertest.PathDeleteIdentity, providertest.PathGetIdentity)
}

func TestUnderAnyFaultAReadKeepsThePerson(t *testing.T) {
	t.Parallel()
	eachFault(t, func(t *testing.T, retries int, inject func(*providertest.World)) {
		t.Helper()
		w, made := created(t, ada())
		p := spoilt(t, w, retries, inject)
		read, _ := p.Refresh(made)
		has(t, read, ada())
	}, providertest.PathGetIdentity)
}
