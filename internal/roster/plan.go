// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package roster

import (
	"context"
	"crypto/rand"
	"fmt"
	"strings"
	"sync"

	"github.com/seamapi/terraform-provider-seam/internal/par"
	"github.com/seamapi/terraform-provider-seam/internal/seam"
)

// plan has what a configuration plans: who is told of a duplicate is answered by it alone.
type plan struct {
	// findACSUser returns the ACS user that a user identity has in a group's access system, or "".
	findACSUser func(ctx context.Context, acsAccessGroupID, userIdentityID string) (string, error)
	process     string

	mu           sync.Mutex
	nonces       int
	reservations reservations
	// readBy has who was read as which membership.
	readBy map[Key]readObjects
}

// Conflict is what a reservation found in its way.
type Conflict int

const (
	// Free means that nobody else reserves the membership.
	Free Conflict = iota
	// Duplicate means that two resources of one configuration declare the same membership, or the same whole group.
	Duplicate
	// DuplicateInState means that they do, and both are in the state already.
	DuplicateInState
	// OwnedAndShared means that one resource declares a whole group, and another a single membership in it.
	OwnedAndShared
)

func newPlan(findACSUser func(ctx context.Context, acsAccessGroupID, userIdentityID string) (string, error)) *plan {
	return &plan{findACSUser: findACSUser, process: rand.Text(), reservations: newReservations(), readBy: map[Key]readObjects{}}
}

// NewNonce returns a name under which one planned object reserves what it declares. It is unique across processes.
func (p *plan) NewNonce() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.nonces++
	return fmt.Sprintf("%s:%d", p.process, p.nonces)
}

// IsNonce reports whether this process has made the nonce.
func (p *plan) IsNonce(nonce string) bool {
	return strings.HasPrefix(nonce, p.process+":")
}

// readObjects are the objects that were read as one membership.
type readObjects struct {
	areInState bool
	// imported is the nonce of the last one that is being imported.
	imported string
}

// NoteRead notes that an object was read as this membership, or as this whole group, and tells whether another one of this
// process was before: [DuplicateInState] where the state has both, [Duplicate] where one of them is being imported. Then
// imported is the nonce of the object; of one that is in the state it is empty.
func (p *plan) NoteRead(key Key, imported string) Conflict {
	p.mu.Lock()
	defer p.mu.Unlock()
	key = key.byOneName()
	others := p.readBy[key]
	noted := others
	if imported == "" {
		noted.areInState = true
	} else {
		noted.imported = imported
	}
	p.readBy[key] = noted
	switch {
	case others.imported != "" && others.imported != imported, others.areInState && imported != "":
		return Duplicate
	case others.areInState:
		return DuplicateInState
	default:
		return Free
	}
}

// Reserve notes that the object of the nonce is going to have the membership, or the whole group where the key has no
// person, and tells whether another object is too. isInState says that the state has the object with this very membership.
// Of two objects the later is told; where it is told [Duplicate] or [OwnedAndShared], it reserves nothing. An object that reserves the same
// membership again, as the second pass of a replacement does without a state, keeps its reservation and its place; one that
// reserves another gives up the first.
//
// Two spellings of one membership, by ACS user and by user identity, are told apart with a request per user identity
// that is not resolved yet, and only where a group is planned in both. Errors are those of the Seam API.
func (p *plan) Reserve(ctx context.Context, key Key, nonce string, isInState bool) (Conflict, error) {
	p.mu.Lock()
	mine := p.reservations.add(key, nonce, isInState)
	unresolved := p.reservations.incomparable(mine)
	p.mu.Unlock()

	err := par.Each(ctx, par.NewTurns(par.AtATime), unresolved, func(ctx context.Context, userIdentityID string) error {
		acsUserID, err := p.findACSUser(ctx, key.ACSAccessGroupID, userIdentityID)
		if err != nil && !seam.IsNotFound(err) {
			return err
		}
		// Where the group does not exist, nobody has two memberships in it; the create will say so.
		p.mu.Lock()
		defer p.mu.Unlock()
		p.reservations.resolve(Key{key.ACSAccessGroupID, Person{UserIdentityID: userIdentityID}}, acsUserID)
		return nil
	})

	p.mu.Lock()
	defer p.mu.Unlock()
	conflict := p.reservations.conflict(mine)
	if err != nil {
		conflict = Free
	}
	if err != nil || conflict == Duplicate || conflict == OwnedAndShared {
		p.reservations.remove(mine)
	}
	return conflict, err
}
