// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package roster

import (
	"cmp"
	"context"

	"github.com/seamapi/terraform-provider-seam/internal/seam"
)

func (a *fakeAPI) GetACSUser(ctx context.Context, acsUserID string) (user *seam.ACSUser, err error) {
	err = a.serve(ctx, func() (err error) {
		user, err = a.findUser(acsUserID)
		return err
	}, "get_user", acsUserID)
	return user, err
}

func (a *fakeAPI) ListACSUsers(ctx context.Context, filter seam.ACSUserFilter) (users []seam.ACSUser, err error) {
	err = a.serve(ctx, func() error {
		for _, user := range a.users {
			user.ACSSystemID = cmp.Or(user.ACSSystemID, "salto")
			users = append(users, user)
		}
		return nil
	}, "list_all_users", filter.ACSSystemID)
	return users, err
}

// ACSUserPages has everybody on one page.
func (a *fakeAPI) ACSUserPages(filter seam.ACSUserFilter) seam.NextPage[seam.ACSUser] {
	return func(ctx context.Context) ([]seam.ACSUser, bool, error) {
		users, err := a.ListACSUsers(ctx, filter)
		return users, false, err
	}
}

// ListUserIdentities has those who belong to an ACS user.
func (a *fakeAPI) ListUserIdentities(ctx context.Context, _ seam.UserIdentityFilter) (identities []seam.UserIdentity, err error) {
	err = a.serve(ctx, func() error {
		for _, user := range a.users {
			if user.UserIdentityID != "" {
				identities = append(identities, seam.UserIdentity{UserIdentityID: user.UserIdentityID})
			}
		}
		return nil
	}, "list_identities")
	return identities, err
}

func (a *fakeAPI) UserIdentityPages() seam.NextPage[seam.UserIdentity] {
	return func(ctx context.Context) ([]seam.UserIdentity, bool, error) {
		identities, err := a.ListUserIdentities(ctx, seam.UserIdentityFilter{})
		return identities, false, err
	}
}

func (a *fakeAPI) GetACSUserOfIdentity(ctx context.Context, userIdentityID, acsSystemID string) (user *seam.ACSUser, err error) {
	err = a.serve(ctx, func() error {
		resolved, err := a.resolve(userIdentityID)
		if err != nil {
			return err
		}
		user, err = a.findUser(a.acsUserOf(resolved))
		return err
	}, "get_user", userIdentityID, acsSystemID)
	return user, err
}

func (a *fakeAPI) GetUserIdentity(ctx context.Context, selector seam.UserIdentitySelector) (identity *seam.UserIdentity, err error) {
	err = a.serve(ctx, func() error {
		if into, isMerged := a.merged[selector.UserIdentityID]; isMerged {
			identity = &seam.UserIdentity{UserIdentityID: into, MergedUserIdentityIDs: []string{selector.UserIdentityID}}
			return nil
		}
		resolved, err := a.resolve(selector.UserIdentityID)
		identity = &seam.UserIdentity{UserIdentityID: resolved, MergedUserIdentityIDs: a.mergedIDs[resolved]}
		return err
	}, "get_identity", selector.UserIdentityID)
	return identity, err
}
