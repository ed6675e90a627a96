// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package crowd

import (
	"context"

	"github.com/seamapi/terraform-provider-seam/internal/seam"
)

// SearchForUserIdentity looks for the ID of a user identity in the list of the workspace, for whoever was told by
// /user_identities/get that it does not exist. It is nil where the list does not have it either. Errors are those of the Seam
// API.
func (p *People) SearchForUserIdentity(ctx context.Context, userIdentityID string) (*seam.UserIdentity, error) {
	// The search finds parts of a value.
	listed, err := p.api.ListUserIdentities(ctx, seam.UserIdentityFilter{Search: userIdentityID})
	return first(called(name{byUserIdentityID, userIdentityID}, listed, namesOfIdentity)), err
}

// SearchForACSUser is [People.SearchForUserIdentity] for an ACS user, in the list of its access system.
func (p *People) SearchForACSUser(ctx context.Context, acsSystemID, acsUserID string) (*seam.ACSUser, error) {
	listed, err := p.api.ListACSUsers(ctx, seam.ACSUserFilter{ACSSystemID: acsSystemID, Search: acsUserID})
	return first(called(name{byACSUserID, acsUserID}, listed, namesOfUser)), err
}

func first[P any](people []*P) *P {
	if len(people) == 0 {
		return nil
	}
	return people[0]
}
