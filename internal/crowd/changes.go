// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package crowd

import (
	"slices"

	"github.com/seamapi/terraform-provider-seam/internal/seam"
)

// NotePeopleChange notes that this process is about to change people, or has made them. From then on these IDs are asked for
// singly, and anew each time.
func (p *People) NotePeopleChange(ids ...string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.isChanged = true
	for _, id := range ids {
		p.changed[id] = true
	}
}

// NoteLinkChange notes that this process is about to link these user identities to ACS users, or to unlink them. From then on
// their ACS users are asked for anew each time. An empty ID is nobody.
func (p *People) NoteLinkChange(userIdentityIDs ...string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.isChanged = true
	for _, id := range userIdentityIDs {
		p.relinked[id] = true
	}
}

// HasChangedPeople reports whether this process has made or changed anybody, or begun to.
func (p *People) HasChangedPeople() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.isChanged
}

// HasChangedPerson reports whether this process has made or changed the person with an ID.
func (p *People) HasChangedPerson(id string) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.changed[id]
}

// HasRelinked reports whether this process has linked the user identity to an ACS user or unlinked it, or begun to.
func (p *People) HasRelinked(userIdentityID string) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.relinked[userIdentityID]
}

// ExpectACSUser notes that Seam may be making an ACS user for a user identity on behalf of this process, which lists that were
// read before do not have. Until [People.MeetACSUser] tells who it is, e-mail addresses and phone numbers in the access system
// are asked for anew each time, since each may be the new user's.
func (p *People) ExpectACSUser(userIdentityID, acsSystemID string) {
	p.usersOf(acsSystemID).expect(name{byUserIdentityID, userIdentityID})
}

// MeetACSUser notes which ACS user a user identity has in an access system, in case this process was expecting it: from then on its names are
// asked for anew each time, and others are not.
func (p *People) MeetACSUser(userIdentityID, acsSystemID string, user *seam.ACSUser) {
	p.usersOf(acsSystemID).meet(name{byUserIdentityID, userIdentityID}, user)
}

func hasChangedAny[P any](p *People, people []*P, id func(*P) string) bool {
	return slices.ContainsFunc(people, func(person *P) bool { return p.HasChangedPerson(id(person)) })
}
