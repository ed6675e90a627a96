// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package people_test

import (
	"testing"

	"github.com/seamapi/terraform-provider-seam/internal/fakeseam"
	"github.com/seamapi/terraform-provider-seam/internal/provider/providertest"
)

// merged is a world in which a person was merged into another one, after they were created.
func merged(t *testing.T) (w *providertest.World, made providertest.Object, kept string) {
	t.Helper()
	w, made = created(t, ada())
	kept = w.AddIdentity(w.WorkspaceID, fakeseam.Identity{FullName: "Ada King", Key: "king"})
	w.MergeIdentities(kept, id(made))
	return w, made, kept
}

func TestAMergedPersonStaysInTheStateWithAWarning(t *testing.T) {
	t.Parallel()
	w, made, kept := merged(t)
	p := process(t, w)
	read, said := p.Refresh(made)
	said.Succeeds()
	said.Says("Warning: Ada Lindqvist was merged into another user identity", "User identity: "+kept+" Full name: Ada King", "neither an update nor a delete is sent")
	has(t, read, ada())
	if id(read) != id(made) || read.IdentityAttribute("user_identity_id") != id(made) {
		t.Errorf("read is %s", read.State)
	}
	_, said = p.Plan(read, ada())
	said.IsSilent()
	w.SentNoWrite(t)
}

func TestAMergedPersonIsNotChanged(t *testing.T) {
	t.Parallel()
	const refusal = "Ada Lindqvist was merged into another user identity, and cannot be changed"
	config := with(ada(), providertest.Attributes{"full_name": "Ada Lind"})
	t.Run("merged before the plan", func(t *testing.T) {
		t.Parallel()
		w, made, kept := merged(t)
		_, said := process(t, w).Plan(made, config)
		said.IsOneError(refusal, kept)
		w.SentNoWrite(t)
	})
	t.Run("merged after the plan", func(t *testing.T) {
		t.Parallel()
		w, made := created(t, ada())
		planned, said := process(t, w).Plan(made, config)
		said.Succeeds()
		kept := w.AddIdentity(w.WorkspaceID, fakeseam.Identity{FullName: "Ada King"})
		w.MergeIdentities(kept, id(made))
		left, said := process(t, w).Apply(planned)
		said.IsOneError(refusal, kept)
		has(t, left, ada())
		w.SentNoWrite(t)
	})
}

func TestTheOneWhomAPersonWasMergedIntoIsNotDeleted(t *testing.T) {
	t.Parallel()
	const warning = "Ada Lindqvist was merged into another user identity, which is not deleted"
	w, made, kept := merged(t)
	planned, said := process(t, w).PlanDestroy(made)
	said.Succeeds()
	said.Says(warning, kept)
	left, said := process(t, w).Apply(planned)
	said.Succeeds()
	said.Says(warning, kept)
	if left.Exists() {
		t.Errorf("left is %s", left.State)
	}
	w.SentNoWrite(t)
}

func TestAMergedIDThatLeadsNowhereIsGone(t *testing.T) {
	t.Parallel()
	w, made, kept := merged(t)
	w.DeleteIdentity(kept)
	read, said := process(t, w).Refresh(made)
	said.Says("A user identity is gone")
	if read.Exists() {
		t.Errorf("read is %s", read.State)
	}
}

func TestTheKeyOfAMergedPersonIsTaken(t *testing.T) {
	t.Parallel()
	w, _, kept := merged(t)
	w.ResetRequests()
	_, said := process(t, w).Plan(providertest.Object{}, providertest.Attributes{"user_identity_key": "ada"})
	said.IsOneError("There is a user identity with this user_identity_key already: Ada King", kept)
	w.SentNoWrite(t)
}
