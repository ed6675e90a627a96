// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package provider_test

import (
	"testing"

	"github.com/seamapi/terraform-provider-seam/internal/fakeseam"
)

func TestUserIdentitiesAreSearchedAndSorted(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	zoe := h.AddIdentity(h.workspace, fakeseam.Identity{FullName: "Zoe Adams"})
	jane := h.AddIdentity(h.workspace, fakeseam.Identity{FullName: "jane doe", EmailAddress: "jane@example.com"})
	alan := h.AddIdentity(h.workspace, fakeseam.Identity{FullName: "Alan Turing"})
	library := h.library(t, nil)
	lists(t, library.must("seam_user_identities", nil), "user_identities", "user_identity_id", alan, jane, zoe)
	lists(t, library.must("seam_user_identities", attributes{"search": "Jane"}), "user_identities", "user_identity_id", jane)
	lists(t, library.must("seam_user_identities", attributes{"search": "Jane"}), "user_identities", "email_address", "jane@example.com")
}
