// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

// Package people is the resources and list resources that make people: seam_user_identity, a person across access systems,
// and seam_acs_user, a person's record inside one of them.
package people

import (
	"context"
	"time"
)

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
