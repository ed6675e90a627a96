// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package membership_test

import (
	"net/http"

	"github.com/seamapi/terraform-provider-seam/internal/fakeseam"
	"github.com/seamapi/terraform-provider-seam/internal/provider/providertest"
)

// operationsByTwoNames are those on a membership whose person the state knows by ACS user and by user identity.
func operationsByTwoNames() []operation {
	byTwoNames := func(w *providertest.World) (group string, membership providertest.Attributes) {
		group = w.Group("Engineering")
		identity, _ := w.Person("Ann Poe")
		return group, providertest.Attributes{"acs_access_group_id": group, "user_identity_id": identity}
	}
	return []operation{
		{"read by two names", providertest.PathListMembers, false, func(w *providertest.World) scene {
			group, membership := byTwoNames(w)
			return scene{group: group, before: membership, wanted: membership, acsUsers: 1}
		}},
		{"destroy by two names", providertest.PathRemove, true, func(w *providertest.World) scene {
			group, membership := byTwoNames(w)
			return scene{group: group, before: membership, acsUsers: 1}
		}},
		{"removal of a replacement by two names", providertest.PathRemove, true, func(w *providertest.World) scene {
			group, membership := byTwoNames(w)
			other, _ := w.Person("John Roe")
			wanted := providertest.Attributes{"acs_access_group_id": group, "user_identity_id": other}
			return scene{group: group, before: membership, wanted: wanted, acsUsers: 2}
		}},
		{"addition of a replacement by two names", providertest.PathAddIdentity, true, func(w *providertest.World) scene {
			group, membership := byTwoNames(w)
			other, _ := w.Person("John Roe")
			wanted := providertest.Attributes{"acs_access_group_id": group, "user_identity_id": other}
			return scene{group: group, before: membership, wanted: wanted, acsUsers: 2}
		}},
	}
}

// lateChanges are failures after which Seam makes the change all the same, when nobody asks any more.
func lateChanges() []fault {
	late := func(name string, exchange fakeseam.Fault, passes bool, says ...string) fault {
		exchange.HoldCommit = true
		return fault{name: name + ", and the change later", exchange: exchange, passes: passes, says: says, hits: func(o operation) bool { return o.isWrite }}
	}
	return []fault{
		late("408", fakeseam.Fault{Status: 408}, true, "408 Request Timeout"),
		late("500", fakeseam.Fault{Status: 500}, true, "500 Internal Server Error"),
		late("502 with HTML", providertest.Outage(), true, "502 Bad Gateway"),
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
func otherAnswers() []fault {
	return []fault{
		{name: "redirect", exchange: fakeseam.Fault{Status: 302, Header: http.Header{"Location": {"/login"}}}, says: []string{"302 Found"}},
		{
			name: "101", exchange: fakeseam.Fault{Status: 500, Stall: fakeseam.SwitchingProtocols}, says: []string{"101 Switching Protocols"},
			settings: providertest.Attributes{"request_timeout": "2s"},
		},
		{
			name: "101 after the change", exchange: fakeseam.Fault{Stall: fakeseam.SwitchingProtocols}, changes: true,
			says: []string{"101 Switching Protocols"}, settings: providertest.Attributes{"request_timeout": "2s"},
		},
		{name: "another workspace in mid-run", isElsewhere: true},
		{
			name:     "answer to another question",
			exchange: fakeseam.Fault{AnswerTo: &fakeseam.Question{Path: providertest.PathListSystems, Body: map[string]any{}}},
			says:     []string{"the answer does not hold what its path promises"},
			// A change is answered with no more than that it was made, so that another answer cannot be told from it.
			hits: func(o operation) bool { return !o.isWrite },
		},
	}
}
