// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package members

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"sync"

	"github.com/seamapi/terraform-provider-seam/internal/par"
	"github.com/seamapi/terraform-provider-seam/internal/provider/connection"
	"github.com/seamapi/terraform-provider-seam/internal/roster"
	"github.com/seamapi/terraform-provider-seam/internal/seam"
)

// newcomers are people whom a plan adds to what is declared, as far as Seam knows them.
type newcomers struct {
	mu sync.Mutex
	// found are the ACS users among them, with the user identities that they belong to.
	found []roster.GroupMember
	// unknown has a line for each whom Seam does not know.
	unknown []string
}

// meetNewcomers looks new people up, on the list of the group's access system as far as that pays. A look-up that fails tells
// nothing: the apply will.
func meetNewcomers(ctx context.Context, conn *connection.Connection, plan model, added declaration) *newcomers {
	usersByID, identitiesByID := labels(added.ACSUserIDs), labels(added.UserIdentityIDs)
	n := &newcomers{}
	if len(usersByID)+len(identitiesByID) == 0 {
		return n
	}
	acsSystemID := ""
	if group, err := conn.Directory.ACSAccessGroup(ctx, plan.group()); err == nil {
		acsSystemID = group.ACSSystemID
	}
	_ = par.Each(ctx, conn.Turns, slices.Collect(maps.Keys(usersByID)), func(ctx context.Context, id string) error {
		user, err := conn.Directory.CurrentACSUser(ctx, acsSystemID, id)
		switch {
		case err == nil && acsSystemID != "" && user.ACSSystemID != acsSystemID:
			n.miss(fmt.Sprintf("  %q = %s in acs_user_ids: this is an ACS user of another access system", usersByID[id], id))
		case err == nil:
			n.meet(user)
		case seam.IsNotFound(err):
			n.miss(fmt.Sprintf("  %q = %s in acs_user_ids", usersByID[id], id) + adviceIfUserIdentity(ctx, conn, id))
		}
		return nil
	})
	_ = par.Each(ctx, conn.Turns, slices.Collect(maps.Keys(identitiesByID)), func(ctx context.Context, id string) error {
		if err := conn.Directory.CheckUserIdentity(ctx, id, acsSystemID); seam.IsNotFound(err) {
			n.miss(fmt.Sprintf("  %q = %s in user_identity_ids", identitiesByID[id], id) + adviceIfACSUser(ctx, conn, id))
		}
		return nil
	})
	slices.Sort(n.unknown)
	return n
}

func (n *newcomers) meet(user *seam.ACSUser) {
	n.mu.Lock()
	defer n.mu.Unlock()
	person := roster.Person{ACSUserID: user.ACSUserID, UserIdentityID: user.UserIdentityID}
	n.found = append(n.found, absent(person, user.DisplayName))
}

func (n *newcomers) miss(line string) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.unknown = append(n.unknown, line)
}

func adviceIfUserIdentity(ctx context.Context, conn *connection.Connection, id string) string {
	if _, err := conn.Roster.SurvivingIdentity(ctx, id); err != nil {
		return ""
	}
	return ": this is the ID of a user identity, write it to user_identity_ids"
}

func adviceIfACSUser(ctx context.Context, conn *connection.Connection, id string) string {
	if _, err := conn.Directory.ACSUser(ctx, id); err != nil {
		return ""
	}
	return ": this is the ID of an ACS user, write it to acs_user_ids"
}
