// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package connection_test

import (
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/seamapi/terraform-provider-seam/internal/provider/connection"
)

func TestConnectionThatIsNotThereYetSaysWhatIsMissing(t *testing.T) {
	t.Parallel()
	for phrase, optional := range map[string]connection.Optional{
		"because a value in the provider block is not known yet": connection.From(nil),
		"because api_key in the provider block is not known yet": connection.From(connection.Pending("api_key")),
	} {
		if _, isEstablished := optional.Get(); isEstablished {
			t.Errorf("%q: there is a connection", phrase)
		}
		var diags diag.Diagnostics
		if conn := optional.Require(&diags); conn != nil {
			t.Errorf("%q: there is a connection", phrase)
		}
		refusal := onlyError(t, diags)
		if refusal.Summary() != "The provider is not configured yet" || !strings.Contains(refusal.Detail(), phrase) {
			t.Errorf("the error is %q, %q, want it to say %q", refusal.Summary(), refusal.Detail(), phrase)
		}
	}
}

func TestEstablishedConnectionIsHandedOver(t *testing.T) {
	t.Parallel()
	conn := &connection.Connection{}
	optional := connection.From(connection.Established(conn))
	var diags diag.Diagnostics
	if got := optional.Require(&diags); got != conn || len(diags) > 0 {
		t.Errorf("required, it is %p with %v, want %p", got, diags, conn)
	}
	if got, isEstablished := optional.Get(); got != conn || !isEstablished {
		t.Errorf("it is %p, established %t, want %p", got, isEstablished, conn)
	}
}
