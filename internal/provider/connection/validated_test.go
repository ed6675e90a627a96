// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package connection_test

import (
	"testing"

	"github.com/seamapi/terraform-provider-seam/internal/provider/connection"
)

func TestValidatedHasWhatWasNotedOfAnObject(t *testing.T) {
	t.Parallel()
	var v connection.Validated
	if !v.Has("lobby", "ada") {
		t.Error("where nothing was validated, something is missing")
	}
	v.Note("lobby", "ada")
	v.Note("lobby", "bob")
	for text, want := range map[string]bool{"ada": true, "bob": true, "eve": false} {
		if got := v.Has("lobby", text); got != want {
			t.Errorf("lobby has %s: %t", text, got)
		}
	}
	if !v.Has("lab", "eve") {
		t.Error("what was noted of one object is held against another")
	}
}
