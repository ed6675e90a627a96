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

func TestNoteReadIsTrueOncePerMembership(t *testing.T) {
	t.Parallel()
	r := New(nil)
	tests := []struct {
		group  string
		person Person
		want   bool
	}{
		{lobby, byUser("ada"), true},
		{lobby, byUser("bob"), true},
		{lab, byUser("ada"), true},
		{lobby, byIdentity("cleo"), true},
		{lobby, Person{}, true},
		{lab, Person{}, true},
		{lobby, Person{}, false},
		{lobby, byUser("ada"), false},
		{lobby, byBoth("ada"), false},
		{lobby, byIdentity("cleo"), false},
	}
	for _, test := range tests {
		if got := r.NoteRead(Key{test.group, test.person}); got != test.want {
			t.Errorf("NoteRead(%s, %+v) = %v, want %v", test.group, test.person, got, test.want)
		}
	}
}
