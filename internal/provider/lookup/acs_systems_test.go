// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package lookup_test

import (
	"testing"

	"github.com/seamapi/terraform-provider-seam/internal/provider/providertest"
)

func TestAccessSystemsAreSorted(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	warehouse, annex := w.AddSystem(w.WorkspaceID, "Warehouse"), w.AddSystem(w.WorkspaceID, "annex")
	lists(t, w.Process(t).MustRead("seam_acs_systems", nil), "acs_systems", "acs_system_id", annex, w.ACSSystemID, warehouse)
}
