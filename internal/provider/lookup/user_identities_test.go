// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package lookup_test

import (
	"testing"

	"github.com/seamapi/terraform-provider-seam/internal/fakeseam"
	"github.com/seamapi/terraform-provider-seam/internal/provider/providertest"
)

func TestUserIdentitiesAreSearchedAndSorted(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	zoe := w.AddIdentity(w.WorkspaceID, fakeseam.Identity{FullName: "Zoe Adams"})
	jane := w.AddIdentity(w.WorkspaceID, fakeseam.Identity{FullName: "jane doe", EmailAddress: "jane@example.com"})
	alan := w.AddIdentity(w.WorkspaceID, fakeseam.Identity{FullName: "Alan Turing"})
	p := w.Process(t)
	lists(t, p.MustRead("seam_user_identities", nil), "user_identities", "user_identity_id", alan, jane, zoe)
	lists(t, p.MustRead("seam_user_identities", providertest.Attributes{"search": "Jane"}), "user_identities", "user_identity_id", jane)
	lists(t, p.MustRead("seam_user_identities", providertest.Attributes{"search": "Jane"}), "user_identities", "email_address", "jane@example.com")
}
