// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package roster

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"

	"github.com/seamapi/terraform-provider-seam/internal/seam"
)

// parallelLookups bounds the requests that one reservation sends at a time; Terraform itself walks ten resources at once.
const parallelLookups = 10

// Conflict is what a reservation found in its way.
type Conflict int

const (
	// Free means that nobody else holds the membership.
	Free Conflict = iota
	// Duplicate means that two resources of one configuration declare the same membership.
	Duplicate
	// DuplicateInState means that they do, and both are in the state already.
	DuplicateInState
)

// reservation is a membership that a planned object is going to hold.
type reservation struct {
	holder  string
	person  Person
	inState bool
	// resolved says that the ACS user of the user identity has been looked up.
	resolved bool
}

// NewHolder returns a name under which a planned object reserves its membership. Names are unique across processes.
func (r *Roster) NewHolder() string {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.holders++
	return fmt.Sprintf("%s:%d", r.id, r.holders)
}

// IsHolder reports whether name was given out by this process.
func (r *Roster) IsHolder(name string) bool {
	return strings.HasPrefix(name, r.id+":")
}

// Reserve notes that holder is going to hold the membership of person in the group, and tells whether another holder is
// too. inState says that the state has holder with this very membership. Of two holders the later is told; where it is
// told [Duplicate], it reserves nothing. A holder that reserves the same membership again, as the second pass of a
// replacement does without a state, keeps its reservation and its place; one that reserves another moves it.
//
// Two spellings of one membership, by ACS user and by user identity, are told apart with a request per user identity
// that is not resolved yet, and only where a group is planned in both. Errors are those of the Seam API.
func (r *Roster) Reserve(ctx context.Context, acsAccessGroupID string, person Person, holder string, inState bool) (Conflict, error) {
	mine := r.register(acsAccessGroupID, &reservation{holder: holder, person: person, inState: inState})
	if err := r.resolveSpellings(ctx, acsAccessGroupID, mine); err != nil {
		r.drop(acsAccessGroupID, mine)
		return Free, err
	}
	conflict := r.conflict(acsAccessGroupID, mine)
	if conflict == Duplicate {
		r.drop(acsAccessGroupID, mine)
	}
	return conflict, nil
}

// register returns the reservation that the holder of mine has for this person already, or else mine in place of any
// other that it has.
func (r *Roster) register(acsAccessGroupID string, mine *reservation) *reservation {
	r.mu.Lock()
	defer r.mu.Unlock()
	reserved := r.reservations[acsAccessGroupID]
	i := slices.IndexFunc(reserved, func(other *reservation) bool { return other.holder == mine.holder })
	if i >= 0 && samePerson(reserved[i].person, mine.person) {
		return reserved[i]
	}
	if i >= 0 {
		reserved = slices.Delete(reserved, i, i+1)
	}
	r.reservations[acsAccessGroupID] = append(reserved, mine)
	return mine
}

func (r *Roster) drop(acsAccessGroupID string, mine *reservation) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.reservations[acsAccessGroupID] = slices.DeleteFunc(r.reservations[acsAccessGroupID], func(other *reservation) bool {
		return other == mine
	})
}

// conflict looks for an earlier reservation of the same membership.
func (r *Roster) conflict(acsAccessGroupID string, mine *reservation) Conflict {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, other := range r.reservations[acsAccessGroupID] {
		switch {
		case other == mine:
			return Free
		case !samePerson(other.person, mine.person):
			continue
		case other.inState && mine.inState:
			return DuplicateInState
		default:
			return Duplicate
		}
	}
	return Free
}

func samePerson(a, b Person) bool {
	return a.ACSUserID != "" && a.ACSUserID == b.ACSUserID ||
		a.UserIdentityID != "" && a.UserIdentityID == b.UserIdentityID
}

// resolveSpellings finds the ACS users of those reservations that can only then be compared with mine.
func (r *Roster) resolveSpellings(ctx context.Context, acsAccessGroupID string, mine *reservation) error {
	lookups, ctx := errgroup.WithContext(ctx)
	lookups.SetLimit(parallelLookups)
	for _, userIdentityID := range r.incomparable(acsAccessGroupID, mine) {
		lookups.Go(func() error {
			acsUserID, err := r.acsUserOf(ctx, acsAccessGroupID, userIdentityID)
			if seam.IsNotFound(err) {
				// Nobody has two memberships in a group that does not exist; the create will say so.
				return nil
			}
			if err == nil {
				r.resolve(acsAccessGroupID, userIdentityID, acsUserID)
			}
			return err
		})
	}
	return lookups.Wait()
}

// incomparable returns the user identities that stand between mine and an answer: mine, where others name ACS users
// only, or those of the others, where mine does.
func (r *Roster) incomparable(acsAccessGroupID string, mine *reservation) []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	var userIdentityIDs []string
	for _, other := range r.reservations[acsAccessGroupID] {
		switch {
		case mine.byUserIdentityOnly() && other.byACSUserOnly():
			return []string{mine.person.UserIdentityID}
		case mine.byACSUserOnly() && other.byUserIdentityOnly():
			userIdentityIDs = append(userIdentityIDs, other.person.UserIdentityID)
		}
	}
	return userIdentityIDs
}

func (v *reservation) byACSUserOnly() bool      { return v.person.UserIdentityID == "" }
func (v *reservation) byUserIdentityOnly() bool { return v.person.ACSUserID == "" && !v.resolved }

// resolve notes what a lookup has found, and that it has been made: a user identity without an ACS user in the group's
// system is no user's second spelling.
func (r *Roster) resolve(acsAccessGroupID, userIdentityID, acsUserID string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, reserved := range r.reservations[acsAccessGroupID] {
		if reserved.byUserIdentityOnly() && reserved.person.UserIdentityID == userIdentityID {
			reserved.person.ACSUserID = acsUserID
			reserved.resolved = true
		}
	}
}
