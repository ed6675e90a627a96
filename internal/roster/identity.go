// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package roster

import (
	"context"

	"github.com/seamapi/terraform-provider-seam/internal/seam"
)

// identityInSystem is a user identity in an access system, where it has at most one ACS user.
type identityInSystem struct {
	userIdentityID string
	acsSystemID    string
}

// acsUserOf returns the ID of the ACS user that a user identity has in the group's access system, or "" where it has
// none. Errors are those of the Seam API.
func (r *reads) acsUserOf(ctx context.Context, acsAccessGroupID, userIdentityID string) (string, error) {
	acsSystemID, err := r.systemOf(ctx, acsAccessGroupID)
	if err != nil {
		return "", err
	}
	return r.acsUserIn(ctx, identityInSystem{userIdentityID, acsSystemID})
}

// acsUserIn is acsUserOf for an access system.
func (r *reads) acsUserIn(ctx context.Context, identity identityInSystem) (string, error) {
	acsUserID, err := r.acsUsers.Get(ctx, identity, func(ctx context.Context) (string, error) {
		user, err := r.api.GetACSUserOfIdentity(ctx, identity.userIdentityID, identity.acsSystemID)
		if err != nil {
			return "", err
		}
		r.people.MeetACSUser(identity.userIdentityID, identity.acsSystemID, user)
		return user.ACSUserID, nil
	})
	if seam.IsNotFound(err) {
		return "", nil
	}
	return acsUserID, err
}

// currentACSUserOf is freshACSUserOf for whoever concludes something from there being none: the ACS users of an identity
// that was merged are those of the identity that survived, and its own ID may be unknown.
func (r *reads) currentACSUserOf(ctx context.Context, acsAccessGroupID, userIdentityID string) (string, error) {
	acsUserID, err := r.freshACSUserOf(ctx, acsAccessGroupID, userIdentityID)
	if err != nil || acsUserID != "" {
		return acsUserID, err
	}
	surviving, err := r.SurvivingIdentity(ctx, userIdentityID)
	if seam.IsNotFound(err) || err == nil && surviving == userIdentityID {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	return r.freshACSUserOf(ctx, acsAccessGroupID, surviving)
}

// freshACSUserOf is acsUserOf for whoever has to see what this process has just written: a look-up that is under way
// already may have been answered before the write, and one that was answered may have been before a change of the person.
func (r *reads) freshACSUserOf(ctx context.Context, acsAccessGroupID, userIdentityID string) (string, error) {
	acsSystemID, err := r.systemOf(ctx, acsAccessGroupID)
	if err != nil {
		return "", err
	}
	identity := identityInSystem{userIdentityID, acsSystemID}
	r.acsUsers.StartAnew(identity, func(acsUserID string) bool {
		return r.people.HasRelinked(userIdentityID) || r.people.HasChangedPerson(acsUserID)
	})
	return r.acsUserIn(ctx, identity)
}

// listedACSUserOf is freshACSUserOf for whoever grants: the list of the access system answers for everybody whom it has and
// whom this process has not changed. Somebody else may have linked the identity to another ACS user since: a grant by user
// identity reaches that one all the same, and the next refresh tells.
func (r *reads) listedACSUserOf(ctx context.Context, acsAccessGroupID, userIdentityID string) (string, error) {
	acsSystemID, err := r.systemOf(ctx, acsAccessGroupID)
	if err != nil {
		return "", err
	}
	if !r.isListLost.Load() {
		user, err := r.people.ListedACSUserOf(ctx, userIdentityID, acsSystemID)
		if user != nil {
			return user.ACSUserID, nil
		}
		if err != nil {
			r.isListLost.Store(true)
		}
	}
	return r.freshACSUserOf(ctx, acsAccessGroupID, userIdentityID)
}

// acsUserNow returns the ID of the ACS user that the user identity of a membership has now, or "" where it has none. It costs
// no request beyond the group's list where that has the identity. Errors are those of the Seam API.
func (r *reads) acsUserNow(ctx context.Context, key Key) (string, error) {
	if list, err := r.snapshot(ctx, key.ACSAccessGroupID); err == nil {
		if acsUserID := list.acsUserOf[key.Person.UserIdentityID]; acsUserID != "" {
			return acsUserID, nil
		}
		isMerged, err := r.SameIdentity(ctx, list.users[key.Person.ACSUserID].userIdentityID, key.Person.UserIdentityID)
		if err != nil || isMerged {
			return key.Person.ACSUserID, err
		}
	}
	return r.currentACSUserOf(ctx, key.ACSAccessGroupID, key.Person.UserIdentityID)
}

// split returns a key with two names as the key of the ACS user that it has recorded, and that of the ACS user that its user
// identity has now, if there is one. Of one ACS user it is one key. Errors are those of the Seam API.
func (r *reads) split(ctx context.Context, key Key) ([]Key, error) {
	now, err := r.acsUserNow(ctx, key)
	recorded := key.of(Person{ACSUserID: key.Person.ACSUserID})
	switch {
	case err != nil && !seam.IsNotFound(err):
		return nil, err
	case now == "":
		return []Key{recorded}, nil
	case now == key.Person.ACSUserID:
		return []Key{key}, nil
	default:
		return []Key{recorded, key.of(Person{ACSUserID: now, UserIdentityID: key.Person.UserIdentityID})}, nil
	}
}
