// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package people

import (
	"context"
	"errors"
	"slices"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/seamapi/terraform-provider-seam/internal/provider/connection"
	"github.com/seamapi/terraform-provider-seam/internal/seam"
)

// createACSUser makes an ACS user, unless somebody is there who has the same user identity, address or number. After an answer
// that does not tell whether Seam made the person, the same look-up decides.
func createACSUser(ctx context.Context, conn *connection.Connection, plan acsUserModel) (*seam.ACSUser, *connection.Problem) {
	existing, err := existingACSUsers(ctx, conn, plan, "")
	if err != nil {
		return nil, plan.notCreated(err)
	}
	if len(existing) > 0 {
		return nil, connection.Own(plan.exists(existing[0]))
	}
	began := time.Now()
	conn.Directory.NoteLinkChange(plan.UserIdentityID.ValueString())
	user, err := conn.Client.CreateACSUser(ctx, plan.profile())
	switch {
	case err == nil:
	case seam.Outcome(err) == seam.NotApplied:
		return nil, plan.notCreated(err)
	default:
		if user = madeAfterAll(ctx, conn, plan, began); user == nil {
			return nil, plan.perhapsCreated(err)
		}
	}
	conn.Directory.NotePeopleChange(user.ACSUserID)
	return user, nil
}

// madeAfterAll returns the ACS user that a create without a telling answer has made, or nil where that is not certain: the one
// that was made must be the only one of this user identity, address or number, and not that of another block. Nobody was there before.
func madeAfterAll(ctx context.Context, conn *connection.Connection, plan acsUserModel, began time.Time) *seam.ACSUser {
	ctx, cancel := afterInterrupt(ctx)
	defer cancel()
	found, err := conn.Directory.ACSUsersLikeAnew(ctx, plan.profile())
	if err != nil || len(found) != 1 || !plan.isMadeAs(found[0], began) || conn.Directory.HasChangedPerson(found[0].ACSUserID) {
		return nil
	}
	return found[0]
}

// existingACSUsers returns those in the access system who have the user identity, the address or the number of a plan, but for
// the object's own ACS user. Those on their way out do not count.
func existingACSUsers(ctx context.Context, conn *connection.Connection, plan acsUserModel, own string) ([]*seam.ACSUser, error) {
	found, err := conn.Directory.ACSUsersLike(ctx, plan.profile())
	// The answers of the directory are shared.
	return slices.DeleteFunc(slices.Clone(found), func(user *seam.ACSUser) bool {
		return user.ACSUserID == own || user.IsLeaving()
	}), err
}

// readACSUser returns the ACS user of a state, or nil where it is gone.
func readACSUser(ctx context.Context, conn *connection.Connection, state acsUserModel) (*seam.ACSUser, error) {
	user, err := conn.Directory.CurrentACSUser(ctx, state.ACSSystemID.ValueString(), state.ACSUserID.ValueString())
	if seam.IsNotFound(err) {
		return nil, confirmACSUserGone(ctx, conn, state)
	}
	return user, err
}

// updateACSUser brings an ACS user from a state to a plan, and returns how far it has come. A suspension comes first, since
// it may be an emergency, and its end comes last.
func updateACSUser(ctx context.Context, conn *connection.Connection, state, plan acsUserModel) (acsUserModel, error) {
	acsUserID, done := state.ACSUserID.ValueString(), state
	conn.Directory.NotePeopleChange(acsUserID)
	isSuspensionSent := !plan.IsSuspended.IsNull() && !plan.IsSuspended.Equal(state.IsSuspended)
	if isSuspensionSent && plan.IsSuspended.ValueBool() {
		if err := suspendACSUser(ctx, conn, acsUserID); err != nil {
			return done, err
		}
		done.IsSuspended = plan.IsSuspended
	}
	done, err := relinkACSUser(ctx, conn, done, plan)
	if err != nil {
		return done, err
	}
	if changes, isAny := plan.changesFrom(state); isAny {
		cause := conn.Client.UpdateACSUser(ctx, acsUserID, changes)
		if err := unlessDone(ctx, conn, acsUserID, cause, plan.has); err != nil {
			return done, err
		}
	}
	done = done.withProfileOf(plan)
	if isSuspensionSent && !plan.IsSuspended.ValueBool() {
		if err := unsuspendACSUser(ctx, conn, acsUserID); err != nil {
			return done, err
		}
	}
	return plan, nil
}

