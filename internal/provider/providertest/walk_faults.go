// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package providertest

import (
	"net/http"
	"sync/atomic"

	"github.com/seamapi/terraform-provider-seam/internal/fakeseam"
)

// NamedFault is a fault with what it is called.
type NamedFault struct {
	Name  string
	Fault fakeseam.Fault
}

// WalkFailures are what happens to any request of a random walk.
func WalkFailures() []NamedFault {
	return []NamedFault{
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

// RefusedChange is what else happens to a request that changes something.
func RefusedChange() NamedFault {
	return NamedFault{"400", fakeseam.Fault{Status: http.StatusBadRequest, Body: `{"error":{"type":"invalid_input","message":"No."},"ok":false}`}}
}

// LateChanges are what else happens to a request that makes or adds something: Seam does it in the end, once so many requests
// have arrived, or with 0 when commits are released.
func LateChanges(after int) []NamedFault {
	late := func(name string, fault fakeseam.Fault) NamedFault {
		fault.HoldCommit, fault.CommitAfter = after == 0, after
		return NamedFault{"made later, " + name, fault}
	}
	return []NamedFault{
		late("500", fakeseam.Fault{Status: http.StatusInternalServerError}),
		late("502", fakeseam.Fault{Status: http.StatusBadGateway, Body: "<html></html>"}),
		late("503", fakeseam.Fault{Status: http.StatusServiceUnavailable}),
		late("524", fakeseam.Fault{Status: 524}),
		late("HTML", fakeseam.Fault{Body: "<html></html>"}),
		late("closed", fakeseam.Fault{}),
		late("reset", fakeseam.Fault{Reset: true}),
	}
}

// Inject makes one to three requests to a path go wrong, or all of them, after some that do not, and says what it does.
func (w *Walk) Inject(fake *fakeseam.Fake, spared int32, path string, f NamedFault) string {
	var arrived atomic.Int32
	f.Fault.Times = w.Random.IntN(4)
	f.Fault.Match = func(fakeseam.Request) bool { return arrived.Add(1) > spared }
	fake.Inject(path, f.Fault)
	return path + " " + f.Name
}
