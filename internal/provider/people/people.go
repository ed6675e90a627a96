// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

// Package people is the resources and list resources that make people: seam_user_identity, a person across access systems,
// and seam_acs_user, a person's record inside one of them.
package people

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"
)

// clockSkew is how far the clocks of Seam and of this machine may differ when a person is recognised as one that was made just
// now.
const clockSkew = time.Minute

// lookUpGrace is how long an interrupted run may take to find out what became of a change.
const lookUpGrace = 5 * time.Second

// afterInterrupt returns the context for a look-up after a change in doubt: that of the run or, once that is interrupted, one
// that ends a little later, so that what was made does not go untracked.
func afterInterrupt(ctx context.Context) (context.Context, context.CancelFunc) {
	if ctx.Err() == nil {
		return ctx, func() {}
	}
	return context.WithTimeout(context.WithoutCancel(ctx), lookUpGrace)
}

// importOf says how somebody who exists is taken over: by an import block or on the command line, also into a block with
// for_each.
func importOf(resourceType, id string) string {
	return fmt.Sprintf(`  import {
    to = %[1]s.NAME
    id = %[2]q
  }

or run: terraform import %[1]s.NAME %[2]s

NAME is that of the block. One of a block with for_each is addressed with its key, in single quotes on the command line: '%[1]s.NAME["KEY"]'.`,
		resourceType, id)
}

// ownKey is where the private data of a plan has the person whom a replacement deletes. The second pass of its plan has no
// state, and finds the person who is there still.
const ownKey = "replaces"

type privateReader interface {
	GetKey(ctx context.Context, key string) ([]byte, diag.Diagnostics)
}

type privateWriter interface {
	SetKey(ctx context.Context, key string, value []byte) diag.Diagnostics
}

// rememberOwn notes whom a replacement would delete, or nobody where the person stays.
func rememberOwn(ctx context.Context, private privateWriter, id string) diag.Diagnostics {
	// Private data has to be JSON, which a quoted ID is.
	return private.SetKey(ctx, ownKey, []byte(strconv.Quote(id)))
}

// ownOf returns whom the replacement that is planned deletes, or "".
func ownOf(ctx context.Context, private privateReader) (string, diag.Diagnostics) {
	stored, diags := private.GetKey(ctx, ownKey)
	id, err := strconv.Unquote(string(stored))
	if err != nil {
		return "", diags
	}
	return id, diags
}