// relinkACSUser links an ACS user to the user identity of a plan, and takes it off the one that it has now. It returns how far
// it has come.
func relinkACSUser(ctx context.Context, conn *connection.Connection, state, plan acsUserModel) (acsUserModel, error) {
	if plan.UserIdentityID.Equal(state.UserIdentityID) {
		return state, nil
	}
	acsUserID, wanted := state.ACSUserID.ValueString(), plan.UserIdentityID.ValueString()
	user, err := conn.Directory.ACSUserAnew(ctx, acsUserID)
	if err != nil {
		return state, err
	}
	isLinked, err := conn.Roster.SameIdentity(ctx, user.UserIdentityID, wanted)
	if err != nil {
		return state, err
	}
	if isLinked {
		state.UserIdentityID = plan.UserIdentityID
		return state, nil
	}
	conn.Directory.NoteLinkChange(user.UserIdentityID, wanted)
	if linked := user.UserIdentityID; linked != "" {
		err := conn.Client.UnlinkACSUser(ctx, linked, acsUserID)
		err = unlessDone(ctx, conn, acsUserID, err, func(user *seam.ACSUser) bool { return user.UserIdentityID != linked })
		if err != nil {
			return state, err
		}
		state.UserIdentityID = types.StringNull()
	}
	if wanted != "" {
		err := conn.Client.LinkACSUser(ctx, wanted, acsUserID)
		err = unlessDone(ctx, conn, acsUserID, err, func(user *seam.ACSUser) bool { return user.UserIdentityID == wanted })
		if err != nil {
			return state, err
		}
	}
	state.UserIdentityID = plan.UserIdentityID
	return state, nil
}

func suspendACSUser(ctx context.Context, conn *connection.Connection, acsUserID string) error {
	err := conn.Client.SuspendACSUser(ctx, acsUserID)
	return unlessDone(ctx, conn, acsUserID, err, func(user *seam.ACSUser) bool { return intended(user).IsSuspended })
}

func unsuspendACSUser(ctx context.Context, conn *connection.Connection, acsUserID string) error {
	err := conn.Client.UnsuspendACSUser(ctx, acsUserID)
	return unlessDone(ctx, conn, acsUserID, err, func(user *seam.ACSUser) bool { return !intended(user).IsSuspended })
}

// deleteACSUser deletes an ACS user. One that is gone, or on its way out, is deleted.
func deleteACSUser(ctx context.Context, conn *connection.Connection, state acsUserModel) error {
	acsUserID := state.ACSUserID.ValueString()
	conn.Directory.NotePeopleChange(acsUserID)
	cause := conn.Client.DeleteACSUser(ctx, acsUserID)
	err := unlessDone(ctx, conn, acsUserID, cause, (*seam.ACSUser).IsLeaving)
	if seam.IsNotFound(err) {
		return confirmACSUserGone(ctx, conn, state)
	}
	return err
}

// retireACSUser suspends an ACS user that is to be kept, and reports whether there is one to keep.
func retireACSUser(ctx context.Context, conn *connection.Connection, state acsUserModel) (isKept bool, err error) {
	acsUserID := state.ACSUserID.ValueString()
	conn.Directory.NotePeopleChange(acsUserID)
	err = suspendACSUser(ctx, conn, acsUserID)
	if seam.IsNotFound(err) {
		return false, confirmACSUserGone(ctx, conn, state)
	}
	return err == nil, err
}

// unlessDone returns why a change of an ACS user failed, unless the ACS user is as the change would have it: the change may
// have been made before, or the answer to it may have been lost. An ACS user that is gone satisfies [seam.IsNotFound].
func unlessDone(ctx context.Context, conn *connection.Connection, acsUserID string, cause error, isDone func(*seam.ACSUser) bool) error {
	isInDoubt := seam.Outcome(cause) != seam.NotApplied
	if cause == nil || ctx.Err() != nil || !isInDoubt && !seam.IsRefused(cause) && !seam.IsNotFound(cause) {
		return cause
	}
	user, err := conn.Directory.ACSUserAnew(ctx, acsUserID)
	switch {
	case seam.IsNotFound(err):
		return err
	case err != nil:
		return errors.Join(cause, err)
	case isDone(user):
		return nil
	default:
		return cause
	}
}
