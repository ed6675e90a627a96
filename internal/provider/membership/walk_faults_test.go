// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package membership_test

import (
	"github.com/seamapi/terraform-provider-seam/internal/fakeseam"
	"github.com/seamapi/terraform-provider-seam/internal/provider/providertest"
)

// lies are what happens to requests that change nothing. A change that is made, and gets the refusal of another request as its
// answer, is no change that anybody can tell of.
func lies() []providertest.NamedFault {
	return []providertest.NamedFault{
		{Name: "another answer", Fault: fakeseam.Fault{Lie: fakeseam.PreviousAnswer}},
		{Name: "IDs in capitals", Fault: fakeseam.Fault{Lie: fakeseam.IDsInCapitals}},
		{Name: "no such group", Fault: fakeseam.Fault{Lie: fakeseam.GroupNotFound}},
	}
}

// refusals are what else happens to requests that change something.
func refusals() []providertest.NamedFault {
	return []providertest.NamedFault{
		{Name: "no such user", Fault: fakeseam.Fault{Lie: fakeseam.UserNotFound}},
		{Name: "no such group", Fault: fakeseam.Fault{Lie: fakeseam.GroupNotFound}},
		providertest.RefusedChange(),
	}
}

// spoilReads makes requests that change nothing go wrong, and says how.
func (w *walk) spoilReads() string {
	path := providertest.OneOf(w.Random, []string{
		providertest.PathListMembers, providertest.PathGetGroup, providertest.PathListGroups, providertest.PathGetUser, providertest.PathGetIdentity,
	})
	return w.Inject(w.Fake, w.Random.Int32N(3), path, providertest.OneOf(w.Random, append(providertest.WalkFailures(), lies()...)))
}

// spoil makes requests of one kind go wrong, and says how.
func (w *walk) spoil() string {
	if w.Chance(4) {
		return w.spoilReads()
	}
	path := providertest.OneOf(w.Random, []string{providertest.PathAddACSUser, providertest.PathAddIdentity, providertest.PathRemove})
	faults := append(providertest.WalkFailures(), refusals()...)
	if path != providertest.PathRemove && w.Chance(2) {
		faults = providertest.LateChanges(w.Random.IntN(4))
	}
	return w.Inject(w.Fake, w.Random.Int32N(3), path, providertest.OneOf(w.Random, faults))
}
