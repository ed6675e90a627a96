// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package roster

import (
	"context"
	"maps"
	"slices"
	"sync"

	"github.com/seamapi/terraform-provider-seam/internal/par"
)

// ledger has what this process does to memberships: who can be locked out is answered by it, by grant and by revoke alone.
type ledger struct {
	api   API
	reads *reads

	mu sync.Mutex
	// entries are the memberships that this process has worked on, each by one name of its person.
	entries map[Key]*entry
	// inGroup has the same entries by access group.
	inGroup map[string][]*entry
	// unresolved are the user identities, by access group, that have a membership of which nobody could say which ACS user it
	// is of.
	unresolved map[string]map[string]bool
	// identities are the turns of user identities that are getting an ACS user.
	identities map[identityInSystem]par.Turns
	hasWritten bool
}

// entry is one membership.
type entry struct {
	person Person
	// turn is taken while the membership is changed.
	turn par.Turns

	// The mutex of the ledger guards these.
	lastWrite write
	owners    Owner
}

// write is what this process has last done to a membership. Writes lie over every list: a list that was under way
// during a write may have been made before it or after, and nobody can tell.
type write int

const (
	// unwritten: this process has not touched the membership.
	unwritten write = iota
	// inDoubt: a write is on its way, or failed. Seam is asked singly then, since no list may be newer than the write.
	inDoubt
	granted
	revoked
)

// Owner is the kind of object that a membership is granted to or revoked for.
type Owner int

const (
	// OneMembership is an object that holds this membership alone.
	OneMembership Owner = 1 << iota
	// WholeGroup is an object that holds all memberships of an access group.
	WholeGroup

	anyOwner = OneMembership | WholeGroup
)

func newLedger(api API, reads *reads) *ledger {
	return &ledger{
		api:        api,
		reads:      reads,
		entries:    map[Key]*entry{},
		inGroup:    map[string][]*entry{},
		unresolved: map[string]map[string]bool{},
		identities: map[identityInSystem]par.Turns{},
	}
}

// HasWritten reports whether this process has changed a membership, or begun to.
func (l *ledger) HasWritten() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.hasWritten
}

// takeTurn waits until nobody else changes the membership. It fails only when ctx ends first.
func (l *ledger) takeTurn(ctx context.Context, key Key) (end func(), err error) {
	l.mu.Lock()
	turn := l.entry(key).turn
	l.mu.Unlock()
	return turn.Take(ctx)
}

// takeIdentity waits until nobody else may be getting the user identity an ACS user. It fails only when ctx ends first.
func (l *ledger) takeIdentity(ctx context.Context, identity identityInSystem) (end func(), err error) {
	l.mu.Lock()
	turn, isKnown := l.identities[identity]
	if !isKnown {
		turn = par.NewTurns(1)
		l.identities[identity] = turn
	}
	l.mu.Unlock()
	return turn.Take(ctx)
}

// lastWrite returns what this process has last done to the membership.
func (l *ledger) lastWrite(key Key) write {
	l.mu.Lock()
	defer l.mu.Unlock()
	if e := l.entries[key.byOneName()]; e != nil {
		return e.lastWrite
	}
	return unwritten
}

// lastWrites returns what this process has last done to the memberships of a group, by ACS user.
func (l *ledger) lastWrites(acsAccessGroupID string) map[string]write {
	l.mu.Lock()
	defer l.mu.Unlock()
	writes := map[string]write{}
	for _, e := range l.inGroup[acsAccessGroupID] {
		if e.person.ACSUserID != "" {
			writes[e.person.ACSUserID] = e.lastWrite
		}
	}
	return writes
}

// isOwned reports whether an object of one of these kinds holds the membership.
func (l *ledger) isOwned(key Key, by Owner) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	e := l.entries[key.byOneName()]
	return e != nil && e.owners&by != 0
}

// record notes what this process has done to the membership.
func (l *ledger) record(key Key, w write) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.entry(key).lastWrite = w
	l.hasWritten = true
}

// own notes that an object holds the membership, so that the destroy of another one, such as its predecessor, keeps it.
func (l *ledger) own(key Key, owner Owner) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.entry(key).owners |= owner
}

// move gives what is owned by user identity to the ACS user that it turned out to be, and to no other.
func (l *ledger) move(byIdentity, byACSUser Key) {
	l.mu.Lock()
	defer l.mu.Unlock()
	from, to := l.entry(byIdentity), l.entry(byACSUser)
	to.owners |= from.owners
	if to.lastWrite == unwritten {
		to.lastWrite = from.lastWrite
	}
	l.forget(byIdentity)
}

// disown ends what is owned by user identity.
func (l *ledger) disown(byIdentity Key) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.forget(byIdentity)
}

// forget empties the entry of a user identity. The caller holds the mutex.
func (l *ledger) forget(byIdentity Key) {
	e := l.entry(byIdentity)
	e.owners, e.lastWrite = 0, unwritten
	delete(l.unresolved[byIdentity.ACSAccessGroupID], byIdentity.Person.UserIdentityID)
}

// leaveUnresolved notes that nobody could say which ACS user a user identity has got, for resolveOwned to find out.
func (l *ledger) leaveUnresolved(byIdentity Key) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.unresolved[byIdentity.ACSAccessGroupID] == nil {
		l.unresolved[byIdentity.ACSAccessGroupID] = map[string]bool{}
	}
	l.unresolved[byIdentity.ACSAccessGroupID][byIdentity.Person.UserIdentityID] = true
}

// resolveOwned finds out which ACS users the unresolved identities of a group have got, so that what they have is kept for
// those and for nobody else. Errors are those of the Seam API.
func (l *ledger) resolveOwned(ctx context.Context, acsAccessGroupID string) error {
	l.mu.Lock()
	unresolved := slices.Collect(maps.Keys(l.unresolved[acsAccessGroupID]))
	l.mu.Unlock()
	for _, userIdentityID := range unresolved {
		acsUserID, err := l.reads.currentACSUserOf(ctx, acsAccessGroupID, userIdentityID)
		if err != nil {
			return err
		}
		if acsUserID != "" {
			l.move(Key{acsAccessGroupID, Person{UserIdentityID: userIdentityID}}, Key{acsAccessGroupID, Person{ACSUserID: acsUserID}})
		}
	}
	return nil
}

// entry returns the entry of a membership. The caller holds the mutex.
func (l *ledger) entry(key Key) *entry {
	key = key.byOneName()
	e := l.entries[key]
	if e == nil {
		e = &entry{person: key.Person, turn: par.NewTurns(1)}
		l.entries[key] = e
		l.inGroup[key.ACSAccessGroupID] = append(l.inGroup[key.ACSAccessGroupID], e)
	}
	return e
}
