// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package provider_test

import "testing"

func TestAccessSystemsAreSorted(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	warehouse, annex := h.AddSystem(h.workspace, "Warehouse"), h.AddSystem(h.workspace, "annex")
	lists(t, h.library(t, nil).must("seam_acs_systems", nil), "acs_systems", "acs_system_id", annex, h.system, warehouse)
}
