// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package membership

import (
	"context"
	"strconv"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/seamapi/terraform-provider-seam/internal/provider/connection"
)

// importedKey is where private data has the nonce of an object that this process has imported, so that it is told from one
// that the state has had before.
const importedKey = "imported"

// rememberImported gives an imported object a nonce.
func rememberImported(ctx context.Context, conn *connection.Connection, private privateWriter) diag.Diagnostics {
	// Private data has to be JSON, which a quoted string of letters and digits is.
	return private.SetKey(ctx, importedKey, []byte(strconv.Quote(conn.Roster.NewNonce())))
}

// importedAs returns the nonce of an object that this process has imported, or "" for one that the state has had before.
func importedAs(ctx context.Context, conn *connection.Connection, private privateReader) (string, diag.Diagnostics) {
	stored, diags := private.GetKey(ctx, importedKey)
	nonce, err := strconv.Unquote(string(stored))
	if err != nil || !conn.Roster.IsNonce(nonce) {
		return "", diags
	}
	return nonce, diags
}
