// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package people_test

import (
	"slices"

	"github.com/seamapi/terraform-provider-seam/internal/fakeseam"
	"github.com/seamapi/terraform-provider-seam/internal/provider/providertest"
)

// spoilReads makes requests that change nothing go wrong, and says how.
func (w *walk) spoilReads() string {
	path := providertest.OneOf(w.Random, []string{
		providertest.PathGetUser, providertest.PathListUsers, providertest.PathGetIdentity, providertest.PathListIdentities,
		providertest.PathListMembers, providertest.PathGetWorkspace,
	})
	lies := []providertest.NamedFault{
		{Name: "another answer", Fault: fakeseam.Fault{Lie: fakeseam.PreviousAnswer}},
		{Name: "IDs in capitals", Fault: fakeseam.Fault{Lie: fakeseam.IDsInCapitals}},
		{Name: "no such user", Fault: fakeseam.Fault{Lie: fakeseam.UserNotFound}},
		{Name: "no such identity", Fault: fakeseam.Fault{Lie: fakeseam.IdentityNotFound}},
	}
	return w.Inject(w.Fake, w.Random.Int32N(2), path, providertest.OneOf(w.Random, slices.Concat(providertest.WalkFailures(), lies)))
}

// spoil makes requests of one kind go wrong that the plan needs, and says how.
func (r *walkRun) spoil() string {
	if len(r.steps) == 0 || r.Chance(4) {
		return r.spoilReads()
	}
	path := providertest.OneOf(r.Random, providertest.OneOf(r.Random, r.steps).paths())
	faults := append(providertest.WalkFailures(), providertest.RefusedChange(),
		providertest.NamedFault{Name: "no such user", Fault: fakeseam.Fault{Lie: fakeseam.UserNotFound}},
		providertest.NamedFault{Name: "no such identity", Fault: fakeseam.Fault{Lie: fakeseam.IdentityNotFound}},
	)
	if r.Chance(2) {
		faults = providertest.LateChanges(r.Random.IntN(4))
	}
	return r.Inject(r.Fake, r.Random.Int32N(2), path, providertest.OneOf(r.Random, faults))
}

// paths are those of the changes that a step sends.
func (s *step) paths() []string {
	isDestroy := s.object != nil && s.phase != 1
	switch {
	case s.resourceType == providertest.MembershipType && isDestroy:
		return []string{providertest.PathRemove}
	case s.resourceType == providertest.MembershipType:
		return []string{providertest.PathAddACSUser, providertest.PathAddIdentity}
	case s.resourceType == acsUserType && isDestroy:
		return []string{pathDeleteUser, pathSuspendUser}
	case s.resourceType == acsUserType && s.object == nil:
		return []string{pathCreateUser, pathCreateUser, pathSuspendUser}
	case s.resourceType == acsUserType:
		return []string{pathUpdateUser, pathSuspendUser, pathRestoreUser, pathLinkUser, pathUnlinkUser}
	case isDestroy:
		return []string{providertest.PathDeleteIdentity}
	case s.object == nil:
		return []string{providertest.PathCreateIdentity}
	default:
		return []string{providertest.PathUpdateIdentity}
	}
}
