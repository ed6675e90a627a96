// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package membership_test

import (
	"net/http"
	"sync/atomic"

	"github.com/seamapi/terraform-provider-seam/internal/fakeseam"
	"github.com/seamapi/terraform-provider-seam/internal/provider/providertest"
)

// named is a fault with what it is called.
type namedFault struct {
	name  string
	fault fakeseam.Fault
}

// failures are what happens to any request.
func failures() []namedFault {
	return []namedFault{
		{"500", fakeseam.Fault{Status: http.StatusInternalServerError}},
		{"403", fakeseam.Fault{Status: http.StatusForbidden}},
		{"429", fakeseam.Fault{Status: http.StatusTooManyRequests}},
		{"HTML", fakeseam.Fault{Body: "<html></html>"}},
		{"closed before", fakeseam.Fault{CloseBefore: true}},
		{"closed after", fakeseam.Fault{CloseAfter: true}},
		{"reset after", fakeseam.Fault{CloseAfter: true, Reset: true}},
		{"cut off", fakeseam.Fault{CutAnswer: true}},
		{"malformed", fakeseam.Fault{Lie: fakeseam.Malformed}},
	}
}

// lies are what happens to requests that change nothing. A change that is made, and gets the refusal of another request as its
// answer, is no change that anybody can tell of.
func lies() []namedFault {
	return []namedFault{
		{"another answer", fakeseam.Fault{Lie: fakeseam.PreviousAnswer}},
		{"IDs in capitals", fakeseam.Fault{Lie: fakeseam.IDsInCapitals}},
		{"no such group", fakeseam.Fault{Lie: fakeseam.GroupNotFound}},
	}
}

// refusals are what else happens to requests that change something.
func refusals() []namedFault {
	return []namedFault{
		{"no such user", fakeseam.Fault{Lie: fakeseam.UserNotFound}},
		{"no such group", fakeseam.Fault{Lie: fakeseam.GroupNotFound}},
		{"400", fakeseam.Fault{Status: http.StatusBadRequest, Body: `{"error":{"type":"invalid_input","message":"No."},"ok":false}`}},
	}
}

// lateAdds are what else happens to an add, which is made in the end.
func lateAdds(after int) []namedFault {
	late := func(name string, fault fakeseam.Fault) namedFault {
		fault.HoldCommit, fault.CommitAfter = after == 0, after
		return namedFault{"made later, " + name, fault}
	}
	return []namedFault{
		late("500", fakeseam.Fault{Status: http.StatusInternalServerError}),
		late("502", fakeseam.Fault{Status: http.StatusBadGateway, Body: "<html></html>"}),
		late("503", fakeseam.Fault{Status: http.StatusServiceUnavailable}),
		late("524", fakeseam.Fault{Status: 524}),
		late("HTML", fakeseam.Fault{Body: "<html></html>"}),
		late("closed", fakeseam.Fault{}),
		late("reset", fakeseam.Fault{Reset: true}),
	}
}

// spoilReads makes requests that change nothing go wrong, and says how.
func (w *walk) spoilReads() string {
	path := oneOf(w.random, []string{
		providertest.PathListMembers, providertest.PathGetGroup, providertest.PathListGroups, providertest.PathGetUser, providertest.PathGetIdentity,
	})
	return w.inject(path, oneOf(w.random, append(failures(), lies()...)))
}

// spoil makes requests of one kind go wrong, and says how.
func (w *walk) spoil() string {
	if w.chance(4) {
		return w.spoilReads()
	}
	path := oneOf(w.random, []string{providertest.PathAddACSUser, providertest.PathAddIdentity, providertest.PathRemove})
	faults := append(failures(), refusals()...)
	if path != providertest.PathRemove && w.chance(2) {
		faults = lateAdds(w.random.IntN(4))
	}
	return w.inject(path, oneOf(w.random, faults))
}

// inject makes one to three requests go wrong, or all of them, after none to two that do not.
func (w *walk) inject(path string, f namedFault) string {
	var arrived atomic.Int32
	spared, times := w.random.Int32N(3), w.random.IntN(4)
	f.fault.Times = times
	f.fault.Match = func(fakeseam.Request) bool { return arrived.Add(1) > spared }
	w.Inject(path, f.fault)
	return path + " " + f.name
}
