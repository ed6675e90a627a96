// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package roster

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"

	"github.com/seamapi/terraform-provider-seam/internal/crowd"
	"github.com/seamapi/terraform-provider-seam/internal/par"
	"github.com/seamapi/terraform-provider-seam/internal/seam"
)

// reads is what this process has read from Seam, once for all who asked. It knows nothing of what the process has written.
type reads struct {
	api API

	workspace par.Cache[struct{}, *seam.Workspace]
	// groups has all access groups by one list, unlistedGroups those that are missing there.
	groups         par.Cache[struct{}, map[string]GroupFacts]
	unlistedGroups par.Cache[string, GroupFacts]
	// lists has the lists of access groups, and keeps those that ListedUsers was asked for. snapshots keeps what the
	// roster needs of every list.
	lists     par.Cache[string, []seam.ACSUser]
	listing   par.Turns
	snapshots par.Cache[string, *snapshot]
	users     par.Cache[string, *seam.ACSUser]
	// acsUsers has the ACS users of user identities.
	acsUsers   par.Cache[identityInSystem, string]
	identities par.Cache[string, *seam.UserIdentity]
	looks      looks
	people     *crowd.People
	// isListLost says that a list of ACS users could not be read, and is not worth another attempt by writes.
	isListLost atomic.Bool
}

// listsAtATime bounds the lists of access groups that are read at the same time. With everything that Seam tells of ten
// thousand users, one takes ten megabytes until there is a snapshot of it.
const listsAtATime = 3

func newReads(api API) *reads {
	return &reads{api: api, listing: par.NewTurns(listsAtATime), people: crowd.New(api)}
}

// ErrContradiction says that one answer of the Seam API has an access group or a person whom another one does not know. Nothing
// is concluded from either.
var ErrContradiction = errors.New("the Seam API contradicts itself")

// ErrWorkspaceChanged is an [ErrContradiction]: the credential opens another workspace than it did when the run began.
var ErrWorkspaceChanged = fmt.Errorf("%w on the workspace of the credential", ErrContradiction)

// Workspace returns the workspace that the credential opens. It is asked once per process.
func (r *reads) Workspace(ctx context.Context) (*seam.Workspace, error) {
	return r.workspace.Get(ctx, struct{}{}, func(ctx context.Context) (*seam.Workspace, error) { return r.api.GetWorkspace(ctx) })
}

// ConfirmWorkspace asks once more which workspace the credential opens, for whoever concludes from an object that was not
// found: in another workspace everything looks gone. That it opens another one satisfies [ErrWorkspaceChanged]; other errors
// are those of the Seam API.
func (r *reads) ConfirmWorkspace(ctx context.Context) error {
	first, err := r.Workspace(ctx)
	if err != nil {
		return err
	}
	now, err := r.api.GetWorkspace(ctx)
	if err != nil {
		return fmt.Errorf("confirming the workspace: %w", err)
	}
	if now.WorkspaceID != first.WorkspaceID {
		return fmt.Errorf("%w: it opened workspace %s first, and opens workspace %s now", ErrWorkspaceChanged, first.WorkspaceID, now.WorkspaceID)
	}
	return nil
}

// ListedUsers returns everybody on the group's list, with everything that Seam tells of them. The list is read once per
// process: memberships of the same group use it too, unless they had to read it before. The result is shared, so nobody
// edits it. Errors are those of the Seam API.
func (r *reads) ListedUsers(ctx context.Context, acsAccessGroupID string) ([]seam.ACSUser, error) {
	return r.lists.Get(ctx, acsAccessGroupID, r.list(acsAccessGroupID))
}

// snapshot returns what the roster needs of the group's list, which is read once per process. An unknown group is confirmed
// to be so, once as well.
func (r *reads) snapshot(ctx context.Context, acsAccessGroupID string) (*snapshot, error) {
	list, err := r.snapshots.Get(ctx, acsAccessGroupID, func(ctx context.Context) (*snapshot, error) {
		users, err := r.lists.Share(ctx, acsAccessGroupID, r.list(acsAccessGroupID))
		if seam.IsNotFound(err) {
			return r.confirmUnknown(ctx, acsAccessGroupID, err)
		}
		if err != nil {
			return nil, err
		}
		return newSnapshot(GroupChanges{acsAccessGroupID: acsAccessGroupID}, users), nil
	})
	if err != nil {
		return nil, err
	}
	return list, list.unknown
}

// confirmUnknown asks for a group that its list says is unknown. Whoever believes a single answer, and is wrong, loses
// track of everybody in the group.
func (r *reads) confirmUnknown(ctx context.Context, acsAccessGroupID string, unknown error) (*snapshot, error) {
	switch _, err := r.api.GetACSAccessGroup(ctx, acsAccessGroupID); {
	case seam.IsNotFound(err):
		return &snapshot{unknown: unknown}, r.ConfirmWorkspace(ctx)
	case err != nil:
		return nil, fmt.Errorf("confirming that the access group is gone: %w", err)
	default:
		return nil, fmt.Errorf("%w: it has access group %s, but said of its users: %s", ErrContradiction, acsAccessGroupID, unknown.Error())
	}
}

