// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package providertest_test

import (
	"testing"

	"github.com/seamapi/terraform-provider-seam/internal/provider/providertest"
)

func TestMessageIsReadThroughItsFrameAndItsLineBreaks(t *testing.T) {
	t.Parallel()
	const printed = "╷\n│ Error: The user was not\n│ added\n│ \n│ Access group: 1\n╵\n"
	if got, want := providertest.Unwrapped(printed), "Error: The user was not added Access group: 1"; got != want {
		t.Errorf("it reads %q, want %q", got, want)
	}
}
