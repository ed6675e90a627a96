// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package roster

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"

	"github.com/seamapi/terraform-provider-seam/internal/seam"
)

// GroupMember is somebody who is in an access group, with the name that people know.
type GroupMember struct {
	Membership
	// DisplayName is empty where Seam has not said it.
	DisplayName string
}

// Members returns who is in the group, sorted by ACS user: everybody whom the group's list has and who is not leaving,
// without those whom this process has removed and with those whom it has added. It costs no request beyond the list.
// Errors are those of the Seam API; an unknown group satisfies [seam.IsNotFound].
func (r *Roster) Members(ctx context.Context, acsAccessGroupID string) ([]GroupMember, error) {
	group, err := r.list(ctx, acsAccessGroupID)
	if err != nil {
		return nil, err
	}
	written := r.writtenIn(acsAccessGroupID)
	members := make([]GroupMember, 0, len(group.users))
	for acsUserID, listed := range group.users {
		membership, _ := group.find(Person{ACSUserID: acsUserID})
		if written[acsUserID] == granted && !membership.Standing.Present() {
			membership.Standing = Joining
		}
		if written[acsUserID] != revoked && membership.Standing.Present() {
			members = append(members, GroupMember{Membership: membership, DisplayName: listed.displayName})
		}
	}
	for acsUserID, outcome := range written {
		if _, isListed := group.users[acsUserID]; outcome == granted && !isListed {
			members = append(members, GroupMember{Membership: Membership{Person: Person{ACSUserID: acsUserID}, Standing: Joining}})
		}
	}
	slices.SortFunc(members, func(a, b GroupMember) int { return cmp.Compare(a.Person.ACSUserID, b.Person.ACSUserID) })
	return members, nil
}

// writtenIn returns what this process has done to the memberships of a group, by ACS user.
func (r *Roster) writtenIn(acsAccessGroupID string) map[string]write {
	r.mu.Lock()
	defer r.mu.Unlock()
	written := map[string]write{}
	for membership, outcome := range r.writes {
		person, isIn := strings.CutPrefix(membership, acsAccessGroupID+"/")
		if isIn && !strings.HasPrefix(person, userIdentityKey) {
			written[person] = outcome
		}
	}
	return written
}

// Joiners returns those whom the group's list lacks, though Seam is about to add them, sorted by ACS user. It costs a
// request for the group, and one for each of them. Errors are those of the Seam API.
func (r *Roster) Joiners(ctx context.Context, acsAccessGroupID string) ([]GroupMember, error) {
	listed, err := r.list(ctx, acsAccessGroupID)
	if err != nil {
		return nil, err
	}
	group, err := r.api.GetACSAccessGroup(ctx, acsAccessGroupID)
	if err != nil {
		return nil, err
	}
	lookups, ctx := errgroup.WithContext(ctx)
	lookups.SetLimit(parallelLookups)
	acsUserIDs := joining(group, listed)
	found := make([]GroupMember, len(acsUserIDs))
	for i, acsUserID := range acsUserIDs {
		lookups.Go(func() error {
			user, err := r.userOf(ctx, acsUserID)
			if err == nil {
				person := Person{ACSUserID: acsUserID, UserIdentityID: user.UserIdentityID}
				found[i] = GroupMember{Membership{Person: person, Standing: Joining, Errors: user.Errors}, user.DisplayName}
			}
			return ignoreNotFound(err)
		})
	}
	if err := lookups.Wait(); err != nil {
		return nil, err
	}
	return slices.DeleteFunc(found, func(member GroupMember) bool { return member.Person.ACSUserID == "" }), nil
}

// joining returns the ACS users whom a group is about to get and its list lacks.
func joining(group *seam.ACSAccessGroup, listed *snapshot) []string {
	var acsUserIDs []string
	for _, mutation := range group.PendingMutations {
		for _, acsUserID := range []string{mutation.ToACSUserID, mutation.ACSUserID} {
			_, isListed := listed.users[acsUserID]
			if acsUserID != "" && !isListed && standing(false, changesOfGroup(group, acsUserID)) == Joining {
				acsUserIDs = append(acsUserIDs, acsUserID)
			}
		}
	}
	slices.Sort(acsUserIDs)
	return slices.Compact(acsUserIDs)
}

func ignoreNotFound(err error) error {
	if seam.IsNotFound(err) {
		return nil
	}
	return err
}

// DisplayName returns the name of an ACS user that no list has said, or "" where Seam does not say it either.
func (r *Roster) DisplayName(ctx context.Context, acsUserID string) string {
	user, err := r.userOf(ctx, acsUserID)
	if err != nil {
		return ""
	}
	return user.DisplayName
}

func (r *Roster) userOf(ctx context.Context, acsUserID string) (*seam.ACSUser, error) {
	return r.users.get(ctx, acsUserID, func(ctx context.Context) (*seam.ACSUser, error) {
		return r.api.GetACSUser(ctx, acsUserID)
	})
}

// owner is a planned object that is going to hold a whole group.
type owner struct {
	holder  string
	inState bool
}

// ReserveGroup is Reserve for an object that is going to hold the whole group: of two holders the later is told.
func (r *Roster) ReserveGroup(acsAccessGroupID, holder string, inState bool) Conflict {
	r.mu.Lock()
	defer r.mu.Unlock()
	first, isHeld := r.owners[acsAccessGroupID]
	if !isHeld || first.holder == holder {
		r.owners[acsAccessGroupID] = owner{holder: holder, inState: inState}
		return Free
	}
	if first.inState && inState {
		return DuplicateInState
	}
	return Duplicate
}

// NoteGroupRead is NoteRead for an object that holds the whole group.
func (r *Roster) NoteGroupRead(acsAccessGroupID string) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	first := !r.read[acsAccessGroupID]
	r.read[acsAccessGroupID] = true
	return first
}