// confirmUngettable returns why a group is not found that has a list of users. The list of a group that does not exist may be
// empty; somebody in it, or the list of all groups, proves that the group is there.
func (r *reads) confirmUngettable(ctx context.Context, acsAccessGroupID string, list *snapshot, unknown error) error {
	isThere := len(list.users) > 0
	if !isThere {
		listed, err := r.groups.Get(ctx, struct{}{}, r.listGroups)
		if err != nil {
			return fmt.Errorf("confirming that the access group is gone: %w", err)
		}
		_, isThere = listed[acsAccessGroupID]
	}
	if isThere {
		return fmt.Errorf("%w: it lists access group %s, but said when asked for it: %s", ErrContradiction, acsAccessGroupID, unknown.Error())
	}
	if err := r.ConfirmWorkspace(ctx); err != nil {
		return err
	}
	return unknown
}

// confirmUserUnknown looks for an ACS user that was not found in the list of all ACS users. Whoever believes a single answer, and
// is wrong, loses track of a membership.
func (r *reads) confirmUserUnknown(ctx context.Context, acsUserID string) error {
	listed, err := r.people.SearchForACSUser(ctx, "", acsUserID)
	if seam.IsNotFound(err) {
		return fmt.Errorf("%w: it does not know ACS user %s, and has no list of ACS users: %s", ErrContradiction, acsUserID, err.Error())
	}
	if err != nil {
		return fmt.Errorf("confirming that the ACS user is gone: %w", err)
	}
	if listed != nil && !listed.IsLeaving() {
		return fmt.Errorf("%w: it lists ACS user %s, but said that it is not found", ErrContradiction, acsUserID)
	}
	return r.ConfirmWorkspace(ctx)
}

// confirmDeleted asks once more for an ACS user that Seam had a moment ago, and whose access groups are not found by now.
func (r *reads) confirmDeleted(ctx context.Context, acsUserID string, unknown error) error {
	switch _, err := r.api.GetACSUser(ctx, acsUserID); {
	case seam.IsNotFound(err):
		return r.ConfirmWorkspace(ctx)
	case err != nil:
		return fmt.Errorf("confirming that the ACS user is gone: %w", err)
	default:
		return fmt.Errorf("%w: it has ACS user %s, but said of its access groups: %s", ErrContradiction, acsUserID, unknown.Error())
	}
}

func (r *reads) list(acsAccessGroupID string) func(context.Context) ([]seam.ACSUser, error) {
	return func(ctx context.Context) ([]seam.ACSUser, error) {
		end, err := r.listing.Take(ctx)
		if err != nil {
			return nil, err
		}
		defer end()
		return r.api.ListAccessGroupUsers(ctx, acsAccessGroupID)
	}
}

// Listed returns the membership as the group's list has it, whatever this process has written since. The answer depends on
// Seam alone, so a plan says the same whenever it is made. It costs no request beyond the list. Errors are those of the
// Seam API; an unknown group satisfies [seam.IsNotFound].
func (r *reads) Listed(ctx context.Context, key Key) (Membership, error) {
	list, err := r.snapshot(ctx, key.ACSAccessGroupID)
	if err != nil {
		return Membership{}, err
	}
	membership, _ := list.find(key.Person)
	return membership, nil
}

// ask asks Seam about one membership, past every list: the ACS user tells what is pending, its groups tell the rest.
func (r *reads) ask(ctx context.Context, key Key) (Membership, error) {
	person := key.Person
	if person.ACSUserID == "" {
		acsUserID, err := r.currentACSUserOf(ctx, key.ACSAccessGroupID, person.UserIdentityID)
		if err != nil {
			return Membership{}, err
		}
		if acsUserID == "" {
			return Membership{Person: person}, r.ConfirmWorkspace(ctx)
		}
		person.ACSUserID = acsUserID
	}
	user, err := r.api.GetACSUser(ctx, person.ACSUserID)
	if seam.IsNotFound(err) {
		return Membership{Person: person, IsUserUnknown: true}, r.confirmUserUnknown(ctx, person.ACSUserID)
	}
	if err != nil {
		return Membership{}, err
	}
	person.UserIdentityID = user.UserIdentityID
	groups, err := r.api.ListACSAccessGroups(ctx, seam.ACSAccessGroupFilter{ACSUserID: person.ACSUserID})
	if seam.IsNotFound(err) {
		return Membership{Person: person, IsUserUnknown: true}, r.confirmDeleted(ctx, person.ACSUserID, err)
	}
	if err != nil {
		return Membership{}, err
	}
	pending, isListed := GroupChanges{acsAccessGroupID: key.ACSAccessGroupID}, false
	for i := range groups {
		if groups[i].ACSAccessGroupID == key.ACSAccessGroupID {
			pending, isListed = ChangesOf(&groups[i]), true
		}
	}
	return newMembership(user, pending.Standing(user, isListed)), nil
}

// UserIdentityOf returns the ID of the user identity that an ACS user belongs to, or "" where it belongs to none. An
// unknown ACS user satisfies [seam.IsNotFound]; the other errors are those of the Seam API.
func (r *reads) UserIdentityOf(ctx context.Context, acsAccessGroupID, acsUserID string) (string, error) {
	membership, err := r.Listed(ctx, Key{acsAccessGroupID, Person{ACSUserID: acsUserID}})
	if err == nil && membership.Standing != Absent {
		return membership.Person.UserIdentityID, nil
	}
	user, err := r.user(ctx, acsUserID)
	if err != nil {
		return "", err
	}
	return user.UserIdentityID, nil
}

func (r *reads) user(ctx context.Context, acsUserID string) (*seam.ACSUser, error) {
	return r.users.Get(ctx, acsUserID, func(ctx context.Context) (*seam.ACSUser, error) { return r.api.GetACSUser(ctx, acsUserID) })
}
