// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package roster

import (
	"testing"

	"github.com/seamapi/terraform-provider-seam/internal/seam"
)

var _ API = (*seam.Client)(nil)

func TestWorkspaceIsAskedForOnce(t *testing.T) {
	inBubble(t, func(t *testing.T, api *fakeAPI, _ *Roster) {
		r, failure := New(api), brokenOff()
		api.next("get_workspace", script{err: failure})
		wantError[*seam.Workspace](t, nil, failure)(r.Workspace(t.Context()))

		expected := &seam.Workspace{WorkspaceID: "workspace"}
		want(t, expected)(r.Workspace(t.Context()))
		want(t, expected)(r.Workspace(t.Context()))
		api.expect(t, "get_workspace", "get_workspace")
	})
}

func TestNoteReadFindsTwoObjectsOfOneMembership(t *testing.T) {
	t.Parallel()
	r := New(nil)
	tests := []struct {
		group    string
		person   Person
		imported string
		want     Conflict
	}{
		{lobby, byUser("ada"), "", Free},
		{lobby, byUser("bob"), "", Free},
		{lab, byUser("ada"), "", Free},
		{lobby, byIdentity("cleo"), "", Free},
		{lobby, Person{}, "", Free},
		{lab, Person{}, "", Free},
		{lobby, Person{}, "", DuplicateInState},
		{lobby, byUser("ada"), "", DuplicateInState},
		{lobby, byBoth("ada"), "", DuplicateInState},
		{lobby, byIdentity("cleo"), "", DuplicateInState},
		{lobby, byBoth("bob"), "first", Duplicate},
		{lab, byUser("bob"), "second", Free},
		{lab, byUser("bob"), "second", Free},
		{lab, byUser("bob"), "third", Duplicate},
		{lab, byBoth("bob"), "", Duplicate},
	}
	for _, test := range tests {
		if got := r.NoteRead(Key{test.group, test.person}, test.imported); got != test.want {
			t.Errorf("NoteRead(%s, %+v, %q) = %v, want %v", test.group, test.person, test.imported, got, test.want)
		}
	}
}
