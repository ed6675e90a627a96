// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package fakeseam

import (
	"cmp"
	"slices"
	"strings"
	"time"
)

type userIdentity struct {
	troubles

	person

	id     string
	serial int
	// shown is the display name, empty where it follows from the rest.
	shown     string
	createdAt time.Time
	workspace *workspace
	users     []*acsUser
	// mergedIDs and mergedKeys are those of the user identities that were merged into this one.
	mergedIDs  []string
	mergedKeys []string
}

// person is what can be changed of a user identity.
type person struct {
	key          string
	fullName     string
	emailAddress string
	phoneNumber  string
}

// identityFor returns the user identity that an ID stands for where a request names somebody, or nil.
func (f *Fake) identityFor(id string) *userIdentity {
	if f.behaviour.mergedNotFound {
		return f.identities[id]
	}
	return f.identityOrKept(id)
}

// identityOrKept returns the user identity with an ID, or the one into which that was merged, or nil.
func (f *Fake) identityOrKept(id string) *userIdentity {
	return cmp.Or(f.identities[id], f.merged[id])
}

// identityByKey returns the user identity with a key, or the one into which that was merged, or nil.
func (w *workspace) identityByKey(key string) *userIdentity {
	for _, identity := range w.identities {
		if key != "" && (identity.key == key || slices.Contains(identity.mergedKeys, key)) {
			return identity
		}
	}
	return nil
}

// link makes an ACS user the one that an identity has in its access system.
func link(identity *userIdentity, user *acsUser) {
	user.identity = identity
	user.encoded = nil
	identity.users = append(identity.users, user)
}

// unlink takes an ACS user off its identity, if it has one.
func unlink(user *acsUser) {
	if user.identity != nil {
		user.identity.users = without(user.identity.users, user)
	}
	user.identity = nil
	user.encoded = nil
}

// userIn returns the ACS user that an identity has in an access system, or nil.
func (i *userIdentity) userIn(system *acsSystem) *acsUser {
	for _, user := range i.users {
		if user.system == system {
			return user
		}
	}
	return nil
}

// unlinkedUser returns an ACS user who has the identity's email address or phone number and no identity yet, or nil.
func (s *acsSystem) unlinkedUser(identity *userIdentity) *acsUser {
	for _, contact := range contacts(identity.emailAddress, identity.phoneNumber) {
		for _, user := range s.byContact[contact] {
			if user.identity == nil {
				return user
			}
		}
	}
	return nil
}

// merge moves what one user identity has to another, and ends the first. An ACS user moves over unless the kept identity
// has one in its access system: then it stays there without an identity, in its access groups.
func (f *Fake) merge(kept, merged *userIdentity) {
	for _, user := range slices.Clone(merged.users) {
		unlink(user)
		if kept.userIn(user.system) == nil {
			link(kept, user)
		}
	}
	changed := kept.person
	changed.emailAddress = cmp.Or(changed.emailAddress, merged.emailAddress)
	changed.phoneNumber = cmp.Or(changed.phoneNumber, merged.phoneNumber)
	kept.setPerson(changed)
	kept.mergedIDs = slices.Concat(kept.mergedIDs, []string{merged.id}, merged.mergedIDs)
	if merged.key != "" {
		kept.mergedKeys = append(kept.mergedKeys, merged.key)
	}
	kept.mergedKeys = append(kept.mergedKeys, merged.mergedKeys...)
	f.dropIdentity(merged)
	for _, id := range kept.mergedIDs {
		f.merged[id] = kept
	}
}

// addIdentity makes a user identity in a workspace.
func (f *Fake) addIdentity(w *workspace, id string, p person) *userIdentity {
	made := &userIdentity{id: newID(f.identities, id), serial: f.nextSerial(), person: p, createdAt: f.now(), workspace: w}
	f.identities[made.id] = made
	w.identities = append(w.identities, made)
	return made
}

// setPerson changes a user identity, and so what its ACS users show of it.
func (i *userIdentity) setPerson(changed person) {
	i.person = changed
	for _, user := range i.users {
		user.encoded = nil
	}
}

// takenField returns the name of a field in which another user identity of the workspace has what is new about a person, or
// "". The owner is the user identity that is to be this person, nil for a new one.
func (w *workspace) takenField(p person, owner *userIdentity) string {
	if owner != nil {
		p = p.without(owner.person)
	}
	if other := w.identityByKey(p.key); other != nil && other != owner {
		return "user_identity_key"
	}
	for _, other := range w.identities {
		switch {
		case other == owner:
		case p.emailAddress != "" && strings.EqualFold(other.emailAddress, p.emailAddress):
			return "email_address"
		case p.phoneNumber != "" && other.phoneNumber == p.phoneNumber:
			return "phone_number"
		}
	}
	return ""
}

// without returns a person without what another one has as well.
func (p person) without(other person) person {
	if p.key == other.key {
		p.key = ""
	}
	if p.emailAddress == other.emailAddress {
		p.emailAddress = ""
	}
	if p.phoneNumber == other.phoneNumber {
		p.phoneNumber = ""
	}
	return p
}

// dropIdentity takes a user identity without ACS users out of its workspace.
func (f *Fake) dropIdentity(identity *userIdentity) {
	delete(f.identities, identity.id)
	for _, id := range identity.mergedIDs {
		delete(f.merged, id)
	}
	identity.workspace.identities = without(identity.workspace.identities, identity)
}
