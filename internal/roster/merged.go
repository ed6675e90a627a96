// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package roster

import (
	"context"
	"slices"

	"github.com/seamapi/terraform-provider-seam/internal/seam"
)

// SurvivingIdentity returns the ID under which Seam has a user identity now: its own, or that of the identity that it was
// merged into. It is asked once per process. An identity that Seam does not know satisfies [seam.IsNotFound]; the other
// errors are those of the Seam API.
func (r *reads) SurvivingIdentity(ctx context.Context, userIdentityID string) (string, error) {
	identity, err := r.identity(ctx, userIdentityID)
	if err != nil {
		return "", err
	}
	return identity.UserIdentityID, nil
}

// SameIdentity reports whether the user identity that Seam shows for an ACS user is the one that a state or a configuration
// calls by another ID: one may have been merged into the other. IDs that are equal cost no request. Without an ID on either
// side it is not the same. Errors are those of the Seam API.
func (r *reads) SameIdentity(ctx context.Context, shown, declared string) (bool, error) {
	if shown == "" || declared == "" {
		return false, nil
	}
	if shown == declared {
		return true, nil
	}
	identity, err := r.identity(ctx, declared)
	if err == nil {
		return identity.UserIdentityID == shown || slices.Contains(identity.MergedUserIdentityIDs, shown), nil
	}
	if !seam.IsNotFound(err) {
		return false, err
	}
	// An old ID that leads nowhere is still in the list of the identity that survived.
	identity, err = r.identity(ctx, shown)
	if seam.IsNotFound(err) {
		return false, nil
	}
	return err == nil && slices.Contains(identity.MergedUserIdentityIDs, declared), err
}

func (r *reads) identity(ctx context.Context, userIdentityID string) (*seam.UserIdentity, error) {
	return r.identities.Get(ctx, userIdentityID, func(ctx context.Context) (*seam.UserIdentity, error) {
		return r.api.GetUserIdentity(ctx, seam.UserIdentitySelector{UserIdentityID: userIdentityID})
	})
}
