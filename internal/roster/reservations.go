// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package roster

import (
	"cmp"
	"maps"
	"slices"
)

// reservations are the memberships that planned objects are going to have, indexed so that none of them has to be compared
// with all the others of its group.
type reservations struct {
	made    int
	byNonce map[string]*reservation
	// byName has the reservations of a membership under each name of its person, in the order in which they were made.
	byName map[Key][]*reservation
	// single has the reservations of single memberships by access group, in the order in which they were made.
	single map[string][]*reservation
	// spellings has, by access group, the reservations that name their person in one way only.
	spellings map[string]*spellings
}

// reservation is a membership, or a whole group, that one planned object is going to have.
type reservation struct {
	key       Key
	nonce     string
	isInState bool
	place     int
	// isResolved says that the ACS user of the user identity has been looked up: there may be none.
	isResolved bool
}

// spellings counts the reservations in one access group that cannot be compared with those in the other spelling.
type spellings struct {
	byACSUser int
	// byIdentity are those by user identities whose ACS users have not been looked up.
	byIdentity map[string]int
}

func newReservations() reservations {
	return reservations{
		byNonce:   map[string]*reservation{},
		byName:    map[Key][]*reservation{},
		single:    map[string][]*reservation{},
		spellings: map[string]*spellings{},
	}
}

// add returns the reservation that the nonce has for this membership already, or a new one in place of any other.
func (r *reservations) add(key Key, nonce string, isInState bool) *reservation {
	if former := r.byNonce[nonce]; former != nil {
		if former.key.isSameAs(key) {
			return former
		}
		r.remove(former)
	}
	r.made++
	added := &reservation{key: key, nonce: nonce, isInState: isInState, place: r.made}
	r.byNonce[nonce] = added
	for _, name := range key.names() {
		r.byName[name] = append(r.byName[name], added)
	}
	if !key.isWholeGroup() {
		r.single[key.ACSAccessGroupID] = append(r.single[key.ACSAccessGroupID], added)
	}
	r.countSpelling(added, 1)
	return added
}

func (r *reservations) remove(removed *reservation) {
	if r.byNonce[removed.nonce] != removed {
		return
	}
	delete(r.byNonce, removed.nonce)
	isRemoved := func(other *reservation) bool { return other == removed }
	for _, name := range removed.key.names() {
		r.byName[name] = slices.DeleteFunc(r.byName[name], isRemoved)
	}
	group := removed.key.ACSAccessGroupID
	r.single[group] = slices.DeleteFunc(r.single[group], isRemoved)
	r.countSpelling(removed, -1)
}

// conflict looks for the earliest reservation of the same membership, and for one that the whole group stands against.
func (r *reservations) conflict(mine *reservation) Conflict {
	others := r.byName[Key{ACSAccessGroupID: mine.key.ACSAccessGroupID}]
	if mine.key.isWholeGroup() {
		others = r.single[mine.key.ACSAccessGroupID]
	}
	if len(others) > 0 && others[0].place < mine.place {
		return OwnedAndShared
	}
	earliest := mine
	for _, name := range mine.key.names() {
		if reserved := r.byName[name]; len(reserved) > 0 && reserved[0].place < earliest.place {
			earliest = reserved[0]
		}
	}
	switch {
	case earliest == mine:
		return Free
	case earliest.isInState && mine.isInState:
		return DuplicateInState
	default:
		return Duplicate
	}
}

// incomparable returns the user identities that stand between a reservation and an answer: its own, where others name ACS
// users only, or those of others, where it does.
func (r *reservations) incomparable(mine *reservation) []string {
	others := r.spellings[mine.key.ACSAccessGroupID]
	switch {
	case mine.isByIdentity() && others.byACSUser > 0:
		return []string{mine.key.Person.UserIdentityID}
	case mine.isByACSUser():
		return slices.Collect(maps.Keys(others.byIdentity))
	default:
		return nil
	}
}

// resolve notes which ACS user the user identity of a key has, or that it has none: then it is nobody's second spelling.
func (r *reservations) resolve(byIdentity Key, acsUserID string) {
	for _, resolved := range r.byName[byIdentity] {
		if !resolved.isByIdentity() {
			continue
		}
		r.countSpelling(resolved, -1)
		resolved.isResolved = true
		if acsUserID == "" {
			continue
		}
		resolved.key.Person.ACSUserID = acsUserID
		name := byIdentity.of(Person{ACSUserID: acsUserID})
		at, _ := slices.BinarySearchFunc(r.byName[name], resolved.place, func(other *reservation, place int) int {
			return cmp.Compare(other.place, place)
		})
		r.byName[name] = slices.Insert(r.byName[name], at, resolved)
	}
}

func (r *reservations) countSpelling(counted *reservation, by int) {
	group := r.spellings[counted.key.ACSAccessGroupID]
	if group == nil {
		group = &spellings{byIdentity: map[string]int{}}
		r.spellings[counted.key.ACSAccessGroupID] = group
	}
	if counted.isByACSUser() {
		group.byACSUser += by
	}
	if counted.isByIdentity() {
		userIdentityID := counted.key.Person.UserIdentityID
		if group.byIdentity[userIdentityID] += by; group.byIdentity[userIdentityID] == 0 {
			delete(group.byIdentity, userIdentityID)
		}
	}
}

func (v *reservation) isByACSUser() bool {
	return v.key.Person.ACSUserID != "" && v.key.Person.UserIdentityID == ""
}

func (v *reservation) isByIdentity() bool {
	return v.key.Person.ACSUserID == "" && v.key.Person.UserIdentityID != "" && !v.isResolved
}

// isWholeGroup reports whether the key names a group without a person.
func (k Key) isWholeGroup() bool {
	return k.Person == Person{}
}

// names returns the key under each name of its person alone. A whole group has one.
func (k Key) names() []Key {
	if k.isWholeGroup() {
		return []Key{k}
	}
	var names []Key
	if k.Person.ACSUserID != "" {
		names = append(names, k.of(Person{ACSUserID: k.Person.ACSUserID}))
	}
	if k.Person.UserIdentityID != "" {
		names = append(names, k.of(Person{UserIdentityID: k.Person.UserIdentityID}))
	}
	return names
}

// isSameAs reports whether two keys have a name in common.
func (k Key) isSameAs(other Key) bool {
	return slices.ContainsFunc(k.names(), func(name Key) bool { return slices.Contains(other.names(), name) })
}
