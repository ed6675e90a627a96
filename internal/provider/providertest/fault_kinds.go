// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package providertest

import (
	"net/http"
	"slices"
	"time"

	"github.com/seamapi/terraform-provider-seam/internal/fakeseam"
)

// FaultKind is one way for the network or Seam to fail, and what follows from it.
type FaultKind struct {
	Name string
	// Exchange is what becomes of a request and its answer.
	Exchange fakeseam.Fault
	// Refused means that nobody listens, and Flooded that the answer never ends; Exchange is empty then.
	Refused, Flooded bool
	// IsElsewhere means that the credential opens another workspace for the request.
	IsElsewhere bool
	// Passes means that the provider tries again by itself, where it may.
	Passes bool
	// Changes means that Seam carries the request out all the same.
	Changes bool
	// Identified means that the answer has the request's ID.
	Identified bool
	// Says is what the message has to say.
	Says []string
	// Settings are those of the provider.
	Settings Attributes
	// HitsReads and HitsWrites say which requests the fault can spoil.
	HitsReads, HitsWrites bool
}

// FaultKinds returns all ways to fail.
func FaultKinds() []FaultKind {
	either := append(spoiltExchanges(), otherAnswers()...)
	for i := range either {
		either[i].HitsReads, either[i].HitsWrites = true, true
	}
	return slices.Concat(either, lateChanges(), otherReads())
}

// spoiltExchanges are those that fail as a whole, before the change or after it.
func spoiltExchanges() []FaultKind {
	answer := func(name string, exchange fakeseam.Fault, says ...string) FaultKind {
		return FaultKind{Name: name, Exchange: exchange, Passes: true, Identified: true, Says: says}
	}
	lost := func(name string, exchange fakeseam.Fault) FaultKind {
		return FaultKind{Name: name, Exchange: exchange, Passes: true, Changes: exchange.CloseAfter, Says: []string{"Seam did not answer"}}
	}
	slow := func(name string, exchange fakeseam.Fault) FaultKind {
		return FaultKind{
			Name: name, Exchange: exchange, Passes: true, Changes: exchange.DelayAfter > 0,
			Says: []string{"no complete answer within 2s"}, Settings: Attributes{"request_timeout": "2s"},
		}
	}
	return []FaultKind{
		// What takes longest comes first.
		slow("slower than the timeout before the change", fakeseam.Fault{Delay: time.Minute}),
		slow("slower than the timeout after the change", fakeseam.Fault{DelayAfter: time.Minute}),
		answer("429 with Retry-After", fakeseam.Fault{Status: 429, Header: http.Header{"Retry-After": {"1"}}}, "429 Too Many Requests", "rate limit exceeded"),
		answer("429", fakeseam.Fault{Status: 429}, "429 Too Many Requests", "rate limit exceeded"),
		answer("500", fakeseam.Fault{Status: 500, Body: `{"error":{"type":"internal_server_error","message":"Oh."},"ok":false}`},
			"500 Internal Server Error", "internal_server_error", "Oh."),
		answer("502 with HTML", Outage(), "502 Bad Gateway", "an HTML page"),
		answer("503 empty", fakeseam.Fault{Status: 503}, "503 Service Unavailable", "an empty answer"),
		answer("504", fakeseam.Fault{Status: 504}, "504 Gateway Timeout"),
		{Name: "refused", Refused: true, Passes: true, Says: []string{"Seam did not answer", "connection refused"}},
		lost("reset before the change", fakeseam.Fault{CloseBefore: true, Reset: true}),
		lost("reset after the change", fakeseam.Fault{CloseAfter: true, Reset: true}),
		lost("closed before the change", fakeseam.Fault{CloseBefore: true}),
		lost("closed after the change", fakeseam.Fault{CloseAfter: true}),
		{Name: "answer cut", Exchange: fakeseam.Fault{CutAnswer: true}, Passes: true, Changes: true, Identified: true, Says: []string{"the answer broke off"}},
		{Name: "another shape", Exchange: fakeseam.Fault{Body: `["ok"]`}, Identified: true, Says: []string{"not the JSON that Seam documents"}},
		{Name: "larger than the bound", Flooded: true, Says: []string{"the answer is too large"}},
		{
			Name: "401 in mid-run", Exchange: fakeseam.Fault{Status: 401, Body: `{"error":{"type":"unauthorized","message":"Unauthorized"},"ok":false}`},
			Identified: true, Says: []string{"401 Unauthorized", "refused", "the credential"},
		},
	}
}

// lateChanges are failures after which Seam makes the change all the same, when nobody asks any more.
func lateChanges() []FaultKind {
	late := func(name string, exchange fakeseam.Fault, passes bool, says ...string) FaultKind {
		exchange.HoldCommit = true
		return FaultKind{Name: name + ", and the change later", Exchange: exchange, Passes: passes, Says: says, HitsWrites: true}
	}
	return []FaultKind{
		late("408", fakeseam.Fault{Status: 408}, true, "408 Request Timeout"),
		late("500", fakeseam.Fault{Status: 500}, true, "500 Internal Server Error"),
		late("502 with HTML", Outage(), true, "502 Bad Gateway"),
		late("503 empty", fakeseam.Fault{Status: 503}, true, "503 Service Unavailable"),
		late("504", fakeseam.Fault{Status: 504}, true, "504 Gateway Timeout"),
		late("524", fakeseam.Fault{Status: 524}, true, "524"),
		late("closed", fakeseam.Fault{}, true, "Seam did not answer"),
		late("reset", fakeseam.Fault{Reset: true}, true, "Seam did not answer"),
		late("another shape", fakeseam.Fault{Body: `["ok"]`}, false, "not the JSON that Seam documents"),
		late("200 with HTML", fakeseam.Fault{Body: "<html></html>"}, false, "not the JSON that Seam documents"),
		late("redirect", fakeseam.Fault{Status: 302, Header: http.Header{"Location": {"/login"}}}, false, "302 Found"),
	}
}

// otherAnswers are answers that are none, or that answer something else.
func otherAnswers() []FaultKind {
	return []FaultKind{
		{Name: "redirect", Exchange: fakeseam.Fault{Status: 302, Header: http.Header{"Location": {"/login"}}}, Says: []string{"302 Found"}},
		{
			Name: "101", Exchange: fakeseam.Fault{Status: 500, Stall: fakeseam.SwitchingProtocols}, Says: []string{"101 Switching Protocols"},
			Settings: Attributes{"request_timeout": "2s"},
		},
		{
			Name: "101 after the change", Exchange: fakeseam.Fault{Stall: fakeseam.SwitchingProtocols}, Changes: true,
			Says: []string{"101 Switching Protocols"}, Settings: Attributes{"request_timeout": "2s"},
		},
		{Name: "another workspace in mid-run", IsElsewhere: true},
	}
}

// otherReads are answers to a read that answer something else. A change is answered with no more than that it was made, so that
// another answer cannot be told from it.
func otherReads() []FaultKind {
	return []FaultKind{
		{
			Name:      "answer to another question",
			Exchange:  fakeseam.Fault{AnswerTo: &fakeseam.Question{Path: PathListSystems, Body: map[string]any{}}},
			Says:      []string{"the answer does not hold what its path promises"},
			HitsReads: true,
		},
	}
}
