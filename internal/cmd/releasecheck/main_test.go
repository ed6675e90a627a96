// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"errors"
	"strings"
	"testing"
)

func TestVerifyTellsWhatHoldsAndStopsAtTheFirstFailure(t *testing.T) {
	t.Parallel()
	var out strings.Builder
	wrong := errors.New("it is round")
	err := verify(&out, []check{
		{"water is wet", func() error { return nil }},
		{"the earth is flat", func() error { return wrong }},
		{"the moon is made of cheese", func() error { t.Error("verified after a failure"); return nil }},
	})
	if !errors.Is(err, wrong) || err.Error() != "the earth is flat: it is round" {
		t.Errorf("got the error %v", err)
	}
	if want := "  ok           water is wet\n  FAILED       the earth is flat\n"; out.String() != want {
		t.Errorf("got:\n%s", &out)
	}
}
