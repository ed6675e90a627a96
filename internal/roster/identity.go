// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package roster

import (
	"context"

	"github.com/seamapi/terraform-provider-seam/internal/seam"
)

// acsUserOf returns the ID of the ACS user that a user identity has in the group's access system, or "" where it has
// none. Errors are those of the Seam API.
func (r *Roster) acsUserOf(ctx context.Context, acsAccessGroupID, userIdentityID string) (string, error) {
	acsSystemID, err := r.systemOf(ctx, acsAccessGroupID)
	if err != nil {
		return "", err
	}
	user, err := r.users.get(ctx, identityIn(acsSystemID, userIdentityID), func(ctx context.Context) (*seam.ACSUser, error) {
		return r.api.GetACSUserOfIdentity(ctx, userIdentityID, acsSystemID)
	})
	if seam.IsNotFound(err) {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	return user.ACSUserID, nil
}

func identityIn(acsSystemID, userIdentityID string) string { return userIdentityID + "@" + acsSystemID }

// acsUserOfNow is acsUserOf for whoever has to see what this process has just written: a lookup that was under way
// already may have been answered before.
func (r *Roster) acsUserOfNow(ctx context.Context, acsAccessGroupID, userIdentityID string) (string, error) {
	acsSystemID, err := r.systemOf(ctx, acsAccessGroupID)
	if err != nil {
		return "", err
	}
	r.users.startAnew(identityIn(acsSystemID, userIdentityID))
	return r.acsUserOf(ctx, acsAccessGroupID, userIdentityID)
}

// identify finds the ACS user of a person who is named by user identity, before a write. Where there is none, it holds
// that user identity in the group's system until release is called: Seam is never asked to create two ACS users, and no
// write goes by user identity while another one is getting it an ACS user. Errors are those of the Seam API.
func (r *Roster) identify(ctx context.Context, acsAccessGroupID string, person Person) (_ Person, release func(), err error) {
	nothing := func() {}
	if person.ACSUserID != "" {
		return person, nothing, nil
	}
	acsSystemID, err := r.systemOf(ctx, acsAccessGroupID)
	if err != nil {
		return person, nothing, err
	}
	release, err = r.locks.lock(ctx, identityIn(acsSystemID, person.UserIdentityID))
	if err != nil {
		return person, nothing, err
	}
	person.ACSUserID, err = r.acsUserOfNow(ctx, acsAccessGroupID, person.UserIdentityID)
	if err != nil || person.ACSUserID != "" {
		release()
		return person, nothing, err
	}
	return person, release, nil
}

// manyLookups is how many people are looked up with a list of all ACS users in the access system rather than singly.
// The list comes in pages of hundreds; for fewer people than that, asking for each is less in a system of any size.
const manyLookups = 100

// ExpectUserIdentities prepares for writes that name all of these user identities: of many, the ACS users are looked up
// with one list. It is no more than a shortcut: whoever is not found by it is looked up when it comes to the write.
func (r *Roster) ExpectUserIdentities(ctx context.Context, acsAccessGroupID string, userIdentityIDs []string) {
	if len(userIdentityIDs) < manyLookups {
		return
	}
	acsSystemID, err := r.systemOf(ctx, acsAccessGroupID)
	if err != nil {
		return
	}
	users, err := r.api.ListACSUsers(ctx, seam.ACSUserFilter{ACSSystemID: acsSystemID})
	if err != nil {
		return
	}
	expected := make(map[string]bool, len(userIdentityIDs))
	for _, userIdentityID := range userIdentityIDs {
		expected[userIdentityID] = true
	}
	for _, user := range users {
		if expected[user.UserIdentityID] {
			r.users.put(identityIn(acsSystemID, user.UserIdentityID), &user)
		}
	}
}

// UserIdentityOf returns the ID of the user identity that an ACS user belongs to, or "" where it belongs to none. An
// unknown ACS user satisfies [seam.IsNotFound]; the other errors are those of the Seam API.
func (r *Roster) UserIdentityOf(ctx context.Context, acsAccessGroupID, acsUserID string) (string, error) {
	if membership, err := r.Listed(ctx, acsAccessGroupID, Person{ACSUserID: acsUserID}); err == nil && membership.Standing != Absent {
		return membership.Person.UserIdentityID, nil
	}
	user, err := r.userOf(ctx, acsUserID)
	if err != nil {
		return "", err
	}
	return user.UserIdentityID, nil
}

// systemOf returns the ID of the access system that a group belongs to. One list of all groups serves every group of a
// configuration, which is one request where asking for each would be hundreds; a group missing there is asked for alone.
func (r *Roster) systemOf(ctx context.Context, acsAccessGroupID string) (string, error) {
	systems, err := r.systems.get(ctx, "", r.listSystems)
	if err != nil {
		return "", err
	}
	if acsSystemID, ok := systems[acsAccessGroupID]; ok {
		return acsSystemID, nil
	}
	group, err := r.groups.get(ctx, acsAccessGroupID, func(ctx context.Context) (*seam.ACSAccessGroup, error) {
		return r.api.GetACSAccessGroup(ctx, acsAccessGroupID)
	})
	if err != nil {
		return "", err
	}
	return group.ACSSystemID, nil
}

func (r *Roster) listSystems(ctx context.Context) (map[string]string, error) {
	groups, err := r.api.ListACSAccessGroups(ctx, seam.ACSAccessGroupFilter{})
	if err != nil {
		return nil, err
	}
	systems := make(map[string]string, len(groups))
	for _, group := range groups {
		systems[group.ACSAccessGroupID] = group.ACSSystemID
	}
	return systems, nil
}
