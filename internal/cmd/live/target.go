// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/seamapi/terraform-provider-seam/internal/seam"
)

// target is an ACS user and an access group that the user is not in.
type target struct {
	// system says what kind of access system both are in.
	system      string
	acsSystemID string
	groupID     string
	userID      string
}

func (t target) String() string {
	return fmt.Sprintf("ACS user %s from access group %s", t.userID, t.groupID)
}

var errNoTarget = errors.New("the workspace has no access system with an access group, and an ACS user without pending changes " +
	"who is not in it: connect a sandbox access system in the Seam Console first")

// findTarget returns the first target in the workspace. Nobody's existing membership is ever removed, and users with
// pending changes are left alone.
func findTarget(ctx context.Context, client *seam.Client) (target, error) {
	systems, err := client.ListACSSystems(ctx, seam.ACSSystemFilter{})
	if err != nil {
		return target{}, err
	}
	for _, system := range systems {
		found, err := targetIn(ctx, client, system)
		if !errors.Is(err, errNoTarget) {
			return found, err
		}
	}
	return target{}, errNoTarget
}

func targetIn(ctx context.Context, client *seam.Client, system seam.ACSSystem) (target, error) {
	groups, err := client.ListACSAccessGroups(ctx, seam.ACSAccessGroupFilter{ACSSystemID: system.ACSSystemID})
	if err != nil {
		return target{}, err
	}
	users, err := client.ListACSUsers(ctx, seam.ACSUserFilter{ACSSystemID: system.ACSSystemID})
	if err != nil {
		return target{}, err
	}
	for _, group := range groups {
		members, err := client.ListAccessGroupUsers(ctx, group.ACSAccessGroupID)
		if err != nil {
			return target{}, err
		}
		for _, user := range users {
			if len(user.PendingMutations) == 0 && !lists(members, user.ACSUserID) {
				return target{system.ExternalTypeDisplayName, system.ACSSystemID, group.ACSAccessGroupID, user.ACSUserID}, nil
			}
		}
	}
	return target{}, errNoTarget
}

func lists(members []seam.ACSUser, acsUserID string) bool {
	return slices.ContainsFunc(members, func(member seam.ACSUser) bool { return member.ACSUserID == acsUserID })
}
