// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package membership_test

import "github.com/seamapi/terraform-provider-seam/internal/provider/providertest"

// operationsByTwoNames are those on a membership whose person the state knows by ACS user and by user identity.
func operationsByTwoNames() []operation {
	byTwoNames := func(w *providertest.World) (group string, membership providertest.Attributes) {
		group = w.Group("Engineering")
		identity, _ := w.Person("Ann Poe")
		return group, providertest.Attributes{"acs_access_group_id": group, "user_identity_id": identity}
	}
	return []operation{
		{providertest.Operation{Name: "read by two names", Path: providertest.PathListMembers, IsWrite: false}, func(w *providertest.World) scene {
			group, membership := byTwoNames(w)
			return scene{group: group, before: membership, wanted: membership, acsUsers: 1}
		}},
		{providertest.Operation{Name: "destroy by two names", Path: providertest.PathRemove, IsWrite: true}, func(w *providertest.World) scene {
			group, membership := byTwoNames(w)
			return scene{group: group, before: membership, acsUsers: 1}
		}},
		{providertest.Operation{Name: "removal of a replacement by two names", Path: providertest.PathRemove, IsWrite: true}, func(w *providertest.World) scene {
			group, membership := byTwoNames(w)
			other, _ := w.Person("John Roe")
			wanted := providertest.Attributes{"acs_access_group_id": group, "user_identity_id": other}
			return scene{group: group, before: membership, wanted: wanted, acsUsers: 2}
		}},
		{providertest.Operation{Name: "addition of a replacement by two names", Path: providertest.PathAddIdentity, IsWrite: true}, func(w *providertest.World) scene {
			group, membership := byTwoNames(w)
			other, _ := w.Person("John Roe")
			wanted := providertest.Attributes{"acs_access_group_id": group, "user_identity_id": other}
			return scene{group: group, before: membership, wanted: wanted, acsUsers: 2}
		}},
	}
}
